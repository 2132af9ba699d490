"""The one form in which names are compared, and a text as names are looked for in it.

The same name is typed, pasted and cut out of other programs in many ways that a reader cannot
tell apart: letters with their accents apart (NFD), curly apostrophes, hyphens that do not break,
soft hyphens, spaces without width, ligatures. None of that makes another name.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Plain", "fold", "is_mark", "lowered", "plain", "unaccented"]

_SIGNS = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bb\u02bc", "'"),
    "\u2010": "-",
}
"""Apostrophes and hyphens; to Unicode one that does not break is U+2010 already."""
_UNSEEN = (
    *"\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
    *map(chr, range(0xFE00, 0xFE10)),
)
"""What has no width: where a word may break, or how letters join, run and look."""
_ONE_SIGN = str.maketrans({**_SIGNS, **dict.fromkeys(_UNSEEN, "")})
_ONE_UNSEEN = re.compile(f"[{''.join(_UNSEEN)}]")
_BLANKS = tuple(
    blank for blank in map(chr, range(0x3001)) if blank.isspace() and blank not in " \n"
)
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O"})
"""Letters whose stroke or missing dot is no accent to Unicode."""
_WIDE_GAP = re.compile(r"[^\S\n]{2,}+\n?+[^\S\n]*+|[^\S\n]\n[^\S\n]*+|\n[^\S\n]++|[^\S\n ]")
"""Between two words: blanks, and the end of one line at most; not the single space."""
_FOREIGN = re.compile(r"[^\x00-\x7f\s]++")
_JAMO = range(0x1160, 0x1200)
"""Vowels and ends of Korean syllables that are written apart."""


def fold(name: str) -> str:
    """The form in which names are compared: as `plain` has it, and no letter case."""
    # In a text a grave accent is no apostrophe: there it begins or ends code.
    return " ".join(_plainly(name).replace("`", "'").split()).casefold()


def unaccented(text: str) -> str:
    """A text without accents, in the letters that are left."""
    letters = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def lowered(text: str) -> str:
    """A text in small letters, each in its place: a letter that would become two stays."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := one.lower()) == 1 else one for one in text)


def is_mark(letter: str) -> bool:
    """Whether it goes on with the letter before it, as an accent or a vowel sign does."""
    return letter > "\u02ff" and unicodedata.category(letter)[0] == "M"


@dataclass(frozen=True)
class Plain:
    """A text in the one form that names have, and the way back to the text as written."""

    text: str
    edits: tuple[tuple[int, int, int, int], ...] = ()
    """Stretches of another length: start and end here, start and end in the text as written."""

    @cached_property
    def small(self) -> str:
        """The text in small letters, each in its place."""
        return lowered(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [edit[0] for edit in self.edits]

    def start(self, place: int) -> int:
        """Where in the text as written begins what begins at a place here."""
        index = bisect_right(self._starts, place) - 1
        if index < 0:
            return place
        _, end, origin, after = self.edits[index]
        return origin if place < end else after + place - end

    def end(self, place: int) -> int:
        """Where in the text as written ends what ends at a place here."""
        index = bisect_left(self._starts, place) - 1
        if index < 0:
            return place
        _, end, _, after = self.edits[index]
        return after if place < end else after + place - end


def plain(text: str) -> Plain:
    """A text as names are looked for in it.

    Compatible letters are one (NFKC), and so are apostrophes, hyphens, and the gaps between two
    words; what has no width is gone.
    """
    if not text.isascii():
        for sign, usual in _SIGNS.items():
            text = text.replace(sign, usual)
    changes = [*_gaps(text), *_foreign(text)]
    if not changes:
        return Plain(text.replace("\n", " "))
    changes.sort()
    parts: list[str] = []
    edits: list[tuple[int, int, int, int]] = []
    position = place = 0
    for start, end, new in changes:
        place += start - position
        parts += [text[position:start], new]
        if len(new) != end - start:
            edits.append((place, place + len(new), start, end))
        place += len(new)
        position = end
    parts.append(text[position:])
    return Plain("".join(parts).replace("\n", " "), tuple(edits))


def _gaps(text: str) -> Iterator[tuple[int, int, str]]:
    # To look for fixed texts takes a tenth of the time that the pattern takes.
    if any(gap in text for gap in ("  ", " \n", "\n ", *_BLANKS)):
        for match in _WIDE_GAP.finditer(text):
            yield match.start(), match.end(), " "


def _foreign(text: str) -> Iterator[tuple[int, int, str]]:
    """Letters to be written otherwise, each with the accents that go with it."""
    if _is_plain(text):
        return
    for stretch in _FOREIGN.finditer(text):
        start, end = stretch.span()
        if start and text[start - 1].isalnum() and is_mark(text[start]):
            start -= 1
        if _is_plain(text[start:end]):
            continue
        while start < end:
            after = start + 1
            while after < end and (is_mark(text[after]) or ord(text[after]) in _JAMO):
                after += 1
            if not _is_plain(text[start:after]):
                yield start, after, _plainly(text[start:after])
            start = after


def _is_plain(text: str) -> bool:
    return unicodedata.is_normalized("NFKC", text) and not _ONE_UNSEEN.search(text)


def _plainly(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_ONE_SIGN)
