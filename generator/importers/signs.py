"""By which signs programs say that a record is not public, as their documentation has them.

A table and nothing else; `publicity` judges by it. Names are written as `key_of` writes them: small
letters and digits alone, so that `publishDate`, `publish_date` and `Publish date` are one.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "CONTAINERS",
    "FOLDERS",
    "MARKS",
    "OPT_IN",
    "SIGNS",
    "STATES",
    "TITLES",
    "Mark",
    "Reading",
    "Sign",
    "key_of",
    "words",
]


class Reading(StrEnum):
    """How the value of a sign is to be read."""

    HIDES = "hides"
    """A flag: yes means not public."""
    SHOWS = "shows"
    """A flag: no means not public; a date in its place is one of publication."""
    WORD = "word"
    """One of some words; what is neither known as public nor as hidden is not public."""
    BARS = "bars"
    """Words of any kind, some of which mean not public."""
    LOCKS = "locks"
    """Whatever it says means not public."""
    FROM = "from"
    """A date: not public before it, nor where it only says that there is one."""
    UNTIL = "until"
    """A date: not public after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A row: some keys that mean the same, and the programs whose documentation says so."""

    keys: tuple[str, ...]
    reading: Reading
    programs: str
    public: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


def key_of(text: str) -> str:
    """A key or a value in the one form in which it is looked up."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum() or letter == "+")


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def _flag(reading: Reading, keys: str, programs: str) -> Sign:
    return Sign(keys=tuple(keys.split()), reading=reading, programs=programs)


def _words(keys: str, public: str, hidden: str, programs: str) -> Sign:
    return Sign(
        keys=tuple(keys.split()),
        reading=Reading.WORD,
        programs=programs,
        public=words(public),
        hidden=words(hidden),
    )


def _bars(keys: str, hidden: str, programs: str) -> Sign:
    return Sign(
        keys=tuple(keys.split()),
        reading=Reading.BARS,
        programs=programs,
        hidden=words(hidden),
    )


STATES = "status poststatus wpstatus state pubstatus publishstatus publicationstatus currentstate"

SIGNS: tuple[Sign, ...] = (
    # flags that hide
    _flag(Reading.HIDES, "draft", "Hugo, Zola, Astro, Quartz, MkDocs Material, Docusaurus, Quarto"),
    _flag(Reading.HIDES, "isdraft", "Cobalt, tables of many programs"),
    _flag(Reading.HIDES, "unlisted", "Docusaurus, Antora"),
    _flag(Reading.HIDES, "headless", "Hugo"),
    _flag(Reading.HIDES, "private isprivate", "Hexo, Bear, Gatsby starters, Jekyll themes"),
    _flag(Reading.HIDES, "hidden ishidden", "TYPO3, nanoc, GitBook, Mintlify, Lektor (_hidden)"),
    _flag(Reading.HIDES, "eleventyexcludefromcollections", "Eleventy"),
    _flag(Reading.HIDES, "noindex block", "Docusaurus and Yoast; iTunes and Google Play feeds"),
    _flag(Reading.HIDES, "ignored", "DocPad, Wintersmith"),
    _flag(Reading.HIDES, "deleted isdeleted trashed istrashed", "TYPO3, Gitea, tables of programs"),
    _flag(Reading.HIDES, "archived isarchived", "Contentful, Strapi, Notion"),
    _flag(
        Reading.HIDES, "encrypted encrypt protected", "Hexo and Hugo encrypters, WordPress feeds"
    ),
    _flag(Reading.HIDES, "membersonly emailonly premium paid", "Ghost, Substack, Buttondown"),
    _flag(Reading.HIDES, "confidential internal restricted secret", "Backdrop, Plone, GitLab"),
    # flags that show
    _flag(Reading.SHOWS, "published ispublished", "Jekyll, Hexo, Grav, Statamic, Dendron"),
    _flag(Reading.SHOWS, "publish", "Obsidian Publish, Quartz"),
    _flag(Reading.SHOWS, "dgpublish", "Obsidian Digital Garden"),
    _flag(Reading.SHOWS, "public ispublic", "Logseq, Tumblr, Flickr"),
    _flag(Reading.SHOWS, "live isaccessibleforfree", "Wagtail; schema.org"),
    _flag(Reading.SHOWS, "enabled online", "Craft CMS"),
    _flag(Reading.SHOWS, "publishedat publishedon datepublished", "Strapi, Ghost; schema.org"),
    _flag(Reading.SHOWS, "available availablefrom effective", "Dublin Core; Plone"),
    _flag(Reading.SHOWS, "visible isvisible listed routable discoverable", "Grav, Kirby, Lektor"),
    _flag(Reading.SHOWS, "output", "Jekyll collections"),
    # words
    _words(
        STATES,
        "publish published public live 1 true yes usable featured sticky",
        "draft private pending trash future autodraft inherit requestpending requestconfirmed",
        "WordPress (publish), Blogger (live), Drupal and Joomla (1), ninjs (usable), Nikola",
    ),
    _words(STATES, "published", "draft hidden skip", "Pelican"),
    _words(STATES, "published", "draft scheduled sent", "Ghost"),
    _words(STATES, "published", "draft queue queued private unapproved submission", "Tumblr"),
    _words(STATES, "1 published", "0 2 2 unpublished archived trashed", "Drupal, Joomla"),
    _words(STATES, "live", "draft scheduled softtrashed", "Blogger"),
    _words(STATES, "usable", "withheld canceled cancelled", "ninjs, NewsML-G2"),
    _words("reviewstate workflowstate", "published", "private pending internal draft", "Plone"),
    _words("creativeworkstatus", "published", "draft incomplete obsolete", "schema.org"),
    _words(
        "visibility",
        "public published everyone open",
        "private members paid tiers password followers unlisted direct internal hidden none",
        "Ghost, WordPress, Mastodon, GitLab",
    ),
    _words(
        "access accesslevel accessrights",
        "public everyone anonymous all open openaccess guest 1",
        "private members registered special superusers restricted restrictedaccess closed "
        "closedaccess embargoed embargoedaccess metadataonlyaccess nonpublic",
        "Joomla, COAR and European access rights",
    ),
    _words(
        "audience",
        "everyone public all",
        "onlypaid onlyfree founding followers friends",
        "Substack",
    ),
    _words("security", "public", "private usemask", "LiveJournal"),
    _words("readpermission", "guest", "owner signedin", "HackMD"),
    _words("emailtype", "public", "premium private", "Buttondown"),
    _words("eprintstatus", "archive", "inbox buffer deletion", "EPrints"),
    _words(
        "classification securityclassification protectivemarking sensitivity confidentiality",
        "unclassified public official none",
        "restricted confidential secret topsecret internal sensitive officialsensitive cui fouo "
        "euci nsc private",
        "marks of classification; Microsoft Purview; RFC 5545 (CLASS)",
    ),
    _words(
        "tlp trafficlightprotocol",
        "clear white tlpclear tlpwhite",
        "green amber amber+strict red tlpgreen tlpamber tlpamber+strict tlpred",
        "FIRST",
    ),
    _words("buildrender buildlist", "always", "never local link", "Hugo"),
    # words among others
    _bars("robots", "noindex none", "HackMD, the robots meta element"),
    _bars("tags tag", "draft private", "Nikola"),
    _bars("categories category keywords", "draft private", "Nikola; the same said of a category"),
    _bars("permalink", "false", "Eleventy"),
    _bars("type posttype", "draft revision attachment autodraft", "Bludit, WordPress"),
    # a lock
    _flag(
        Reading.LOCKS,
        "password postpassword passwd passphrase pwd encryptedcontent",
        "WordPress, Hexo and Hugo encrypters",
    ),
    _flag(Reading.LOCKS, "draftof drafttitle", "TiddlyWiki"),
    # dates
    _flag(Reading.FROM, "publishdate pubdate", "Hugo, Statamic, RSS 2.0"),
    _flag(Reading.FROM, "publishat publishon", "Drupal Scheduler, Hubspot"),
    _flag(Reading.FROM, "publishup starttime golive goliveat", "Joomla, TYPO3, Wagtail"),
    _flag(Reading.FROM, "scheduled scheduledat releasedate", "Buttondown, Zendesk, Plone"),
    _flag(Reading.FROM, "embargo embargountil embargoed embargodate", "ninjs, DSpace, Drupal"),
    _flag(Reading.UNTIL, "expirydate expires expireat expirationdate expiration", "Hugo, Wagtail"),
    _flag(Reading.UNTIL, "publishdown endtime unpublishdate unpublishon", "Joomla, TYPO3, Grav"),
)

