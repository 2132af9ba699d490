"""The words that pages show for the values of enumerations."""

from enum import StrEnum

from generator.core.messages import N_
from generator.schema.vocabulary import (
    ChangeKind,
    Confidence,
    Credibility,
    Likelihood,
    MemberStatus,
    OrganisationKind,
    Reliability,
    Role,
    SourceKind,
    Status,
    Trend,
    Type,
    WatchStatus,
)

__all__ = ["LIKELIHOOD_RANGES", "term"]

_PAIRS: tuple[tuple[StrEnum, str], ...] = (
    (Type.SITUATION, N_("Situation")),
    (Type.ANALYSIS, N_("Analysis")),
    (Type.BACKGROUND, N_("Background")),
    (Type.ALERT, N_("Alert")),
    (Type.FORECAST, N_("Forecast")),
    (Status.DRAFT, N_("Draft")),
    (Status.PUBLISHED, N_("Published")),
    (Status.WITHDRAWN, N_("Withdrawn")),
    (Likelihood.ALMOST_NO_CHANCE, N_("almost no chance")),
    (Likelihood.VERY_UNLIKELY, N_("very unlikely")),
    (Likelihood.UNLIKELY, N_("unlikely")),
    (Likelihood.EVEN_CHANCE, N_("roughly even chance")),
    (Likelihood.LIKELY, N_("likely")),
    (Likelihood.VERY_LIKELY, N_("very likely")),
    (Likelihood.ALMOST_CERTAIN, N_("almost certain")),
    (Confidence.LOW, N_("low confidence")),
    (Confidence.MODERATE, N_("moderate confidence")),
    (Confidence.HIGH, N_("high confidence")),
    (Role.PRIMARY, N_("main subject")),
    (Role.ABOUT, N_("subject")),
    (Role.MENTIONS, N_("mentioned")),
    (Trend.DETERIORATED, N_("deteriorated")),
    (Trend.UNCHANGED, N_("unchanged")),
    (Trend.IMPROVED, N_("improved")),
    (WatchStatus.OPEN, N_("open")),
    (WatchStatus.OCCURRED, N_("occurred")),
    (WatchStatus.LAPSED, N_("lapsed")),
    (SourceKind.NEWS_REPORT, N_("News report")),
    (SourceKind.OP_ED, N_("Op-ed")),
    (SourceKind.OFFICIAL_STATEMENT, N_("Official statement")),
    (SourceKind.SPEECH, N_("Speech")),
    (SourceKind.PRESS_RELEASE, N_("Press release")),
    (SourceKind.REPORT, N_("Report")),
    (SourceKind.DATASET, N_("Dataset")),
    (SourceKind.LEGAL_TEXT, N_("Legal text")),
    (SourceKind.INTERVIEW, N_("Interview")),
    (SourceKind.SOCIAL_MEDIA, N_("Social media")),
    (SourceKind.BOOK, N_("Book")),
    (SourceKind.ARTICLE, N_("Article")),
    (SourceKind.REFERENCE, N_("Reference")),
    (Reliability.A, N_("reliable")),
    (Reliability.B, N_("usually reliable")),
    (Reliability.C, N_("fairly reliable")),
    (Reliability.D, N_("not usually reliable")),
    (Reliability.E, N_("unreliable")),
    (Reliability.F, N_("reliability cannot be judged")),
    (Credibility.CONFIRMED, N_("confirmed by other sources")),
    (Credibility.PROBABLE, N_("probably true")),
    (Credibility.POSSIBLE, N_("possibly true")),
    (Credibility.DOUBTFUL, N_("doubtful")),
    (Credibility.IMPROBABLE, N_("improbable")),
    (Credibility.CANNOT_BE_JUDGED, N_("truth cannot be judged")),
    (ChangeKind.UPDATE, N_("Update")),
    (ChangeKind.CORRECTION, N_("Correction")),
    (ChangeKind.MINOR, N_("Minor change")),
    (MemberStatus.MEMBER, N_("member")),
    (MemberStatus.FOUNDING_MEMBER, N_("founding member")),
    (MemberStatus.ASSOCIATE, N_("associate member")),
    (MemberStatus.OBSERVER, N_("observer")),
    (MemberStatus.PARTNER, N_("partner")),
    (MemberStatus.CANDIDATE, N_("candidate")),
    (MemberStatus.SUSPENDED, N_("suspended")),
    (MemberStatus.FORMER, N_("former member")),
    (MemberStatus.WITHDRAWN, N_("withdrawn")),
    (OrganisationKind.INTERGOVERNMENTAL, N_("intergovernmental organisation")),
    (OrganisationKind.ALLIANCE, N_("alliance")),
    (OrganisationKind.UN_BODY, N_("body of the United Nations")),
    (OrganisationKind.UNION, N_("union of states")),
    (OrganisationKind.FORUM, N_("forum")),
    (OrganisationKind.FINANCIAL_INSTITUTION, N_("financial institution")),
    (OrganisationKind.AGENCY, N_("agency")),
    (OrganisationKind.COMPANY, N_("company")),
    (OrganisationKind.MEDIA, N_("media")),
)

_TERMS = {(type(member), member.value): text for member, text in _PAIRS}
# Members of two enumerations are equal if their texts are, so the type is a part of the key.


def term(value: StrEnum) -> str:
    """Return the id of the message that names a value."""
    return _TERMS[type(value), value.value]


LIKELIHOOD_RANGES: dict[Likelihood, tuple[int, int]] = {
    Likelihood.ALMOST_NO_CHANCE: (1, 5),
    Likelihood.VERY_UNLIKELY: (5, 20),
    Likelihood.UNLIKELY: (20, 45),
    Likelihood.EVEN_CHANCE: (45, 55),
    Likelihood.LIKELY: (55, 80),
    Likelihood.VERY_LIKELY: (80, 95),
    Likelihood.ALMOST_CERTAIN: (95, 99),
}
"""Per cent, from and to (ICD 203, section D.6.e)."""
