"""Drafts and a registry to the site: every reference becomes a key, both directions known.

All drafts are resolved, so that a mistake in one that is not yet published shows today;
only the published ones become part of the site.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from generator.diagnostics import Collector, Span
from generator.kinds import BRIEFING, KINDS, TIES, annotation_lists
from generator.linking import references
from generator.load import BriefingDraft
from generator.model import (
    Annotation,
    Assessment,
    Author,
    Briefing,
    Change,
    Event,
    Judgement,
    Relation,
    Settings,
    Site,
    Source,
    Watch,
)
from generator.pieces import Body, Mention
from generator.registry import Registry
from generator.site import assemble
from generator.validate import nearest
from generator.vocabulary import Role, Status, Tlp

__all__ = ["is_published", "resolve"]


def is_published(draft: BriefingDraft, as_of: datetime | None) -> bool:
    """Whether a draft may leave the folder; without a moment to judge by every embargo holds."""
    fields = draft.fields
    if draft.faulty:
        return False
    if fields.status is Status.DRAFT or fields.tlp is not Tlp.CLEAR:
        return False
    return fields.embargo_until is None or (as_of is not None and fields.embargo_until <= as_of)


def resolve(
    drafts: Iterable[BriefingDraft],
    registry: Registry,
    settings: Settings,
    found: Collector,
    broken: AbstractSet[str] = frozenset(),
) -> Site:
    """Resolve every draft and put the published ones together.

    References to briefings with errors are left unresolved in silence; `broken` are the ids of
    those that gave no draft.
    Problems go to `found`; the site is only fit to be rendered if none of them is an error.
    """
    by_id = _by_address(drafts, found)
    broken = broken | {draft.id for draft in by_id.values() if draft.faulty}
    public = {slug for slug, draft in by_id.items() if is_published(draft, settings.as_of)}
    briefings = []
    for slug, draft in by_id.items():
        briefing = _Resolver(draft, registry, by_id, public, broken, found).run()
        if slug in public:
            briefings.append(briefing)
    return assemble(briefings, registry.entities, registry.names, settings)


def _by_address(drafts: Iterable[BriefingDraft], found: Collector) -> dict[str, BriefingDraft]:
    """Drafts by id; two that differ in letter case or Unicode form alone share an address."""
    by_id: dict[str, BriefingDraft] = {}
    taken: dict[str, BriefingDraft] = {}
    for draft in drafts:
        address = unicodedata.normalize("NFKC", draft.id).casefold()
        other = taken.setdefault(address, draft)
        if other is draft:
            by_id[draft.id] = draft
        else:
            node = draft.document.find(("id",))
            span = (
                draft.document.span(node)
                if "id" in draft.document.root.items
                else Span(path=draft.path)
            )
            found.report("shared-address", f"{other.path} has the id {other.id} too", span)
    return by_id


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Resolves one draft; only holds what its steps share."""

    draft: BriefingDraft
    registry: Registry
    by_id: Mapping[str, BriefingDraft]
    public: AbstractSet[str]
    broken: AbstractSet[str]
    found: Collector

    def run(self) -> Briefing:
        fields, document = self.draft.fields, self.draft.document
        annotated = self._annotations()
        body = self._body()
        assessments = tuple(
            Assessment(entity=key, trend=record.trend, note=record.note)
            for index, record in enumerate(fields.assessments)
            if (key := self._entity(record.entity, ("assessments", index, "entity")))
        )
        events = self._events()
        relations = self._relations()
        named = [a.entity for a in assessments]
        named += [key for event in events for key in event.about]
        named += [key for relation in relations for key in (relation.origin, relation.target)]
        named += [
            place.piece.target
            for place in body.placed
            if isinstance(place.piece, Mention)
            and not place.piece.target.startswith(f"{BRIEFING}/")
        ]
        for key in named:
            annotated.setdefault(key, Role.MENTIONS)
        return Briefing(
            key=f"{BRIEFING}/{self.draft.id}",
            id=self.draft.id,
            path=self.draft.path,
            marks={name: document.span(value) for name, (_, value) in document.root.items.items()},
            title=fields.title,
            date=fields.date,
            updated=fields.updated,
            type=fields.type,
            status=fields.status,
            lang=fields.lang,
            translation_of=self._briefing(fields.translation_of, ("translation_of",)),
            authors=tuple(self._author(name) for name in fields.authors),
            summary=fields.summary,
            judgements=tuple(
                Judgement(
                    text=record.text,
                    likelihood=record.likelihood,
                    confidence=record.confidence,
                    basis=record.basis,
                    sources=tuple(record.sources),
                )
                for record in fields.judgements
            ),
            annotations=_with_inherited(annotated, self.registry),
            assessments=assessments,
            events=events,
            watch=tuple(
                Watch(
                    text=record.text,
                    start=record.window.start if record.window else record.due,
                    end=record.window.end if record.window else record.due,
                    status=record.status,
                    outcome=record.outcome,
                )
                for record in fields.watch
            ),
            relations=relations,
            sources=tuple(
                Source(number=number, **{name: getattr(record, name) for name in _SOURCE_FIELDS})
                for number, record in enumerate(fields.sources, start=1)
            ),
            supersedes=self._briefings(fields.supersedes, "supersedes"),
            follows=self._briefings(fields.follows, "follows"),
            related=self._briefings(fields.related, "related"),
            changes=tuple(
                Change(date=record.date, kind=record.kind, text=record.text)
                for record in sorted(fields.changes, key=lambda record: record.date, reverse=True)
            ),
            license=fields.license,
            body=body,
        )

    def _entity(
        self, reference: str, location: tuple[str | int, ...], kind: str | None = None
    ) -> str | None:
        document = self.draft.document
        span = document.span(document.find(location))
        return self.registry.resolve(reference, kind, span, self.found)

    def _annotations(self) -> dict[str, Role]:
        """Entity keys to roles, in the order of the table of kinds and then of the file."""
        annotated: dict[str, Role] = {}
        document = self.draft.document
        for kind, records in annotation_lists(self.draft.fields, KINDS):
            for index, record in enumerate(records):
                node = document.find((kind.field, index, "id"))
                key = self.registry.resolve(record.id, kind.name, document.span(node), self.found)
                if key is None:
                    continue
                if key in annotated:
                    message = f"“{record.id}” is {key}, which is annotated above"
                    self.found.report("duplicate-annotation", message, document.span(node))
                annotated.setdefault(key, record.role)
        return annotated

    def _events(self) -> tuple[Event, ...]:
        events = []
        for index, record in enumerate(self.draft.fields.events):
            start = record.date or record.start
            end = record.date or record.end
            assert start is not None  # noqa: S101 - the schema takes no event without a time
            assert end is not None  # noqa: S101 - as above
            about = (
                self._entity(reference, ("events", index, "about", position))
                for position, reference in enumerate(record.about)
            )
            events.append(
                Event(
                    start=start,
                    end=end,
                    precision=record.precision,
                    text=record.text,
                    place=record.place,
                    lat=record.lat,
                    lon=record.lon,
                    about=tuple(dict.fromkeys(key for key in about if key)),
                    sources=tuple(record.sources),
                )
            )
        return tuple(sorted(events, key=lambda event: (event.start, event.end)))

    def _relations(self) -> tuple[Relation, ...]:
        relations = []
        for index, record in enumerate(self.draft.fields.relations):
            origin = self._entity(record.from_, ("relations", index, "from"))
            target = self._entity(record.to, ("relations", index, "to"))
            if origin and target:
                relations.append(
                    Relation(
                        origin=origin,
                        target=target,
                        type=record.type,
                        text=record.text,
                        since=record.since,
                        until=record.until,
                    )
                )
        return tuple(relations)

    def _author(self, name: str) -> Author:
        keys = self.registry.find(name, "person")
        if len(keys) == 1:
            return Author(name=self.registry.entities[keys[0]].name, entity=keys[0])
        return Author(name=name)

    def _briefings(self, slugs: list[str], field: str) -> tuple[str, ...]:
        keys = (self._briefing(slug, (field, index)) for index, slug in enumerate(slugs))
        return tuple(dict.fromkeys(key for key in keys if key))

    def _briefing(self, slug: str | None, location: tuple[str | int, ...]) -> str | None:
        """The key of another briefing that can be shown beside this one."""
        if slug is None:
            return None
        document = self.draft.document
        span = document.span(document.find(location))
        if slug in self.broken:
            return None
        if slug not in self.by_id:
            near = nearest(slug, list(self.by_id), 1)
            hint = f"Did you mean {near[0]}?" if near else None
            self.found.report("unknown-briefing", f"There is no briefing {slug}", span, hint)
            return None
        if slug in self.public:
            return f"{BRIEFING}/{slug}"
        if self.draft.id in self.public:
            message = f"{slug} is not published and is left out here"
            self.found.report("unpublished-relation", message, span)
        return None

    def _body(self) -> Body:
        sources = {source.id for source in self.draft.fields.sources}
        body, problems = references(self.draft.body.text, self._target, sources)
        for problem in problems:
            self._report_in_body(problem.kind, problem.text, problem.start, problem.end)
        return body

    def _target(self, reference: str) -> str | None:
        """What `[[reference]]` leads to: a briefing by id, else the one entity of that name."""
        if reference in self.by_id:
            return f"{BRIEFING}/{reference}" if reference in self.public else None
        keys = self.registry.find(reference)
        return keys[0] if len(keys) == 1 else None

    def _report_in_body(self, kind: str, text: str, start: int, end: int) -> None:
        document, body = self.draft.document, self.draft.body
        node = document.find(("body",))
        written = getattr(node, "text", "")
        lead = len(written) - len(written.lstrip())
        span = document.span_within(node, lead + body.origin(start), lead + body.origin(end))
        if kind == "citation" and "sources" in self.draft.faulty:
            return
        if kind == "citation":
            near = nearest(text, [source.id for source in self.draft.fields.sources], 1)
            hint = f"Did you mean [^{near[0]}]?" if near else None
            self.found.report("unknown-source", f"There is no source {text}", span, hint)
        elif kind == "footnote":
            message = f"The footnote {text} is never referred to"
            if any(source.id == text for source in self.draft.fields.sources):
                message = f"The footnote {text} has the id of a source"
            self.found.report("unused-footnote", message, span)
        elif text in self.broken:
            return
        elif text in self.by_id:
            if self.draft.id in self.public:
                message = f"[[{text}]] leads to a briefing that is not published"
                self.found.report("unpublished-reference", message, span)
        elif self.registry.find(text):
            self.registry.resolve(text, None, span, self.found)  # says that it can be several
        else:
            near = nearest(text, [*self.by_id, *self.registry.suggest(text)])
            hint = f"Did you mean {' or '.join(near)}?" if near else None
            message = f"No entity or briefing is called “{text}”"
            self.found.report("unknown-reference", message, span, hint)


_SOURCE_FIELDS = (
    "id",
    "title",
    "publisher",
    "url",
    "published",
    "accessed",
    "archived_url",
    "lang",
    "kind",
    "reliability",
    "credibility",
    "note",
)


def _with_inherited(annotated: Mapping[str, Role], registry: Registry) -> tuple[Annotation, ...]:
    """What a briefing names, then what it is found under because of that (wider topics)."""
    direct = [Annotation(entity=key, role=role) for key, role in annotated.items()]
    order = list(Role)
    direct.sort(key=lambda annotation: order.index(annotation.role))
    inherited: dict[str, Annotation] = {}
    queue = [(annotation.entity, annotation) for annotation in direct]
    for key, source in queue:  # grows while it is walked: breadth first, so ends at the top
        for tie in registry.entities[key].ties:
            above = tie.other
            if not TIES[tie.type].inherits or above is None:
                continue
            if above in annotated or above in inherited:
                continue
            inherited[above] = Annotation(entity=above, role=source.role, through=source.entity)
            queue.append((above, source))
    return (*direct, *inherited.values())
