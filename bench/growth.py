"""How the time that a text takes grows with its length: `python bench/growth.py`.

Reads, makes safe, links and renders each shape of `bench/shapes.py` at four lengths, and prints
milliseconds of processor time, the exponent of their growth (one is linear), and a bar for the
time of the longest, where a whole bar is one second for 100,000 characters. What the limits
refuse stands in brackets: its time is that of saying so.
"""

import argparse
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import markdown
from shapes import SHAPES

from generator.input.drafts import load_briefing
from generator.markdown.mentions import mention, references, write
from generator.markdown.sanitize import EXTENSIONS
from generator.registry.loading import read_registry
from generator.registry.registry import Registry
from generator.render.html_allowlist import clean
from generator.schema.settings import Settings
from generator.suggest.gazetteer import gazetteer_of
from generator.suggest.reading import without_markdown
from generator.suggest.spotting import spot

SIZES = (6_250, 12_500, 25_000, 50_000)
BAR = 20
"""Signs of a bar for one second."""
HEAD = """\
title: A shape
date: 2024-11-27
summary: It is long.
countries: [Kazakhstan]
sources: [{id: a, title: A source}]
body: |
"""


@dataclass(frozen=True, slots=True)
class Time:
    """What a text took, in seconds, and whether it was rendered."""

    size: int
    seconds: float
    taken: bool

    def __str__(self) -> str:
        """Milliseconds; in brackets if the text was refused."""
        shown = f"{1000 * self.seconds:.0f}"
        return f"{shown if self.taken else f'({shown})':>8}"


def growth(times: list[Time]) -> float | None:
    """The slope of time over length, both as logarithms, from the first to the last rendered."""
    taken = [time for time in times if time.taken]
    if len(taken) < 2:  # noqa: PLR2004 - a slope is between two
        return None
    first, last = taken[0], taken[-1]
    grown = math.log(max(last.seconds, 1e-4) / max(first.seconds, 1e-4))
    return grown / math.log(last.size / first.size)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="measure no shape whose name lacks this")
    options = parser.parse_args()
    registry, _ = read_registry(Path(), Settings())
    take("Kazakhstan", registry)  # what is made once is made now
    widest = max(map(len, SHAPES))
    lengths = " ".join(f"{size:>8,}" for size in SIZES)
    print(f"{'characters':{widest}} {lengths}  growth")
    for name, shape in SHAPES.items():
        if options.only not in name:
            continue
        times = [measure(shape(size), size, registry) for size in SIZES]
        slope = growth(times)
        said = f"{slope:6.2f}" if slope is not None else "     -"
        bar = "#" * round(BAR * times[-1].seconds * 100_000 / SIZES[-1])
        print(f"{name:{widest}} {' '.join(map(str, times))}  {said}  {bar}", flush=True)


def measure(text: str, size: int, registry: Registry) -> Time:
    """Take a text and look at the processor's clock."""
    begun = time.process_time()
    taken = take(text, registry)
    return Time(size, time.process_time() - begun, taken)


def take(text: str, registry: Registry) -> bool:
    """Do all that a build does with a body; say whether it was rendered."""
    body = "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
    draft, _, _ = load_briefing("briefings/2024/a.yml", f"{HEAD}{body}".encode())
    if draft is None or not draft.body.text:
        return False
    found, problems = references(draft.body.text, lambda _: "country/kazakhstan", {"a"})
    for problem in problems:
        draft.body.origin(problem.start)
    linked = mention(found, registry.names, {"country/kazakhstan", "country/norway"})
    spot(without_markdown(draft.body.text), gazetteer_of(registry))
    page = write(linked, _address, lambda source: f"[[1]](#source-{source})")
    clean(markdown.markdown(page, extensions=list(EXTENSIONS)))
    return True


_address: Callable[[str], str] = "../../{}/".format


if __name__ == "__main__":
    main()
