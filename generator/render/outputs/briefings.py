"""One page a briefing: the bottom line, the evidence, then where to go from here."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from generator.content.model import (
    Annotation,
    Artifact,
    Briefing,
    Event,
    Related,
    Searchable,
    Site,
    Source,
    Watch,
)
from generator.content.related import ReadNext
from generator.core.messages import N_
from generator.markdown.mentions import write
from generator.render.templating import Markdown, page_text, page_writer, words_in
from generator.render.urls import page_of, relative, source_anchor
from generator.schema.kinds import kinds_of
from generator.schema.terms import LIKELIHOOD_RANGES
from generator.schema.vocabulary import Likelihood, Role

__all__ = ["render"]

CHIPS = 6
"""How many entities a result of the search shows."""


def render(site: Site) -> Iterator[Artifact]:
    """Pages of all published briefings, and notices for the withdrawn ones."""
    read_next = ReadNext(site)
    order = list(site.briefings.values())
    for index, briefing in enumerate(order):
        newer = order[index - 1] if index else None
        older = order[index + 1] if index + 1 < len(order) else None
        yield _page(site, briefing, newer, older, read_next)
    for briefing in site.withdrawn.values():
        yield _notice(site, briefing, read_next.after(briefing.key))


def _page(
    site: Site,
    briefing: Briefing,
    newer: Briefing | None,
    older: Briefing | None,
    read_next: ReadNext,
) -> Artifact:
    inputs = [briefing.key, *(annotation.entity for annotation in briefing.annotations)]
    return Artifact(
        path=page_of(briefing.key),
        title=briefing.title,
        write=partial(_text, site, briefing, newer, older, read_next),
        inputs=tuple(inputs),
        updated=briefing.last_changed,
        depends=partial(_depends, site, briefing, newer, older, read_next),
        search=_searchable(site, briefing),
    )


def _depends(
    site: Site,
    briefing: Briefing,
    newer: Briefing | None,
    older: Briefing | None,
    read_next: ReadNext,
) -> str:
    """Everything that `_text` and the search read: the briefing, and what it shows of others."""
    related = read_next.after(briefing.key)
    shown = [note.entity for note in briefing.annotations]
    shown += [author.entity for author in briefing.authors if author.entity]
    shown += [key for item in related for key in item.shared]
    others = [other for other in (newer, older) if other]
    others += [site.briefing(item.briefing) for item in related]
    return repr(
        (
            site.settings,
            briefing.digest,
            related,
            newer and newer.key,
            [(other.key, other.title, other.date) for other in others],
            [(key, site.entities[key].name, site.entities[key].symbol) for key in shown],
        )
    )


def _text(
    site: Site,
    briefing: Briefing,
    newer: Briefing | None,
    older: Briefing | None,
    read_next: ReadNext,
) -> str:
    page = page_of(briefing.key)
    numbers = {source.id: source.number for source in briefing.sources}
    return page_text(
        "briefing.md.jinja",
        site.settings,
        page,
        _front(site, briefing),
        briefing=briefing,
        site=site,
        page_of=page_of,
        anchor=source_anchor,
        groups=_groups(site, briefing),
        wider=[annotation for annotation in briefing.annotations if annotation.through],
        ranges=LIKELIHOOD_RANGES,
        legend=list(Likelihood) if any(j.likelihood for j in briefing.judgements) else [],
        cite=lambda ids: _citations(ids, numbers),
        period=lambda item: _period(site, item),
        body=Markdown(
            write(
                briefing.body,
                lambda target: relative(page_of(target), page),
                lambda source: _citations([source], numbers),
            )
        ),
        newer=newer,
        older=older,
        related=read_next.after(briefing.key),
        sources=briefing.sources,
        grade=_grade,
    )


def _front(site: Site, briefing: Briefing) -> dict[str, str]:
    """What the page says to machines: its description, and its language if it is another."""
    front = {"description": briefing.summary}
    if briefing.lang and words_in(site.settings).is_foreign(briefing.lang):
        front["lang"] = briefing.lang
    return front


def _searchable(site: Site, briefing: Briefing) -> Searchable:
    """What the search knows of a briefing: what it is about, when, and which way things go."""
    words = words_in(site.settings)
    facets: dict[str, tuple[str, ...]] = {
        "kind": (words.message(N_("Briefing")),),
        "year": (str(briefing.date.year),),
    }
    for kind in kinds_of(site.settings):
        facets[kind.field] = tuple(
            site.entities[note.entity].name
            for note in briefing.annotations
            if site.entities[note.entity].kind == kind.name
        )
    if briefing.type:
        facets["type"] = (words.term(briefing.type),)
    facets["trend"] = tuple(dict.fromkeys(words.term(a.trend) for a in briefing.assessments))
    shown = [note.entity for note in briefing.annotations if note.role is not Role.MENTIONS]
    return Searchable(
        facets=facets,
        date=briefing.date.isoformat(),
        chips=tuple((site.entities[key].name, page_of(key)) for key in shown[:CHIPS]),
        ends_at="related",
    )


def _notice(site: Site, briefing: Briefing, related: tuple[Related, ...]) -> Artifact:
    """What is left of a withdrawn briefing: its title, why it went, and what replaced it."""
    page = page_of(briefing.key)
    write = page_writer(
        "withdrawn.md.jinja",
        site.settings,
        page,
        {"search": {"exclude": True}},
        briefing=briefing,
        site=site,
        page_of=page_of,
        related=related,
    )
    return Artifact(
        path=page,
        title=briefing.title,
        write=write,
        inputs=(briefing.key,),
        updated=briefing.last_changed,
    )


def _groups(site: Site, briefing: Briefing) -> list[tuple[str, list[Annotation]]]:
    """The file's own annotations as caption and entries, in the order of the table of kinds."""
    groups = []
    for kind in kinds_of(site.settings):
        entries = [
            annotation
            for annotation in briefing.annotations
            if not annotation.through and site.entities[annotation.entity].kind == kind.name
        ]
        if entries:
            groups.append((kind.plural, entries))
    return groups


def _citations(ids: Iterable[str], numbers: dict[str, int]) -> Markdown:
    """Numbers that lead to the list of sources."""
    links = (
        f"[[{numbers[source]}]](#{source_anchor(source)}){{ .cite }}"
        for source in ids
        if source in numbers
    )
    return Markdown("".join(links))


def _period(site: Site, item: Event | Watch) -> str:
    """The time of an event or of a thing to watch, as text."""
    words = words_in(site.settings)
    return words.period(item.start, item.end, getattr(item, "precision", None))


def _grade(source: Source) -> str:
    """The Admiralty grade, such as B2; a dash for a half that is not given."""
    if source.reliability is None and source.credibility is None:
        return ""
    halves: Sequence[object] = (source.reliability or "–", source.credibility or "–")
    return "".join(str(half) for half in halves)
