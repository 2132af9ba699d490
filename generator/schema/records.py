"""What a contributor may write: the one typed model of briefings and entities.

Validation, the JSON Schema for editors and the field reference of the site all come from
these classes. Which lists of annotations a briefing takes (`countries`, …) and which
records describe an entity is the table of kinds' business: `generator.schema.kinds` completes
`BriefingFields` with one list a kind.
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.core.messages import N_
from generator.schema.fields import (
    Address,
    Choice,
    Date,
    DateTime,
    Flag,
    Language,
    Line,
    Number,
    PartialDate,
    PartialDateField,
    Slug,
    Text,
)
from generator.schema.vocabulary import (
    ChangeKind,
    Confidence,
    Credibility,
    Likelihood,
    MemberStatus,
    OrganisationKind,
    Precision,
    Reliability,
    Role,
    SourceKind,
    Status,
    Tlp,
    Trend,
    Type,
    WatchStatus,
)

TITLE_LENGTH = 110
SUMMARY_WORDS = 60


class Record(BaseModel):
    """Any mapping a contributor writes: known keys only (`x-` keys are dropped before)."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"patternProperties": {"^x-": {}}}
    )

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, value: object) -> object:
        """Take a field without a value (`updated:`) for one that is not there."""
        if not isinstance(value, dict) or None not in value.values():
            return value
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {key: one for key, one in value.items() if one is not None or key not in known}


def _check_order(start: date | PartialDate | None, end: date | PartialDate | None, at: str) -> None:
    """Raise an error placed at the field `at` if a period ends before it begins."""
    if start is None or end is None:
        return
    if _first_day(end) < _first_day(start):
        raise PydanticCustomError(
            "end-before-start",
            "The end {end} is earlier than the start {start}",
            {"at": at, "start": str(start), "end": str(end)},
        )


def _first_day(when: date | PartialDate) -> date:
    return when.first_day if isinstance(when, PartialDate) else when


class _OrText:
    """Lets a bare text stand for something longer, in validation and in the JSON Schema."""

    def __init__(self, spell_out: Callable[[str], object]) -> None:
        self._spell_out = spell_out

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: self._spell_out(value) if isinstance(value, str) else value,
            handler(source),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


_AS_ID = _OrText(lambda text: {"id": text})
_AS_NAME = _OrText(lambda text: {"name": text})
_AS_LIST = _OrText(lambda text: [text])


class AnnotationRecord(Record):
    """One entity that a briefing is about."""

    id: Line = Field(description=N_("Id, code, name or alias of the entity."))
    role: Annotated[Role, Choice(Role)] = Field(
        Role.ABOUT, description=N_("Main subject, one of the subjects, or only named.")
    )


Reference = Annotated[
    Line, Field(description=N_("Id, code, name or alias of an entity, in any letter case."))
]
Annotations = list[Annotated[AnnotationRecord, _AS_ID]]
SourceIds = Annotated[list[Slug], _AS_LIST]
BriefingIds = Annotated[list[Slug], _AS_LIST]


class JudgementRecord(Record):
    """One analytic judgement (ICD 203)."""

    text: Line = Field(
        description=N_("The judgement in one sentence. Likelihood and confidence never share one.")
    )
    likelihood: Annotated[Likelihood, Choice(Likelihood)] | None = Field(
        None, description=N_("How likely it is, by one of seven terms.")
    )
    confidence: Annotated[Confidence, Choice(Confidence)] | None = Field(
        None, description=N_("How well founded the judgement is.")
    )
    basis: Line | None = Field(None, description=N_("What the judgement rests on."))
    sources: SourceIds = Field([], description=N_("Ids of the sources that support it."))


class AssessmentRecord(Record):
    """Whether the situation of an entity got better or worse."""

    entity: Reference
    trend: Annotated[Trend, Choice(Trend)] = Field(description=N_("How the situation changed."))
    note: Line | None = Field(None, description=N_("Why, in a sentence."))


