"""The same bytes on systems that lack what Linux has: each is taken away, or put in its place."""

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.runtime.files import only_one
from tests.site.projects import BRIEFING, CONFIG, REPOSITORY, build, run, write_site

BARE = """
import ctypes, os, pathlib, sys

del os.fork, os.link, os.symlink, os.sched_getaffinity
sys.modules["fcntl"] = None  # so that importing it fails


class NoLibrary(ctypes.CDLL):
    def __init__(self, name, *rest, **more):
        if name is None and sys._getframe(1).f_globals["__name__"].startswith("generator"):
            # as Windows answers; watchdog asks there for nothing of the kind
            raise TypeError("argument of type 'NoneType' is not iterable")
        super().__init__(name, *rest, **more)


ctypes.CDLL = NoLibrary
write = pathlib.Path.write_text


def write_text(self, data, encoding=None, errors=None, newline=None):
    return write(self, data, encoding, errors, "\\r\\n" if newline is None else newline)


pathlib.Path.write_text = write_text
"""
"""What Windows lacks, and how it ends lines unless it is told how to."""
FILES = {
    "briefings/2024/2024-11-27-small.yml": BRIEFING,
    "briefings/2024/2024-11-28-other.yml": BRIEFING.replace("A small", "Another"),
    "briefings/entities/topics.yml": "gas: {name: natural gas, listed: true}\n",
}
CONFIGURED = CONFIG.replace("plugins: [briefings, search]", "plugins: [briefings]")


def tree(site: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    found = {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file()
    }
    # It holds the minute of the build in its header.
    found.pop("sitemap.xml.gz", None)
    return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("plain"), {**FILES, "mkdocs.yml": CONFIGURED})


@pytest.fixture(scope="module")
def plain(desk: Path) -> dict[str, bytes]:
    return tree(build(desk, "--no-cache"))


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """The environment of a process that has no forks, locks, links or exchange of names."""
    folder = tmp_path / "bare"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BARE, "utf-8")
    # The stream of a terminal on Windows knows few letters.
    return {"PYTHONPATH": str(folder), "PYTHONIOENCODING": "cp1252"}


def test_a_bare_system_builds_the_same_twice(
    desk: Path, plain: dict[str, bytes], bare: dict[str, str]
) -> None:
    for _ in range(2):  # the second finds a site in its place, and a cache
        assert tree(build(desk, "--jobs", "2", site="bare", **bare)) == plain
    assert sorted(path.name for path in desk.iterdir() if "briefing-old" in path.name) == []


def test_setting_up_needs_no_locks(bare: dict[str, str]) -> None:
    program = (
        "import install; c = install.one_at_a_time(); c.__enter__(); c.__exit__(None, None, None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=REPOSITORY / "requirements",
        env={**os.environ, **bare},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_line_ends_of_a_checkout_and_its_path_change_nothing(
    plain: dict[str, bytes], tmp_path: Path
) -> None:
    place = tmp_path / ("Büro für Länder " + "x" * 184)
    files = {**FILES, "mkdocs.yml": CONFIGURED, "docs/about.md": "# About\n\nWho writes this.\n"}
    there = write_site(place, {name: text.replace("\n", "\r\n") for name, text in files.items()})
    assert tree(build(there)) == plain
    checked = run(there, "briefing", "check")
    assert (checked.returncode, checked.stdout) == (0, "")


def test_the_package_runs_by_its_name() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--help"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("Usage: briefing ")


def test_a_file_system_without_locks_is_used_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    assert only_one(tmp_path, lambda: pytest.fail("there is nothing to wait for")) == -1
