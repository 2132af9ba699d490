"""SVG as text: every text and every value of an attribute escaped, coordinates whole numbers.

What a picture shows is given as integers or as texts that were made of them, so that no version
of Python and no machine writes a digit differently.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import TypeAlias

__all__ = ["MEDIA_TYPE", "Point", "Svg", "element", "path", "text"]

MEDIA_TYPE = "image/svg+xml"

Point: TypeAlias = tuple[int, int]

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write; a file that holds it is no picture to any browser."""


class Svg(str):
    """Markup; any other text is escaped where it is put into an element."""

    __slots__ = ()


def element(name: str, *content: str, **attributes: str | int | None) -> Svg:
    """An element. `class_` is the class, `_` stands for `-`; None leaves an attribute out."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(one if isinstance(one, Svg) else text(one) for one in content)
    return Svg(f"<{name}{told}>{inner}</{name}>" if inner else f"<{name}{told}/>")


def text(plain: str) -> Svg:
    """A text as XML, what XML forbids replaced by a sign for it."""
    return Svg(escape(_FORBIDDEN.sub("\ufffd", plain)))


def path(rings: Iterable[Sequence[Point]]) -> str:
    """The data of a path of closed rings, in relative steps; what has no area is left out."""
    return "".join(_ring(points) for ring in rings if len(points := _distinct(ring)) > 2)  # noqa: PLR2004 - a triangle is the least


def _distinct(ring: Sequence[Point]) -> list[Point]:
    """The ring without points that repeat the one before, the last as well as the first."""
    points: list[Point] = []
    for point in ring:
        if not points or point != points[-1]:
            points.append(point)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points


def _ring(points: Sequence[Point]) -> str:
    x, y = points[0]
    numbers: list[str] = []
    for to_x, to_y in points[1:]:
        # A minus parts two numbers as well as a blank does.
        for step in (to_x - x, to_y - y):
            numbers.append(f"{step}" if step < 0 or not numbers else f" {step}")
        x, y = to_x, to_y
    return f"M{points[0][0]} {points[0][1]}l{''.join(numbers)}z"
