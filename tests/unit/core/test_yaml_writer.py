"""What is written as YAML is read back as it was, on one line."""

import json

import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.core.yaml_writer import as_json, inline, quoted


def read(text: str) -> object:
    """Scalars as the texts they are, as the generator reads them."""
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts


LINES = st.text(st.characters(blacklist_categories=["Cs"]), min_size=0, max_size=300)


@given(LINES)
def test_a_text_comes_back_from_one_line(text: str) -> None:
    written = quoted(text)
    assert "\n" not in written
    assert read(written) == text


@given(st.lists(LINES, max_size=4))
def test_a_list_comes_back_with_its_white_space_made_one(texts: list[str]) -> None:
    shown = [" ".join("".join(c if c.isprintable() else " " for c in t).split()) for t in texts]
    written = inline(texts)
    assert written.isprintable()
    assert read(written) == shown


def test_a_long_text_stays_on_its_line_and_plain_words_need_no_marks() -> None:
    assert quoted("word " * 400 + "end") == "word " * 400 + "end"
    assert inline(["Kazakhstan", "a: b", "no", "12:30"]).startswith('[Kazakhstan, "a: b"')
    assert quoted("a # b") == "'a # b'"


def test_json_is_yaml_too() -> None:
    value = {"a": ["é", "\u202e"], "b": {"c": None}}
    assert json.loads(as_json(value)) == value
    assert as_json(value).endswith("}\n")
    assert "\u202e" not in as_json(value)
