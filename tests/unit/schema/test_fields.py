"""What each type of field takes, what it makes of it, and what it says of the rest."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.core.codes import CODES
from generator.schema.fields import (
    Address,
    Choice,
    Date,
    DateTime,
    Flag,
    Language,
    Line,
    Number,
    PartialDate,
    PartialDateField,
    Slug,
    Text,
)
from generator.schema.vocabulary import Likelihood

TYPES: dict[str, Any] = {
    "text": Text,
    "line": Line,
    "slug": Slug,
    "date": Date,
    "moment": DateTime,
    "partial": PartialDateField,
    "address": Address,
    "language": Language,
    "number": Number,
    "flag": Flag,
}
LONG = "https://example.org/" + "a" * 8000


def code_of(name: str, value: object) -> str:
    """The code of the one problem with a value."""
    with pytest.raises(ValidationError) as error:
        TypeAdapter(TYPES[name]).validate_python(value)
    [problem] = error.value.errors()
    return problem["type"]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("text", " two\n\nblocks ", "two\n\nblocks"),
        ("line", " one \n  line ", "one line"),
        ("slug", "visit-2", "visit-2"),
        ("date", "2024-02-29", date(2024, 2, 29)),
        ("moment", "2024-11-27T09:00Z", datetime(2024, 11, 27, 9, tzinfo=UTC)),
        ("partial", "1991", PartialDate(1991)),
        ("partial", "1991-12", PartialDate(1991, 12)),
        ("partial", "1991-12-21", PartialDate(1991, 12, 21)),
        ("address", "https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        ("language", "kk", "kk"),
        ("language", "pt-BR", "pt-BR"),
        ("number", "-0.5", -0.5),
        ("number", "010", 10.0),
        ("flag", "TRUE", True),
        ("flag", "false", False),
    ],
)
def test_what_is_taken_and_what_it_means(name: str, text: str, value: object) -> None:
    assert TypeAdapter(TYPES[name]).validate_python(text) == value


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("text", " \n", "empty-value"),
        ("text", ["a"], "wrong-type"),
        ("line", {}, "wrong-type"),
        ("slug", "Visit", "bad-slug"),
        ("slug", "a--b", "bad-slug"),
        ("slug", "-a", "bad-slug"),
        ("slug", "../a", "bad-slug"),
        ("slug", "a" * 101, "bad-slug"),
        ("slug", "con", "reserved-id"),
        ("slug", "index", "reserved-id"),
        ("date", "2024-02-30", "bad-date"),
        ("date", "2024-2-3", "bad-date"),
        ("date", "18 November 2024", "bad-date"),
        ("date", "٢٠٢٤-٠٢-٠٣x", "bad-date"),
        ("moment", "2024-11-27T09:00", "bad-date-time"),
        ("moment", "20241127T090000Z", "bad-date-time"),
        ("moment", "soon", "bad-date-time"),
        ("partial", "1991-13", "bad-date"),
        ("partial", "91", "bad-date"),
        ("partial", "0000", "bad-date"),
        ("address", "www.example.org", "bad-address"),
        ("address", "javascript:alert(1)", "bad-address"),
        ("address", "https://", "bad-address"),
        ("address", "https://[::1", "bad-address"),
        ("address", "https://example.org/a b", "bad-address"),
        ("address", "https://example.org/<", "bad-address"),
        ("address", LONG, "bad-address"),
        ("language", "xx-klingon-", "bad-language"),
        ("language", "zzzz", "bad-language"),
        ("number", "1,5", "bad-number"),
        ("number", "1e3", "bad-number"),
        ("number", "12345", "bad-number"),
        ("flag", "yes", "unknown-value"),
    ],
)
def test_what_is_not_taken_has_a_code_of_the_table(name: str, value: object, code: str) -> None:
    assert code_of(name, value) == code
    assert code in CODES


def test_an_address_and_an_id_may_be_as_long_as_is_said() -> None:
    assert TypeAdapter(Slug).validate_python("a" * 100) == "a" * 100
    assert TypeAdapter(Address).validate_python(LONG[:8000]) == LONG[:8000]


def test_a_choice_is_found_in_any_letter_case_and_names_what_there_is() -> None:
    choice = Choice(Likelihood)
    assert choice._choose("Very  LIKELY") is Likelihood("very likely")  # noqa: SLF001 - its core
    with pytest.raises(Exception, match="not one of") as error:
        choice._choose("probably")  # noqa: SLF001 - as above
    assert all(one.value in str(error.value) for one in Likelihood)


@pytest.mark.parametrize("name", sorted(TYPES))
@given(value=st.one_of(st.text(), st.integers(), st.none(), st.lists(st.text(), max_size=2)))
def test_anything_is_a_value_or_one_problem_with_a_known_code(name: str, value: object) -> None:
    try:
        TypeAdapter(TYPES[name]).validate_python(value)
    except ValidationError as error:
        [problem] = error.errors()
        assert problem["type"] in CODES or problem["type"] == "string_too_long"


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28), st.integers(1, 3))
def test_a_partial_date_is_written_as_it_was_read(
    year: int, month: int, day: int, parts: int
) -> None:
    text = "-".join((f"{year:04}", f"{month:02}", f"{day:02}")[:parts])
    value = TypeAdapter(PartialDateField).validate_python(text)
    assert str(value) == text
    assert value.first_day == date(year, month if parts > 1 else 1, day if parts > 2 else 1)
