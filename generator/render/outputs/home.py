"""The first page: what is new, what changed, what to watch, what the desk covers most."""

from collections.abc import Iterator
from datetime import date

from generator.content.model import Artifact, Assessment, Briefing, Site, Watch
from generator.render.templating import page_writer, words_in
from generator.render.urls import ARCHIVE, HOME, index_page, page_of
from generator.schema.kinds import kinds_of
from generator.schema.vocabulary import Trend, WatchStatus

__all__ = ["render"]

LATEST = 10
CHANGED = 8
WATCHED = 10
COVERED = 8


def render(site: Site) -> Iterator[Artifact]:
    """The home page."""
    words = words_in(site.settings)
    briefings = list(site.briefings.values())
    write = page_writer(
        "home.md.jinja",
        site.settings,
        HOME,
        {"search": {"exclude": True}},
        site=site,
        page_of=page_of,
        archive=ARCHIVE,
        latest=briefings[:LATEST],
        changed=_changed(briefings)[:CHANGED],
        watch=_watched(briefings)[:WATCHED],
        covered=_covered(site),
        index_page=index_page,
        period=lambda item: words.period(item.start, item.end, None),
    )
    yield Artifact(
        path=HOME,
        title=site.settings.site_name,
        write=write,
        inputs=tuple(briefing.key for briefing in briefings[:LATEST]),
        updated=max((briefing.last_changed for briefing in briefings), default=None),
    )


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
