"""All known entities by key, id, name, alias and code.

Countries of ISO 3166 are built in: codes from pycountry, display names in the site's
language from babel (CLDR), short names and demonyms from `data/countries.yml`. Entities
files add entities, and add to those that are built in.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from generator.content.model import Entity, Fact, Tie
from generator.core.cycles import cycles
from generator.core.diagnostics import Collector, Span
from generator.core.spelling import Spelling
from generator.input.drafts import EntityDraft
from generator.markdown.mentions import Name, Names
from generator.schema.kinds import KINDS, Kind, RawTie, kinds_of
from generator.schema.records import EntityFields
from generator.schema.settings import Settings

__all__ = ["Claim", "Registry", "build_registry", "fold"]

_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u02bb`]")


def fold(name: str) -> str:
    """The form in which names are compared: no letter case, one kind of apostrophe and space."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(_APOSTROPHES.sub("'", text).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One entity's claim to a name."""

    key: str
    text: str
    weak: bool
    code: bool = False
    """Whether the name only counts as a reference and is never looked for in a text."""
    group: str = ""
    """The field it stands in; none for an id."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Registry:
    """All entities, and who is meant by which name. Equal only to itself."""

    entities: Mapping[str, Entity]
    claims: Mapping[str, tuple[Claim, ...]]
    """By folded name."""
    kinds: tuple[Kind, ...] = KINDS
    own: Mapping[str, EntityDraft] = field(default_factory=dict)
    """The entries of the site's own files, by key; some add to what is built in."""
    _near: dict[tuple[str, str | None], list[str]] = field(default_factory=dict, repr=False)
    _spelling: dict[str | None, tuple[dict[str, str], Spelling]] = field(
        default_factory=dict, repr=False
    )

    def find(self, reference: str, kind: str | None = None) -> tuple[str, ...]:
        """Keys of the entities a reference can mean: none, the one, or several.

        Of entries that were merged, those that they were merged into.
        """
        return tuple(dict.fromkeys(map(self.final, self.entries(reference, kind))))

    def entries(self, reference: str, kind: str | None = None) -> tuple[str, ...]:
        """Keys of the entries a reference can mean, merged ones too.

        An id wins over a name, a name over a code, and a code over an alias that is declared
        weak. A reference may carry its kind: `country/georgia`.
        """
        text = reference.strip()
        head, slash, tail = text.partition("/")
        if slash and kind in {None, head} and f"{head}/{tail}" in self.entities:
            return (f"{head}/{tail}",)
        claims = [
            claim
            for claim in self.claims.get(fold(text), ())
            if kind is None or claim.key.startswith(f"{kind}/")
        ]
        by_id = [claim for claim in claims if claim.key.endswith(f"/{text.casefold()}")]
        strong = [claim for claim in claims if not claim.weak and not claim.code]
        codes = [claim for claim in claims if claim.code]
        weak = [claim for claim in claims if claim.weak]
        chosen = by_id or strong or codes or weak
        return tuple(dict.fromkeys(claim.key for claim in chosen))

    def resolve(
        self,
        reference: str,
        kind: str | None,
        span: Span,
        found: Collector,
        code: str = "unknown-reference",
    ) -> str | None:
        """The key a reference stands for; None and a diagnostic if it is none or several."""
        keys = self.find(reference, kind)
        if len(keys) == 1:
            return keys[0]
        if keys:
            choice = " or ".join(keys)
            message = f"“{reference}” can be {choice}"
            found.report("ambiguous-reference", message, span, f"Write {choice}.")
            return None
        message = f"No {kind or 'entity'} is called “{reference}”"
        found.report(code, message, span, lambda: self._did_you_mean(reference, kind))
        return None

    def _did_you_mean(self, reference: str, kind: str | None) -> str | None:
        near = self.suggest(reference, kind)
        return f"Did you mean {' or '.join(near)}?" if near else None

    def suggest(self, reference: str, kind: str | None = None) -> list[str]:
        """Names near to one that nobody has, the nearest first."""
        wanted = (fold(reference), kind)
        if wanted not in self._near:
            owners, spelling = self._names_of(kind)
            near: dict[str, str] = {}  # one name for each entity
            for name in spelling.nearest(reference, 9):
                near.setdefault(owners[name], name)
            self._near[wanted] = list(near.values())[:3]
        return self._near[wanted]

    def _names_of(self, kind: str | None) -> tuple[dict[str, str], Spelling]:
        """Keys by name of all entities of a kind, or of all there are; put in order once."""
        if kind not in self._spelling:
            owners = {
                claim.text: claim.key
                for claims in self.claims.values()
                for claim in claims
                if not claim.code and (kind is None or claim.key.startswith(f"{kind}/"))
            }
            self._spelling[kind] = (owners, Spelling(owners))
        return self._spelling[kind]

    def final(self, key: str) -> str:
        """Follow mergers to the entity that is shown; a circle of them ends where it began."""
        seen = {key}
        while True:
            into = self.entities[key].merged_into
            if into is None or into in seen or into not in self.entities:
                return key
            seen.add(into)
            key = into

    @cached_property
    def names(self) -> Names:
        """All names to look for in a text."""
        return Names(
            Name(text=claim.text, target=self.final(claim.key), weak=claim.weak)
            for claims in self.claims.values()
            for claim in claims
            if not claim.code
        )


