"""Names of things and of files as ids."""

import re
import unicodedata

from anyascii import anyascii

from generator.core.folding import fold, unaccented

__all__ = ["address_form", "slug", "slug_of_file"]


def slug(name: str) -> str:
    """A name as an id: ASCII letters and digits, words joined by hyphens.

    Accents go; other scripts are romanised letter by letter, as anyascii has it. Empty only for
    a name without any letter or digit.
    """
    letters = "".join(map(_ascii, fold(name).replace("'", "")))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _ascii(letter: str) -> str:
    # Without its accents first: romanising has ö as o as well, but is free to change its mind.
    plain = unaccented(letter)
    if plain.isascii():
        return plain
    # A symbol has a name too ("boom"), which nobody would look for in an address.
    return anyascii(letter).lower() if unicodedata.category(letter)[0] in "LMN" else "-"


_DATE_PREFIX = re.compile(r"\d{4}-\d{2}-\d{2}-")


def slug_of_file(path: str) -> str:
    """The id that a briefing has by its file's name: the name without its date."""
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return _DATE_PREFIX.sub("", stem, count=1)


def address_form(slug: str) -> str:
    """The form in which ids share an address: no letter case, one Unicode form."""
    return unicodedata.normalize("NFKC", slug).casefold()
