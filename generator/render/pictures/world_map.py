"""The world: what is covered how much, and where it got better or worse; one file for both."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.render.pictures.boundaries import DISPUTED, owner_of, rings_of
from generator.render.pictures.geography import Place, Ring, atlas
from generator.render.pictures.projection import HALF_WIDTH, cut_at_180, equal_earth
from generator.render.pictures.style import STYLE_OF_WORLD
from generator.render.pictures.svg import Point, Svg, element, path

__all__ = ["HEIGHT", "TREND", "WIDTH", "Covered", "WorldMap", "draw", "steps"]

TREND = "trend"
"""The fragment of the file's address that shows trends instead of coverage."""
WIDTH, HEIGHT = 2000, 960
_LAND, _LINE = 850, 40
_SCALE = WIDTH / 2 / HALF_WIDTH
_TOP = equal_earth(0, 83.7)[1]
_SIGNS = {"w": (1, -1), "s": (0, 0), "b": (1, 1)}
"""Which way the mark of each trend points: down, nowhere, up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A country with a page."""

    told: str
    """All that the map says of it, in words."""
    address: str
    """Of its page, as seen from the map."""
    step: int
    """How much it is covered: 0 for not at all, then 1 to 4."""
    trend: str
    """Its newest: `w` for worse, `s` for the same, `b` for better, `n` for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldMap:
    """What a map of the world shows; texts in the language of the site."""

    language: str
    title: str
    description: str
    policy: str
    view: str
    coverage: Sequence[str]
    """What each step from 1 on means."""
    trends: Mapping[str, str]
    """What `w`, `s` and `b` mean."""
    countries: Mapping[str, Covered]
    """By ISO 3166-1 alpha-2 code."""


def steps(most: int) -> Sequence[int]:
    """Where each of at most four steps of coverage begins, in even shares of its magnitude."""
    starts = [1]
    for share in (1, 2, 3):
        start = round(most ** (share / 4)) + 1
        if starts[-1] < start <= most:
            starts.append(start)
    return starts


def draw(world: WorldMap) -> str:
    """The map as SVG."""
    shown = Svg("".join([*_countries(world), *_disputed(world), *_dots(world), *_marks(world)]))
    content = element(
        "g",
        element("g", shown, class_="m"),
        _legend(world.coverage, [f"c{step}" for step in range(1, 5)], "c"),
        _legend(list(world.trends.values()), list(world.trends), "t"),
        element("text", world.policy, class_="p", x=20, y=HEIGHT - 14),
        id=TREND,
    )
    return _document(world, content)


def _document(world: WorldMap, content: Svg) -> str:
    lines = element("path", d="M-2 2L2-2M0 10L10 0M8 12L12 8", class_="h", stroke_width=2)
    hatch = element("pattern", lines, id="h", width=10, height=10, patternUnits="userSpaceOnUse")
    head = [
        element("title", world.title, id="title"),
        element("desc", world.description, id="desc"),
        element("style", Svg(STYLE_OF_WORLD)),
        element("defs", hatch),
        element("rect", class_="sea", width=WIDTH, height=HEIGHT),
    ]
    told = {"aria_labelledby": "title desc", "role": "group", "lang": world.language}
    box = f"0 0 {WIDTH} {HEIGHT}"
    return (
        element("svg", *head, content, xmlns="http://www.w3.org/2000/svg", viewBox=box, **told)
        + "\n"
    )


def _countries(world: WorldMap) -> Iterator[Svg]:
    """Those without a page first, in one path; then the others, each a link."""
    shapes = _shapes()
    rest = "".join(data for code, data in shapes.items() if code not in world.countries)
    yield element("path", class_="l", d=rest)
    for code in sorted(world.countries.keys() & shapes.keys()):
        one = world.countries[code]
        yield _link(code, one, element("path", class_=_classes(one), d=shapes[code]))


def _link(code: str, one: Covered, shape: Svg) -> Svg:
    told = element("title", one.told)
    return element("a", told, shape, id=code, href=one.address, target="_top")


def _classes(one: Covered) -> str:
    return f"c{one.step} {one.trend}" if one.step else f"l {one.trend}"


def _disputed(world: WorldMap) -> Iterator[Svg]:
    """Each disputed area in the tint of whom the view counts it to, and the hatch over all."""
    for number, area in enumerate(DISPUTED):
        owner = owner_of(area, world.view)
        if owner is not None:
            one = world.countries.get(owner)
            yield element("path", class_=_classes(one) if one else "l n", d=_areas()[number])
    yield element("path", class_="d", d="".join(_areas()))


def _dots(world: WorldMap) -> Iterator[Svg]:
    """What is too small for its shape."""
    dots = atlas("110m").dots
    for code in sorted(world.countries.keys() & dots.keys()):
        x, y = _pixel(dots[code])
        one = world.countries[code]
        yield _link(code, one, element("circle", class_=_classes(one), cx=x, cy=y, r=9))


def _marks(world: WorldMap) -> Iterator[Svg]:
    """A sign for each trend, so that it is not told by colour alone."""
    known = atlas("110m")
    for code in sorted(world.countries):
        trend = world.countries[code].trend
        if trend in _SIGNS and (code in known.shapes or code in known.dots):
            x, y = _middle(code)
            yield element("path", class_="k", d=_sign(trend, x, y))


def _sign(trend: str, x: int, y: int) -> str:
    width, up = _SIGNS[trend]
    if not width:
        return f"M{x - 10} {y - 3}h20v6h-20z"
    return f"M{x - 10} {y + 8 * up}h20l-10 {-16 * up}z"


def _legend(names: Sequence[str], classes: Sequence[str], group: str) -> Svg:
    """Colours and what they mean, in a row."""
    x, parts = 20, []
    for name, css in zip(names, classes, strict=False):
        parts.append(element("rect", class_=css, x=x, y=_LAND + 12, width=44, height=30))
        if css in _SIGNS:
            mark = _sign(css, x + 22, _LAND + 27)
            parts.append(element("path", class_="k", d=mark, fill="var(--text)"))
        parts.append(element("text", name, x=x + 56, y=_LAND + _LINE))
        x += 56 + 30 * len(name) + 30
    return element("g", Svg("".join(parts)), class_=group)


def _pixel(place: Place) -> Point:
    x, y = equal_earth(*place)
    return round(WIDTH / 2 + _SCALE * x), round(10 + _SCALE * (_TOP - y))


def _data(rings: Sequence[Ring]) -> str:
    return path([_pixel(place) for place in piece] for ring in rings for piece in cut_at_180(ring))


@cache
def _shapes() -> Mapping[str, str]:
    """The path of every country, by code."""
    known = atlas("110m")
    return {code: _data(known.rings(code)) for code in known.shapes}


@cache
def _areas() -> Sequence[str]:
    """The path of every disputed area, in their order."""
    known = atlas("110m")
    return [_data(list(rings_of(area, known))) for area in DISPUTED]


@cache
def _middle(code: str) -> Point:
    """Where the sign of a country stands: the middle of its largest part."""
    known = atlas("110m")
    if code not in known.shapes:
        x, y = _pixel(known.dots[code])
        return x, y - 22
    return max(
        (
            _centroid([_pixel(place) for place in piece])
            for ring in known.rings(code)
            for piece in cut_at_180(ring)
        ),
    )[1]


def _centroid(ring: Sequence[Point]) -> tuple[int, Point]:
    """Twice the area of a ring and its centre of mass, or its first point if it has no area."""
    double = sum_x = sum_y = 0
    for (x, y), (to_x, to_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x * to_y - to_x * y
        double += cross
        sum_x += (x + to_x) * cross
        sum_y += (y + to_y) * cross
    if not double:
        return 0, ring[0]
    return abs(double), (round(sum_x / (3 * double)), round(sum_y / (3 * double)))
