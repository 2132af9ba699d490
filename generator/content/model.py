"""What is true once everything is resolved: briefings, entities, and the site of both.

All records are frozen. They hold keys of each other, never references still as text; a
key is `kind/id` for an entity (`country/kazakhstan`) and `briefing/id` for a briefing.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from generator.markdown.body import Body
from generator.schema.fields import PartialDate
from generator.schema.settings import Settings
from generator.schema.vocabulary import (
    ChangeKind,
    Confidence,
    Credibility,
    Likelihood,
    MemberStatus,
    Precision,
    Reliability,
    Role,
    SourceKind,
    Status,
    Trend,
    Type,
    WatchStatus,
)

__all__ = [
    "MARKDOWN",
    "Annotation",
    "Artifact",
    "Assessment",
    "Author",
    "Backlink",
    "Briefing",
    "Change",
    "Entity",
    "Event",
    "Fact",
    "Judgement",
    "Related",
    "Relation",
    "Site",
    "Source",
    "Tie",
    "Watch",
]


MARKDOWN = "text/markdown"
"""The media type of pages (RFC 7763)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of an entity's table of facts."""

    caption: str
    """Id of a message."""
    values: tuple[str | StrEnum | PartialDate | float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A standing link from one entity to another: membership, office, broader topic."""

    type: str
    """A key of `generator.schema.kinds.TIES`."""
    other: str | None
    """Key of the entity it leads to; None where the text alone says it."""
    name: str | None = None
    """In a site, what the other end is called if that has no page."""
    text: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    status: MemberStatus | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A thing briefings are about."""

    key: str
    kind: str
    id: str
    name: str
    """In the site's language."""
    flag: str | None = None
    """The name of its flag among the pictures that ship; see `generator.schema.flags`."""
    codes: tuple[str, ...] = ()
    """Official codes: of a country ISO 3166-1 alpha-2 and alpha-3."""
    other_names: tuple[str, ...] = ()
    foreign_names: tuple[str, ...] = ()
    """Names in other languages, which the search finds and no page shows."""
    previous_names: tuple[tuple[str, PartialDate | None], ...] = ()
    summary: str | None = None
    scope_note: str | None = None
    website: str | None = None
    wikidata: str | None = None
    facts: tuple[Fact, ...] = ()
    ties: tuple[Tie, ...] = ()
    merged_into: str | None = None
    """Key of the entity that took its place."""
    replaced_by: str | None = None
    """Key of the entity to use instead."""
    deprecated: bool = False
    redirects: tuple[str, ...] = ()
    """Ids whose addresses lead here."""
    indicators: tuple[str, ...] = ()
    """Words in a text that speak for it; no page shows them."""
    listed: bool = False
    """Whether it is published though no published briefing names it."""
    built_in: bool = False
    """Whether everybody knows it: its name gives nothing away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A briefing is about an entity, in a role."""

    entity: str
    role: Role
    through: str | None = None
    """Key of the narrower entity that brings it here; None if the briefing names it itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a briefing: a name, and the key of the person if the registry has one."""

    name: str
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement comes from."""

    id: str
    number: int
    """Its place in the briefing's list, from 1."""
    title: str
    publisher: str | None
    url: str | None
    published: PartialDate | None
    accessed: dt.date | None
    archived_url: str | None
    lang: str | None
    kind: SourceKind | None
    reliability: Reliability | None
    credibility: Credibility | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One analytic judgement; sources by id."""

    text: str
    likelihood: Likelihood | None
    confidence: Confidence | None
    basis: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A trend in the situation of an entity."""

    entity: str
    trend: Trend
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something at a known time; one day has `start == end`."""

    start: dt.date
    end: dt.date
    precision: Precision
    text: str
    place: str | None
    lat: float | None
    lon: float | None
    about: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A thing to watch for; a single day has `start == end`."""

    text: str
    start: dt.date | None
    end: dt.date | None
    status: WatchStatus
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A tie between two entities that a briefing reports."""

    origin: str
    target: str
    type: str
    text: str | None
    since: PartialDate | None
    until: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the public list of changes."""

    date: dt.date
    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """One published article, all references resolved."""

    key: str
    id: str
    path: str
    """The file it was written in."""
    digest: str
    """A text that differs whenever the file does, or what it was resolved to."""
    title: str
    date: dt.date
    updated: dt.date | None
    type: Type | None
    status: Status
    lang: str | None
    translation_of: str | None
    authors: tuple[Author, ...]
    summary: str
    judgements: tuple[Judgement, ...]
    annotations: tuple[Annotation, ...]
    """What it is itself about; in a site, then what that implies. Each entity once."""
    named: tuple[str, ...]
    """Keys of all entries of the registry that it names, merged ones and authors too."""
    assessments: tuple[Assessment, ...]
    events: tuple[Event, ...]
    watch: tuple[Watch, ...]
    relations: tuple[Relation, ...]
    sources: tuple[Source, ...]
    supersedes: tuple[str, ...]
    follows: tuple[str, ...]
    related: tuple[str, ...]
    redirects: tuple[str, ...] = ()
    """Ids whose addresses lead here."""
    changes: tuple[Change, ...]
    license: str | None
    body: Body

    @property
    def is_withdrawn(self) -> bool:
        """Whether only a notice is shown in its place."""
        return self.status is Status.WITHDRAWN

    @property
    def last_changed(self) -> dt.date:
        """The day the page last changed significantly."""
        return self.updated or self.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlink:
    """A briefing that names an entity."""

    briefing: str
    role: Role
    through: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A briefing worth reading with another, and why."""

    briefing: str
    reason: str
    """Id of a message: how the two hang together."""
    shared: tuple[str, ...] = ()
    """Keys of entities both are about, when that is the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything published, with both directions of every link.

    Every key in it is one of an entity or a briefing in it, and each of those has a page.
    """

    settings: Settings
    briefings: Mapping[str, Briefing]
    """By key, newest first; withdrawn ones are in `withdrawn` instead."""
    withdrawn: Mapping[str, Briefing]
    entities: Mapping[str, Entity]
    """Those that are published, by key, in the order of their names."""
    backlinks: Mapping[str, tuple[Backlink, ...]]
    """Entity key to the briefings that name it, newest first."""
    together: Mapping[str, tuple[tuple[str, int], ...]]
    """Entity key to the entities it appears with and in how many briefings, most first."""
    inverse_ties: Mapping[str, tuple[tuple[str, Tie], ...]]
    """Entity key to the entities that tie themselves to it."""
    authored: Mapping[str, tuple[str, ...]]
    """Entity key to the briefings it wrote, newest first."""

    def briefing(self, key: str) -> Briefing:
        """Any briefing that has a page, withdrawn ones too."""
        return self.briefings.get(key) or self.withdrawn[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """What the search knows of a page besides its text."""

    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Name of a facet (`countries`, `year`, …) to values, as readers see them."""
    date: str = ""
    """ISO date to sort by; empty for what has none."""
    names: tuple[str, ...] = ()
    """What an entity is called, in other languages too."""
    chips: tuple[tuple[str, str], ...] = ()
    """Labels and pages of the entities to show with a result."""
    lists: tuple[str, ...] = ()
    """Ids of the headings whose sections only lead elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One output file."""

    path: str
    """Relative to the folder it is rendered to, with slashes."""
    media_type: str = MARKDOWN
    """By RFC 6838; what is not Markdown goes to the site as it is."""
    write: Callable[[], str | bytes]
    """Gives the content; called where the file is needed, perhaps in another process.

    Text for what is written in UTF-8, as every page is.
    """
    title: str = ""
    """The page's title as plain text."""
    updated: dt.date | None = None
    """The newest date among its inputs."""
    depends: Callable[[], str] | None = None
    """A text that differs whenever the content would, at a fraction of its cost."""
    search: Searchable | None = None
    """None for what the search leaves out: lists of pages that it finds anyway."""

    @property
    def is_page(self) -> bool:
        """Whether a builder of sites makes a page of it."""
        return self.media_type == MARKDOWN

    @property
    def content(self) -> str:
        """The text of the file, written anew at each call; `TypeError` for what is no text."""
        text = self.write()
        if isinstance(text, bytes):
            raise TypeError(f"{self.path} is no text")
        return text

    def data(self) -> bytes:
        """The bytes of the file, made anew at each call."""
        content = self.write()
        return content.encode() if isinstance(content, str) else content

    def fingerprint(self) -> str:
        """A text that differs whenever the file would, or what its page says of it."""
        content = self.depends() if self.depends else self.write()
        return repr((self.media_type, self.title, self.search, content))
