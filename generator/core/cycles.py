"""Finds references that run in a circle."""

from collections.abc import Mapping, Sequence

__all__ = ["cycles"]


def cycles(edges: Mapping[str, Sequence[str]]) -> list[str]:
    """Nodes from which following the edges leads back to the node itself, in order.

    Nodes that nothing points to, or that point to nothing, are taken away until none is
    left (Kahn's algorithm, once in each direction); what remains lies on a circle or on a
    way from one circle to another, and each of these nodes is then tried by itself.
    Linear where there is no circle, and without recursion.
    """
    remaining = _trim(_trim({node: set(targets) for node, targets in edges.items()}))
    return [node for node in edges if node in remaining and _returns(node, remaining)]


def _trim(edges: dict[str, set[str]]) -> dict[str, set[str]]:
    """Take away nodes that nothing points to, over and over; return the rest reversed."""
    incoming: dict[str, set[str]] = {node: set() for node in edges}
    for node, targets in edges.items():
        for target in targets:
            incoming.setdefault(target, set()).add(node)
    free = [node for node, sources in incoming.items() if not sources]
    while free:
        node = free.pop()
        del incoming[node]
        for target in edges.get(node, ()):
            incoming[target].discard(node)
            if not incoming[target]:
                free.append(target)
    return incoming


def _returns(start: str, edges: Mapping[str, set[str]]) -> bool:
    seen: set[str] = set()
    todo = list(edges[start])
    while todo:
        node = todo.pop()
        if node == start:
            return True
        if node not in seen:
            seen.add(node)
            todo += edges.get(node, ())
    return False
