"""Dates, periods, numbers and terms in the language of a site."""

from datetime import date
from enum import StrEnum

from babel import Locale, UnknownLocaleError, parse_locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations

from generator.core.direction import LTR, RTL, direction
from generator.core.messages import N_
from generator.schema.fields import PartialDate
from generator.schema.terms import term
from generator.schema.vocabulary import Precision, Trend

__all__ = ["Words"]

_ARROWS = {Trend.DETERIORATED: "▼", Trend.UNCHANGED: "▬", Trend.IMPROVED: "▲"}
"""A sign beside the word, never instead of it."""


class Words:
    """What a page says in one language; CLDR through babel decides the forms."""

    def __init__(self, language: str, translations: NullTranslations) -> None:
        self._locale = Locale.parse(language, sep="-")
        self._translations = translations

    def message(self, message: str) -> str:
        """The message in this language; nothing for nothing."""
        # gettext keeps the head of a catalog under the empty message.
        text: str = self._translations.gettext(message) if message else ""
        return text

    def term(self, value: StrEnum) -> str:
        """What a value of an enumeration is called."""
        return self.message(term(value))

    def trend(self, value: Trend) -> str:
        """A trend as a sign and a word."""
        return f"{_ARROWS[value]} {self.term(value)}"

    def day(self, when: date | PartialDate) -> str:
        """A date as text, no more exact than it is known."""
        if isinstance(when, PartialDate):
            if when.month is None:
                return f"{when.year:04}"
            if when.day is None:
                return self.month(when.first_day)
            when = when.first_day
        return str(format_date(when, "long", locale=self._locale))

    def month(self, when: date) -> str:
        """A month and its year."""
        return str(format_skeleton("yMMMM", when, locale=self._locale))

    def month_name(self, when: date) -> str:
        """A month without its year."""
        return str(format_date(when, "LLLL", locale=self._locale))

    def period(self, start: date | None, end: date | None, precision: Precision | None) -> str:
        """A day, or the days from one to another, in the shortest usual form."""
        if start is None or end is None:
            return ""
        if precision is Precision.YEAR:
            return f"{start:%Y}" if start.year == end.year else f"{start:%Y}–{end:%Y}"
        if precision is Precision.MONTH:
            skeleton = "yMMMM"
            if (start.year, start.month) == (end.year, end.month):
                return self.month(start)
        elif start == end:
            return self.day(start)
        else:
            skeleton = "yMMMMd"
        return str(format_interval(start, end, skeleton, locale=self._locale))

    def since_until(self, since: PartialDate | None, until: PartialDate | None) -> str:
        """When something began and ended, as far as it is known; empty if it is not."""
        if since and until:
            return f"{self.day(since)} – {self.day(until)}"
        if since:
            return self.message(N_("since %(date)s")) % {"date": self.day(since)}
        if until:
            return self.message(N_("until %(date)s")) % {"date": self.day(until)}
        return ""

    def span(self, per_cent: tuple[int, int]) -> str:
        """A range of percentages."""
        low, high = per_cent
        return f"{low}–{format_percent(high / 100, locale=self._locale)}"

    def number(self, value: int) -> str:
        """A whole number, grouped as the language groups it."""
        return str(format_decimal(value, locale=self._locale))

    def language(self, tag: str) -> str:
        """What a language is called."""
        try:
            name = Locale.parse(tag, sep="-").get_display_name(self._locale)
        except UnknownLocaleError:  # a language with a name, but without data of its own
            name = self._locale.languages.get(parse_locale(tag, sep="-")[0])
        return name or tag

    def is_foreign(self, tag: str | None) -> bool:
        """Whether a text in this language is not in the language of the site."""
        return tag is not None and parse_locale(tag, sep="-")[0] != self._locale.language

    def turn(self, text: str, tag: str | None = None) -> str | None:
        """The direction of a text, by its language if that is known, where it is not the site's."""
        found = _direction_of(parse_locale(tag, sep="-")[0]) if tag else direction(text)
        return None if found == _direction_of(self._locale.language) else found

    def fact(self, value: object) -> str:
        """A value of a table of facts."""
        if isinstance(value, StrEnum):
            return self.term(value)
        if isinstance(value, float):
            return str(format_decimal(value, locale=self._locale))
        return self.day(value) if isinstance(value, PartialDate) else str(value)


def _direction_of(language: str) -> str:
    """The direction of a language's usual script."""
    return RTL if Locale(language).character_order == "right-to-left" else LTR
