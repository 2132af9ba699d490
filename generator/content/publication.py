"""Which entities a site has: those that a published briefing names, and those that are listed.

Decided here alone. An entry that was added for a draft or an embargoed text is not published with
it, and neither is what it would add to other pages.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from generator.content.model import Entity, Tie
from generator.schema.settings import Settings

__all__ = ["published"]


def published(
    named: Collection[str], entities: Mapping[str, Entity], settings: Settings
) -> dict[str, Entity]:
    """The entities of a site by key, in the order of the registry, without ties to any other.

    `named` are the keys that published briefings name. An entity that was merged into another
    is among them if its old address is to lead there: it is named or listed itself, and what
    it was merged into is published; `merged_into` is then the end of all mergers. A tie to
    what is built in and has no page keeps the name of it.
    """

    def is_shown(entity: Entity) -> bool:
        built_in = entity.built_in and settings.all_countries
        return entity.key in named or entity.listed or built_in

    shown = {key: entity for key, entity in entities.items() if is_shown(entity)}
    pages = {key for key, entity in shown.items() if entity.merged_into is None}
    ends = {key: _end(key, entities) for key in shown.keys() - pages}
    kept = pages | {key for key, end in ends.items() if end in pages}
    return {
        key: replace(
            entity,
            merged_into=ends.get(key),
            replaced_by=entity.replaced_by if entity.replaced_by in kept else None,
            ties=tuple(_ties(entity, entities, pages)),
        )
        for key, entity in shown.items()
        if key in kept
    }


def _end(key: str, entities: Mapping[str, Entity]) -> str | None:
    """The entity that a merged one has become; None if its mergers lead nowhere."""
    seen: set[str] = set()
    while (entity := entities.get(key)) is not None and key not in seen:
        if entity.merged_into is None:
            return key
        seen.add(key)
        key = entity.merged_into
    return None


def _ties(entity: Entity, entities: Mapping[str, Entity], pages: Collection[str]) -> Iterator[Tie]:
    for tie in entity.ties:
        if tie.other is None or tie.other in pages:
            yield tie
        elif entities[tie.other].built_in:
            yield replace(tie, other=None, name=entities[tie.other].name)
