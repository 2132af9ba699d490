"""YAML 1.2 core, with places."""

import pytest

from generator.core.diagnostics import Collector
from generator.input.yaml_source import Document, Mapping, Scalar, Sequence, parse


def read(text: str, path: str = "a.yml") -> Document:
    found = Collector()
    document = parse(path, text.encode(), found)
    assert list(found) == []
    assert document is not None
    return document


def value(document: Document, *location: str | int) -> object:
    node = document.find(location)
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Sequence):
        return [value(document, *location, index) for index in range(len(node.items))]
    assert isinstance(node, Mapping)
    return {key: value(document, *location, key) for key in node.items}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"),
        ("010", "010"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("yes", "yes"),
        ("2024-11-27", "2024-11-27"),
        ("=", "="),
        ("null", None),
        ("~", None),
        ("", None),
        ("'null'", "null"),
        ('""', ""),
        ('"a\\u00e9\\n"', "aé\n"),
        ("|\n  a\n  b", "a\nb"),
        (">\n  a\n  b\n", "a b\n"),
        (">-\n  a\n  b\n", "a b"),
        ("[NO, SE]", ["NO", "SE"]),
        ("{a: b, c: }", {"a": "b", "c": None}),
    ],
)
def test_scalars_stay_as_written(written: str, meant: object) -> None:
    assert value(read(f"key: {written}"), "key") == meant


def test_nodes_know_their_place() -> None:
    document = read("a: 1\nlist:\n  - x\n  - {deep: y}\n")
    span = document.span(document.find(("list", 1, "deep")))
    assert (span.line, span.column, span.end_line, span.end_column) == (4, 12, 4, 13)
    key = document.span(document.find(("list", 1, "deep"), key=True))
    assert (key.line, key.column) == (4, 6)


def test_places_are_right_after_letters_of_several_bytes() -> None:
    document = read("a: {é𝄞: x, b: y}\n")
    span = document.span(document.find(("a", "b")))
    assert (span.line, span.column) == (1, 15)


def test_front_matter_gives_the_same_nodes() -> None:
    yaml = read("title: x\nlist: [a]\nbody: |\n  One\n  [[two]]\n")
    markdown = read("---\ntitle: x\nlist: [a]\n---\nOne\n[[two]]\n", "a.md")
    assert value(yaml) == value(markdown)
    span = markdown.span_within(markdown.find(("body",)), 4, 11)
    assert (span.line, span.column, span.end_column) == (6, 1, 8)


@pytest.mark.parametrize("style", ["|", "|-", "|+", "|2"])
def test_places_within_a_block(style: str) -> None:
    document = read(f"body: {style}\n  One\n\n  [[two]]\n")
    node = document.find(("body",))
    assert isinstance(node, Scalar)
    start = node.text.index("[[")
    span = document.span_within(node, start, start + 7)
    assert (span.line, span.column) == (4, 3)


def test_own_keys_and_merge_keys_are_plain_keys() -> None:
    assert value(read("x-a: 1\n<<: {b: 2}\n")) == {"x-a": "1", "<<": {"b": "2"}}
