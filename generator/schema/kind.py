"""What a row of the table of kinds is made of; the table itself is `generator.schema.kinds`."""

import dataclasses
from collections.abc import Callable, Iterator

from generator.names.name import Evidence
from generator.schema.fields import PartialDate
from generator.schema.records import EntityFields
from generator.schema.vocabulary import MemberStatus

__all__ = ["Kind", "RawTie", "TieType"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
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


def _no_flag(_: EntityFields) -> str | None:
    return None


def _no_short_form(_: str) -> str | None:
    return None


def _no_signs() -> Iterator[tuple[str, str, Evidence]]:
    return iter(())


def _no_names(_: EntityFields) -> tuple[str, ...]:
    return ()


def _no_ties(_: EntityFields) -> Iterator[RawTie]:
    return iter(())


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One row: how entities of a kind are written, called and shown.

    Its `repr` is the same in every process, since pages are kept under a digest of it: it leaves
    out functions, which have an address there. What an owner's kind does is in its definition.
    """

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
    ties: Callable[[EntityFields], Iterator[RawTie]] = dataclasses.field(
        default=_no_ties, repr=False
    )
    codes: tuple[str, ...] = ()
    """Fields of the record that refer to it but are never looked for in a text."""
    flag: Callable[[EntityFields], str | None] = dataclasses.field(default=_no_flag, repr=False)
    """The name of a picture to show before the name; see `flags`."""
    foreign_names: Callable[[EntityFields], tuple[str, ...]] = dataclasses.field(
        default=_no_names, repr=False
    )
    """Names in other languages, for the search alone."""
    short_form: Callable[[str], str | None] = dataclasses.field(default=_no_short_form, repr=False)
    """How a text goes on calling what it has once called by a full name."""
    signs: Callable[[], Iterator[tuple[str, str, Evidence]]] = dataclasses.field(
        default=_no_signs, repr=False
    )
    """What speaks for entities in a text besides their names: reference, text, sort."""
    built_in: Callable[[str], Iterator[tuple[str, EntityFields]]] | None = dataclasses.field(
        default=None, repr=False
    )
    """Language tag to ids and records that are known without any file."""
    tie_types: tuple[tuple[str, TieType], ...] = ()
    """Types of ties that only this kind has."""
    definition: str = ""
    """How the owner of a site defined it; empty for one of ours."""
