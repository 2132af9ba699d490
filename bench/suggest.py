"""How well and how fast annotations are suggested: `python bench/suggest.py`.

Measures precision, recall and F1 over `passages.yml` of the places that speak for entities, of
the entities found in each passage, and of what each is about; beside `geotext`, if it is
installed, and beside looking for names alone.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from generator.registry.loading import read_registry
from generator.registry.registry import Registry
from generator.schema.settings import Settings
from generator.schema.vocabulary import Role
from generator.suggest import suggest

HERE = Path(__file__).parent
LISTS = ("countries", "organisations", "people")
_MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
_NOBODY = "~"
"""Stands for an entity that the registry does not have."""

Place: TypeAlias = tuple[int, int, str]
"""Start, end and id of the entity."""


@dataclass(frozen=True)
class Passage:
    """A text, and what a person found in it."""

    text: str
    places: frozenset[Place]
    about: frozenset[str]


@dataclass
class Score:
    """Counts of what was found rightly, wrongly and not at all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: Iterable[object], wanted: Iterable[object]) -> None:
        """Count one passage."""
        them, us = set(wanted), set(found)
        self.right += len(us & them)
        self.wrong += len(us - them)
        self.missed += len(them - us)

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of what is there that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}, recall {self.recall:.3f}, F1 {self.f1:.3f}"


def passages() -> Iterator[Passage]:
    """The annotated passages."""
    for record in yaml.safe_load((HERE / "passages.yml").read_text("utf-8")):
        text, places, position = "", set(), 0
        for match in _MARK.finditer(record["text"]):
            text += record["text"][position : match.start()] + match[1]
            if match[2] != _NOBODY:
                places.add((len(text) - len(match[1]), len(text), match[2]))
            position = match.end()
        text += record["text"][position:]
        yield Passage(text, frozenset(places), frozenset(record["about"]))


def own_registry() -> Registry:
    """The registry of this repository's site."""
    registry, problems = read_registry(HERE.parent, Settings())
    if problems:
        raise ValueError(problems)
    return registry


def measure(registry: Registry) -> dict[str, Score]:
    """Score places, entities and what passages are about."""
    scores = {"places": Score(), "entities": Score(), "about": Score()}
    for passage in passages():
        lists = suggest(passage.text, registry)
        found = [one for field in LISTS for one in lists[field]]
        places = [(m.start, m.end, one.id) for one in found for m in one.mentions]
        scores["places"].add(places, passage.places)
        scores["entities"].add((one.id for one in found), (key for _, _, key in passage.places))
        about = (one.id for one in found if one.role is not Role.MENTIONS)
        scores["about"].add(about, passage.about)
    return scores


def countries_of(registry: Registry, find: Callable[[str], Iterable[str]]) -> Score:
    """Score somebody else's list of countries for each passage, given as ids."""
    countries = {e.id for e in registry.entities.values() if e.kind == "country"}
    score = Score()
    for passage in passages():
        wanted = {key for _, _, key in passage.places} & countries
        score.add(find(passage.text), wanted)
    return score


def names_alone(registry: Registry) -> Callable[[str], set[str]]:
    """Countries whose name or other name stands in a text, in any letter case."""
    names = {
        name.lower(): entity.id
        for entity in registry.entities.values()
        if entity.kind == "country"
        for name in (entity.name, *entity.other_names)
    }
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
    return lambda text: {names[match[0].lower()] for match in pattern.finditer(text)}


def with_geotext(registry: Registry) -> Callable[[str], set[str]] | None:
    """What geotext finds, cities counted for their country; None if it is not installed."""
    try:
        from geotext import GeoText  # noqa: PLC0415 - optional
    except ImportError:
        return None
    return lambda text: {
        key.partition("/")[2]
        for code in GeoText(text).country_mentions
        for key in registry.find(code, "country")
    }


def speed(registry: Registry, seconds: float = 3.0) -> float:
    """Articles of 200 words a second, on one core, over texts of this repository."""
    words = [word for passage in passages() for word in passage.text.split()]
    articles = [" ".join(words[at : at + 200]) for at in range(0, len(words) - 200, 50)]
    for article in articles:
        suggest(article, registry)
    begun, done = time.process_time(), 0
    while time.process_time() - begun < seconds:
        for article in articles:
            suggest(article, registry)
        done += len(articles)
    return done / (time.process_time() - begun)


def main() -> None:
    """Print all of it."""
    begun = time.process_time()
    registry = own_registry()
    suggest("", registry)
    print(f"loading: {time.process_time() - begun:.2f} s")
    for name, score in measure(registry).items():
        print(f"{name}: {score}")
    ours = countries_of(registry, lambda text: {o.id for o in suggest(text, registry)["countries"]})
    print(f"countries in each passage: {ours}")
    print(f"names alone: {countries_of(registry, names_alone(registry))}")
    if geotext := with_geotext(registry):
        print(f"geotext: {countries_of(registry, geotext)}")
    print(f"{speed(registry):,.0f} articles of 200 words a second")


if __name__ == "__main__":
    main()
