"""Where every page lies. The one place that decides it, so that links and files agree."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from generator.kinds import KINDS

__all__ = [
    "ARCHIVE",
    "HOME",
    "METHODOLOGY",
    "SEARCH",
    "SEARCH_WORDS",
    "ListPage",
    "archive_month",
    "archive_year",
    "index_page",
    "list_pages",
    "page_of",
    "relative",
    "source_anchor",
]

HOME = "index.md"
ARCHIVE = "archive/index.md"
METHODOLOGY = "methodology.md"
SEARCH = "search.md"
SEARCH_WORDS = "assets/briefing-search.json"

_FOLDERS = {"briefing": "briefings", **{kind.name: kind.field for kind in KINDS}}
_T = TypeVar("_T")


def page_of(key: str) -> str:
    """The Markdown file of a briefing or entity, by its key."""
    kind, _, slug = key.partition("/")
    return f"{_FOLDERS[kind]}/{slug}.md"


def index_page(field: str) -> str:
    """The A-Z index of a kind."""
    return f"{field}/index.md"


def archive_year(year: int) -> str:
    """The months of one year."""
    return f"archive/{year:04}.md"


def archive_month(when: date) -> str:
    """The briefings of one month."""
    return f"archive/{when:%Y-%m}.md"


def relative(target: str, page: str) -> str:
    """The address of one Markdown file as written in another; a fragment stays."""
    path, hash_, fragment = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + hash_ + fragment


def source_anchor(source: str) -> str:
    """The fragment of a source in its briefing's list."""
    return f"source-{source}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Generic[_T]):
    """One page of a list that goes on over several."""

    path: str
    number: int
    count: int
    """How many pages there are."""
    items: Sequence[_T]
    newer: str | None
    """The page before, if there is one."""
    older: str | None
    """The page after, if there is one."""


def list_pages(first: str, items: Sequence[_T], size: int) -> Iterator[ListPage[_T]]:
    """Split a list over `first`, `first/page-2` and so on; at least one page.

    An index (`…/index.md`) has its further pages beside it.
    """
    stem = first.removesuffix(".md").removesuffix("/index")
    count = max(1, -(-len(items) // size))
    paths = [first, *(f"{stem}/page-{number}.md" for number in range(2, count + 1))]
    for index, path in enumerate(paths):
        yield ListPage(
            path=path,
            number=index + 1,
            count=count,
            items=items[index * size : (index + 1) * size],
            newer=paths[index - 1] if index else None,
            older=paths[index + 1] if index + 1 < count else None,
        )
