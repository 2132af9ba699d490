"""Proposes annotations for a text: entities with score, role, and what speaks for them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.names.name import Evidence
from generator.registry.registry import Registry
from generator.runtime.progress import Progress, Silent
from generator.schema.vocabulary import Role
from generator.suggest.gazetteer import Gazetteer, gazetteer_of
from generator.suggest.outline import Outline, outline_of
from generator.suggest.ranking import rank
from generator.suggest.spotting import Mention, spot

__all__ = ["Suggestion", "Suggestions", "suggest"]


_SILENT = Silent()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One entity that a briefing on the text could be annotated with."""

    id: str
    name: str
    score: float
    """From 0 to 1; comparable within a text."""
    role: Role
    mentions: tuple[Mention, ...]
    """The places that speak for it, in the order of the text."""


class Suggestions(Mapping[str, tuple[Suggestion, ...]]):
    """Suggestions by list of annotations (`countries`, …), the highest score first."""

    def __init__(self, lists: Mapping[str, tuple[Suggestion, ...]]) -> None:
        self._lists = lists

    def __getitem__(self, field: str) -> tuple[Suggestion, ...]:
        return self._lists[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lists)

    def __len__(self) -> int:
        return len(self._lists)

    def to_json(self) -> dict[str, list[dict[str, Any]]]:
        """Lists and mappings that `json` can write."""
        return {
            field: [
                {
                    "id": one.id,
                    "name": one.name,
                    "score": one.score,
                    "role": one.role.value,
                    "mentions": [
                        {
                            "start": mention.start,
                            "end": mention.end,
                            "text": mention.text,
                            "evidence": mention.evidence.value,
                        }
                        for mention in one.mentions
                    ],
                }
                for one in suggestions
            ]
            for field, suggestions in self.items()
        }


PIECE = 500_000
"""Characters that are read at once, so that a long text takes no more memory than its own."""
MOST = 1000
"""Mentions of an entity that are listed; more change nothing in what is suggested."""
_BREAK = re.compile(r"\s")


def suggest(
    text: str,
    registry: Registry,
    outline: Outline | None = None,
    progress: Progress = _SILENT,
) -> Suggestions:
    """Propose annotations for a text. Offsets count Unicode code points of the text.

    At most a thousand mentions are listed of each entity. Without an outline the first line is
    the title if it looks like one.
    """
    gazetteer = gazetteer_of(registry)
    entities, kinds = registry.entities, registry.kinds
    found = _found(text, gazetteer, progress)
    outline = outline or outline_of(text)
    by_kind: dict[str, dict[str, list[Mention]]] = {kind.name: {} for kind in kinds}
    for key, mentions in found.items():
        more = _of_holders(key, found, gazetteer.holders) if key in gazetteer.holders else ()
        by_kind[entities[key].kind][key] = [*mentions, *more]
    return Suggestions(
        {
            kind.field: tuple(
                Suggestion(
                    id=entities[key].id,
                    name=entities[key].name,
                    score=score,
                    role=role,
                    mentions=tuple(found[key]),
                )
                for key, score, role in rank(by_kind[kind.name], outline)
            )
            for kind in kinds
        }
    )


def _found(text: str, gazetteer: Gazetteer, progress: Progress) -> dict[str, list[Mention]]:
    if len(text) <= PIECE:
        return {key: mentions[:MOST] for key, mentions in spot(text, gazetteer).items()}
    found: dict[str, list[Mention]] = {}
    for start, end in progress.over(_pieces(text), "Reading"):
        _add(found, spot(text[start:end], gazetteer), start)
    return found


def _of_holders(
    key: str, found: Mapping[str, list[Mention]], holders: Mapping[str, tuple[str, ...]]
) -> Iterator[Mention]:
    """What speaks for an entity because somebody who holds an office there is named."""
    for holder in holders[key]:
        for one in found.get(holder, ()):
            yield Mention(one.start, one.end, one.text, Evidence.OFFICE)


def _pieces(text: str) -> list[tuple[int, int]]:
    """A text in pieces that end between words, if it has words."""
    pieces = []
    start = 0
    while len(text) - start > PIECE:
        space = _BREAK.search(text, start + PIECE, start + PIECE + PIECE // 10)
        end = space.start() if space else start + PIECE
        pieces.append((start, end))
        start = end
    return [*pieces, (start, len(text))]


def _add(found: dict[str, list[Mention]], more: Mapping[str, list[Mention]], offset: int) -> None:
    for key, mentions in more.items():
        known = found.setdefault(key, [])
        known.extend(
            Mention(one.start + offset, one.end + offset, one.text, one.evidence)
            for one in mentions[: MOST - len(known)]
        )
