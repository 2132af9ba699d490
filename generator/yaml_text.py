"""Values as YAML and JSON that a person can read."""

import json

import yaml

__all__ = ["as_json", "quoted"]


def quoted(text: str) -> str:
    """A text on one line as a scalar, in quotation marks only where it needs them."""
    if not text or text != text.strip() or not text.isprintable():
        return _dumped(text, '"')
    return _dumped(text, None)


def _dumped(text: str, style: str | None) -> str:
    written: str = yaml.dump(
        text,
        Dumper=yaml.CSafeDumper,
        default_style=style,
        allow_unicode=True,
        width=10**9,
        explicit_end=False,
    )
    return written.removesuffix("\n").removesuffix("\n...")


def as_json(content: object) -> str:
    """A value as JSON for people to read, which is YAML as well."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
