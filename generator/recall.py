"""Briefings that an earlier run resolved, found by the content of their file.

Only what is published is kept, and nothing that came with a problem which depends on the
rest of the folder: such a problem has to be looked for again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from generator.cache import Cache, digest_of, program
from generator.diagnostics import Diagnostic, Span
from generator.folder import File
from generator.packing import pack, unpack
from generator.surroundings import Asked

__all__ = ["Outline", "Recall", "Resolved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What others need to know of a briefing, published or not."""

    path: str
    id: str
    span: Span
    """Where its id stands."""
    withheld: bool
    """Whether it is a draft, or for fewer readers than all."""
    embargo_until: datetime | None
    faulty: bool
    """Whether some of its fields have errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A briefing as it was resolved, and what that rests on."""

    outline: Outline
    asked: Asked
    succession: Mapping[str, tuple[tuple[str, ...], Span]]
    """The fields that put it after other briefings: their keys, and where the field stands."""
    problems: tuple[Diagnostic, ...]
    """What is wrong with the file by itself."""
    packed: bytes
    """The `Briefing`."""
    lasting: bool
    """Whether nothing else was wrong with it."""


class Recall:
    """What one run takes over from the last; without a cache it does nothing."""

    def __init__(self, cache: Cache | None) -> None:
        self._cache = cache
        self._keys: dict[str, str] = {}
        """Path to the key of a file as it is today."""
        self._kept: set[str] = set()

    def find(self, file: File) -> Resolved | None:
        """What the file came to; None if it was another then, or was not kept."""
        if self._cache is None:
            return None
        key = self._keys[file.path] = digest_of(program(), file.path, file.digest)
        data = self._cache.get_bytes(key)
        if data is None:
            return None
        try:
            known = unpack(data, Resolved)
        except ValueError:
            return None
        self._kept.add(file.path)
        return known

    def keep(self, resolved: Mapping[str, Resolved]) -> None:
        """Keep what is new among these, by path, and forget all that is not among them."""
        if self._cache is None:
            return
        for path, one in resolved.items():
            if one.lasting and path not in self._kept:
                self._cache.put_bytes(self._keys[path], pack(one))
        self._cache.keep_only(self._keys[path] for path in resolved)
        self._cache.close()
