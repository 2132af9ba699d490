"""Dates in a text that look like those of events."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.schema.vocabulary import Precision

__all__ = ["SuggestedEvent", "find_events"]

_MONTHS = tuple(calendar.month_name[1:])
_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(_MONTHS, 1)},
    **{name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
_MONTH = (
    rf"(?P<month>{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_LAST = r"(?:[ ]?(?:[-\u2013]|to|and)[ ]?(?P<last>[0-3]?\d)(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SPACE = r"[ \t\r\n]{1,8}"
_DATES = (
    rf"\b{_DAY}{_LAST}{_SPACE}{_MONTH}(?:,?{_SPACE}{_YEAR})?\b",
    rf"\b{_MONTH}{_SPACE}{_DAY}{_LAST}(?![\d:])(?:,?{_SPACE}{_YEAR})?\b",
    rf"\b{_YEAR}-(?P<number>[01]\d)-{_DAY}\b",
    rf"\b{_MONTH}{_SPACE}{_YEAR}\b",
)
_PATTERNS = tuple(re.compile(pattern) for pattern in _DATES)
_SENTENCE_END = re.compile(
    r"(?<=[.!?])[\"'\u201d\u2019)]{0,3}\s+(?=[\"'\u201c\u2018(]?[A-Z\d])|\n\s*\n"
)
_DUE = re.compile(
    r"\b(?:by|until|till|before|no later than|not later than|deadline(?: is| of| on)?|"
    r"due(?: on| by)?|expires?(?: on)?)[ \n](?:the[ \n])?\Z",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:must|shall|should|will|needs? to|has to|have to|is to|are to|plans? to|promis\w+ to|"
    r"agreed to|vow\w* to|pledg\w+ to|due|deadline|expires?)\b",
    re.IGNORECASE,
)
_CUE_LENGTH = 30
"""Characters before a date in which a word may make it a deadline."""
_SENTENCE_LENGTH = 400
"""Characters that a sentence has at most on either side of its date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedEvent:
    """A sentence with a date in it."""

    first: date
    last: date
    precision: Precision
    text: str
    """The sentence, on one line."""
    start: int
    end: int
    """Where the date stands, in code points of the text."""
    is_deadline: bool = False
    """Whether something is still to be done by then, so that it is to be watched."""

    def to_json(self) -> dict[str, Any]:
        """As a briefing would have it, with the place of the date."""
        mention = {"start": self.start, "end": self.end}
        if self.is_deadline:
            return {"due": self.last.isoformat(), "text": self.text, "mention": mention}
        when = (
            {"date": self.first.isoformat()}
            if self.first == self.last
            else {"start": self.first.isoformat(), "end": self.last.isoformat()}
        )
        if self.precision is not Precision.DAY:
            when["precision"] = self.precision.value
        return {**when, "text": self.text, "mention": mention}


def find_events(text: str, written: date | None = None) -> list[SuggestedEvent]:
    """Sentences with dates, each day once, in the order of the text.

    A date without a year is the one nearest to the day on which the text was written, by
    default the first full date in it; without either it is left out.
    """
    dates = _dates(text)
    known = written
    if written is None:
        written = next((_day(match) for match in dates if match["year"]), None)
    found: dict[tuple[date, date], SuggestedEvent] = {}
    vague: set[tuple[date, date]] = set()  # days found without a year, as in a dateline
    for match in dates:
        days = _days(match, written)
        if days is None or (days in found and not (match["year"] and days in vague)):
            continue
        vague.discard(days) if match["year"] else vague.add(days)
        has_day = "day" in match.re.groupindex
        sentence = _sentence(text, *match.span())
        found[days] = SuggestedEvent(
            first=days[0],
            last=days[1],
            precision=Precision.DAY if has_day else Precision.MONTH,
            text=sentence,
            start=match.start(),
            end=match.end(),
            is_deadline=has_day
            and _is_due(text, match.start(), sentence)
            and (known is None or days[1] >= known),
        )
    return list(found.values())


def _dates(text: str) -> list[re.Match[str]]:
    matches = sorted(
        (match for pattern in _PATTERNS for match in pattern.finditer(text)),
        key=lambda match: (match.start(), -match.end()),
    )
    return list(_apart(matches))


def _apart(matches: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    reach = 0
    for match in matches:
        if match.start() >= reach:
            reach = match.end()
            yield match


def _month(match: re.Match[str]) -> int:
    named = match.groupdict()
    return (
        int(named["number"])
        if named.get("number")
        else _NUMBERS[named["month"].rstrip(".").lower()]
    )


def _day(match: re.Match[str], year: int | None = None) -> date | None:
    named = match.groupdict()
    try:
        return date(year or int(named["year"]), _month(match), int(named.get("day") or 1))
    except ValueError:
        return None


def _days(match: re.Match[str], written: date | None) -> tuple[date, date] | None:
    """First and last day of what a date says; None if there is no such day."""
    year = None
    if not match["year"]:
        if written is None:
            return None
        near = (_day(match, written.year + step) for step in (-1, 0, 1))
        days = [day for day in near if day is not None]
        if not days:
            return None
        year = min(days, key=lambda day: abs((day - written).days)).year
    first = _day(match, year)
    if first is None:
        return None
    last = match.groupdict().get("last")
    try:
        end = first.replace(day=int(last)) if last else first
    except ValueError:
        return None
    return (first, end) if end >= first else None


def _is_due(text: str, start: int, sentence: str) -> bool:
    """Whether a date is a deadline: the words before it say so, and it was still to come."""
    cue = _DUE.search(text, max(0, start - _CUE_LENGTH), start)
    return cue is not None and _TO_COME.search(sentence) is not None


def _sentence(text: str, start: int, end: int) -> str:
    low = max(0, start - _SENTENCE_LENGTH)
    begins = [match.end() for match in _SENTENCE_END.finditer(text, low, start)]
    after = _SENTENCE_END.search(text, end, min(len(text), end + _SENTENCE_LENGTH))
    stop = after.start() if after else min(len(text), end + _SENTENCE_LENGTH)
    return " ".join(text[begins[-1] if begins else low : stop].split())
