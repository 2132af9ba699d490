"""What goes out is harmless in whatever pieces it is printed."""

import io
import json
import re
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.visible import guarded, harmless, unguarded, visible, visible_json

PIECES = st.lists(
    st.sampled_from(["::", ":", "a", " ", "\t", "\n", "##", "#", "vso", "[x]", "\x1b[1m", ""])
)
ORDER = re.compile(r"##\w*\[")


def printed(*pieces: str) -> str:
    """What comes out of standard output for these pieces."""
    out, before = io.StringIO(), sys.stdout
    sys.stdout = out
    try:
        with guarded():
            for piece in pieces:
                assert sys.stdout.write(piece) == len(piece)
    finally:
        sys.stdout = before
    return out.getvalue()


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (("::error::x",), r"\u003a:error::x"),
        (("  ", "::error::x"), r"  \u003a:error::x"),
        (("a", "::error::x"), "a::error::x"),
        (("a ", " ", "::error::x"), "a  ::error::x"),
        (("a\n", "::error::x"), "a\n" + r"\u003a:error::x"),
        (("a\n  ", "::error::x"), "a\n  " + r"\u003a:error::x"),
        (("a\nb", "::error::x"), "a\nb::error::x"),
        (("", "::error::x"), r"\u003a:error::x"),
        (("\n", "", "::error::x"), "\n" + r"\u003a:error::x"),
    ],
)
def test_an_order_is_none_wherever_its_line_was_cut(pieces: tuple[str, ...], shown: str) -> None:
    assert printed(*pieces) == shown


@given(PIECES)
def test_nothing_is_an_order_in_whatever_pieces_it_comes(pieces: list[str]) -> None:
    for line in printed(*pieces).split("\n"):
        assert not line.lstrip().startswith("::")
        assert not ORDER.search(line)
        assert "\x1b" not in line


def test_lines_and_the_stream_itself() -> None:
    out, before = io.StringIO(), sys.stdout
    sys.stdout = out
    try:
        with guarded():
            sys.stdout.writelines(["::a\n", "::b\n"])
            assert unguarded(sys.stdout) is out
            assert not hasattr(sys.stdout, "buffer")
        assert sys.stdout is out
    finally:
        sys.stdout = before
    assert out.getvalue() == "\\u003a:a\n\\u003a:b\n"


def test_a_stream_that_lacks_a_letter_shows_its_number() -> None:
    raw = io.BytesIO()
    before, sys.stdout = sys.stdout, io.TextIOWrapper(raw, encoding="ascii")
    try:
        with guarded():
            sys.stdout.write("Łódź")
            sys.stdout.flush()
        sys.stdout.flush()
        assert raw.getvalue() == rb"\u0141\xf3d\u017a"
    finally:
        sys.stdout = before


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “text” Қазақ", "plain – “text” Қазақ"),
        ("a\nb", r"a\u000ab"),
        ("\x1b[31m", r"\u001b[31m"),
        ("\u202e", r"\u202e"),
        ("\u3164", r"\u3164"),
        ("\U000e0100", r"\U000e0100"),
        ("\udc80", r"\x80"),
        ("\ud800", r"\ud800"),
    ],
)
def test_what_cannot_be_seen_is_shown_by_its_number(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_json_keeps_its_meaning() -> None:
    value = {"a": "\u202e\U000e0100\x7f", "b": "plain"}
    text = visible_json(json.dumps(value, ensure_ascii=False, indent=1))
    assert json.loads(text) == value
    assert all(line.isprintable() for line in text.split("\n"))


def test_orders_in_the_middle_of_a_line() -> None:
    assert harmless("a ##[group]x ##vso[x]y ## z") == r"a #\u0023[group]x #\u0023vso[x]y ## z"
    assert all(one != other for one, other in pairwise(harmless("::a\n::b").split("\n")))
