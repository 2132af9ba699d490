"""What holds for every test: under ``BRIEFING_NO_SKIP`` a test that would skip fails."""

import os
from collections.abc import Generator
from typing import Final, TypeVar

import pytest

NO_SKIP: Final = "BRIEFING_NO_SKIP"
"""The variable that CI sets: there, a test that cannot run is a defect of the set-up."""

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
