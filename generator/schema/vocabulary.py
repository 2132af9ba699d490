"""The values that fields choose from, each list with the standard that it follows."""

from enum import StrEnum

__all__ = [
    "ChangeKind",
    "Confidence",
    "Credibility",
    "Likelihood",
    "MemberStatus",
    "OrganisationKind",
    "Precision",
    "Reliability",
    "Role",
    "SourceKind",
    "Status",
    "Tlp",
    "Trend",
    "Type",
    "WatchStatus",
]


class Type(StrEnum):
    """What a briefing is; after schema.org's news article types."""

    SITUATION = "situation"
    ANALYSIS = "analysis"
    BACKGROUND = "background"
    ALERT = "alert"
    FORECAST = "forecast"


class Status(StrEnum):
    """Whether a briefing is shown; after ninjs `pubstatus`."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Tlp(StrEnum):
    """Who may see a briefing: FIRST's Traffic Light Protocol 2.0."""

    CLEAR = "clear"
    GREEN = "green"
    AMBER = "amber"
    AMBER_STRICT = "amber+strict"
    RED = "red"


class Likelihood(StrEnum):
    """The seven terms of ICD 203, from least to most likely."""

    ALMOST_NO_CHANCE = "almost no chance"
    VERY_UNLIKELY = "very unlikely"
    UNLIKELY = "unlikely"
    EVEN_CHANCE = "roughly even chance"
    LIKELY = "likely"
    VERY_LIKELY = "very likely"
    ALMOST_CERTAIN = "almost certain"


class Confidence(StrEnum):
    """How well founded a judgement is (ICD 203)."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Role(StrEnum):
    """How a briefing is about an entity."""

    PRIMARY = "primary"
    ABOUT = "about"
    MENTIONS = "mentions"


class Trend(StrEnum):
    """How the situation of an entity has changed; after CrisisWatch."""

    DETERIORATED = "deteriorated"
    UNCHANGED = "unchanged"
    IMPROVED = "improved"


class Precision(StrEnum):
    """How exactly the date of an event is known; after ACLED's time precision."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class WatchStatus(StrEnum):
    """What has become of a thing to watch."""

    OPEN = "open"
    OCCURRED = "occurred"
    LAPSED = "lapsed"


class SourceKind(StrEnum):
    """What a source is."""

    NEWS_REPORT = "news-report"
    OP_ED = "op-ed"
    OFFICIAL_STATEMENT = "official-statement"
    SPEECH = "speech"
    PRESS_RELEASE = "press-release"
    REPORT = "report"
    DATASET = "dataset"
    LEGAL_TEXT = "legal-text"
    INTERVIEW = "interview"
    SOCIAL_MEDIA = "social-media"
    BOOK = "book"
    ARTICLE = "article"
    REFERENCE = "reference"


class Reliability(StrEnum):
    """How reliable a source is: the Admiralty scale's letters."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """How credible a piece of information is: the Admiralty scale's digits."""

    CONFIRMED = "1"
    PROBABLE = "2"
    POSSIBLE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"


class ChangeKind(StrEnum):
    """What a change to a published briefing was."""

    UPDATE = "update"
    CORRECTION = "correction"
    MINOR = "minor"


class MemberStatus(StrEnum):
    """In what standing a country belongs to an organisation."""

    MEMBER = "member"
    FOUNDING_MEMBER = "founding-member"
    ASSOCIATE = "associate"
    OBSERVER = "observer"
    PARTNER = "partner"
    CANDIDATE = "candidate"
    SUSPENDED = "suspended"
    FORMER = "former"
    WITHDRAWN = "withdrawn"


class OrganisationKind(StrEnum):
    """What an organisation is."""

    INTERGOVERNMENTAL = "intergovernmental"
    ALLIANCE = "alliance"
    UN_BODY = "un-body"
    UNION = "union"
    FORUM = "forum"
    FINANCIAL_INSTITUTION = "financial-institution"
    AGENCY = "agency"
    COMPANY = "company"
    MEDIA = "media"
