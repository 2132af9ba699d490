"""What there is of each kind: a table, or the tree that the entries form."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from generator.content.assessments import newest_assessments
from generator.content.model import Artifact, Entity, Site
from generator.render.excerpt import excerpt
from generator.render.page import HIDDEN, Page
from generator.render.templating import words_in
from generator.render.urls import index_page
from generator.schema.kinds import Kind, kinds_of, tie_types
from generator.schema.vocabulary import Trend

__all__ = ["render"]


class _Row(NamedTuple):
    """What a reader chooses an entity by."""

    briefings: int
    """How many briefings name it."""
    newest: date | None
    """The date of the newest of them."""
    trend: Trend | None
    """What was last said of it."""


def render(site: Site) -> Iterator[Artifact]:
    """One index page for each kind."""
    trends = {key: one.trend for key, (_, one) in newest_assessments(site).items()}
    for kind in kinds_of(site.settings):
        yield Page(
            path=index_page(kind.field),
            title=words_in(site.settings).message(kind.plural),
            template="index.md.jinja",
            settings=site.settings,
            front=HIDDEN,
            values=partial(_values, site, kind, trends),
        ).artifact()


def _values(site: Site, kind: Kind, trends: Mapping[str, Trend]) -> Mapping[str, object]:
    entities = [
        entity
        for entity in site.entities.values()
        if entity.kind == kind.name and entity.merged_into is None
    ]
    rows = {entity.key: _row(site, entity, trends) for entity in entities}
    tree = _tree(site, entities)
    told = [key for key, row in rows.items() if row.briefings]
    return {
        "title": words_in(site.settings).message(kind.plural),
        "site": excerpt(site, rows),
        "rows": rows,
        "tree": tree,
        "covered": [] if tree else told,
        "others": [] if tree else [key for key, row in rows.items() if not row.briefings],
    }


def _row(site: Site, entity: Entity, trends: Mapping[str, Trend]) -> _Row:
    links = site.backlinks.get(entity.key, ())
    newest = site.briefings[links[0].briefing].date if links else None
    return _Row(len(links), newest, trends.get(entity.key))


def _tree(site: Site, entities: list[Entity]) -> list[tuple[int, str]]:
    """Depth and key of each entry, the narrower below the wider; empty where none is narrower.

    An entry that several are wider than stands below each of them, what is narrower than it
    below the first: else few entries could make a tree without end.
    """
    inherits = {name for name, tie in tie_types(kinds_of(site.settings)).items() if tie.inherits}
    wider = {
        entity.key: [tie.other for tie in entity.ties if tie.type in inherits and tie.other]
        for entity in entities
    }
    narrower: dict[str, list[str]] = {}
    for key, others in wider.items():
        for other in others:
            narrower.setdefault(other, []).append(key)
    if not narrower:
        return []

    def below(key: str, depth: int) -> Iterator[tuple[int, str]]:
        yield depth, key
        for one in narrower.pop(key, ()):
            yield from below(one, depth + 1)

    tops = [key for key, others in wider.items() if not any(one in wider for one in others)]
    return [pair for key in tops for pair in below(key, 0)]