CONTAINERS = words(
    "params extra meta metadata page frontmatter attributes data fields properties attrs "
    "control cascade values defaults header custom article post"
)
"""Keys whose inner keys count as if they stood at the top: of Hugo, Zola, Astro, Eleventy, Atom."""

FOLDERS = frozenset({"_drafts", "drafts", "trash", "private"})
"""Folders of Jekyll, Hexo and Kirby (`_drafts`), MkDocs and Eleventy (`drafts`) and Quartz
(`private`) that are not published, in small letters."""

OPT_IN = frozenset({"dgpublish", "publish"})
"""Keys of Digital Garden and Quartz: where some notes have one, those without are not public."""

TITLES = ("private: ", "protected: ", "privat: ", "geschützt: ")
"""How WordPress begins the titles of what is private or behind a password, in its feeds too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something in a text that says that it, or a part of it, is not for all."""

    pattern: str
    what: str
    programs: str


MARKS: tuple[Mark, ...] = (
    Mark(
        pattern=r"\bTLP\s{0,3}:\s{0,3}(?:RED|AMBER(?:\+STRICT)?|GREEN)\b",
        what="a mark of the Traffic Light Protocol",
        programs="FIRST",
    ),
    Mark(pattern=r"%%", what="a comment (%%)", programs="Obsidian"),
    Mark(pattern=r"\{%-?\s{0,9}comment\b", what="a comment ({% comment %})", programs="Jekyll"),
    Mark(pattern=r"\{\{-?\s{0,9}/\*", what="a comment ({{/* */}})", programs="Hugo"),
    Mark(pattern=r"\{/\*", what="a comment ({/* */})", programs="Docusaurus, Astro (MDX)"),
    Mark(pattern=r"\{#\s", what="a comment ({# #})", programs="Zola, Eleventy, Pelican"),
    Mark(
        pattern=r"<!--\s{0,9}(?:members-only|kg-paywall|wp:(?:jetpack/)?(?:premium-content|paywall))",
        what="a part for members alone",
        programs="Ghost, WordPress",
    ),
)
"""A text with one of these is a draft, for a person to look through: what is not rendered where it
comes from would be, here."""
