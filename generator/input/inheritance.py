"""Configurations that inherit from one another and read the environment, as nodes.

What comes of it is what MkDocs makes of the same files: `!ENV` as pyyaml-env-tag has it, merge
keys (`<<`) as YAML 1.1 has them, and a child laid over its parent as mergedeep lays one mapping
over another. Each node keeps the place where it was written.
"""

from collections.abc import Mapping

import yaml

__all__ = ["ENVIRONMENT", "EnvironmentTagError", "laid_over", "with_environment", "with_merge_keys"]

ENVIRONMENT = "!ENV"
"""The tag of a value that is taken from the environment."""
_NULL = "tag:yaml.org,2002:null"


class EnvironmentTagError(ValueError):
    """A `!ENV` that names no variable."""

    def __init__(self, node: yaml.Node) -> None:
        super().__init__("!ENV takes the name of a variable, or a list of names and a default")
        self.node = node


def with_environment(node: yaml.Node, environment: Mapping[str, str]) -> yaml.Node:
    """A tree in which each `!ENV` is what it stands for: the first variable that is set.

    In a list of several the last is the default; without one, what is not set is null. Raises
    `EnvironmentTagError`.
    """
    known: dict[int, tuple[yaml.Node, yaml.Node]] = {}

    def replaced(node: yaml.Node) -> yaml.Node:
        if id(node) not in known:  # what an alias stands for is worked out once
            known[id(node)] = node, _replaced(node)  # kept, so that no other gets its id
        return known[id(node)][1]

    def _replaced(node: yaml.Node) -> yaml.Node:
        if node.tag == ENVIRONMENT:
            value = _value(node, environment)
            return replaced(value) if value.tag == ENVIRONMENT else value
        if isinstance(node, yaml.MappingNode):
            node.value = [(replaced(key), replaced(value)) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            node.value = [replaced(item) for item in node.value]
        return node

    return replaced(node)


def _value(node: yaml.Node, environment: Mapping[str, str]) -> yaml.Node:
    """What one `!ENV` stands for, at its own place; a default may be another."""
    names, default = [node], None
    if isinstance(node, yaml.SequenceNode):
        names = node.value
        if len(names) > 1:
            *names, default = names
    if not all(isinstance(name, yaml.ScalarNode) for name in names):
        raise EnvironmentTagError(node)
    for name in names:
        text = environment.get(name.value)
        if text is not None:
            tag = yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # the stubs do not type it
            return yaml.ScalarNode(tag, text, node.start_mark, node.end_mark)
    return default or yaml.ScalarNode(_NULL, "", node.start_mark, node.end_mark)


def with_merge_keys(node: yaml.Node) -> None:
    """Put into each mapping what its merge keys bring; raise `yaml.YAMLError` for wrong ones."""
    loader, seen, waiting = yaml.SafeLoader(""), set[int](), [node]
    while waiting:
        here = waiting.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        if isinstance(here, yaml.MappingNode):
            loader.flatten_mapping(here)
            waiting += [part for pair in here.value for part in pair]
        elif isinstance(here, yaml.SequenceNode):
            waiting += here.value


def laid_over(parent: yaml.Node, child: yaml.Node) -> yaml.Node:
    """A child's tree with what only its parent has: mappings are merged, all else is replaced."""
    if not (isinstance(parent, yaml.MappingNode) and isinstance(child, yaml.MappingNode)):
        return child
    pairs = {_key(key): (key, value) for key, value in parent.value}
    for key, value in child.value:
        of_parent = pairs.get(_key(key))
        pairs[_key(key)] = (key, laid_over(of_parent[1], value) if of_parent else value)
    return yaml.MappingNode(child.tag, [*pairs.values()], child.start_mark, child.end_mark)


def _key(node: yaml.Node) -> tuple[str, object]:
    """What two keys share if they are one."""
    return node.tag, node.value if isinstance(node, yaml.ScalarNode) else id(node)
