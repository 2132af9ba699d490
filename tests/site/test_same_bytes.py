"""Two builds of the same input give the same bytes (rule 5 of the design)."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.projects import REPOSITORY, build, run

INPUT = ("mkdocs.yml", "docs", "briefings")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository's site, to build in."""
    return copy(tmp_path_factory.mktemp("source"), sorted)


@pytest.fixture(scope="module")
def expected(source: Path) -> dict[str, bytes]:
    """What a build of it gives."""
    return contents(build(source))


def copy(folder: Path, order: Callable[[list[Path]], list[Path]]) -> Path:
    """Copy the site's input file by file, in an order that the file system may keep."""
    files = [
        file
        for name in INPUT
        for file in [REPOSITORY / name, *(REPOSITORY / name).rglob("*")]
        if file.is_file()
    ]
    for file in order(files):
        target = folder / file.relative_to(REPOSITORY)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return folder


def contents(tree: Path) -> dict[str, bytes]:
    return {
        file.relative_to(tree).as_posix(): file.read_bytes()
        for file in tree.rglob("*")
        if file.is_file()
    }


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def test_the_site_is_there(expected: dict[str, bytes]) -> None:
    assert "briefings/putin-in-astana/index.html" in expected
    assert len(expected) > 200


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
def test_any_number_of_processes_gives_the_same_site(
    jobs: int, source: Path, expected: dict[str, bytes]
) -> None:
    tree = build(source, "--strict", "--jobs", str(jobs), site=f"by-{jobs}")
    assert differences(expected, contents(tree)) == []


def test_mkdocs_itself_gives_the_same_site(source: Path, expected: dict[str, bytes]) -> None:
    done = run(source, "mkdocs", "build", "--strict", "--site-dir", "by-mkdocs")
    assert done.returncode == 0, done.stderr
    assert differences(expected, contents(source / "by-mkdocs")) == []


def test_neither_place_nor_clock_nor_language_shows(
    tmp_path: Path, expected: dict[str, bytes]
) -> None:
    """Another folder, order of files, time zone, locale, hash seed, age and owner of files."""
    elsewhere = copy(tmp_path / "elsewhere", lambda files: sorted(files, reverse=True))
    for file in elsewhere.rglob("*.yml"):
        file.touch()
    tree = build(
        elsewhere,
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        LANGUAGE="de",
        PYTHONHASHSEED="4711",
        SOURCE_DATE_EPOCH="0",
    )
    assert differences(expected, contents(tree)) == []
    again = build(elsewhere, TZ="America/Adak", PYTHONHASHSEED="1", site="again")
    assert differences(expected, contents(again)) == []
