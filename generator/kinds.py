"""The table of kinds of entity. A new kind is one entry here, and nothing elsewhere.

No other module asks which kind an entity is of; they read its row instead.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from pydantic import Field, create_model

from generator.countries import built_in_countries, foreign_names
from generator.fields import PartialDate
from generator.messages import N_
from generator.places import signs_of_countries
from generator.schema import (
    AnnotationRecord,
    Annotations,
    BriefingFields,
    CountryFields,
    EntityFields,
    OrganisationFields,
    PersonFields,
    TopicFields,
)
from generator.vocabulary import Evidence, MemberStatus

__all__ = ["BRIEFING", "KINDS", "TIES", "Kind", "RawTie", "TieType", "briefing_model"]

BRIEFING = "briefing"
"""The first part of a briefing's key, and its URL folder with an s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TieType:
    """How a tie between entities reads from both ends."""

    caption: str
    """Heading on the page of the entity that states it."""
    inverse: str
    """Heading on the page of the entity it leads to."""
    inherits: bool = False
    """Whether what names the first is found at the second too, marked as such."""
    speaks: bool = False
    """Whether a text that names the first is, while it lasts, somewhat about the second."""


TIES: dict[str, TieType] = {
    "parent": TieType(caption=N_("Part of"), inverse=N_("Parts")),
    "member": TieType(caption=N_("Members"), inverse=N_("Member of")),
    "role": TieType(caption=N_("Offices"), inverse=N_("Office holders"), speaks=True),
    "broader": TieType(caption=N_("Wider topics"), inverse=N_("Narrower topics"), inherits=True),
    "related": TieType(caption=N_("Related topics"), inverse=N_("Related from")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTie:
    """A tie as written: where it stands in the record, and still a reference."""

    type: str
    kind: str | None
    """The kind the reference must be of; None: any."""
    reference: str | None
    location: tuple[str | int, ...]
    code: str = "unknown-reference"
    """What it is called when nobody has this name."""
    text: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    status: MemberStatus | None = None
    note: str | None = None


def _no_symbol(_: EntityFields) -> str:
    return ""


def _flag(record: EntityFields) -> str:
    """The two regional indicator symbols of a country's code (Unicode UTS 51)."""
    code = cast("CountryFields", record).iso2 or ""
    return "".join(chr(ord(letter) + 0x1F1E6 - ord("A")) for letter in code)


def _no_short_form(_: str) -> str | None:
    return None


def _surname(name: str) -> str | None:
    """The last word of a name of several."""
    first, _, last = name.rpartition(" ")
    return last if first else None


def _no_signs() -> Iterator[tuple[str, str, Evidence]]:
    return iter(())


def _no_names(_: EntityFields) -> tuple[str, ...]:
    return ()


def _names_of_country(record: EntityFields) -> tuple[str, ...]:
    assert isinstance(record, CountryFields)  # noqa: S101 - the table of kinds says so
    return foreign_names(record.iso2) if record.iso2 else ()


def _no_ties(_: EntityFields) -> Iterator[RawTie]:
    return iter(())


def _members(record: EntityFields) -> Iterator[RawTie]:
    for index, member in enumerate(cast("OrganisationFields", record).members):
        yield RawTie(
            type="member",
            kind="country",
            code="unknown-country",
            reference=member.country,
            location=("members", index, "country"),
            since=member.since,
            until=member.until,
            status=None if member.status is MemberStatus.MEMBER else member.status,
            note=member.note,
        )


def _roles(record: EntityFields) -> Iterator[RawTie]:
    for index, role in enumerate(cast("PersonFields", record).roles):
        yield RawTie(
            type="role",
            kind=None,
            reference=role.of,
            location=("roles", index, "of"),
            text=role.title,
            since=role.since,
            until=role.until,
        )


def _concepts(record: EntityFields) -> Iterator[RawTie]:
    topic = cast("TopicFields", record)
    for relation in ("broader", "related"):
        for index, other in enumerate(getattr(topic, relation)):
            yield RawTie(type=relation, kind="topic", reference=other, location=(relation, index))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One row: how entities of a kind are written, called and shown."""

    name: str
    """As in keys: `country/kazakhstan`."""
    field: str
    """The briefing's list, the entities file and the URL folder are all called this."""
    caption: str
    plural: str
    about: str
    """What the list of annotations is for, in the field reference."""
    record: type[EntityFields]
    facts: tuple[tuple[str, str], ...] = ()
    """Fields of the record that its page shows as facts, with captions."""
    ties: Callable[[EntityFields], Iterator[RawTie]] = _no_ties
    codes: tuple[str, ...] = ()
    """Fields of the record that refer to it but are never looked for in a text."""
    symbol: Callable[[EntityFields], str] = _no_symbol
    """An emoji to show before the name."""
    foreign_names: Callable[[EntityFields], tuple[str, ...]] = _no_names
    """Names in other languages, for the search alone."""
    short_form: Callable[[str], str | None] = _no_short_form
    """How a text goes on calling what it has once called by a full name."""
    signs: Callable[[], Iterator[tuple[str, str, Evidence]]] = _no_signs
    """What speaks for entities in a text besides their names: reference, text, sort."""
    built_in: Callable[[str], Iterator[tuple[str, EntityFields]]] | None = None
    """Language tag to ids and records that are known without any file."""


KINDS: tuple[Kind, ...] = (
    Kind(
        name="country",
        field="countries",
        caption=N_("Country"),
        plural=N_("Countries"),
        about=N_("Countries it is about, by ISO code or name."),
        record=CountryFields,
        facts=(
            ("iso2", N_("ISO codes")),
            ("iso3", N_("ISO codes")),
            ("demonyms", N_("Adjective and people")),
        ),
        codes=("iso2", "iso3"),
        symbol=_flag,
        foreign_names=_names_of_country,
        signs=signs_of_countries,
        built_in=built_in_countries,
    ),
    Kind(
        name="organisation",
        field="organisations",
        caption=N_("Organisation"),
        plural=N_("Organisations"),
        about=N_("Organisations it is about."),
        record=OrganisationFields,
        facts=(
            ("kind", N_("Kind")),
            ("headquarters", N_("Headquarters")),
            ("founded", N_("Founded")),
        ),
        ties=_members,
    ),
    Kind(
        name="person",
        field="people",
        caption=N_("Person"),
        plural=N_("People"),
        about=N_("People it is about."),
        record=PersonFields,
        short_form=_surname,
        ties=_roles,
    ),
    Kind(
        name="topic",
        field="topics",
        caption=N_("Topic"),
        plural=N_("Topics"),
        about=N_("Topics it is about."),
        record=TopicFields,
        ties=_concepts,
    ),
)


@cache
def briefing_model(kinds: tuple[Kind, ...] = KINDS) -> type[BriefingFields]:
    """Return the model of a briefing with one list of annotations for each kind."""
    lists: dict[str, Any] = {
        kind.field: (Annotations, Field([], description=kind.about)) for kind in kinds
    }
    return create_model("Briefing", __base__=BriefingFields, **lists)


def annotation_lists(
    fields: BriefingFields, kinds: tuple[Kind, ...] = KINDS
) -> Iterator[tuple[Kind, list[AnnotationRecord]]]:
    """The lists of annotations of one briefing, in the order of the table."""
    for kind in kinds:
        yield kind, getattr(fields, kind.field)
