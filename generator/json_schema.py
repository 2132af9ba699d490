"""The JSON Schema of what a contributor writes, for editors (draft 2020-12)."""

from typing import Any

from pydantic import TypeAdapter

from generator.kinds import KINDS, Kind, briefing_model

__all__ = ["briefing_schema", "entity_schema", "schemas"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def briefing_schema(kinds: tuple[Kind, ...] = KINDS) -> dict[str, Any]:
    """The schema of one briefing."""
    return {"$schema": DIALECT, **briefing_model(kinds).model_json_schema(by_alias=True)}


def entity_schema(kind: Kind) -> dict[str, Any]:
    """The schema of the entities file of one kind: a mapping from ids to records."""
    mapping = dict[str, kind.record]  # type: ignore[name-defined]  # a type made from data
    return {"$schema": DIALECT, **TypeAdapter(mapping).json_schema(by_alias=True)}


def schemas(kinds: tuple[Kind, ...] = KINDS) -> dict[str, dict[str, Any]]:
    """All schemas by the name of their file."""
    return {
        "briefing.schema.json": briefing_schema(kinds),
        **{f"{kind.field}.schema.json": entity_schema(kind) for kind in kinds},
    }
