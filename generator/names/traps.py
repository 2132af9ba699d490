"""Words of English that mislead whoever looks for names in a text, from `data/traps.yml`."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

__all__ = ["Traps", "read_traps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traps:
    """Lists of words; the data file says what each of them is for."""

    nothing: frozenset[str]
    senses: dict[str, re.Pattern[str]]
    people: frozenset[str]
    offices: frozenset[str]
    first_names: frozenset[str]
    states: frozenset[str]
    no_names: frozenset[str]
    usual: dict[str, str]


@cache
def read_traps() -> Traps:
    """Return what ships with the package."""
    text = resources.files("generator").joinpath("data/traps.yml").read_text("utf-8")
    known = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - builds only text, lists and mappings
    return Traps(
        nothing=_words(known["nothing"]),
        senses={name: _any(words) for name, words in known["senses"].items()},
        people=_words(known["people"]),
        offices=_words(known["offices"]),
        first_names=_words(known["first_names"]),
        states=_words(known["states"]),
        no_names=_words(known["no_names"]),
        usual=known["usual"],
    )


def _any(text: str) -> re.Pattern[str]:
    choices = "|".join(map(re.escape, sorted(_words(text))))
    return re.compile(rf"(?<![^\W_])(?:{choices})(?![^\W_])")


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split("|"))
