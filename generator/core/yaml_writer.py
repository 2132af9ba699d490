"""Values as YAML and JSON that a person can read."""

import json
import re

import yaml

from generator.core.visible import visible_json

__all__ = ["as_json", "inline", "quoted"]

_PLAIN = re.compile(r"[^\W\d_][\w -]*")
"""What needs no quotation marks between brackets, if it needs none alone."""


def quoted(text: str) -> str:
    """A text on one line as a scalar, in quotation marks only where it needs them."""
    if not text or text != text.strip() or not text.isprintable():
        return _dumped(text, '"')
    return _dumped(text, None)


def _dumped(text: str, style: str | None) -> str:
    written: str = yaml.dump(
        text,
        Dumper=yaml.SafeDumper,  # the C library escapes what lies beyond U+FFFF
        default_style=style,
        allow_unicode=True,
        width=10**9,
        explicit_end=False,
    )
    return written.removesuffix("\n").removesuffix("\n...")


def inline(value: str | list[str]) -> str:
    """A text, or a list of texts in brackets, on one line, without invisible characters."""
    if isinstance(value, str):
        return quoted(_line(value))
    items = (_dumped(_line(item), None if _PLAIN.fullmatch(item) else '"') for item in value)
    return f"[{', '.join(items)}]"


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def as_json(content: object) -> str:
    """A value as JSON for people to read, which is YAML as well."""
    return visible_json(json.dumps(content, indent=2, ensure_ascii=False)) + "\n"
