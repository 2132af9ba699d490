"""Which of an archive's keys become which fields of a briefing."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.core.diagnostics import Collector
from generator.importers.files import UnreadableError, read_bounded
from generator.importers.records import Value
from generator.input.text_source import MAX_BYTES
from generator.input.yaml_source import Mapping as MappingNode
from generator.input.yaml_source import Node, Scalar, Sequence, parse

__all__ = ["FIELDS", "Mapping", "MappingError", "read_mapping", "value_of"]

FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "date": ("date.created", "date", "published", "pubDate", "issued", "created", "post_date"),
    "updated": ("date.updated", "updated", "lastmod", "last_modified_at", "modified"),
    "summary": ("summary", "description", "excerpt", "subtitle"),
    "authors": ("authors", "author", "creator", "byline", "author.name"),
    "lang": ("lang", "language"),
    "url": ("link", "url", "canonical"),
    "publisher": ("publisher", "source"),
    "tags": ("tags", "categories", "category", "keywords", "countries", "topics"),
    "draft": ("draft",),
    "id": ("slug",),
    "body": ("body", "content", "text"),
}
"""By field: the keys that it is taken from unless a mapping file says otherwise; the first that
has a value, but of `tags` all of them."""


class MappingError(Exception):
    """A mapping file cannot be used; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Keys by field, and what stands in every briefing."""

    keys: AnyMapping[str, tuple[str, ...]] = field(default_factory=lambda: FIELDS)
    constants: AnyMapping[str, Value] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()
    """Keys that are kept though nothing is known of them."""
    chosen: AnyMapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of `keys`, those that a mapping file says."""


def read_mapping(file: Path) -> Mapping:
    """Read a mapping file: `fields:` with keys by field, `values:` for every briefing, `keep:`.

    Raises `MappingError`.
    """
    path, found = str(file), Collector()
    try:
        data = read_bounded(file, MAX_BYTES, follow=True)
    except UnreadableError as error:
        raise MappingError(f"{path}: {error}") from None
    document = parse(path, data, found)
    if document is None:
        first = next(iter(found))
        raise MappingError(f"{path}:{first.span.line}: {first.message}")
    unknown = sorted(document.root.items.keys() - {"fields", "values", "keep"})
    if unknown:
        raise MappingError(f"{path}: {unknown[0]} is not known; there are fields, values and keep")
    fields = _entries(path, document.root.get("fields"))
    strange = sorted(fields.keys() - FIELDS.keys())
    if strange:
        raise MappingError(f"{path}: {strange[0]} is none of {', '.join(FIELDS)}")
    keys = {name: (v,) if isinstance(v, str) else tuple(v) for name, v in fields.items()}
    keep = document.root.get("keep")
    kept = [] if keep is None else _value(path, keep)
    return Mapping(
        keys={**FIELDS, **keys},
        constants=_entries(path, document.root.get("values")),
        keep=frozenset([kept] if isinstance(kept, str) else kept),
        chosen=keys,
    )


def _entries(path: str, node: Node | None) -> dict[str, Value]:
    if node is None:
        return {}
    if not isinstance(node, MappingNode):
        raise MappingError(f"{path}:{node.start[0] + 1}: this is not a mapping")
    return {name: _value(path, inner) for name, (_, inner) in node.items.items()}


def _value(path: str, node: Node) -> Value:
    value = value_of(node)
    if value is None:
        raise MappingError(
            f"{path}:{node.start[0] + 1}: this is neither a text nor a list of texts"
        )
    return value


def value_of(node: Node) -> Value | None:
    """A text, or a list of texts; None for anything else."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
        return [item.text for item in node.items if isinstance(item, Scalar)]
    return None
