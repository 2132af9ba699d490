"""Each field of the schema changes some page, and a page that changes says so beforehand."""

import copy
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from generator.build import SharedPathError, check_folder, render
from generator.content.model import Artifact, Site
from generator.core.diagnostics import Severity
from generator.render.page import Page
from generator.schema.kinds import KINDS
from generator.schema.records import BriefingFields
from generator.schema.settings import Settings
from tests.site.projects import REPOSITORY, write_site

BRIEFING: dict[str, Any] = {
    "title": "A visit",
    "date": "2024-11-27",
    "summary": "The bottom line.",
    "countries": ["Kazakhstan", {"id": "Uzbekistan", "role": "mentions"}],
    "organisations": ["csto"],
    "people": ["ada"],
    "topics": ["gas"],
    "authors": ["Ada Ademi"],
    "judgements": [{"text": "It lasts.", "likelihood": "likely", "sources": ["s"]}],
    "assessments": [{"entity": "Kazakhstan", "trend": "improved", "note": "Calm."}],
    "events": [
        {"date": "2024-11-26", "text": "Talks.", "about": ["Kazakhstan"], "lat": "1", "lon": "2"},
        {"start": "2024-11-01", "end": "2024-11-05", "text": "Drill."},
    ],
    "watch": [
        {"text": "The vote", "due": "2024-12-01"},
        {"text": "The count", "window": {"start": "2024-12-01", "end": "2024-12-05"}},
    ],
    "relations": [{"from": "Kazakhstan", "to": "csto", "type": "joins"}],
    "sources": [{"id": "s", "title": "A report"}],
    "changes": [{"date": "2024-11-28", "kind": "update", "text": "More."}],
    "body": "The word Stan.[^s] Kazakhstan.",
}
OTHER: dict[str, Any] = {
    "title": "Another",
    "date": "2024-11-20",
    "summary": "Short.",
    "countries": ["Kazakhstan"],
    "sources": [{"id": "s", "title": "t"}],
    "body": "Text.",
}
DESK: dict[str, Any] = {
    "briefings/visit.yml": BRIEFING,
    "briefings/other.yml": OTHER,
    "briefings/entities/countries.yml": {"kazakhstan": {"summary": "A country."}},
    "briefings/entities/organisations.yml": {
        "csto": {"name": "CSTO", "members": [{"country": "Kazakhstan", "since": "1992"}]},
        "un": {"name": "United Nations", "listed": "true"},
    },
    "briefings/entities/people.yml": {
        "ada": {"name": "Ada Ademi", "roles": [{"title": "Minister", "of": "Kazakhstan"}]}
    },
    "briefings/entities/topics.yml": {
        "gas": {"name": "natural gas", "deprecated": "true"},
        "energy": {"name": "energy", "listed": "true"},
    },
}
FILES = {"briefing": "briefings/visit.yml"} | {
    kind.name: f"briefings/entities/{kind.field}.yml" for kind in KINDS
}
ENTRIES = {"country": "kazakhstan", "organisation": "csto", "person": "ada", "topic": "gas"}