class EventRecord(Record):
    """Something that happened or will happen at a known time."""

    date: Date | None = Field(None, description=N_("The day, if it was one day."))
    start: Date | None = Field(None, description=N_("First day of a longer event."))
    end: Date | None = Field(None, description=N_("Last day of a longer event."))
    precision: Annotated[Precision, Choice(Precision)] = Field(
        Precision.DAY, description=N_("How exactly the date is known.")
    )
    text: Line = Field(description=N_("What happened, in a sentence."))
    place: Line | None = Field(None, description=N_("Where, by name."))
    lat: Number | None = Field(
        None, ge=-90, le=90, description=N_("Latitude in degrees, north positive (WGS 84).")
    )
    lon: Number | None = Field(
        None, ge=-180, le=180, description=N_("Longitude in degrees, east positive (WGS 84).")
    )
    about: list[Reference] = Field([], description=N_("Entities the event concerns."))
    sources: SourceIds = Field([], description=N_("Ids of the sources that report it."))

    @model_validator(mode="after")
    def _one_time(self) -> "EventRecord":
        if (self.date is None) == (self.start is None) or (self.start is None) != (
            self.end is None
        ):
            raise PydanticCustomError(
                "date-conflict", "An event takes either date, or start and end"
            )
        _check_order(self.start, self.end, "end")
        if (self.lat is None) != (self.lon is None):
            raise PydanticCustomError(
                "missing-field", "lat and lon stand together, or neither", {"at": "lat"}
            )
        return self


class WindowRecord(Record):
    """A period within which something is expected."""

    start: Date = Field(description=N_("Its first day."))
    end: Date = Field(description=N_("Its last day."))

    @model_validator(mode="after")
    def _in_order(self) -> "WindowRecord":
        _check_order(self.start, self.end, "end")
        return self


class WatchRecord(Record):
    """A thing the desk watches for."""

    text: Line = Field(description=N_("What to watch for."))
    due: Date | None = Field(None, description=N_("The day it is expected."))
    window: WindowRecord | None = Field(
        None, description=N_("Or the period it is expected in: start and end.")
    )
    status: Annotated[WatchStatus, Choice(WatchStatus)] = Field(
        WatchStatus.OPEN, description=N_("Whether it has come true.")
    )
    outcome: Line | None = Field(None, description=N_("What came of it."))

    @model_validator(mode="after")
    def _one_time(self) -> "WatchRecord":
        if self.due and self.window:
            raise PydanticCustomError(
                "date-conflict", "An item to watch takes either due or window", {"at": "due"}
            )
        return self


class RelationRecord(Record):
    """A tie between two entities that the briefing reports."""

    from_: Reference = Field(alias="from")
    to: Reference
    type: Slug = Field(description=N_("What ties them, as a slug: visits, bids-for, sanctions."))
    text: Line | None = Field(None, description=N_("The tie in a sentence."))
    since: PartialDateField | None = Field(None, description=N_("Since when."))
    until: PartialDateField | None = Field(None, description=N_("Until when."))

    @model_validator(mode="after")
    def _in_order(self) -> "RelationRecord":
        _check_order(self.since, self.until, "until")
        return self


class SourceRecord(Record):
    """Where a statement comes from (after CSL), graded on the Admiralty scale."""

    id: Slug = Field(description=N_("A short id; cite it in the body as [^id]."))
    title: Line = Field(description=N_("Its title, or what it is if it has none."))
    publisher: Line | None = Field(None, description=N_("Who published it."))
    url: Address | None = Field(None, description=N_("Its address."))
    published: PartialDateField | None = Field(None, description=N_("When it was published."))
    accessed: Date | None = Field(None, description=N_("When it was last read."))
    archived_url: Address | None = Field(None, description=N_("The address of an archived copy."))
    lang: Language | None = Field(None, description=N_("Its language."))
    kind: Annotated[SourceKind, Choice(SourceKind)] | None = Field(
        None, description=N_("What it is.")
    )
    reliability: Annotated[Reliability, Choice(Reliability)] | None = Field(
        None, description=N_("How reliable the source is, A to F.")
    )
    credibility: Annotated[Credibility, Choice(Credibility)] | None = Field(
        None, description=N_("How credible the information is, 1 to 6.")
    )
    note: Line | None = Field(None, description=N_("Anything a reader should know about it."))


