"""All names of a site: who is meant by one, and which of them stand where in a text.

References, links, hints, suggestions and the search all look here. The names are one automaton
(Aho and Corasick, "Efficient string matching", 1975), so that a text is read once, however many
there are. It knows no letter case; how a name that it found is written is looked up.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import NamedTuple
from zlib import crc32

from ahocorasick_rs import AhoCorasick

from generator.core.folding import Plain, fold, is_mark, lowered, plain
from generator.core.spelling import Spelling
from generator.names.forms import forms_of, is_small
from generator.names.name import Evidence, Name

__all__ = ["Links", "Match", "NameIndex", "Spot", "mark_of", "words_of"]

_COUNTED = frozenset({Evidence.DEMONYM, Evidence.WEAK, Evidence.INDICATOR})
"""What has a plural; a topic's name, in small letters, has one too."""
_APART = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")


class Spot(NamedTuple):
    """A place in a plain text that is written as some name is, from and to."""

    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text as written; several entities may have it."""

    start: int
    end: int
    names: tuple[Name, ...]


@dataclass(frozen=True)
class _Forms:
    """In which forms names stand in texts."""

    known: Mapping[str, Sequence[Name]]
    """What each speaks for; a form that speaks for nothing hides the shorter ones in it."""
    linked: Mapping[str, Sequence[Name]]
    """What each may be linked to."""

    @cached_property
    def small(self) -> dict[str, Sequence[Name]]:
        """Of those in small letters what each may be linked to, in whatever letters."""
        return {form: names for form, names in self.linked.items() if is_small(form)}


class NameIndex:
    """All names that there are, each by the forms in which it counts."""

    def __init__(
        self,
        names: Iterable[Name],
        signs: Callable[[], Iterable[Name]] = tuple,
        nothing: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        """Take in names.

        `signs` gives what else speaks for an entity in a text, and `nothing` the phrases in which
        a name does not mean what it means alone; both are asked when the first text is read.
        """
        called: dict[str, list[Name]] = {}
        for name in names:
            called.setdefault(fold(name.text), []).append(name)
        self._called = {folded: tuple(having) for folded, having in called.items()}
        self._signs = signs
        self._nothing = nothing
        self._near: dict[tuple[str, str], list[str]] = {}
        self._spelling: dict[str, tuple[dict[str, Name], Spelling]] = {}

    def __iter__(self) -> Iterator[Name]:
        """All names, codes too."""
        for names in self._called.values():
            yield from names

    def called(self, reference: str) -> tuple[Name, ...]:
        """Everything that is called so, in whatever letters."""
        return self._called.get(fold(reference), ())

    def near(self, reference: str, kind: str = "") -> list[str]:
        """Names near to one that nobody has, the nearest first; one for each entry of a kind."""
        wanted = (fold(reference), kind)
        if wanted not in self._near:
            owners, spelling = self._names_of(kind)
            near: dict[str, str] = {}
            for folded in spelling.nearest(wanted[0], 9):
                near.setdefault(owners[folded].entry, owners[folded].text)
            self._near[wanted] = list(near.values())[:3]
        return self._near[wanted]

    def _names_of(self, kind: str) -> tuple[dict[str, Name], Spelling]:
        """Names by folded form of all entities of a kind, or of all there are; made once."""
        if kind not in self._spelling:
            owners = {
                folded: name
                for folded, names in self._called.items()
                for name in names
                if not name.code and (not kind or name.entry.startswith(f"{kind}/"))
            }
            self._spelling[kind] = (owners, Spelling(owners))
        return self._spelling[kind]

    @cached_property
    def _forms(self) -> _Forms:
        known: dict[str, list[Name]] = {}
        linked: dict[str, list[Name]] = {}
        for name in self:
            if name.code:
                continue
            for form, is_plural in _forms_of(name).items():
                known.setdefault(form, []).append(name)
                if not is_plural:
                    linked.setdefault(form, []).append(name)
        for name in self._signs():
            for form in _forms_of(name):
                known.setdefault(form, []).append(name)
        for phrase in self._nothing():
            for form in (phrase, phrase.upper()):
                known.setdefault(form, [])
                linked.setdefault(form, [])
        return _Forms(known, linked)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick({lowered(form) for form in self._forms.known}, store_patterns=False)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """First words of all forms, as they are written."""
        return frozenset(first[0] for form in self._forms.known if (first := _TOKEN.match(form)))

    @cached_property
    def by_word(self) -> dict[int, int]:
        """For each mark of a first word, a number that differs whenever its names do."""
        told: dict[int, set[str]] = {}
        said = {}
        for form, names in self._forms.known.items():
            if first := _TOKEN.match(lowered(form)):
                here = told.setdefault(mark_of(first[0]), set())
                for name in names:
                    if id(name) not in said:
                        said[id(name)] = f"{name.target} {name.evidence} {name.text}"
                    here.add(said[id(name)])
        return {mark: _number("\n".join(sorted(texts))) for mark, texts in told.items()}

    def signs(self, form: str) -> tuple[tuple[str, Evidence], ...]:
        """Keys of all that a form speaks for in a plain text, and how."""
        names = self._forms.known.get(form, ())
        return tuple(dict.fromkeys((name.target, name.evidence) for name in names))

    def knows(self, form: str) -> bool:
        """Whether some name is written so in a plain text."""
        return form in self._forms.known

    def spots(self, text: Plain) -> list[Spot]:
        """Where whole words are written as names are; what begins first, then what is longest."""
        known, letters = self._forms.known, text.text
        found = [
            (start, -end)
            for start, end in self._places(text)
            if letters[start:end] in known and not _goes_on(letters, end)
        ]
        found.sort()
        return [Spot(start, -end, letters[start:-end]) for start, end in found]

    def links(self, text: str) -> "Links":
        """Where names stand that may be linked, in a text as written."""
        shown = plain(text)
        forms, letters = self._forms, shown.text
        found = []
        for start, end in self._places(shown):
            names = forms.linked.get(letters[start:end])
            small = forms.small.get(shown.small[start:end], ())
            if names is None and not small:
                continue
            if letters[start - 1 : start] != "_" and _ends_a_word(letters, end):
                named = tuple(dict.fromkeys((*(names or ()), *small)))
                found.append((shown.start(start), -shown.end(end), named))
        found.sort(key=itemgetter(0, 1))
        return Links([Match(start, -end, names) for start, end, names in found])

    def _places(self, text: Plain) -> Iterator[tuple[int, int]]:
        """Where the letters of a name stand, and a word begins."""
        letters = text.text
        for _, start, end in self._automaton.find_matches_as_indexes(text.small, overlapping=True):
            # Most of what is found here is the end or the middle of a word: us in thus.
            if start == 0 or not ((before := letters[start - 1]).isalnum() or is_mark(before)):
                yield start, end


class Links:
    """The names in a text that may be linked."""

    def __init__(self, found: Sequence[Match]) -> None:
        """Take them in the order of the text, the longest first of those that begin together."""
        self._found = found

    def within(self, start: int, end: int) -> Iterator[Match]:
        """Those within a stretch of the text; where some overlap, the first and longest.

        A hyphen binds: `Guinea` is not found in `Guinea-Bissau`, but `Russian` is in
        `pro-Russian`, since what follows a hyphen is read as a word of its own.
        """
        for index in range(
            bisect_left(self._found, start, key=attrgetter("start")), len(self._found)
        ):
            match = self._found[index]
            if match.start >= end:
                break
            if match.start >= start and match.end <= end:
                start = match.end
                yield match


def _forms_of(name: Name) -> dict[str, bool]:
    return dict(forms_of(name.text, counted=name.evidence in _COUNTED))


def _goes_on(text: str, place: int) -> bool:
    """Whether what stands at a place is of a word, if anything stands there."""
    letter = text[place : place + 1]
    return letter.isalnum() or is_mark(letter)


def _ends_a_word(text: str, end: int) -> bool:
    """Whether a name that is linked may end here; a plural `s` may follow and stays outside."""
    after = text[end : end + 1]
    if after == "_" or (after == "-" and text[end + 1 : end + 2].isalnum()):
        return False
    if after == "s" and text[end - 1].isalpha():
        return not _goes_on(text, end + 1)
    return not _goes_on(text, end)


def mark_of(word: str) -> int:
    """A number for a word; that two words share one costs a second look, nothing else."""
    return crc32(word.encode())


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def words_of(text: str) -> frozenset[int]:
    """Marks of all words that a name in this text could begin with.

    What is found in the text depends on the names that begin with these, on no others.
    """
    words = _words(plain(text).small)
    words.update([word[:-1] for word in words if word.endswith("s")])
    return frozenset(map(mark_of, words))


def _words(text: str) -> set[str]:
    """All that a pattern for tokens would find; most texts are in ASCII, and faster to cut up."""
    if not text.isascii():
        return set(_TOKEN.findall(text))
    signs = {sign for sign in set(text) if not sign.isalnum() and not sign.isspace()}
    return signs.union(text.translate(_APART).split())