COMMON: dict[str, Any] = {
    "name": "Another name",
    "names": {"de": "Anderer Name"},
    "aliases": ["Stan"],
    "weak_aliases": ["Stan"],
    "previous_names": [{"name": "Old name"}],
    "previous_names.name": [{"name": "Older name"}],
    "previous_names.until": [{"name": "Old name", "until": "1991"}],
    "summary": "Something else.",
    "website": "https://example.org/",
    "wikidata": "Q42",
    "redirects": ["before"],
}
CHANGED: dict[str, dict[str, Any]] = {
    "briefing": {
        "id": "renamed",
        "redirects": ["before"],
        "title": "Another title",
        "date": "2024-11-25",
        "updated": "2024-12-02",
        "type": "alert",
        "status": "withdrawn",
        "embargo_until": "2099-01-01T00:00:00Z",
        "tlp": "amber",
        "lang": "ru",
        "translation_of": "other",
        "authors": ["Someone"],
        "summary": "Another bottom line.",
        "supersedes": ["other"],
        "follows": ["other"],
        "related": ["other"],
        "license": "CC-BY-4.0",
        "body": "Other words.",
        "judgements.text": "It ends.",
        "judgements.likelihood": "unlikely",
        "judgements.confidence": "high",
        "judgements.basis": "Three reports.",
        "judgements.sources": [],
        "assessments.entity": "Uzbekistan",
        "assessments.trend": "deteriorated",
        "assessments.note": "Less calm.",
        "events.date": "2024-11-25",
        "events.1.start": "2024-11-02",
        "events.1.end": "2024-11-06",
        "events.precision": "month",
        "events.text": "More talks.",
        "events.place": "Astana",
        "events.about": ["Uzbekistan"],
        "events.sources": ["s"],
        "watch.text": "The bill",
        "watch.due": "2024-12-03",
        "watch.1.window.start": "2024-12-02",
        "watch.1.window.end": "2024-12-06",
        "watch.status": "occurred",
        "watch.outcome": "It was held.",
        "relations.from": "Uzbekistan",
        "relations.to": "ada",
        "relations.type": "leaves",
        "relations.text": "It joins.",
        "relations.since": "2024",
        "relations.until": "2024",
        "sources.id": "r",
        "sources.title": "A note",
        "sources.publisher": "A paper",
        "sources.url": "https://example.org/",
        "sources.published": "2024-11",
        "sources.accessed": "2024-11-27",
        "sources.archived_url": "https://example.org/archive",
        "sources.lang": "ru",
        "sources.kind": "report",
        "sources.reliability": "B",
        "sources.credibility": "2",
        "sources.note": "Partly.",
        "changes.date": "2024-11-29",
        "changes.kind": "correction",
        "changes.text": "Less.",
        "countries": ["Uzbekistan"],
        "organisations": [],
        "people": [],
        "topics": [],
    },
    "country": {**COMMON, "parent": "un", "demonyms": ["Stan"], "iso2": "ZZ", "iso3": "ZZZ"},
    "organisation": {
        **COMMON,
        "parent": "un",
        "kind": "alliance",
        "headquarters": "Moscow",
        "founded": "1992",
        "members.country": "Uzbekistan",
        "members.since": "1994",
        "members.until": "1999",
        "members.status": "observer",
        "members.note": "At first.",
    },
    "person": {
        **COMMON,
        "parent": "un",
        "roles.title": "President",
        "roles.of": "Uzbekistan",
        "roles.since": "2020",
        "roles.until": "2021",
    },
    "topic": {
        **COMMON,
        "parent": "un",
        "broader": ["energy"],
        "related": ["energy"],
        "scope_note": "What belongs here.",
        "deprecated": "false",
        "replaced_by": "energy",
    },
}
ALONE = {"judgements", "assessments", "events", "watch", "watch.window", "relations"} | {
    *("sources", "changes", "members", "roles")
}
"""Lists of records, whose fields are changed one by one."""
UNSEEN = {"events.lat", "events.lon", "ignore_mentions", "indicators", "listed", "merged_into"}
"""No page shows them: places have no map, the others speak to the check or to an empty page."""


def fields_of(model: type[BaseModel], above: str = "") -> Iterator[str]:
    """Dotted names of all fields, those of records in lists as well."""
    for name, field in model.model_fields.items():
        path = f"{above}{field.alias or name}"
        yield path
        for record in _records(field.annotation):
            yield from fields_of(record, f"{path}.")


