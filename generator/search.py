"""The index of the search: Pagefind over slim pages, in shards that a browser merges.

Pagefind (https://pagefind.app) reads HTML and writes an index of which a reader loads only
the parts that a query needs. It reads attributes that name what a page is about, when, and
what it is called.
"""

import json
import re
import subprocess
import sys
from html import escape
from pathlib import Path

from generator.index_order import put_in_order
from generator.model import Searchable

__all__ = ["BUNDLE", "MAIN", "SearchError", "build_index", "shard_of", "slim_page"]

BUNDLE = "pagefind"
"""The folder of the index in the site."""
MAIN = "main"
"""The shard of a small site, and of what has no year."""
SHARD_PAGES = 2000
"""A site of fewer pages has one shard."""
SHARDS = "shards.json"
"""Names of the shards, the newest year first."""

UNDATED = "0000-00-00"
"""Sorts after every date."""

_PERMALINK = re.compile(r'<a class="headerlink"[^>]*>.*?</a>', re.DOTALL)
_ENTITIES = re.compile(r'<p class="entities">.*?</p>', re.DOTALL)
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "*-highlight.js")


class SearchError(Exception):
    """Pagefind did not make the index; the message holds what it said."""


def shard_of(page: Searchable, pages: int) -> str:
    """The shard of a page in a site of so many: by year where one would be large."""
    years = page.facets.get("year", ())
    return years[0] if pages > SHARD_PAGES and years else MAIN


def slim_page(title: str, html: str, page: Searchable, language: str) -> str:
    """The page as the indexer reads it: its article, and what it is about in attributes."""
    known = {
        "title": title,
        "date": page.date,
        "chips": json.dumps(page.chips, ensure_ascii=False) if page.chips else "",
        "names": "|".join(name.casefold() for name in page.names),
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
    text = html.partition(f'<h2 id="{page.ends_at}"')[0] if page.ends_at else html
    text = _PERMALINK.sub("", text)
    # Names of entities are found, but last and least: a result should quote the text itself.
    names = "".join(_ENTITIES.findall(text))
    return f'{_ENTITIES.sub("", text)}<div data-pagefind-weight="0.5">{names}</div>'


def build_index(pages: Path, target: Path, language: str) -> None:
    """Index the slim pages in the folders of `pages`, one for each shard, into `target`.

    Raises `SearchError` if Pagefind fails.
    """
    found = sorted(folder.name for folder in pages.iterdir())
    shards = sorted(found, key=lambda shard: "" if shard == MAIN else shard, reverse=True)
    running = [(shard, _start(pages / shard, target / shard, language)) for shard in shards]
    outputs = [(shard, process.communicate()[0], process.returncode) for shard, process in running]
    for shard, output, status in outputs:
        if status != 0:
            raise SearchError(f"The search index of {shard} was not made: {output.strip()}")
        _prune(target / shard)
        put_in_order(target / shard)
    (target / SHARDS).write_text(json.dumps(shards) + "\n", "utf-8")


def _start(source: Path, target: Path, language: str) -> "subprocess.Popen[str]":
    # One language, so that one search covers translations too.
    command = ["--site", str(source), "--output-path", str(target), "--force-language", language]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own folders
        [sys.executable, "-m", "pagefind", *command, "--quiet"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _prune(bundle: Path) -> None:
    """Delete the user interfaces that Pagefind brings; the site has its own."""
    for pattern in _UNUSED:
        for file in bundle.glob(pattern):
            file.unlink()
