"""All known entities by key, and by everything that they are called.

An id wins over a name, a name over a code, and a code over a weak alias.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.content.model import Entity
from generator.core.diagnostics import Collector, Span
from generator.core.folding import fold
from generator.input.drafts import EntityDraft
from generator.names.index import NameIndex
from generator.schema.kinds import KINDS, Kind

__all__ = ["Registry", "final"]


def final(key: str, entities: Mapping[str, Entity]) -> str:
    """Follow mergers to the entity that is shown; a circle of them ends where it began."""
    seen = {key}
    while True:
        into = entities[key].merged_into
        if into is None or into in seen or into not in entities:
            return key
        seen.add(into)
        key = into


@dataclass(frozen=True, kw_only=True, eq=False)
class Registry:
    """All entities, and who is meant by which name. Equal only to itself."""

    entities: Mapping[str, Entity]
    names: NameIndex
    """Everything that they are called, and where that stands in a text."""
    kinds: tuple[Kind, ...] = KINDS
    own: Mapping[str, EntityDraft] = field(default_factory=dict)
    """The entries of the site's own files, by key; some add to what is built in."""
    incomplete: frozenset[str] = frozenset()
    """Kinds whose files have errors: an entity of theirs that is not known may stand there."""

    def find(self, reference: str, kind: str | None = None) -> tuple[str, ...]:
        """Keys of the entities a reference can mean: none, the one, or several.

        Of entries that were merged, those that they were merged into.
        """
        return tuple(dict.fromkeys(map(self.final, self.entries(reference, kind))))

    def entries(self, reference: str, kind: str | None = None) -> tuple[str, ...]:
        """Keys of the entries a reference can mean, merged ones too.

        An id wins over a name, a name over a code, and a code over an alias that is declared
        weak. A reference may carry its kind: `country/georgia`.
        """
        text = reference.strip()
        head, slash, tail = text.partition("/")
        if slash and kind in {None, head} and f"{head}/{tail}" in self.entities:
            return (f"{head}/{tail}",)
        named = [
            name
            for name in self.names.called(text)
            if kind is None or name.entry.startswith(f"{kind}/")
        ]
        by_id = [name for name in named if name.entry.endswith(f"/{fold(text)}")]
        strong = [name for name in named if not name.weak and not name.code]
        codes = [name for name in named if name.code]
        weak = [name for name in named if name.weak]
        chosen = by_id or strong or codes or weak
        return tuple(dict.fromkeys(name.entry for name in chosen))

    def resolve(
        self,
        reference: str,
        kind: str | None,
        span: Span,
        found: Collector,
        code: str = "unknown-reference",
    ) -> str | None:
        """The key a reference stands for; None and a diagnostic if it is none or several."""
        keys = self.find(reference, kind)
        if len(keys) == 1:
            return keys[0]
        if keys:
            choice = " or ".join(keys)
            message = f"“{reference}” can be {choice}"
            found.report("ambiguous-reference", message, span, f"Write {choice}.")
            return None
        if self.lacks(kind):
            return None
        message = f"No {kind or 'entity'} is called “{reference}”"
        found.report(code, message, span, lambda: self._did_you_mean(reference, kind))
        return None

    def lacks(self, kind: str | None) -> bool:
        """Whether entities of a kind, or of any, could not be read: nothing follows from that."""
        return kind in self.incomplete if kind else bool(self.incomplete)

    def _did_you_mean(self, reference: str, kind: str | None) -> str | None:
        near = self.suggest(reference, kind)
        return f"Did you mean {' or '.join(near)}?" if near else None

    def suggest(self, reference: str, kind: str | None = None) -> list[str]:
        """Names near to one that nobody has, the nearest first."""
        return self.names.near(reference, kind or "")

    def final(self, key: str) -> str:
        """Follow mergers to the entity that is shown."""
        return final(key, self.entities)
