"""Says on a terminal how far long work has come; silent in a log and for short work."""

import sys
import time
from collections.abc import Iterable, Iterator, Sized
from typing import Protocol, TextIO, TypeVar

from generator.core.visible import unguarded

__all__ = ["Progress", "Silent", "Terminal"]

_T = TypeVar("_T")
PATIENCE = 1.0
"""Seconds of work before anything is shown."""
PAUSE = 0.1
"""Seconds between two updates."""


class Progress(Protocol):
    """Is told of each step."""

    def over(self, items: Iterable[_T], what: str) -> Iterator[_T]:
        """Hand the items on and count them."""
        ...


class Silent:
    """Shows nothing."""

    def over(self, items: Iterable[_T], what: str) -> Iterator[_T]:  # noqa: ARG002 - as the protocol
        """Hand the items on."""
        return iter(items)


class Terminal:
    """Keeps one line at the bottom of a terminal up to date, and takes it away at the end."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = unguarded(stream or sys.stderr)
        self._begun = time.monotonic()
        self._shown = 0.0

    def over(self, items: Iterable[_T], what: str) -> Iterator[_T]:
        """Hand the items on, showing how many of them are done."""
        if not self._stream.isatty():
            yield from items
            return
        total = f" of {len(items):,}" if isinstance(items, Sized) else ""
        drawn = False
        for number, item in enumerate(items, start=1):
            now = time.monotonic()
            if now - self._begun > PATIENCE and now - self._shown > PAUSE:
                self._shown, drawn = now, True
                self._stream.write(f"\r{what}: {number:,}{total}\x1b[K")
                self._stream.flush()
            yield item
        if drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
