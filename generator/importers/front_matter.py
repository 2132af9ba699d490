"""Front matter in YAML or TOML, and files of data, as texts by keys; in bounded time."""

import re
import tomllib
from typing import TypeAlias

from generator.core.diagnostics import Collector
from generator.importers.records import Value, visible
from generator.input.yaml_source import Mapping as MappingNode
from generator.input.yaml_source import Node, Scalar, Sequence, parse

__all__ = ["FrontMatterError", "read_data", "read_front_matter"]

_LARGEST_TOML = 32_768
"""Characters of front matter in TOML."""
_LONGEST_KEY = 1_000
"""Characters, those of what it stands in included."""
_MOST_VALUES = 5_000
_LONG_KEY = re.compile(
    r"""(?<![\w-]) (?: (?: [\w-]+ | "[^"\n]*" | '[^'\n]*' ) [ \t]*\.[ \t]* ){32}""", re.VERBOSE
)
"""A key in TOML of more parts than there is a use for; the time to read one grows as the square."""

_Plain: TypeAlias = "str | list[_Plain] | dict[str, _Plain]"


class FrontMatterError(Exception):
    """A file has no front matter that can be read; the message says why."""


def read_front_matter(name: str, data: bytes) -> tuple[dict[str, Value], str]:
    """Values by keys joined with dots, and the text below. Raises `FrontMatterError`."""
    is_toml = data.removeprefix(b"\xef\xbb\xbf").startswith(b"+++")
    head, body = _toml(data) if is_toml else _yaml(name, data)
    return _flat(head), body


def read_data(data: bytes) -> dict[str, Value]:
    """The values of a file of YAML or JSON, which is YAML as well; none if it is neither."""
    document = parse("data.yml", data, Collector())
    if document is None:
        return {}
    try:
        return _flat({key: _plain(node) for key, (_, node) in document.root.items.items()})
    except FrontMatterError:
        return {}


def _yaml(name: str, data: bytes) -> tuple[dict[str, _Plain], str]:
    found = Collector()
    document = parse(f"{name}.md", data, found)
    if document is None:
        first = next(iter(found))
        raise FrontMatterError(f"line {first.span.line}: {first.message}")
    head = {key: _plain(node) for key, (_, node) in document.root.items.items() if key != "body"}
    _, body = document.root.items["body"]
    return head, body.text if isinstance(body, Scalar) else ""


def _plain(node: Node) -> _Plain:
    """A node without its places; the reader of YAML has bounded its depth."""
    if isinstance(node, Scalar):
        return "" if node.is_null else node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    assert isinstance(node, MappingNode)  # noqa: S101 - there is no fourth kind
    return {key: _plain(inner) for key, (_, inner) in node.items.items()}


def _toml(data: bytes) -> tuple[dict[str, _Plain], str]:
    """Front matter as Hugo and Zola have it, between lines of three plus signs."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        if text.count("+++\n") < 2:  # noqa: PLR2004 - one before and one behind
            raise FrontMatterError("its front matter has no end")
        _, head, body = text.split("+++\n", 2)
        if len(head) > _LARGEST_TOML:
            raise FrontMatterError(f"its front matter has {len(head):,} characters")
        if _LONG_KEY.search(head):
            raise FrontMatterError("its front matter has a key of more than 32 parts")
        return {key: _of_toml(value) for key, value in tomllib.loads(head).items()}, body
    except RecursionError:
        raise FrontMatterError("its front matter is nested too deep") from None
    except ValueError as error:
        raise FrontMatterError(f"its front matter is not TOML: {visible(str(error))}") from None


def _of_toml(value: object) -> _Plain:
    """A value as text. Raises `ValueError` for a number of more digits than Python writes."""
    if isinstance(value, dict):
        return {key: _of_toml(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_of_toml(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _flat(head: dict[str, _Plain]) -> dict[str, Value]:
    """Values by keys joined with dots; lists of texts stay lists, of others each item has a number.

    What is said twice is a list, so that no second value hides the first. Raises
    `FrontMatterError` for more values than an article has.
    """
    values: dict[str, Value] = {}
    waiting: list[tuple[str, _Plain]] = list(reversed(head.items()))
    while waiting:
        key, value = waiting.pop()
        if len(key) > _LONGEST_KEY or len(values) > _MOST_VALUES:
            raise FrontMatterError("its front matter has too many values, or too long a key")
        if isinstance(value, dict) and value:
            waiting += [(f"{key}.{name}", inner) for name, inner in reversed(value.items())]
        elif isinstance(value, list) and not all(isinstance(item, str) for item in value):
            waiting += [(f"{key}.{number}", inner) for number, inner in enumerate(value)][::-1]
        else:
            texts = [value] if isinstance(value, str) else [str(item) for item in value or ()]
            before = values.get(key)
            if before is not None:
                values[key] = [*([before] if isinstance(before, str) else before), *texts]
            else:
                values[key] = value if isinstance(value, str) else texts
    return values
