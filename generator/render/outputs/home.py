"""The first page: what is new, what changed, what to watch, what the desk covers most."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from generator.content.assessments import newest_assessments
from generator.content.model import Artifact, Assessment, Briefing, Site, Watch
from generator.render.excerpt import excerpt, line
from generator.render.outputs.briefings import main_subjects, minutes
from generator.render.outputs.maps import coverage
from generator.render.page import HIDDEN, Page
from generator.render.urls import ARCHIVE, HOME
from generator.schema.vocabulary import Trend, Type, WatchStatus

__all__ = ["render"]

LATEST = 9
CHANGED = 8
WATCHED = 7
COVERED = 12
PLACES = {"lead": 0, "map": 0, "changed": 1, "watch": 1, "latest": 2, "covered": 2}
"""Beside each other stand what comes first and the lists of the rail; then what is as wide."""


def render(site: Site) -> Iterator[Artifact]:
    """The home page."""
    page = Page(
        path=HOME,
        title=site.settings.site_name,
        template="home.md.jinja",
        settings=site.settings,
        front=HIDDEN,
        values=partial(_values, site),
    )
    dates = (briefing.last_changed for briefing in site.briefings.values())
    yield page.artifact(updated=max(dates, default=None))


def _values(site: Site) -> Mapping[str, object]:
    newest = list(site.briefings.values())[: LATEST + 1]
    lead = _lead(site, newest)
    changed, covered = _changed(site), _covered(site)
    main = main_subjects(lead) if lead else []
    shown = [author.entity for author in lead.authors if author.entity] if lead else []
    shown += [*main, *(assessment.entity for _, assessment in changed)]
    shown += [key for key, _, _ in covered]
    return {
        "title": site.settings.site_name,
        "site": excerpt(site, shown),
        "archive": ARCHIVE,
        "parts": sorted(site.settings.front_page, key=PLACES.__getitem__),
        "lead": lead,
        "minutes": minutes(lead) if lead else 0,
        "main": main,
        "latest": [line(site, briefing) for briefing in newest if briefing is not lead][:LATEST],
        "map": coverage(site, HOME) if "map" in site.settings.front_page else None,
        "changed": [(line(site, briefing), assessment) for briefing, assessment in changed],
        "watch": [(line(site, briefing), item) for briefing, item in _watched(site)],
        "covered": covered,
    }


def _lead(site: Site, newest: list[Briefing]) -> Briefing | None:
    """What stands first: the owner's choice, the newest alert among the newest, or the newest."""
    chosen = site.briefings.get(f"briefing/{site.settings.lead}")
    alerts = (briefing for briefing in newest if briefing.type is Type.ALERT)
    return chosen or next(alerts, newest[0] if newest else None)


def _changed(site: Site) -> list[tuple[Briefing, Assessment]]:
    """The latest assessment of each entity, newest first, where it is not "unchanged"."""
    newest = newest_assessments(site).values()
    return [pair for pair in newest if pair[1].trend is not Trend.UNCHANGED][:CHANGED]


def _watched(site: Site) -> list[tuple[Briefing, Watch]]:
    """What is still open, the soonest first; what has no date last."""
    items = [
        (briefing, item)
        for briefing in site.briefings.values()
        for item in briefing.watch
        if item.status is WatchStatus.OPEN
    ]
    items.sort(key=lambda pair: (pair[1].end or date.max, pair[1].start or date.max))
    return items[:WATCHED]


def _covered(site: Site) -> list[tuple[str, int, Trend | None]]:
    """What most briefings name themselves, how many do, and which way it went last."""
    trends = {key: one.trend for key, (_, one) in newest_assessments(site).items()}
    counts = {
        key: sum(1 for link in links if link.through is None)
        for key, links in site.backlinks.items()
    }
    keys = [key for key, count in counts.items() if count]
    keys.sort(key=lambda key: (-counts[key], site.entities[key].name))
    return [(key, counts[key], trends.get(key)) for key in keys[:COVERED]]
