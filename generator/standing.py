"""The last site as it stands: what of it would be made the same is linked into the next.

A link costs a tenth of a file written anew. A file counts as the one that was made if its size
and its time of change are as they were then; whoever edits a built site loses nothing but that.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.cache import Cache

__all__ = ["Standing"]

_ROW = "standing"


@dataclass(slots=True)
class Standing:
    """Files of the last site, by their place in it."""

    folder: Path | None = None
    known: dict[str, list[str | int]] = field(default_factory=dict)
    """Place to the key of what a file was made from, its size, and its time of change."""
    _made: set[str] = field(default_factory=set)
    """Folders that are there already."""

    @staticmethod
    def load(cache: Cache, folder: Path) -> "Standing":
        """What an earlier build has put down about the files in a folder."""
        try:
            known = json.loads(cache.get_bytes(_ROW) or b"{}")
        except ValueError:
            known = {}
        return Standing(folder, known)

    @staticmethod
    def save(cache: Cache, folder: Path, keys: Mapping[str, str]) -> None:
        """Put down the files of a folder that are known by a key."""
        known = {}
        for place, key in keys.items():
            status = os.stat(folder / place)  # noqa: PTH116 - ten thousand times
            known[place] = [key, status.st_size, status.st_mtime_ns]
        cache.put_bytes(_ROW, json.dumps(known).encode())

    def link(self, place: str, key: str, site: Path) -> bool:
        """Link a file into another site if it was made from this key and not touched since."""
        if self.folder is None or self.known.get(place, ("",))[0] != key:
            return False
        _, size, changed = self.known[place]
        old, new = f"{self.folder}/{place}", f"{site}/{place}"
        try:
            status = os.stat(old, follow_symlinks=False)  # noqa: PTH116 - as above
            if (status.st_size, status.st_mtime_ns) != (size, changed):
                return False
            if old == new:
                return True  # a preview, which is built in its place
            above = os.path.dirname(new)  # noqa: PTH120 - as above
            if above not in self._made:
                _make(above)
                self._made.add(above)
            os.link(old, new)
        except OSError:
            return False  # not there, another file system, or one without links
        return True

    def link_all(self, places: Iterable[str], key: str, site: Path) -> bool:
        """Link several files, or say that not all of them can be."""
        return all(self.link(place, key, site) for place in places)


def _make(folder: str) -> None:
    """Make a folder; nearly always the one above it is there."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - as above
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
