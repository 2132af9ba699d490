"""The packed atlas, and where a reader looks for a country."""

from itertools import pairwise

import pycountry
import pytest

from generator.render.pictures.boundaries import DISPUTED, owner_of, rings_of
from generator.render.pictures.geography import atlas, home_of
from generator.schema.settings import BY_CONTROL, BY_RECOGNITION

WITHOUT = {"AQ"}
"""Our maps end above Antarctica."""
OWN = {"XC", "XG", "XK", "XS"}


@pytest.mark.parametrize("scale", ["110m", "50m"])
def test_every_country_is_on_the_map_by_its_code(scale: str) -> None:
    known = {*atlas(scale).shapes, *atlas(scale).dots}
    codes = {str(country.alpha_2) for country in pycountry.countries}
    assert codes - known == WITHOUT
    assert known - codes <= OWN | {"IOA"}


@pytest.mark.parametrize("scale", ["110m", "50m"])
def test_rings_are_closed_and_on_the_globe(scale: str) -> None:
    known = atlas(scale)
    for code in known.shapes:
        for ring in known.rings(code):
            (lon, lat), (last_lon, last_lat) = ring[0], ring[-1]
            assert (lat, (lon - last_lon) % 360) == (last_lat, 0), code
            assert all(-90 <= y <= 90 and -361 <= x <= 361 for x, y in ring)
            longest = max(abs(a[0] - b[0]) for a, b in pairwise(ring))
            assert longest < 60, f"{code} has a line across the map"


def test_neighbours_share_their_boundary() -> None:
    known = atlas("110m")
    arcs = {
        code: {max(n, ~n) for ring in known.shapes[code] for n in ring} for code in ("KZ", "RU")
    }
    assert arcs["KZ"] & arcs["RU"]


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [("KZ", 67, 48), ("FR", 2.5, 47), ("US", -98, 38), ("NO", 13, 64), ("FJ", 178, -18)],
)
def test_a_country_is_looked_for_where_most_of_it_is(code: str, lon: float, lat: float) -> None:
    box = home_of(code)
    assert box is not None
    west, south, east, north = box
    assert west <= lon <= east
    assert south <= lat <= north
    assert east - west < 70


def test_what_no_atlas_knows_is_nowhere() -> None:
    assert home_of("ZZ") is None


def test_every_disputed_area_is_somewhere_at_the_finer_scale() -> None:
    for area in DISPUTED:
        assert list(rings_of(area, atlas("50m"))), area.name
        corners = area.corners
        turns = zip(corners, corners[1:] + corners[:1], corners[2:] + corners[:2], strict=True)
        assert all(
            (bx - ax) * (cy - by) - (by - ay) * (cx - bx) >= 0
            for (ax, ay), (bx, by), (cx, cy) in turns
        ), f"{area.name} is not convex against the clock"


def test_a_view_decides_to_whom_an_area_is_counted() -> None:
    crimea = next(area for area in DISPUTED if area.name == "Crimea")
    assert owner_of(crimea, BY_RECOGNITION) is None  # as the atlas draws it: of Ukraine
    assert owner_of(crimea, BY_CONTROL) == "RU"
