"""Finds the places in a text that speak for entities, and sorts out those that mislead.

At each place the longest form wins, and a phrase that means nothing hides the names in it.
What is left is judged by the words around it, then by the text as a whole: a name that two
entities share goes to the one that the rest of the text speaks for.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from generator.core.folding import Plain, plain
from generator.names.index import Spot
from generator.names.name import Evidence
from generator.suggest.gazetteer import Gazetteer

__all__ = ["Mention", "spot"]


class Mention(NamedTuple):
    """A place that speaks for an entity; offsets count Unicode code points of the text."""

    start: int
    end: int
    text: str
    evidence: Evidence


_Sign: TypeAlias = tuple[str, Evidence]
"""Key of an entity, and how a form speaks for it."""
_Spot: TypeAlias = tuple[int, int, str, tuple[_Sign, ...]]
"""Start, end, form, and what it may stand for."""

_BEFORE = re.compile(r"([^\W\d_][\w.'-]*)[ \n]\Z")
_AFTER = re.compile(r"[ \n]([A-Z][\w.]*)")
_STATE = re.compile(r",[ \n]((?:[A-Z][\w.]*)(?: [A-Z][a-z]+)?)")
_PREPOSITIONS = frozenset({"in", "to", "from", "of", "with", "against", "between", "across", "for"})
_SPOKEN = re.compile(
    r"\b(?:in|into|speaks?|spoke|speaking|speakers of|fluent)[ \n]\Z", re.IGNORECASE
)
_LANGUAGE = re.compile(r"[.,;:)]|[ \n](?:and|or|with)\b|\Z")
_LESSONS = re.compile(r"[- ](?:language|speaking|speakers?|lessons?|grammar|subtitles)\b")
_TONGUES = frozenset({Evidence.DEMONYM, Evidence.WEAK})
_STRONG = frozenset({Evidence.NAME, Evidence.DEMONYM, Evidence.CAPITAL, Evidence.FORMER})
_NEIGHBOURHOOD = 24
"""How many characters before a name are looked at."""


def spot(text: str, gazetteer: Gazetteer) -> dict[str, list[Mention]]:
    """Mentions by key of the entity they speak for, in the order of the text."""
    shown = plain(text)
    found = _spot(shown.text, _longest(gazetteer.names.spots(shown)), gazetteer)
    if shown.text == text:
        return found
    return {key: [_as_written(one, shown, text) for one in them] for key, them in found.items()}


def _as_written(mention: Mention, shown: Plain, text: str) -> Mention:
    if not shown.edits and text.startswith(mention.text, mention.start):
        return mention
    start, end = shown.start(mention.start), shown.end(mention.end)
    return Mention(start, end, text[start:end], mention.evidence)


def _spot(text: str, spots: Sequence[Spot], gazetteer: Gazetteer) -> dict[str, list[Mention]]:
    """Mentions in a plain text."""
    kept, doubtful = _judge(text, spots, gazetteer)
    found: dict[str, list[Mention]] = {}
    several: list[_Spot] = []
    for start, end, form, signs in kept:
        if len(signs) > 1 and _is_shared(signs):
            several.append((start, end, form, signs))
            continue
        for key, evidence in signs:
            found.setdefault(key, []).append(Mention(start, end, form, evidence))
    _add_doubtful(doubtful, found)
    if several:
        _share_out(several, found, gazetteer.usual)
    _drop_other_senses(text, found, gazetteer)
    _drop_unsupported(found)
    if not gazetteer.short_forms.keys().isdisjoint(found):
        _add_short_forms(text, found, kept, gazetteer.short_forms)
    return found


def _is_shared(signs: tuple[_Sign, ...]) -> bool:
    """Whether entities share a name that is weak for one of them."""
    return len(dict(signs)) > 1 and any(evidence is Evidence.WEAK for _, evidence in signs)


def _longest(spots: Sequence[Spot]) -> list[Spot]:
    """Of those that overlap the first, and of those that begin together the longest."""
    kept = []
    reach = 0
    for one in spots:
        if one.start >= reach:
            reach = one.end
            kept.append(one)
    return kept


def _judge(
    text: str, spots: Sequence[Spot], gazetteer: Gazetteer
) -> tuple[list[_Spot], list[_Spot]]:
    """Spots that stand, and those that stand if something else in the text agrees."""
    traps = gazetteer.traps
    people: set[str] = set()
    kept: list[_Spot] = []
    doubtful: list[_Spot] = []
    for start, end, form in spots:
        signs = gazetteer.names.signs(form)
        if not signs:
            continue
        if " " in form or not form[0].isupper():
            kept.append((start, end, form, signs))
            continue
        before = _BEFORE.search(text, max(0, start - _NEIGHBOURHOOD), start)
        word = before[1] if before else ""
        if word == "New" or text.startswith("$", end):
            continue
        if word in traps.first_names:
            people.add(form)
            continue
        state = _STATE.match(text, end)
        if state and (state[1] in traps.states or state[1].partition(" ")[0] in traps.states):
            continue
        if signs[0][1] in _TONGUES and _is_language(text, start, end):
            continue
        after = _AFTER.match(text, end) if form in traps.people else None
        of_a_person = (
            after and after[1] not in traps.offices and after[1] not in gazetteer.names.beginnings
        ) or (form in people and word not in _PREPOSITIONS)
        (doubtful if of_a_person else kept).append((start, end, form, signs))
    return kept, doubtful


def _is_language(text: str, start: int, end: int) -> bool:
    """Whether a demonym here names a language: in Russian, speaks Russian, Russian lessons."""
    if _LESSONS.match(text, end):
        return True
    spoken = _SPOKEN.search(text, max(0, start - _NEIGHBOURHOOD), start)
    return spoken is not None and _LANGUAGE.match(text, end) is not None


def _add_doubtful(doubtful: list[_Spot], found: dict[str, list[Mention]]) -> None:
    """Names that look like a person's count only for what is named otherwise too."""
    for start, end, form, signs in doubtful:
        for key, evidence in signs:
            if any(m.text != form and m.evidence in _STRONG for m in found.get(key, ())):
                found[key].append(Mention(start, end, form, evidence))


