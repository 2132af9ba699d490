"""What a site's names say where they stand in a text, and what misleads there."""

from dataclasses import dataclass
from functools import lru_cache

from generator.core.folding import plain
from generator.names.forms import forms_of
from generator.names.index import NameIndex
from generator.names.traps import Traps, read_traps
from generator.registry.registry import Registry
from generator.schema.kinds import tie_types

__all__ = ["Gazetteer", "gazetteer_of"]


@dataclass(frozen=True, kw_only=True)
class Gazetteer:
    """All names, and what they alone do not tell."""

    names: NameIndex
    traps: Traps
    short_forms: dict[str, str]
    """What a text may go on calling an entity by, of its key."""
    holders: dict[str, tuple[str, ...]]
    """Entities and those that hold an office there, by key."""
    usual: dict[str, str]
    """Form of several entities to the one that is usually meant."""


@lru_cache(maxsize=4)
def gazetteer_of(registry: Registry) -> Gazetteer:
    """Everything that can speak for the entities of a registry; made once for each."""
    traps = read_traps()
    return Gazetteer(
        names=registry.names,
        traps=traps,
        short_forms=_short_forms(registry),
        holders=_holders(registry),
        usual={
            form: key
            for text, reference in traps.usual.items()
            for key in registry.find(reference)
            for form, _ in forms_of(text, counted=True)
        },
    )


def _short_forms(registry: Registry) -> dict[str, str]:
    by_kind = {kind.name: kind.short_form for kind in registry.kinds}
    short = {e.key: by_kind[e.kind](e.name) for e in registry.entities.values()}
    return {key: plain(form).text for key, form in short.items() if form}


def _holders(registry: Registry) -> dict[str, tuple[str, ...]]:
    holders: dict[str, list[str]] = {}
    types = tie_types(registry.kinds)
    for entity in registry.entities.values():
        for tie in entity.ties:
            if tie.other and tie.until is None and types[tie.type].speaks:
                holders.setdefault(tie.other, []).append(entity.key)
    return {key: tuple(them) for key, them in holders.items()}
