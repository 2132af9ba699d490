"""One page an entity, whatever its kind: what it is, and everything that names it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from generator.content.model import (
    Artifact,
    Backlink,
    Briefing,
    Entity,
    Event,
    Searchable,
    Site,
    Tie,
)
from generator.render.excerpt import Line, excerpt, line
from generator.render.page import HIDDEN, Page
from generator.render.templating import words_in
from generator.render.urls import ListPage, list_pages, page_of
from generator.schema.kinds import kinds_of, tie_types

__all__ = ["render"]

TOGETHER = 12
"""How many entities a page lists as appearing with its own."""
HISTORY = 20
"""How many assessments, and how many events, a page lists."""

LISTS = ("briefings", "together", "events", "assessments", "authored")
"""Sections whose text is that of other pages."""


def render(site: Site) -> Iterator[Artifact]:
    """Pages of all entities that were not merged into another."""
    captions = {kind.name: kind.caption for kind in kinds_of(site.settings)}
    for entity in site.entities.values():
        if entity.merged_into is None:
            yield from _pages(site, entity, captions[entity.kind])


def _pages(site: Site, entity: Entity, caption: str) -> Iterator[Artifact]:
    backlinks = site.backlinks.get(entity.key, ())
    front = {"description": entity.summary} if entity.summary else {}
    for part in list_pages(page_of(entity.key), backlinks, site.settings.page_size):
        page = Page(
            path=part.path,
            title=entity.name,
            template="entity.md.jinja",
            settings=site.settings,
            front=front if part.is_first else HIDDEN,
            values=partial(_values, site, entity, caption, part),
        )
        yield page.artifact(
            updated=_newest(site, part.items),
            search=_searchable(site, entity, caption) if part.is_first else None,
        )


def _searchable(site: Site, entity: Entity, caption: str) -> Searchable:
    names = (entity.name, *entity.other_names, *(old for old, _ in entity.previous_names))
    return Searchable(
        facets={"kind": (words_in(site.settings).message(caption),)},
        names=tuple(dict.fromkeys((*names, *entity.foreign_names))),
        lists=LISTS,
    )


def _values(
    site: Site, entity: Entity, caption: str, part: ListPage[Backlink]
) -> Mapping[str, object]:
    through = [link.through for link in part.items if link.through]
    common: dict[str, object] = {
        "entity": entity,
        "caption": caption,
        "list": part,
        "total": len(site.backlinks.get(entity.key, ())),
        "years": _by_year(site, part.items),
    }
    if not part.is_first:
        return {**common, "site": excerpt(site, through)}
    together, ties = site.together.get(entity.key, ()), _ties(site, entity)
    together = tuple(pair for pair in together if pair[1] > 1)[:TOGETHER] or together[:TOGETHER]
    shown = [*through, *(key for key, _ in together)]
    shown += [other for _, entries in ties for other, _ in entries if other]
    shown += [entity.replaced_by] if entity.replaced_by else []
    authored = site.authored.get(entity.key, ())
    briefings = [site.briefings[link.briefing] for link in site.backlinks.get(entity.key, ())]
    return {
        **common,
        "site": excerpt(site, dict.fromkeys(shown)),
        "assessments": [
            (line(site, briefing), assessment)
            for briefing in briefings
            for assessment in briefing.assessments
            if assessment.entity == entity.key
        ][:HISTORY],
        "events": _events(site, briefings, entity.key)[:HISTORY],
        "together": together,
        "office": _office(entity),
        "ties": ties,
        "authored": [line(site, site.briefings[key]) for key in authored[:HISTORY]],
    }


def _events(site: Site, briefings: Sequence[Briefing], key: str) -> list[tuple[Line, Event]]:
    """Events about an entity, the newest first."""
    events = [
        (line(site, briefing), event)
        for briefing in briefings
        for event in briefing.events
        if key in event.about
    ]
    return sorted(events, key=lambda pair: pair[1].start, reverse=True)


def _office(entity: Entity) -> tuple[str | None, Tie] | None:
    """What a person is first: the office that has not ended, or the last one."""
    offices = [tie for tie in entity.ties if tie.text]
    held = [tie for tie in offices if tie.until is None]
    return next(((tie.other, tie) for tie in (*held, *offices)), None)


def _newest(site: Site, backlinks: Sequence[Backlink]) -> date | None:
    dates = (site.briefings[link.briefing].last_changed for link in backlinks)
    return max(dates, default=None)


def _by_year(
    site: Site, backlinks: Sequence[Backlink]
) -> list[tuple[int, list[tuple[Line, Backlink]]]]:
    pairs = [(line(site, site.briefings[link.briefing]), link) for link in backlinks]
    return [
        (year, list(group)) for year, group in groupby(pairs, key=lambda pair: pair[0].date.year)
    ]


def _ties(site: Site, entity: Entity) -> list[tuple[str, list[tuple[str | None, Tie]]]]:
    """Caption and entries of each sort of tie, seen from this entity, in both directions."""
    groups: dict[str, list[tuple[str | None, Tie]]] = {}
    for name, tie_type in tie_types(kinds_of(site.settings)).items():
        groups[tie_type.caption] = [(tie.other, tie) for tie in entity.ties if tie.type == name]
        groups[tie_type.inverse] = [
            (other, tie)
            for other, tie in site.inverse_ties.get(entity.key, ())
            if tie.type == name and other not in {mine.other for mine in entity.ties}
        ]
    return [(caption, entries) for caption, entries in groups.items() if entries]
