"""The records of an archive into a site's folder, none of whose files is ever changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Collector
from generator.folder import list_files
from generator.importers.composing import compose
from generator.importers.mapping import Mapping
from generator.importers.records import Record, Refusal
from generator.registry import Registry
from generator.slugs import slug_of_file
from generator.write import replace_file

__all__ = ["NAMED", "Brought", "bring"]

NAMED = 1_000
"""Records not taken that are named with the reason; the rest is counted."""


@dataclass(slots=True)
class Brought:
    """What became of an archive."""

    written: int = 0
    there: int = 0
    """How many had been written before, just as they would be now."""
    refusals: list[Refusal] = field(default_factory=list)
    """The first of those that were refused; see `refuse`."""
    more: int = 0
    """How many were refused beside them."""

    def refuse(self, refusal: Refusal) -> None:
        """Keep a refusal, or count it: a table can have as many wrong rows as it has bytes."""
        if len(self.refusals) < NAMED:
            self.refusals.append(refusal)
        else:
            self.more += 1


def bring(  # noqa: PLR0913 - an archive, a mapping, and what makes up a site
    records: Iterable[Record | Refusal],
    mapping: Mapping,
    registry: Registry,
    root: Path,
    folder: str,
    *,
    dry_run: bool = False,
) -> Brought:
    """Write a file for each record of which a briefing can be made. May raise `OSError`."""
    brought = Brought()
    taken = {slug_of_file(path) for path in list_files(root, folder, Collector())}
    for record in records:
        made = record if isinstance(record, Refusal) else compose(record, mapping, registry, folder)
        if isinstance(made, Refusal):
            brought.refuse(made)
            continue
        target, content, slug = root / made.path, made.text.encode(), slug_of_file(made.path)
        if target.is_file() and target.read_bytes() == content:
            brought.there += 1
        elif slug in taken:
            reason = f"there is a briefing {slug} with other content"
            brought.refuse(Refusal(origin=made.origin, reason=reason))
        else:
            taken.add(slug)
            brought.written += 1
            if not dry_run:
                replace_file(target, content)
    return brought
