"""Names of things and of files as ids."""

import re
import unicodedata

__all__ = ["address_form", "slug", "slug_of_file"]

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "đ": "d"})


def slug(name: str) -> str:
    """A name as an id: ASCII letters and digits, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "").replace("’", "")).strip("-")


_DATE_PREFIX = re.compile(r"\d{4}-\d{2}-\d{2}-")


def slug_of_file(path: str) -> str:
    """The id that a briefing has by its file's name: the name without its date."""
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return _DATE_PREFIX.sub("", stem, count=1)


def address_form(slug: str) -> str:
    """The form in which ids share an address: no letter case, one Unicode form."""
    return unicodedata.normalize("NFKC", slug).casefold()
