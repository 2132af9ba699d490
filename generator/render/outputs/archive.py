"""All briefings by year and month."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TypeAlias

from generator.content.model import Artifact, Briefing, Site
from generator.core.messages import N_
from generator.render.excerpt import Line, line
from generator.render.page import HIDDEN, Page
from generator.render.templating import words_in
from generator.render.urls import ARCHIVE, ListPage, archive_month, archive_year, list_pages

__all__ = ["render"]

_Months: TypeAlias = list[tuple[date, list[Briefing]]]
"""The first day of each month, newest first, and its briefings."""


def render(site: Site) -> Iterator[Artifact]:
    """An overview of the years, a page for each year, and lists for each month."""
    months: _Months = [
        (month, list(group))
        for month, group in groupby(
            site.briefings.values(), key=lambda briefing: briefing.date.replace(day=1)
        )
    ]
    years = [(year, list(group)) for year, group in groupby(months, key=lambda pair: pair[0].year)]
    yield _overview(site, ARCHIVE, words_in(site.settings).message(N_("All briefings")), years)
    for year, of_year in years:
        yield _overview(site, archive_year(year), str(year), [(year, of_year)])
    for month, briefings in months:
        yield from _month(site, month, briefings)


def _overview(site: Site, path: str, title: str, years: list[tuple[int, _Months]]) -> Artifact:
    """The months of some years with how many briefings each has."""
    counts = [
        (year, [(month, len(briefings)) for month, briefings in months]) for year, months in years
    ]
    page = Page(
        path=path,
        title=title,
        template="archive.md.jinja",
        settings=site.settings,
        front=HIDDEN,
        values=lambda: {"title": title, "years": counts},
    )
    return page.artifact(
        updated=_newest([one for _, months in years for _, of in months for one in of])
    )


def _month(site: Site, month: date, briefings: list[Briefing]) -> Iterator[Artifact]:
    listed = [line(site, briefing) for briefing in briefings]
    for part in list_pages(archive_month(month), listed, site.settings.page_size):

        def values(part: ListPage[Line] = part) -> Mapping[str, object]:
            return {"month": month, "list": part}

        yield Page(
            path=part.path,
            title=words_in(site.settings).month(month),
            template="month.md.jinja",
            settings=site.settings,
            front=HIDDEN,
            values=values,
        ).artifact(updated=_newest(briefings))


def _newest(briefings: Sequence[Briefing]) -> date | None:
    return max((briefing.last_changed for briefing in briefings), default=None)
