"""Folders that commands are pointed at: nothing of anyone's is replaced, and links are followed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.runtime.replacing import SITE_MARK, mark_site
from tests.site.projects import CONFIG, run, write_site
from tests.site.test_same_bytes import contents

FILE = "briefings/2024/2024-11-27-small.yml"


def call(site: Path, command: str, *arguments: str | Path) -> Result:
    config = ["--config-file", str(site / "mkdocs.yml")]
    return CliRunner().invoke(main, [command, *map(str, arguments), *config])


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    site = write_site(tmp_path / "desk")
    (site / ".git").mkdir()
    (site / ".git/config").write_text("[core]\n")
    (site / "mine").mkdir()
    (site / "mine/notes.md").write_text("not to be lost")
    return site


@pytest.mark.parametrize("place", ["briefings", ".git", "docs", "mine", ".", ".."])
@pytest.mark.parametrize(
    ("command", "option"), [("build", "--site-dir"), ("render", "--to"), ("check", "--cache")]
)
def test_no_command_takes_a_folder_that_is_not_its_own(
    command: str, option: str, place: str, desk: Path
) -> None:
    before = tree(desk.parent)
    done = call(desk, command, option, desk / place)
    assert done.exit_code == 2
    assert f"-folder] {option}: " in done.output
    assert "hint: Name" in done.output
    assert tree(desk.parent) == before


@pytest.mark.parametrize("command", [("briefing", "build"), ("mkdocs", "build", "--quiet")])
def test_no_setting_takes_a_folder_that_is_not_ours(command: tuple[str, ...], desk: Path) -> None:
    (desk / "mkdocs.yml").write_text(f"{CONFIG}site_dir: mine\n")
    before = tree(desk)
    done = run(desk, *command)
    assert done.returncode != 0
    assert "mkdocs.yml:5:11: error[foreign-folder] site_dir: " in done.stderr
    assert tree(desk) == before


def test_plain_mkdocs_does_not_empty_what_an_option_names(desk: Path) -> None:
    before = tree(desk)
    done = run(desk, "mkdocs", "build", "--quiet", "--site-dir", "briefings")
    assert done.returncode != 0
    assert "error[protected-folder] --site-dir: " in done.stderr
    assert tree(desk) == before


def test_a_site_that_is_a_link_is_replaced_where_it_leads(desk: Path) -> None:
    """Whatever builds that failed or were killed left beside it is gone afterwards."""
    served = desk.parent / "served"
    served.mkdir()
    (desk / "site").symlink_to("../served")
    # An earlier version exchanged link and folder, and could not go on.
    (desk / "site.building").symlink_to("../served")
    left = desk.parent / "served.briefing-build"
    left.mkdir()
    mark_site(left)
    (left / "half.html").write_text("half a site")
    first = call(desk, "build")
    assert first.exit_code == 0, first.output
    assert (desk / "site").readlink() == Path("../served")
    built = contents(served)
    assert (served / SITE_MARK).is_file()
    again = call(desk, "build")
    assert again.exit_code == 0, again.output
    assert contents(served) == built
    assert sorted(path.name for path in desk.parent.iterdir()) == ["desk", "served"]
    assert [path.name for path in desk.iterdir() if "site" in path.name] == ["site"]


@pytest.mark.parametrize("target", ["mkdocs.yml", "briefings", "mine", "site"])
def test_a_site_that_leads_elsewhere_is_refused_first(target: str, desk: Path) -> None:
    (desk / "site").symlink_to(target)
    before = sorted(desk.iterdir())
    done = call(desk, "build")
    assert done.exit_code == 2
    assert "-folder] site_dir: " in done.output
    assert sorted(desk.iterdir()) == before


def test_a_folder_in_the_way_of_the_build_is_not_removed(desk: Path) -> None:
    (desk / "site.briefing-build").mkdir()
    (desk / "site.briefing-build/mine").write_text("not to be lost")
    done = call(desk, "build")
    assert done.exit_code == 1
    assert (desk / "site.briefing-build/mine").read_text() == "not to be lost"
    assert not (desk / "site").exists()


def test_docs_do_not_bring_a_mark_of_their_own(desk: Path) -> None:
    (desk / "docs" / SITE_MARK).write_text("of another kind")
    (desk / "mkdocs.yml").write_text(f'{CONFIG}exclude_docs: "!{SITE_MARK}"\n')
    for _ in range(2):
        assert call(desk, "build").exit_code == 0
    assert b"of another kind" not in (desk / "site" / SITE_MARK).read_bytes()


def test_a_tree_of_pages_is_written_where_it_was_before(desk: Path) -> None:
    for _ in range(2):
        done = call(desk, "render", "--to", desk / "out")
        assert done.exit_code == 0, done.output
    (desk / "out/countries/kazakhstan.md").unlink()
    (desk / "out/countries").rename(desk / "elsewhere")
    (desk / "out/countries").symlink_to(desk / "elsewhere")
    done = call(desk, "render", "--to", desk / "out")
    assert done.exit_code == 1
    assert "is a symbolic link" in done.output
    assert not (desk / "elsewhere/kazakhstan.md").exists()


@pytest.mark.parametrize("place", [".git/new", "mine", "new.git/.git"])
def test_no_site_is_begun_among_other_things(place: str, desk: Path) -> None:
    before = tree(desk)
    done = CliRunner().invoke(main, ["init", str(desk / place), "--name", "New"])
    assert done.exit_code != 0
    assert tree(desk) == before


def test_nothing_is_written_through_a_link_among_the_briefings(desk: Path) -> None:
    outside = desk.parent / "outside"
    outside.mkdir()
    (desk / "briefings/2025").symlink_to(outside)
    archive = desk.parent / "archive"
    archive.mkdir()
    (archive / "2025-01-02-note.md").write_text(
        "---\ntitle: A note\ndate: 2025-01-02\nsummary: Norway.\n---\nNorway is in the news.\n"
    )
    for command in (["new", "--title", "A note", "--date", "2025-01-02"], ["import", archive]):
        done = call(desk, str(command[0]), *command[1:])
        assert done.exit_code == 1
        assert "symbolic link" in done.output
    assert list(outside.iterdir()) == []


def test_a_file_is_not_written_through_a_link_that_waits_for_it(desk: Path) -> None:
    outside = desk.parent / "outside"
    outside.write_text("not to be lost")
    (desk / "briefings/2025").mkdir()
    (desk / "briefings/2025/.2025-01-02-a-note.yml.half").symlink_to(outside)
    done = call(desk, "new", "--title", "A note", "--date", "2025-01-02")
    assert done.exit_code == 0, done.output
    assert outside.read_text() == "not to be lost"


@pytest.mark.parametrize("name", [".gitignore", "briefings.sqlite"])
def test_a_cache_with_links_in_it_is_none(name: str, desk: Path) -> None:
    outside = desk.parent / "outside"
    outside.write_text("not to be lost")
    (desk / ".briefing-cache").mkdir()
    (desk / ".briefing-cache" / name).symlink_to(outside)
    done = call(desk, "check")
    assert done.exit_code == 2
    assert "[foreign-folder] --cache: " in done.output
    assert outside.read_text() == "not to be lost"


@pytest.mark.parametrize("target", ["../../outside", "../.git/config", f"../{FILE}"])
def test_a_link_among_the_pages_shows_nothing_from_elsewhere(target: str, desk: Path) -> None:
    (desk.parent / "outside").write_text("not to be shown")
    (desk / "README.md").write_text("# To be shown\n")
    (desk / "docs/readme.md").symlink_to("../README.md")
    (desk / "docs/leak.txt").symlink_to(target)
    done = call(desk, "build")
    assert done.exit_code == 1
    assert not (desk / "site").exists()
    (desk / "docs/leak.txt").unlink()
    assert call(desk, "build").exit_code == 0
    assert "To be shown" in (desk / "site/readme/index.html").read_text("utf-8")
