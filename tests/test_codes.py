"""The table of codes, the code that reports them, the page that explains them, and the cases."""

import re

import pytest

from generator.content.site import assemble
from generator.core.codes import CODES
from generator.render.outputs.reference import render
from generator.schema.settings import Settings
from tests.site.projects import REPOSITORY

REPORTED = re.compile(r"(?:error|warning|hint)\[([a-z0-9-]+)\]")
QUOTED = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"')


def test_every_code_is_reported_in_a_case_or_a_test() -> None:
    cases = (REPOSITORY / "tests/cases").glob("*/expected.txt")
    reported = {code for file in cases for code in REPORTED.findall(file.read_text("utf-8"))}
    names = (
        *("test_unreadable.py", "test_links.py", "test_configuration.py", "test_diff.py"),
        "unit/runtime/test_replacing.py",
    )
    tests = "".join((REPOSITORY / "tests" / name).read_text("utf-8") for name in names)
    assert set(CODES) - reported - set(QUOTED.findall(tests)) == set()


def test_every_code_is_raised_by_the_package() -> None:
    package = (REPOSITORY / "generator").rglob("*.py")
    source = "".join(file.read_text("utf-8") for file in package if file.name != "codes.py")
    assert set(CODES) - set(QUOTED.findall(source)) == set()
    reported = set(re.findall(r'report\(\s*"([a-z0-9-]+)"', source))
    assert len(reported) > 20
    assert reported - set(CODES) == set()


def test_the_page_explains_every_code() -> None:
    site = assemble([], {}, Settings())
    pages = {artifact.path: artifact.content for artifact in render(site)}
    page = pages["reference/diagnostics.md"]
    headings = re.findall(r"(?m)^## (\S+)", page)
    assert headings == list(CODES)
    text = page.replace("\\", "")
    for code in CODES.values():
        assert code.cause in text
        assert code.cure in text


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_cause_and_a_cure_in_whole_sentences(code: str) -> None:
    for sentence in (CODES[code].cause, CODES[code].cure):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