class ChangeRecord(Record):
    """One entry of the public list of changes."""

    date: Date = Field(description=N_("The day of the change."))
    kind: Annotated[ChangeKind, Choice(ChangeKind)] = Field(
        description=N_("What sort of change it was.")
    )
    text: Line = Field(description=N_("What was changed."))


class BriefingFields(Record):
    """All fields of a briefing but the annotations, which the table of kinds adds."""

    id: Slug | None = Field(
        None, description=N_("Permanent id; by default the file's name without its date.")
    )
    redirects: list[Slug] = Field([], description=N_("Ids it had before; their pages lead to it."))
    title: Line = Field(
        max_length=TITLE_LENGTH,
        json_schema_extra={"maxLength": TITLE_LENGTH},
        description=N_("The title, at most 110 characters."),
    )
    date: Date = Field(description=N_("When it was first published."))
    updated: Date | None = Field(None, description=N_("When it last changed significantly."))
    type: Annotated[Type, Choice(Type)] | None = Field(
        None, description=N_("What kind of briefing it is.")
    )
    status: Annotated[Status, Choice(Status)] = Field(
        Status.PUBLISHED,
        description=N_("Draft is not shown; withdrawn leaves a page that says so."),
    )
    embargo_until: DateTime | None = Field(
        None, description=N_("Not shown before this point in time.")
    )
    tlp: Annotated[Tlp, Choice(Tlp)] = Field(
        Tlp.CLEAR, description=N_("Traffic Light Protocol; only clear is ever published.")
    )
    lang: Language | None = Field(None, description=N_("The language it is written in."))
    translation_of: Slug | None = Field(
        None, description=N_("Id of the briefing this one translates.")
    )
    authors: Annotated[list[Line], _AS_LIST] = Field(
        [], description=N_("Who wrote it: names, or ids of people.")
    )
    summary: Line = Field(description=N_("The bottom line, at most 60 words."))
    judgements: list[JudgementRecord] = Field([], description=N_("What the desk judges."))
    assessments: list[AssessmentRecord] = Field(
        [], description=N_("Whose situation got better or worse.")
    )
    events: list[EventRecord] = Field([], description=N_("What happened when, and where."))
    watch: list[WatchRecord] = Field([], description=N_("What to watch for next."))
    relations: list[RelationRecord] = Field(
        [], description=N_("Ties between entities that the briefing reports.")
    )
    sources: list[SourceRecord] = Field(
        min_length=1, description=N_("Where it all comes from; at least one.")
    )
    supersedes: BriefingIds = Field([], description=N_("Briefings that this one replaces."))
    follows: BriefingIds = Field([], description=N_("Briefings that this one continues."))
    related: BriefingIds = Field([], description=N_("Other briefings worth reading with it."))
    changes: list[ChangeRecord] = Field([], description=N_("Public list of changes."))
    ignore_mentions: list[Reference] = Field(
        [], description=N_("Entities that the text names and no hint need be given about.")
    )
    license: Line | None = Field(
        None,
        pattern=r"^[A-Za-z0-9.+-]+$",
        description=N_("SPDX id of the licence, like CC-BY-4.0."),
    )
    body: Text = Field(description=N_("The text, in Markdown."))

    @model_validator(mode="after")
    def _in_order(self) -> "BriefingFields":
        _check_order(self.date, self.updated, "updated")
        return self


class NameRecord(Record):
    """A name an entity had before."""

    name: Line = Field(description=N_("The name as it was."))
    until: PartialDateField | None = Field(None, description=N_("Until when it was used."))


