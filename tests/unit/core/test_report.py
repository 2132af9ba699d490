"""Diagnostics as text, JSON and annotations."""

import json
from pathlib import Path

import pytest

from generator.core.codes import CODES
from generator.core.diagnostics import Collector, Diagnostic, Span
from generator.core.report import FORMATS, as_text, summary


def problem(line: str, column: int, end: int, root: Path, message: str = "Wrong") -> str:
    (root / "a.yml").write_text(line, "utf-8")
    found = Collector()
    span = Span(path="a.yml", line=1, column=column, end_line=1, end_column=end)
    found.report("bad-date", message, span, "Mend it.")
    return as_text(tuple(found), root)


def test_a_caret_stands_below_the_place(tmp_path: Path) -> None:
    assert problem("date: 2024-13-01", 7, 17, tmp_path) == (
        "a.yml:1:7: error[bad-date] Wrong\n"
        "  1 | date: 2024-13-01\n"
        "    |       ^^^^^^^^^^\n"
        "  hint: Mend it.\n"
    )


def test_what_could_move_the_cursor_is_shown_by_its_number(tmp_path: Path) -> None:
    text = problem("a: \x1b[31mred\u202e", 4, 5, tmp_path, "A \x1b[31m message")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\u001b[31mred\\u202e" in text


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    text = problem("x" * 500 + "HERE" + "y" * 500, 501, 505, tmp_path)
    excerpt, carets = text.split("\n")[1:3]
    assert len(excerpt) < 120
    assert excerpt[carets.index("^") :].startswith("HERE")


def found() -> tuple[Diagnostic, ...]:
    collector = Collector()
    place = Span(path="a,b:c.yml", line=2, column=3, end_line=2, end_column=4)
    collector.report("bad-date", "50 % wrong\nreally", place)
    collector.report("live-html", "Removed", Span(path="z.yml"))
    return tuple(collector)


def test_json_is_one_array_with_these_keys() -> None:
    items = json.loads(FORMATS["json"](found(), Path()))
    assert [set(item) for item in items] == [
        {"code", "severity", "path", "line", "column", "end_line", "end_column", "message", "hint"}
    ] * 2
    assert items[0]["hint"] == CODES["bad-date"].cure
    assert json.loads(FORMATS["json"]((), Path())) == []


def test_annotations_escape_what_the_runner_reads() -> None:
    assert FORMATS["github"](found(), Path()) == (
        "::error file=a%2Cb%3Ac.yml,line=2,col=3,endLine=2,endColumn=4,title=bad-date::"
        f"50 %25 wrong%0Areally. {CODES['bad-date'].cure}\n"
        "::warning file=z.yml,line=1,col=1,endLine=1,endColumn=1,title=live-html::"
        f"Removed. {CODES['live-html'].cure}\n"
    )


@pytest.mark.parametrize(
    ("files", "text"), [(None, "1 error, 1 warning"), (1, "1 file: 1 error, 1 warning")]
)
def test_a_summary_counts(files: int | None, text: str) -> None:
    assert summary(found(), files) == text


def test_a_link_is_not_followed_to_quote_a_line(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    (tmp_path / "a.yml").symlink_to(tmp_path / "secret")
    collector = Collector()
    collector.report("symbolic-link", "A link", Span(path="a.yml"))
    assert "secret" not in as_text(tuple(collector), tmp_path)
