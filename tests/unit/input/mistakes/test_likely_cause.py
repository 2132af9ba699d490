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
        "Type 2 spaces more",
    ),
    ("title: A\nbody: |\n  First.\n Second.\n", 4, 1, "outside the text", "Type 1 space more"),
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
    ('title: "Visit\ndate: x\n', 1, 8, "has no end", 'Close it: title: "Visit"'),
    ('title: "Visit”\ndate: "x"\n', 1, 8, "ends with ”", 'title: "Visit"'),
    ('title: "Visit\ndate: x\nsummary: "y"\n', 1, 8, "has no end", 'title: "Visit"'),
    ("countries: [KZ, NO\nsources:\n  - id: a\n", 1, 12, "[ that begins", "countries: [KZ, NO]"),
    ("sources:\n  - {id: a, title: b\nbody: c\n", 2, 5, "{ that begins", "- {id: a, title: b}"),
    ("countries: [{id: KZ, role: primary, NO]\n", 1, 13, "{ that begins", "Write }"),
    ("topics: [a,\n  b\n", 1, 9, "[ that begins", "Write ]"),
    ("countries:\n  - KZ\n  NO\ndate: x\n", 3, 3, "hyphen is missing", "Write - NO"),
    ("sources:\n  - id: a\n    title: b\n  id: c\n", 4, 3, "hyphen is missing", "- id: c"),
    ("authors:\n  - @desk\n", 2, 5, "begin with @", '- "@desk"'),
    ("authors: [Ann, @desk]\n", 1, 16, "begin with @", '"@desk"'),
    ("%5 growth\ntitle: a\n", 1, 1, "begin with %", "two spaces"),
    ("summary: >-\n    One.\n  Two.\n", 3, 1, "outside the text of summary", "2 spaces more"),
    ("sources:\n  - note: |\n      One.\n     Two.\n", 4, 1, "of note", "1 space more"),
    ("body: |\n  One.\n## Two\n  Three.\n", 3, 1, "outside the text of body", "2 spaces more"),
    ("body: |\n    One.\n\n  - two\n", 4, 1, "outside the text of body", "2 spaces more"),
    ("countries: [{id: KZ; role: about}]\n", 1, 20, "semicolon", "{id: KZ, role: about}"),
    ('title: "Visit",\ndate: x\n', 1, 15, "comma", 'title: "Visit"'),
    ("// by Ann\ntitle: A\n", 1, 1, "remark", "# by Ann"),
    ("A visit\ndate: x\n", 1, 1, "no field before it", 'title: "A visit"'),
    (
        'title: "The "Corridor" grows"\n',
        1,
        14,
        'after the "',
        "title: 'The \"Corridor\" grows'",
    ),
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


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("title: &Co in Astana\n", "yaml-alias", 'title: "&Co in Astana"'),
        ("title: !Alert\n", "yaml-tag", 'title: "!Alert"'),
        ("title: ! Alert\n", "yaml-tag", 'title: "! Alert"'),
        ("title: *Alert\n", "yaml-alias", 'title: "*Alert"'),
        ("authors:\n  - *desk\n", "yaml-alias", '- "*desk"'),
    ],
)
def test_a_text_that_begins_with_a_sign_of_yaml_is_quoted(text: str, code: str, hint: str) -> None:
    found = Collector()
    assert parse("a.yml", text.encode(), found) is None
    (problem,) = found
    assert problem.code == code
    assert f"cannot begin with {hint.partition(chr(34))[2][0]}" in problem.message
    assert hint in problem.hint


def test_what_is_right_is_not_blamed() -> None:
    """The parser stops below a block, with a text in it that looks like a mistake."""
    found = Collector()
    text = 'body: |\n  "Not\n  - closed [\n  * so\ntitle: *A*b\n'
    parse("a.yml", text.encode(), found)
    assert [problem.span.line for problem in found] == [5]


def test_several_mistakes_are_found_at_once() -> None:
    found = Collector()
    text = "title: Vote: one\ndate: 2024-11-27\nsummary: [a] b\nsources:\n  - id: a\n  -id: b\n"
    parse("a.yml", text.encode(), found)
    assert [problem.span.line for problem in found] == [1, 3, 6]


def test_what_is_not_closed_hides_no_other_mistake() -> None:
    found = Collector()
    text = 'title: "Vote\ndate: 2024-11-27\nsummary: [a\nsources:\n  - id: "a"\n  -id: b\n'
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
