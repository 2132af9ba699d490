"""A body's Markdown made safe: nothing in it can run, load, or follow a path.

Works on the Markdown itself, so that every builder that reads it is protected, whichever
extensions it uses: what could be live is taken out or turned into text, and each such place is
reported. That nothing is left is looked at in the result, by `generator.markdown.liveness`,
which knows nothing of how it came about.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.markdown.edits import Edit, Pass, apply
from generator.markdown.escaping import escape
from generator.markdown.html_edits import code_as_html, plain_infos, safe_tags, without_controls
from generator.markdown.limits import find_excess
from generator.markdown.liveness import is_inert
from generator.markdown.markdown_edits import (
    named_footnotes,
    no_contents,
    pictures_as_links,
    plain_braces,
    plain_marks,
    safe_definitions,
    safe_links,
)

__all__ = ["EXTENSIONS", "Finding", "Sanitized", "sanitize"]

EXTENSIONS = ("toc", "tables", "fenced_code", "footnotes", "attr_list", "admonition")
"""What the site's Markdown is rendered with."""

PASSES: tuple[Callable[[str], Iterable[Edit]], ...] = (
    without_controls,
    plain_infos,
    code_as_html,
    safe_tags,
    pictures_as_links,
    safe_links,
    safe_definitions,
    named_footnotes,
    plain_braces,
    no_contents,
    plain_marks,
)
"""In this order: what is taken out first can no longer hide what comes after."""

_ROUNDS = 8
"""How often what joins anew is taken apart again; text that needs more is no text."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was changed or refused, with offsets into the text as written."""

    code: str
    message: str
    hint: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sanitized:
    """Safe Markdown, what was found on the way, and the way back to the text as written."""

    text: str
    findings: tuple[Finding, ...] = ()
    passes: tuple[Pass, ...] = ()

    def origin(self, offset: int) -> int:
        """Where a place of the safe text stood in the text as written."""
        for edits in reversed(self.passes):
            offset = edits.origin(offset)
        return offset


def sanitize(text: str) -> Sanitized:
    """Return the text made safe; an empty text if it cannot be read in bounded time."""
    result = _neutralise(_bounded(Sanitized(text)))
    for _ in range(_ROUNDS):
        if is_inert(result.text):
            # Where something was taken out, blocks have become one.
            return _bounded(result)
        result = _neutralise(result)
    message = "Parts of the text could be read as live HTML; all of it is shown as plain text"
    finding = Finding("live-html", message, "", 0, len(text))
    return Sanitized(_plain(text), (*result.findings, finding))


def _bounded(read: Sanitized) -> Sanitized:
    """The same, or an empty text and a finding if Markdown cannot take it in bounded time."""
    excess = find_excess(read.text)
    if excess is None:
        return read
    start, end = read.origin(excess.start), read.origin(excess.end)
    finding = Finding("body-too-complex", excess.message, "", start, end)
    return Sanitized("", (*read.findings, finding))


def _neutralise(before: Sanitized) -> Sanitized:
    """Make every pass once."""
    result = before
    for run in PASSES:
        edits = Pass.of(run(result.text))
        if not edits.edits:
            continue
        found = (
            Finding(edit.code, edit.message, "", result.origin(edit.start), result.origin(edit.end))
            for edit in edits.edits
            if edit.code
        )
        result = Sanitized(
            apply(result.text, edits.edits),
            (*result.findings, *found),
            (*result.passes, edits),
        )
    return result


def _plain(text: str) -> str:
    """The paragraphs of a text as they are written, each in a line."""
    return "\n\n".join(escape(part) for part in re.split(r"\n\s*\n", text))
