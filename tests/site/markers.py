"""A briefing and entities with a word of their own in every field, to follow what becomes of it."""

from collections.abc import Iterator
from typing import Any

import yaml

from generator.authoring.json_schema import briefing_schema, entity_schema
from generator.schema.custom_kinds import parse_kinds
from generator.schema.kinds import KINDS, Kind

MARK = "zqmark"
"""Begins every marker; stands in no page of a site otherwise."""

FULL: dict[str, Any] = {
    "id": f"{MARK}-id",
    "redirects": [f"{MARK}-old"],
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

WEAPONS: dict[str, Any] = {
    "caption": "Weapon",
    "plural": "Weapons",
    "fields": {"makers": {"caption": "By", "kind": "organisations", "list": True, "inverse": "Of"}},
}
"""A kind that the site's owner defines."""
ALL_KINDS = (*KINDS, *parse_kinds({"weapons": WEAPONS}))

KNOWN: dict[str, dict[str, dict[str, Any]]] = {
    "organisations": {
        "example-body": {
            "name": "Example Body",
            "listed": True,
            "parent": f"{MARK}-org",
            "members": [
                {"country": "Palau"},
                {"country": f"{MARK}-land", "note": f"{MARK}tienote"},
            ],
        }
    },
    "people": {
        "example-person": {
            "name": "Example Person",
            "listed": True,
            "roles": [
                {"title": f"{MARK}role", "of": f"{MARK}-org"},
                {"title": "Envoy", "of": "Palau"},
            ],
        }
    },
    "topics": {
        "example-topic": {
            "name": "example topic",
            "listed": True,
            "broader": [f"{MARK}-topic"],
            "related": [f"{MARK}-topic"],
            "deprecated": True,
            "replaced_by": f"{MARK}-topic",
        },
        "example-topic-above": {"name": "wider example topic", "listed": True},
    },
    "weapons": {
        "example-weapon": {"name": "Example Weapon", "listed": True, "makers": [f"{MARK}-org"]}
    },
}
"""Entries that are listed; what each says of another one below is not to be seen."""


def _hidden(noun: str, number: int) -> dict[str, Any]:
    return {
        "name": f"{MARK}{noun}",
        "names": {"kk": f"{MARK}{noun}kk"},
        "aliases": [f"{MARK}{noun}alias"],
        "weak_aliases": [f"{MARK}{noun}weak"],
        "previous_names": [{"name": f"{MARK}{noun}before", "until": "1987"}],
        "summary": f"{MARK}{noun}summary",
        "website": f"https://{MARK}{noun}.invalid/",
        "wikidata": f"Q98765432{number}",
        "parent": "example-body",
        "redirects": [f"{MARK}-{noun}-old"],
        "indicators": [f"{MARK}{noun}indicator"],
        "listed": False,
    }


HIDDEN: dict[str, dict[str, dict[str, Any]]] = {
    "countries": {
        f"{MARK}-land": {
            **_hidden("land", 1),
            "iso2": "QX",
            "iso3": "QXX",
            "demonyms": [f"{MARK}lander"],
        }
    },
    "organisations": {
        f"{MARK}-org": {
            **_hidden("org", 2),
            "parent": "Tuvalu",
            "kind": "company",
            "headquarters": f"{MARK}city",
            "founded": "1987-03",
            "members": [
                {
                    "country": "Tuvalu",
                    "since": "1987",
                    "until": "1988",
                    "status": "suspended",
                    "note": f"{MARK}membernote",
                }
            ],
        },
        f"{MARK}-merged": {"name": f"{MARK}merged", "merged_into": "example-body"},
    },
    "people": {
        f"{MARK}-person": {
            **_hidden("person", 3),
            "roles": [
                {"title": f"{MARK}office", "of": "example-body", "since": "1987", "until": "1988"}
            ],
        }
    },
    "topics": {
        f"{MARK}-topic": {
            **_hidden("topic", 4),
            "broader": ["example-topic-above"],
            "related": ["example-topic-above"],
            "scope_note": f"{MARK}scope",
            "deprecated": True,
            "replaced_by": "example-topic-above",
        },
    },
    "weapons": {f"{MARK}-weapon": {**_hidden("weapon", 5), "makers": ["example-body"]}},
}
"""Entries that only the briefing names."""

NAMING: dict[str, Any] = {
    **FULL,
    "authors": [f"{MARK}author", f"{MARK}person"],
    "organisations": [{"id": f"{MARK}-merged", "role": "about"}],
    "topics": [{"id": "example-topic", "role": "about"}, f"{MARK}-topic"],
    "weapons": [{"id": f"{MARK}-weapon", "role": "about"}],
    "events": [{**FULL["events"][0], "about": ["Tuvalu", f"{MARK}-org"]}, FULL["events"][1]],
    "relations": [{**FULL["relations"][0], "from": f"{MARK}-land"}],
}
"""The full briefing, naming each of these entries in another place."""

FIGURES = ("98765432", "QXX")
"""What stands in these entries for a word."""


def entities(*groups: dict[str, dict[str, dict[str, Any]]]) -> dict[str, str]:
    """The files of groups of entries, by path."""
    fields = dict.fromkeys(field for group in groups for field in group)
    return {
        f"briefings/entities/{field}.yml": "".join(
            yaml.safe_dump(group[field]) for group in groups if field in group
        )
        for field in fields
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


def fields_of_schema(kinds: tuple[Kind, ...] = KINDS) -> set[str]:
    """The dotted names of all fields that a briefing can have, from its JSON Schema."""
    schema = briefing_schema(kinds=kinds)
    return set(_walk(schema, schema))


def fields_of_entities() -> dict[str, set[str]]:
    """The dotted names of all fields that an entry of each kind can have."""
    fields = {}
    for kind in ALL_KINDS:
        schema = entity_schema(kind)
        fields[kind.field] = set(_walk(schema, schema["$defs"][kind.record.__name__]))
    return fields


def _walk(schema: dict[str, Any], node: dict[str, Any]) -> Iterator[str]:
    if "$ref" in node:
        yield from _walk(schema, schema["$defs"][node["$ref"].rsplit("/", 1)[-1]])
    for inner in (*node.get("anyOf", ()), *([node["items"]] if "items" in node else ())):
        yield from _walk(schema, inner)
    for key, inner in node.get("properties", {}).items():
        yield key
        yield from (f"{key}.{deeper}" for deeper in _walk(schema, inner))
