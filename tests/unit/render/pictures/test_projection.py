"""Projections against what is known of them, and the cut at 180 degrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.pictures.projection import (
    HALF_WIDTH,
    azimuthal,
    clipped,
    cut_at_180,
    equal_earth,
    within,
)


def area(ring: list[tuple[float, float]]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairs)) / 2


def test_equal_earth_has_the_published_extent() -> None:
    # Šavrič et al. 2019: the poles are lines 0.59 times as long as the equator.
    assert pytest.approx(2.70663, abs=1e-5) == HALF_WIDTH
    assert equal_earth(0, 90)[1] == pytest.approx(1.31737, abs=1e-5)
    assert equal_earth(180, 90)[0] / HALF_WIDTH == pytest.approx(0.592, abs=1e-3)


@given(st.integers(-170, 170), st.integers(-80, 80))
def test_both_projections_keep_areas(lon: int, lat: int) -> None:
    square = [(lon + x / 50, lat + y / 50) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
    world = area([equal_earth(*place) for place in square])
    around = azimuthal((lon / 2, lat / 2))
    assert area([around(*place) for place in square]) == pytest.approx(world, rel=1e-3)


def test_the_place_opposite_is_far_and_no_error() -> None:
    assert max(map(abs, azimuthal((0, 0))(179, 0))) > 1


def test_a_ring_over_180_degrees_is_cut_in_two() -> None:
    pieces = cut_at_180([(170, 60), (190, 60), (190, 70), (170, 70)])
    boxes = sorted((min(x for x, _ in piece), max(x for x, _ in piece)) for piece in pieces)
    assert boxes == [(-180, -170), (170, 180)]


def test_any_other_ring_stays_as_it_is() -> None:
    ring = [(-180.0, 1.0), (180.0, 1.0), (0.0, 5.0)]
    assert cut_at_180(ring) == [ring]


def test_what_lies_outside_is_taken_away() -> None:
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    assert area(list(clipped(square, (1, 0, -1)))) == 12
    assert area(list(within(square, [(1, 1), (2, 1), (2, 2), (1, 2)]))) == 1
    assert list(within(square, [(5, 5), (6, 5), (6, 6)])) == []
