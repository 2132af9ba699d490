"""The map of the world and its page: where the desk has briefings, and what changed there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from generator.content.model import Artifact, Entity, Site
from generator.core.messages import N_
from generator.render.excerpt import Line, excerpt, line
from generator.render.page import HIDDEN, Page
from generator.render.pictures import world_map
from generator.render.pictures.boundaries import DISPUTED
from generator.render.pictures.svg import MEDIA_TYPE, element
from generator.render.pictures.world_map import Covered, WorldMap
from generator.render.templating import Markdown, Words, words_in
from generator.render.urls import MAP, WORLD_MAP, address_in_site, page_of, relative
from generator.schema.vocabulary import Trend

__all__ = ["POLICY", "country_code", "coverage", "figure", "render"]

POLICY = N_("Boundaries and names are not a position of this desk. Hatched: disputed.")

COVERAGE = N_("Briefings by country")

_LETTERS = {Trend.DETERIORATED: "w", Trend.UNCHANGED: "s", Trend.IMPROVED: "b", None: "n"}


class Row(NamedTuple):
    """A country in the table beside the map."""

    key: str
    code: str
    briefings: int
    """How many briefings name it."""
    trend: Trend | None
    """The newest."""
    assessed: Line | None
    """The briefing that says so."""
    newest: Line | None
    """The newest of all."""


def country_code(entity: Entity) -> str | None:
    """The code under which the atlas has an entity; None for what has no such code."""
    two = (code for code in entity.codes if len(code) == len("KZ"))
    return None if entity.merged_into else next(two, None)


def render(site: Site) -> Iterator[Artifact]:
    """The world as a file, and the page that shows it with the same facts as a table."""
    words = words_in(site.settings)
    rows = _rows(site)
    world = _world(site, rows, words)
    newest = max((row.newest.date for row in rows if row.newest), default=None)
    yield Artifact(
        path=WORLD_MAP,
        media_type=MEDIA_TYPE,
        write=partial(world_map.draw, world),
        depends=partial(repr, world),
        updated=newest,
    )
    yield _page(site, rows, words, newest)


def coverage(site: Site, page: str) -> Markdown | None:
    """The map of coverage as another page shows it; None if nothing would be on it."""
    if not any(country_code(site.entities[key]) for key in site.backlinks):
        return None
    words = words_in(site.settings)
    return figure(words, page, WORLD_MAP, words.message(COVERAGE), words.message(POLICY))


def _page(site: Site, rows: Sequence[Row], words: Words, newest: date | None) -> Artifact:
    title = words.message(N_("Map"))
    return Page(
        path=MAP,
        title=title,
        template="map.md.jinja",
        settings=site.settings,
        front=HIDDEN,
        values=partial(_values, site, rows, words, title),
    ).artifact(updated=newest)


def _values(site: Site, rows: Sequence[Row], words: Words, title: str) -> Mapping[str, object]:
    shown = sorted((row for row in rows if row.briefings), key=lambda row: -row.briefings)
    policy = words.message(POLICY)
    covered = words.message(COVERAGE)
    trends = words.message(N_("Newest assessment by country"))
    return {
        "title": title,
        "site": excerpt(site, [row.key for row in shown]),
        "rows": shown,
        "coverage": figure(words, MAP, WORLD_MAP, covered, policy),
        "trends": figure(words, MAP, f"{WORLD_MAP}#{world_map.TREND}", trends, policy),
        "is_assessed": any(row.trend for row in shown),
        "disputed": [words.message(area.name) for area in DISPUTED],
    }


def figure(words: Words, page: str, picture: str, told: str, caption: str) -> Markdown:
    """A map whose countries lead to their pages: in an `<img>` no link can be followed.

    `page` is an index, so that what it names lies where it says in any form of addresses.
    """
    instead = words.message(N_("The table has all that is on the map."))
    shown = element(
        "object",
        element("a", instead, href=f"{relative(MAP, page).removesuffix('.md')}.html#countries"),
        type=MEDIA_TYPE,
        data=relative(picture, page),
        aria_label=told,
    )
    return Markdown(element("figure", shown, element("figcaption", caption), class_="briefing-map"))


def _rows(site: Site) -> list[Row]:
    """Every country that has a page, by name."""
    assessed: dict[str, tuple[Trend, Line]] = {}
    for briefing in site.briefings.values():
        for one in briefing.assessments:
            assessed.setdefault(one.entity, (one.trend, line(site, briefing)))
    rows = []
    for entity in site.entities.values():
        code = country_code(entity)
        if code is None:
            continue
        own = [one for one in site.backlinks.get(entity.key, ()) if one.through is None]
        newest = line(site, site.briefings[own[0].briefing]) if own else None
        trend, told = assessed.get(entity.key, (None, None))
        rows.append(Row(entity.key, code, len(own), trend, told, newest))
    return rows


def _world(site: Site, rows: Sequence[Row], words: Words) -> WorldMap:
    starts = world_map.steps(max((row.briefings for row in rows), default=0))
    return WorldMap(
        language=site.settings.language,
        title=words.message(N_("Where the briefings are about")),
        description=words.message(
            N_("Countries tinted by how many briefings name them, or by their newest assessment.")
        ),
        policy=words.message(POLICY),
        view=site.settings.map_view,
        coverage=_spans(starts, words),
        trends={_LETTERS[trend]: words.term(trend) for trend in Trend},
        countries={row.code: _covered(site, row, starts, words) for row in rows},
    )


def _spans(starts: Sequence[int], words: Words) -> list[str]:
    """What each step of coverage means: `1`, `2–4`, `5 or more`; a lone one is any number."""
    told = []
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        if following is None:
            told.append(words.message(N_("%(number)s or more")) % {"number": words.number(start)})
        elif following == start + 1:
            told.append(words.number(start))
        else:
            told.append(f"{words.number(start)}–{words.number(following - 1)}")
    return told


def _covered(site: Site, row: Row, starts: Sequence[int], words: Words) -> Covered:
    parts = [site.entities[row.key].name]
    parts.append(
        words.message(N_("briefings: %(number)s")) % {"number": words.number(row.briefings)}
    )
    if row.newest:
        parts.append(words.day(row.newest.date))
    if row.trend:
        parts.append(words.trend(row.trend))
    return Covered(
        told=" · ".join(parts),
        address=f"../../{address_in_site(site.settings, page_of(row.key))}",
        step=sum(row.briefings >= start for start in starts),
        trend=_LETTERS[row.trend],
    )
