"""Writes a folder of made-up briefings to measure with: `python bench/corpus.py 1000 DIR`.

The same seed gives the same bytes. A few countries are in most briefings and many in few,
as at a real desk; the words mean nothing.
"""

import argparse
import random
from datetime import date, timedelta
from pathlib import Path

import pycountry
import yaml

SYLLABLES = [
    "ba",
    "do",
    "ke",
    "li",
    "mo",
    "nu",
    "pa",
    "re",
    "si",
    "ta",
    "va",
    "wo",
    "za",
    "chi",
    "gra",
    "shen",
    "tor",
    "mil",
    "pre",
    "con",
]
TYPES = ["situation", "analysis", "background", "alert", "forecast"]
LIKELIHOODS = ["unlikely", "roughly even chance", "likely", "very likely"]
FIRST = date(2018, 1, 1)
CONFIG = """\
site_name: Made-up briefings
theme: {name: material}
plugins: [briefings, search]
"""


def main() -> None:
    """Write the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", type=int, default=500)
    options = parser.parse_args()
    write(options.count, options.folder, options.seed, options.words)


def write(count: int, folder: Path, seed: int, words: int) -> None:
    """Write `count` briefings of about `words` words, entities for them, and `mkdocs.yml`."""
    rng = random.Random(seed)  # noqa: S311 - the opposite of a secret
    lexicon = sorted({"".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(3000)})
    countries = [country.alpha_2 for country in pycountry.countries]
    rng.shuffle(countries)
    names = {code: _plain_name(code) for code in countries}
    organisations = {f"org-{n}": f"{rng.choice(lexicon).title()} Union {n}" for n in range(120)}
    people = {
        f"person-{n}": f"{rng.choice(lexicon).title()} {rng.choice(lexicon).title()} {n}"
        for n in range(60)
    }
    topics = {f"topic-{n}": f"{rng.choice(lexicon)} affairs {n}" for n in range(36)}
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    entities = folder / "briefings" / "entities"
    entities.mkdir(parents=True, exist_ok=True)
    for name, table in (("organisations", organisations), ("people", people), ("topics", topics)):
        text = yaml.safe_dump({key: {"name": value} for key, value in table.items()})
        (entities / f"{name}.yml").write_text(text, "utf-8")
    for number in range(count):
        day = FIRST + timedelta(days=number * 2500 // max(count, 1))
        chosen = {
            "countries": _some(rng, countries, 3),
            "organisations": _some(rng, list(organisations), 2),
            "people": _some(rng, list(people), 1),
            "topics": _some(rng, list(topics), 3),
        }
        spoken = [names[code] for code in chosen["countries"]]
        spoken += [organisations[key] for key in chosen["organisations"]]
        record = {
            "title": " ".join(rng.choices(lexicon, k=8)).capitalize(),
            "date": day.isoformat(),
            "type": rng.choice(TYPES),
            "summary": _sentence(rng, lexicon, 30, []),
            **chosen,
            "judgements": [
                {
                    "text": _sentence(rng, lexicon, 14, []),
                    "likelihood": rng.choice(LIKELIHOODS),
                    "confidence": "moderate",
                    "sources": ["one"],
                }
                for _ in range(2)
            ],
            "assessments": [
                {
                    "entity": chosen["countries"][0],
                    "trend": rng.choice(["deteriorated", "unchanged", "improved"]),
                }
            ],
            "events": [
                {
                    "date": day.isoformat(),
                    "text": _sentence(rng, lexicon, 10, []),
                    "about": chosen["countries"][:1],
                }
            ],
            "watch": [{"text": _sentence(rng, lexicon, 10, [])}],
            "sources": [
                {
                    "id": key,
                    "title": _sentence(rng, lexicon, 6, []),
                    "kind": "news-report",
                    "reliability": "B",
                    "credibility": 2,
                }
                for key in ("one", "two", "three")
            ],
            "body": _body(rng, lexicon, words, spoken),
        }
        path = folder / "briefings" / str(day.year) / f"{day.isoformat()}-made-up-{number}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")


def _plain_name(code: str) -> str:
    country = pycountry.countries.get(alpha_2=code)
    return str(getattr(country, "common_name", country.name)).partition(",")[0]


def _some(rng: random.Random, items: list[str], mean: int) -> list[str]:
    """One to five items, the early ones of the list far more often (a power law)."""
    count = max(1, min(5, round(rng.gauss(mean, 1))))
    picked = {items[min(len(items) - 1, int(rng.paretovariate(0.8)) - 1)] for _ in range(count)}
    return sorted(picked)


def _sentence(rng: random.Random, lexicon: list[str], words: int, names: list[str]) -> str:
    parts = rng.choices(lexicon, k=words)
    if names and rng.random() < 0.5:  # noqa: PLR2004 - every other sentence names something
        parts.insert(rng.randrange(1, words), rng.choice(names))
    return " ".join(parts).capitalize() + "."


def _body(rng: random.Random, lexicon: list[str], words: int, names: list[str]) -> str:
    paragraphs = []
    for number in range(max(1, words // 75)):
        if number % 3 == 2:  # noqa: PLR2004 - a heading before every third paragraph
            paragraphs.append("## " + " ".join(rng.choices(lexicon, k=4)).capitalize())
        text = " ".join(_sentence(rng, lexicon, 15, names) for _ in range(5))
        paragraphs.append(f"{text}[^one]")
    return "\n\n".join(paragraphs) + "\n"


if __name__ == "__main__":
    main()
