"""What to read next: what authors say goes together, and what is about the same."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from heapq import nsmallest

from generator.content.model import Annotation, Briefing, Related, Site
from generator.core.messages import N_

__all__ = ["ReadNext"]

RELATED = 6
"""How many briefings a page offers to read next."""
NEIGHBOURS = 12
"""How many briefings on each side in time an entity offers as related.

Bounded, so that the work grows with the number of annotations and a new briefing changes
only pages near to it in time.
"""


_REPLACED = N_("replaced by this briefing")
_STATED = (
    ("supersedes", _REPLACED, N_("replaces this briefing")),
    ("follows", N_("continued by this briefing"), N_("continues this briefing")),
    ("related", N_("recommended with it"), N_("recommended with it")),
)


class ReadNext:
    """For each briefing first what authors state, both ways, then what shares most with it.

    Worked out for one briefing at a time, by whoever needs its page.
    """

    def __init__(self, site: Site) -> None:
        self._shown = site.briefings
        self._stated = _stated((*site.briefings.values(), *site.withdrawn.values()))
        self._neighbours = _Neighbours(site.briefings)

    def after(self, key: str) -> tuple[Related, ...]:
        """What to read after the briefing of this key."""
        # A withdrawn briefing is nothing to read next; only what replaces it says so.
        known = {
            other: one
            for other, one in self._stated.get(key, {}).items()
            if other in self._shown or one.reason == _REPLACED
        }
        more = self._neighbours.nearest(self._shown[key], known) if key in self._shown else ()
        return (*known.values(), *more)


def _stated(briefings: Iterable[Briefing]) -> dict[str, dict[str, Related]]:
    stated: defaultdict[str, dict[str, Related]] = defaultdict(dict)

    def state(key: str, other: str, reason: str) -> None:
        stated[key].setdefault(other, Related(briefing=other, reason=reason))

    for briefing in briefings:
        for field, forward, backward in _STATED:
            for other in getattr(briefing, field):
                state(briefing.key, other, forward)
                state(other, briefing.key, backward)
        if briefing.translation_of:
            state(briefing.key, briefing.translation_of, N_("the original of this translation"))
            state(briefing.translation_of, briefing.key, N_("a translation"))
    return stated


class _Neighbours:
    """Briefings that are about the same, near in time; a rarely named entity weighs more."""

    def __init__(self, shown: Mapping[str, Briefing]) -> None:
        self._by_entity: defaultdict[str, list[str]] = defaultdict(list)
        self._place: dict[tuple[str, str], int] = {}
        for briefing in shown.values():
            for annotation in _own(briefing):
                keys = self._by_entity[annotation.entity]
                self._place[annotation.entity, briefing.key] = len(keys)
                keys.append(briefing.key)
        self._weight = {
            entity: 1 / math.log2(1 + len(keys)) for entity, keys in self._by_entity.items()
        }

    def nearest(self, briefing: Briefing, known: Collection[str]) -> list[Related]:
        """What shares at least two entities with a briefing, most weight first."""
        weights: defaultdict[str, list[float]] = defaultdict(list)
        near = {}
        for annotation in _own(briefing):
            entity = annotation.entity
            here = self._place[entity, briefing.key]
            near[entity] = self._by_entity[entity][
                max(0, here - NEIGHBOURS) : here + NEIGHBOURS + 1
            ]
            weight = self._weight[entity]
            for other in near[entity]:
                weights[other].append(weight)
        # Rounded, so that the order of addition cannot decide between equals.
        scored = nsmallest(
            max(0, RELATED - len(known)),
            (
                (-round(sum(shared), 9), other)
                for other, shared in weights.items()
                if len(shared) > 1 and other != briefing.key and other not in known
            ),
        )
        return [
            Related(
                briefing=other,
                reason=N_("also about"),
                shared=tuple(
                    sorted(
                        (entity for entity, others in near.items() if other in others),
                        key=lambda entity: (-self._weight[entity], entity),
                    )[:3]
                ),
            )
            for _, other in scored
        ]


def _own(briefing: Briefing) -> list[Annotation]:
    """The annotations that a briefing states itself."""
    return [annotation for annotation in briefing.annotations if annotation.through is None]
