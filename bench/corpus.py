"""Writes a folder of made-up briefings to measure with: `python bench/corpus.py 1000 DIR`.

The same seed gives the same bytes. What costs time is as at a real desk: texts of 300 to 900
words in which a few words make up half of all and most are rare (Zipf's law), a handful of
countries in most briefings and a long tail of others, names in the text, sources with
addresses, links to earlier briefings. The words mean nothing.
"""

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import pycountry
import yaml

SYLLABLES = (
    *("ba", "do", "ke", "li", "mo", "nu", "pa", "re", "si", "ta", "va", "wo", "za"),
    *("chi", "gra", "shen", "tor", "mil", "pre", "con", "a", "e", "in", "ar", "ul", "es"),
)
WORDS = 20_000
"""How many different words the desk knows."""
COMMON = 40
"""How many of them are in everybody's mouth, and short."""
REACH = 60
"""How many briefings back a briefing may recommend."""
HEADING = 3
"""Every so many paragraphs have a heading before them."""
LENGTHS = (300, 900)
"""Words of a body, from and to."""
TYPES = ("situation", "analysis", "background", "alert", "forecast")
LIKELIHOODS = ("unlikely", "roughly even chance", "likely", "very likely")
FIRST = date(2018, 1, 1)
DAYS = 2500
CONFIG = """\
site_name: Made-up briefings
theme: {name: material}
plugins: [briefings]
"""


def main() -> None:
    """Write the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.count, options.folder, options.seed)


@dataclass(frozen=True)
class _Desk:
    """What the made-up desk writes with."""

    chance: random.Random
    words: Sequence[str]
    weights: Sequence[float]
    """Sums of the words' frequencies, as `random.choices` takes them."""
    names: dict[str, dict[str, str]]
    """By field: id to name, those named most first."""

    def sample(self, count: int) -> list[str]:
        """Words, the first of the list far more often than the last."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def some(self, field: str, mean: int) -> list[str]:
        """One to five ids, the early ones of the list far more often (a power law)."""
        ids = list(self.names[field])
        count = max(1, min(5, round(self.chance.gauss(mean, 1))))
        places = (int(self.chance.paretovariate(0.8)) - 1 for _ in range(count))
        return sorted({ids[min(len(ids) - 1, place)] for place in places})

    def sentence(self, count: int, names: Sequence[str] = ()) -> str:
        """Some words, and in every other sentence a name."""
        parts = self.sample(count)
        if names and self.chance.getrandbits(1):
            parts.insert(self.chance.randrange(1, count), self.chance.choice(names))
        text = " ".join(parts)
        return f"{text[0].upper()}{text[1:]}."


def write(count: int, folder: Path, seed: int = 1) -> None:
    """Write `count` briefings, entities for them, and `mkdocs.yml`."""
    desk = _desk(random.Random(seed))
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    entities = folder / "briefings" / "entities"
    entities.mkdir(parents=True, exist_ok=True)
    for field in ("organisations", "people", "topics"):
        table = {slug: {"name": name} for slug, name in desk.names[field].items()}
        (entities / f"{field}.yml").write_text(_yaml(table), "utf-8")
    for number in range(count):
        _write(desk, folder, number, FIRST + timedelta(days=number * DAYS // count))


def _write(desk: _Desk, folder: Path, number: int, day: date) -> None:
    path = folder / "briefings" / str(day.year) / f"{day.isoformat()}-{slug_of(number)}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(_yaml(briefing(desk, number, day)), "utf-8")


def add(folder: Path, number: int, count: int) -> None:
    """Write one briefing more, the newest of `count` and more."""
    desk = _desk(random.Random(number))
    _write(desk, folder, number, FIRST + timedelta(days=DAYS + number - count))


def slug_of(number: int) -> str:
    """The id of a briefing by its number."""
    return f"made-up-{number}"


def _desk(chance: random.Random) -> _Desk:
    known: dict[str, None] = {}
    while len(known) < WORDS:
        # The words in common use are the short ones.
        syllables = 1 + (len(known) > COMMON) + chance.randrange(3)
        known.setdefault("".join(chance.choices(SYLLABLES, k=syllables)))
    words = list(known)
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(1, WORDS + 1)))
    codes = [country.alpha_2 for country in pycountry.countries]
    chance.shuffle(codes)
    rare = words[1000:]
    people = (f"{chance.choice(rare).title()} {chance.choice(rare).title()}" for _ in range(300))
    return _Desk(
        chance=chance,
        words=words,
        weights=weights,
        names={
            "countries": {code: _plain_name(code) for code in codes},
            "organisations": {
                f"org-{n}": f"{chance.choice(rare).title()} Union {n}" for n in range(120)
            },
            "people": {f"person-{n}": f"{name} {n}" for n, name in enumerate(people)},
            "topics": {f"topic-{n}": f"{chance.choice(rare)} affairs {n}" for n in range(36)},
        },
    )


def briefing(desk: _Desk, number: int, day: date) -> dict[str, object]:
    """One record as a contributor would write it."""
    chance = desk.chance
    chosen = {
        "countries": desk.some("countries", 3),
        "organisations": desk.some("organisations", 2),
        "people": desk.some("people", 1),
        "topics": desk.some("topics", 2),
    }
    names = [desk.names[field][slug] for field, slugs in chosen.items() for slug in slugs]
    earlier = sorted({max(0, number - chance.randrange(1, REACH)) for _ in range(2)})
    return {
        "title": desk.sentence(8)[:-1],
        "date": day.isoformat(),
        "type": chance.choice(TYPES),
        "summary": desk.sentence(30),
        **chosen,
        "judgements": [
            {
                "text": desk.sentence(14),
                "likelihood": chance.choice(LIKELIHOODS),
                "confidence": "moderate",
                "sources": ["one"],
            }
            for _ in range(2)
        ],
        "assessments": [
            {
                "entity": chosen["countries"][0],
                "trend": chance.choice(["deteriorated", "unchanged", "improved"]),
            }
        ],
        "events": [
            {
                "date": day.isoformat(),
                "text": desk.sentence(10),
                "about": chosen["countries"][:1],
            }
        ],
        "watch": [{"text": desk.sentence(10)}],
        **({"related": [slug_of(other) for other in earlier]} if number > REACH else {}),
        "sources": [
            {
                "id": key,
                "title": desk.sentence(6),
                "url": f"https://example.org/{number}/{key}",
                "kind": "news-report",
                "reliability": "B",
                "credibility": 2,
            }
            for key in ("one", "two", "three")
        ],
        "body": _body(desk, names),
    }


def _body(desk: _Desk, names: Sequence[str]) -> str:
    words = desk.chance.randint(*LENGTHS)
    paragraphs = []
    for number in range(max(1, words // 75)):
        if number % HEADING == HEADING - 1:
            paragraphs.append(f"## {desk.sentence(4)[:-1]}")
        text = " ".join(desk.sentence(15, names) for _ in range(5))
        paragraphs.append(f"{text}[^{desk.chance.choice(['one', 'two', 'three'])}]")
    return "\n\n".join(paragraphs) + "\n"


def _yaml(record: object) -> str:
    return yaml.dump(record, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def _plain_name(code: str) -> str:
    country = pycountry.countries.get(alpha_2=code)
    return str(getattr(country, "common_name", country.name)).partition(",")[0]


if __name__ == "__main__":
    main()
