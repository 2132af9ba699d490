"""The records of an archive into a site's folder, none of whose files is ever changed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from generator.core.diagnostics import Collector
from generator.core.slugs import slug_of_file
from generator.importers.composing import Composed, compose
from generator.importers.mapping import Mapping
from generator.importers.records import Record, Refusal
from generator.input.files import list_files
from generator.registry.registry import Registry
from generator.runtime.files import WriteError, place_in, replace_file

__all__ = ["NAMED", "Brought", "bring"]

NAMED = 1_000
"""Records not taken that are named with the reason; the rest is counted."""


@dataclass(slots=True)
class Brought:
    """What became of an archive."""

    written: int = 0
    there: int = 0
    """How many had been written before, just as they would be now."""
    drafts: int = 0
    """How many of either are drafts, since they were not public where they come from."""
    held: int = 0
    """How many are held by an embargo, and no drafts."""
    refusals: list[Refusal] = field(default_factory=list)
    """The first of those that were refused; see `refuse`."""
    refused: int = 0
    """How many were refused in all."""
    notices: list[Refusal] = field(default_factory=list)
    """What was taken over otherwise than as a published briefing, and why; the first of it."""
    more: int = 0
    """How many refusals and notices there are beside those."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Keys of which nothing was kept, and in how many records."""

    def refuse(self, refusal: Refusal) -> None:
        """Keep a refusal, or count it."""
        self.refused += 1
        self._keep(refusal, self.refusals)

    def notice(self, notice: Refusal) -> None:
        """Keep a notice, or count it."""
        self._keep(notice, self.notices)

    def _keep(self, said: Refusal, where: list[Refusal]) -> None:
        # A table can have as many wrong rows as it has bytes.
        if len(where) < NAMED:
            where.append(said)
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
    now: datetime | None = None,
) -> Brought:
    """Write a file for each record of which a briefing can be made. May raise `OSError`.

    What is dated later than `now` is held; by default than the moment of the call.
    """
    brought = Brought()
    taken = {slug_of_file(path) for path in list_files(root, folder, Collector())}
    for record in records:
        made = (
            record
            if isinstance(record, Refusal)
            else compose(record, mapping, registry, folder, now)
        )
        if isinstance(made, Refusal):
            brought.refuse(made)
            continue
        target, content, slug = root / made.path, made.text.encode(), slug_of_file(made.path)
        if target.is_file() and target.read_bytes() == content:
            brought.there += 1
            _note(made, brought)
        elif slug in taken:
            reason = f"there is a briefing {slug} with other content"
            brought.refuse(Refusal(origin=made.origin, reason=reason))
        else:
            try:
                place_in(root, made.path)
            except WriteError as error:
                brought.refusals.append(Refusal(origin=made.origin, reason=str(error)))
                continue
            taken.add(slug)
            brought.written += 1
            _note(made, brought)
            if not dry_run:
                replace_file(target, content)
    return brought


def _note(made: Composed, brought: Brought) -> None:
    """Count and name what a briefing is not, and what is not in it."""
    publicity = made.publicity
    brought.left_out.update(made.left_out)
    if publicity.withheld:
        brought.drafts += 1
        reason = f"a draft: {'; '.join(publicity.withheld)}"
        brought.notice(Refusal(origin=made.origin, reason=reason))
    elif publicity.embargo:
        brought.held += 1
        reason = f"held until {publicity.embargo}"
        brought.notice(Refusal(origin=made.origin, reason=reason))
    for text in publicity.notices:
        brought.notice(Refusal(origin=made.origin, reason=text))
