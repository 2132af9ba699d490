"""A draft to a briefing: every reference becomes a key.

Drafts that are not published are resolved as well, so that a mistake in one shows today.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, partial

from generator.content.model import (
    Annotation,
    Assessment,
    Author,
    Briefing,
    Change,
    Event,
    Judgement,
    Relation,
    Source,
    Watch,
)
from generator.core.diagnostics import Collector, Span
from generator.core.spelling import Spelling, nearest
from generator.input.drafts import BriefingDraft
from generator.markdown.body import Body, Mention
from generator.markdown.mentions import Problem, mention, references
from generator.resolve.lookups import Lookups, State
from generator.runtime.cache import digest_of
from generator.schema.kinds import BRIEFING, annotation_lists
from generator.schema.vocabulary import Role

__all__ = ["resolve"]


def resolve(draft: BriefingDraft, digest: str, surroundings: Lookups, found: Collector) -> Briefing:
    """Resolve a draft; what it refers to in vain goes to `found`.

    `digest` is that of the file. The briefing is fit to be shown only if no error was found.
    `surroundings.asked` holds what it rests on.
    """
    surroundings.asked = {}
    return _Resolver(draft, digest, surroundings, found).run()


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Resolves one draft; only holds what its steps share."""

    draft: BriefingDraft
    digest: str
    around: Lookups
    found: Collector
    named: dict[str, None] = field(default_factory=dict)
    """Keys of the entries that were named so far."""

    def run(self) -> Briefing:
        fields = self.draft.fields
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
        for index, name in enumerate(fields.ignore_mentions):
            self.around.entity(name, None, self._span("ignore_mentions", index), self.found)
        body = mention(body, self.around.names, set(annotated))
        direct = [Annotation(entity=key, role=role) for key, role in annotated.items()]
        authors = tuple(self._author(name) for name in fields.authors)
        return Briefing(
            key=f"{BRIEFING}/{self.draft.id}",
            id=self.draft.id,
            path=self.draft.path,
            title=fields.title,
            date=fields.date,
            updated=fields.updated,
            type=fields.type,
            status=fields.status,
            lang=fields.lang,
            translation_of=self._briefing(fields.translation_of, ("translation_of",)),
            authors=authors,
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
            annotations=tuple(sorted(direct, key=lambda note: list(Role).index(note.role))),
            named=tuple(self.named),
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
            redirects=tuple(fields.redirects),
            changes=tuple(
                Change(date=record.date, kind=record.kind, text=record.text)
                for record in sorted(fields.changes, key=lambda record: record.date, reverse=True)
            ),
            license=fields.license,
            body=body,
            # Last, when everything was asked.
            digest=digest_of(self.digest, sorted(self.around.asked.items()), body.placed),
        )

    def _entity(
        self, reference: str, location: tuple[str | int, ...], kind: str | None = None
    ) -> str | None:
        self._name(reference, kind)
        return self.around.entity(reference, kind, self._span(*location), self.found)

    def _span(self, *location: str | int) -> Span:
        document = self.draft.document
        return document.span(document.find(location))

    def _name(self, reference: str, kind: str | None = None) -> str | None:
        """The entity a reference stands for, which is put down as named; None if none does."""
        keys = self.around.find(reference, kind)
        if len(keys) != 1:
            return None
        entries = self.around.entries(reference, kind)
        # A merged entry is named where nothing else can be meant.
        self.named.update(dict.fromkeys([*keys, *(entries if len(entries) == 1 else ())]))
        return keys[0]

    def _annotations(self) -> dict[str, Role]:
        """Entity keys to roles, in the order of the table of kinds and then of the file."""
        annotated: dict[str, Role] = {}
        for kind, records in annotation_lists(self.draft.fields, self.around.kinds):
            for index, record in enumerate(records):
                place = (kind.field, index, "id")
                key = self._entity(record.id, place, kind.name)
                if key is None:
                    continue
                if key in annotated:
                    message = f"“{record.id}” is {key}, which is annotated above"
                    self.found.report("duplicate-annotation", message, self._span(*place))
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
        key = self._name(name, "person")
        return Author(name=self.around.name(key), entity=key) if key else Author(name=name)

    def _briefings(self, slugs: list[str], field: str) -> tuple[str, ...]:
        keys = (self._briefing(slug, (field, index)) for index, slug in enumerate(slugs))
        return tuple(dict.fromkeys(key for key in keys if key))

    def _briefing(self, slug: str | None, location: tuple[str | int, ...]) -> str | None:
        """The key of another briefing that can be shown beside this one."""
        if slug is None:
            return None
        document = self.draft.document
        span = document.span(document.find(location))
        state = self.around.state(slug)
        if state is State.PUBLIC:
            return f"{BRIEFING}/{slug}"
        if state is State.ABSENT:
            self.found.report(
                "unknown-briefing",
                f"There is no briefing {slug}",
                span,
                lambda: _did_you_mean(self.around.suggest_briefings(slug, 1)),
            )
        elif state is State.PRIVATE and self._is_public():
            message = f"{slug} is not published and is left out here"
            self.found.report("unpublished-relation", message, span)
        return None

    def _is_public(self) -> bool:
        return self.around.state(self.draft.id) is State.PUBLIC

    def _body(self) -> Body:
        sources = {source.id for source in self.draft.fields.sources}
        body, problems = references(self.draft.body.text, self._target, sources)
        if problems:
            self._report_in_body(problems)
        return body

    def _target(self, reference: str) -> str | None:
        """What `[[reference]]` leads to: a briefing by id, else the one entity of that name."""
        state = self.around.state(reference)
        if state is not State.ABSENT:
            return f"{BRIEFING}/{reference}" if state is State.PUBLIC else None
        return self._name(reference)

    def _report_in_body(self, problems: Iterable[Problem]) -> None:
        document, body = self.draft.document, self.draft.body
        node = document.find(("body",))
        written = getattr(node, "text", "")
        lead = len(written) - len(written.lstrip())
        sources = {source.id for source in self.draft.fields.sources}
        known = cache(lambda: Spelling(sources))
        for problem in problems:
            start, end = body.origin(problem.start), body.origin(problem.end)
            span = document.span_within(node, lead + start, lead + end)
            if problem.kind == "citation":
                if "sources" not in self.draft.faulty:
                    hint = partial(_nearest_source, problem.text, known)
                    message = f"There is no source {problem.text}"
                    self.found.report("unknown-source", message, span, hint)
            elif problem.kind == "footnote":
                message = f"The footnote {problem.text} is never referred to"
                if problem.text in sources:
                    message = f"The footnote {problem.text} has the id of a source"
                self.found.report("unused-footnote", message, span)
            else:
                self._report_reference(problem.text, span)

    def _report_reference(self, text: str, span: Span) -> None:
        state = self.around.state(text)
        if state is State.PRIVATE and self._is_public():
            message = f"[[{text}]] leads to a briefing that is not published"
            self.found.report("unpublished-reference", message, span)
        if state is not State.ABSENT:
            return
        if self.around.find(text):
            self.around.explain(text, None, span, self.found)
            return
        if self.around.lacks_entities():
            return
        message = f"No entity or briefing is called “{text}”"
        self.found.report("unknown-reference", message, span, lambda: self._nearest(text))

    def _nearest(self, text: str) -> str | None:
        known = (*self.around.suggest_briefings(text), *self.around.suggest(text))
        return _did_you_mean(nearest(text, known))


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


def _nearest_source(text: str, known: Callable[[], Spelling]) -> str | None:
    near = known().nearest(text, 1)
    return f"Did you mean [^{near[0]}]?" if near else None


def _did_you_mean(near: list[str]) -> str | None:
    return f"Did you mean {' or '.join(near)}?" if near else None
