"""Known words near to a mistyped one."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core import spelling
from generator.core.spelling import Spelling, nearest

COUNTRIES = ["Kazakhstan", "Pakistan", "Uzbekistan", "Russia", "Belarus", "Armenia", "Romania"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kazakstan", "Kazakhstan"),
        ("kazakhstan", "Kazakhstan"),
        ("Kazkahstan", "Kazakhstan"),
        ("Rusia", "Russia"),
        ("Rossia", "Russia"),
        ("Balarus", "Belarus"),
        ("Armania", "Armenia"),
    ],
)
def test_a_slip_leads_to_what_was_meant(typed: str, meant: str) -> None:
    assert nearest(typed, COUNTRIES)[0] == meant


def test_what_is_like_nothing_known_leads_nowhere() -> None:
    assert nearest("Ruritania-on-Sea", COUNTRIES) == []
    assert nearest("", COUNTRIES) == []
    assert nearest("Kazakhstan", []) == []


@given(
    word=st.text("abcé", min_size=1, max_size=30),
    known=st.lists(st.text("abcé", min_size=1, max_size=30)),
)
def test_no_word_is_passed_over_that_is_near(word: str, known: list[str]) -> None:
    """Whatever `difflib` calls near is found, whichever letters it has and how often."""
    near = nearest(word, known, count=100)
    for other in known:
        if SequenceMatcher(None, other, word).ratio() >= 0.7:
            assert other in near


def test_the_number_of_words_compared_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    common = spelling._common  # noqa: SLF001 - counts its steps

    def counted(size: int, places: dict[str, int], other: str) -> int:
        compared.append(other)
        return common(size, places, other)

    monkeypatch.setattr(spelling, "_common", counted)
    many = Spelling(f"kazakhstan-{number:05}" for number in range(20_000))
    assert many.nearest("kazakhstan-1234")[0].startswith("kazakhstan-")
    assert len(compared) <= 300
    assert many.nearest("k" * 1_000_000) == []
    assert many.nearest("entirely different") == []
