"""Rules that one briefing keeps or breaks by itself, whatever else is in the folder."""

import re
from collections.abc import Set as AbstractSet

from generator.core.diagnostics import Collector
from generator.input.yaml_source import Document
from generator.markdown.sanitize import Sanitized, sanitize
from generator.schema.kinds import Kind, annotation_lists
from generator.schema.records import SUMMARY_WORDS, BriefingFields

__all__ = ["review"]

_LIKELIHOOD = re.compile(
    r"\b(?:almost no chance|remote|(?:very |highly )?(?:un)?likely|(?:im)?probabl[ey]"
    r"|even chance|almost certain(?:ly)?|nearly certain)\b",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(
    r"\b(?:low|moderate|medium|high)(?:-|\s+)confidence\b|\bconfiden(?:t|ce)\b", re.IGNORECASE
)
_CITATION = re.compile(r"\[\^([^\]\s]++)\]")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


def review(
    document: Document,
    fields: BriefingFields,
    kinds: tuple[Kind, ...],
    found: Collector,
    faulty: AbstractSet[str] = frozenset(),
) -> Sanitized:
    """Report what breaks a rule and return the body made safe.

    Of the `faulty` fields, which are reported already, nothing more is said.
    """
    annotated = any(entries for _, entries in annotation_lists(fields, kinds))
    if not annotated and not faulty & {kind.field for kind in kinds}:
        lists = ", ".join(kind.field for kind in kinds)
        found.report(
            "no-annotation",
            "The briefing is about nothing",
            document.span(document.find(("title",), key=True)),
            f"Add at least one entry to one of: {lists}.",
        )
    words = len(fields.summary.split())
    if words > SUMMARY_WORDS:
        span = document.span(document.find(("summary",)))
        found.report("summary-too-long", f"The summary has {words} words", span)
    _review_judgements(document, fields, found)
    if "sources" not in faulty:
        _review_sources(document, fields, found)
        if not faulty:
            _review_citations(document, fields, found)
    return _review_body(document, fields, found)


def _review_judgements(document: Document, fields: BriefingFields, found: Collector) -> None:
    for index, judgement in enumerate(fields.judgements):
        for name in ("text", "basis"):
            for sentence in _SENTENCE.finditer(getattr(judgement, name) or ""):
                likely, sure = _LIKELIHOOD.search(sentence[0]), _CONFIDENCE.search(sentence[0])
                if likely and sure:
                    found.report(
                        "mixed-likelihood",
                        f"One sentence says “{likely[0]}” and “{sure[0]}”",
                        document.span(document.find(("judgements", index, name))),
                    )


def _review_sources(document: Document, fields: BriefingFields, found: Collector) -> None:
    known: set[str] = set()
    for index, source in enumerate(fields.sources):
        if source.id in known:
            span = document.span(document.find(("sources", index, "id")))
            found.report("duplicate-source", f"A source above has the id {source.id} too", span)
        known.add(source.id)
    for group in ("judgements", "events"):
        for index, record in enumerate(getattr(fields, group)):
            for position, source in enumerate(record.sources):
                if source not in known:
                    span = document.span(document.find((group, index, "sources", position)))
                    found.report("unknown-source", f"There is no source {source}", span)


def _review_citations(document: Document, fields: BriefingFields, found: Collector) -> None:
    """A hint for each source that nothing cites, in a briefing that cites its sources at all."""
    cited = {source for judgement in fields.judgements for source in judgement.sources}
    cited.update(source for event in fields.events for source in event.sources)
    cited.update(_CITATION.findall(fields.body))
    known = dict.fromkeys(source.id for source in fields.sources)
    if cited.isdisjoint(known):
        return
    for index, source in enumerate(fields.sources):
        if source.id not in cited:
            found.report(
                "uncited-source",
                f"Nothing cites the source {source.id}",
                document.span(document.find(("sources", index, "id"))),
                f"Write [^{source.id}] in the body behind what comes from it, or delete it.",
            )


def _review_body(document: Document, fields: BriefingFields, found: Collector) -> Sanitized:
    node = document.find(("body",))
    body = sanitize(fields.body)
    text = getattr(node, "text", "")
    # The field drops white space at its ends; offsets count from what is left.
    lead = len(text) - len(text.lstrip())
    for finding in body.findings:
        span = document.span_within(node, lead + finding.start, lead + finding.end)
        found.report(finding.code, finding.message, span, finding.hint or None)
    return body
