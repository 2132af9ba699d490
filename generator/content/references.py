"""The keys and ids in a briefing, to see whether each of them leads to something."""

from collections.abc import Container, Iterator

from babel import parse_locale

from generator.content.model import Briefing
from generator.markdown.body import Citation, Mention

__all__ = ["leads_somewhere"]

_BRIEFING = "briefing/"


def leads_somewhere(
    briefing: Briefing | None, entities: Container[str], briefings: Container[str]
) -> bool:
    """Whether all that a briefing refers to is there; so it is where there is none to look at.

    `entities` are known by key, `briefings` by id. What was resolved now always is; what was
    kept may have been written by anyone.
    """
    if briefing is None:
        return True
    sources = {source.id for source in briefing.sources}
    return (
        all(
            key[len(_BRIEFING) :] in briefings if key.startswith(_BRIEFING) else key in entities
            for key in _keys(briefing)
        )
        and all(one in sources for one in _sources(briefing))
        and all(_is_language(tag) for tag in _languages(briefing))
    )


def _keys(briefing: Briefing) -> Iterator[str]:
    """Of entities and of briefings."""
    maybe = [briefing.translation_of, *(author.entity for author in briefing.authors)]
    yield from (key for key in maybe if key is not None)
    yield from (*briefing.supersedes, *briefing.follows, *briefing.related)
    for one in briefing.annotations:
        yield from (one.entity, one.through or one.entity)
    yield from (assessment.entity for assessment in briefing.assessments)
    for event in briefing.events:
        yield from event.about
    for relation in briefing.relations:
        yield from (relation.origin, relation.target)
    pieces = (placed.piece for placed in briefing.body.placed)
    yield from (piece.target for piece in pieces if isinstance(piece, Mention))


def _sources(briefing: Briefing) -> Iterator[str]:
    for judgement in briefing.judgements:
        yield from judgement.sources
    for event in briefing.events:
        yield from event.sources
    pieces = (placed.piece for placed in briefing.body.placed)
    yield from (piece.source for piece in pieces if isinstance(piece, Citation))


def _languages(briefing: Briefing) -> Iterator[str]:
    for tag in (briefing.lang, *(source.lang for source in briefing.sources)):
        if tag is not None:
            yield tag


def _is_language(tag: str) -> bool:
    try:
        parse_locale(tag, sep="-")
    except ValueError:
        return False
    return True
