"""Several processes that do one build: each knows its share, the first collects the rest.

The processes are forks of the one that was started, so they share all that was read and
checked before, and need nothing but a number to know what is theirs.
"""

import json
import os
import select
import signal
import sys
from collections.abc import Sequence
from typing import Any, NoReturn, TypeVar

__all__ = ["Team", "TeamError", "available"]

_T = TypeVar("_T")


class TeamError(Exception):
    """Another process of the build ended without having done its share."""


def available() -> int:
    """How many processes can run at once here; 1 where processes cannot fork."""
    if not hasattr(os, "fork"):
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Team:
    """The processes of one build. The number 0 is the one that was started."""

    def __init__(self, size: int) -> None:
        """Fork until there are `size` processes; returns in each of them."""
        self.size = size
        self.number = 0
        self._lead = os.getpid()
        self._pipes: dict[int, int] = {}
        """Process to the file descriptor that its report comes through."""
        self._report = -1
        sys.stdout.flush()
        sys.stderr.flush()
        for number in range(1, size):
            reading, writing = os.pipe()
            process = os.fork()
            if process == 0:
                self.number = number
                os.close(reading)
                for other in self._pipes.values():
                    os.close(other)
                self._pipes = {}
                self._report = writing
                return
            os.close(writing)
            self._pipes[process] = reading

    @property
    def leads(self) -> bool:
        """Whether this is the process that was started."""
        return self.number == 0

    def share(self, items: Sequence[_T]) -> Sequence[_T]:
        """What of some items this process does: every n-th, since neighbours cost alike."""
        return items[self.number :: self.size]

    def stop_if_alone(self) -> None:
        """End a process whose leader was killed, before it writes into a later build."""
        if not self.leads and os.getppid() != self._lead:
            os._exit(1)

    def hand_in(self, report: Any) -> NoReturn:  # noqa: ANN401 - whatever JSON can hold
        """Give the leader what was found out, and end this process."""
        with os.fdopen(self._report, "wb") as pipe:
            pipe.write(json.dumps(report).encode())
        self.give_up(0)

    def give_up(self, status: int = 1) -> NoReturn:
        """End this process at once, without what the leader does at its end."""
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)

    def collect(self) -> list[Any]:
        """Wait for the others and return their reports; raise `TeamError` if one has failed."""
        chunks: dict[int, list[bytes]] = {pipe: [] for pipe in self._pipes.values()}
        waiting = set(chunks)
        while waiting:
            ready, _, _ = select.select(list(waiting), [], [])
            for pipe in ready:
                data = os.read(pipe, 1 << 20)
                chunks[pipe].append(data)
                if not data:
                    waiting.remove(pipe)
        failed = 0
        for process, pipe in self._pipes.items():
            os.close(pipe)
            _, status = os.waitpid(process, 0)
            failed += status != 0
        self._pipes = {}
        if failed:
            raise TeamError("A process of the build did not end well; see above")
        return [json.loads(b"".join(parts)) for parts in chunks.values()]

    def dismiss(self) -> None:
        """Stop the others, after a failure here."""
        for process, pipe in self._pipes.items():
            os.close(pipe)
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        self._pipes = {}
