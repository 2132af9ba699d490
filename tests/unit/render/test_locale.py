"""Dates, periods and terms, in the form of a language."""

import re
from datetime import date

import pytest

from generator.input.setting_values import parse_moment
from generator.render.catalog import load_catalog
from generator.render.locale import Words
from generator.schema.fields import PartialDate
from generator.schema.terms import LIKELIHOOD_RANGES
from generator.schema.vocabulary import Precision

A, B, C = date(2024, 11, 27), date(2024, 11, 28), date(2025, 2, 3)


def words(language: str) -> Words:
    return Words(language, load_catalog(language))


@pytest.mark.parametrize(
    ("language", "day", "partial", "period"),
    [
        ("en", "November 27, 2024", "November 2024", "Nov 27 – 28, 2024"),
        ("en-GB", "27 November 2024", "November 2024", "27–28 Nov 2024"),
        ("de", "27. November 2024", "November 2024", "27.–28. Nov. 2024"),
        ("ru", "27 ноября 2024 г.", "ноябрь 2024 г.", "27–28 нояб. 2024 г."),
    ],
)
def test_dates_follow_the_language(language: str, day: str, partial: str, period: str) -> None:
    spoken = words(language)
    assert spaced(spoken.day(A)) == day
    assert spaced(spoken.day(PartialDate(2024, 11, None))) == partial
    assert spoken.day(PartialDate(2024, None, None)) == "2024"
    assert spaced(spoken.period(A, B, None)) == period


def spaced(text: str) -> str:
    """The text with plain spaces: CLDR sets narrow and unbreakable ones."""
    return re.sub(r"\s", " ", text)


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        (A, A, None, "27 November 2024"),
        (A, A, Precision.MONTH, "November 2024"),
        (A.replace(year=2023), A, Precision.MONTH, "November 2023 – November 2024"),
        (A, C, Precision.YEAR, "2024–2025"),
        (A, B, Precision.YEAR, "2024"),
        (None, None, None, ""),
    ],
)
def test_a_period_is_no_more_exact_than_it_is_known(
    start: date | None, end: date | None, precision: Precision | None, shown: str
) -> None:
    assert spaced(words("en-GB").period(start, end, precision)) == shown


def test_the_ranges_of_the_seven_terms_are_those_of_icd_203() -> None:
    assert list(LIKELIHOOD_RANGES.values()) == [
        *((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))
    ]


def test_foreign_is_another_language_not_another_country() -> None:
    english = words("en-GB")
    assert not english.is_foreign("en")
    assert not english.is_foreign(None)
    assert english.is_foreign("tvl")
    assert english.language("tvl") == "Tuvalu"
    assert english.language("kk-Cyrl") == "Kazakh (Cyrillic)"


def test_a_moment_has_a_zone() -> None:
    assert parse_moment(None) is None
    assert parse_moment("2024-11-27T09:00:00+05:00") is not None
    with pytest.raises(Exception, match="not a date-time with a zone"):
        parse_moment("2024-11-27")


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "5,500.5"), ("de", "5.500,5"), ("ru", "5\xa0500,5")]
)
def test_a_number_among_facts_is_written_as_the_language_writes_it(
    language: str, shown: str
) -> None:
    words = Words(language, load_catalog(language, None))
    assert words.fact(5500.5) == shown
    assert words.fact("5500.5") == "5500.5"
