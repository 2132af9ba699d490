"""`briefing diff`: what a change does to the site, told from git."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Agree
from tests.site.projects import BRIEFING, run, write_site

GOLDENS = Path(__file__).parent / "goldens"
IDENTITY = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
OTHER = """\
title: A note on [Norway] and @desk
date: 2024-12-01
summary: Norway is in the news.
countries: [NO]
sources: [{id: s, title: t}]
watch:
  - {text: The vote, due: 2024-12-01}
  - {text: The count, due: 2024-12-02}
  - {text: The bill, due: 2024-11-30, status: occurred}
body: Norway voted.
"""


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-C", str(folder), *IDENTITY, *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = write_site(
        tmp_path / "site",
        {
            "briefings/2024/2024-11-27-small.yml": BRIEFING,
            "briefings/2024/2024-11-28-old.yml": BRIEFING.replace("A small", "An old"),
            "briefings/2024/2024-11-28-draft.yml": BRIEFING.replace("A small", "A secret")
            + "status: draft\n",
        },
    )
    git(site, "init", "-q")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "first")
    return site


def test_a_check_names_the_addresses_that_go(site: Path) -> None:
    folder = site / "briefings/2024"
    assert run(site, "briefing", "check", "--strict", "--against", "HEAD").returncode == 0
    old = folder / "2024-11-28-old.yml"
    old.rename(folder / "2024-11-28-renamed.yml")
    done = run(site, "briefing", "check", "--strict", "--against", "HEAD")
    assert done.returncode == 1
    place = "briefings/2024/2024-11-28-old.yml:1:1"
    assert f"{place}: warning[gone-address] The page briefings/old/ goes" in done.stdout
    assert "0 errors, 1 warning" in done.stderr
    json = run(site, "briefing", "check", "--against", "HEAD", "--format", "json").stdout
    assert '"gone-address"' in json
    renamed = folder / "2024-11-28-renamed.yml"
    renamed.write_text("redirects: [old]\n" + renamed.read_text("utf-8"), "utf-8")
    assert run(site, "briefing", "check", "--strict", "--against", "HEAD").returncode == 0


def change(site: Path) -> None:
    folder = site / "briefings/2024"
    (folder / "2024-11-28-old.yml").unlink()
    (folder / "2024-12-01-note.yml").write_text(OTHER, "utf-8")
    small = folder / "2024-11-27-small.yml"
    small.write_text(small.read_text("utf-8").replace("bottom line", "upshot"), "utf-8")
    draft = folder / "2024-11-28-draft.yml"
    draft.write_text(draft.read_text("utf-8").replace("secret", "hidden"), "utf-8")
    (site / "docs/about.md").write_text("# About us\n", "utf-8")


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_what_a_change_does_is_told(form: str, site: Path, agree: Agree) -> None:
    change(site)
    done = run(site, "briefing", "diff", "HEAD", "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert "secret" not in done.stdout
    assert "hidden" not in done.stdout
    agree(GOLDENS / f"diff.{form}", done.stdout)


def test_without_a_change_there_is_nothing_to_tell(site: Path) -> None:
    assert run(site, "briefing", "diff", "HEAD").stdout == "The site stays as it is.\n"


def test_what_was_due_before_is_no_difference(site: Path) -> None:
    change(site)
    git(site, "add", "-A")
    git(site, "commit", "-qm", "second")
    for more in ((), ("--today", "2024-12-02")):
        done = run(site, "briefing", "diff", "HEAD", *more)
        assert done.stdout == "The site stays as it is.\n"


def test_items_are_due_by_the_day_that_is_given(site: Path) -> None:
    change(site)
    done = run(site, "briefing", "diff", "HEAD", "--format", "json", "--today", "2024-12-02")
    assert [one["text"] for one in json.loads(done.stdout)["due"]] == ["The vote", "The count"]


def test_a_site_in_a_folder_of_its_repository_is_compared(tmp_path: Path) -> None:
    site = write_site(tmp_path / "repository" / "site")
    git(site.parent, "init", "-q")
    git(site.parent, "add", "-A")
    git(site.parent, "commit", "-qm", "first")
    (site / "briefings/2024/2024-12-01-note.yml").write_text(OTHER, "utf-8")
    pages = json.loads(run(site, "briefing", "diff", "HEAD", "--format", "json").stdout)["pages"]
    assert "briefings/note.md" in [page["path"] for page in pages["added"]]
    assert pages["removed"] == []


@pytest.mark.parametrize("revision", ["nope", "--output=x", "HEAD:mkdocs.yml", ""])
def test_a_revision_that_is_not_there_is_said(revision: str, site: Path) -> None:
    done = run(site, "briefing", "diff", "--", revision)
    assert done.returncode == 1
    assert "There is no revision" in done.stderr
    assert not (site / "x").exists()


def test_a_folder_without_git_is_said(tmp_path: Path) -> None:
    done = run(write_site(tmp_path), "briefing", "diff", "HEAD", GIT_CEILING_DIRECTORIES="/")
    assert done.returncode == 1
    assert "is not in a git repository" in done.stderr


def test_a_machine_without_git_is_told_what_to_do(site: Path) -> None:
    done = run(site, "briefing", "diff", "HEAD", PATH="/nonexistent")
    assert done.returncode == 1
    assert "git is needed" in done.stderr


def test_a_change_with_mistakes_is_not_compared(site: Path) -> None:
    (site / "briefings/2024/2024-12-01-note.yml").write_text("title: x\n", "utf-8")
    done = run(site, "briefing", "diff", "HEAD")
    assert (done.returncode, done.stdout) == (1, "")
    assert "missing-field" in done.stderr


def test_an_older_state_with_mistakes_still_compares(site: Path) -> None:
    broken = site / "briefings/2024/2024-12-01-note.yml"
    broken.write_text("title: x\n", "utf-8")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "broken")
    broken.write_text(OTHER, "utf-8")
    done = run(site, "briefing", "diff", "HEAD")
    assert done.returncode == 0
    assert "has errors" in done.stderr
    assert "A note on" in done.stdout


def test_a_configuration_that_inherits_is_compared_as_it_was(site: Path) -> None:
    whole = (site / "mkdocs.yml").read_text("utf-8")
    (site / "base.yml").write_text(whole, "utf-8")
    (site / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: Own\n", "utf-8")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "Inherit")
    for command in (("diff", "HEAD"), ("check", "--against", "HEAD"), ("diff", "HEAD~1")):
        done = run(site, "briefing", *command)
        assert done.returncode == 0, done.stdout + done.stderr
    (site / "base.yml").unlink()
    (site / "mkdocs.yml").write_text(whole, "utf-8")
    assert run(site, "briefing", "diff", "HEAD").returncode == 0
