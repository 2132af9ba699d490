"""What is not published leaves no trace in any output (rule 6 of the design)."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.schema.vocabulary import Tlp
from tests.site.crawl import problems
from tests.site.markers import (
    ALL_KINDS,
    FIGURES,
    HIDDEN,
    KNOWN,
    MARK,
    NAMING,
    WEAPONS,
    entities,
    fields_of,
    fields_of_entities,
    fields_of_schema,
)
from tests.site.projects import BRIEFING, CONFIG, build, run, write_site
from tests.site.test_same_bytes import contents, differences

GZIP = b"\x1f\x8b"
AFTER = "2024-12-01T09:00:00+05:00"
BEFORE = "2024-12-01T08:59:59+05:00"
DATES = [
    *("1987", "14 March", "March 14", "March 1987", "January 17, 2031", "2031"),
    *("12.3456", "65.4321"),
]
"""What the dates and places of the full briefing would show as."""

REASONS: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft", "embargo_until": None},
    "embargo": {},
    **{
        f"tlp {tlp.value}": {"tlp": tlp.value, "embargo_until": None}
        for tlp in Tlp
        if tlp is not Tlp.CLEAR
    },
}


def site_with(folder: Path, *others: str, all_countries: bool = False, **fields: object) -> Path:
    briefing = {key: value for key, value in {**NAMING, **fields}.items() if value is not None}
    return write_site(
        folder,
        {
            "mkdocs.yml": configuration(*others, all_countries=all_countries),
            "briefings/2024/2024-11-27-small.yml": BRIEFING,
            f"briefings/1987/{MARK}file.yml": yaml.safe_dump(briefing, allow_unicode=True),
            **entities(KNOWN, HIDDEN),
        },
    )


def configuration(*others: str, all_countries: bool = False) -> str:
    options = {"kinds": {"weapons": WEAPONS}, "all_countries": all_countries}
    plugins = [{"briefings": options}, *others]
    return CONFIG.replace("[briefings, search]", json.dumps(plugins))


def traces(tree: Path, words: list[str]) -> Iterator[str]:
    """Every file whose path or content has one of the words, in compressed files too."""
    for file in sorted(tree.rglob("*")):
        path = file.relative_to(tree).as_posix()
        content = file.read_bytes() if file.is_file() else b""
        if content.startswith(GZIP):  # Pagefind's files are compressed under any name
            content += gzip.decompress(content)
        theme = path.startswith("assets/") and path != "assets/briefings.css"
        for word in words:
            own = word == MARK or not theme  # figures stand in the theme's scripts by chance
            if word in path or (own and word.encode() in content):
                yield f"{path}: {word}"


def test_the_full_briefing_has_every_field_of_the_schema() -> None:
    assert fields_of(NAMING) - {"x-desk"} == fields_of_schema(ALL_KINDS)


def test_the_hidden_entries_have_every_field_of_their_schemas() -> None:
    for field, known in fields_of_entities().items():
        written = set().union(
            *(fields_of(entry) - {"names.kk"} for entry in HIDDEN[field].values())
        )
        assert written | {"merged_into"} == known


@pytest.mark.parametrize("fields", REASONS.values(), ids=REASONS)
def test_what_is_not_published_leaves_no_trace(fields: dict[str, Any], tmp_path: Path) -> None:
    site = site_with(tmp_path, **fields)
    tree = build(site, "--as-of", BEFORE)
    assert list(traces(tree, [MARK, *DATES, *FIGURES])) == []
    rendered = run(site, "briefing", "render", "--to", "out", "--as-of", BEFORE)
    assert rendered.returncode == 0
    assert list(traces(site / "out", [MARK, *DATES, *FIGURES])) == []


@pytest.mark.parametrize("others", [[], ["search"]], ids=["ours", "search"])
def test_an_embargo_holds_without_a_moment_to_judge_by(others: list[str], tmp_path: Path) -> None:
    site = site_with(tmp_path, *others, all_countries=bool(others))
    assert list(traces(build(site), [MARK, *DATES, *FIGURES])) == []


def test_a_site_is_the_same_as_if_the_unpublished_were_not_there(tmp_path: Path) -> None:
    """Byte for byte; also when an earlier build of the same cache has shown it."""
    site = site_with(tmp_path / "with")
    shown = build(site, "--as-of", AFTER)
    assert list(traces(shown, [MARK]))
    hidden = contents(build(site, "--as-of", BEFORE))
    known = without(KNOWN)
    files = {"mkdocs.yml": configuration(), "briefings/2024/2024-11-27-small.yml": BRIEFING}
    plain = write_site(tmp_path / "without", {**files, **entities(known)})
    assert differences(hidden, contents(build(plain))) == []


def without(value: Any) -> Any:  # noqa: ANN401 - plain data of any shape
    """Plain data without every part that bears the mark."""
    if isinstance(value, dict):
        kept = {key: without(inner) for key, inner in value.items()}
        marked = any(isinstance(inner, str) and MARK in inner for inner in value.values())
        return None if marked and "name" not in value else {k: v for k, v in kept.items() if v}
    if isinstance(value, list):
        return [kept for item in value if (kept := without(item))]
    return None if isinstance(value, str) and MARK in value else value


def test_every_field_shows_once_the_embargo_is_over(tmp_path: Path) -> None:
    """The control: the words that must not leak are words that pages do show."""
    tree = build(site_with(tmp_path), "--as-of", AFTER)
    assert problems(tree, "/") == []
    page = (tree / f"briefings/{MARK}-id/index.html").read_text("utf-8")
    shown = {word for word in _words(NAMING) if word in page}
    # An anchor alone, a key of the desk's own, an id for which another stands, and one of before.
    never = {f"{MARK}-source", f"{MARK}own", f"{MARK}-merged", f"{MARK}-old"}
    assert f"{MARK}title" in (tree / f"briefings/{MARK}-old/index.html").read_text("utf-8")
    assert _words(NAMING) - shown - never == {f"{MARK}-relation"}  # its hyphens show as spaces
    assert f"{MARK} relation" in page
    found = {trace.split("/")[0] for trace in traces(tree, [f"{MARK}body"])}
    assert found == {"briefings", "pagefind"}
    entity = (tree / "countries/tuvalu/index.html").read_text("utf-8")
    assert f"{MARK}title" in entity
    assert f"{MARK}event" in entity


def test_every_entry_shows_once_the_embargo_is_over(tmp_path: Path) -> None:
    """The control of the entries: each is on a page then, with all that others say of it."""
    tree = build(site_with(tmp_path), "--as-of", AFTER)
    pages = {
        page.parent.relative_to(tree).as_posix(): page.read_text("utf-8")
        for page in tree.rglob("index.html")
    }
    shown = {
        word for word in _words([KNOWN, HIDDEN]) if any(word in page for page in pages.values())
    }
    never = {word for word in _words(HIDDEN) if word.endswith(("indicator", "weak", "merged"))}
    assert _words([KNOWN, HIDDEN]) - shown == never
    for field, entries in HIDDEN.items():
        for key, entry in entries.items():
            assert {f"{field}/{one}" for one in (key, *entry.get("redirects", ()))} <= set(pages)
        assert f'href="{MARK}-' in pages[field]


def test_an_entity_is_counted_by_published_briefings_alone(tmp_path: Path) -> None:
    before = build(site_with(tmp_path), site="before")
    after = build(tmp_path, "--as-of", AFTER, site="after")
    page = "organisations/example-body/index.html"
    assert "No briefing names it yet" in (before / page).read_text("utf-8")
    assert "Tuvalu" not in (before / page).read_text("utf-8")
    assert "Tuvalu" in (after / page).read_text("utf-8")


def test_a_withdrawn_briefing_leaves_its_title_and_changes_alone(tmp_path: Path) -> None:
    tree = build(site_with(tmp_path, status="withdrawn", embargo_until=None))
    page = (tree / f"briefings/{MARK}-id/index.html").read_text("utf-8")
    shown = {word for word in _words(NAMING) if word in page}
    assert shown == {f"{MARK}-id", f"{MARK}title", f"{MARK}change"}
    assert "has been withdrawn" in page
    assert not (tree / "countries/tuvalu").exists()
    assert list(traces(tree, [f"{MARK}title"])) == [
        f"briefings/{MARK}-{one}/index.html: {MARK}title" for one in ("id", "old")
    ]


def test_a_text_cannot_link_what_is_not_published(tmp_path: Path) -> None:
    site = site_with(tmp_path)
    linking = BRIEFING.replace("in the news", f"in [[{MARK}-id]]")
    (site / "briefings/2024/2024-11-27-small.yml").write_text(linking, "utf-8")
    done = run(site, "briefing", "build")
    assert done.returncode == 1
    assert "unpublished-reference" in done.stderr
    assert not (site / "site").exists()


def _words(value: object) -> set[str]:
    """Every marker in a briefing as plain data."""
    if isinstance(value, dict):
        return set().union(*map(_words, value.values()))
    if isinstance(value, list):
        return set().union(*map(_words, value))
    return {
        word
        for part in str(value).replace("]]", " ").replace("|", " ").replace("^", " ").split()
        if MARK in part
        for word in [part.strip("[].#/")]
        if word.startswith(MARK)
    }
