"""Briefings that an earlier run resolved, found by the content of their file.

Only what is published is kept, and nothing that came with a problem which depends on the
rest of the folder: such a problem has to be looked for again.
"""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter

from generator.content.model import Briefing
from generator.core.codes import CODES
from generator.core.diagnostics import Diagnostic, Span
from generator.input.files import File
from generator.registry.registry import Registry
from generator.resolve.lookups import Asked
from generator.runtime.cache import Cache, digest_of, program
from generator.runtime.serialization import pack, unpack
from generator.schema.fields import check_slug

__all__ = ["Memo", "Outline", "Resolved"]

_NAMES = TypeAdapter(list[tuple[int, int]])
_MARK_BYTES = array("I").itemsize
_NAMES_KEPT = 8
"""How many different registries the briefings that are kept may have been resolved with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What others need to know of a briefing, published or not."""

    path: str
    id: str
    span: Span
    """Where its id stands."""
    withheld: str
    """Why it is not published whatever the time, in words; empty if it may be."""
    redirects: tuple[str, ...]
    """Ids it had before."""
    embargo_until: datetime | None
    faulty: bool
    """Whether some of its fields have errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A briefing as it was resolved, and what that rests on."""

    outline: Outline
    asked: Asked
    names: str
    """Key of the names that were looked for in its body."""
    words: bytes
    """Marks of the words in it that a name could begin with, four bytes each."""
    succession: Mapping[str, tuple[tuple[str, ...], Span]]
    """The fields that put it after other briefings: their keys, and where the field stands."""
    named: tuple[str, ...]
    """Keys of the entries of the registry that it names, if it is not withdrawn."""
    problems: tuple[Diagnostic, ...]
    """What is wrong with the file by itself, and hints to its author."""
    packed: bytes
    """The `Briefing`."""
    lasting: bool
    """Whether nothing else was wrong with it."""


class Memo:
    """What one run takes over from the last; without a cache it does nothing."""

    def __init__(self, cache: Cache | None, registry: Registry, *, whole: bool = True) -> None:
        """With `whole`, a briefing that cannot be unpacked is not found."""
        self._cache = cache
        self._whole = whole
        self.briefings: dict[str, Briefing] = {}
        """Those that were unpacked, by path."""
        self._by_word = registry.names.by_word
        self._form = digest_of(program(), *(kind.definition for kind in registry.kinds))
        """Of all that decides what a file may hold."""
        self.names = digest_of("names", program(), sorted(self._by_word.items()))
        """Key of all names that are looked for in this run."""
        self._changed: dict[str, frozenset[int] | None] = {self.names: frozenset()}
        """Key of the names of an earlier run to the first words whose names have changed."""
        self._keys: dict[str, str] = {}
        """Path to the key of a file as it is today."""
        self._kept: set[str] = set()

    def find(self, file: File) -> Resolved | None:
        """What the file came to; None if it was another then, or may name others today."""
        if self._cache is None:
            return None
        key = self._keys[file.path] = digest_of(self._form, file.path, file.digest)
        try:
            known = unpack(self._cache.get_bytes(key) or b"", Resolved)
        except ValueError:
            return None
        if not _is_usable(known, file) or (self._whole and not self._unpack(known)):
            return None
        if known.names not in self._changed:
            self._changed[known.names] = self._changed_since(known.names)
        changed = self._changed[known.names]
        if changed is None or (changed and not changed.isdisjoint(array("I", known.words))):
            return None
        self._kept.add(file.path)
        return known

    def _unpack(self, known: Resolved) -> bool:
        outline = known.outline
        try:
            briefing = unpack(known.packed, Briefing)
        except ValueError:
            return False
        self.briefings[outline.path] = briefing
        same = (briefing.id, briefing.key, briefing.path)
        return same == (outline.id, f"briefing/{outline.id}", outline.path)

    def _changed_since(self, names: str) -> frozenset[int] | None:
        """First words that begin other names now than in an earlier run; None if all may."""
        kept = self._cache.get(names, _NAMES) if self._cache else None
        if kept is None:
            return None
        before = dict(kept)
        words = before.keys() | self._by_word.keys()
        return frozenset(w for w in words if before.get(w) != self._by_word.get(w))

    def end(self, resolved: Mapping[str, Resolved]) -> None:
        """Keep what is new among these, by path, and forget all that is not among them."""
        if self._cache is None:
            return
        # Each run's names have to be known as long as a briefing is kept that was resolved
        # with them; when there are many, all briefings are kept anew with today's.
        anew = len({one.names for one in resolved.values()}) > _NAMES_KEPT
        for path, one in resolved.items():
            if one.lasting and (anew or path not in self._kept):
                # What is large in it is compressed already, and each check reads all of them.
                known = pack(replace(one, names=self.names), level=0)
                self._cache.put_bytes(self._keys[path], known)
        self._cache.put(self.names, list(self._by_word.items()))
        names = {self.names} if anew else {one.names for one in resolved.values()}
        self._cache.keep_only({self.names, *names, *(self._keys[path] for path in resolved)})
        self._cache.close()


def _is_usable(known: Resolved, file: File) -> bool:
    """Whether what types cannot say holds, too, so that nothing falls over the record."""
    outline = known.outline
    moment = outline.embargo_until
    try:
        check_slug(outline.id)  # it becomes part of a path
    except ValueError:
        return False
    return (
        outline.path == file.path
        and len(known.words) % _MARK_BYTES == 0
        and (moment is None or moment.tzinfo is not None)
        and all(one.code in CODES for one in known.problems)
    )
