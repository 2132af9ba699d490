"""Dates and times as archives write them, and whether they are to come."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

__all__ = ["day_of", "holds_until", "is_to_come", "moment_of"]

_LONGEST = 60
"""Characters of the longest way to write a moment that is looked at."""
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)(.*)", re.DOTALL)
_NO_YEAR = re.compile(r"[a-zA-Z] -\d")
"""Before what WordPress writes for the year of no date, -0001."""
_ZONED = re.compile(r"\s+(?=(?:[+-]\d\d:?\d\d|Z)$)")
_LATEST = timezone(timedelta(hours=-12))
"""The zone in which a time of day comes last."""


def moment_of(text: str) -> datetime | date | None:
    """A moment: ISO 8601, RFC 2822, or with slashes, year first. None if it is none.

    A date if no time of day is given. Where what follows the date cannot be read, the last second
    of that day, since it may have been any.
    """
    text = text.strip()
    if not 0 < len(text) <= _LONGEST or _NO_YEAR.search(text):
        return None
    match = _DAY.match(text)
    try:
        if match:
            day = date(*map(int, match.groups()[:3]))
            rest = match[4]
            return _with_time(day, rest) if rest.strip(" T") else day
        if text.isdigit():  # a year or a count of seconds is not said to be a day
            return date.fromisoformat(text) if len(text) == len("20240506") else None
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _with_time(day: date, rest: str) -> datetime:
    try:
        return datetime.fromisoformat(day.isoformat() + _ZONED.sub("", rest.rstrip()))
    except ValueError:
        return datetime(day.year, day.month, day.day, 23, 59, 59)  # noqa: DTZ001 - of no known zone


def day_of(text: str) -> date | None:
    """The day of a moment."""
    moment = moment_of(text)
    return moment.date() if isinstance(moment, datetime) else moment


def is_to_come(moment: datetime | date, now: datetime) -> bool:
    """Whether a moment is later than now, wherever it was written if it names no zone."""
    if not isinstance(moment, datetime):
        return moment > now.astimezone(UTC).date()
    return _latest(moment) > now


def holds_until(moment: datetime | date) -> str:
    """A moment as an embargo has it; of no known zone, the latest that it can be."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - given one below
    return _latest(moment).replace(microsecond=0).isoformat()


def _latest(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=_LATEST)
