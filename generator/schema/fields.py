"""The types of fields: each takes a text as written and gives a value, or says why not.

Pydantic runs these; the code in every raised error is one of `generator.core.codes`.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated
from urllib.parse import urlsplit

from babel import Locale, parse_locale
from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

__all__ = [
    "Address",
    "Choice",
    "Date",
    "DateTime",
    "Flag",
    "Language",
    "Line",
    "Number",
    "PartialDate",
    "PartialDateField",
    "Slug",
    "Text",
    "check_address",
    "check_slug",
]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LENGTH = 100
ADDRESS_LENGTH = 8000
"""What RFC 9110, section 4.1, asks everybody to support."""

RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul"}
    | {f"com{n}" for n in range(1, 10)}
    | {f"lpt{n}" for n in range(1, 10)}
)
"""Names that the site's own pages have or that Windows keeps for devices."""

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def _text(value: object, what: str = "a text") -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("wrong-type", "This takes {what}", {"what": what})
    if not value.strip():
        raise PydanticCustomError("empty-value", "This has no value")
    return value.strip()


def _line(value: object) -> str:
    return " ".join(_text(value).split())


def check_slug(text: str) -> str:
    """Return the text if it can be an id; raise `PydanticCustomError` if not."""
    if len(text) > SLUG_LENGTH or not _SLUG.fullmatch(text):
        raise PydanticCustomError("bad-slug", "“{text}” cannot be an id", {"text": text[:60]})
    if text in RESERVED:
        raise PydanticCustomError("reserved-id", "The id {text} is reserved", {"text": text})
    return text


def _slug(value: object) -> str:
    return check_slug(_text(value, "an id"))


def _date(value: object) -> date:
    text = _text(value, "a date")
    match = _DATE.fullmatch(text)
    try:
        if match:
            return date(*map(int, match.groups()))
    except ValueError:
        raise PydanticCustomError(
            "bad-date", "There is no day {text} in the calendar", {"text": text}
        ) from None
    raise PydanticCustomError(
        "bad-date", "“{text}” is not a date written year-month-day", {"text": text[:40]}
    )


def _date_time(value: object) -> datetime:
    text = _text(value, "a point in time")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not _DATE.match(text):
        raise PydanticCustomError(
            "bad-date-time", "“{text}” is not a date and time with a zone", {"text": text[:40]}
        )
    return moment


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the year, the month or the day (ISO 8601 reduced precision)."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """Write it as ISO 8601 does."""
        parts = [f"{self.year:04}", *(f"{p:02}" for p in (self.month, self.day) if p)]
        return "-".join(parts)

    @property
    def first_day(self) -> date:
        """The first day it can mean, for sorting and comparing."""
        return date(self.year, self.month or 1, self.day or 1)


def _partial(value: object) -> PartialDate:
    text = _text(value, "a date")
    match = _PARTIAL.fullmatch(text)
    if match:
        partial = PartialDate(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]  # the first group always matched
        try:
            _ = partial.first_day
        except ValueError:
            match = None
    if not match:
        raise PydanticCustomError(
            "bad-date", "“{text}” is not a year, a month or a day", {"text": text[:40]}
        )
    return partial


def check_address(text: str) -> str:
    """Return the text if it is an http or https address; raise `PydanticCustomError` if not."""
    if len(text) > ADDRESS_LENGTH:
        raise PydanticCustomError(
            "bad-address", "The address has more than {most} characters", {"most": ADDRESS_LENGTH}
        )
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host = None
    signs = not text.isprintable() or re.search(r"[\s<>\"'`\\{}|^]", text)
    if not host or parts.scheme not in {"http", "https"} or signs:
        raise PydanticCustomError(
            "bad-address", "“{text}” is not an http or https address", {"text": text[:60]}
        )
    return text


def _address(value: object) -> str:
    return check_address(_text(value, "an address"))


@cache
def _languages() -> frozenset[str]:
    """Every language that CLDR has a name for."""
    return frozenset(Locale("en").languages)


def _language(value: object) -> str:
    text = _text(value, "a language tag")
    try:
        known = bool(_TAG.fullmatch(text)) and parse_locale(text, sep="-")[0] in _languages()
    except ValueError:
        known = False
    if not known:
        raise PydanticCustomError(
            "bad-language", "“{text}” is not a known language tag", {"text": text[:40]}
        )
    return text


def _number(value: object) -> float:
    text = _text(value, "a number")
    if not re.fullmatch(r"[-+]?\d{1,4}(?:\.\d{1,10})?", text):
        raise PydanticCustomError("bad-number", "“{text}” is not a number", {"text": text[:40]})
    return float(text)


def _flag(value: object) -> bool:
    text = _text(value, "true or false")
    if text not in {"true", "false", "True", "False", "TRUE", "FALSE"}:
        raise PydanticCustomError("unknown-value", "This is either true or false")
    return text.lower() == "true"


class Choice:
    """Makes a field take one of the values of an enumeration, in any letter case."""

    def __init__(self, enum: type[StrEnum]) -> None:
        self._values = [member.value for member in enum]
        self._by_name = {value.casefold(): enum(value) for value in self._values}

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._choose, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "enum": self._values}

    def _choose(self, value: object) -> StrEnum:
        text = " ".join(_text(value).split())
        found = self._by_name.get(text.casefold())
        if found is None:
            raise PydanticCustomError(
                "unknown-value",
                "“{text}” is not one of: {allowed}",
                {"text": text[:40], "allowed": ", ".join(self._values), "values": self._values},
            )
        return found


Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
"""Text of any length, without white space at its ends."""

Line = Annotated[
    str,
    BeforeValidator(_line),
    StringConstraints(max_length=1000),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 1000}),
]
"""One line of text: line breaks and runs of spaces become one space."""

Slug = Annotated[
    str,
    BeforeValidator(_slug),
    WithJsonSchema({"type": "string", "pattern": f"^{_SLUG.pattern}$", "maxLength": SLUG_LENGTH}),
]
"""An id: small letters, digits and single hyphens."""

Date = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]

DateTime = Annotated[
    datetime,
    BeforeValidator(_date_time),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]

PartialDateField = Annotated[
    PartialDate,
    BeforeValidator(_partial),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
            "description": "A year, a month or a day, like 1991, 1991-12 or 1991-12-21.",
        }
    ),
]

Address = Annotated[
    str, BeforeValidator(_address), WithJsonSchema({"type": "string", "format": "uri"})
]

Language = Annotated[
    str,
    BeforeValidator(_language),
    WithJsonSchema({"type": "string", "pattern": f"^{_TAG.pattern}$"}),
]

Number = Annotated[float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]

Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
