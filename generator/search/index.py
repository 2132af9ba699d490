"""The index of the search: Pagefind over slim pages, in shards that a browser merges.

Pagefind (https://pagefind.app) reads HTML and writes an index of which a reader loads only
the parts that a query needs. It reads attributes that name what a page is about, when, and
what it is called.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from html import escape
from pathlib import Path
from typing import TypeAlias

from generator.content.model import Searchable
from generator.core.folding import fold
from generator.incremental.page_cache import PageCache
from generator.runtime.cache import digest_of
from generator.runtime.workers import available
from generator.search.canonical_order import put_in_order
from generator.search.pagefind import SearchError, index_pages

__all__ = ["BUNDLE", "MAIN", "LostError", "SearchError", "build_index", "shard_of", "slim_page"]

BUNDLE = "pagefind"
"""The folder of the index in the site."""
MAIN = "main"
"""The shard of a small site, and of what has no date."""
SHARD_PAGES = 2000
"""A site of fewer pages has one shard."""
SHARDS = "shards.json"
"""Names of the shards, the newest first."""

UNDATED = "0000-00-00"
"""Sorts after every date."""

_PERMALINK = re.compile(r'<a class="headerlink"[^>]*>.*?</a>', re.DOTALL)
_SECTION = re.compile(r"(?=<h2\b)")
_ID = re.compile(r'<h2\b[^>]*\bid="([^"]*)"')
_ENTITIES = re.compile(r'<p class="entities">.*?</p>', re.DOTALL)
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "*-highlight.js")


class LostError(SearchError):
    """A page stands in the last site, but the cache does not hold what the search needs of it."""


Shards: TypeAlias = Mapping[str, Mapping[str, str]]
"""By name: the place of each page in the site, and its path."""


def shard_of(page: Searchable, pages: int, newest: str) -> str:
    """The shard of a page in a site of so many: by year where one would be large.

    The `newest` year is split into quarters: that is where nearly every change falls, and a
    shard with a change is made anew as a whole.
    """
    if pages <= SHARD_PAGES or not page.date:
        return MAIN
    year, month = page.date[:4], int(page.date[5:7])
    return f"{year}-q{(month + 2) // 3}" if year == newest else year


def slim_page(title: str, html: str, page: Searchable, language: str) -> str:
    """The page as the indexer reads it: its article, and what it is about in attributes."""
    known = {
        "title": title,
        "date": page.date,
        "chips": json.dumps(page.chips, ensure_ascii=False) if page.chips else "",
        "names": "|".join(map(fold, page.names)),
    }
    meta = ", ".join(f"{name}[data-{name}]" for name, value in known.items() if value)
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in known.items() if value)
    # Pagefind leaves out of a sorted list what has no value to sort by.
    sort = f' data-pagefind-sort="date[data-sort]" data-sort="{page.date or UNDATED}"'
    filters = "".join(
        f'<i data-pagefind-filter="{escape(facet)}[data-value]" data-value="{escape(value)}"></i>'
        for facet, values in page.facets.items()
        for value in values
    )
    names = (
        f'<p data-pagefind-weight="8">{escape(" · ".join(page.names))}</p>' if page.names else ""
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><title>{escape(title)}</title>'
        f'<body data-pagefind-body><i data-pagefind-meta="{meta}"{sort}{data}></i>{filters}'
        f"{_own_text(html, page)}{names}</body></html>"
    )


def _own_text(html: str, page: Searchable) -> str:
    """What a page says itself, without the lists that lead elsewhere."""
    sections = _SECTION.split(html)
    text = "".join(one for one in sections if _id_of(one) not in page.lists)
    text = _PERMALINK.sub("", text)
    # Names of entities are found, but last and least: a result should quote the text itself.
    names = "".join(_ENTITIES.findall(text))
    return f'{_ENTITIES.sub("", text)}<div data-pagefind-weight="0.5">{names}</div>'


def _id_of(section: str) -> str:
    """The id of the heading that a section begins with; empty for what is before the first."""
    found = _ID.match(section)
    return found[1] if found else ""


def build_index(
    pages: Path, site: Path, language: str, reuse: PageCache, shards: Shards
) -> dict[str, str]:
    """Index the pages of each shard into the site; return the key of each file of the index.

    A shard of which no page reads otherwise than before is taken over. The slim copies of
    pages that were built now lie in `pages`; those of others are in the cache. Raises
    `SearchError` if Pagefind fails, and `LostError` if one of these copies is not whole.
    """
    keys = {
        name: digest_of(
            reuse.stamp, name, sorted((p, reuse.kept.slims[path]) for p, path in of.items())
        )
        for name, of in shards.items()
    }
    changed = [name for name in shards if not reuse.unpack(keys[name], f"{BUNDLE}/{name}", site)]

    def index(name: str) -> str:
        bundle = site / BUNDLE / name
        # In a preview the index of before is there, with texts that may be gone for good.
        shutil.rmtree(bundle, ignore_errors=True)
        index_pages(_slims(pages, reuse, shards[name]), language, bundle)
        _tidy(bundle)
        return name

    with ThreadPoolExecutor(available()) as pool:
        for name in pool.map(index, changed):
            reuse.pack(keys[name], site / BUNDLE / name)
    names = sorted(shards, key=lambda name: "" if name == MAIN else name, reverse=True)
    (site / BUNDLE).mkdir(exist_ok=True)
    (site / BUNDLE / SHARDS).write_text(json.dumps(names) + "\n", "utf-8", newline="\n")
    return {
        file.relative_to(site).as_posix(): key
        for name, key in keys.items()
        for file in (site / BUNDLE / name).rglob("*")
        if file.is_file()
    }


def _tidy(bundle: Path) -> None:
    """Take out the user interfaces that Pagefind brings, and put the rest in one order."""
    for file in list(bundle.iterdir()):
        if any(fnmatch(file.name, pattern) for pattern in _UNUSED):
            file.unlink()
    put_in_order(bundle)


def _slims(pages: Path, reuse: PageCache, places: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Places in the site and slim pages of a shard, in the order of the places."""
    for place, path in sorted(places.items()):
        file = pages / place
        slim = file.read_text("utf-8") if file.exists() else reuse.slim_page(path)
        if slim is None:
            raise LostError(f"The cache no longer holds what the search reads of {place}")
        yield place, slim
