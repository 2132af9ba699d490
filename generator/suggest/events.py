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

    def to_json(self) -> dict[str, Any]:
        """As a briefing would have it, with the place of the date."""
        when = (
            {"date": self.first.isoformat()}
            if self.first == self.last
            else {"start": self.first.isoformat(), "end": self.last.isoformat()}
        )
        if self.precision is not Precision.DAY:
            when["precision"] = self.precision.value
        return {**when, "text": self.text, "mention": {"start": self.start, "end": self.end}}


def find_events(text: str, written: date | None = None) -> list[SuggestedEvent]:
    """Sentences with dates, each day once, in the order of the text.

    A date without a year is the one nearest to the day on which the text was written, by
    default the first full date in it; without either it is left out.
    """
    dates = _dates(text)
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
        found[days] = SuggestedEvent(
            first=days[0],
            last=days[1],
            precision=Precision.DAY if has_day else Precision.MONTH,
            text=_sentence(text, *match.span()),
            start=match.start(),
            end=match.end(),
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


def _sentence(text: str, start: int, end: int) -> str:
    low = max(0, start - _SENTENCE_LENGTH)
    begins = [match.end() for match in _SENTENCE_END.finditer(text, low, start)]
    after = _SENTENCE_END.search(text, end, min(len(text), end + _SENTENCE_LENGTH))
    stop = after.start() if after else min(len(text), end + _SENTENCE_LENGTH)
    return " ".join(text[begins[-1] if begins else low : stop].split())
