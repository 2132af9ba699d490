"""What libyaml takes and YAML 1.2 does not, and what both take."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.core.diagnostics import Collector
from generator.input import yaml_strict
from generator.input.yaml_source import parse
from tests.site.projects import REPOSITORY

SYNTAX, TAB = "yaml-syntax", "yaml-tab"
INVALID = {
    # the lines of what stands in brackets
    "brackets": ("key: [a,\nb]\n", SYNTAX, 2, 1),
    "braces": ("key: {a: b,\nc: d}\n", SYNTAX, 2, 1),
    "the text of a plain scalar": ("key: [a\nb]\n", SYNTAX, 2, 1),
    "deeper": ("key:\n  inner: [a,\n  b]\n", SYNTAX, 3, 3),
    "below a hyphen": ("key:\n- - [a,\n  b]\n", SYNTAX, 3, 3),
    "in brackets in brackets": ("key: [a, [b,\nc]]\n", SYNTAX, 2, 1),
    "a bracket that closes too low": ("key:\n  inner: [\n    a\n]\n", SYNTAX, 4, 1),
    "a tab in brackets": ("key: [a,\n\tb]\n", TAB, 2, 1),
    # the lines of a text in quotation marks
    "double quotes": ('key: "a\nb"\n', SYNTAX, 2, 1),
    "single quotes": ("key: 'a\nb'\n", SYNTAX, 2, 1),
    "the mark that closes": ('key: "a\n"\n', SYNTAX, 2, 1),
    "an escaped line end": ('key: "a\\\nb"\n', SYNTAX, 2, 1),
    "behind empty lines": ('key: "a\n\n\nb"\n', SYNTAX, 4, 1),
    "quotes below a hyphen": ('key:\n  - "a\n  b"\n', SYNTAX, 3, 3),
    "quotes in brackets": ('key: ["a\n# b"]\n', SYNTAX, 2, 1),
    "a tab in quotes": ('key: "a\n\tb"\n', TAB, 2, 1),
    "a tab too early": ('key:\n  inner: "a\n \t b"\n', TAB, 3, 2),
    # comments
    "behind double quotes": ('key: "a"# b\n', SYNTAX, 1, 9),
    "behind single quotes": ("key: 'a'# b\n", SYNTAX, 1, 9),
    "behind brackets": ("key: [a]# b\n", SYNTAX, 1, 9),
    "behind braces": ("key: {a: b}# c\n", SYNTAX, 1, 12),
    "behind a comma": ("key: [a,# b\n  c]\n", SYNTAX, 1, 9),
    "behind a bracket that opens": ("key: [# b\n  c]\n", SYNTAX, 1, 7),
    "behind the sign of a block": ("key: ># b\n  a\n", SYNTAX, 1, 7),
    "behind the head of a block": ("key: |2-# b\n  a\n", SYNTAX, 1, 9),
    # the rest
    "empty lines with more spaces": ("key: |\n   \n  # a\n", SYNTAX, 3, 3),
    "folded": ("key:\n  inner: > # b\n     \n\n    # a\n", SYNTAX, 5, 5),
    "the sign of a block below its key": ("key:\n|\n  a\n", SYNTAX, 2, 1),
    "a hyphen alone": ("key: [-, a]\n", SYNTAX, 1, 7),
}
VALID = [
    "key: [a,\n b]\n",
    "key: [\n  a,\n  b\n]\n",
    "key: {\n  a: b\n}\nother:\n  - {c: d,\n     e: f\n    }\n",
    "key:\n- [a,\n b]\n",
    "key:\n  [a,\n   b]\n",
    "key: [ # one\n# two\n  a, # three\n\n  # four\n  b # five\n  ] # six\n",
    '{key: [a,\nb], other: "c\nd"}\n',
    "key: [a#b, c:#d, 'e#f', \"g#h\"]\n",
    'key: "a\n  b\n\n  c"\n',
    'key: "a\n\n\n b"\n',
    'key: "a\n \tb"\n',
    'key: "a\n   \n  b"\n',
    "key: 'a # b'  # c\n",
    "key: a#b # c\n# d\n  # e\n",
    "key: | # a\n  b# c\n  # d\n",
    "key: |2 # a\n    \n  # b\n",
    "key: >-\n\n  # a\n  b\n",
    "key: |\n  \n\n   # a\n",
    "key: |\n     \n# a\nother: b\n",
    "key:\n  inner: |\n       \n # a\nother: b\n",
    "key:\n  |\n  a\n",
    "key:\n- |\n a\n- b\n",
    "key: [-a, '-', {-: b}]\n",
    'key: "#"\nother: \'#\'\n"#": c\n? a # b\n: d\n',
    "%YAML 1.2\n--- # a\nkey: b\n... # c\n",
    "\ufeff# a\nkey: b\n",
    "key: äöü 中文 🙂 # a\nother: 'ü'  # b\nlast: \"ü\n  ö\"\n",
    "# no line end",
]


def problems(text: str, path: str = "a.yml") -> list[tuple[str, int, int]]:
    found = Collector()
    parse(path, text.encode(), found)
    return [(one.code, one.span.line, one.span.column) for one in found]


@pytest.mark.parametrize("name", INVALID)
def test_what_is_not_yaml_is_refused_at_its_place(name: str) -> None:
    text, code, line, column = INVALID[name]
    list(yaml.parse(text, Loader=yaml.CSafeLoader))  # libyaml finds nothing wrong
    assert problems(text) == [(code, line, column)]
    assert problems(f"---\n{text}---\nBody.\n", "a.md") == [(code, line + 1, column)]


@pytest.mark.parametrize("text", VALID)
def test_what_is_yaml_is_taken(text: str) -> None:
    assert [one for one in problems(text) if one[0] in {SYNTAX, TAB}] == []


def test_the_files_of_this_repository_are_taken() -> None:
    files = [
        *REPOSITORY.glob("briefings/**/*.yml"),
        *REPOSITORY.glob("generator/skeleton/**/*.yml"),
    ]
    assert files
    for file in files:
        said = problems(file.read_text("utf-8"))
        assert [one for one in said if one[0] in {SYNTAX, TAB}] == [], file


def test_a_fault_hides_no_other() -> None:
    text = 'key: "a"# b\nkey: [c,\nd]\nlast: &e f\n'
    assert [code for code, *_ in problems(text)] == [SYNTAX, "duplicate-key", SYNTAX, "yaml-alias"]


WORDS = st.text("ab#'\"-?:,[]{}&*!|> \t\n", max_size=12) | st.text(max_size=12)
DATA = st.dictionaries(
    st.text("abc", min_size=1, max_size=3),
    st.recursive(
        WORDS,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3)
        ),
        max_leaves=12,
    ),
    min_size=1,
)


@given(
    data=DATA,
    flow=st.booleans() | st.none(),
    style=st.sampled_from([None, "'", '"', "|", ">"]),
    width=st.sampled_from([10, 40, 80]),
    indent=st.sampled_from([2, 4]),
)
def test_whatever_a_writer_of_yaml_writes_is_taken(
    *, data: object, flow: bool | None, style: str | None, width: int, indent: int
) -> None:
    text = yaml.safe_dump(
        data, default_flow_style=flow, default_style=style, width=width, indent=indent
    ).replace("!!str ", "")
    if not re.search(r"[\x85\u2028\u2029]", text):
        said = [one for one in problems(text) if one[0] in {SYNTAX, TAB}]
        assert said == [], text


def test_no_text_is_looked_at_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each character is searched for low lines and for comments once, however deep it lies."""
    looked: list[int] = []
    lines = yaml_strict.Strictness._lines  # noqa: SLF001 - counts its steps

    def counted(
        self: yaml_strict.Strictness, start: int, end: int, low: re.Pattern[str] | None
    ) -> object:
        looked.append(end - start)
        return lines(self, start, end, low)

    monkeypatch.setattr(yaml_strict.Strictness, "_lines", counted)
    text = "key: " + "[" * 15 + "a,\n " * 2_000 + "b" + "]" * 15 + "\n"
    text += "".join(f"k{n}: 'a\n  b'\n" for n in range(500))
    assert problems(text) == []
    assert sum(looked) <= len(text)
