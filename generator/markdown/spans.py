"""Where a Markdown text is code, and where a link may be put into it.

Not a parser: it finds the places that are certain, in linear time. What it is not sure of
counts as neither code (so it is made safe) nor plain (so it is left alone).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Block", "Code", "blocks", "code_spans", "fences", "is_escaped", "plain_runs"]

_FENCE = re.compile(r"^(`{3,}|~{3,})[ ]*([^\n]*)$", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ \t]*$")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\]\n]*\]:")
_QUOTE_OR_ITEM = re.compile(r"[ ]{0,3}(?:>|[*+-](?:[ \t]|$)|\d{1,9}\.(?:[ \t]|$))")
_TICKS = re.compile(r"`+")
_QUOTE = re.compile(r"^[ >]+", re.MULTILINE)
_UNCERTAIN = re.compile(r"[\[\]`<>{}\\\t\x02\x03]")

_NOT_PLAIN = re.compile(
    r"""
      \\.                                # an escaped character
    | !?\[[^\[\]\n]*\]\([^()\n]*\)       # a link or image
    | \[\[[^\[\]\n]*\]\]                 # a link inside the site
    | \[\^[^\[\]\n]*\]                   # a footnote
    | !?\[[^\[\]\n]*\][ ]?\[[^\[\]\n]*\] # a link by reference
    | \[[^\[\]\n]*\]                     # a link by its own text, or text in brackets
    | <(?P<tag>\w+)[^<>\n]*>[^<>]*</(?P=tag)>  # an element and what is in it
    | <[^<>\n]*>                         # a tag or an address in angle brackets
    | &\#?\w+;                           # an entity
    | (?:https?://|mailto:|www\.)\S+     # an address as text
    | \{[^{}\n]*\}                       # attributes
    | (?<![\w.+-])[\w.+-]{1,64}@[\w.-]+   # a mail address
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between blank ones, outside fenced code."""

    start: int
    end: int


def fences(text: str) -> list[tuple[int, int, int, int]]:
    """Fenced code as (start, end, start and end of the info string).

    As Python-Markdown has it: both fences begin their lines and are alike; one that is never
    closed is none.
    """
    found = []
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = match
        elif match[1] == opened[1] and not match[2].strip():
            found.append((opened.start(), match.end(), *opened.span(2)))
            opened = None
    return found


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in order, without those of fenced code."""
    position = 0
    for start, end, *_ in [*fences(text), (len(text), len(text))]:
        yield from _split(text, position, start)
        position = end


def _split(text: str, start: int, end: int) -> Iterator[Block]:
    position = start
    for gap in _BLANK.finditer(text, start, end):
        if gap.start() > position:
            yield Block(position, gap.start())
        position = gap.end()
    if text[position:end].strip():
        yield Block(position, end)


def code_spans(text: str) -> list[tuple[int, int]]:
    """Fenced code, and code between backticks inside one block, in order."""
    spans = [(start, end) for start, end, *_ in fences(text)]
    if "`" in text:
        for block in blocks(text):
            spans += _inline_code(text, block)
    return sorted(spans)


def _inline_code(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Spans between two equal runs of backticks; a backslash before the first prevents one."""
    runs = list(_TICKS.finditer(text, block.start, block.end))
    following: list[int | None] = [None] * len(runs)  # the next run of the same length
    last: dict[int, int] = {}
    for index in reversed(range(len(runs))):
        length = len(runs[index][0])
        following[index] = last.get(length)
        last[length] = index
    index = 0
    while index < len(runs):
        start, same = runs[index].start(), following[index]
        if same is not None and (start == 0 or text[start - 1] != "\\"):
            yield start, runs[same].end()
            index = same
        index += 1


class Code:
    """Where a text is code, for looking up places in it."""

    def __init__(self, text: str) -> None:
        self.spans = code_spans(text)
        self._starts = [start for start, _ in self.spans]

    def holds(self, place: int) -> bool:
        """Whether a place is in code."""
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self.spans[index][1]

    def outside(self, length: int) -> Iterator[tuple[int, int]]:
        """Stretches of a text of this length that are no code."""
        position = 0
        for start, end in [*self.spans, (length, length)]:
            if start > position:
                yield position, start
            position = max(position, end)


def is_escaped(text: str, place: int) -> bool:
    """Whether the sign at a place has a backslash before it that is none itself."""
    first = place
    while first and text[first - 1] == "\\":
        first -= 1
    return (place - first) % 2 == 1


def plain_runs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of plain text in which a link changes nothing else, in order.

    Left out: headings, code, indented lines, definitions, links, images, tags, addresses,
    footnotes, and any block whose brackets, backticks or angle brackets do not pair.
    """
    for block in blocks(text):
        yield from _plain_in(text, block)


def _plain_in(text: str, block: Block) -> Iterator[tuple[int, int]]:
    taken = list(_inline_code(text, block))
    inside = text[block.start : block.end]
    taken += [
        (block.start + match.start(), block.start + match.end())
        for match in _NOT_PLAIN.finditer(inside)
    ]
    merged = _merge(taken)
    if not _is_certain(text, block, merged):
        return
    merged = _merge([*merged, *_lines_left_out(text, block)])
    position = block.start
    for start, end in merged:
        if start > position:
            yield position, start
        position = max(position, end)
    if position < block.end:
        yield position, block.end


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _is_certain(text: str, block: Block, taken: list[tuple[int, int]]) -> bool:
    """Whether nothing is left over that could open or close a construct around a link.

    The `>` of a quotation at the beginning of a line could not.
    """
    inside = _QUOTE.sub(lambda match: " " * len(match[0]), text[block.start : block.end])
    position = 0
    for start, end in [*taken, (block.end, block.end)]:
        if _UNCERTAIN.search(inside, position, start - block.start):
            return False
        position = end - block.start
    return True


def _lines_left_out(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Headings, definitions and indented lines of a block."""
    lines: list[tuple[int, int]] = []
    position = block.start
    while position < block.end:
        end = text.find("\n", position, block.end)
        end = block.end if end < 0 else end
        lines.append((position, end))
        position = end + 1
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        if _UNDERLINE.fullmatch(line):
            yield start, end
            if index:
                yield lines[index - 1]
        elif (
            _HEADING.match(line)
            or _DEFINITION.match(line)
            or line.startswith(("    ", "\t"))
            or (" \t" in line and not line.strip(" \t"))
        ):
            yield start, end
        elif _QUOTE_OR_ITEM.match(line):
            rest = line.lstrip(" >*+-0123456789.")
            if rest.startswith("#") or "\t" in line:
                yield start, end
