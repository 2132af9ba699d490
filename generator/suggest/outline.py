"""The parts of a text that say most about it: title, dateline and lead."""

import re
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Outline", "outline_of"]

Part: TypeAlias = tuple[int, int]
"""Where it starts and ends, as offsets into the text."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the parts of a text are; a part that it lacks is empty."""

    title: Part
    dateline: Part
    lead: Part
    body: Part
    """All that comes after the title."""


_TITLE_LENGTH = 160
_LEAD_LENGTH = 350
_SENTENCE_LENGTH = 40
"""Characters at least; a full stop before that is one of an abbreviation."""
_DATELINE = re.compile(
    r"""
    \s{0,20} [A-Z][A-Z .'/,-]{2,40}               # ASTANA
    (?:,[ ]?(?:[A-Z][a-z.]{1,12}[ ]?){0,3}\d{0,2})?  # , Nov 27
    (?:[ ]?\([A-Z][\w ]{1,30}\))?                 # (Reuters)
    \s?(?:--?|[\u2013\u2014])\s
    """,
    re.VERBOSE,
)
_SENTENCE = re.compile(r"[.!?][\"'\u201d\u2019)]{0,3}\s")
_TEXT = re.compile(r"\S")


def outline_of(text: str, title: Part | None = None) -> Outline:
    """Find the parts of a text.

    Without a known title the first line is it if it is short, ends like one and more follows;
    the lead is the first sentence after it and the dateline.
    """
    if title is None:
        title = _title(text)
    dateline = _DATELINE.match(text, title[1])
    after = dateline.end() if dateline else title[1]
    first = _TEXT.search(text, after)
    start = first.start() if first else after
    end = min(len(text), start + _LEAD_LENGTH)
    sentence = _SENTENCE.search(text, min(end, start + _SENTENCE_LENGTH), end)
    return Outline(
        title=title,
        dateline=(title[1], after),
        lead=(start, sentence.end() if sentence else end),
        body=(title[1], len(text)),
    )


def _title(text: str) -> Part:
    first = _TEXT.search(text)
    if first is None:
        return 0, 0
    begin = first.start()
    end = text.find("\n", begin)
    if 0 < end - begin <= _TITLE_LENGTH:
        line = text[begin:end].rstrip()
        if line[-1] not in ".,;:" and _TEXT.search(text, end):
            return begin, end
    return begin, begin
