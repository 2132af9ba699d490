"""The bytes of a file to its text, and places in a text.

Whatever is not plain text in UTF-8 is named here, before anything reads it as YAML.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import TypeAlias

from generator.core.diagnostics import SHOWN, Collector, Span

__all__ = [
    "BIDI",
    "CONTROL",
    "MAX_BYTES",
    "Place",
    "decode",
    "line_at",
    "line_starts",
    "place_at",
    "point",
    "span_between",
    "without_controls",
]

MAX_BYTES = 5_000_000
MAX_DIRECTIVES = 100
"""Lines beginning with %TAG."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile("\n")

Place: TypeAlias = tuple[int, int]
"""Line and column, both from 0, as the parser counts."""


def span_between(path: str, start: Place, end: Place) -> Span:
    """Turn the parser's places into a span."""
    return Span(
        path=path,
        line=start[0] + 1,
        column=start[1] + 1,
        end_line=end[0] + 1,
        end_column=end[1] + 1,
    )


def line_starts(text: str) -> list[int]:
    """Offsets at which the lines of a text begin; made once, for all places in it."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def place_at(starts: Sequence[int], offset: int) -> Place:
    """Line and column of an offset into the text whose lines start there."""
    line = bisect_right(starts, offset) - 1
    return line, offset - starts[line]


def line_at(text: str, starts: Sequence[int], line: int) -> str | None:
    """A line without its end; None if the text has fewer."""
    if line >= len(starts):
        return None
    end = starts[line + 1] - 1 if line + 1 < len(starts) else len(text)
    return text[starts[line] : end]


def without_controls(text: str) -> str:
    """A text without the invisible characters for which a file is refused."""
    return BIDI.sub("", CONTROL.sub("", text))


def decode(path: str, data: bytes, found: Collector) -> str | None:
    """The text of a file, its lines ended by a line feed; None and a diagnostic if it is none."""
    if len(data) > MAX_BYTES:
        found.report("file-too-large", f"The file has {len(data):,} bytes", Span(path=path))
        return None
    if foreign := _other_format(data):
        what, cure = foreign
        found.report("not-utf8", f"The file is {what}", Span(path=path), cure)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig", errors="replace")
        byte = data[error.start]
        found.report(
            "not-utf8",
            f"Byte 0x{byte:02X} is not UTF-8 here",
            point(path, place_at(line_starts(good), len(good))),
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = CONTROL.search(text)
    if control:  # A binary file has thousands; the first tells what to do.
        message = f"The text holds the control character U+{ord(control[0]):04X}"
        place = place_at(line_starts(text), control.start())
        found.report("control-character", message, point(path, place))
    _report_bidi(path, text, found)
    return None if control or _has_many_directives(path, text, found) else text


def _other_format(data: bytes) -> tuple[str, str] | None:
    """What a file is by its first bytes that is not text in UTF-8, and the cure."""
    for begins, what, cure in _FORMATS:
        if data.startswith(begins):
            return what, cure
    return None


_AS_TEXT = "Copy its text into a plain text file, and save that with the ending .yml."
_FORMATS = (
    (b"\xff\xfe", "text in UTF-16", 'Save it again with the encoding "UTF-8".'),
    (b"\xfe\xff", "text in UTF-16", 'Save it again with the encoding "UTF-8".'),
    (b"PK\x03\x04", "a document of an office program (.docx) or an archive, not text", _AS_TEXT),
    (b"\xd0\xcf\x11\xe0", "a document of an old office program (.doc), not text", _AS_TEXT),
    (b"%PDF", "a PDF, not text", _AS_TEXT),
    (b"{\\rtf", "a document in Rich Text Format, not plain text", _AS_TEXT),
)


def _has_many_directives(path: str, text: str, found: Collector) -> bool:
    """Whether libyaml would compare so many directives with each other that it takes long."""
    if text.count("\n%TAG") < MAX_DIRECTIVES:
        return False
    place = place_at(line_starts(text), text.index("\n%TAG") + 1)
    found.report("yaml-tag", "%TAG stands here and many times after", point(path, place))
    return True


def _report_bidi(path: str, text: str, found: Collector) -> None:
    marks = BIDI.finditer(text)
    told = list(islice(marks, SHOWN + 1))
    if not told:
        return
    starts = line_starts(text)
    spans = [point(path, place_at(starts, mark.start())) for mark in told]
    for mark, span in zip(told[:SHOWN], spans, strict=False):
        message = f"The text holds the invisible character U+{ord(mark[0]):04X}"
        found.report("bidi-control", message, span)
    if len(told) > SHOWN:
        found.count("bidi-control", 1 + sum(1 for _ in marks), spans[-1])


def point(path: str, place: Place) -> Span:
    """A single character."""
    return span_between(path, place, (place[0], place[1] + 1))
