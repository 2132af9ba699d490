"""A briefing with a word of its own in every field, to follow what becomes of each."""

from collections.abc import Iterator
from typing import Any

from generator.json_schema import briefing_schema

MARK = "zqmark"
"""Begins every marker; stands in no page of a site otherwise."""

FULL: dict[str, Any] = {
    "id": f"{MARK}-id",
    "title": f"{MARK}title",
    "date": "1987-03-14",
    "updated": "1987-03-15",
    "type": "forecast",
    "status": "published",
    "tlp": "clear",
    "embargo_until": "2024-12-01T09:00:00+05:00",
    "lang": "en",
    "translation_of": "small",
    "authors": [f"{MARK}author"],
    "summary": f"{MARK}summary",
    "judgements": [
        {
            "text": f"{MARK}judgement",
            "likelihood": "very unlikely",
            "confidence": "low",
            "basis": f"{MARK}basis",
            "sources": [f"{MARK}-source"],
        }
    ],
    "countries": [{"id": "Tuvalu", "role": "primary"}],
    "organisations": [{"id": "example-body", "role": "about"}],
    "people": [{"id": "example-person", "role": "mentions"}],
    "topics": [{"id": "example-topic", "role": "about"}],
    "assessments": [{"entity": "Tuvalu", "trend": "improved", "note": f"{MARK}assessment"}],
    "events": [
        {
            "date": "1987-03-16",
            "precision": "day",
            "text": f"{MARK}event",
            "place": f"{MARK}place",
            "lat": "12.3456",
            "lon": "65.4321",
            "about": ["Tuvalu"],
            "sources": [f"{MARK}-source"],
        },
        {"start": "1987-03-17", "end": "1987-03-18", "text": f"{MARK}longevent"},
    ],
    "watch": [
        {
            "text": f"{MARK}watch",
            "due": "2031-01-17",
            "status": "open",
            "outcome": f"{MARK}outcome",
        },
        {"text": f"{MARK}window", "window": {"start": "2031-02-01", "end": "2031-02-02"}},
    ],
    "relations": [
        {
            "from": "Tuvalu",
            "to": "example-body",
            "type": f"{MARK}-relation",
            "text": f"{MARK}relation",
            "since": "1987",
            "until": "1988-04",
        }
    ],
    "sources": [
        {
            "id": f"{MARK}-source",
            "title": f"{MARK}source",
            "publisher": f"{MARK}publisher",
            "url": f"https://{MARK}.invalid/page",
            "published": "1987-03",
            "accessed": "1987-03-19",
            "archived_url": f"https://archive.invalid/{MARK}",
            "lang": "tvl",
            "kind": "dataset",
            "reliability": "E",
            "credibility": "5",
            "note": f"{MARK}note",
        }
    ],
    "supersedes": ["small"],
    "follows": ["small"],
    "related": ["small"],
    "ignore_mentions": ["Nauru"],
    "changes": [{"date": "1987-03-20", "kind": "correction", "text": f"{MARK}change"}],
    "license": f"{MARK}-1.0",
    "x-desk": f"{MARK}own",
    "body": f"{MARK}body about Tuvalu.[^{MARK}-source]\n\n"
    f"## {MARK}heading\n\n[[small|{MARK}link]]\n",
}

ENTITIES = {
    "briefings/entities/organisations.yml": "example-body: {name: Example Body}\n",
    "briefings/entities/people.yml": "example-person: {name: Example Person}\n",
    "briefings/entities/topics.yml": "example-topic: {name: example topic}\n",
}


def fields_of(value: object) -> set[str]:
    """The dotted names of all fields in a briefing as plain data."""
    if isinstance(value, dict):
        return {
            name
            for key, inner in value.items()
            for name in (key, *(f"{key}.{deeper}" for deeper in fields_of(inner)))
        }
    if isinstance(value, list):
        return {name for inner in value for name in fields_of(inner)}
    return set()


def fields_of_schema() -> set[str]:
    """The dotted names of all fields that a briefing can have, from its JSON Schema."""
    schema = briefing_schema()
    return set(_walk(schema, schema))


def _walk(schema: dict[str, Any], node: dict[str, Any]) -> Iterator[str]:
    if "$ref" in node:
        yield from _walk(schema, schema["$defs"][node["$ref"].rsplit("/", 1)[-1]])
    for inner in (*node.get("anyOf", ()), *([node["items"]] if "items" in node else ())):
        yield from _walk(schema, inner)
    for key, inner in node.get("properties", {}).items():
        yield key
        yield from (f"{key}.{deeper}" for deeper in _walk(schema, inner))
