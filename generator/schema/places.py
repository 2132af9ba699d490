"""Capitals, cities and bodies that speak for a country in a text, without being its names."""

from collections.abc import Iterator
from importlib import resources

import yaml

from generator.names.name import Evidence

__all__ = ["signs_of_countries"]

_GROUPS = {
    "capital": Evidence.CAPITAL,
    "bodies": Evidence.BODY,
    "places": Evidence.PLACE,
    "shared": Evidence.SHARED,
}


def signs_of_countries() -> Iterator[tuple[str, str, Evidence]]:
    """ISO 3166-1 alpha-2 code, what stands in a text, and what sort of evidence it is."""
    text = resources.files("generator").joinpath("data/places.yml").read_text("utf-8")
    # BaseLoader keeps every scalar text, so NO stays Norway.
    known = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - builds only text, lists and mappings
    for code, groups in known.items():
        for group, evidence in _GROUPS.items():
            for name in groups.get(group, ()):
                yield code, name, evidence
