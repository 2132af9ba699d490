"""All known entities put together: those that are built in, and those of a site's files.

Countries of ISO 3166 are built in: codes from pycountry, display names in the site's
language from babel (CLDR), short names and demonyms from `data/countries.yml`. Entities
files add entities, and add to those that are built in.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any

from generator.content.model import Entity, Fact, Tie
from generator.core.cycles import cycles
from generator.core.diagnostics import Collector
from generator.core.folding import fold, unaccented
from generator.input.drafts import EntityDraft
from generator.names.index import NameIndex
from generator.names.name import Evidence, Name
from generator.names.traps import read_traps
from generator.registry.registry import Registry, final
from generator.schema.kinds import Kind, RawTie, kinds_of
from generator.schema.records import EntityFields
from generator.schema.settings import Settings

__all__ = ["build_registry"]

_GROUPS = {
    "weak_aliases": Evidence.WEAK,
    "demonyms": Evidence.DEMONYM,
    "previous_names": Evidence.FORMER,
}
"""Fields of names that are not simply names."""


def build_registry(
    drafts: Iterable[EntityDraft],
    settings: Settings,
    found: Collector,
    incomplete: frozenset[str] = frozenset(),
) -> Registry:
    """Put built-in and own entities together; report names that two of them claim."""
    kinds = kinds_of(settings)
    by_name = {kind.name: kind for kind in kinds}
    merged: dict[str, EntityDraft] = {}
    built_in = (
        EntityDraft(kind=kind.name, id=slug, document=None, record=record, built_in=True)
        for kind in kinds
        if kind.built_in
        for slug, record in kind.built_in(settings.language)
    )
    for draft in (*built_in, *drafts):
        key = f"{draft.kind}/{draft.id}"
        before = merged.get(key)
        if before is None and draft.record.name is None:
            found.report(
                "missing-field",
                f"{draft.id} is not built in and has no name",
                draft.span(),
                "Add a line `name: …`, or correct the id.",
            )
            continue
        if before is not None and before.document is not None:
            found.report(
                "shared-address",
                f"{draft.id} also stands in {before.document.path}",
                draft.span(),
            )
            continue
        merged[key] = draft if before is None else _combine(before, draft)
    untied = {key: _entity(draft, by_name[draft.kind], settings) for key, draft in merged.items()}
    names = NameIndex(
        _names(merged, untied, by_name, found), lambda: _signs(first), lambda: read_traps().nothing
    )
    first = Registry(entities=untied, names=names, kinds=kinds, incomplete=incomplete)
    entities = {
        key: _tied(first.entities[key], draft, by_name[draft.kind], first, found)
        for key, draft in merged.items()
    }
    ordered = sorted(entities.values(), key=lambda entity: (_filed(entity.name), entity.key))
    registry = Registry(
        entities={entity.key: entity for entity in ordered},
        incomplete=incomplete,
        names=names,
        kinds=kinds,
        own={key: draft for key, draft in merged.items() if draft.document is not None},
    )
    _check_redirects(merged, found)
    _check_circles(registry, merged, found)
    return registry


def _filed(name: str) -> str:
    """A name as an index files it: an accent does not move it to another letter."""
    return unaccented(fold(name))


def _combine(built_in: EntityDraft, own: EntityDraft) -> EntityDraft:
    """A built-in record with an entry of the site on top: lists grow, single values change."""
    values: dict[str, Any] = {}
    for name in type(built_in.record).model_fields:
        before, after = getattr(built_in.record, name), getattr(own.record, name)
        if isinstance(before, list):
            values[name] = [*before, *(item for item in after if item not in before)]
        elif isinstance(before, dict):
            values[name] = {**before, **after}
        else:
            values[name] = before if after is None else after
    record = type(built_in.record).model_construct(**values)
    return replace(own, record=record, built_in=True)


def _written_names(record: EntityFields) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Every name of a record, and where it stands."""
    yield record.name or "", ("name",)
    for language, text in record.names.items():
        yield text, ("names", language)
    for group in ("aliases", "weak_aliases", "demonyms"):
        for index, text in enumerate(getattr(record, group, ())):
            yield text, (group, index)
    for index, previous in enumerate(record.previous_names):
        yield previous.name, ("previous_names", index)


def _names(
    drafts: Mapping[str, EntityDraft],
    entities: Mapping[str, Entity],
    kinds: Mapping[str, Kind],
    found: Collector,
) -> Iterator[Name]:
    """Each name once for each entry that has it, and once more where it is a code, too."""
    owner: dict[str, str] = {}
    for key, draft in drafts.items():
        record = draft.record
        target = final(key, entities)
        weak_here = {fold(text) for text in record.weak_aliases}
        named: dict[str, Name] = {}
        for text, location in _written_names(record):
            folded = fold(text)
            group = "weak_aliases" if folded in weak_here else str(location[0])
            evidence = _GROUPS.get(group, Evidence.NAME)
            named.setdefault(folded, Name(text=text, target=target, evidence=evidence, entry=key))
            other = owner.get(folded)
            if folded in weak_here or record.merged_into or other == key:
                continue
            if other is not None:
                span = draft.span(*location)
                found.report("shared-name", f"“{text}” is a name of {other} too", span)
            owner.setdefault(folded, key)
        yield from named.values()
        fields = [getattr(record, field) for field in kinds[draft.kind].codes]
        codes = {fold(code): code for code in (*fields, *record.redirects, draft.id) if code}
        for code in codes.values():
            yield Name(text=code, target=target, entry=key, code=True)


