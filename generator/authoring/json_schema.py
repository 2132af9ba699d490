"""The JSON Schema of what a contributor writes, for editors (draft 2020-12).

With a registry the schemas know its entities: an editor then completes codes and ids, and shows
the names beside them. Any other text stays valid, since a name or an alias refers as well.
"""

import copy
from typing import Any, TypeAlias

from pydantic import TypeAdapter

from generator.registry.registry import Registry
from generator.schema.kinds import KINDS, Kind, briefing_model

__all__ = ["briefing_schema", "entity_schema", "schemas"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema: TypeAlias = dict[str, Any]

_REFERENCES = (
    ("AssessmentRecord", "entity"),
    ("EventRecord", "about"),
    ("RelationRecord", "from"),
    ("RelationRecord", "to"),
)
"""Records and fields of a briefing that refer to an entity of any kind."""


def briefing_schema(registry: Registry | None = None, kinds: tuple[Kind, ...] = KINDS) -> Schema:
    """The schema of one briefing; with a registry, of one that is about its entities."""
    kinds = registry.kinds if registry else kinds
    schema = briefing_model(kinds).model_json_schema(by_alias=True)
    if registry is not None:
        _add_entities(schema, registry, kinds)
    return {"$schema": DIALECT, **schema}


def entity_schema(kind: Kind) -> Schema:
    """The schema of the entities file of one kind: a mapping from ids to records."""
    mapping = dict[str, kind.record]  # type: ignore[name-defined]  # a type made from data
    return {"$schema": DIALECT, **TypeAdapter(mapping).json_schema(by_alias=True)}


def schemas(registry: Registry | None = None) -> dict[str, Schema]:
    """All schemas by the name of their file."""
    kinds = registry.kinds if registry else KINDS
    return {
        "briefing.schema.json": briefing_schema(registry),
        **{f"{kind.field}.schema.json": entity_schema(kind) for kind in kinds},
    }


def _add_entities(schema: Schema, registry: Registry, kinds: tuple[Kind, ...]) -> None:
    records = schema["$defs"]
    names = []
    for kind in kinds:
        name = f"{kind.name}-reference"
        names.append(name)
        records[name] = {"anyOf": [*_choices(registry, kind), {"type": "string"}]}
        annotation = copy.deepcopy(records["AnnotationRecord"])
        _refer(annotation["properties"]["id"], name)
        records[f"{kind.name}-annotation"] = annotation
        schema["properties"][kind.field]["items"]["anyOf"] = [
            {"$ref": f"#/$defs/{name}"},
            {"$ref": f"#/$defs/{kind.name}-annotation"},
        ]
    del records["AnnotationRecord"]
    records["reference"] = {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in names]}
    fields = [records[record]["properties"][field] for record, field in _REFERENCES]
    for field in (*fields, schema["properties"]["ignore_mentions"]):
        _refer(field.get("items", field), "reference")


def _refer(field: Schema, name: str) -> None:
    field["allOf"] = [{"$ref": f"#/$defs/{name}"}]


def _choices(registry: Registry, kind: Kind) -> list[Schema]:
    """What refers to each entity of a kind, the shortest way, with its name."""
    codes: dict[str, str] = {}
    for name in registry.names:
        if kind.codes and name.code:
            codes[name.entry] = min(codes.get(name.entry, name.text), name.text, key=len)
    return [
        {"const": codes.get(entity.key, entity.id), "description": entity.name}
        for entity in registry.entities.values()
        if entity.kind == kind.name and not entity.merged_into
    ]
