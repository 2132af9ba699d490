"""The last site as it stands: what of it would be made the same is linked into the next.

A link costs a tenth of a file written anew. A file counts as the one that was made if its size
and its time of change are as they were then; whoever edits a built site loses nothing but that.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pydantic import TypeAdapter

from generator.runtime.cache import Cache, digest_of, program

__all__ = ["PublishedTree"]

_Known: TypeAlias = tuple[str, int, int]
"""The key of what a file was made from, its size, and its time of change."""
_KNOWN = TypeAdapter(dict[str, _Known])


@dataclass(slots=True)
class PublishedTree:
    """Files of the last site, by their place in it."""

    folder: Path | None = None
    known: dict[str, _Known] = field(default_factory=dict)
    """By place."""
    _made: set[Path] = field(default_factory=set)
    """Folders that are there already."""

    @staticmethod
    def load(cache: Cache, folder: Path) -> "PublishedTree":
        """What an earlier build has put down about the files in a folder."""
        return PublishedTree(folder, cache.get(_row(), _KNOWN) or {})

    @staticmethod
    def save(cache: Cache, folder: Path, keys: Mapping[str, str]) -> None:
        """Put down the files of a folder that are known by a key."""
        known = {}
        for place, key in keys.items():
            with suppress(FileNotFoundError):  # MkDocs writes no page that came out empty
                status = (folder / place).stat()
                known[place] = [key, status.st_size, status.st_mtime_ns]
        cache.put(_row(), known)

    def link(self, place: str, key: str, site: Path) -> bool:
        """Link a file into another site if it was made from this key and not touched since."""
        known = self.known.get(place)
        if self.folder is None or known is None or known[0] != key:
            return False
        old, new = self.folder / place, site / place
        try:
            status = old.lstat()
            if (status.st_size, status.st_mtime_ns) != known[1:]:
                return False
            if old == new:
                return True  # a preview, which is built in its place
            if new.parent not in self._made:
                new.parent.mkdir(parents=True, exist_ok=True)
                self._made.add(new.parent)
            new.hardlink_to(old)
        except (OSError, NotImplementedError):
            return False  # not there, another file system, or one (or a Python) without links
        return True

    def link_all(self, places: Iterable[str], key: str, site: Path) -> bool:
        """Link several files, or say that not all of them can be."""
        return all(self.link(place, key, site) for place in places)


def _row() -> str:
    """Where the record of the site is kept; another version may have another form for it."""
    return digest_of("standing", program())
