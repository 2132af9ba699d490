"""Mistakes of people who do not program: the line to change, the cause, and what to type."""

import pytest

from generator.core.diagnostics import Collector
from generator.input.yaml_source import parse

MISTAKES = [
    (
        "title: Vote: day two\ndate: 2024-11-27\n",
        1,
        12,
        "holds a colon",
        'title: "Vote: day two"',
    ),
    ("title:Visit\ndate: 2024-11-27\n", 1, 7, "space is missing after the colon", "title: Visit"),
    ("title Visit\ndate: 2024-11-27\n", 1, 6, "colon is missing after title", "title: Visit"),
    ("title: A\n date: 2024-11-27\n", 2, 2, "1 space right", "Delete 1"),
    ("sources:\n  - id: a\n    title: b\n   url: c\n", 4, 4, "1 space left", "Add 1"),
    ("title:\u00a0A\ndate: 2024-11-27\n", 1, 7, "no-break space (U+00A0)", "space bar"),
    ("title: “Visit: Astana”\ndate: x\n", 1, 8, "“", 'title: "Visit: Astana"'),
    (
        "title: 'Kazakhstan's vote'\ndate: x\n",
        1,
        19,
        "apostrophe",
        'title: "Kazakhstan\'s vote"',
    ),
    ("title: *Exclusive* visit\ndate: x\n", 1, 8, "begin with *", 'title: "*Exclusive* visit"'),
    ("title: [Draft] Visit\ndate: x\n", 1, 16, "after the ]", 'title: "[Draft] Visit"'),
    ('title: "Visit" to Astana\ndate: x\n', 1, 16, 'after the "', "title: '\"Visit\" to Astana'"),
    ("title: %5 growth\ndate: x\n", 1, 8, "begin with %", 'title: "%5 growth"'),
    ("title: @desk writes\ndate: x\n", 1, 8, "begin with @", 'title: "@desk writes"'),
    ("title: A\nbody: First line.\nSecond line.\n", 2, 6, "over several lines", "body: |"),
    (
        "title: A\nbody: |\n  First line.\nSecond line.\n",
        4,
        1,
        "outside the text of body",
        "two spaces",
    ),
    ("title: A\nbody: |\n  First.\n Second.\n", 4, 1, "outside the text", "two spaces"),
    ("title: > A visit\ndate: x\n", 1, 8, "begin with >", 'title: "> A visit"'),
    ("title: - A visit\ndate: x\n", 1, 8, "begin with -", 'title: "- A visit"'),
    ("sources:\n  \u2022 id: a\n    title: b\n", 2, 3, "\u2022 for a hyphen", "Type -"),
    ("title\uff1a A\ndate: x\n", 1, 6, "\uff1a for a colon", "Type :"),
    ("title = A\ndate: x\n", 1, 7, "= for a colon", "Type :"),
    ("title: A\n\tdate: x\n", 2, 1, "tab", "two spaces"),
    (
        "countries: [KZ, {id: RU role: primary}]\n",
        1,
        24,
        "comma is missing",
        "{id: KZ, role: primary}",
    ),
    ("sources:\n  - id: a\n  -id: b\n", 3, 4, "space is missing after the hyphen", "- id: b"),
    ("Dear all,\nthis is: a text: of mine.\n", 2, 1, "no field", "body: |"),
    ("title: A\n<<<<<<< HEAD\ndate: x\n=======\ndate: y\n>>>>>>> theirs\n", 2, 1, "Git", "<<<<<<<"),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), MISTAKES)
def test_a_mistake_is_named_where_it_is_to_be_mended(
    text: str, line: int, column: int, message: str, hint: str
) -> None:
    found = Collector()
    assert parse("a.yml", text.encode(), found) is None
    (problem,) = found
    assert (problem.span.line, problem.span.column) == (line, column)
    assert message in problem.message
    assert hint in problem.hint


def test_several_mistakes_are_found_at_once() -> None:
    found = Collector()
    text = "title: Vote: one\ndate: 2024-11-27\nsummary: [a] b\nsources:\n  - id: a\n  -id: b\n"
    parse("a.yml", text.encode(), found)
    assert [problem.span.line for problem in found] == [1, 3, 6]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("title: A\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04\x14\x00", ".docx"),
        (b"%PDF-1", "PDF"),
    ],
)
def test_a_file_of_another_program_is_named(data: bytes, name: str) -> None:
    found = Collector()
    parse("a.yml", data, found)
    (problem,) = found
    assert name in problem.message
