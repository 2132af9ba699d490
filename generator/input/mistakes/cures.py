"""What to type in place of a value that a field does not take, where that can be told."""

import re
from datetime import date

from generator.core.visible import visible
from generator.input.mistakes.cause import hidden_in

__all__ = ["cure_of_key", "cure_of_value", "meant_by"]

_MEANT = {
    "probable": "likely",
    "probably": "likely",
    "highly likely": "very likely",
    "highly probable": "very likely",
    "improbable": "unlikely",
    "nearly certain": "almost certain",
    "certain": "almost certain",
    "possible": "roughly even chance",
    "even chance": "roughly even chance",
    "medium": "moderate",
    "middle": "moderate",
    "main": "primary",
    "major": "primary",
    "subject": "about",
    "secondary": "about",
    "mentioned": "mentions",
    "news": "news-report",
    "newspaper": "news-report",
    "press": "news-report",
    "opinion": "op-ed",
    "tweet": "social-media",
    "law": "legal-text",
    "statement": "official-statement",
    "public": "published",
    "live": "published",
    "final": "published",
    "white": "clear",
    "worse": "deteriorated",
    "worsened": "deteriorated",
    "better": "improved",
    "same": "unchanged",
    "stable": "unchanged",
}
"""Words that people use for a value of a list, and the value."""
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DATES = (
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.? {_MONTH},? (?P<year>\d{{4}})"),
    re.compile(rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"),
    re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
    re.compile(rf"{_MONTH},? (?P<year>\d{{4}})"),
)
_OF_A_SOURCE = frozenset({"url", "publisher", "published", "accessed", "archived_url"})


def meant_by(text: str, values: tuple[str, ...]) -> str | None:
    """The value of a list that another word stands for."""
    meant = _MEANT.get(" ".join(text.casefold().split()))
    return meant if meant in values else None


def cure_of_value(code: str, field: str, text: str) -> str | None:
    """What to write for a text that a field refused; None if nothing better is known."""
    if code == "unknown-value" and re.fullmatch(r"[A-Fa-f][1-6]", text):
        return f"These are two fields: reliability: {text[0].upper()} and credibility: {text[1]}."
    if code == "bad-address" and re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", text):
        return f"Write https://{text}"
    if code == "bad-date":
        return _date_cure(field, text)
    return None


def _date_cure(field: str, text: str) -> str | None:
    match = next((found for form in _DATES if (found := form.fullmatch(text.strip()))), None)
    if match is None:
        return None
    parts = match.groupdict()
    month = _month(parts["month"])
    if month is None:
        return None
    if "day" not in parts:
        known = f"{parts['year']}-{month:02}"
        if field in {"published", "since", "until", "founded"}:
            return f"Write {known}"
        return f"Write it with its day, like {known}-01 for the first."
    try:
        return f"Write {date(int(parts['year']), month, int(parts['day']))}"
    except ValueError:
        return None


def _month(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    found = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(text.casefold())]
    return found[0] if len(found) == 1 else None


def cure_of_key(field: str, *, at_margin: bool) -> str | None:
    """How to mend a key that is no field, where its look tells what happened."""
    if hidden := hidden_in(field):
        return f"It holds an invisible character: {hidden}. Type the line anew."
    if at_margin and field in _OF_A_SOURCE:
        return (
            f"{visible(field)} belongs to an entry of sources: put four spaces before it, so that "
            "it stands below the id of its source."
        )
    return None
