"""What the limits let through, Markdown renders in steps in proportion to its length."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import markdown
import pytest

from bench.shapes import SHAPES
from generator.markdown.limits import cost, find_excess
from generator.markdown.sanitize import EXTENSIONS, sanitize

LIBRARY = str(Path(markdown.__file__).parent)
STEPS_PER_MICROSECOND = 60
"""Lines of the library that may run for each microsecond of the estimate."""


def steps_of(text: str) -> int:
    """How many lines of Python-Markdown run to render a text."""
    steps = 0

    def trace(frame: FrameType, event: str, _arg: object) -> Any:  # noqa: ANN401 - itself
        nonlocal steps
        if not frame.f_code.co_filename.startswith(LIBRARY):
            return None
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        markdown.markdown(text, extensions=list(EXTENSIONS))
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [150, 450])
def test_the_estimate_is_not_below_the_steps(shape: str, size: int) -> None:
    """Also of what is refused at last: a shape that grows with the square is estimated to."""
    text = sanitize(SHAPES[shape](size)).text
    assert steps_of(text) < STEPS_PER_MICROSECOND * (cost(text) + len(text)) + 5000


LARGE: dict[str, Callable[[], str]] = {
    "underlined headings": lambda: "a\n---\n" * 10_000,
    "open brackets in blocks": lambda: ("[a " * 200 + "\n\n") * 250,
    "headings": lambda: "## a\n\n" * 9_000,
    "footnote": lambda: "[^a]: b\n\n" + "c[^a]\n\n" * 9_000,
    "fences": lambda: "".join(f"~~~{n}\n" for n in range(7000)),
    "a wide table": lambda: "a|" * 2000 + "a\n" + "-|" * 2000 + "-\n" + "c\n" * 20_000,
    "nested emphasis": lambda: "*a _b " * 300 + "c_ d* " * 300,
    "blocks made one": lambda: ("[a " * 20 + "<svg>\n\n</svg>") * 700,
    "elements": lambda: "- a\n" * 15_000,
    "long": lambda: "word " * 50_000,
}


@pytest.mark.parametrize("shape", LARGE)
def test_what_hurts_is_refused(shape: str) -> None:
    found = sanitize(LARGE[shape]())
    assert "body-too-complex" in [finding.code for finding in found.findings]
    assert found.text == ""
    for finding in found.findings:
        assert 0 <= finding.start <= finding.end <= len(LARGE[shape]())


SENTENCE = "The *ministry* said on Monday that [talks](https://example.org/a_b) would **go on**. "
REPORT = "\n\n".join(
    f"## Chapter {n}\n\n"
    + "\n\n".join(f"{SENTENCE * 6}[^s{n}] [[Kazakhstan]] `x_{n}`" for _ in range(7))
    + "\n\n> "
    + SENTENCE * 2
    + f"[^s{n}]\n\n"
    + "\n".join(f"- **Point {i}**: {SENTENCE}[^s{i}]" for i in range(8))
    + "\n\n| Year | Name | Sum |\n|---|:--|--:|\n"
    + "\n".join(f"| {i} | [Name](https://example.org/{i}) | `{i}` |" for i in range(15))
    + f"\n\n```\ncode [{n}] *not*\n```\n\nA remark[^n{n}].\n\n[^n{n}]: A note. {SENTENCE}"
    for n in range(34)
)


def test_a_long_report_passes() -> None:
    assert len(REPORT) > 180_000
    assert REPORT.count("[^s") > 300
    assert sanitize(REPORT).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(
            f"- A title. [Link](https://example.org/{n}). *Press*, 2024." for n in range(600)
        ),
        "| a | b |\n|---|---|\n" + "\n".join(f"| {n} | [x](https://a.b/{n}) |" for n in range(900)),
        "\n".join(f"{n}. **Item {n}** of a list: {SENTENCE}" for n in range(300)),
        "![A picture](https://a.b)\n\n" + ("`name_of_it` " * 60 + "\n\n") * 125,
        ("![a](https://a.b/c.png) " * 100 + "\n\n") * 75,
    ],
    ids=["bibliography", "table", "list", "code spans", "images"],
)
def test_much_of_one_kind_passes(text: str) -> None:
    assert find_excess(text) is None


def test_headings_and_footnotes_of_their_own_pass() -> None:
    """Only what reads alike is compared again and again."""
    words = ["".join(chr(97 + n // 26**i % 26) for i in range(3)) for n in range(500)]
    headings = "\n\n".join(f"## On {word}\n\n{SENTENCE}" for word in words)
    notes = "\n\n".join(f"{SENTENCE}[^{word}]\n\n[^{word}]: A note." for word in words)
    assert find_excess(headings) is None
    assert find_excess(notes) is None
