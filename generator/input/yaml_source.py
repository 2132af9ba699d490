"""Text to nodes that know their place: YAML 1.2 core, and Markdown with front matter.

The C parser of PyYAML gives events, which `composing` makes nodes of. Scalars stay text until a
field types them: `NO` is two letters, `010` three digits, `12:30` a text.
"""

import re

import yaml

from generator.core.diagnostics import Collector, Span
from generator.input.composing import Composer
from generator.input.files import ENTITIES
from generator.input.mistakes.syntax_errors import explain_all, has_conflict
from generator.input.nodes import Document, Mapping, Node, Scalar, Sequence
from generator.input.text_source import decode, span_between

__all__ = ["Document", "Mapping", "Node", "Scalar", "Sequence", "parse"]

MAX_VALUES = 20_000
"""Keys, values and ends of lists in a briefing; one with 300 sources has about 5,000."""

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def parse(path: str, data: bytes, found: Collector, most: int | None = None) -> Document | None:
    """Read one file; `.md` takes front matter and a body, everything else YAML alone.

    Of more than `most` keys and values nothing is kept.
    Returns None when there is nothing to go on with; every reason is in `found`.
    """
    text = decode(path, data, found)
    if text is None or has_conflict(path, text, found):
        return None
    if not text.strip():
        found.report("empty-file", "The file is empty", Span(path=path))
        return None
    if not path.endswith(".md"):
        root = _compose(path, text, 0, found, most)
        return None if root is None else Document(path=path, text=text, root=root)
    fences = list(_FENCE.finditer(text))
    if len(fences) < 2 or fences[0].start() != 0:  # noqa: PLR2004 - an opening and a closing one
        begun = bool(fences) and fences[0].start() == 0
        problem = "The front matter has no end" if begun else "The file has no front matter"
        found.report("no-front-matter", problem, Span(path=path))
        return None
    head, tail = fences[0].end() + 1, fences[1]
    root = _compose(path, text[head : tail.start()], 1, found, most)
    if root is None:
        return None
    line = text.count("\n", 0, tail.start()) + 1
    rest = text[tail.end() + 1 :]
    body = Scalar((line, 0), (line + rest.count("\n"), 0), rest, ".md")
    if "body" in root.items:
        key = root.items["body"][0]
        span = span_between(path, key.start, key.end)
        found.report("duplicate-key", "body stands in the front matter and below it", span)
    root.items["body"] = (body, body)
    return Document(path=path, text=text, root=root)


def _compose(
    path: str, text: str, first_line: int, found: Collector, most: int | None
) -> Mapping | None:
    """Compose the events of one document into its root mapping."""
    composer = Composer(path, text, first_line, found, most)
    try:
        root = composer.run(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        told = explain_all(path, text, first_line, error, found)
        found.extend(one for one in composer.doubtful if one.span.line < told)
        return None
    except yaml.YAMLError as error:  # the reader's errors carry an offset only
        found.report("yaml-syntax", f"The text is not YAML: {error}", Span(path=path))
        return None
    found.extend(composer.doubtful)
    if composer.failed:
        return None
    if root is None or (isinstance(root, Scalar) and root.is_null):
        found.report("empty-file", "The file has no fields", Span(path=path))
        return None
    if not isinstance(root, Mapping):
        span = span_between(path, root.start, root.end)
        message, hint = _no_fields(root, is_entities=f"/{ENTITIES}/" in path)
        found.report("wrong-type", message, span, hint)
        return None
    return root


def _no_fields(root: Node, *, is_entities: bool) -> tuple[str, str]:
    """What a file is that has no fields, and how to begin it."""
    is_list = isinstance(root, Sequence)
    what = "begins with a hyphen, as a list does" if is_list else "holds running text, and no field"
    cure = (
        "Begin each entry with its id and a colon, like united-nations: in a line of its own, and "
        "put its fields below, each after two spaces."
        if is_entities
        else "Begin each field in a line of its own, as in title: …, and put the text below body: |"
    )
    return f"The file {what}", cure
