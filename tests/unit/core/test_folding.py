"""What makes no other name, and where in the text as written a name stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.folding import fold, plain, unaccented

UNSEEN = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\ufe0f"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("CO\u0302TE D\u2019IVOIRE", "Côte d'Ivoire"),
        ("Nation\u02bcs", "nation's"),
        ("Nation`s", "nation's"),
        ("Guinea\u2010Bissau", "Guinea-Bissau"),
        ("Guinea\u2011Bissau", "Guinea-Bissau"),
        (" New\u00a0 \n Guinea ", "New Guinea"),
        ("Paci\ufb01c", "pacific"),
        ("STRASSE", "Straße"),
        *((f"Kazakh{sign}stan", "Kazakhstan") for sign in UNSEEN),
    ],
)
def test_what_makes_no_other_name(written: str, name: str) -> None:
    assert fold(written) == fold(name)


@pytest.mark.parametrize(
    ("one", "other"), [("Côte", "Cote"), ("re-form", "reform"), ("North–South", "North-South")]
)
def test_what_makes_another_name(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_without_accents() -> None:
    assert unaccented("Ağrı, Łódź, Øresund, Á") == "Agri, Lodz, Oresund, A"


def written(text: str, name: str) -> str:
    """How a name is written in a text in which it is looked for."""
    shown = plain(text)
    start = shown.text.index(name)
    return text[shown.start(start) : shown.end(start + len(name))]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("a Côte b", "Côte", "Côte"),
        ("a e\u0301 Co\u0302te b", "Côte", "Co\u0302te"),
        ("Co\u0302te\u0301", "té", "te\u0301"),
        ("é\u00adKazakh\u00adstan\u00ad, é", "Kazakhstan", "Kazakh\u00adstan"),
        ("to New  \n   Guinea now", "New Guinea", "New  \n   Guinea"),
        ("a\u00a0\u00a0New\u00a0Guinea", "New Guinea", "New\u00a0Guinea"),
        ("… the Paci\ufb01c …", "Pacific", "Paci\ufb01c"),
        ("… \u1112\u1161\u11ab\u1100\u116e\u11a8", "한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("d\u2019Ivoire", "d'Ivoire", "d\u2019Ivoire"),
    ],
)
def test_where_a_name_stands_as_written(text: str, name: str, expected: str) -> None:
    assert written(text, name) == expected


@pytest.mark.parametrize("text", ["New\n\nGuinea", "New \n \n Guinea", "New\n\n\nGuinea"])
def test_a_paragraph_ends_a_name(text: str) -> None:
    assert "New Guinea" not in plain(text).text


PIECES = st.lists(
    st.sampled_from(["a", "é", "e\u0301", "\u0301", " ", "\n", "\t", "\u00a0", "ﬁ", "…", *UNSEEN])
    | st.characters(exclude_categories=["Cs"])
).map("".join)


@given(PIECES, PIECES)
def test_whatever_stands_around_a_name_it_is_found_in_its_place(before: str, after: str) -> None:
    text = f"{before} Kazakhstan {after}"
    assert written(text, "Kazakhstan") == "Kazakhstan"


@given(PIECES)
def test_a_text_is_as_plain_as_it_gets(text: str) -> None:
    shown = plain(text)
    assert len(shown.small) == len(shown.text)
    assert not any(sign in shown.text for sign in (*UNSEEN, "\u2019", "\u2010", "\n", "\t"))
    composed = [letter for letter in shown.text if not unicodedata.combining(letter)]
    assert all(unicodedata.is_normalized("NFKC", letter) for letter in composed)