def build_registry(
    drafts: Iterable[EntityDraft],
    settings: Settings,
    found: Collector,
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
    claims = _claims(merged, by_name, found)
    first = Registry(
        entities={
            key: _entity(draft, by_name[draft.kind], settings) for key, draft in merged.items()
        },
        claims=claims,
        kinds=kinds,
    )
    entities = {
        key: _tied(first.entities[key], draft, by_name[draft.kind], first, found)
        for key, draft in merged.items()
    }
    ordered = sorted(entities.values(), key=lambda entity: (_filed(entity.name), entity.key))
    registry = Registry(
        entities={entity.key: entity for entity in ordered},
        claims=claims,
        kinds=kinds,
        own={key: draft for key, draft in merged.items() if draft.document is not None},
    )
    _check_circles(registry, merged, found)
    return registry


def _filed(name: str) -> str:
    """A name as an index files it: an accent does not move it to another letter."""
    letters = unicodedata.normalize("NFKD", fold(name))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


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


def _written_names(record: EntityFields) -> Iterator[tuple[str, bool, tuple[str | int, ...]]]:
    """Every name of a record: text, whether it is weak, and where it stands."""
    yield record.name or "", False, ("name",)
    for language, text in record.names.items():
        yield text, False, ("names", language)
    for group, weak in (("aliases", False), ("weak_aliases", True), ("demonyms", False)):
        for index, text in enumerate(getattr(record, group, ())):
            yield text, weak, (group, index)
    for index, previous in enumerate(record.previous_names):
        yield previous.name, False, ("previous_names", index)


def _claims(
    drafts: Mapping[str, EntityDraft], kinds: Mapping[str, Kind], found: Collector
) -> dict[str, tuple[Claim, ...]]:
    claims: dict[str, dict[tuple[str, bool], Claim]] = {}
    owner: dict[str, str] = {}
    for key, draft in drafts.items():
        record = draft.record
        weak_here = {fold(text) for text in record.weak_aliases}
        for text, declared_weak, location in _written_names(record):
            folded = fold(text)
            weak = declared_weak or folded in weak_here
            claim = Claim(key=key, text=text, weak=weak, group=str(location[0]))
            claims.setdefault(folded, {}).setdefault((key, False), claim)
            other = owner.get(folded)
            if weak or record.merged_into or other == key:
                continue
            if other is not None:
                span = draft.span(*location)
                found.report("shared-name", f"“{text}” is a name of {other} too", span)
            owner.setdefault(folded, key)
        codes = [getattr(record, field) for field in kinds[draft.kind].codes]
        for code in (draft.id, *record.redirects, *(code for code in codes if code)):
            claim = Claim(key=key, text=code, weak=False, code=True)
            claims.setdefault(fold(code), {}).setdefault((key, True), claim)
    return {name: tuple(by_key.values()) for name, by_key in claims.items()}


def _entity(draft: EntityDraft, kind: Kind, settings: Settings) -> Entity:
    record = draft.record
    name = record.names.get(settings.language) or record.name or draft.id
    others = dict.fromkeys(
        text
        for text, weak, location in _written_names(record)
        if not weak and location[0] in {"name", "names", "aliases"} and fold(text) != fold(name)
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
        symbol=kind.symbol(record),
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
    entity: Entity, draft: EntityDraft, kind: Kind, registry: "Registry", found: Collector
) -> Entity:
    """The entity with its ties resolved; each reference that leads nowhere is reported."""
    raw = list(kind.ties(draft.record))
    if draft.record.parent:
        raw.append(
            RawTie(type="parent", kind=None, reference=draft.record.parent, location=("parent",))
        )
    for attribute in ("merged_into", "replaced_by"):
        target = getattr(entity, attribute)
        if target and target not in registry.entities:
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
