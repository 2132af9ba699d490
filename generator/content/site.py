"""Published briefings and entities to the site: backlinks, and the company entities keep."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from generator.content.model import Annotation, Backlink, Briefing, Entity, Site, Tie
from generator.content.publication import published
from generator.schema.kinds import kinds_of, tie_types
from generator.schema.settings import Settings

__all__ = ["assemble", "implied"]


def assemble(
    briefings: Iterable[Briefing],
    entities: Mapping[str, Entity],
    settings: Settings,
) -> Site:
    """Put together what is published and derive every opposite direction from it.

    `briefings` are the published ones, `entities` all that the registry knows.
    """
    ordered = sorted(briefings, key=lambda b: (b.date, b.id), reverse=True)
    named = {key for b in ordered if not b.is_withdrawn for key in b.named}
    entities = published(named, entities, settings)
    wider = _wider(entities, settings)
    shown = {b.key: _with_implied(b, wider) for b in ordered if not b.is_withdrawn}
    withdrawn = {b.key: b for b in ordered if b.is_withdrawn}
    backlinks: defaultdict[str, list[Backlink]] = defaultdict(list)
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    authored: defaultdict[str, list[str]] = defaultdict(list)
    for briefing in shown.values():
        for annotation in briefing.annotations:
            backlinks[annotation.entity].append(
                Backlink(briefing=briefing.key, role=annotation.role, through=annotation.through)
            )
        own = [a.entity for a in briefing.annotations if a.through is None]
        for key in own:
            together[key].update(own)
        for author in briefing.authors:
            if author.entity:
                authored[author.entity].append(briefing.key)
    return Site(
        settings=settings,
        briefings=shown,
        withdrawn=withdrawn,
        entities=entities,
        backlinks={key: tuple(links) for key, links in backlinks.items()},
        together={
            key: tuple(
                sorted(
                    ((other, n) for other, n in counts.items() if other != key),
                    key=lambda pair: (-pair[1], entities[pair[0]].name),
                )
            )
            for key, counts in together.items()
        },
        inverse_ties=_inverse_ties(entities),
        authored={key: tuple(keys) for key, keys in authored.items()},
    )


def implied(
    annotations: Iterable[Annotation], above: Callable[[str], Iterable[str]]
) -> tuple[Annotation, ...]:
    """What a briefing with these annotations is found under as well, such as wider topics.

    `above` gives the entities that take over what an entity is in.
    """
    queue = [(annotation.entity, annotation) for annotation in annotations]
    known = {key for key, _ in queue}
    found = []
    for key, source in queue:  # grows while it is walked: breadth first, so ends at the top
        for wider in above(key):
            if wider not in known:
                known.add(wider)
                queue.append((wider, source))
                found.append(Annotation(entity=wider, role=source.role, through=source.entity))
    return tuple(found)


def _with_implied(briefing: Briefing, wider: Mapping[str, tuple[str, ...]]) -> Briefing:
    more = implied(briefing.annotations, lambda key: wider.get(key, ()))
    return replace(briefing, annotations=(*briefing.annotations, *more)) if more else briefing


def _wider(entities: Mapping[str, Entity], settings: Settings) -> dict[str, tuple[str, ...]]:
    """Entity key to the entities that take over what it is in."""
    types = tie_types(kinds_of(settings))
    above = {
        key: tuple(tie.other for tie in entity.ties if tie.other and types[tie.type].inherits)
        for key, entity in entities.items()
    }
    return {key: others for key, others in above.items() if others}


def _inverse_ties(entities: Mapping[str, Entity]) -> dict[str, tuple[tuple[str, Tie], ...]]:
    inverse: defaultdict[str, list[tuple[str, Tie]]] = defaultdict(list)
    for entity in entities.values():
        for tie in entity.ties:
            if tie.other:
                inverse[tie.other].append((entity.key, tie))
    return {key: tuple(ties) for key, ties in inverse.items()}
