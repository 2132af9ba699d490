"""Making a body safe and finding names in it takes steps in proportion to its length.

Steps are counted, never seconds: the lines and calls that Python runs, and the characters that
slices and searches of a text go over. What a regular expression does inside is not seen here:
`python bench/growth.py` shows that.
"""

import ast
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, SupportsIndex

import pytest

import generator
from generator.markdown import sanitize
from generator.markdown.liveness import is_inert
from generator.markdown.mentions import mention, references
from generator.names.index import NameIndex
from generator.names.name import Name

SMALL, TIMES = 1500, 4
"""Characters of the shorter text, and how many times as long the other is."""
SPARE = 1.3
"""What the steps may grow by beyond that; where they grew with the square it would be four."""
READING = {
    *(
        "yaml_source",
        "nodes",
        "composing",
        "drafts",
        "spans",
        "limits",
        "sanitize",
        "mentions",
        "resolver",
        "hints",
    ),
    *(
        "folding",
        "index",
        "edits",
        "html_edits",
        "markdown_edits",
        "liveness",
        "spelling",
        "escaping",
    ),
}
"""Modules whose loops go over what a contributor wrote."""
PACKAGE = str(Path(generator.__file__).parent)
NAMES = NameIndex([Name(text="Kazakhstan", target="country/kazakhstan")])

SHAPES: dict[str, Callable[[int], str]] = {
    "an image, then code": lambda n: "![a](x)\n\n" + "`a` `b`\n\n" * (n // 9),
    "images between code": lambda n: "![a](x) `a`\n\n" * (n // 13),
    "headings beside code": lambda n: "# a\n\n`a`\n\n" * (n // 10),
    "underlines beside code": lambda n: "a\n===\n\n`a`\n\n" * (n // 12),
    "code of many lengths": lambda n: "` `` ``` ` `` ```\n\n" * (n // 19),
    "code with tags": lambda n: "`<a>` <b>c</b>\n\n" * (n // 16),
    "angles in a line": lambda n: "> " * (n // 2),
    "quotations": lambda n: "> a\n> b\n\n" * (n // 9),
    "definitions in a line": lambda n: "[^a]: " * (n // 6),
    "unknown citations": lambda n: "a[^b] {c}\n\n" * (n // 11),
    "citations and code": lambda n: "a[^s] `b`\n\n" * (n // 11),
    "names": lambda n: "Kazakhstan `a` [[Kazakhstan]]\n\n" * (n // 31),
    "links": lambda n: "[a](http://a.b) " * (n // 16),
    "nested links": lambda n: "[" * (n // 15) + "a" + "](http://a.b/)" * (n // 15),
    "unsafe links": lambda n: "[a](b) {c}\n\n" * (n // 12),
    "definitions": lambda n: "[a]: b\n" * (n // 7),
    "removed": lambda n: "<i>a</i> <script>b</script>\n\n" * (n // 29),
    "marks": lambda n: '!!! a\n??? b\n/// c\n=== "d"\n' * (n // 26),
}


class Counted(str):
    """A text that counts the characters that are looked at in it."""

    __slots__ = ()
    looked = 0

    def __getitem__(self, key: SupportsIndex | slice) -> "Counted":
        part = Counted(super().__getitem__(key))
        Counted.looked += len(part)
        return part

    def rfind(self, sub: str, *within: Any) -> int:  # noqa: ANN401 - as `str` has it
        place = super().rfind(sub, *within)
        end = within[1] if len(within) > 1 else len(self)
        Counted.looked += end - max(place, within[0] if within else 0)
        return place

    def find(self, sub: str, *within: Any) -> int:  # noqa: ANN401 - as `str` has it
        place = super().find(sub, *within)
        start, end = (within[0] if within else 0), (within[1] if len(within) > 1 else len(self))
        Counted.looked += (end if place < 0 else place) - start
        return place


def steps_of(run: Callable[[], object]) -> int:
    """How many lines and calls of this package run, and how many characters are looked at."""
    steps = 0

    def trace(frame: FrameType, _event: str, _arg: object) -> Any:  # noqa: ANN401 - itself
        nonlocal steps
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        steps += 1
        return trace

    Counted.looked = 0
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return steps + Counted.looked


@pytest.fixture(autouse=True)
def _counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each pass a counted text, and refuse none."""
    passes = tuple(lambda text, run=run: run(Counted(text)) for run in sanitize.PASSES)
    monkeypatch.setattr(sanitize, "PASSES", passes)
    monkeypatch.setattr(sanitize, "is_inert", lambda text: is_inert(Counted(text)))
    monkeypatch.setattr(sanitize, "find_excess", lambda _: None)


def linked(text: str) -> None:
    """All names and citations of a text, and where they stood before it was made safe."""
    safe = sanitize.sanitize(text)
    body, problems = references(
        Counted(safe.text), lambda name: "country/kazakhstan" if name in "Kazakhstan" else None, "s"
    )
    mention(body, NAMES, {"country/kazakhstan", "country/norway"})
    for problem in problems:
        safe.origin(problem.start)


@pytest.mark.parametrize("shape", SHAPES)
def test_steps_grow_with_the_length(shape: str) -> None:
    short, long = (SHAPES[shape](size) for size in (SMALL, SMALL * TIMES))
    linked(short)  # what is made once is made now
    grown = steps_of(lambda: linked(long)) / steps_of(lambda: linked(short))
    assert grown < TIMES * SPARE


def test_no_list_is_taken_from_at_its_beginning() -> None:
    """To take the first of a list moves all others; a deque, or an iterator, does not."""
    files = sorted(Path(generator.__file__).parent.rglob("*.py"))
    assert {path.stem for path in files} >= READING
    found = [
        f"{path.name}:{node.lineno}"
        for path in files
        if path.stem in READING
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"pop", "insert"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value == 0
    ]
    assert found == []
