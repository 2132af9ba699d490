"""A contributor's file to drafts: one pure function for a briefing, one for entities.

A draft has the right shape, but its references are still text. It is another type than
the briefings of a site, so nothing unresolved can be rendered.
"""

from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from generator.core.diagnostics import Collector, Diagnostic, Span
from generator.core.slugs import slug_of_file
from generator.input.files import ENTITIES
from generator.input.rules import review
from generator.input.validation import salvage, validate
from generator.input.yaml_source import MAX_VALUES, Document, parse
from generator.markdown.sanitize import Sanitized
from generator.schema.fields import check_slug
from generator.schema.kinds import KINDS, Kind, briefing_model
from generator.schema.records import BriefingFields, EntityFields
from generator.schema.vocabulary import Status

__all__ = ["BriefingDraft", "EntityDraft", "load_briefing", "load_entities"]

_STAND_INS = {
    "title": "?",
    "date": "2000-01-01",
    "summary": "?",
    "sources": [{"id": "unknown", "title": "?"}],
    "body": "?",
}
"""For required fields that are missing or faulty."""

_LACKING = frozenset({"empty-value", "missing-field", "no-annotation", "unknown-source"})
"""Codes of what a published briefing needs and one that is being written need not have yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingDraft:
    """One briefing as its author wrote it, checked for shape."""

    path: str
    id: str
    document: Document
    fields: BriefingFields
    body: Sanitized
    """The body as data: nothing in it can run, load or leave the page."""
    faulty: frozenset[str] = frozenset()
    """Fields with errors; such a draft is looked through for more problems, never published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityDraft:
    """One entry of an entities file."""

    kind: str
    id: str
    document: Document | None
    """The file it stands in; None for what is built in and no file adds to."""
    record: EntityFields
    built_in: bool = False
    """Whether it is, or adds to, what is known without any file."""

    def span(self, *location: str | int) -> Span:
        """Where a field of the entry stands, or its id."""
        if self.document is None:
            return Span(path="built in")
        if not location:
            key, _ = self.document.root.items[self.id]
            return self.document.span(key)
        return self.document.span(self.document.find((self.id, *location)))


def load_briefing(
    path: str, data: bytes, kinds: tuple[Kind, ...] = KINDS
) -> tuple[BriefingDraft | None, str, tuple[Diagnostic, ...]]:
    """Turn the bytes of one briefing into a draft, or None if its shape is wrong; with its id."""
    found = Collector()
    slug = slug_of_file(path)
    document = parse(path, data, found, MAX_VALUES)
    if document is None:
        return None, slug, tuple(found)
    model = briefing_model(kinds)
    fields = validate(document, model, found)
    faulty: frozenset[str] = frozenset()
    if "id" in document.root.items:
        _, own = document.root.items["id"]
        slug = getattr(own, "text", slug)
    else:
        try:
            check_slug(slug)
        except PydanticCustomError as error:
            code = "reserved-id" if error.type == "reserved-id" else "bad-file-name"
            hint = "Name it like 2024-11-27-first-reactor-vote.yml, or set id."
            message = f"The file's name gives no id: {error.message()}"
            found.report(code, message, Span(path=path), hint)
    if fields is None:
        fields, faulty = salvage(document, model, _STAND_INS)
    if fields is None:
        return None, slug, tuple(found)
    body = review(document, fields, kinds, found, faulty)
    draft = BriefingDraft(
        path=path, id=slug, document=document, fields=fields, body=body, faulty=faulty
    )
    return draft, slug, tuple(_left_to_do(found) if fields.status is Status.DRAFT else found)


def _left_to_do(found: Collector) -> Collector:
    """The same problems, where what a draft lacks is no mistake yet."""
    mild = Collector()
    for one in found:
        code = "unfinished-draft" if one.code in _LACKING else one.code
        if one.more:
            mild.count(code, one.more, one.span)
        else:
            mild.report(code, one.message, one.span, one.hint)
    return mild


def _field_of(path: str) -> str:
    """The kind that a file of entities is named by: itself, or the folder it stands in."""
    _, inside, place = path.rpartition(f"/{ENTITIES}/")
    first = place.split("/")[0] if inside else path.rsplit("/", 1)[-1]
    return first if inside and "/" in place else first.rsplit(".", 1)[0]


def load_entities(
    path: str, data: bytes, kinds: tuple[Kind, ...] = KINDS
) -> tuple[tuple[EntityDraft, ...], tuple[Diagnostic, ...]]:
    """Turn the bytes of one entities file into the drafts of its well-formed entries."""
    found = Collector()
    stem = _field_of(path)
    kind = next((kind for kind in kinds if kind.field == stem), None)
    if kind is None:
        names = ", ".join(f"{kind.field}.yml" for kind in kinds)
        found.report(
            "bad-file-name",
            f"There is no kind of entity called {stem}",
            Span(path=path),
            f"The files are called {names}; several of one kind stand in a folder of its name.",
        )
        return (), tuple(found)
    document = parse(path, data, found)
    if document is None:
        return (), tuple(found)
    drafts = []
    for slug, (key, _) in document.root.items.items():
        if slug.startswith("x-"):
            continue
        try:
            check_slug(slug)
        except PydanticCustomError as error:
            found.report(error.type, error.message(), document.span(key))
            continue
        record = validate(document, kind.record, found, (slug,))
        if record is None:
            continue
        if record.name is None and not kind.built_in:
            found.report(
                "missing-field", f"{slug} has no name", document.span(key), "Add a line `name: …`."
            )
            continue
        drafts.append(EntityDraft(kind=kind.name, id=slug, document=document, record=record))
    return tuple(drafts), tuple(found)
