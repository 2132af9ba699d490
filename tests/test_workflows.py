"""The pipelines that check and publish: what they run exists, and what they may is little."""

import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator.cli import main
from tests.site.projects import REPOSITORY, run

WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
GITLAB = REPOSITORY / ".gitlab-ci.yml"
PINNED = re.compile(r"actions/[a-z/-]+@[0-9a-f]{40}")


def load(name: str) -> dict[Any, Any]:
    text = (REPOSITORY / ".github/workflows" / name).read_text("utf-8")
    loaded: dict[Any, Any] = yaml.safe_load(text)
    return loaded


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_an_auditor_of_workflows_finds_nothing() -> None:
    done = run(REPOSITORY, "zizmor", "--offline", "--persona=pedantic", ".github/workflows")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings" in done.stdout


@pytest.mark.parametrize(
    ("schema", "files"),
    [("vendor.github-workflows", WORKFLOWS), ("vendor.gitlab-ci", [GITLAB])],
    ids=["github", "gitlab"],
)
def test_pipelines_hold_against_their_schemas(schema: str, files: list[Path]) -> None:
    done = run(REPOSITORY, "check-jsonschema", "--builtin-schema", schema, *map(str, files))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_actions_are_pinned_and_nothing_is_granted_by_default(file: Path) -> None:
    workflow = load(file.name)
    used = [step["uses"] for step in steps(workflow) if "uses" in step]
    assert used
    assert all(PINNED.fullmatch(action) for action in used)
    assert workflow["permissions"] == {}
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_a_pull_request_is_given_nothing() -> None:
    text = (REPOSITORY / ".github/workflows/pull-request.yml").read_text("utf-8")
    workflow = load("pull-request.yml")
    assert list(workflow[True]) == ["pull_request"]  # YAML 1.1 reads `on` so
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    assert "secrets" not in text
    assert "pull_request_target" not in text
    cached = [step["uses"] for step in steps(workflow) if "/cache" in step.get("uses", "")]
    assert [action.partition("@")[0] for action in cached] == ["actions/cache/restore"]
    assert load_gitlab()["preview"]["cache"]["policy"] == "pull"


def test_only_publishing_may_write() -> None:
    rights = {
        (file.name, right)
        for file in WORKFLOWS
        for job in load(file.name)["jobs"].values()
        for right, level in job["permissions"].items()
        if level == "write"
    }
    assert rights == {("publish.yml", "pages"), ("publish.yml", "id-token")}


def load_gitlab() -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(GITLAB.read_text("utf-8"))
    return loaded


def scripts() -> list[str]:
    lines = [step["run"] for file in WORKFLOWS for step in steps(load(file.name)) if "run" in step]
    for job in load_gitlab().values():
        if isinstance(job, dict):
            lines += [*job.get("script", ()), *job.get("before_script", ())]
    return lines


def test_every_command_exists_with_its_options() -> None:
    seen = set()
    for script in scripts():
        for call in re.findall(r"\.venv/bin/briefing ([^|>\n]*)", script):
            name, *arguments = shlex.split(call.replace("2>&1", ""))
            command = main.commands[name]
            given = {word for word in arguments if word.startswith("--")}
            known = {
                option
                for parameter in command.params
                if isinstance(parameter, click.Option)
                for option in parameter.opts
            }
            assert given <= known, (call, known)
            seen.add(name)
    assert seen == {"check", "diff", "links"}


def test_every_make_target_exists() -> None:
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"(?m)^([a-z-]+):", makefile))
    called = {t for script in scripts() for t in re.findall(r"\bmake ([a-z]+)", script)}
    assert called == {"env", "site"}
    assert called <= targets
    build = main.commands["build"]
    known = {option for parameter in build.params for option in parameter.opts}
    for script in scripts():
        for options in re.findall(r"make site ARGS=\"?([^\"\n]*)", script):
            assert {word for word in options.split() if word.startswith("--")} <= known
