"""MkDocs and ProperDocs, the fork that goes on with it, make the same site, byte for byte."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.projects import BRIEFING, CONFIG, REPOSITORY, build, run, write_site
from tests.site.test_same_bytes import contents

FILES = {
    "briefings/2024/2024-11-27-small.yml": BRIEFING,
    "briefings/2024/2024-11-28-other.yml": BRIEFING.replace("A small", "Another"),
    "briefings/entities/topics.yml": "gas: {name: natural gas, listed: true}\n",
    "mkdocs.yml": CONFIG.replace("plugins: [briefings, search]", "plugins: [briefings]"),
}
LINE = 'PLATFORM: Final[str] = "mkdocs"\n'
"""The one line that decides."""


@pytest.fixture(params=["our search", "the theme's search"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    files = FILES if request.param == "our search" else {**FILES, "mkdocs.yml": CONFIG}
    return write_site(tmp_path / "desk", files)


def test_both_programs_make_the_same_site(desk: Path) -> None:
    for program in ("mkdocs", "properdocs"):
        done = run(desk, program, "build", "--strict", "-f", "mkdocs.yml", "--site-dir", program)
        assert done.returncode == 0, done.stderr
        assert "Documentation built" in done.stderr
    made = contents(desk / "properdocs")
    assert "briefings/small/index.html" in made
    assert "404.html" in made
    assert made == contents(desk / "mkdocs")


def run_switched(desk: Path, tmp_path: Path, *arguments: str) -> str:
    """What Python prints that runs the package with that one line changed."""
    package = tmp_path / "switched/generator"
    if not package.exists():
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / "generator", package, ignore=ignored)
        file = package / "plugin/platform.py"
        text = file.read_text("utf-8")
        assert text.count(LINE) == 1
        file.write_text(text.replace(LINE, LINE.replace("mkdocs", "properdocs")), "utf-8")
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_one_line_decides_which_one_briefing_build_uses(desk: Path, tmp_path: Path) -> None:
    asked = "-c", "from generator.plugin.platform import NAME, log; print(NAME, log.name)"
    assert run_switched(desk, tmp_path, *asked) == "properdocs properdocs.plugins.briefings\n"
    by_mkdocs = contents(build(desk, "--strict", site="by-mkdocs"))
    # One cache for both: a page that the one has made is none of the other's.
    options = "--strict", "--jobs", "2", "--site-dir", "by-properdocs"
    said = run_switched(desk, tmp_path, "-m", "generator", "build", *options)
    assert contents(desk / "by-properdocs") == by_mkdocs
    counted = re.search(r"(\d+) of its (\d+) pages were built now", said)
    assert counted
    assert counted[1] == counted[2]


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_a_warning_stops_a_strict_build_of_either(program: str, tmp_path: Path) -> None:
    """Our own count of warnings hears the program that runs."""
    desk = write_site(tmp_path, {**FILES, "docs/bad.md": "# Bad\n\n[Nowhere](nowhere.md)\n"})
    last = contents(build(desk))
    (desk / "docs/about.md").write_text("# About\n\nOther words.\n", "utf-8")
    strict = run(desk, program, "build", "--strict", "-f", "mkdocs.yml")
    assert strict.returncode == 1
    assert "nowhere.md" in strict.stderr
    assert contents(desk / "site") == last
    lax = run(desk, program, "build", "-f", "mkdocs.yml")
    assert lax.returncode == 0
    assert contents(desk / "site") != last
