"""Markup that says what it was given and nothing else."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from generator.render.pictures.svg import Svg, element, path


@given(st.text(st.characters(exclude_characters="\r\n\t", codec="utf-8")))
def test_any_text_is_text_and_any_value_is_a_value(text: str) -> None:
    read = ET.fromstring(element("a", element("title", text), text, href=text))  # noqa: S314 - it is our own
    seen = "".join(one if one >= " " and one not in "\ufffe\uffff" else "\ufffd" for one in text)
    assert read.get("href") == seen
    assert "".join(read.itertext()) == seen * 2
    assert [one.tag for one in read] == ["title"]


def test_markup_is_put_in_as_it_is() -> None:
    assert element("g", Svg("<path/>"), "<path/>") == "<g><path/>&lt;path/&gt;</g>"


def test_names_of_attributes() -> None:
    made = element("path", class_="a", stroke_width=2, viewBox="0", id=None)
    assert made == '<path class="a" stroke-width="2" viewBox="0"/>'


def test_a_ring_is_written_in_steps() -> None:
    assert path([[(5, 5), (7, 5), (7, 5), (7, 2), (5, 5)]]) == "M5 5l2 0 0-3z"


def test_what_has_no_area_is_left_out() -> None:
    assert path([[(1, 1), (1, 1), (2, 2), (1, 1)], []]) == ""
