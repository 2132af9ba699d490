"""When the pipelines publish: what has failed is tried again, and other branches never do.

The jobs of `publish.yml` are run here in order, their scripts by the shell as they stand, with
stand-ins for the actions, for `make` and for `briefing`.
"""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.site.projects import REPOSITORY

PUBLISH = ".github/workflows/publish.yml"
SKELETON = REPOSITORY / "generator/skeleton"
GITHUB = [REPOSITORY / PUBLISH, SKELETON / PUBLISH.removeprefix(".")]
GITLAB = [REPOSITORY / ".gitlab-ci.yml", SKELETON / "gitlab-ci.yml"]
BUILD = """\
#!/bin/sh
mkdir -p site .briefing-cache
cp ../content site/index.html
"""
MAIN, OTHER = "refs/heads/main", "refs/heads/other"


@dataclass
class Forge:
    """A repository on GitHub as far as the workflow sees it."""

    workflow: Mapping[Any, Any]
    folder: Path
    content: str = "first"
    """What a build of the site comes to."""
    deploys: bool = True
    """Whether Pages takes what it is given."""
    published: list[str] = field(default_factory=list)
    cache: dict[str, tuple[str, Path]] = field(default_factory=dict)
    """By key, the oldest first: the path that was kept, and a copy of what was there."""
    runs: int = 0
    default: str = "main"
    """What its default branch is called; a schedule's event may leave that out."""

    def run(self, event: str, ref: str = "") -> bool:
        """Run the workflow once; whether none of its jobs failed."""
        self.runs += 1
        ref = ref or f"refs/heads/{self.default}"
        name = ref.split("/", 2)[2]
        github = {"ref_name": name, "event.repository.default_branch": self.default} | {
            "event_name": event,
            "ref": ref,
            "run_id": str(self.runs),
            "run_attempt": "1",
        }
        known = {f"github.{name}": value for name, value in github.items()}
        done: set[str] = set()
        for name, job in self.workflow["jobs"].items():
            needs = {job["needs"]} if "needs" in job else set()
            if not needs <= done or not _holds(job.get("if"), known):
                continue
            machine = self.folder / f"{self.runs}-{name}"
            if not self._job(job, machine, known):
                return False
            for output, value in job.get("outputs", {}).items():
                known[f"needs.{name}.outputs.{output}"] = _filled(value, known)
            done.add(name)
        return True

    def _job(self, job: Mapping[str, Any], machine: Path, known: dict[str, str]) -> bool:
        for command in ("bin/make", ".venv/bin/briefing"):
            script = machine / command
            script.parent.mkdir(parents=True)
            script.write_text(BUILD)
            script.chmod(0o755)
        (self.folder / "content").write_text(self.content)
        return all(
            self._step(step, machine, known)
            for step in job["steps"]
            if _holds(step.get("if"), known)
        )

    def _step(self, step: Mapping[str, Any], machine: Path, known: dict[str, str]) -> bool:
        given = {name: _filled(value, known) for name, value in step.get("with", {}).items()}
        action = step.get("uses", "").partition("@")[0]
        if "run" in step:
            return self._script(step, machine, known)
        if action == "actions/cache/restore":
            for key, (path, copy) in self.cache.items():  # the newest stays
                if key.startswith(given["restore-keys"]):
                    assert path == given["path"]
                    _copy(copy, machine / path)
        elif action == "actions/cache/save":
            assert given["key"] not in self.cache
            copy = self.folder / given["key"]
            _copy(machine / given["path"], copy)
            self.cache[given["key"]] = given["path"], copy
        elif action == "actions/deploy-pages":
            if self.deploys:
                self.published.append(self.content)
            return self.deploys
        else:
            assert action in {
                *("actions/checkout", "actions/setup-python", "actions/upload-pages-artifact")
            }
        return True

    def _script(self, step: Mapping[str, Any], machine: Path, known: dict[str, str]) -> bool:
        output = machine / "output"
        own = {name: _filled(value, known) for name, value in step.get("env", {}).items()}
        path = f"{machine}/bin:/usr/bin:/bin"
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],  # noqa: S607 - as the runner has it
            cwd=machine,
            env={"PATH": path, "GITHUB_OUTPUT": str(output), **own},
            check=False,
        )
        for line in output.read_text().splitlines() if output.exists() else ():
            name, _, value = line.partition("=")
            known[f"steps.{step['id']}.outputs.{name}"] = value
        return done.returncode == 0


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copy(source, target)


def _filled(text: object, known: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ (\S+) \}\}", lambda match: known[match[1]], str(text))


def _holds(condition: str | None, known: Mapping[str, str]) -> bool:
    """Whether a condition of the only form that the workflow has is true: equalities, and."""
    return all(
        known.get(name) == _value(value, known)
        for name, value in (
            re.fullmatch(r"(\S+) == (.+)", part).groups()  # type: ignore[union-attr]  # another form is to fail
            for part in (condition.split(" && ") if condition else ())
        )
    )


def _value(text: str, known: Mapping[str, str]) -> str:
    """A text in quotes, or one with the first of two values in it that is there."""
    if plain := re.fullmatch(r"'([^']*)'", text):
        return plain[1]
    made = re.fullmatch(r"format\('([^']*)', (\S+) \|\| (\S+)\)", text)
    assert made, text
    return made[1].format(known.get(made[2]) or known[made[3]])


@pytest.fixture(params=GITHUB, ids=["ours", "skeleton"])
def forge(request: pytest.FixtureRequest, tmp_path: Path) -> Forge:
    return Forge(yaml.safe_load(request.param.read_text("utf-8")), tmp_path)


