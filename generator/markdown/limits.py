"""Bodies that Python-Markdown cannot take in bounded time, found before it sees them.

Python-Markdown takes time for each element that it makes, and for some marks it looks at the
rest of a block, or of the whole text, once more: a few thousand of them in one text would take
minutes, wherever blank lines stand. So what a text costs is estimated from its marks (`cost`)
and held against an allowance that grows with its length: what passes takes time in proportion
to its length, whatever it is made of. The estimate is in microseconds of a machine of 2024, to
be read as a scale; `bench/growth.py` shows what shapes of text really take.

A report of 30,000 words with tables, lists, footnotes and hundreds of citations uses a third
of what it is allowed. Beside time there is depth: what is nested is taken apart by recursion.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.markdown.spans import Block, blocks, fences

__all__ = ["Excess", "cost", "find_excess"]

MAX_LENGTH = 200_000
"""Characters of a body, about 30,000 words."""
MAX_BLOCKS = 10_000
"""Blocks between blank lines."""
MAX_BLOCK = 60_000
"""Characters between two blank lines."""
MAX_DEPTH = 12
"""Levels of quotations and lists."""
MAX_OPEN = 200
"""Emphases, and tags, of one block that may lie in each other."""
ALLOWED = 80_000
"""What any text may cost, in microseconds."""
ALLOWED_EACH = 4
"""What it may cost besides for each of its characters."""


class _Mark(NamedTuple):
    """What Python-Markdown takes for each place of a block that a pattern finds."""

    pattern: re.Pattern[str]
    once: float = 0
    """Microseconds."""
    again: float = 0
    """Microseconds for each character of the block, which is looked at or copied again."""


_BLOCK = 40
"""Microseconds for a block, whatever is in it."""
_STRUCTURE = (
    # An item, a quotation, a row of a table.
    _Mark(re.compile(r"[*+>-](?=[\s>])|\d\.(?=\s)|^[ \t]*\|", re.MULTILINE), once=40),
    # A heading or rule: what stands below it is a new block, and is looked at by all rules.
    _Mark(
        re.compile(r"^[ \t>]*(?:(?:[*+-]|\d+\.)[ \t]+)*(?:#|(?:[*_=-][ \t]*)+$)", re.MULTILINE),
        once=60,
        again=0.03,
    ),
    # So is what stands below a definition, unless that is the next one.
    _Mark(
        re.compile(r"^[ \t]*\[[^\]\n]*\]:[^\n]*\n(?![ \t]*\[)", re.MULTILINE), once=40, again=0.02
    ),
)
_INSIDE = (
    # What is made into an element is taken out, and the text is written anew without it.
    _Mark(re.compile(r"[*_\[<&\\{]|[ ]{2}\n"), once=15, again=0.0015),
    _Mark(re.compile(r"`+"), once=12, again=0.0015),
    # A citation becomes a link with attributes.
    _Mark(re.compile(r"\[[\^\[]"), once=30),
    _Mark(re.compile(r"\|"), once=5),
    # The other end of these is looked for up to the end of the text.
    _Mark(re.compile(r"\\`|<[!?]"), again=0.15),
)
_OPEN = 0.15
"""Microseconds a character for a bracket whose other end is not at hand."""
_PAIRED_BRACKETS = re.compile(r"\[\[[^\[\]`\\\n]*\]\]|\[[^\[\]`\\\n]*\]")
_TICKS = re.compile(r"`+")
_ITEM = re.compile(r"[ ]{0,3}(?:[*+-]|\d+\.)[ ]+\S")
_HEADER_OF_TABLE = re.compile(r"[ ]*\|[^`\\]*\|[ ]*")
_RULE_OF_TABLE = re.compile(r"(?=[^|]*\|)[ \t>*+|:-]+")
_CELL = 10
"""Microseconds for a cell."""
_TICKS_IN_ROW = 0.006
"""Microseconds for each pair of backticks in a row of a table."""
_OPEN_FENCE = 0.02
"""Microseconds for each character of the text: the end of a fence is looked for in all of it."""
_HEADING = re.compile(
    r"^[ \t>]*(?:(?:[*+-]|\d+\.)[ \t]+)*#([^\n]*)|^([^\n]*)\n[=-]+[ \t]*$", re.MULTILINE
)
_NOT_IN_ID = re.compile(r"[^a-z]+")
"""What heading ids leave out, and digits, which are counted up where two would be the same."""
_FOOTNOTE = re.compile(r"\[\^([\w.-]{1,80})\](?!:)")
_DEFINED = re.compile(r"^[ \t>]*\[\^([\w.-]{1,80})\]:", re.MULTILINE)
_NUMBERED = 0.5
"""Microseconds for each pair of headings that read alike, or of references to one footnote."""
_LOOKED_UP = 0.03
"""Microseconds for each reference to a footnote and each footnote, which stand in a list."""
_FENCE = re.compile(r"^(?:`{3,}|~{3,})", re.MULTILINE)
_FENCED = 100
"""Microseconds for fenced code."""
_PAIRED_EMPHASIS = re.compile(
    r"(?<!\S)(\*{1,3}|_{1,3})(?![\s*_])[^*_`\\\n]*(?<!\s)\1(?![^\s.,;:!?)\]|<])"
)
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")
_TAG = re.compile(r"</?[a-zA-Z](?![^\s<>]*[:@])")

_DEPTH = f"{{{MAX_DEPTH + 1},}}"
_NESTED = (
    re.compile(rf"^[ \t]*(?:>[ \t]*){_DEPTH}", re.MULTILINE),
    re.compile(rf"^(?:[ ]{{4}}|\t){_DEPTH}\S", re.MULTILINE),
    re.compile(rf"^[ \t]*(?:(?:[*+>-]|\d+\.)[ \t]+){_DEPTH}", re.MULTILINE),
)


class Excess(NamedTuple):
    """A place that is too much, and why."""

    start: int
    end: int
    message: str


def find_excess(text: str) -> Excess | None:
    """Return the first place that is too much, or None."""
    if len(text) > MAX_LENGTH:
        return Excess(MAX_LENGTH, len(text), f"The text has {len(text):,} characters")
    for pattern in _NESTED:
        match = pattern.search(text)
        if match:
            message = f"Quotations or lists are nested deeper than {MAX_DEPTH} levels"
            return Excess(*match.span(), message)
    parts = [(block, text[block.start : block.end]) for block in blocks(text)]
    if len(parts) > MAX_BLOCKS:
        begin = parts[MAX_BLOCKS][0].start
        return Excess(begin, len(text), f"The text has more than {MAX_BLOCKS:,} paragraphs")
    for block, inside in parts:
        problem = _excess_of_block(inside)
        if problem:
            return Excess(block.start, block.end, problem)
    if cost(text) <= ALLOWED + ALLOWED_EACH * len(text):
        return None
    whole = (Block(0, len(text)), text)
    dearest, _ = max(parts, key=lambda part: _cost_of_block(part[1]), default=whole)
    message = "The text has too many marks for its length, most of them here"
    return Excess(dearest.start, dearest.end, message)


def _excess_of_block(block: str) -> str | None:
    """What is too much in a block by itself, because it is read as a whole or lies in itself."""
    if len(block) > MAX_BLOCK:
        return f"A paragraph has more than {MAX_BLOCK:,} characters"
    if any(
        len(_EMPHASIS.findall(_PAIRED_EMPHASIS.sub("", piece))) > MAX_OPEN
        for piece in _pieces(block)
    ):
        return f"More than {MAX_OPEN} * or _ of a paragraph have no end near by"
    if len(_TAG.findall(block)) > 2 * MAX_OPEN:
        return f"A paragraph holds more than {2 * MAX_OPEN} tags"
    return None


def cost(text: str) -> float:
    """About how long Python-Markdown takes for a text, in microseconds."""
    parts = list(blocks(text))
    whole = _cost_of_whole(text, parts)
    return whole + sum(_cost_of_block(text[part.start : part.end]) for part in parts)


def _cost_of_block(block: str) -> float:
    lines = block.split("\n")
    spent = _BLOCK + sum(
        len(mark.pattern.findall(block)) * (mark.once + mark.again * len(block))
        for mark in _STRUCTURE
    )
    if any(map(_RULE_OF_TABLE.fullmatch, lines)):
        # Every row gets as many cells as the widest has, whatever stands in it.
        spent += len(lines) * (1 + max(line.count("|") for line in lines)) * _CELL
        spent += sum(line.count("`") ** 2 for line in lines) * _TICKS_IN_ROW
    return spent + sum(map(_cost_inside, _pieces(block)))


def _pieces(block: str) -> Sequence[str]:
    """The lines of a list or a table, if it certainly is one: each is read by itself."""
    lines = block.split("\n")
    return lines if all(map(_ITEM.match, lines)) or _is_table(lines) else [block]


def _is_table(lines: Sequence[str]) -> bool:
    """Whether the first two lines leave no doubt."""
    header, rule = (*lines, "", "")[:2]
    bars = header.count("|")
    return (
        bars > 2  # noqa: PLR2004 - two stand at the ends
        and _HEADER_OF_TABLE.fullmatch(header) is not None
        and _RULE_OF_TABLE.fullmatch(rule) is not None
        and rule.count("|") == bars
    )


def _cost_inside(text: str) -> float:
    """What the marks inside a paragraph, an item or a row cost."""
    spent = sum(
        len(mark.pattern.findall(text)) * (mark.once + mark.again * len(text)) for mark in _INSIDE
    )
    # A bracket, or a run of backticks longer than the rest, whose other end is looked for in vain.
    brackets = _PAIRED_BRACKETS.sub("", text).count("[")
    ticks = len({len(run) for run in _TICKS.findall(text)})
    return spent + (brackets + ticks / 2) * _OPEN * len(text)


def _cost_of_whole(text: str, parts: Iterable[Block]) -> float:
    """What is not of one block: the ids of headings and footnotes, and code in fences."""
    inside = [text[part.start : part.end] for part in parts]
    headings = Counter(
        _NOT_IN_ID.sub("", (heading[1] or heading[2] or "").lower())
        for part in inside
        for heading in _HEADING.finditer(part)
    )
    # What cites a source is no footnote; the text has to define it.
    defined = set(_DEFINED.findall(text))
    footnotes = Counter(id_ for id_ in _FOOTNOTE.findall(text) if id_ in defined)
    alike = sum(count**2 for counts in (headings, footnotes) for count in counts.values())
    open_fences = sum(len(_FENCE.findall(part)) for part in inside)
    return (
        alike * _NUMBERED
        + footnotes.total() * len(footnotes) * _LOOKED_UP
        + len(fences(text)) * _FENCED
        + open_fences * _OPEN_FENCE * len(text)
    )
