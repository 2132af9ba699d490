"""All briefings by year and month."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby

from generator.content.model import Artifact, Briefing, Site
from generator.core.messages import N_
from generator.render.templating import page_writer, words_in
from generator.render.urls import (
    ARCHIVE,
    ListPage,
    archive_month,
    archive_year,
    list_pages,
    page_of,
)

__all__ = ["render"]


def render(site: Site) -> Iterator[Artifact]:
    """An overview of the years, a page for each year, and lists for each month."""
    words = words_in(site.settings)
    months = [
        (month, list(group))
        for month, group in groupby(
            site.briefings.values(), key=lambda briefing: briefing.date.replace(day=1)
        )
    ]
    years = [(year, list(group)) for year, group in groupby(months, key=lambda pair: pair[0].year)]
    hidden = {"search": {"exclude": True}}
    title = words.message(N_("All briefings"))
    yield Artifact(
        path=ARCHIVE,
        title=title,
        write=page_writer(
            "archive.md.jinja",
            site.settings,
            ARCHIVE,
            hidden,
            title=title,
            years=years,
            archive_year=archive_year,
            archive_month=archive_month,
        ),
        updated=_newest(list(site.briefings.values())),
    )
    for year, of_year in years:
        page = archive_year(year)
        yield Artifact(
            path=page,
            title=str(year),
            write=page_writer(
                "archive.md.jinja",
                site.settings,
                page,
                hidden,
                title=str(year),
                years=[(year, of_year)],
                archive_year=archive_year,
                archive_month=archive_month,
            ),
            updated=_newest([briefing for _, group in of_year for briefing in group]),
        )
    for month, briefings in months:
        yield from _month(site, month, briefings)


def _month(site: Site, month: date, briefings: list[Briefing]) -> Iterator[Artifact]:
    title = words_in(site.settings).month(month)
    for page in list_pages(archive_month(month), briefings, site.settings.page_size):
        write = page_writer(
            "month.md.jinja",
            site.settings,
            page.path,
            {"search": {"exclude": True}},
            site=site,
            month=month,
            list=page,
            page_of=page_of,
            archive_year=archive_year,
        )
        yield Artifact(
            path=page.path,
            title=title,
            write=write,
            inputs=tuple(briefing.key for briefing in page.items),
            updated=_newest(briefings),
            depends=partial(_depends, site, page),
        )


def _depends(site: Site, page: ListPage[Briefing]) -> str:
    """Everything that a list of a month shows."""
    listed = [(b.key, b.title, b.date, b.type, b.summary) for b in page.items]
    place = (page.path, page.number, page.total, page.newer, page.older)
    return repr((site.settings, place, listed))


def _newest(briefings: list[Briefing]) -> date | None:
    return max((briefing.last_changed for briefing in briefings), default=None)
