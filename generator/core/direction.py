"""Which way a text runs."""

import unicodedata

__all__ = ["LTR", "RTL", "direction"]

LTR, RTL = "ltr", "rtl"
_STRONG = {"L": LTR, "R": RTL, "AL": RTL}
"""Unicode's classes of letters that have a direction of their own."""


def direction(text: str) -> str | None:
    """The direction of the first letter that has one, as browsers decide `dir="auto"`."""
    classes = map(unicodedata.bidirectional, text)
    return next((_STRONG[one] for one in classes if one in _STRONG), None)
