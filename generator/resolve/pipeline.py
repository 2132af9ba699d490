"""All briefings of a folder, resolved; what an earlier run came to is taken over from it.

A briefing is loaded and resolved again when its file has changed, or when one of the answers
that it was resolved with would be another today. The rest is shared out over processes.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from generator.content.model import Briefing
from generator.content.references import leads_somewhere
from generator.core.diagnostics import Collector, Diagnostic, Severity, Span
from generator.core.slugs import address_form
from generator.input.drafts import BriefingDraft, load_briefing
from generator.input.files import File
from generator.names.index import words_of
from generator.registry.registry import Registry
from generator.resolve.hints import hints
from generator.resolve.lookups import Lookups, State
from generator.resolve.memo import Memo, Outline, Resolved
from generator.resolve.resolver import resolve
from generator.runtime.progress import Silent
from generator.runtime.run_options import RunOptions
from generator.runtime.serialization import pack, unpack
from generator.runtime.workers import Workers
from generator.schema.kinds import Kind
from generator.schema.settings import Settings
from generator.schema.vocabulary import Status, Tlp

__all__ = ["SUCCESSION", "Loaded", "ResolvedFolder", "load_file", "resolve_folder", "state_of"]

FILES_A_JOB = 100
"""Fewer files than these are not worth another process."""
SUCCESSION = ("supersedes", "follows")
"""The fields that put a briefing after others."""
_NOT_CLEAR = {tlp: "" if tlp is Tlp.CLEAR else "not TLP:CLEAR" for tlp in Tlp}


_Done: TypeAlias = tuple[str, Resolved | None, tuple[Diagnostic, ...]]
"""The path of a file, what it comes to if that is published, and what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedFolder:
    """What is published, by id in the order of the files, each briefing still packed."""

    published: Mapping[str, Resolved]
    unpacked: Mapping[str, Briefing]
    """Those that were unpacked already, by path."""
    withheld: Mapping[str, int]
    """Why briefings are not published, to how many."""

    @property
    def named(self) -> frozenset[str]:
        """Keys of the entries of the registry that they name."""
        return frozenset(key for known in self.published.values() for key in known.named)

    def briefings(self) -> Iterable[Briefing]:
        """Unpack them one by one."""
        for known in self.published.values():
            yield self.unpacked.get(known.outline.path) or unpack(known.packed, Briefing)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that was read now; there is no draft of one whose shape is wrong."""

    file: File
    outline: Outline | None
    slug: str
    """Its id."""
    draft: BriefingDraft | None
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """Who has which id."""

    owners: Mapping[str, str]
    """Id to path."""
    states: Mapping[str, State]
    withheld: Mapping[str, int]


def resolve_folder(
    files: Sequence[File],
    registry: Registry,
    settings: Settings,
    found: Collector,
    run_options: RunOptions,
) -> ResolvedFolder:
    """Load and resolve all briefings; everything that is wrong with them goes to `found`.

    Without a moment to judge by, every embargo holds. Where the settings show drafts, they and
    what is under an embargo count as published, marked in their titles; nothing of that may be
    kept, so there must be no cache. Raises `WorkerError` if another process was killed.
    """
    assert not (settings.shows_drafts and run_options.cache)  # noqa: S101 - a promise of the caller
    recall = Memo(run_options.cache, registry, whole=run_options.makes_site)
    known = {file.path: kept for file in files if (kept := recall.find(file)) is not None}
    fresh = [file for file in files if file.path not in known]
    outlines = [kept.outline for kept in known.values()]
    team = _team(fresh, run_options)
    team.fork()
    with team:
        progress = run_options.progress if team.number <= 1 else Silent()
        share = progress.over(team.share_of_others(fresh), "Reading")
        loaded = [load_file(file, registry.kinds) for file in share]
        everyones = team.gather([(item.outline, item.slug) for item in loaded])
        index = _index(
            outlines, [one for theirs in everyones for one in theirs], settings.as_of, found
        )
        marks: dict[str, str] = {}
        if settings.shows_drafts:
            index, marks = _with_drafts(index, [item.outline for item in loaded if item.outline])
        work = _Work(index, registry, Lookups(registry, index.states), recall.names, marks)
        done = team.finish([work.do(item) for item in progress.over(loaded, "Resolving")])
    public = {slug for slug, state in index.states.items() if state is State.PUBLIC}
    stale = [
        file
        for file in files
        if file.path in known
        and not (
            work.around.would_answer(known[file.path].asked)
            and leads_somewhere(recall.briefings.get(file.path), registry.entities, public)
        )
    ]
    team = _team(stale, run_options)
    team.fork()
    with team:
        progress = run_options.progress if team.number <= 1 else Silent()
        mine = progress.over(team.share_of_others(stale), "Resolving")
        done += team.finish([work.do(load_file(file, registry.kinds)) for file in mine])
    for path, resolved, problems in done:
        found.extend(problems)
        known.pop(path, None)
        recall.briefings.pop(path, None)
        if resolved is not None:
            known[path] = resolved
    published = {
        slug: known[path]
        for slug, path in sorted(index.owners.items(), key=lambda pair: pair[1])
        if index.states[slug] is State.PUBLIC and path in known
    }
    for path, resolved in known.items():
        # Of two files with one id, hints are given for the one that has it.
        has_id = index.owners.get(resolved.outline.id) == path
        found.extend(p for p in resolved.problems if has_id or p.severity is not Severity.HINT)
    recall.end({resolved.outline.path: resolved for resolved in published.values()})
    return ResolvedFolder(published=published, unpacked=recall.briefings, withheld=index.withheld)


def _team(files: Sequence[File], run_options: RunOptions) -> Workers:
    """One process, or a leader and those that do the work once it has forked."""
    workers = min(run_options.jobs, len(files) // FILES_A_JOB)
    return Workers(1 + workers if workers > 1 else 1)


def load_file(file: File, kinds: tuple[Kind, ...]) -> Loaded:
    """Read one file, and put down what others need to know of it."""
    draft, slug, problems = load_briefing(file.path, file.data, kinds)
    return Loaded(file, _outline(draft) if draft else None, slug, draft, problems)


def _outline(draft: BriefingDraft) -> Outline:
    fields, document = draft.fields, draft.document
    has_id = "id" in document.root.items
    return Outline(
        path=draft.path,
        id=draft.id,
        span=document.span(document.find(("id",))) if has_id else Span(path=draft.path),
        withheld="draft" if fields.status is Status.DRAFT else _NOT_CLEAR[fields.tlp],
        redirects=tuple(fields.redirects),
        embargo_until=fields.embargo_until,
        faulty=bool(draft.faulty),
    )


def _index(
    known: Iterable[Outline],
    loaded: Iterable[tuple[Outline | None, str]],
    as_of: datetime | None,
    found: Collector,
) -> _Index:
    """Briefings by id; two that differ in letter case or Unicode form alone share an address.

    Of a file that gave no draft there is the id alone.
    """
    loaded = list(loaded)
    outlines = [*known, *(outline for outline, _ in loaded if outline)]
    owners: dict[str, str] = {}
    states: dict[str, State] = {}
    taken: dict[str, Outline] = {}
    withheld: Counter[str] = Counter()
    for outline in sorted(outlines, key=lambda outline: outline.path):
        address = address_form(outline.id)
        other = taken.setdefault(address, outline)
        if other is outline:
            owners[outline.id] = outline.path
            states[outline.id] = state_of(outline, as_of)
            if states[outline.id] is State.PRIVATE:
                withheld[outline.withheld or "under an embargo"] += 1
        else:
            message = f"{other.path} has the id {other.id} too"
            found.report("shared-address", message, outline.span)
    for outline in sorted(outlines, key=lambda outline: outline.path):
        for old in outline.redirects:
            other = taken.setdefault(address_form(old), outline)
            if other is not outline or old == outline.id:
                message = f"{old} cannot lead here: it is an address of {other.path}"
                found.report("shared-address", message, outline.span)
    for slug in sorted(slug for outline, slug in loaded if outline is None):
        states.setdefault(slug, State.BROKEN)
    return _Index(owners, states, withheld)


def _with_drafts(index: _Index, outlines: Iterable[Outline]) -> tuple[_Index, dict[str, str]]:
    """The same with drafts and embargoed briefings as published ones, and their marks by id."""
    marks = {
        outline.id: "Draft" if outline.withheld else "Under an embargo"
        for outline in outlines
        if index.states.get(outline.id) is State.PRIVATE and outline.withheld in {"", "draft"}
    }
    states = {**index.states, **dict.fromkeys(marks, State.PUBLIC)}
    withheld = {why: n for why, n in index.withheld.items() if why == _NOT_CLEAR[Tlp.AMBER]}
    return _Index(index.owners, states, withheld), marks


def state_of(outline: Outline, as_of: datetime | None) -> State:
    """Whether a briefing can be shown at a moment."""
    if outline.faulty and not outline.withheld:
        return State.BROKEN
    over = outline.embargo_until is None or (as_of is not None and outline.embargo_until <= as_of)
    return State.PUBLIC if over and not outline.withheld else State.PRIVATE


@dataclass(frozen=True, slots=True)
class _Work:
    """Resolves one file after the other; only holds what they share."""

    index: _Index
    registry: Registry
    around: Lookups
    names: str
    """Key of the names that are looked for."""
    marks: Mapping[str, str]
    """What stands before the titles of those that are shown in a preview alone, by id."""

    def do(self, item: Loaded) -> _Done:
        path, draft = item.file.path, item.draft
        if draft is None or item.outline is None or self.index.owners.get(draft.id) != path:
            return path, None, item.problems
        found = Collector()
        briefing = resolve(draft, item.file.digest, self.around, found)
        problems = tuple(found)
        alone = (*item.problems, *hints(draft, briefing, self.registry, self.around))
        if self.index.states[draft.id] is not State.PUBLIC:
            return path, None, (*alone, *problems)
        if draft.id in self.marks:
            briefing = replace(briefing, title=f"[{self.marks[draft.id]}] {briefing.title}")
        document = draft.document
        resolved = Resolved(
            outline=item.outline,
            asked=self.around.asked,
            names=self.names,
            words=array("I", sorted(words_of(briefing.body.text))).tobytes(),
            succession={
                field: (getattr(briefing, field), document.span(document.find((field,))))
                for field in SUCCESSION
                if getattr(briefing, field)
            },
            named=() if briefing.is_withdrawn else briefing.named,
            problems=alone,
            packed=pack(briefing),
            lasting=not problems and not self.registry.incomplete,
        )
        return path, resolved, problems