def test_what_a_failed_deploy_left_out_is_published_by_the_next_hour(forge: Forge) -> None:
    assert forge.run("push")
    forge.content, forge.deploys = "the embargo is over", False
    assert not forge.run("schedule")
    assert not forge.run("schedule")
    assert forge.published == ["first"]
    forge.deploys = True
    assert forge.run("schedule")
    assert forge.published == ["first", "the embargo is over"]


def test_a_push_that_could_not_be_deployed_is_published_by_the_next_hour(forge: Forge) -> None:
    forge.deploys = False
    assert not forge.run("push")
    forge.deploys = True
    assert forge.run("schedule")
    assert forge.published == ["first"]


def test_an_hour_that_changes_nothing_publishes_nothing(forge: Forge) -> None:
    for event in ("push", "schedule", "schedule"):
        assert forge.run(event)
    assert forge.published == ["first"]
    assert forge.run("push")
    assert forge.run("workflow_dispatch")
    assert forge.published == ["first"] * 3


def test_what_was_published_is_known_by_the_newest_deploy(forge: Forge) -> None:
    """Back to an older state by a push whose deploy fails: the hour after publishes it."""
    assert forge.run("push")
    forge.content = "second"
    assert forge.run("schedule")
    forge.content, forge.deploys = "first", False
    assert not forge.run("push")
    forge.deploys = True
    assert forge.run("schedule")
    assert forge.published == ["first", "second", "first"]


@pytest.mark.parametrize("event", ["workflow_dispatch", "schedule", "push"])
@pytest.mark.parametrize("ref", [OTHER, "refs/tags/main", "refs/pull/7/merge", "refs/heads/main2"])
def test_another_branch_neither_publishes_nor_leaves_anything(
    event: str, ref: str, forge: Forge
) -> None:
    assert forge.run(event, ref)
    assert forge.published == []
    assert forge.cache == {}


@pytest.mark.parametrize("default", ["master", "trunk/desk"])
def test_the_default_branch_is_known_whatever_its_name(default: str, forge: Forge) -> None:
    forge.default = default
    for event in ("push", "workflow_dispatch"):
        assert forge.run(event)
        assert forge.run(event, MAIN)
    assert forge.published == ["first"] * 2


def test_a_schedule_that_does_not_name_the_default_branch_runs_on_it(forge: Forge) -> None:
    forge.default = ""
    assert forge.run("schedule", "refs/heads/master")
    assert forge.run("schedule", "refs/tags/master")
    assert forge.published == ["first"]


def test_nothing_but_these_events_starts_it(forge: Forge) -> None:
    starts = forge.workflow[True]  # YAML 1.1 reads `on` so
    assert set(starts) == {"push", "schedule", "workflow_dispatch"}
    assert starts["push"] == {"branches": ["**"]}
    group = "publish-${{ github.ref }}"
    assert forge.workflow["concurrency"] == {"group": group, "cancel-in-progress": False}


@pytest.mark.parametrize("file", GITLAB, ids=["ours", "skeleton"])
@pytest.mark.parametrize(
    ("variables", "publishes"),
    [
        ({"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "main"}, True),
        ({"CI_PIPELINE_SOURCE": "schedule", "CI_COMMIT_BRANCH": "main"}, True),
        ({"CI_PIPELINE_SOURCE": "web", "CI_COMMIT_BRANCH": "main"}, True),
        *(
            ({"CI_PIPELINE_SOURCE": source, "CI_COMMIT_BRANCH": "other"}, False)
            for source in ("push", "schedule", "web", "api", "trigger", "pipeline")
        ),
        *(
            ({"CI_PIPELINE_SOURCE": source, "CI_COMMIT_TAG": "main"}, False)
            for source in ("push", "web", "api")
        ),
        # From a branch or a fork of the same name as the default branch, too.
        (
            {
                "CI_PIPELINE_SOURCE": "merge_request_event",
                "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "main",
                "CI_COMMIT_REF_NAME": "main",
            },
            False,
        ),
    ],
)
def test_gitlab_publishes_its_default_branch_alone(
    file: Path, variables: dict[str, str], *, publishes: bool
) -> None:
    pipeline = yaml.safe_load(file.read_text("utf-8"))
    known = {**variables, "CI_DEFAULT_BRANCH": "main"}
    runs = _starts(pipeline["workflow"], known) and _starts(pipeline["pages"], known)
    assert runs is publishes
    others = [name for name, job in pipeline.items() if "public/" in str(job) and name != "pages"]
    assert others == []


@pytest.mark.parametrize("file", GITLAB, ids=["ours", "skeleton"])
def test_gitlab_keeps_nothing_that_would_stop_the_next_hour(file: Path) -> None:
    """Each scheduled run hands its site over, whatever became of the one before."""
    pages = yaml.safe_load(file.read_text("utf-8"))["pages"]
    assert pages["script"][-1] == "rm -rf public && cp -r site public"
    assert pages["cache"]["paths"] == [".briefing-cache/"]
    assert not any(" if " in f" {line} " or "||" in line for line in pages["script"])


def _starts(part: Mapping[str, Any], known: Mapping[str, str]) -> bool:
    """Whether the first of the rules that holds lets a pipeline or a job start."""
    for rule in part["rules"]:
        if all(_equal(one, known) for one in rule["if"].split(" && ")):
            return bool(rule.get("when") != "never")
    return False


def _equal(condition: str, known: Mapping[str, str]) -> bool:
    left, right = condition.split(" == ")
    value = known.get(right[1:]) if right.startswith("$") else right.strip('"')
    return known.get(left[1:]) == value
