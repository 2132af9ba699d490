"""Bodies that Python-Markdown cannot take in bounded time, found before it sees them.

Its time grows with the square or the cube of some marks in one block, and its recursion
with the depth of quotations and lists. The limits are far above what a text needs and far
below what hurts; `tests/property/test_limits.py` measures that they hold.
"""

import re

from generator.prose import blocks

__all__ = ["find_excess"]

MAX_LENGTH = 200_000
"""Characters of a body, about 30,000 words."""
MAX_BLOCKS = 10_000
"""Blocks between blank lines."""
MAX_BLOCK = 60_000
"""Characters between two blank lines."""
MAX_DEPTH = 12
"""Levels of quotations and lists."""
_MARKS = (
    ("[", 250, "square brackets"),
    ("`", 250, "backticks"),
    ("*", 600, "asterisks"),
    ("_", 600, "underscores"),
    ("<", 400, "angle brackets"),
    ("(", 600, "round brackets"),
    ("|", 20_000, "bars"),
)
_DEPTH = f"{{{MAX_DEPTH + 1},}}"
_QUOTES = re.compile(rf"^[ \t]*(?:>[ \t]*){_DEPTH}", re.MULTILINE)
_INDENT = re.compile(rf"^(?:[ ]{{4}}|\t){_DEPTH}\S", re.MULTILINE)
_MARKERS = re.compile(rf"^[ \t]*(?:(?:[*+>-]|\d+\.)[ \t]+){_DEPTH}", re.MULTILINE)


def find_excess(text: str) -> tuple[int, int, str] | None:
    """Return start, end and description of the first place that is too much, or None."""
    if len(text) > MAX_LENGTH:
        return MAX_LENGTH, len(text), f"The text has {len(text):,} characters"
    for pattern in (_QUOTES, _INDENT, _MARKERS):
        match = pattern.search(text)
        if match:
            return *match.span(), f"Quotations or lists are nested deeper than {MAX_DEPTH} levels"
    for number, block in enumerate(blocks(text)):
        if number >= MAX_BLOCKS:
            return block.start, block.end, f"The text has more than {MAX_BLOCKS:,} paragraphs"
        if block.end - block.start > MAX_BLOCK:
            return block.start, block.end, f"A paragraph has more than {MAX_BLOCK:,} characters"
        for mark, most, name in _MARKS:
            if text.count(mark, block.start, block.end) > most:
                start = text.index(mark, block.start)
                return start, start + 1, f"A paragraph holds more than {most} {name}"
    return None
