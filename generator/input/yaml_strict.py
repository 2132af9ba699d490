"""What libyaml lets pass that is not YAML 1.2: looked for in the raw text, between the events.

Four rules of the specification (yaml.org/spec/1.2.2), each in one pass over the text:

- a comment has white space before it, or begins its line (6.6);
- the lines of a quoted text and of what stands in brackets, and the sign of a block, are
  indented by more spaces than what they belong to (7.3.1, 7.4, 8.1), and tabs are no indentation
  (6.1). Lines of white space alone are not looked at, and a bracket that closes may stand just
  below its key: many write it there, and every reader known to us takes it;
- a hyphen alone in brackets is no text (7.3.3);
- the empty lines at the beginning of a block have no more spaces than its first line (8.1.1.1).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

__all__ = ["Breach", "Strictness"]

_COMMENT = re.compile(r"#[^\n]*+")
_BEFORE_COMMENT = frozenset(" \t\n\u0085\u2028\u2029\ufeff")
_HEADER = re.compile(r"[|>][-+0-9]{0,2}")
_EMPTY_BLOCK = re.compile(r"[|>][-+]?[ \t]*+(?:#[^\n]*+)?\n((?:[ ]*+\n)*+)([ ]*+)#")
_IN_QUOTES = frozenset({"'", '"'})
_BLOCK = frozenset({"|", ">"})
_CLOSING = frozenset(",[]{}")


@dataclass(frozen=True, slots=True)
class Breach:
    """A place that breaks a rule, as an offset into the text."""

    code: str
    message: str
    hint: str
    offset: int


class Strictness:
    """Is shown every event of a text in turn, and says where the text breaks a rule."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._commented = "#" in text
        self._seen = 0
        """Up to where comments have been looked at."""
        self._needed = [0]
        """Spaces that a further line needs, for each collection that is open; the last counts."""
        self._depth = 0
        """Brackets that are open."""
        self._begin = 0
        """Where the outermost of them stands."""

    def see(self, event: yaml.Event) -> Iterable[Breach]:
        """What the text up to the end of this event breaks."""
        if isinstance(event, ScalarEvent):
            # Most are plain words, which break nothing.
            is_plain_word = not (event.style or self._commented or event.value == "-")
            return () if is_plain_word else self._scalar(event)
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            return self._close(event)
        elif isinstance(event, StreamEndEvent) and self._commented:
            return self._comments(len(self._text))
        return ()

    def _scalar(self, event: ScalarEvent) -> Iterator[Breach]:
        start, end = event.start_mark, event.end_mark
        assert start is not None  # noqa: S101 - the C parser marks every event
        assert end is not None  # noqa: S101 - as above
        if self._commented:
            yield from self._comments(start.index)
            self._seen = max(self._seen, end.index)
        if event.style in _IN_QUOTES and end.line > start.line:
            yield from self._lines(start.index, end.index, _low_in_quotes(self._needed[-1]))
        elif event.style in _BLOCK:
            if start.column < self._needed[-1]:
                yield _too_low(start.index)
            if self._commented:
                yield from self._block(event, start.index)
        elif (
            self._depth
            and not event.style
            and event.value == "-"
            and self._text[end.index] in _CLOSING
        ):
            yield Breach(
                "yaml-syntax",
                "The text is not YAML: a hyphen stands alone in brackets",
                'Write it in quotation marks, "-", or delete it.',
                start.index,
            )

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        assert event.start_mark is not None  # noqa: S101 - as above
        if not event.flow_style:
            self._needed.append(event.start_mark.column + 1)
            return
        if self._depth == 0:
            self._begin = event.start_mark.index
        self._depth += 1
        self._needed.append(self._needed[-1])

    def _close(self, event: MappingEndEvent | SequenceEndEvent) -> Iterator[Breach]:
        assert event.end_mark is not None  # noqa: S101 - as above
        needed = self._needed.pop()
        if self._depth:
            self._depth -= 1
            if self._depth == 0:
                yield from self._lines(self._begin, event.end_mark.index, _low_in_brackets(needed))

    def _comments(self, end: int) -> Iterator[Breach]:
        """Comments between two scalars, where nothing else can hold a number sign."""
        for match in _COMMENT.finditer(self._text, self._seen, max(self._seen, end)):
            yield from self._comment(match.start())

    def _comment(self, offset: int) -> Iterator[Breach]:
        if offset and self._text[offset - 1] not in _BEFORE_COMMENT:
            yield Breach(
                "yaml-syntax",
                "The text is not YAML: a comment follows without a space",
                "Put a space before the #, or the text with the # into quotation marks.",
                offset,
            )

    def _lines(self, start: int, end: int, low: re.Pattern[str] | None) -> Iterator[Breach]:
        """The first line of a text in quotes or brackets that is not indented far enough."""
        match = low.search(self._text, start, end) if low else None
        if match is None:
            return
        offset = match.end()
        if self._text[offset] == "\t":
            yield Breach(
                "yaml-tab", "The line is indented with a tab", "Indent with spaces.", offset
            )
        else:
            yield _too_low(offset)

    def _block(self, event: ScalarEvent, start: int) -> Iterator[Breach]:
        """The head of a block, and the empty lines before a block whose first line has a `#`."""
        head = _HEADER.match(self._text, start)
        if head and self._text.startswith("#", head.end()):
            yield from self._comment(head.end())
        # libyaml takes that line for a comment after an empty block.
        empty = None if event.value.strip("\n") else _EMPTY_BLOCK.match(self._text, start)
        if empty is None:
            return
        indent = len(empty[2])
        if indent >= self._needed[-1] and max(map(len, empty[1].split("\n"))) > indent:
            yield Breach(
                "yaml-syntax",
                "The text is not YAML: an empty line above has more spaces than this one, with "
                "which the text begins",
                "Delete the spaces in the empty lines before it.",
                empty.end() - 1,
            )


def _too_low(offset: int) -> Breach:
    return Breach(
        "yaml-syntax",
        "The text is not YAML: the line goes on with what begins above, and is not indented "
        "further than the line of its key",
        "Indent every further line of a text in quotation marks, or of a list or mapping in "
        "brackets, by two spaces more than its key.",
        offset,
    )


@cache
def _low_in_quotes(needed: int) -> re.Pattern[str] | None:
    """Finds the beginning of a line with fewer spaces than needed that is not empty."""
    if needed == 0:
        return None
    return re.compile(rf"\n[ ]{{0,{needed - 1}}}+(?![ ]|[ \t]*+\n)")


@cache
def _low_in_brackets(needed: int) -> re.Pattern[str] | None:
    """The same between brackets, where a line may be a comment, or begin by closing one."""
    if needed == 0:
        return None
    closing = rf"(?<=\n[ ]{{{needed - 1}}})[ \t]*+[\]}}]"
    return re.compile(rf"\n[ ]{{0,{needed - 1}}}+(?![ ]|[ \t]*+(?:\n|#)|{closing})")
