"""Flags of countries as pictures, since systems without the letters show two of them instead."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["flags"]


@cache
def flags() -> Mapping[str, str]:
    """SVG of each flag, three units wide and two high, by lower-case code of ISO 3166-1.

    The pictures of country-flag-icons; their licence lies beside them in `data/`.
    """
    text = resources.files("generator").joinpath("data", "flags.json").read_text("utf-8")
    found: dict[str, str] = json.loads(text)
    return found
