"""Pages for contributors, made from the code they describe: fields, and diagnostic codes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.authoring.json_schema import briefing_schema, entity_schema
from generator.content.model import Artifact, Site
from generator.core.codes import CODES
from generator.core.messages import N_
from generator.render.page import Page
from generator.render.templating import words_in
from generator.render.urls import DIAGNOSTICS, FIELDS
from generator.schema.kinds import Kind, kinds_of

__all__ = ["render"]


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    required: bool
    shape: str
    description: str


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    anchor: str
    fields: list[_Field]


def render(site: Site) -> Iterator[Artifact]:
    """The field reference and the table of diagnostics."""
    words = words_in(site.settings)
    sections = list(_sections(kinds_of(site.settings)))
    yield Page(
        path=FIELDS,
        title=words.message(N_("Fields")),
        template="fields.md.jinja",
        settings=site.settings,
        is_manual=True,
        values=lambda: {"sections": sections},
    ).artifact()
    yield Page(
        path=DIAGNOSTICS,
        title=words.message(N_("Messages of the check")),
        template="diagnostics.md.jinja",
        settings=site.settings,
        is_manual=True,
        values=lambda: {"codes": CODES},
    ).artifact()


def _sections(kinds: tuple[Kind, ...]) -> Iterator[_Section]:
    """The briefing, the records inside it, then each kind's records and theirs.

    A section is titled by the place its record stands in, which is a name from the YAML and
    not a word to translate.
    """
    shown: set[str] = set()
    for title, schema, record in (
        ("briefing", briefing_schema(kinds=kinds), None),
        *((f"{kind.field}.yml", entity_schema(kind), kind.record.__name__) for kind in kinds),
    ):
        root = schema["$defs"][record] if record else schema
        queue = [(title, root)]
        for place, node in queue:  # grows while it is walked
            yield _Section(place, re.sub(r"[^a-z]+", "-", place).strip("-"), _fields(node))
            for name, field in node["properties"].items():
                inner = _record_of(field)
                if inner and inner not in shown:
                    shown.add(inner)
                    queue.append((f"{name}[]", schema["$defs"][inner]))


def _branches(field: dict[str, Any]) -> list[dict[str, Any]]:
    """What a field takes besides nothing, the fullest form last."""
    branches = [b for b in field.get("anyOf", ()) if b.get("type") != "null"]
    return [leaf for b in branches for leaf in _branches(b)] if branches else [field]


def _record_of(field: dict[str, Any]) -> str | None:
    """The name of the record that a field, or a list of it, holds."""
    full = _branches(field)[-1]
    if full.get("type") == "array":
        return _record_of(full["items"])
    return str(full["$ref"]).rsplit("/", 1)[-1] if "$ref" in full else None


def _fields(record: dict[str, Any]) -> list[_Field]:
    required = set(record.get("required", ()))
    return [
        _Field(name, name in required, _shape(name, field), field.get("description", ""))
        for name, field in record["properties"].items()
    ]


def _shape(name: str, field: dict[str, Any]) -> str:
    """What a field takes, as one would write it in YAML."""
    full = _branches(field)[-1]
    if "enum" in full:
        return " | ".join(full["enum"])
    if full.get("type") == "array":
        return f"[{_shape(name, full['items'])}, …]"
    if "$ref" in full:
        return f"{{{name}}}"
    kind = full.get("format") or full.get("type", "string")
    shapes = {
        "string": "text",
        "boolean": "true | false",
        "object": "{lang: text}",
        "uri": "https://…",
        "date": "2024-11-27",
        "date-time": "2024-11-27T09:00:00+05:00",
        "number": "51.17",
    }
    return "2024 | 2024-11 | 2024-11-27" if isinstance(kind, list) else shapes[kind]
