"""What the desk's terms mean: likelihood, confidence, source grades, trends."""

from collections.abc import Iterator

from generator.content.model import Artifact, Site
from generator.core.messages import N_
from generator.render.page import Page
from generator.render.templating import words_in
from generator.render.urls import METHODOLOGY
from generator.schema.terms import LIKELIHOOD_RANGES
from generator.schema.vocabulary import (
    Confidence,
    Credibility,
    Likelihood,
    Reliability,
    Trend,
    Type,
)

__all__ = ["render"]


def render(site: Site) -> Iterator[Artifact]:
    """The methodology page."""
    yield Page(
        path=METHODOLOGY,
        title=words_in(site.settings).message(N_("Methodology")),
        template="methodology.md.jinja",
        settings=site.settings,
        is_manual=True,
        values=lambda: {
            "likelihoods": list(Likelihood),
            "ranges": LIKELIHOOD_RANGES,
            "confidences": list(Confidence),
            "reliabilities": list(Reliability),
            "credibilities": list(Credibility),
            "trends": list(Trend),
            "types": list(Type),
        },
    ).artifact()
