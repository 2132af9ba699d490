"""What stands in texts and speaks for entities: names, demonyms, capitals, indicators.

A gazetteer is made once for a registry. Each entry is kept in all the forms in which a text
may have it (in capitals, in the plural, without accents), by the first word of the form, so
that a text's own words tell which forms to look for.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeAlias

from generator.registry.registry import Registry
from generator.schema.kinds import tie_types
from generator.schema.vocabulary import Evidence
from generator.suggest.traps import Traps, read_traps

__all__ = ["Gazetteer", "Sign", "gazetteer_of"]

Sign: TypeAlias = tuple[str, Evidence]
"""Key of an entity, and how a form speaks for it."""

_GROUPS = {
    "demonyms": Evidence.DEMONYM,
    "previous_names": Evidence.FORMER,
}
"""Fields of names that are not simply names."""
_COUNTED = frozenset({Evidence.DEMONYM, Evidence.WEAK, Evidence.INDICATOR})
"""What has a plural; a topic's name, in small letters, has one too."""
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"the ", re.IGNORECASE)
_ACRONYM = 3
"""A name of at most so many letters is only looked for as it is written."""
_GAP = r"(?:[^\S\n]++\n?+|\n)[^\S\n]*+"
"""Between two words of a name: blanks, and the end of one line at most.

What is possessive gives nothing back, so that a long gap is looked through once.
"""


@dataclass(frozen=True, kw_only=True)
class Gazetteer:
    """All forms, and what each of them speaks for."""

    signs: dict[str, tuple[Sign, ...]]
    """By form; a form that speaks for nothing hides the shorter ones in it."""
    firsts: dict[str, list[str]]
    """Forms by their first word."""
    traps: Traps
    short_forms: dict[str, str]
    """What a text may go on calling an entity by, of its key."""
    holders: dict[str, tuple[str, ...]]
    """Entities and those that hold an office there, by key."""
    usual: dict[str, str]
    """Form of several entities to the one that is usually meant."""

    patterns: dict[str, re.Pattern[str]] = field(default_factory=dict)
    """By first word, what finds its forms; each is made when it is needed."""

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first words."""
        return frozenset(self.firsts)

    def pattern(self, first: str) -> re.Pattern[str]:
        """Return what finds the forms that begin with this word.

        The word stands alone at its beginning, since a search for a fixed text is ten times as
        fast as one that looks behind at each character; who uses it looks what comes before.
        """
        rests = sorted(
            {form[len(first) :] for form in self.firsts[first]},
            key=lambda rest: (-len(rest), rest),
        )
        choices = "|".join(
            re.escape(rest).replace(r"\ ", _GAP).replace("'", "['\u2019]") for rest in rests
        )
        made = re.compile(rf"{re.escape(first)}(?:{choices})(?![^\W_])")
        self.patterns[first] = made
        return made

    def read(self, form: str) -> tuple[Sign, ...]:
        """What a piece of text that a pattern found speaks for."""
        known = self.signs.get(form)
        if known is None:
            known = self.signs[" ".join(form.replace("\u2019", "'").split())]
        return known


@lru_cache(maxsize=4)
def gazetteer_of(registry: Registry) -> Gazetteer:
    """Everything that can speak for the entities of a registry; made once for each."""
    traps = read_traps()
    signs: dict[str, dict[Sign, None]] = {}
    for text, key, evidence in _signs(registry):
        for form in dict.fromkeys(_forms(text, plural=evidence in _COUNTED)):
            signs.setdefault(form, {})[key, evidence] = None
    known = {form: tuple(found) for form, found in signs.items()}
    for phrase in traps.nothing:
        for form in (phrase, phrase.upper()):
            known.setdefault(form, ())
    firsts: dict[str, list[str]] = {}
    for form in known:
        if first := _WORD.match(form):
            firsts.setdefault(first[0], []).append(form)
    return Gazetteer(
        signs=known,
        firsts=firsts,
        traps=traps,
        short_forms=_short_forms(registry),
        holders=_holders(registry),
        usual={
            form: key
            for text, reference in traps.usual.items()
            for key in registry.find(reference)
            for form in _forms(text, plural=True)
        },
    )


def _short_forms(registry: Registry) -> dict[str, str]:
    by_kind = {kind.name: kind.short_form for kind in registry.kinds}
    short = {e.key: by_kind[e.kind](e.name) for e in registry.entities.values()}
    return {key: form for key, form in short.items() if form}


def _holders(registry: Registry) -> dict[str, tuple[str, ...]]:
    holders: dict[str, list[str]] = {}
    types = tie_types(registry.kinds)
    for entity in registry.entities.values():
        for tie in entity.ties:
            if tie.other and tie.until is None and types[tie.type].speaks:
                holders.setdefault(tie.other, []).append(entity.key)
    return {key: tuple(them) for key, them in holders.items()}


def _signs(registry: Registry) -> Iterator[tuple[str, str, Evidence]]:
    """Text, key and sort of all that speaks for an entity."""
    for claims in registry.claims.values():
        for claim in claims:
            if claim.code:
                continue
            evidence = _GROUPS.get(claim.group, Evidence.NAME)
            if claim.weak:
                evidence = Evidence.WEAK
            yield claim.text, registry.final(claim.key), evidence
    for kind in registry.kinds:
        for reference, text, evidence in kind.signs():
            for key in registry.find(reference, kind.name):
                yield text, key, evidence
    for entity in registry.entities.values():
        for text in entity.indicators:
            yield text, registry.final(entity.key), Evidence.INDICATOR


def _forms(text: str, *, plural: bool) -> Iterator[str]:
    """How a text may write it."""
    text = " ".join(text.split())
    for spelling in dict.fromkeys([text, _unaccented(text), _ARTICLE.sub("", text, count=1)]):
        yield from _cased(spelling, plural=plural)
        if spelling.startswith("Saint "):
            for short in ("St. ", "St "):
                yield from _cased(spelling.replace("Saint ", short, 1), plural=plural)


def _cased(text: str, *, plural: bool) -> Iterator[str]:
    small = text == text.lower()
    forms = [text]
    if (plural or small) and text[-1:].isalpha() and text[-1:] != "s":
        forms.append(text + "s")
    yield from forms
    if small:
        yield from (form[:1].upper() + form[1:] for form in forms)
    if text == text.upper():
        if text.endswith(".") and text.count(".") > 1:
            yield text[:-1]
    elif sum(letter.isalpha() for letter in text) > _ACRONYM:
        yield from (form.upper() for form in forms)


def _unaccented(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O"})
