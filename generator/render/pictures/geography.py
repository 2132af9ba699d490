"""The shapes of countries, as the packed atlas in `data/` has them.

`tools/atlas.py` writes it and tells in its head what a line means.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import cos, radians
from typing import TypeAlias

__all__ = ["Atlas", "Box", "Place", "Ring", "atlas", "home_of"]

Place: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees; a ring that crosses 180 degrees goes on beyond them."""
Ring: TypeAlias = Sequence[Place]
Box: TypeAlias = tuple[float, float, float, float]
"""West, south, east, north."""

_STEPS = 100
_GAP = 3.0
"""How far apart, in degrees, two islands may be and still be one whole for a reader's eye."""
_SHARE = 0.3
"""A part this large beside the largest belongs to the whole wherever it lies."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """The world at one scale."""

    arcs: Sequence[Ring]
    """Lines that shapes are put together from; neighbours share them."""
    shapes: Mapping[str, Sequence[Sequence[int]]]
    """Code to rings, each the numbers of its arcs; `~n` is the n-th backwards."""
    dots: Mapping[str, Place]
    """What is too small for a shape."""

    def rings(self, code: str) -> list[Ring]:
        """The rings of a country, none for what has no shape."""
        return [joined(self.arcs, ring) for ring in self.shapes.get(code, ())]


@cache
def atlas(scale: str) -> Atlas:
    """The world at `110m` or `50m`."""
    arcs: list[Ring] = []
    shapes: dict[str, Sequence[Sequence[int]]] = {}
    dots: dict[str, Place] = {}
    file = resources.files("generator").joinpath(f"data/world-{scale}.txt")
    for line in file.read_text("utf-8").splitlines():
        what, _, told = line.partition(" ")
        if what == "arc":
            arcs.append(tuple(_points(told)))
        elif what == "shape":
            code, _, rings = told.partition(" ")
            shapes[code] = tuple(
                tuple(~int(one[1:]) if one[0] == "~" else int(one) for one in ring.split())
                for ring in rings.split("|")
            )
        elif what == "dot":
            code, lon, lat = told.split()
            dots[code] = (int(lon) / _STEPS, int(lat) / _STEPS)
    return Atlas(arcs, shapes, dots)


def _points(told: str) -> Iterator[Place]:
    numbers = iter(map(int, told.split()))
    lon = lat = 0
    for step, other in zip(numbers, numbers, strict=True):
        lon, lat = lon + step, lat + other
        yield lon / _STEPS, lat / _STEPS


def joined(arcs: Sequence[Ring], indexes: Sequence[int]) -> Ring:
    """One ring of its arcs; where it crosses 180 degrees it goes on."""
    points: list[Place] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        turn = 360.0 * round((points[-1][0] - arc[0][0]) / 360) if points else 0.0
        points += [(lon + turn, lat) for lon, lat in arc[1 if points else 0 :]]
    return points


@cache
def home_of(code: str) -> Box | None:
    """Where a reader looks for a country: its largest part and what lies by it.

    So France is in Europe, and the United States without Alaska. None for what no atlas knows.
    """
    fine, coarse = atlas("50m"), atlas("110m")
    rings = fine.rings(code)
    if not rings:
        place = fine.dots.get(code) or coarse.dots.get(code)
        return (*place, *place) if place else None
    boxes = sorted(((_area(ring), _box(ring)) for ring in rings), reverse=True)
    largest, whole = boxes[0]
    left = [(area, _beside(box, whole)) for area, box in boxes[1:]]
    grown = True
    while grown:
        near = [one for one in left if one[0] > _SHARE * largest or _is_near(one[1], whole)]
        grown = bool(near)
        left = [one for one in left if one not in near]
        whole = union([whole, *(box for _, box in near)])
    return whole


def union(boxes: Sequence[Box]) -> Box:
    """The least box around boxes that count their longitudes alike."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _beside(box: Box, whole: Box) -> Box:
    """The box with its longitudes counted so that it lies nearest to another."""
    turn = 360.0 * round((whole[0] + whole[2] - box[0] - box[2]) / 720)
    return box[0] + turn, box[1], box[2] + turn, box[3]


def _is_near(box: Box, whole: Box) -> bool:
    gap_x = max(box[0] - whole[2], whole[0] - box[2])
    gap_y = max(box[1] - whole[3], whole[1] - box[3])
    return max(gap_x, gap_y) <= _GAP


def _box(ring: Ring) -> Box:
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return min(lons), min(lats), max(lons), max(lats)


def _area(ring: Ring) -> float:
    """The area in square degrees at the equator, near enough to compare parts of one country."""
    pairs = pairwise(ring)
    return (
        abs(sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairs))
        / 2
        * cos(radians(ring[0][1]))
    )
