"""The table of kinds of entity. A new kind is one entry here, and nothing elsewhere.

No other module asks which kind an entity is of; they read its row instead.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast

from pydantic import Field, create_model

from generator.core.messages import N_
from generator.schema.countries import built_in_countries, foreign_names
from generator.schema.flags import flags
from generator.schema.kind import Kind, RawTie, TieType
from generator.schema.places import signs_of_countries
from generator.schema.records import (
    AnnotationRecord,
    Annotations,
    BriefingFields,
    CountryFields,
    EntityFields,
    OrganisationFields,
    PersonFields,
    TopicFields,
)
from generator.schema.settings import Settings
from generator.schema.vocabulary import MemberStatus

__all__ = [
    "BRIEFING",
    "KINDS",
    "TIES",
    "Kind",
    "RawTie",
    "TieType",
    "annotation_lists",
    "briefing_model",
    "kinds_of",
    "tie_types",
]

BRIEFING = "briefing"
"""The first part of a briefing's key, and its URL folder with an s."""


TIES: dict[str, TieType] = {
    "parent": TieType(caption=N_("Part of"), inverse=N_("Parts")),
    "member": TieType(caption=N_("Members"), inverse=N_("Member of")),
    "role": TieType(caption=N_("Offices"), inverse=N_("Office holders"), speaks=True),
    "broader": TieType(caption=N_("Wider topics"), inverse=N_("Narrower topics"), inherits=True),
    "related": TieType(caption=N_("Related topics"), inverse=N_("Related from")),
}


def _flag(record: EntityFields) -> str | None:
    """The name of a country's flag among the pictures that ship."""
    code = (cast("CountryFields", record).iso2 or "").lower()
    return code if code in flags() else None


def _surname(name: str) -> str | None:
    """The last word of a name of several."""
    first, _, last = name.rpartition(" ")
    return last if first else None


def _names_of_country(record: EntityFields) -> tuple[str, ...]:
    assert isinstance(record, CountryFields)  # noqa: S101 - the table of kinds says so
    return foreign_names(record.iso2) if record.iso2 else ()


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
        flag=_flag,
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


def kinds_of(settings: Settings) -> tuple[Kind, ...]:
    """All kinds of a site: ours, then those that its owner added."""
    return (*KINDS, *settings.own_kinds)


@cache
def tie_types(kinds: tuple[Kind, ...]) -> Mapping[str, TieType]:
    """All types of ties between entities of these kinds."""
    return {**TIES, **{name: one for kind in kinds for name, one in kind.tie_types}}


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
