"""Names in a text that look like entities which the registry does not have."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.core.folding import plain
from generator.core.slugs import slug
from generator.core.yaml_writer import quoted
from generator.names.traps import read_traps
from generator.registry.registry import Registry

__all__ = ["Stranger", "find_strangers"]

_WORD = r"[^\W\d_a-z][\w'\u2019-]*"
_JOINING = r"(?:(?:of|for|and|the|de|al|bin|van|von)[ \n]){0,2}"
_NAME = re.compile(rf"{_WORD}(?:[ \n]{_JOINING}{_WORD}){{0,5}}")
_CAPITAL = re.compile(r"[^\W\d_a-z]")
_ACRONYM = re.compile(r"[A-Z]{3,6}\Z")
_BODIES = re.compile(
    r"\b(?:Party|Ministry|Bank|University|Union|Council|Committee|Commission|Agency|Organi[sz]ation|"
    r"Institute|Foundation|Corporation|Company|Group|Association|Federation|Forum|Front|Movement|"
    r"Authority|Court|Army|Brigade|Fund|Centre|Center|Alliance|League|Ltd|Inc|plc|Airlines|Energy)\b"
)
_OFFICES = (
    r"(?:President|Minister|Chancellor|Premier|Secretary|Ambassador|Senator|Governor|General|"
    r"Colonel|Mr|Mrs|Ms|Dr|Prof|King|Queen|Prince|Princess|Sheikh|Spokesman|Spokeswoman)\b\.?"
)
_TITLE = re.compile(
    r"(?:(?:Vice|Deputy|Prime|First|Former|Acting|Foreign|Defen[cs]e|Interior|Finance|Crown|Chief)"
    rf"[ -])*{_OFFICES}[ ]"
)
"""An office at the beginning of a name, with what goes before it."""
_BEFORE = re.compile(
    rf"(?:\b{_OFFICES}|\b(?:spokesman|spokeswoman|leader|director|minister|president|analyst|envoy|"
    r"ambassador|said|says|told)),?[ \n]\Z"
)
_AFTER = re.compile(
    r"[ \n](?:said|says|told|added|warned|noted|argued|stated|insisted|explained|wrote|tweeted)\b|"
    r",[ \n](?:who|(?:an?|the|its|their)[ \n](?:[\w'\u2019-]+[ \n]){0,4}?"
    r"(?:spokesman|spokeswoman|leader|"
    r"director|minister|president|analyst|envoy|ambassador|professor|researcher))\b"
)
_LONG = 4
"""A name of so many words that begin with a capital is no person's, unless a title says so."""
_MOST = 50
"""Names at most; a text with more is a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A name that nobody in the registry has."""

    name: str
    field: str
    """The entities file where it would belong: people or organisations."""
    count: int

    @property
    def stub(self) -> str:
        """An entry for that file, as YAML."""
        return f"{slug(self.name)}: {{name: {quoted(self.name)}}}\n"

    def to_json(self) -> dict[str, Any]:
        """What it is called, where it would belong, and an entry for it."""
        return {"name": self.name, "field": self.field, "count": self.count, "stub": self.stub}


def find_strangers(
    text: str, registry: Registry, known: Iterable[tuple[int, int]] = ()
) -> list[Stranger]:
    """Names of two words or more, and acronyms, that are not known; the most frequent first.

    `known` are the places in the text that speak for known entities.
    """
    taken = sorted(known)
    counts: Counter[str] = Counter()
    people: set[str] = set()
    position = 0
    names = registry.names
    traps = read_traps()
    for match in _NAME.finditer(text):
        while position < len(taken) and taken[position][1] <= match.start():
            position += 1
        found = match[0]
        if position < len(taken) and taken[position][0] < match.end():
            found = _apart(text, match, *taken[position])
        title, bare = _without_title(found)
        name = _trimmed(bare, frozenset() if title else traps.no_names)
        if name is None or names.knows(plain(name).text) or not slug(name):
            continue
        counts[name] += 1
        begin = match.start() + match[0].find(bare)
        if title or _is_person(text, name, begin, begin + len(bare), traps.first_names):
            people.add(name)
    return [
        Stranger(name=name, field="people" if name in people else "organisations", count=count)
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
    ]


def _without_title(found: str) -> tuple[bool, str]:
    """Whether a name begins with a person's title, and the name without it."""
    title = _TITLE.match(found.replace("\n", " "))
    if title is None or _BODIES.search(found):
        return False, found
    return True, found[title.end() :]


def _is_person(text: str, name: str, start: int, end: int, first_names: frozenset[str]) -> bool:
    """Whether something speaks for it: a first name, a title, an office, a verb of saying."""
    words = name.split()
    if _BODIES.search(name) or _ACRONYM.match(name):
        return False
    if sum(1 for word in words if _CAPITAL.match(word)) >= _LONG:
        return False
    return bool(
        words[0] in first_names
        or _BEFORE.search(text, max(0, start - 20), start)
        or _AFTER.match(text, end)
    )


def _apart(text: str, match: re.Match[str], start: int, end: int) -> str:
    """Of words of which some name a known entity, those that may name another.

    Those before it, or all from it on if they are called after it: Astana Policy Institute.
    """
    before, after = text[match.start() : max(start, match.start())], text[end : match.end()]
    is_longer_name = not before and _BODIES.search(after) and " and " not in after
    return text[start : match.end()] if is_longer_name else before


def _trimmed(found: str, no_names: frozenset[str]) -> str | None:
    """A name without the words that only begin a sentence; None if nothing of a name is left."""
    words = re.sub(r"['\u2019]s\b", "", found).split()
    while words and (words[0] in no_names or not _CAPITAL.match(words[0])):
        words.pop(0)
    while words and (words[-1] in no_names or not _CAPITAL.match(words[-1])):
        words.pop()
    name = " ".join(words)
    if len(words) == 1:
        return name if _ACRONYM.match(name) else None
    return name if words and name.upper() != name else None
