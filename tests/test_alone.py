"""`briefing check --alone`: a few files, quickly, as a hook before a commit asks for them."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from tests.site.projects import BRIEFING, REPOSITORY, run, write_site

HOOK = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
FIRST = "briefings/2024/2024-11-27-small.yml"
OTHER = "briefings/2024/2024-11-28-other.yml"
REFERS = BRIEFING.replace("Kazakhstan is", "See [[TARGET]]. Kazakhstan is").replace(
    "A small", "Another"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(
        tmp_path,
        {
            FIRST: BRIEFING,
            "briefings/2024/2024-11-26-draft.yml": BRIEFING + "status: draft\n",
            "briefings/2024/2024-11-25-x.yml": BRIEFING + "id: named-inside\n",
            "briefings/entities/topics.yml": "gas: {name: natural gas}\n",
        },
    )


def hook(site: Path, *paths: str) -> tuple[int, str]:
    """Run the hook as pre-commit does: its entry, then the paths."""
    command, *arguments = shlex.split(HOOK["entry"])
    done = run(site, command, *arguments, *paths)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_a_good_file_passes(site: Path) -> None:
    assert hook(site, FIRST) == (0, "")


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("small", None),
        ("named-inside", None),
        ("nothing-like-it", "unknown-reference"),
        ("draft", "unpublished-reference"),
    ],
)
def test_references_to_other_files_are_followed(
    reference: str, code: str | None, site: Path
) -> None:
    (site / OTHER).write_text(REFERS.replace("TARGET", reference), "utf-8")
    status, said = hook(site, OTHER)
    whole = run(site, "briefing", "check", "--no-cache", OTHER)
    assert said == whole.stdout, "what is said alone is what the whole check says"
    assert status == whole.returncode
    assert (f"[{code}]" in said) if code else said == ""


def test_an_id_that_is_taken_is_said(site: Path) -> None:
    path = "briefings/2023/2023-11-28-Small.yml"
    (site / "briefings/2023").mkdir()
    (site / path).write_text(BRIEFING + "id: small\n", "utf-8")
    status, said = hook(site, path)
    assert (status, "shared-address" in said) == (1, True)


def test_mistakes_in_entities_are_said(site: Path) -> None:
    (site / "briefings/entities/topics.yml").write_text("gas: {nme: gas}\n", "utf-8")
    status, said = hook(site, "briefings/entities/topics.yml")
    assert (status, "unknown-key" in said) == (1, True)
    assert hook(site, FIRST) == (0, "")  # not this one's mistake


def test_other_files_mistakes_are_not_said(site: Path) -> None:
    (site / OTHER).write_text("title: x\n", "utf-8")
    assert hook(site, FIRST) == (0, "")


def test_the_hook_wants_the_files_of_a_site() -> None:
    wanted = re.compile(HOOK["files"])
    assert all(
        wanted.search(path) for path in (FIRST, "briefings/a.md", "briefings/entities/people.yml")
    )
    assert not any(
        wanted.search(path) for path in ("docs/about.md", "mkdocs.yml", "briefings/a.txt")
    )


def test_a_folder_stands_for_the_files_in_it(site: Path) -> None:
    (site / OTHER).write_text("title: x\n", "utf-8")
    done = run(site, "briefing", "check", "--alone", "briefings/2024", "briefings/entities")
    assert (done.returncode, "missing-field" in done.stdout) == (1, True)
    assert done.stderr.startswith("5 files: ")
    (site / "briefings/entities/topics.yml").write_text("gas: {nme: gas}\n", "utf-8")
    assert "unknown-key" in hook(site, ".")[1]


def test_without_paths_there_is_nothing_to_look_at(site: Path) -> None:
    done = run(site, "briefing", "check", "--alone")
    assert (done.returncode, "name some" in done.stderr) == (2, True)
