"""One page an entity, whatever its kind: what it is, and everything that names it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from generator.content.model import (
    Artifact,
    Assessment,
    Backlink,
    Briefing,
    Entity,
    Event,
    Searchable,
    Site,
    Tie,
)
from generator.render.templating import page_text, words_in
from generator.render.urls import ListPage, list_pages, page_of
from generator.schema.kinds import kinds_of, tie_types

__all__ = ["render"]

TOGETHER = 12
"""How many entities a page lists as appearing with its own."""
HISTORY = 20
"""How many assessments, and how many events, a page lists."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """What briefings say of one entity over time, newest first."""

    assessments: tuple[tuple[Briefing, Assessment], ...]
    events: tuple[tuple[Briefing, Event], ...]


def render(site: Site) -> Iterator[Artifact]:
    """Pages of all entities that were not merged into another."""
    captions = {kind.name: kind.caption for kind in kinds_of(site.settings)}
    for entity in site.entities.values():
        if entity.merged_into is None:
            yield from _pages(site, entity, captions[entity.kind])


def _pages(site: Site, entity: Entity, caption: str) -> Iterator[Artifact]:
    backlinks = site.backlinks.get(entity.key, ())
    for page in list_pages(page_of(entity.key), backlinks, site.settings.page_size):
        yield Artifact(
            path=page.path,
            title=entity.name,
            write=partial(_text, site, entity, caption, page),
            inputs=(entity.key, *(link.briefing for link in page.items)),
            updated=_newest(site, page.items),
            depends=partial(_depends, site, entity, caption, page),
            search=_searchable(site, entity, caption) if page.is_first else None,
        )


def _depends(site: Site, entity: Entity, caption: str, page: ListPage[Backlink]) -> str:
    """Everything that `_text` reads: the entity, and what it shows of briefings and entities."""
    listed = [
        (link, *_line(site.briefings[link.briefing]), link.through and _chip(site, link.through))
        for link in page.items
    ]
    place = (page.path, page.number, page.total, page.newer, page.older)
    common = (site.settings, entity, caption, place, listed)
    if not page.is_first:
        return repr(common)
    backlinks = site.backlinks.get(entity.key, ())
    dated = _dated(site, entity, backlinks)
    return repr(
        (
            *common,
            len(backlinks),
            [(_line(briefing), assessment) for briefing, assessment in dated.assessments],
            [(_line(briefing), event) for briefing, event in dated.events],
            [(_chip(site, key), count) for key, count in site.together.get(entity.key, ())],
            [
                (heading, [(other and _chip(site, other), tie) for other, tie in ties])
                for heading, ties in _ties(site, entity)
            ],
            entity.replaced_by and _chip(site, entity.replaced_by),
            [_line(site.briefings[key]) for key in site.authored.get(entity.key, ())],
        )
    )


def _line(briefing: Briefing) -> tuple[object, ...]:
    return (briefing.key, briefing.title, briefing.date, briefing.type)


def _chip(site: Site, key: str) -> tuple[str, str, str]:
    return (key, site.entities[key].name, site.entities[key].symbol)


def _searchable(site: Site, entity: Entity, caption: str) -> Searchable:
    names = (entity.name, *entity.other_names, *(old for old, _ in entity.previous_names))
    return Searchable(
        facets={"kind": (words_in(site.settings).message(caption),)},
        names=tuple(dict.fromkeys((*names, *entity.foreign_names))),
        ends_at="briefings",
    )


def _text(site: Site, entity: Entity, caption: str, page: ListPage[Backlink]) -> str:
    backlinks = site.backlinks.get(entity.key, ())
    together = site.together.get(entity.key, ())
    words = words_in(site.settings)
    front: dict[str, object] = {"description": entity.summary} if entity.summary else {}
    return page_text(
        "entity.md.jinja",
        site.settings,
        page.path,
        front if page.is_first else {"search": {"exclude": True}},
        site=site,
        entity=entity,
        caption=caption,
        page_of=page_of,
        list=page,
        total=len(backlinks),
        years=_by_year(site, page.items),
        dated=_dated(site, entity, backlinks if page.is_first else ()),
        together=[pair for pair in together if pair[1] > 1][:TOGETHER] or together[:TOGETHER],
        ties=_ties(site, entity),
        authored=[site.briefings[key] for key in site.authored.get(entity.key, ())],
        history=HISTORY,
        period=lambda item: words.period(item.start, item.end, item.precision),
    )


def _newest(site: Site, backlinks: Sequence[Backlink]) -> date | None:
    dates = (site.briefings[link.briefing].last_changed for link in backlinks)
    return max(dates, default=None)


def _by_year(
    site: Site, backlinks: Sequence[Backlink]
) -> list[tuple[int, list[tuple[Briefing, Backlink]]]]:
    pairs = [(site.briefings[link.briefing], link) for link in backlinks]
    return [
        (year, list(group)) for year, group in groupby(pairs, key=lambda pair: pair[0].date.year)
    ]


def _dated(site: Site, entity: Entity, backlinks: tuple[Backlink, ...]) -> _Dated:
    briefings = [site.briefings[link.briefing] for link in backlinks]
    events = [
        (briefing, event)
        for briefing in briefings
        for event in briefing.events
        if entity.key in event.about
    ]
    return _Dated(
        assessments=tuple(
            (briefing, assessment)
            for briefing in briefings
            for assessment in briefing.assessments
            if assessment.entity == entity.key
        ),
        events=tuple(sorted(events, key=lambda pair: pair[1].start, reverse=True)),
    )


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
