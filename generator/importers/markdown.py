"""Reads folders of Markdown with front matter: of Jekyll, Hugo, Zola, MkDocs, Obsidian."""

from collections.abc import Iterator
from pathlib import Path

from generator.importers.customs import Customs, customs_of
from generator.importers.files import Found, UnreadableError, read_bounded, walk
from generator.importers.front_matter import FrontMatterError, read_front_matter
from generator.importers.records import ArchiveError, Record, Refusal

__all__ = ["read_markdown"]

_SUFFIXES = frozenset({".md", ".markdown"})
_LARGEST = 1_000_000
"""Bytes of a file; the longest text that a briefing takes has fewer."""


def read_markdown(folder: Path) -> Iterator[Record | Refusal]:
    """Files with front matter; links are not followed. Raises `ArchiveError`."""
    if not folder.is_dir():
        raise ArchiveError(f"{folder} is not a folder")
    found = list(walk(folder))
    customs = customs_of(folder, found)
    for one in filter(_is_wanted, found):
        origin = "/".join(one.parts) or "."
        if one.problem:
            yield Refusal(origin=origin, reason=one.problem)
        elif hidden := next((part for part in one.parts if part.startswith(".")), None):
            yield Refusal(origin=origin, reason=f"it is hidden, or in a hidden folder ({hidden})")
        else:
            yield _record(origin, one, customs)


def _is_wanted(one: Found) -> bool:
    """Whether a file is Markdown, or may hide some."""
    if one.path.suffix.lower() in _SUFFIXES:
        return True
    return bool(one.problem) and (not one.path.is_symlink() or one.path.is_dir())


def _record(origin: str, one: Found, customs: Customs) -> Record | Refusal:
    try:
        values, body = read_front_matter(origin, read_bounded(one.path, _LARGEST))
    except (UnreadableError, FrontMatterError) as error:
        return Refusal(origin=origin, reason=str(error))
    withheld = customs.withheld(one.parts, values)
    return Record(origin=origin, values=values, body=body, stem=one.path.stem, withheld=withheld)
