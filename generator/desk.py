"""All briefings of a folder, resolved; what an earlier run came to is taken over from it.

A briefing is loaded and resolved again when its file has changed, or when one of the answers
that it was resolved with would be another today. The rest is shared out over processes.
"""

import unicodedata
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from generator.cache import Cache
from generator.diagnostics import Collector, Diagnostic, Span
from generator.folder import File
from generator.linking import words_of
from generator.load import BriefingDraft, load_briefing
from generator.model import Briefing
from generator.packing import pack, unpack
from generator.progress import Progress
from generator.recall import Outline, Recall, Resolved
from generator.registry import Registry
from generator.resolve import resolve
from generator.surroundings import State, Surroundings
from generator.team import Team
from generator.vocabulary import Status, Tlp

__all__ = ["Desk", "resolve_folder"]

FILES_A_JOB = 100
"""Fewer files than these are not worth another process."""
_SUCCESSION = ("supersedes", "follows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is published, by id in the order of the files, each briefing still packed."""

    published: Mapping[str, Resolved]

    def briefings(self) -> Iterable[Briefing]:
        """Unpack them one by one."""
        return (unpack(known.packed, Briefing) for known in self.published.values())


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A file that was read now."""

    file: File
    outline: Outline | None
    slug: str
    draft: BriefingDraft | None
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """Who has which id."""

    owners: Mapping[str, str]
    """Id to path."""
    states: Mapping[str, State]


def resolve_folder(  # noqa: PLR0913 - each is a thing of its own
    files: Sequence[File],
    registry: Registry,
    as_of: datetime | None,
    found: Collector,
    *,
    progress: Progress,
    cache: Cache | None = None,
    jobs: int = 1,
) -> Desk:
    """Load and resolve all briefings; everything that is wrong with them goes to `found`.

    Without a moment `as_of` to judge by, every embargo holds. Raises `TeamError` if another
    process was killed.
    """
    recall = Recall(cache, registry.names)
    known = {file.path: kept for file in files if (kept := recall.find(file)) is not None}
    fresh = [file for file in files if file.path not in known]
    with Team(_size(fresh, jobs)) as team:
        loaded = [_load(file) for file in progress.over(team.share_of_others(fresh), "Reading")]
        outlines = [kept.outline for kept in known.values()]
        broken: set[str] = set()
        for theirs in team.gather([(item.outline, item.slug) for item in loaded]):
            outlines += [outline for outline, _ in theirs if outline]
            broken |= {slug for outline, slug in theirs if outline is None}
        index = _index(outlines, broken, as_of, found)
        around = Surroundings(registry, index.states)
        names = recall.names
        done = [_resolve(item, index, around, names) for item in progress.over(loaded, "Resolving")]
        if not team.leads:
            team.hand_in(done)
        done += [one for theirs in team.collect() for one in theirs]
    stale = [file for file in files if _is_stale(known.get(file.path), around)]
    with Team(_size(stale, jobs)) as team:
        mine = progress.over(team.share_of_others(stale), "Resolving")
        again = [_resolve(_load(file), index, around, names) for file in mine]
        if not team.leads:
            team.hand_in(again)
        done += [*again, *(one for theirs in team.collect() for one in theirs)]
    for path, resolved, problems in done:
        found.extend(problems)
        known.pop(path, None)
        if resolved is not None:
            known[path] = resolved
    published = {
        slug: known[path]
        for slug, path in sorted(index.owners.items(), key=lambda pair: pair[1])
        if index.states[slug] is State.PUBLIC and path in known
    }
    for resolved in published.values():
        found.extend(resolved.problems)
    recall.keep({known.outline.path: known for known in published.values()})
    return Desk(published=published)


def _size(files: Sequence[File], jobs: int) -> int:
    """One process, or a leader and those that do the work."""
    workers = min(jobs, len(files) // FILES_A_JOB)
    return 1 if workers < 2 else 1 + workers  # noqa: PLR2004 - alone, or not


def _load(file: File) -> _Loaded:
    draft, slug, problems = load_briefing(file.path, file.data)
    return _Loaded(file, _outline(draft) if draft else None, slug, draft, problems)


def _outline(draft: BriefingDraft) -> Outline:
    fields, document = draft.fields, draft.document
    has_id = "id" in document.root.items
    return Outline(
        path=draft.path,
        id=draft.id,
        span=document.span(document.find(("id",))) if has_id else Span(path=draft.path),
        withheld=fields.status is Status.DRAFT or fields.tlp is not Tlp.CLEAR,
        embargo_until=fields.embargo_until,
        faulty=bool(draft.faulty),
    )


def _index(
    outlines: Iterable[Outline], broken: Iterable[str], as_of: datetime | None, found: Collector
) -> _Index:
    """Briefings by id; two that differ in letter case or Unicode form alone share an address."""
    owners: dict[str, str] = {}
    states: dict[str, State] = {}
    taken: dict[str, Outline] = {}
    for outline in sorted(outlines, key=lambda outline: outline.path):
        address = unicodedata.normalize("NFKC", outline.id).casefold()
        other = taken.setdefault(address, outline)
        if other is outline:
            owners[outline.id] = outline.path
            states[outline.id] = _state(outline, as_of)
        else:
            message = f"{other.path} has the id {other.id} too"
            found.report("shared-address", message, outline.span)
    states.update({slug: State.BROKEN for slug in sorted(broken) if slug not in states})
    return _Index(owners, states)


def _state(outline: Outline, as_of: datetime | None) -> State:
    if outline.faulty:
        return State.BROKEN
    over = outline.embargo_until is None or (as_of is not None and outline.embargo_until <= as_of)
    return State.PUBLIC if over and not outline.withheld else State.PRIVATE


def _is_stale(known: Resolved | None, around: Surroundings) -> bool:
    return known is not None and not around.would_answer(known.asked)


def _resolve(
    item: _Loaded, index: _Index, around: Surroundings, names: str
) -> tuple[str, Resolved | None, tuple[Diagnostic, ...]]:
    """The path, what the draft comes to if it is published, and what is wrong with it."""
    path, draft = item.file.path, item.draft
    if draft is None or item.outline is None or index.owners.get(draft.id) != path:
        return path, None, item.problems
    found = Collector()
    briefing = resolve(draft, item.file.digest, around, found)
    problems = tuple(found)
    if index.states[draft.id] is not State.PUBLIC:
        return path, None, (*item.problems, *problems)
    document = draft.document
    resolved = Resolved(
        outline=item.outline,
        asked=around.asked,
        names=names,
        words=array("I", sorted(words_of(briefing.body.text))).tobytes(),
        succession={
            field: (getattr(briefing, field), document.span(document.find((field,))))
            for field in _SUCCESSION
            if getattr(briefing, field)
        },
        problems=item.problems,
        packed=pack(briefing),
        lasting=not problems,
    )
    return path, resolved, problems
