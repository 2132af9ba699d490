"""What of an archive is kept though a briefing has no place for it, and what never is.

Only keys that are known to be harmless are kept, and those that a mapping file names; of them, and
of what becomes a field, no value that holds a mailbox, a password in an address, or what looks like
a key to something.
"""

import re
from collections.abc import Iterable, Mapping

from generator.importers.records import Value
from generator.importers.signs import CONTAINERS, key_of, words

__all__ = ["holds_secret", "is_kept", "names_alone", "without_secrets"]

_KEPT = words(
    """
    layout template type posttype postname format order weight menuorder position rating score
    series part season episode section department desk column kicker subject subjects topic genre
    aliases alias redirectfrom redirects permalink canonicalurl guid doi isbn issn urn number issue
    volume pages edition version
    image images img cover coverimage featuredimage featureimage thumbnail banner hero teaser photo
    picture path src alt caption credit title description width height relative position
    video audio podcast enclosure duration
    toc math mathjax katex mermaid comments share pin pinned featured sticky issticky
    region location place city area country geo coverage
    license licence rights copyright translator translators editor editors
    readingtime wordcount words minutes original translations
    """
)
"""Keys by which programs and themes say how a page looks, what illustrates it and where it is
filed, as `key_of` writes them. Inside of one, and inside of a container, only these count too."""

_NEVER = re.compile(
    "passw|passphrase|^pwd$|secret|token|apikey|privatekey|credential|email|mailbox"
)
"""In keys of what is not kept, even if a mapping file names them."""
_SECRETS = re.compile(
    r"""
      [\w.+%-]{1,64}@[\w-]{1,64}\.\w           # a mailbox
    | ://[^/\s@]{1,200}@                       # a user, or a password, in an address
    | [?&;][\w-]{0,40}(?:token|secret|passw|pwd|auth|key|sig|nonce|session|preview|credential)
      [\w-]{0,40}=                             # the same behind a question mark
    | -----BEGIN\b                             # a key or certificate (RFC 7468)
    | (?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])  # where a commenter wrote from: IPv4,
    | (?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f:]  # and IPv6
    | \b(?-i:gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|sk-|AKIA|ASIA|AIza|eyJ)
      [\w+/=.-]{8}                             # tokens by their own beginnings
    | (?=[a-z]{0,23}\d)(?=\d{0,23}[a-z])[a-z0-9+]{24}  # letters and digits that are no words
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAILBOX = re.compile(r"[<(\[]?(?:mailto:)?[\w.+%-]{1,64}@[\w.-]{1,253}[>)\]]?")
_IN_BRACKETS = re.compile(r"\(([^()]{1,200})\)")


def is_kept(key: str, chosen: frozenset[str] = frozenset()) -> bool:
    """Whether a key is known to be harmless, with those that it stands in, or is chosen."""
    if _NEVER.search(key_of(key)):
        return False
    if key in chosen:
        return True
    parts = [part for part in map(key_of, key.split(".")) if not part.isdigit()]
    while len(parts) > 1 and parts[0] in CONTAINERS:
        parts.pop(0)
    return bool(parts) and all(part in _KEPT for part in parts)


def holds_secret(text: str) -> bool:
    """Whether a value holds a mailbox, or what may open something."""
    return bool(_SECRETS.search(text))


def names_alone(authors: Iterable[str]) -> list[str]:
    """Authors without their mailboxes, as in RSS (`a@b.org (Ann)`) or mail (`Ann <a@b.org>`)."""
    names = []
    for author in authors:
        if "@" in author:
            bare = _MAILBOX.sub(" ", author)
            inner = _IN_BRACKETS.search(bare)
            author = inner[1] if inner else bare  # noqa: PLW2901 - the same author, less the mailbox
        if (name := " ".join(author.split())) and not holds_secret(name):
            names.append(name)
    return list(dict.fromkeys(names))


def without_secrets(values: Mapping[str, Value]) -> tuple[dict[str, Value], list[str]]:
    """The values that hold no secret, and the keys of the others."""
    clean: dict[str, Value] = {}
    rest = []
    for key, value in values.items():
        if any(map(holds_secret, [value] if isinstance(value, str) else value)):
            rest.append(key)
        else:
            clean[key] = value
    return clean, rest
