"""One page a briefing: the bottom line, the evidence, then where to go from here."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.content.model import Artifact, Briefing, Related, Searchable, Site
from generator.content.related import ReadNext
from generator.core.messages import N_
from generator.render.excerpt import excerpt, line
from generator.render.page import HIDDEN, Page
from generator.render.templating import words_in
from generator.render.urls import page_of
from generator.schema.kinds import kinds_of
from generator.schema.terms import LIKELIHOOD_RANGES
from generator.schema.vocabulary import Role

__all__ = ["main_subjects", "minutes", "render"]

CHIPS = 6
"""How many entities a result of the search shows."""
WORDS_A_MINUTE = 220
"""How fast one reads, about."""


def render(site: Site) -> Iterator[Artifact]:
    """Pages of all published briefings, and notices for the withdrawn ones."""
    read_next = ReadNext(site)
    order = list(site.briefings.values())
    for index, briefing in enumerate(order):
        newer = order[index - 1] if index else None
        older = order[index + 1] if index + 1 < len(order) else None
        yield _page(site, briefing, newer, older, read_next)
    for briefing in site.withdrawn.values():
        yield _notice(site, briefing, read_next.after(briefing.key))


def _page(
    site: Site,
    briefing: Briefing,
    newer: Briefing | None,
    older: Briefing | None,
    read_next: ReadNext,
) -> Artifact:
    page = Page(
        path=page_of(briefing.key),
        title=briefing.title,
        template="briefing.md.jinja",
        settings=site.settings,
        front=_front(site, briefing),
        values=partial(_values, site, briefing, newer, older, read_next),
    )
    return page.artifact(updated=briefing.last_changed, search=_searchable(site, briefing))


def _values(
    site: Site,
    briefing: Briefing,
    newer: Briefing | None,
    older: Briefing | None,
    read_next: ReadNext,
) -> Mapping[str, object]:
    related = read_next.after(briefing.key)
    shown = [note.entity for note in briefing.annotations]
    shown += [one.entity for one in briefing.assessments]
    shown += [key for one in briefing.relations for key in (one.origin, one.target)]
    shown += [key for item in related for key in item.shared]
    return {
        "briefing": briefing,
        "site": excerpt(site, dict.fromkeys(shown), [item.briefing for item in related]),
        "minutes": minutes(briefing),
        "main": main_subjects(briefing),
        "groups": _groups(site, briefing),
        "wider": [note.entity for note in briefing.annotations if note.through],
        "ranges": LIKELIHOOD_RANGES,
        "numbers": {source.id: source.number for source in briefing.sources},
        "newer": newer and line(site, newer),
        "older": older and line(site, older),
        "related": related,
    }


def _front(site: Site, briefing: Briefing) -> dict[str, str]:
    """What the page says to machines: its description, its language and direction if others."""
    front = {"description": briefing.summary}
    words = words_in(site.settings)
    if briefing.lang and words.is_foreign(briefing.lang):
        front["lang"] = briefing.lang
    turn = words.turn(briefing.title, briefing.lang)
    if turn:
        front["dir"] = turn
    return front


def _searchable(site: Site, briefing: Briefing) -> Searchable:
    """What the search knows of a briefing: what it is about, when, and which way things go."""
    words = words_in(site.settings)
    facets: dict[str, tuple[str, ...]] = {
        "kind": (words.message(N_("Briefing")),),
        "year": (str(briefing.date.year),),
    }
    for kind in kinds_of(site.settings):
        facets[kind.field] = tuple(
            site.entities[note.entity].name
            for note in briefing.annotations
            if site.entities[note.entity].kind == kind.name
        )
    if briefing.type:
        facets["type"] = (words.term(briefing.type),)
    facets["trend"] = tuple(dict.fromkeys(words.term(a.trend) for a in briefing.assessments))
    shown = [note.entity for note in briefing.annotations if note.role is not Role.MENTIONS]
    return Searchable(
        facets=facets,
        date=briefing.date.isoformat(),
        chips=tuple((site.entities[key].name, page_of(key)) for key in shown[:CHIPS]),
        lists=("related",),
    )


def _notice(site: Site, briefing: Briefing, related: tuple[Related, ...]) -> Artifact:
    """What is left of a withdrawn briefing: its title, why it went, and what replaced it."""

    def values() -> Mapping[str, object]:
        shared = [key for item in related for key in item.shared]
        return {
            "briefing": briefing,
            "site": excerpt(site, shared, [item.briefing for item in related]),
            "related": related,
        }

    return Page(
        path=page_of(briefing.key),
        title=briefing.title,
        template="withdrawn.md.jinja",
        settings=site.settings,
        front=HIDDEN,
        values=values,
    ).artifact(updated=briefing.last_changed)


def main_subjects(briefing: Briefing) -> list[str]:
    """Keys of what it is mainly about; of all it is about where nothing is its main subject."""
    own = [note for note in briefing.annotations if not note.through]
    main = [note.entity for note in own if note.role is Role.PRIMARY]
    return main or [note.entity for note in own if note.role is Role.ABOUT]


def minutes(briefing: Briefing) -> int:
    """How long one reads it, in whole minutes; at least one."""
    return max(1, round(len(briefing.body.text.split()) / WORDS_A_MINUTE))


def _groups(site: Site, briefing: Briefing) -> list[tuple[str, list[str]]]:
    """What else the file names, as caption and keys, in the order of the table of kinds."""
    main = main_subjects(briefing)
    groups = []
    for kind in kinds_of(site.settings):
        keys = [
            note.entity
            for note in briefing.annotations
            if not note.through
            and note.entity not in main
            and site.entities[note.entity].kind == kind.name
        ]
        if keys:
            groups.append((kind.plural, keys))
    return groups
