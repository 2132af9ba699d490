"""A name as an id."""

import re
import unicodedata

__all__ = ["slug"]

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "đ": "d"})


def slug(name: str) -> str:
    """A name as an id: ASCII letters and digits, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "").replace("’", "")).strip("-")
