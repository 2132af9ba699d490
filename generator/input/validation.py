"""A node and a model to a record, or to diagnostics that point into the file."""

from collections.abc import Iterable
from collections.abc import Mapping as Table
from functools import cache, lru_cache, partial
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.core.diagnostics import Collector, Hint
from generator.core.spelling import nearest
from generator.input.mistakes.cures import cure_of_key, cure_of_value, meant_by
from generator.input.yaml_source import Document, Mapping, Node, Scalar, Sequence
from generator.schema.records import Record

__all__ = ["salvage", "validate"]

_R = TypeVar("_R", bound=Record)
Location = tuple[str | int, ...]
Shape = tuple[str | None, ...]
"""A place among keys; None for an item of a list."""


def validate(
    document: Document, model: type[_R], found: Collector, location: Location = ()
) -> _R | None:
    """Check the node at `location` against a model; report every problem at its place."""
    node = document.find(location)
    try:
        return model.model_validate(_plain(node))
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
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
        details = error.errors(include_url=False, include_context=False, include_input=False)
        faulty = frozenset(str(detail["loc"][0]) for detail in details if detail["loc"])
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
    hint: Hint = None
    is_key = False
    if kind in _OWN:
        code, message = kind, detail["msg"]
        hint = partial(_cure, code, field, dict(context))
        if code == "wrong-type" and "what" in context:
            message = f"{field} takes {context['what']}"
            hint = _AS_WRITTEN.get(context["what"], _AS_WRITTEN["a text"]).format(field=field)
    elif kind == "missing":
        holder = document.find((*base, *location[:-1]))
        if isinstance(holder, Mapping) and field in holder.items:
            code, message = "empty-value", f"{field} has no value"
        else:
            code, message = "missing-field", f"{field} is missing"
            hint = f"Add a line `{field}: …`."
    elif kind == "extra_forbidden":
        code, message, is_key = "unknown-key", f"{field} is not a field here", True
        hint = partial(_known_fields, field, model, _shape(location[:-1]))
    elif kind in _SHAPES:
        code, message = "wrong-type", f"{field} takes {_SHAPES[kind]}"
        hint = partial(_known_keys, model, _shape(location))
        if kind == "list_type":
            hint = partial(_as_list, field, model, _shape(location))
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
"""Codes that the types of fields and records in `generator.schema` raise themselves."""

_SHAPES = {
    "list_type": "a list: one entry a line after a hyphen, or [a, b]",
    "model_type": "a mapping of keys and values",
    "model_attributes_type": "a mapping of keys and values",
    "dict_type": "a mapping of keys and values",
}

_AS_WRITTEN = {
    "a text": (
        "Write {field}: and the text behind it; a text that begins with [ or {{ stands in "
        "quotation marks."
    ),
    "a date": "Write it in one line, like {field}: 2024-11-27",
    "a point in time": "Write it in one line, like {field}: 2024-11-27T09:00:00+05:00",
    "an id": "Write one id, like {field}: first-reactor-vote",
    "an address": "Write one address, like {field}: https://example.org/page",
    "a language tag": "Write one tag, like {field}: en",
    "a number": "Write one number, like {field}: 51.17",
    "true or false": "Write {field}: true",
}
"""How to write what a field takes that got a list or a mapping."""

_FORMS = {
    r"^[A-Z]{2}$": "two capital letters, like KZ",
    r"^[A-Z]{3}$": "three capital letters, like KAZ",
    r"^Q[1-9]\d*$": "Q and a number, like Q232",
}
"""What the patterns of the schema ask for, in words."""

_LIMITS = {
    "string_too_long": ("too-long", "has more than {max_length} characters"),
    "too_long": ("too-long", "has more than {max_length} characters"),
    "too_short": ("empty-value", "needs at least one entry"),
    "greater_than_equal": ("bad-number", "is less than {ge}"),
    "less_than_equal": ("bad-number", "is more than {le}"),
}


def _did_you_mean(text: str, known: Iterable[str]) -> str | None:
    near = nearest(text, known, 1)
    return f"Did you mean {near[0]}?" if near else None


def _as_list(field: str, model: type[Record], shape: Shape) -> str:
    """How to write a list, of texts or of records."""
    keys = _fields_at(model, (*shape, None))
    if keys:
        return (
            f"Write {field}: alone in its line, and below it each entry after two spaces and a "
            f"hyphen, like - {keys[0]}: …; its keys are: {', '.join(keys)}."
        )
    return f"Write {field}: [one, two], or each entry in a line of its own after a hyphen."


def _cure(code: str, field: str, context: dict[str, Any]) -> str | None:
    """What to write in place of a value that is refused."""
    text = str(context.get("text", ""))
    if cure := cure_of_value(code, field, text):
        return cure
    if "values" not in context:
        return None
    values = tuple(context["values"])
    meant = meant_by(text, values)
    return f"Write {field}: {meant}" if meant else _did_you_mean(text, values)


def _known_fields(field: str, model: type[Record], shape: Shape) -> str:
    known = _fields_at(model, shape)
    if cure := cure_of_key(field, at_margin="sources" in known):
        return cure
    if near := _did_you_mean(field, known):
        return near
    if " " in field:
        return "If this is part of a text, put the whole text in quotation marks."
    return f"The fields here are: {', '.join(known)}; one of your own begins with x-."


def _known_keys(model: type[Record], shape: Shape) -> str | None:
    known = _fields_at(model, shape)
    return f"Its keys are: {', '.join(known)}." if known else None


def _shape(location: Location) -> Shape:
    """A place without the numbers of items: all items of a list take the same keys."""
    return tuple(None if isinstance(step, int) else step for step in location)


@lru_cache(maxsize=256)
def _fields_at(model: type[Record], shape: Shape) -> tuple[str, ...]:
    """The keys that the model takes at a place, read from its JSON Schema."""
    schema = _schema(model)
    node = schema
    for step in shape:
        node = _deref(schema, node)
        node = node.get("items", {}) if step is None else node.get("properties", {}).get(step, {})
    return tuple(_deref(schema, node).get("properties", {}))


@cache
def _schema(model: type[Record]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def _deref(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Follow `$ref`, and take the first alternative that says something."""
    for branch in node.get("anyOf", []):
        if branch.get("type") != "null":
            return _deref(schema, branch)
    if "items" in node or "$ref" not in node:
        return node
    found: dict[str, Any] = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return found
