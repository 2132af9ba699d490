"""Which folders may be replaced, and which never are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.input.config import check_site, read_project
from generator.input.mkdocs_file import ConfigurationError
from generator.runtime.replacing import (
    SITE_MARK,
    Guard,
    ReplaceError,
    guards,
    is_site,
    judge,
    mark_site,
    remove_site,
)
from tests.site.projects import CONFIG, write_site


def kept(site: Path) -> tuple[Guard, ...]:
    return read_project(site / "mkdocs.yml").guards()


def refused(folder: Path, kept: tuple[Guard, ...]) -> str:
    with pytest.raises(ReplaceError) as error:
        judge(folder, kept, is_site)
    return error.value.code


def listing(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize(
    "place",
    [
        *("briefings", "briefings/2024", "briefings/new", "docs", "docs/new", "mkdocs.yml", "."),
        *("..", "../..", "docs/../briefings", "link", "link/2024", "out/../."),
        *(".git", ".git/new", "new/.git", ".GIT", "repository.git/new", ".briefing-cache"),
        *(".briefing-cache/new", ".hg", "/", "~"),
    ],
)
def test_what_must_not_be_lost_is_never_replaced(place: str, tmp_path: Path) -> None:
    """Not even where it bears the mark of a site."""
    site = write_site(tmp_path / "above/site")
    for name in ("HEAD", "objects/x", "refs/x"):
        (site / "repository.git" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "repository.git" / name).write_text("")
    (site / "link").symlink_to("briefings")
    (site / ".git").mkdir()
    for folder in (site / "briefings", site / "docs", site, site / ".git", site.parent):
        mark_site(folder)
    before = listing(tmp_path)
    folder = Path(place).expanduser() if place in {"/", "~"} else site / place
    assert refused(folder, kept(site)) == "protected-folder"
    assert listing(tmp_path) == before


def test_the_folder_one_is_in_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here/below").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here/below")
    assert refused(tmp_path / "here", guards()) == "protected-folder"
    assert judge(tmp_path / "here/below", guards(standing=False), is_site)


def test_a_folder_is_replaced_if_it_is_absent_or_empty_or_a_site(tmp_path: Path) -> None:
    site = write_site(tmp_path / "desk")
    for place in ("new", "new/deep", "../beside"):
        assert judge(site / place, kept(site), is_site) == (site / place).resolve()
    (site / "empty").mkdir()
    assert judge(site / "empty", kept(site), is_site)
    built = site / "built"
    (built / "deep").mkdir(parents=True)
    (built / "deep/index.html").write_text("page")
    assert refused(built, kept(site)) == "foreign-folder"
    mark_site(built)
    assert judge(built, kept(site), is_site) == built


def test_a_site_from_before_there_were_marks_is_known(tmp_path: Path) -> None:
    names = ("404.html", "sitemap.xml", "assets/briefings.css", "assets/briefing-search.js")
    (tmp_path / "assets").mkdir()
    for name in names:
        assert not is_site(tmp_path)
        (tmp_path / name).write_text("")
    assert is_site(tmp_path)


@pytest.mark.parametrize("content", ["", "another program’s", None])
def test_a_mark_of_another_text_is_none(content: str | None, tmp_path: Path) -> None:
    if content is None:
        mark_site(tmp_path)
        (tmp_path / SITE_MARK).rename(tmp_path / "elsewhere")
        (tmp_path / SITE_MARK).symlink_to("elsewhere")
    else:
        (tmp_path / SITE_MARK).write_text(content)
    assert not is_site(tmp_path)


def _git_folder(folder: Path) -> None:
    (folder / ".git").mkdir()


def _git_file(folder: Path) -> None:
    (folder / ".git").write_text("gitdir: ../.git/worktrees/site\n")


def _deep(folder: Path) -> None:
    (folder / "a/b/.git").mkdir(parents=True)


@pytest.mark.parametrize("put", [_git_folder, _git_file, _deep])
def test_a_site_that_holds_a_repository_is_not_replaced(
    put: Callable[[Path], None], tmp_path: Path
) -> None:
    mark_site(tmp_path)
    assert judge(tmp_path, (), is_site)
    put(tmp_path)
    assert refused(tmp_path, ()) == "protected-folder"


def test_links_lead_to_the_folder_that_is_judged(tmp_path: Path) -> None:
    site = write_site(tmp_path / "desk")
    (tmp_path / "served").mkdir()
    (site / "site").symlink_to("../served")
    assert judge(site / "site", kept(site), is_site) == tmp_path / "served"
    (tmp_path / "served/mine").write_text("")
    assert refused(site / "site", kept(site)) == "foreign-folder"
    (site / "dangling").symlink_to("../nothing")
    assert judge(site / "dangling", kept(site), is_site) == tmp_path / "nothing"
    (site / "to-file").symlink_to("mkdocs.yml")
    (site / "circle").symlink_to("circle")
    for name in ("to-file", "circle"):
        assert refused(site / name, ()) == "foreign-folder"


def test_what_is_removed_stays_ours_until_it_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "z").write_text("")
    (site / "link").symlink_to(tmp_path)

    def die(_: str) -> None:
        raise OSError

    with monkeypatch.context() as context:
        context.setattr("shutil.rmtree", die)
        with pytest.raises(OSError, match=r"^$"):
            remove_site(site)
    assert is_site(site)
    remove_site(site)
    assert list(tmp_path.iterdir()) == []


def test_a_setting_is_refused_with_its_place(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"mkdocs.yml": f"{CONFIG}site_dir: briefings/../docs\n"})
    project = read_project(site / "mkdocs.yml")
    with pytest.raises(ConfigurationError) as error:
        check_site(project, project.guards())
    (found,) = error.value.found
    assert (found.code, found.span.line, found.span.column) == ("protected-folder", 5, 11)
