"""The map of the world: what it says, to whom it leads, and what it weighs."""

import gzip
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from generator.render.pictures.geography import atlas
from generator.render.pictures.world_map import Covered, WorldMap, draw, steps

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = 'Ka</title><script>alert("1")</script>&amp;'


def covered(told: str = "Kazakhstan · 3", step: int = 2, trend: str = "w") -> Covered:
    return Covered(told=told, address="../../countries/kazakhstan/", step=step, trend=trend)


WORLD = WorldMap(
    language="en",
    title="Coverage",
    description="How many briefings",
    policy="No position",
    view="un",
    coverage=["1", "2 or more"],
    trends={"w": "Deteriorated", "s": "Unchanged", "b": "Improved"},
    countries={"KZ": covered(), "SG": covered("Singapore · 1", 1, "b")},
)


def read(world: WorldMap) -> ET.Element:
    return ET.fromstring(draw(world))  # noqa: S314 - it is our own


def test_each_country_with_a_page_is_a_link_that_says_what_is_known_of_it() -> None:
    links = {link.get("id"): link for link in read(WORLD).iter(f"{SVG}a")}
    assert sorted(map(str, links)) == ["KZ", "SG"]
    assert links["KZ"].get("href") == "../../countries/kazakhstan/"
    assert links["KZ"].findtext(f"{SVG}title") == "Kazakhstan · 3"
    shape = links["KZ"].find(f"{SVG}path")
    assert shape is not None
    assert shape.get("class") == "c2 w"


def test_what_is_too_small_for_a_shape_is_a_dot() -> None:
    (dot,) = read(WORLD).iter(f"{SVG}circle")
    assert dot.get("class") == "c1 b"


def test_title_description_and_policy_are_on_it() -> None:
    root = read(WORLD)
    assert root.findtext(f"{SVG}title") == "Coverage"
    assert root.findtext(f"{SVG}desc") == "How many briefings"
    assert "No position" in [text.text for text in root.iter(f"{SVG}text")]


def test_a_name_cannot_become_markup() -> None:
    root = read(replace(WORLD, title=HOSTILE, countries={"KZ": covered(HOSTILE)}))
    assert not list(root.iter(f"{SVG}script"))
    assert [one.text for one in root.iter(f"{SVG}title")] == [HOSTILE, HOSTILE]


def test_a_view_tints_a_disputed_area() -> None:
    russia = replace(WORLD, countries={"RU": covered(step=4, trend="s")})
    tinted = [
        [one.get("class") for one in read(replace(russia, view=view)).iter(f"{SVG}path")].count(
            "c4 s"
        )
        for view in ("un", "control")
    ]
    assert tinted == [1, 2]  # Russia; Crimea, too


def test_the_whole_world_covered_is_light_enough() -> None:
    told = "Some country or other · briefings: 1,234 · 30 November 2024 · ▼ deteriorated"
    codes = {*atlas("110m").shapes, *atlas("110m").dots}
    everything = {
        code: covered(f"{code} {told}", n % 5, "wsbn"[n % 4])
        for n, code in enumerate(sorted(codes))
    }
    text = draw(replace(WORLD, countries=everything))
    assert len(gzip.compress(text.encode(), 9)) < 30_000


@pytest.mark.parametrize(
    ("most", "expected"),
    [(0, [1]), (1, [1]), (2, [1, 2]), (9, [1, 3, 4, 6]), (10_000, [1, 11, 101, 1001])],
)
def test_steps_of_coverage_follow_its_magnitude(most: int, expected: list[int]) -> None:
    assert list(steps(most)) == expected
