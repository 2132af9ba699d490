"""Where every page lies. The one place that decides it, so that links and files agree."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from urllib.parse import quote

from generator.schema.kinds import KINDS
from generator.schema.settings import Settings

__all__ = [
    "ARCHIVE",
    "DIAGNOSTICS",
    "FIELDS",
    "HOME",
    "MAP",
    "METHODOLOGY",
    "SEARCH",
    "SEARCH_WORDS",
    "WORLD_MAP",
    "ListPage",
    "absolute",
    "address_in_site",
    "archive_month",
    "archive_year",
    "flag",
    "index_page",
    "list_pages",
    "page_of",
    "relative",
    "source_anchor",
]

HOME = "index.md"
ARCHIVE = "archive/index.md"
METHODOLOGY = "methodology.md"
FIELDS = "reference/fields.md"
DIAGNOSTICS = "reference/diagnostics.md"
SEARCH = "search.md"
MAP = "map/index.md"
WORLD_MAP = "assets/maps/world.svg"
SEARCH_WORDS = "assets/briefing-search.json"

_FOLDERS = {"briefing": "briefings", **{kind.name: kind.field for kind in KINDS}}
"""By kind; those of a kind that a site's owner added lie in a folder of its own name."""
_T = TypeVar("_T")


def page_of(key: str) -> str:
    """The Markdown file of a briefing or entity, by its key."""
    kind, _, slug = key.partition("/")
    return f"{_FOLDERS.get(kind, kind)}/{slug}.md"


def index_page(field: str) -> str:
    """The A-Z index of a kind."""
    return f"{field}/index.md"


def flag(name: str) -> str:
    """The picture of a flag."""
    return f"assets/flags/{name}.svg"


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


def absolute(settings: Settings, path: str) -> str | None:
    """The address of an output file on the web; None if the site has none. A fragment stays."""
    return f"{settings.site_url}{address_in_site(settings, path)}" if settings.site_url else None


def address_in_site(settings: Settings, path: str) -> str:
    """The address of an output file as seen from the site's first page. A fragment stays.

    A page has the address that MkDocs gives it.
    """
    path, hash_, fragment = path.partition("#")
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".md")
    if stem != name:
        if settings.directory_urls:
            name = "" if stem in {"index", "README"} else f"{stem}/"
        else:
            name = "index.html" if stem == "README" else f"{stem}.html"
    place = _quoted(f"{folder}/{name}" if folder else name)
    return f"{place}{hash_}{_quoted(fragment)}"


def _quoted(text: str) -> str:
    """A part of an address; bytes of a name that is no text (PEP 383) are told as they are."""
    return quote(text, errors="surrogateescape")


def source_anchor(source: str) -> str:
    """The fragment of a source in its briefing's list."""
    return f"source-{source}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Generic[_T]):
    """One page of a list that goes on over several."""

    path: str
    number: int
    """Its place counted from the oldest page, which is 1; the first page has the highest."""
    items: Sequence[_T]
    total: int
    """How many items the whole list has; 0 on any page but the first."""
    newer: str | None
    """The page before, if there is one."""
    older: str | None
    """The page after, if there is one."""

    @property
    def is_first(self) -> bool:
        """Whether this is the page that a reader comes to."""
        return self.newer is None


def list_pages(first: str, items: Sequence[_T], size: int) -> Iterator[ListPage[_T]]:
    """Split a list, newest first, over `first` and `first/page-N`; at least one page.

    Pages are filled from the oldest item on and numbered in that order, so that a new item
    changes the first page, now and then the second, and none of the others; their addresses
    stay true. What does not fill half a page is put before another half on the first page:
    no list begins with a page of one. `size` is at least 2. An index (`…/index.md`) has its
    further pages beside it.
    """
    stem = first.removesuffix(".md").removesuffix("/index")
    half, total = size // 2, len(items)
    begun = total if total <= size else half + (total - 1) % half + 1
    ends = list(range(total, begun, -2 * half))[::-1]
    starts = [0, *(max(begun, end - 2 * half) for end in ends)]
    count = len(starts)
    paths = [first, *(f"{stem}/page-{number}.md" for number in range(count - 1, 0, -1))]
    for index, (start, end, path) in enumerate(zip(starts, [begun, *ends], paths, strict=True)):
        yield ListPage(
            path=path,
            number=count - index,
            items=items[start:end],
            total=0 if index else total,
            newer=paths[index - 1] if index else None,
            older=paths[index + 1] if index + 1 < count else None,
        )
