"""Finds the names of entities in a body, and turns a body into pieces.

The first mention of each annotated entity becomes a link, and `[[name]]` links anything.
A link goes only where it changes nothing but itself (`generator.markdown.spans.plain_runs`).
"""

import hashlib
import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from generator.markdown.body import Body, Citation, Mention, Placed
from generator.markdown.spans import Code, is_escaped, plain_runs

__all__ = ["Match", "Name", "Names", "Problem", "mention", "references", "words_of", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name to look for, and the key of what has it."""

    text: str
    target: str
    weak: bool = False
    """Whether it only counts in a briefing that is annotated with its target."""


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text; several entities may have it."""

    start: int
    end: int
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A `[[reference]]` or `[^citation]` that leads nowhere, with offsets into the text."""

    kind: str
    """`reference`, `citation` or `footnote` (one that is defined and never used)."""
    text: str
    start: int
    end: int


_PARTS = re.compile(r"[^\W_]+|[^\w\s]|_", re.UNICODE)
_SHORT = 3
"""Names up to this length are matched as written; longer ones in capitals too."""


class Names:
    """All names of a site, by their first word, so that a text is read once."""

    def __init__(self, names: Iterable[Name]) -> None:
        by_first: dict[str, list[tuple[str, Name]]] = {}
        for name in names:
            text = " ".join(name.text.split())
            first = _PARTS.search(text)
            if first is not None:
                by_first.setdefault(first[0].casefold(), []).append((text, name))
        self._by_first = {
            first: sorted(entries, key=lambda entry: (-len(entry[0]), entry[0], entry[1].target))
            for first, entries in by_first.items()
        }
        self._compiled: dict[str, re.Pattern[str]] = {}

    @cached_property
    def by_word(self) -> dict[int, int]:
        """For each mark of a first word, a number that differs whenever its names do."""
        told: dict[int, list[str]] = {}
        for word, entries in self._by_first.items():
            told.setdefault(mark_of(word), []).append(f"{word}: {entries}")
        return {mark: _number("\n".join(sorted(texts))) for mark, texts in told.items()}

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Names between two places from left to right; at each place the longest wins.

        A hyphen binds: `Guinea` is not found in `Guinea-Bissau`, but `Russian` is in
        `pro-Russian`, since what follows a hyphen is read as a word of its own.
        """
        stop = len(text) if end is None else end
        position = start
        for word in _PARTS.finditer(text, start, stop):
            place = word.start()
            if place < position:
                continue
            entries = self._beginning(word[0].casefold())
            if not entries or (place > 0 and (text[place - 1].isalnum() or text[place - 1] == "_")):
                continue
            found = self._longest(text, place, stop, entries)
            if found is not None:
                position = found.end
                yield found

    def _beginning(self, word: str) -> list[tuple[str, Name]]:
        """Names whose first word this is, or of which it is the plural; the longest first."""
        entries = self._by_first.get(word, [])
        singular = self._by_first.get(word[:-1], []) if word.endswith("s") else []
        if entries and singular:
            return sorted([*entries, *singular], key=lambda entry: -len(entry[0]))
        return entries or singular

    def _longest(
        self, text: str, place: int, stop: int, entries: list[tuple[str, Name]]
    ) -> Match | None:
        length = -1
        names: list[Name] = []
        reach = place
        for wanted, name in entries:
            if length >= 0 and len(wanted) < length:
                break
            match = self._regex(wanted).match(text, place, stop)
            if match and _ends_a_word(text, match.end(), wanted):
                length, reach = len(wanted), match.end()
                names.append(name)
        return Match(place, reach, tuple(names)) if names else None

    def _regex(self, wanted: str) -> re.Pattern[str]:
        """How a name may be written: spaces as any one break, capitals if it is long."""
        known = self._compiled.get(wanted)
        if known is None:
            forms = [wanted]
            if wanted == wanted.lower():
                known = re.compile(_spaced(wanted), re.IGNORECASE)
            else:
                if len(wanted) > _SHORT and wanted.upper() != wanted:
                    forms.append(wanted.upper())
                known = re.compile("|".join(_spaced(form) for form in forms))
            self._compiled[wanted] = known
        return known


def _spaced(name: str) -> str:
    # What is possessive gives nothing back, so that a long gap is looked through once.
    pattern = re.escape(name).replace(r"\ ", r"(?:[ ]++\n?+|\n)[ ]*+")
    return pattern.replace("'", "['\u2019]")


_SUFFIX = re.compile(r"['\u2019]s(?![^\W_])|s(?![^\W_-])", re.UNICODE)


def _ends_a_word(text: str, end: int, name: str) -> bool:
    """Whether the name ends here; a possessive or plural `s` may follow and stays outside."""
    if end >= len(text):
        return True
    after = text[end]
    if after == "_":
        return False
    if after in "-\u2010\u2011" and end + 1 < len(text) and text[end + 1].isalnum():
        return False
    if not after.isalnum():
        return True
    return name[-1:].isalpha() and _SUFFIX.match(text, end) is not None


def mark_of(word: str) -> int:
    """A number for a word; that two words share one costs a second look, nothing else."""
    return crc32(word.encode())


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def words_of(text: str) -> frozenset[int]:
    """Marks of all words that a name in this text could begin with.

    What `Names.find` finds in the text depends on the names that begin with these, on no others.
    """
    words = {word.casefold() for word in _PARTS.findall(text)}
    return frozenset(map(mark_of, words | {word[:-1] for word in words if word.endswith("s")}))


_INDENT = 3
"""How far a definition may be indented in Markdown."""
_EXPLICIT = re.compile(
    r"\[\[(?P<name>[^\[\]|\n]+)(?:\\?\|(?P<text>[^\[\]\n]+))?\]\]|\[\^(?P<source>[^\[\]\n]+)\](?P<colon>:?)"
)


def references(
    text: str, resolve: Callable[[str], str | None], sources: Collection[str]
) -> tuple[Body, list[Problem]]:
    """Find what the author of a safe Markdown text points to: `[[names]]` and `[^sources]`.

    `resolve` gives the key that a name leads to, or None; `sources` are the ids that may be
    cited. `[^id]` that is no source is an ordinary footnote if the text defines it.
    """
    if "[[" not in text and "[^" not in text:
        return Body(text=text), []
    code = Code(text)
    matches = [
        match
        for match in _EXPLICIT.finditer(text)
        if not (code.holds(match.start()) or code.holds(match.end() - 1))
        and not is_escaped(text, match.start())
    ]
    defined = {match["source"] for match in matches if _defines(text, match)}
    used = {match["source"] for match in matches if not _defines(text, match)}
    placed: list[Placed] = []
    problems: list[Problem] = []
    for match in matches:
        start, end = match.span()
        name, source = match["name"], match["source"]
        if name:
            target = resolve(name.strip())
            if target is None:
                problems.append(Problem("reference", name.strip(), start, end))
            else:
                label = (match["text"] or name).strip()
                mention = Mention(target=target, text=label, explicit=True)
                placed.append(Placed(start, end, mention))
        elif _defines(text, match):
            if source not in used or source in sources:
                problems.append(Problem("footnote", source, start, end))
        elif source in sources:
            stop = end - len(match["colon"])
            placed.append(Placed(start, stop, Citation(source=source)))
        elif source not in defined:
            problems.append(Problem("citation", source, start, end))
    return Body(text=text, placed=tuple(placed)), problems


def _defines(text: str, match: re.Match[str]) -> bool:
    """Whether this is `[^id]:` at the beginning of a line, which defines a footnote."""
    if not match["colon"]:
        return False
    before = text[max(0, match.start() - _INDENT - 1) : match.start()]
    line_start = before.rfind("\n") + 1
    at_start = line_start > 0 or match.start() <= _INDENT
    return at_start and not before[line_start:].strip()


def mention(body: Body, names: Names, annotated: AbstractSet[str]) -> Body:
    """Link the first mention of each annotated entity, unless an explicit link comes first.

    A name that several entities have is a mention if just one of them is annotated; that
    makes a weak name count only where its entity is annotated, too.
    """
    wanted = set(annotated)
    text = body.text
    explicit = deque(
        (place.start, place.piece.target)
        for place in body.placed
        if isinstance(place.piece, Mention)
    )
    found: list[Placed] = []
    for start, end in plain_runs(text):
        while explicit and explicit[0][0] < start:
            wanted.discard(explicit.popleft()[1])
        if not wanted:
            break
        for match in names.find(text, start, end):
            if text[match.start - 1 : match.start] == "!":
                continue  # the link would be read as an image
            targets = {name.target for name in match.names} & annotated
            if len(targets) == 1 and targets <= wanted:
                target = targets.pop()
                wanted.discard(target)
                label = text[match.start : match.end]
                piece = Mention(target=target, text=label, explicit=False)
                found.append(Placed(match.start, match.end, piece))
    placed = sorted((*body.placed, *found), key=lambda place: place.start)
    return Body(text=text, placed=tuple(placed))


def write(body: Body, address: Callable[[str], str], number: Callable[[str], str]) -> str:
    """Write a body as Markdown: links to `address(key)`, citations as `number(source id)`."""
    parts: list[str] = []
    position = 0
    for place in body.placed:
        piece = place.piece
        parts.append(body.text[position : place.start])
        if isinstance(piece, Mention):
            if body.text[position : place.start].rstrip(" \n").endswith("]"):
                parts.append("<wbr>")  # else the link could name what is in brackets before it
            label = piece.text + "\\" * is_escaped(piece.text, len(piece.text))
            parts.append(f"[{label}]({address(piece.target)})")
        else:
            parts.append(number(piece.source))
        position = place.end
    return "".join([*parts, body.text[position:]])
