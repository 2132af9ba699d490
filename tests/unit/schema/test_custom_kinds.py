"""Kinds of entity that an owner defines: what is taken, and what is said of the rest."""

import click
import pytest

from generator.schema.custom_kinds import parse_kinds

GOOD = {"caption": "W", "plural": "Ws"}
TIE = {"caption": "Made by", "kind": "people", "inverse": "Makes"}


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ({"countries": GOOD}, "is not taken"),
        ({"search": GOOD}, "is not taken"),
        ({"sources": GOOD}, "is not taken"),
        ({"../x": GOOD}, "small letters"),
        ({"w": []}, "not a mapping"),
        ({"w": {"plural": "x"}}, "w.caption: a line of text"),
        ({"w": {**GOOD, "colour": 1}}, "w.colour: not known"),
        ({"w": {**GOOD, "fields": [1]}}, "w.fields: this is not a mapping"),
        ({"w": {**GOOD, "fields": {"name": {"caption": "x"}}}}, "is new"),
        ({"w": {**GOOD, "fields": {"a": {"caption": "x", "type": "date-time"}}}}, "none of text"),
        (
            {"w": {**GOOD, "fields": {"a": {"caption": "x", "kind": "planets"}}}},
            "none of countries",
        ),
        ({"w": {**GOOD, "fields": {"a": {"caption": "x", "kind": "w"}}}}, "a.inverse: a line"),
        ("weapons", "not a mapping"),
    ],
)
def test_what_is_wrong_with_a_kind_is_said(kinds: object, said: str) -> None:
    with pytest.raises(click.UsageError, match=said.replace("(", r"\(")):
        parse_kinds(kinds)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(click.UsageError) as error:
        parse_kinds({"people": GOOD, "w": {"caption": "x", "fields": {"a": 1, "B": 2}}})
    assert error.value.message.count("\n") == 4


def test_a_kind_is_the_same_however_a_reader_of_yaml_has_typed_it() -> None:
    fields = {"since": {"caption": "Since", "type": "date"}}
    typed = {"w": {**GOOD, "fields": {"m": {**TIE, "list": True}}}}
    plain = {"w": {**GOOD, "fields": {"m": {**TIE, "list": "true"}}}}
    assert parse_kinds({"w": {**GOOD, "fields": fields}})[0].facts == (("since", "Since"),)
    [one], [other] = parse_kinds(typed), parse_kinds(plain)
    assert repr(one) == repr(other)
    assert one.definition == other.definition


def test_the_words_of_a_kind_are_part_of_what_it_is() -> None:
    [one], [other] = parse_kinds({"w": GOOD}), parse_kinds({"w": {**GOOD, "plural": "Arms"}})
    assert repr(one) != repr(other)
    assert "0x" not in repr(one)
