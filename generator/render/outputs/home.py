"""The first page: what is new, what changed, what to watch, what the desk covers most."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from generator.content.model import Artifact, Assessment, Briefing, Site, Watch
from generator.render.excerpt import excerpt, line
from generator.render.page import HIDDEN, Page
from generator.render.urls import ARCHIVE, HOME
from generator.schema.kinds import kinds_of
from generator.schema.vocabulary import Trend, WatchStatus

__all__ = ["render"]

LATEST = 10
CHANGED = 8
WATCHED = 10
COVERED = 8


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
    briefings = list(site.briefings.values())
    latest, changed = briefings[:LATEST], _changed(briefings)[:CHANGED]
    covered = _covered(site)
    shown = [author.entity for one in latest for author in one.authors if author.entity]
    shown += [assessment.entity for _, assessment in changed]
    shown += [key for _, _, entries in covered for key, _ in entries]
    return {
        "title": site.settings.site_name,
        "site": excerpt(site, shown),
        "archive": ARCHIVE,
        "latest": latest,
        "changed": [(line(briefing), assessment) for briefing, assessment in changed],
        "watch": [(line(briefing), item) for briefing, item in _watched(briefings)[:WATCHED]],
        "covered": covered,
    }


def _changed(briefings: list[Briefing]) -> list[tuple[Briefing, Assessment]]:
    """The latest assessment of each entity, newest first, where it is not "unchanged"."""
    latest: dict[str, tuple[Briefing, Assessment]] = {}
    for briefing in briefings:
        for assessment in briefing.assessments:
            latest.setdefault(assessment.entity, (briefing, assessment))
    return [pair for pair in latest.values() if pair[1].trend is not Trend.UNCHANGED]


def _watched(briefings: list[Briefing]) -> list[tuple[Briefing, Watch]]:
    """What is still open, the soonest first; what has no date last."""
    items = [
        (briefing, item)
        for briefing in briefings
        for item in briefing.watch
        if item.status is WatchStatus.OPEN
    ]
    return sorted(items, key=lambda pair: (pair[1].end or date.max, pair[1].start or date.max))


def _covered(site: Site) -> list[tuple[str, str, list[tuple[str, int]]]]:
    """For each kind its caption, its list's name, and the entities most briefings name."""
    counts = {
        key: sum(1 for link in links if link.through is None)
        for key, links in site.backlinks.items()
    }
    groups = []
    for kind in kinds_of(site.settings):
        keys = [
            key for key, count in counts.items() if count and site.entities[key].kind == kind.name
        ]
        keys.sort(key=lambda key: (-counts[key], site.entities[key].name))
        if keys:
            top = [(key, counts[key]) for key in keys[:COVERED]]
            groups.append((kind.plural, kind.field, top))
    return groups
