"""What gets through the first wall alone: `python -m bench.walls [every so manieth]`.

Puts each hostile text of `tests/walls` into every place Markdown has, makes it safe, renders it
with each set of extensions and no wall behind, and prints what is live as a browser sees it.
"""

import sys
from collections import Counter

import markdown

from generator.markdown.liveness import is_inert
from generator.markdown.sanitize import sanitize
from tests.walls.judge import live
from tests.walls.placements import placements
from tests.walls.readers import PYMDOWN, READERS


def main() -> int:
    """Print each failure and a count of all; the exit code says whether there was one."""
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    readers = {
        name: markdown.Markdown(extensions=list(extensions))
        for name, extensions in {**READERS, "pymdown": PYMDOWN}.items()
    }
    counts: Counter[str] = Counter()
    for written in placements(step):
        counts["placements"] += 1
        safe = sanitize(written)
        counts["shown as plain text"] += any(f.end - f.start == len(written) for f in safe.findings)
        if not is_inert(safe.text):
            counts["not inert"] += 1
            print(repr(written), "->", repr(safe.text))
        for name, reader in readers.items():
            found = live(reader.reset().convert(safe.text))
            if found:
                counts["live"] += 1
                print(name, repr(written), "->", repr(safe.text), *found)
    print(", ".join(f"{count:,} {what}" for what, count in counts.items()))
    return bool(counts["live"] or counts["not inert"])


if __name__ == "__main__":
    sys.exit(main())