def _records(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _records(inner)


def test_every_field_is_changed_here() -> None:
    models: dict[str, type[BaseModel]] = {"briefing": BriefingFields}
    models |= {kind.name: kind.record for kind in KINDS}
    for name, model in models.items():
        tried = {".".join(p for p in path.split(".") if not p.isdigit()) for path in CHANGED[name]}
        assert {*fields_of(model)} - UNSEEN - ALONE <= tried, name


def made(folder: Path, desk: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Fingerprint and text of each file of a site."""
    files = {path: json.dumps(content) for path, content in desk.items()}
    checked = check_folder(write_site(folder, dict(files)), Settings())
    assert [one for one in checked.diagnostics if one.severity is Severity.ERROR] == []
    return {one.path: (one.fingerprint(), one.content) for one in checked.artifacts()}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    return made(tmp_path_factory.mktemp("before"), DESK)


CASES = [(kind, path) for kind, paths in CHANGED.items() for path in paths]


@pytest.mark.parametrize(("kind", "path"), CASES, ids=[f"{kind}.{path}" for kind, path in CASES])
def test_a_changed_field_changes_a_page_and_each_that_changes_knows(
    kind: str, path: str, before: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    desk = copy.deepcopy(DESK)
    entry = desk[FILES[kind]]
    if kind != "briefing":
        entry = entry[ENTRIES[kind]]
    *above, last = path.split(".")
    for name in above:
        if isinstance(entry, list) and not name.isdigit():
            entry = entry[0]
        if name == "previous_names":
            last = name
            break
        entry = entry[int(name)] if name.isdigit() else entry[name]
    if isinstance(entry, list):
        entry = entry[0]
    value = CHANGED[kind][path]
    entry[last] = value
    if path == "sources.id":
        desk["briefings/visit.yml"] |= {"body": "Text.[^r]", "judgements": []}
    after = made(tmp_path, desk)
    assert {path: text for path, (_, text) in after.items()} != {
        path: text for path, (_, text) in before.items()
    }
    for page, (told, text) in after.items():
        if page in before and before[page][1] != text:
            assert before[page][0] != told, page


def test_a_neighbours_date_and_who_wrote_are_part_of_what_a_page_depends_on(
    before: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    desk = copy.deepcopy(DESK)
    desk["briefings/other.yml"]["date"] = "2024-11-21"
    after = made(tmp_path / "date", desk)
    for page in ("countries/kazakhstan.md", "archive/2024-11.md"):
        assert after[page][1] != before[page][1]
        assert after[page][0] != before[page][0]
    desk = copy.deepcopy(DESK)
    desk["briefings/other.yml"]["authors"] = ["ada"]
    after = made(tmp_path / "authored", desk)
    assert "Another" in after["people/ada.md"][1]
    assert after["people/ada.md"][0] != before["people/ada.md"][0]


PROGRAM = """
import sys
from pathlib import Path
from generator.build import check_folder
from generator.input.config import read_project
project = read_project(Path(sys.argv[1]) / "mkdocs.yml")
checked = check_folder(project.root, project.settings, project.folder)
print([(one.path, one.fingerprint()) for one in checked.artifacts()])
"""


def test_what_a_page_depends_on_is_told_alike_in_every_process() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(REPOSITORY)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY), "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_a_page_is_given_data_alone(tmp_path: Path) -> None:
    site = check_folder(write_site(tmp_path), Settings()).site()

    def page(**values: object) -> Page:
        return Page(
            path="a.md",
            title="A",
            template="moved.md.jinja",
            settings=Settings(),
            values=lambda: {"title": "A", "target": "b.md", **values},
        )

    assert page(more=("a", 1)).depends() != page(more=("a", 2)).depends()
    for value in (site, len, lambda: "x"):
        with pytest.raises(TypeError, match="no plain data"):
            page(more=value).depends()


def _output(path: str) -> Any:  # noqa: ANN401 - an output
    def output(_: Site) -> Iterator[Artifact]:
        yield Artifact(path=path, write=lambda: "")

    return output


def test_two_outputs_of_one_path_are_an_error_that_names_both(tmp_path: Path) -> None:
    site = check_folder(write_site(tmp_path), Settings()).site()
    assert len(list(render(site, [_output("a.md"), _output("b.md")]))) == 2
    for other in ("a.md", "A.md"):
        with pytest.raises(SharedPathError, match=rf"a\.md of .* and {other} of "):
            list(render(site, [_output("a.md"), _output(other)]))


def test_an_old_id_that_is_written_twice_is_one_page(tmp_path: Path) -> None:
    desk = copy.deepcopy(DESK)
    desk["briefings/visit.yml"]["redirects"] = ["once", "once"]
    desk[FILES["person"]]["ada"]["redirects"] = ["ida", "ida"]
    paths = made(tmp_path, desk)
    assert {"briefings/once.md", "people/ida.md"} <= paths.keys()