def _signs(registry: Registry) -> Iterator[Name]:
    """What speaks for an entity in a text without being its name."""
    for kind in registry.kinds:
        find = cache(partial(registry.find, kind=kind.name))
        for reference, text, evidence in kind.signs():
            for key in find(reference):
                yield Name(text=text, target=key, evidence=evidence)
    for entity in registry.entities.values():
        for text in entity.indicators:
            yield Name(text=text, target=registry.final(entity.key), evidence=Evidence.INDICATOR)


def _entity(draft: EntityDraft, kind: Kind, settings: Settings) -> Entity:
    record = draft.record
    name = record.names.get(settings.language) or record.name or draft.id
    others = dict.fromkeys(
        text
        for text, location in _written_names(record)
        if location[0] in {"name", "names", "aliases"} and fold(text) != fold(name)
    )
    facts: dict[str, tuple[Any, ...]] = {}
    for attribute, caption in kind.facts:
        value = getattr(record, attribute)
        values = value if isinstance(value, list) else [value] if value is not None else []
        if values:
            facts[caption] = (*facts.get(caption, ()), *values)
    replaced_by = getattr(record, "replaced_by", None)
    return Entity(
        key=f"{kind.name}/{draft.id}",
        kind=kind.name,
        id=draft.id,
        name=name,
        flag=kind.flag(record),
        codes=tuple(code for field in kind.codes if (code := getattr(record, field))),
        other_names=tuple(others),
        foreign_names=(*record.names.values(), *kind.foreign_names(record)),
        previous_names=tuple((old.name, old.until) for old in record.previous_names),
        summary=record.summary,
        scope_note=getattr(record, "scope_note", None),
        website=record.website,
        wikidata=record.wikidata,
        facts=tuple(Fact(caption=caption, values=values) for caption, values in facts.items()),
        merged_into=f"{kind.name}/{record.merged_into}" if record.merged_into else None,
        replaced_by=f"{kind.name}/{replaced_by}" if replaced_by else None,
        deprecated=getattr(record, "deprecated", False),
        redirects=tuple(record.redirects),
        indicators=tuple(record.indicators),
        listed=record.listed,
        built_in=draft.built_in,
    )


def _tied(
    entity: Entity, draft: EntityDraft, kind: Kind, registry: Registry, found: Collector
) -> Entity:
    """The entity with its ties resolved; each reference that leads nowhere is reported."""
    raw = list(kind.ties(draft.record))
    if draft.record.parent:
        raw.append(
            RawTie(type="parent", kind=None, reference=draft.record.parent, location=("parent",))
        )
    for attribute in ("merged_into", "replaced_by"):
        target = getattr(entity, attribute)
        if target and target not in registry.entities and not registry.lacks(kind.name):
            found.report("unknown-reference", f"There is no {target}", draft.span(attribute))
    ties: list[Tie] = []
    for tie in raw:
        other = None
        if tie.reference is not None:
            span = draft.span(*tie.location)
            other = registry.resolve(tie.reference, tie.kind, span, found, tie.code)
            if other is None:
                continue
        ties.append(
            Tie(
                type=tie.type,
                other=other,
                text=tie.text,
                since=tie.since,
                until=tie.until,
                status=tie.status,
                note=tie.note,
            )
        )
    return replace(entity, ties=tuple(ties))


def _check_redirects(drafts: Mapping[str, EntityDraft], found: Collector) -> None:
    """Report ids that two entries had before: one page cannot lead to both."""
    owner: dict[str, str] = {}
    for key, draft in drafts.items():
        for index, old in enumerate(draft.record.redirects):
            other = owner.setdefault(f"{draft.kind}/{old}", key)
            if other != key:
                span = draft.span("redirects", index)
                message = f"{other} says that it had the id {old} too"
                found.report("shared-address", message, span, "Take it from one of them.")


def _check_circles(registry: Registry, drafts: Mapping[str, EntityDraft], found: Collector) -> None:
    """Report entities that are, over some steps, broader than or a part of themselves."""
    for field_name in ("parent", "broader", "merged_into"):
        above = {key: _above(entity, field_name) for key, entity in registry.entities.items()}
        for key in cycles(above):
            found.report(
                "circle",
                f"{registry.entities[key].id} leads back to itself through {field_name}",
                drafts[key].span(field_name),
            )


def _above(entity: Entity, field_name: str) -> tuple[str, ...]:
    if field_name == "merged_into":
        return (entity.merged_into,) if entity.merged_into else ()
    return tuple(tie.other for tie in entity.ties if tie.type == field_name and tie.other)
