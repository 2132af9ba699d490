"""Reads archives: a folder of Markdown with front matter, an RSS or Atom feed, a CSV table."""

from collections.abc import Callable, Iterator
from pathlib import Path

from generator.importers.feeds import read_feed
from generator.importers.markdown import read_markdown
from generator.importers.records import ArchiveError, Record, Refusal
from generator.importers.tables import read_table

__all__ = ["FORMS", "read_archive"]

FORMS: dict[str, Callable[[Path], Iterator[Record | Refusal]]] = {
    "markdown": read_markdown,
    "feed": read_feed,
    "csv": read_table,
}
_BY_SUFFIX = {".xml": "feed", ".rss": "feed", ".atom": "feed", ".csv": "csv"}


def read_archive(path: Path, form: str | None = None) -> Iterator[Record | Refusal]:
    """Read an archive of a form, or of the one its name shows. Raises `ArchiveError`."""
    if form is None:
        form = "markdown" if path.is_dir() else _BY_SUFFIX.get(path.suffix.lower())
    if form is None:
        raise ArchiveError(f"{path} is no folder, and its name ends in none of .xml, .rss, .csv …")
    return FORMS[form](path)
