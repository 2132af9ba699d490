"""Finds the names of entities in a body, and turns a body into pieces.

The first mention of each annotated entity becomes a link, and `[[name]]` links anything.
A link goes only where it changes nothing but itself (`generator.markdown.spans.plain_runs`).
"""

import re
from collections import deque
from collections.abc import Callable, Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.markdown.body import Body, Citation, Mention, Placed
from generator.markdown.spans import Code, is_escaped, plain_runs
from generator.names.index import NameIndex

__all__ = ["Problem", "mention", "references", "write"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A `[[reference]]` or `[^citation]` that leads nowhere, with offsets into the text."""

    kind: str
    """`reference`, `citation` or `footnote` (one that is defined and never used)."""
    text: str
    start: int
    end: int


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


def mention(body: Body, names: NameIndex, annotated: AbstractSet[str]) -> Body:
    """Link the first mention of each annotated entity, unless an explicit link comes first.

    A name that several entities have is a mention if just one of them is annotated; that
    makes a weak name count only where its entity is annotated, too.
    """
    if not annotated:
        return body
    wanted = set(annotated)
    text = body.text
    links = names.links(text)
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
        for match in links.within(start, end):
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
