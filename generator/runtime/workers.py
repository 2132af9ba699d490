"""Several processes that do one piece of work: each knows its share, the first leads.

The processes are forks of the one that was started, so they share all that was read and
checked before, and need nothing but a number to know what is theirs.
"""

import gc
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, NoReturn, Self, TypeVar

__all__ = ["WorkerError", "Workers", "available", "can_fork"]

_T = TypeVar("_T")


class WorkerError(Exception):
    """Another process ended without having done its share."""


def can_fork() -> bool:
    """Whether a process can be split in two here; it cannot on Windows."""
    return hasattr(os, "fork")


def available() -> int:
    """How many processes can run at once here; 1 where processes cannot fork."""
    if not can_fork():
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """The processes of one piece of work. The number 0 is the one that was started.

    What they tell each other is whatever pickle can hold.
    """

    def __init__(self, size: int) -> None:
        """Prepare for `size` processes, or for one where processes cannot fork; see `fork`."""
        self.size = size if can_fork() else 1
        self.number = 0
        self._lead = os.getpid()
        self._others: dict[int, Connection] = {}
        """What the leader speaks to each of the others through, by process."""
        self._leader: Connection | None = None
        """What the others speak to the leader through."""

    def fork(self) -> None:
        """Split this process until there are as many as wanted; returns in each of them."""
        if self.size == 1:
            return
        sys.stdout.flush()
        sys.stderr.flush()
        gc.freeze()  # looking through what they share would copy it for each of them
        for number in range(1, self.size):
            here, there = Pipe()
            process = os.fork()
            if process == 0:
                self.number = number
                here.close()
                for other in self._others.values():
                    other.close()
                self._others = {}
                self._leader = there
                return
            there.close()
            self._others[process] = here

    def __enter__(self) -> Self:
        """Begin work of forked processes, after which none of the others is left."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        """End the others after a failure of the leader; end one of them after its own."""
        if kind is not None and self.leads:
            self.dismiss()
        elif kind is KeyboardInterrupt:
            self.give_up()  # the leader was interrupted as well, and says so
        elif kind is not None:
            traceback.print_exception(kind, *rest)  # type: ignore[call-overload]  # as Python hands it over
            self.give_up()

    @property
    def leads(self) -> bool:
        """Whether this is the process that was started."""
        return self.number == 0

    def share(self, items: Sequence[_T]) -> Sequence[_T]:
        """What of some items this process does: every n-th, since neighbours cost alike."""
        return items[self.number :: self.size]

    def share_of_others(self, items: Sequence[_T]) -> Sequence[_T]:
        """What of some items this process does if the leader does none, unless it is alone.

        What a process has needed once it keeps until it ends, and the leader goes on.
        """
        if self.size == 1:
            return items
        return items[self.number - 1 :: self.size - 1] if not self.leads else items[:0]

    def stop_if_alone(self) -> None:
        """End a process whose leader was killed, before it writes into a later build."""
        if not self.leads and os.getppid() != self._lead:
            os._exit(1)

    def gather(self, mine: _T) -> list[_T]:
        """Bring together what each process has, in the order of their numbers, in all of them.

        Raises `WorkerError` in the leader if one of the others has failed; where the leader has,
        the others end.
        """
        if self._leader is not None:
            try:
                self._leader.send(mine)
                everything: list[_T] = self._leader.recv()
            except (EOFError, OSError):
                self.give_up()
            return everything
        everything = [mine]
        for other in self._others.values():
            everything.append(self._hear(other))
        for other in self._others.values():
            self._tell(other, everything)
        return everything

    def finish(self, mine: list[_T]) -> list[_T]:
        """Bring together in the leader what all have, end the others; may raise `WorkerError`."""
        if not self.leads:
            self.hand_in(mine)
        return [*mine, *(one for theirs in self.collect() for one in theirs)]

    def hand_in(self, report: object) -> NoReturn:
        """Give the leader what was found out, and end this process."""
        if self._leader is not None:
            self._leader.send(report)
            self._leader.close()
        self.give_up(0)

    def give_up(self, status: int = 1) -> NoReturn:
        """End this process at once, without what the leader does at its end."""
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)

    def collect(self) -> list[Any]:
        """Wait for the others and return their reports; raise `WorkerError` if one has failed."""
        reports = [self._hear(other) for other in self._others.values()]
        failed = 0
        for process, other in self._others.items():
            other.close()
            _, status = os.waitpid(process, 0)
            failed += status != 0
        self._others = {}
        if failed:
            raise WorkerError(_FAILED)
        return reports

    def _hear(self, other: Connection) -> Any:  # noqa: ANN401 - whatever was sent
        try:
            return other.recv()
        except (EOFError, OSError) as error:
            self.dismiss()
            raise WorkerError(_FAILED) from error

    def _tell(self, other: Connection, what: object) -> None:
        try:
            other.send(what)
        except OSError as error:
            self.dismiss()
            raise WorkerError(_FAILED) from error

    def dismiss(self) -> None:
        """Stop the others, after a failure here or in one of them."""
        for process, other in self._others.items():
            other.close()
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        self._others = {}


_FAILED = "A process of the build did not end well; see above"
