"""Which boundaries are disputed, and to whom a map counts what lies there.

The atlas shows states much as the United Nations do. What is hatched here has a government, a
court or a resolution of the General Assembly against how it is drawn; the outlines that the atlas
does not have are approximate, by common reference knowledge. Not a list of all disputes there
are: those that can be seen at the scale of our maps.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.core.messages import N_
from generator.render.pictures.geography import Atlas, Place, Ring
from generator.render.pictures.projection import within
from generator.schema.settings import BY_CONTROL

__all__ = ["DISPUTED", "Area", "owner_of", "rings_of"]


@dataclass(frozen=True, slots=True)
class Area:
    """A disputed area: a shape of the atlas, or what of some shapes lies within corners."""

    name: str
    """Id of a message."""
    shapes: tuple[str, ...]
    corners: tuple[Place, ...] = ()
    """Convex, against the clock; none for whole shapes."""
    recognised: str | None = None
    """Whose it is by the view near that of the United Nations; None: as the atlas draws it."""
    controlled: str | None = None
    """Who is there; None: as the atlas draws it."""


DISPUTED = (
    Area(N_("Western Sahara"), ("EH",), controlled="MA"),
    Area(
        N_("Crimea"),
        ("UA",),
        ((32.3, 44.2), (36.8, 44.2), (36.8, 45.6), (35.1, 46.1), (33.5, 46.2), (32.3, 45.7)),
        controlled="RU",
    ),
    Area(
        N_("Parts of the Donetsk, Kherson, Luhansk and Zaporizhzhia regions"),
        ("UA",),
        ((32.3, 46.2), (35.1, 46.1), (38.4, 47.0), (39.9, 47.8), (40.3, 49.5), (38.0, 49.4)),
    ),
    Area(
        N_("Abkhazia"),
        ("GE",),
        ((39.8, 43.2), (41.2, 42.2), (41.6, 42.3), (42.2, 42.8), (42.2, 43.3), (40.0, 43.8)),
    ),
    Area(
        N_("South Ossetia"),
        ("GE",),
        ((43.4, 42.5), (43.9, 42.0), (44.5, 42.1), (44.9, 42.6), (44.5, 42.8), (43.7, 42.8)),
    ),
    Area(
        N_("Transnistria"),
        ("MD",),
        ((28.6, 48.1), (29.0, 47.5), (29.6, 46.7), (30.4, 46.4), (30.0, 47.4), (29.2, 48.2)),
    ),
    Area(
        N_("Kashmir"),
        ("IN", "PK", "CN", "XG"),
        (
            *((72.6, 36.2), (73.6, 33.9), (74.4, 32.6), (75.6, 32.3), (79.2, 32.4)),
            *((80.0, 34.0), (80.3, 35.6), (76.0, 36.9), (74.5, 37.1)),
        ),
    ),
    Area(
        N_("Arunachal Pradesh"),
        ("IN",),
        ((91.6, 26.8), (95.2, 26.7), (97.2, 27.6), (97.4, 28.4), (94.6, 29.5), (91.6, 28.0)),
    ),
    Area(
        N_("Golan Heights"),
        ("SY", "IL"),
        ((35.6, 32.7), (35.9, 32.7), (36.0, 33.1), (35.8, 33.4), (35.6, 33.3)),
    ),
    Area(N_("Northern Cyprus"), ("XC",), recognised="CY"),
    Area(N_("Kosovo"), ("XK",), recognised="RS"),
    Area(N_("Somaliland"), ("XS",), recognised="SO"),
    Area(N_("Taiwan"), ("TW",)),
    Area(N_("Falkland Islands (Malvinas)"), ("FK",)),
    Area(
        N_("Southern Kuril Islands"),
        ("RU",),
        ((145.2, 43.2), (146.8, 43.2), (149.1, 45.0), (148.9, 45.7), (145.2, 44.7)),
    ),
    Area(
        N_("Halaib Triangle"),
        ("EG", "SD"),
        ((34.1, 22.0), (36.9, 22.0), (36.6, 22.9), (35.2, 22.9)),
    ),
    Area(
        N_("Essequibo"),
        ("GY",),
        ((-60.4, 1.1), (-58.9, 1.1), (-58.4, 3.5), (-58.4, 7.1), (-59.9, 8.7), (-61.6, 6.0)),
    ),
)


def owner_of(area: Area, view: str) -> str | None:
    """The code of the country whose tint an area has in a view; None: as the atlas draws it."""
    return area.controlled if view == BY_CONTROL else area.recognised


def rings_of(area: Area, atlas: Atlas) -> Iterator[Ring]:
    """The rings of an area at the scale of an atlas."""
    for code in area.shapes:
        for ring in atlas.rings(code):
            piece: Sequence[Place] = within(ring, area.corners) if area.corners else ring
            if piece:
                yield piece
