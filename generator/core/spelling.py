"""Which of the known words a mistyped one may stand for.

Words are as near as the longest sequence of letters that both have in the same order is long
(the ratio of `difflib`, but by the longest such sequence there is, which takes time linear in
each word: Hyyrö, "Bit-parallel LCS-length computation revisited", 2004). The known words are
looked through by what is quick to tell: their length, and which letters they have how often.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nlargest, nsmallest

__all__ = ["Spelling", "nearest"]

_NEAR = 0.7
"""How much two words have to have in common, from 0 to 1."""
_COMPARED = 300
"""Words that are compared letter by letter, those that promise most."""
_LONGEST = 200
"""Letters of a word that is looked for; a longer one is a text and no name."""
_SLOTS = 64
_WIDTH = 8
"""Bits in a signature for letters that share a slot, one for each time they stand in a word."""


class Spelling:
    """Known words, ready to be looked through many times."""

    def __init__(self, known: Iterable[str]) -> None:
        self._written = {word.casefold(): word for word in known}
        self._by_length: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
        for folded in self._written:
            if len(folded) <= 2 * _LONGEST:
                self._by_length[len(folded)].append((folded, *_signature(folded)))

    def nearest(self, word: str, count: int = 3) -> list[str]:
        """Known words that a mistyped one may stand for, the likeliest first."""
        wanted = word.casefold()
        if not wanted or len(wanted) > _LONGEST:
            return []
        places = _places(wanted)
        judged = []
        for folded in self._promising(wanted):
            ratio = 2 * _common(len(wanted), places, folded) / (len(wanted) + len(folded))
            if ratio >= _NEAR:
                judged.append((-ratio, folded))
        found = [folded for _, folded in nsmallest(3 * count, judged)]
        # People rarely mistype the first letter, so it decides between words equally near.
        found.sort(key=lambda folded: folded[:1] != wanted[:1])
        return [self._written[folded] for folded in found[:count]]

    def _promising(self, wanted: str) -> list[str]:
        """Words that may be near, by their letters; those with most in common if too many."""
        mask, over = _signature(wanted)
        size = len(wanted)
        found: list[tuple[float, str]] = []
        for length in self._lengths(size):
            least = _NEAR * (size + length) / 2
            for folded, other, other_over in self._by_length[length]:
                shared = (mask & other).bit_count() + min(over, other_over)
                if shared >= least:
                    found.append((shared / (size + length), folded))
        return [folded for _, folded in nlargest(_COMPARED, found)]

    def _lengths(self, size: int) -> list[int]:
        """Lengths of known words that are neither too short nor too long to be near."""
        return [
            length for length in self._by_length if 2 * min(size, length) >= _NEAR * (size + length)
        ]


def nearest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Known words that a mistyped one may stand for, the likeliest first."""
    return Spelling(known).nearest(word, count)


def _signature(word: str) -> tuple[int, int]:
    """Bits that tell which letters a word has how often, and how many found no bit.

    Two words share at most as many letters as their signatures share bits, and the lesser of
    their letters without one.
    """
    slots: Counter[int] = Counter()
    for letter, times in Counter(word).items():
        slots[ord(letter) % _SLOTS] += times
    mask = over = 0
    for slot, times in slots.items():
        kept = min(times, _WIDTH)
        mask |= ((1 << kept) - 1) << (slot * _WIDTH)
        over += times - kept
    return mask, over


def _places(word: str) -> dict[str, int]:
    """Each letter of a word, and a bit for every place where it stands."""
    places: dict[str, int] = {}
    for place, letter in enumerate(word):
        places[letter] = places.get(letter, 0) | 1 << place
    return places


def _common(size: int, places: dict[str, int], other: str) -> int:
    """The length of the longest sequence of letters that two words have in the same order."""
    every = (1 << size) - 1
    left = every
    for letter in other:
        matched = left & places.get(letter, 0)
        left = (left + matched) | (left - matched)
    return size - (left & every).bit_count()
