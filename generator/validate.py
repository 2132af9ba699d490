"""A node and a model to a record, or to diagnostics that point into the file."""

from collections.abc import Iterable
from collections.abc import Mapping as Table
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.diagnostics import Collector
from generator.schema import Record
from generator.source import Document, Mapping, Node, Scalar, Sequence

__all__ = ["nearest", "salvage", "validate"]

_R = TypeVar("_R", bound=Record)
Location = tuple[str | int, ...]


def nearest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Known words that a mistyped one may stand for, the likeliest first."""
    by_folded = {name.casefold(): name for name in known}
    wanted = word.casefold()
    # People rarely mistype the first letter, so it decides between words equally near.
    found = get_close_matches(wanted, by_folded, 3 * count, 0.7)
    found.sort(key=lambda match: match[:1] != wanted[:1])
    return [by_folded[match] for match in found[:count]]


def validate(
    document: Document, model: type[_R], found: Collector, location: Location = ()
) -> _R | None:
    """Check the node at `location` against a model; report every problem at its place."""
    node = document.find(location)
    try:
        return model.model_validate(_plain(node))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _report(document, model, dict(detail), location, found)
        return None


def salvage(
    document: Document, model: type[_R], stand_ins: Table[str, object]
) -> tuple[_R | None, frozenset[str]]:
    """What is right in a record that is wrong in part, and the names of the fields that are not.

    A faulty field is left out, or takes its value from `stand_ins` where the model requires it.
    The record serves to look for further problems and for nothing else.
    """
    data = _plain(document.root)
    assert isinstance(data, dict)  # noqa: S101 - the root of a document is a mapping
    try:
        return model.model_validate(data), frozenset()
    except ValidationError as error:
        faulty = frozenset(str(detail["loc"][0]) for detail in error.errors() if detail["loc"])
    kept = {name: value for name, value in data.items() if name not in faulty}
    try:
        return model.model_validate({**stand_ins, **kept}), faulty
    except ValidationError:
        return None, faulty


def _plain(node: Node) -> object:
    """Plain data of a node: keys beginning with `x-` are left out."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    assert isinstance(node, Mapping)  # noqa: S101 - the three kinds of node are all there are
    return {
        key: _plain(value) for key, (_, value) in node.items.items() if not key.startswith("x-")
    }


def _report(
    document: Document,
    model: type[Record],
    detail: dict[str, Any],
    base: Location,
    found: Collector,
) -> None:
    location: Location = detail["loc"]
    context = detail.get("ctx") or {}
    kind = detail["type"]
    field = next((str(step) for step in reversed(location) if isinstance(step, str)), "the entry")
    hint: str | None = None
    is_key = False
    if kind in _OWN:
        code, message = kind, detail["msg"]
        if "values" in context:
            near = nearest(str(context["text"]), list(context["values"]), 1)
            hint = f"Did you mean {near[0]}?" if near else None
    elif kind == "missing":
        holder = document.find((*base, *location[:-1]))
        if isinstance(holder, Mapping) and field in holder.items:
            code, message = "empty-value", f"{field} has no value"
        else:
            code, message = "missing-field", f"{field} is missing"
            hint = f"Add a line `{field}: …`."
    elif kind == "extra_forbidden":
        code, message, is_key = "unknown-key", f"{field} is not a field here", True
        known = _fields_at(model, location[:-1])
        near = nearest(field, known, 1)
        hint = (
            f"Did you mean {near[0]}?"
            if near
            else "If this is part of a text, put the whole text in quotation marks."
            if " " in field
            else f"The fields here are: {', '.join(known)}; one of your own begins with x-."
        )
    elif kind in _SHAPES:
        code, message = "wrong-type", f"{field} takes {_SHAPES[kind]}"
        known = _fields_at(model, location)
        hint = f"Its keys are: {', '.join(known)}." if known and kind != "list_type" else None
    elif kind == "string_pattern_mismatch":
        pattern = str(context["pattern"])
        code, message = (
            "bad-form",
            f"{field} is not {_FORMS.get(pattern, f'of the form {pattern}')}",
        )
    elif kind in _LIMITS:
        code, text = _LIMITS[kind]
        message = f"{field} {text.format(**context)}"
    else:
        code, message = "wrong-type", f"{field}: {detail['msg']}"
    at = (*location, context["at"]) if "at" in context else location
    node = document.find((*base, *at), key=is_key)
    found.report(code, message, document.span(node), hint)


_OWN = frozenset(
    {
        "bad-address",
        "bad-date",
        "bad-date-time",
        "bad-language",
        "bad-number",
        "bad-slug",
        "date-conflict",
        "empty-value",
        "end-before-start",
        "missing-field",
        "reserved-id",
        "unknown-value",
        "wrong-type",
    }
)
"""Codes that the types of `generator.fields` and `generator.schema` raise themselves."""

_SHAPES = {
    "list_type": "a list: one entry a line after a hyphen, or [a, b]",
    "model_type": "a mapping of keys and values",
    "model_attributes_type": "a mapping of keys and values",
    "dict_type": "a mapping of keys and values",
}

_FORMS = {
    r"^[A-Z]{2}$": "two capital letters, like KZ",
    r"^[A-Z]{3}$": "three capital letters, like KAZ",
    r"^Q[1-9]\d*$": "Q and a number, like Q232",
}
"""What the patterns of the schema ask for, in words."""

_LIMITS = {
    "string_too_long": ("too-long", "has more than {max_length} characters"),
    "too_short": ("empty-value", "needs at least one entry"),
    "greater_than_equal": ("bad-number", "is less than {ge}"),
    "less_than_equal": ("bad-number", "is more than {le}"),
}


def _fields_at(model: type[Record], location: Location) -> list[str]:
    """The keys that the model takes at a place, read from its JSON Schema."""
    schema = model.model_json_schema(by_alias=True)
    node: dict[str, Any] = schema
    for step in location:
        node = _deref(schema, node)
        node = (
            node.get("items", {})
            if isinstance(step, int)
            else node.get("properties", {}).get(step, {})
        )
    return list(_deref(schema, node).get("properties", {}))


def _deref(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Follow `$ref`, and take the first alternative that says something."""
    for branch in node.get("anyOf", []):
        if branch.get("type") != "null":
            return _deref(schema, branch)
    if "items" in node or "$ref" not in node:
        return node
    found: dict[str, Any] = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return found
