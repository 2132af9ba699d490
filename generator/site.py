"""Published briefings and entities to the site: backlinks, and the company entities keep."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from generator.model import Backlink, Briefing, Entity, Settings, Site, Tie

__all__ = ["assemble"]


def assemble(
    briefings: Iterable[Briefing],
    entities: Mapping[str, Entity],
    settings: Settings,
) -> Site:
    """Put together what is published and derive every opposite direction from it."""
    ordered = sorted(briefings, key=lambda b: (b.date, b.id), reverse=True)
    shown = {b.key: b for b in ordered if not b.is_withdrawn}
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


def _inverse_ties(entities: Mapping[str, Entity]) -> dict[str, tuple[tuple[str, Tie], ...]]:
    inverse: defaultdict[str, list[tuple[str, Tie]]] = defaultdict(list)
    for entity in entities.values():
        for tie in entity.ties:
            if tie.other:
                inverse[tie.other].append((entity.key, tie))
    return {key: tuple(ties) for key, ties in inverse.items()}