class EntityFields(Record):
    """What every entity may say of itself, whatever its kind."""

    name: Line | None = Field(None, description=N_("The name pages show."))
    names: dict[Language, Line] = Field({}, description=N_("Names by language tag."))
    aliases: list[Line] = Field([], description=N_("Other names that link to it."))
    weak_aliases: list[Line] = Field(
        [], description=N_("Names that link to it only in briefings annotated with it.")
    )
    previous_names: list[Annotated[NameRecord, _AS_NAME]] = Field(
        [], description=N_("Names it had before.")
    )
    summary: Line | None = Field(None, description=N_("What it is, in a sentence or two."))
    website: Address | None = Field(None, description=N_("Its own site."))
    wikidata: Line | None = Field(
        None, pattern=r"^Q[1-9]\d*$", description=N_("Its item on Wikidata, like Q42.")
    )
    parent: Reference | None = Field(None, description=N_("What it is a part of."))
    merged_into: Slug | None = Field(
        None, description=N_("Id of the entity that took its place; its page leads there.")
    )
    redirects: list[Slug] = Field([], description=N_("Ids it had before; their pages lead to it."))
    indicators: list[Line] = Field(
        [],
        description=N_("Words in a text that speak for it: it is suggested there, never linked."),
    )
    listed: Flag = Field(
        default=False,
        description=N_("Whether it has a page before a published briefing names it."),
    )


class CountryFields(EntityFields):
    """A country; those of ISO 3166 are built in, and an entry adds to them."""

    iso2: Line | None = Field(
        None, pattern=r"^[A-Z]{2}$", description=N_("ISO 3166-1 alpha-2 code.")
    )
    iso3: Line | None = Field(
        None, pattern=r"^[A-Z]{3}$", description=N_("ISO 3166-1 alpha-3 code.")
    )
    demonyms: list[Line] = Field([], description=N_("Its people and what is theirs: Kazakh."))


class MemberRecord(Record):
    """One country in an organisation."""

    country: Reference
    since: PartialDateField | None = Field(None, description=N_("Since when."))
    until: PartialDateField | None = Field(None, description=N_("Until when."))
    status: Annotated[MemberStatus, Choice(MemberStatus)] = Field(
        MemberStatus.MEMBER, description=N_("In what standing.")
    )
    note: Line | None = Field(None, description=N_("Anything special."))

    @model_validator(mode="after")
    def _in_order(self) -> "MemberRecord":
        _check_order(self.since, self.until, "until")
        return self


class OrganisationFields(EntityFields):
    """An organisation, company or news outlet."""

    kind: Annotated[OrganisationKind, Choice(OrganisationKind)] | None = Field(
        None, description=N_("What it is.")
    )
    headquarters: Line | None = Field(None, description=N_("Where it sits."))
    founded: PartialDateField | None = Field(None, description=N_("When it was founded."))
    members: list[MemberRecord] = Field([], description=N_("The countries that belong to it."))


class RoleRecord(Record):
    """An office that a person holds or held."""

    title: Line = Field(description=N_("What the office is called."))
    of: Reference | None = Field(None, description=N_("The country or organisation it is in."))
    since: PartialDateField | None = Field(None, description=N_("Since when."))
    until: PartialDateField | None = Field(None, description=N_("Until when."))

    @model_validator(mode="after")
    def _in_order(self) -> "RoleRecord":
        _check_order(self.since, self.until, "until")
        return self


class PersonFields(EntityFields):
    """A person."""

    roles: list[RoleRecord] = Field([], description=N_("Offices held."))


class TopicFields(EntityFields):
    """A topic: a concept of a SKOS scheme."""

    broader: Annotated[list[Slug], _AS_LIST] = Field(
        [], description=N_("Ids of wider topics; what is filed here is found there too.")
    )
    related: Annotated[list[Slug], _AS_LIST] = Field(
        [], description=N_("Ids of topics worth a look beside it.")
    )
    scope_note: Line | None = Field(None, description=N_("What belongs under it, what does not."))
    deprecated: Flag = Field(default=False, description=N_("No longer to be used."))
    replaced_by: Slug | None = Field(None, description=N_("Id of the topic to use instead."))
