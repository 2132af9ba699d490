"""What holds for every test: under ``BRIEFING_NO_SKIP`` a test that would skip fails."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Final, Protocol, TypeVar

import pytest

NO_SKIP: Final = "BRIEFING_NO_SKIP"
"""The variable that CI sets: there, a test that cannot run is a defect of the set-up."""


class Agree(Protocol):
    """The fixture ``agree``: fails unless a text is what a golden file holds."""

    def __call__(self, file: Path, text: str) -> None:
        """Compare *text* with the content of *file*."""


Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that skipped, where nothing may skip."""
    return without_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a module that skipped as a whole, where nothing may skip."""
    return without_skip((yield))


def without_skip(report: Report) -> Report:
    """Return *report*, as a failure if it tells of a skip and ``BRIEFING_NO_SKIP`` is set."""
    expected_to_fail = hasattr(report, "wasxfail")
    if os.environ.get(NO_SKIP) and report.skipped and not expected_to_fail:
        where = report.longrepr
        reason = where[2] if isinstance(where, tuple) else str(where)
        report.outcome = "failed"
        report.longrepr = f"{NO_SKIP} is set, yet: {reason}"
    return report


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to write the expected results anew."""
    parser.addoption(
        "--update-goldens", action="store_true", help="write the expected results of cases anew"
    )


@pytest.fixture
def agree(request: pytest.FixtureRequest) -> Agree:
    """Compare a text with a golden file, or write it there if that is what was asked for."""
    update = bool(request.config.getoption("--update-goldens"))

    def compare(file: Path, text: str) -> None:
        if update:
            file.write_text(text, "utf-8")
        assert text == file.read_text("utf-8")

    return compare
