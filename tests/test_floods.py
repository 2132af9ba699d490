"""Files with hundreds of thousands of mistakes: a short report, true counts, few steps."""

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.core.diagnostics import SHOWN
from generator.core.spelling import Spelling
from generator.input import composing, nodes, text_source
from tests.site.projects import BRIEFING, write_site

FILE = "briefings/2024/2024-11-27-small.yml"
LETTERS = "abdefgiklmnoprstu"


def words(count: int) -> list[str]:
    """Words that are all different, and like no name."""
    return [
        "".join(LETTERS[number * 7919 // 17**place % 17] for place in range(8))
        for number in range(1, count + 1)
    ]


FLOODS: dict[str, tuple[Callable[[], str], str, int]] = {
    "direction marks": (
        lambda: BRIEFING.replace("bottom", "bot" + "\u202e" * 50_000 + "tom"),
        "bidi-control",
        50_000,
    ),
    "unknown names": (
        lambda: BRIEFING.replace("[KZ]", f"[{', '.join(words(3_000))}]"),
        "unknown-reference",
        3_000,
    ),
    "unknown names in the text": (
        lambda: BRIEFING + "".join(f"\n  [[{word}]] a\n" for word in words(1_000)),
        "unknown-reference",
        1_000,
    ),
    "unknown keys": (
        lambda: BRIEFING.replace("title", "".join(f"{w}: a\n" for w in words(1_000)) + "title", 1),
        "unknown-key",
        1_000,
    ),
    "values of another shape": (
        lambda: BRIEFING.replace("title", f"watch: [{'a,' * 3_000}]\ntitle", 1),
        "wrong-type",
        3_000,
    ),
    "tags that are not shown": (
        lambda: BRIEFING + "\n  <b>x</b>\n" * 1_000,
        "live-html",
        2_000,
    ),
}


def check(site: Path, form: str) -> str:
    config = str(site / "mkdocs.yml")
    result = CliRunner().invoke(main, ["check", "--no-cache", "--format", form, "-f", config])
    assert not isinstance(result.exception, Exception)
    return result.stdout + result.stderr


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_is_told_briefly_and_counted(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, code, count = FLOODS[name]
    site = write_site(tmp_path, {FILE: make()})
    searches: list[str] = []
    lines: list[int] = []
    search, starts = Spelling.nearest, text_source.line_starts

    def counted_search(self: Spelling, word: str, count: int = 3) -> list[str]:
        searches.append(word)
        return search(self, word, count)

    def counted_starts(text: str) -> list[int]:
        lines.append(len(text))
        return starts(text)

    monkeypatch.setattr(Spelling, "nearest", counted_search)
    for module in (text_source, nodes, composing):
        monkeypatch.setattr(module, "line_starts", counted_starts)
    found = [item for item in json.loads(check(site, "json")) if item["code"] == code]
    assert len(found) == SHOWN + 1
    assert sum(item.get("more", 1) for item in found) == count
    places = [(item["line"], item["column"]) for item in found]
    assert places == sorted(places)
    assert len(searches) <= 4 * SHOWN
    assert len(lines) <= 10, "the lines of a text are found once, not for each problem"


@pytest.mark.parametrize("form", ["text", "github"])
def test_every_format_is_short(form: str, tmp_path: Path) -> None:
    make, code, count = FLOODS["direction marks"]
    site = write_site(tmp_path, {FILE: make()})
    said = check(site, form)
    assert f"And {count - SHOWN:,} more of {code}" in said
    assert len(said) < 50_000
    if form == "text":
        assert "1 file: 50,001 errors" in said, "the line is too long as well"


def test_rows_that_are_not_taken_are_named_up_to_a_bound(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    rows = "".join(f"{number}\n" for number in itertools.islice(itertools.count(), 2_500))
    (tmp_path / "old.csv").write_text(f"title,date,body\n{rows}", "utf-8")
    result = CliRunner().invoke(
        main, ["import", str(tmp_path / "old.csv"), "-f", str(site / "mkdocs.yml")]
    )
    assert result.exit_code == 1
    assert result.stdout.count("old.csv, line ") == 1_000
    assert "And 1,500 more like these" in result.stdout
    assert "2500 not taken" in result.stderr
