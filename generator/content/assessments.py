"""Which way things went, by what briefings last said of each entity."""

from collections.abc import Mapping

from generator.content.model import Assessment, Briefing, Site

__all__ = ["newest_assessments"]


def newest_assessments(site: Site) -> Mapping[str, tuple[Briefing, Assessment]]:
    """By entity, the newest first: the last assessment of it, and the briefing that has it."""
    newest: dict[str, tuple[Briefing, Assessment]] = {}
    for briefing in site.briefings.values():
        for assessment in briefing.assessments:
            newest.setdefault(assessment.entity, (briefing, assessment))
    return newest
