"""From longitude and latitude to a plane.

The world is in Equal Earth (Šavrič, Patterson, Jenny 2019, doi 10.1080/13658816.2018.1504949): a
tint says how much, so areas have to be true, and of the projections that keep them it distorts
shapes least to the eye. A region is in Lambert's azimuthal equal-area projection around its own
middle, so that it looks there as a globe does, wherever it lies, and 180 degrees is no edge.
"""

from collections.abc import Callable, Sequence
from math import asin, cos, hypot, radians, sin, sqrt
from typing import TypeAlias

from generator.render.pictures.geography import Place, Ring

__all__ = ["HALF_WIDTH", "Plane", "azimuthal", "clipped", "cut_at_180", "equal_earth"]

Plane: TypeAlias = tuple[float, float]
"""x to the right and y upwards, in radii of the earth."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = sqrt(3) / 2


def equal_earth(lon: float, lat: float) -> Plane:
    """Equal Earth around the meridian of Greenwich."""
    theta = asin(_M * sin(radians(lat)))
    square = theta * theta
    sixth = square**3
    slope = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
    height = _A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square)
    return radians(lon) * cos(theta) / (_M * slope), theta * height


HALF_WIDTH = equal_earth(180, 0)[0]


def azimuthal(middle: Place) -> Callable[[float, float], Plane]:
    """Lambert's azimuthal equal-area projection around a place."""
    lon_0, lat_0 = radians(middle[0]), radians(middle[1])
    sin_0, cos_0 = sin(lat_0), cos(lat_0)

    def project(lon: float, lat: float) -> Plane:
        turn, height = radians(lon) - lon_0, radians(lat)
        sin_lat, cos_lat, cos_turn = sin(height), cos(height), cos(turn)
        # The place opposite has no point; what is next to it is far outside of any map.
        reach = max(1 + sin_0 * sin_lat + cos_0 * cos_lat * cos_turn, 1e-9)
        scale = sqrt(2 / reach)
        return (
            scale * cos_lat * sin(turn),
            scale * (cos_0 * sin_lat - sin_0 * cos_lat * cos_turn),
        )

    return project


def cut_at_180(ring: Ring) -> list[Ring]:
    """A ring in pieces that each stay between 180 degrees west and east."""
    west, east = min(lon for lon, _ in ring), max(lon for lon, _ in ring)
    if west >= -180 and east <= 180:  # noqa: PLR2004 - degrees
        return [ring]
    pieces = []
    for turn in (-360, 0, 360):
        moved = [(lon + turn, lat) for lon, lat in ring]
        piece = clipped(clipped(moved, (1, 0, 180)), (-1, 0, 180))
        if piece:
            pieces.append(piece)
    return pieces


def clipped(ring: Sequence[Plane], edge: tuple[float, float, float]) -> Sequence[Plane]:
    """What of a ring lies where `a x + b y + c >= 0` (Sutherland and Hodgman 1974)."""
    a, b, c = edge
    inside: list[Plane] = []
    if not ring:
        return inside
    before = ring[-1]
    was = a * before[0] + b * before[1] + c
    for point in ring:
        now = a * point[0] + b * point[1] + c
        if (now < 0) != (was < 0):
            share = was / (was - now)
            inside.append(
                (
                    before[0] + share * (point[0] - before[0]),
                    before[1] + share * (point[1] - before[1]),
                )
            )
        if now >= 0:
            inside.append(point)
        before, was = point, now
    return inside


def within(ring: Sequence[Plane], corners: Sequence[Plane]) -> Sequence[Plane]:
    """What of a ring lies within convex corners, given against the clock."""
    for (x, y), (to_x, to_y) in zip(corners, [*corners[1:], corners[0]], strict=True):
        a, b = y - to_y, to_x - x
        ring = clipped(ring, (a, b, -(a * x + b * y)))
    return ring


def distance(one: Plane, other: Plane) -> float:
    """How far apart two points of a plane are."""
    return hypot(one[0] - other[0], one[1] - other[1])
