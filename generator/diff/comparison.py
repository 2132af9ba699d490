"""What a change does to a site: pages, entities that gain or lose briefings, what is due."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.content.model import Artifact, Site
from generator.schema.vocabulary import WatchStatus

__all__ = ["Comparison", "Coverage", "Due", "PageRef", "compare", "with_own_pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """A page of either site."""

    path: str
    """Of its Markdown, relative to the site's pages."""
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """An entity that is covered by other briefings than before."""

    key: str
    name: str
    before: int
    after: int
    gained: tuple[str, ...]
    """Titles of the briefings that are about it now."""
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An open item to watch whose time has come, and had not before."""

    text: str
    end: dt.date
    briefing: str
    """Title of the briefing that has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that differs, in the order of paths and names."""

    added: tuple[PageRef, ...]
    changed: tuple[PageRef, ...]
    removed: tuple[PageRef, ...]
    entities: tuple[Coverage, ...]
    due: tuple[Due, ...]


def compare(
    old: Site,
    before: Iterable[Artifact],
    new: Site,
    after: Iterable[Artifact],
    today: dt.date | None = None,
) -> Comparison:
    """Compare two sites and their artifacts.

    Items are due that end on `today` or earlier, by default the day of a site's newest briefing;
    those that were due before the change are no difference.
    """
    were = {one.path: one for one in before if one.is_page}
    are = {one.path: one for one in after if one.is_page}
    return Comparison(
        added=_pages(are, are.keys() - were.keys()),
        changed=_pages(
            are,
            {
                path
                for path in are.keys() & were.keys()
                if are[path].fingerprint() != were[path].fingerprint()
                and are[path].content != were[path].content
            },
        ),
        removed=_pages(were, were.keys() - are.keys()),
        entities=tuple(_coverage(old, new)),
        due=tuple(sorted(_due(new, today) - _due(old, today), key=_by_day)),
    )


def with_own_pages(artifacts: Iterable[Artifact], docs: Path) -> list[Artifact]:
    """Artifacts and the pages that the owner keeps in `docs`, which stand in place of ours."""
    own = {
        path.relative_to(docs).as_posix(): path.read_text("utf-8", errors="replace")
        for path in sorted(docs.rglob("*.md"))
        if path.is_file() and not path.is_symlink()
    }
    pages = [
        Artifact(path=path, title=_title(text) or path, write=partial(str, text))
        for path, text in own.items()
    ]
    return [*(one for one in artifacts if one.path not in own), *pages]


def _title(text: str) -> str:
    heading = re.search(r"(?m)^# +(.+)$", text)
    return heading[1].strip() if heading else ""


def _pages(artifacts: Mapping[str, Artifact], paths: Iterable[str]) -> tuple[PageRef, ...]:
    return tuple(PageRef(path=path, title=artifacts[path].title) for path in sorted(paths))


def _coverage(old: Site, new: Site) -> Iterable[Coverage]:
    for key in sorted(old.backlinks.keys() | new.backlinks.keys()):
        before = {link.briefing for link in old.backlinks.get(key, ())}
        after = {link.briefing for link in new.backlinks.get(key, ())}
        if before == after:
            continue
        entity = new.entities.get(key) or old.entities[key]
        yield Coverage(
            key=key,
            name=entity.name,
            before=len(before),
            after=len(after),
            gained=tuple(sorted(new.briefings[one].title for one in after - before)),
            lost=tuple(sorted(old.briefings[one].title for one in before - after)),
        )


def _due(site: Site, today: dt.date | None) -> set[Due]:
    by = today or max((one.date for one in site.briefings.values()), default=dt.date.min)
    return {
        Due(text=item.text, end=item.end, briefing=briefing.title)
        for briefing in site.briefings.values()
        for item in briefing.watch
        if item.status is WatchStatus.OPEN and item.end is not None and item.end <= by
    }


def _by_day(due: Due) -> tuple[dt.date, str, str]:
    return due.end, due.text, due.briefing