def _share_out(
    several: list[_Spot], found: dict[str, list[Mention]], usual: Mapping[str, str]
) -> None:
    """Give names of several entities to the one that the rest of the text speaks for."""
    before = set(found)
    for start, end, form, signs in several:
        keys = dict(signs)
        known = [key for key in keys if key in before]
        if not known and form in usual:
            known = [usual[form]]
        if len(known) == 1:
            mention = Mention(start, end, form, Evidence.WEAK)
            found.setdefault(known[0], []).append(mention)


def _drop_other_senses(text: str, found: dict[str, list[Mention]], gazetteer: Gazetteer) -> None:
    senses = gazetteer.traps.senses
    misleading = [
        key for key, mentions in found.items() if any(one.text in senses for one in mentions)
    ]
    for key in misleading:
        mentions = found[key]
        for form in {mention.text for mention in mentions} & senses.keys():
            rivals = set(senses[form].findall(text))
            supporting = sum(m.text != form and m.evidence in _STRONG for m in mentions)
            if len(rivals) > supporting:
                found[key] = [mention for mention in found[key] if mention.text != form]
        if not found[key]:
            del found[key]


def _drop_unsupported(found: dict[str, list[Mention]]) -> None:
    for key, mentions in list(found.items()):
        if mentions[0].evidence is Evidence.SHARED and all(
            mention.evidence is Evidence.SHARED for mention in mentions
        ):
            del found[key]


def _add_short_forms(
    text: str,
    found: dict[str, list[Mention]],
    kept: list[_Spot],
    short_forms: Mapping[str, str],
) -> None:
    """Add where the text goes on calling somebody by the last name, after the whole name."""
    taken = {start for start, _, _, _ in kept}
    for key in short_forms.keys() & found.keys():
        short, mentions = short_forms[key], found[key]
        if mentions[0].text == short:
            continue
        known = {mention.end for mention in mentions}
        for match in re.finditer(rf"(?<![^\W_]){re.escape(short)}(?![^\W_])", text):
            start, end = match.span()
            if start > mentions[0].start and start not in taken and end not in known:
                mentions.append(Mention(start, end, short, Evidence.SURNAME))
        mentions.sort(key=lambda mention: mention.start)
