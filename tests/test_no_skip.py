"""Under BRIEFING_NO_SKIP nothing skips, and without it skipping is no failure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parent / "conftest.py"

SKIPPING_TEST = """
import pytest

def test_one():
    pytest.skip("no browser here")
"""

SKIPPING_FIXTURE = """
import pytest

@pytest.fixture(scope="session")
def browser():
    pytest.skip("no browser here")

def test_one(browser):
    pass
"""

SKIPPING_MODULE = """
import pytest
pytest.importorskip("no_such_module", reason="no browser here")

def test_one():
    pass
"""

EXPECTED_FAILURE = """
import pytest

@pytest.mark.xfail(reason="known")
def test_one():
    assert False
"""


def run_pytest(folder: Path, source: str, *, no_skip: str) -> tuple[int, str]:
    """Run a test module of its own under this project's conftest; return exit code and output."""
    (folder / "conftest.py").write_text(CONFTEST.read_text("utf-8"), "utf-8")
    (folder / "test_it.py").write_text(source, "utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-ra", "-p", "no:cacheprovider", "."],
        cwd=folder,
        env={**os.environ, "BRIEFING_NO_SKIP": no_skip},
        check=False,
        capture_output=True,
        text=True,
    )
    return result.returncode, result.stdout


@pytest.mark.parametrize("source", [SKIPPING_TEST, SKIPPING_FIXTURE, SKIPPING_MODULE])
def test_a_skip_fails_where_nothing_may_skip(tmp_path: Path, source: str) -> None:
    code, output = run_pytest(tmp_path, source, no_skip="1")
    assert code in (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)
    assert "no browser here" in output


@pytest.mark.parametrize("source", [SKIPPING_TEST, SKIPPING_FIXTURE])
def test_a_skip_says_why_elsewhere(tmp_path: Path, source: str) -> None:
    code, output = run_pytest(tmp_path, source, no_skip="")
    assert code == pytest.ExitCode.OK
    assert "no browser here" in output


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    code, _ = run_pytest(tmp_path, EXPECTED_FAILURE, no_skip="1")
    assert code == pytest.ExitCode.OK
