"""Plain text as Markdown that shows exactly this text, whatever stands beside it."""

import re

__all__ = ["escape"]

_DROPPED = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
"""Signs that Python-Markdown drops or takes for its own."""
_ANYWHERE = re.compile(
    r"""
      [\\`*\[\]<|]
    | (?P<template>\{(?=[%\#!{]))        # minds no backslash
    | [{}]
    | (?<=\])[(:]                       # an address, where the bracket closes a label
    | &(?=\#|\w+;|\Z)                    # an entity, or one together with what follows the text
    | (?<![^\W_])_ | _(?![^\W_])
    | !\Z                                # before a link it would make a picture of it
    | \#\Z                               # closes a heading
    """,
    re.VERBOSE,
)
_AT_START = re.compile(r"[-#>+=~:/!?^(]|\d+(?=\.(?:\s|\Z))")
_ENTITY = {"<": "&lt;", "|": "&#124;", "&": "&amp;", "=": "&#61;", "~": "&#126;", "/": "&#47;"}
_ENTITY |= {":": "&#58;", "?": "&#63;", "^": "&#94;"}


def escape(text: str) -> str:
    """Plain text as Markdown that shows exactly this text, in one line.

    Only what Markdown would read as markup is escaped, so that ordinary text stays readable. Any
    Markdown may stand right before the text and right behind it, and means what it meant.
    """
    line = " ".join(_DROPPED.sub("", text).split())
    line = _ANYWHERE.sub(lambda match: "&#123;" if match["template"] else _spelt(match[0]), line)
    first = _AT_START.match(line)
    if first is None:
        return line
    if not first[0].isdigit():
        return _spelt(first[0]) + line[1:]
    return f"{first[0]}\\{line[first.end() :]}"


def _spelt(sign: str) -> str:
    return _ENTITY.get(sign, "\\" + sign)
