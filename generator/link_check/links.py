"""Asks the addresses of sources whether they still answer; never part of a build.

Politely: one request to a host at a time and a pause between two, headers alone where the server
lets us, and what answered well is not asked again for some days. No host is asked that is not on
the public internet, at first or after a redirect, so that a briefing cannot make a machine of ours
ask another.
"""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from generator.link_check.fetching import FetchError, Reply, fetch, resolve
from generator.link_check.web_address import (
    AddressError,
    IpAddress,
    WebAddress,
    is_public,
    join,
    parse_address,
)
from generator.runtime.files import replace_file

__all__ = ["Answer", "Manners", "State", "ask", "load_answers", "save_answers"]

_HOPS = 5
"""Redirects that are followed."""
_TELLS_NOTHING = frozenset({401, 403, 405, 406, 429, 451, 503, 999})
"""Answers by which servers keep programs away; a reader may well see the page."""
_FOR_GOOD = frozenset({301, 308})
_AT_ONCE = 8
"""Hosts that are asked at the same time."""


class State(StrEnum):
    """What is known of an address."""

    GOOD = "good"
    MOVED = "moved"
    GONE = "gone"
    UNKNOWN = "unknown"
    """It did not answer, or in a way that tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of asking."""

    state: State
    reason: str = ""
    """Why, or where to: one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How it is asked."""

    pause: float = 1.0
    """Seconds between two requests to one host."""
    patience: float = 30.0
    """Seconds after which an address counts as unknown."""
    may_be_private: bool = False
    """Whether hosts in private networks are asked, too, and any port."""
    judge: Callable[[IpAddress], bool] = is_public
    """Which hosts may be asked otherwise."""


def ask(
    addresses: Iterable[str],
    manners: Manners,
    told: Callable[[str], object] = lambda _: None,
) -> dict[str, Answer]:
    """Ask each address once; `told` hears each that is done.

    Every address has an answer: of one that is not asked it says why.
    """
    by_host: dict[str, list[str]] = {}
    answers: dict[str, Answer] = {}
    for address in sorted(set(addresses)):
        try:
            by_host.setdefault(parse_address(address).authority, []).append(address)
        except AddressError as error:
            answers[address] = Answer(state=State.UNKNOWN, reason=str(error))
    waiting = [_Host(urls, manners, answers) for urls in by_host.values()]
    running: list[_Host] = []
    reported = 0
    while waiting or running or reported < len(answers):
        while waiting and len(running) < _AT_ONCE:
            running.append(waiting.pop(0))
            running[-1].start()
        time.sleep(0.02)
        for host in list(running):
            if host.is_stuck():
                host.abandon()
            if host.abandoned or not host.thread.is_alive():
                running.remove(host)
        done = list(answers)
        for address in done[reported:]:
            told(address)
        reported = len(done)
    return answers


class _Host:
    """The addresses of one host, asked one after the other in a thread of their own."""

    def __init__(self, addresses: list[str], manners: Manners, answers: dict[str, Answer]) -> None:
        self.abandoned = False
        self._addresses = addresses
        self._manners = manners
        self._answers = answers
        self._since = 0.0
        self._connection: socket.socket | None = None
        # A server can drip its answer for ever; nobody waits for a daemon.
        self.thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin to ask; from now on there is a limit to it."""
        self._since = time.monotonic()
        self.thread.start()

    def _run(self) -> None:
        refused = False
        for number, address in enumerate(self._addresses):
            if number:
                time.sleep(self._manners.pause)
            self._since = time.monotonic()
            if refused:
                answer = Answer(state=State.UNKNOWN, reason="the server asks for fewer requests")
            else:
                answer = self._ask(address)
                refused = answer.reason.startswith("429")
            if self.abandoned:
                return
            self._answers[address] = answer

    def _ask(self, address: str) -> Answer:
        try:
            return _ask_one(parse_address(address), self._manners, self._opened)
        except (AddressError, FetchError) as error:
            return Answer(state=State.UNKNOWN, reason=str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are still asked
            return Answer(state=State.UNKNOWN, reason=f"asking it failed ({type(error).__name__})")

    def _opened(self, connection: socket.socket) -> None:
        self._connection = connection

    def is_stuck(self) -> bool:
        """Whether one address has taken more time than there is for it."""
        allowed = self._manners.patience + self._manners.pause
        return time.monotonic() - self._since > allowed

    def abandon(self) -> None:
        """Wait no longer; what was not answered is unknown."""
        self.abandoned = True
        if self._connection is not None:
            with contextlib.suppress(OSError):  # it may have ended by itself
                self._connection.shutdown(socket.SHUT_RDWR)
        reason = f"it did not answer within {self._manners.patience:g} seconds"
        for address in self._addresses:
            self._answers.setdefault(address, Answer(state=State.UNKNOWN, reason=reason))


def _ask_one(
    address: WebAddress, manners: Manners, opened: Callable[[socket.socket], None]
) -> Answer:
    """Ask, and follow where it leads. Raises `AddressError`, `FetchError`."""
    here, moved, lasting = address, "", True
    seen = set()
    for _ in range(_HOPS + 1):
        if here in seen:
            return Answer(state=State.UNKNOWN, reason="it leads back to itself")
        seen.add(here)
        reply = _request(here, manners, opened)
        if reply.location is None:
            return _judged(reply.status, moved)
        here = join(here, reply.location)
        lasting = lasting and reply.status in _FOR_GOOD
        if lasting:
            moved = str(here)
    return Answer(state=State.UNKNOWN, reason=f"it leads on more than {_HOPS} times")


def _judged(status: int, moved: str) -> Answer:
    if status in _TELLS_NOTHING or status >= 500:  # noqa: PLR2004 - errors of the server (RFC 9110)
        return Answer(state=State.UNKNOWN, reason=f"{status}")
    if status >= 400:  # noqa: PLR2004 - errors of the client (RFC 9110)
        return Answer(state=State.GONE, reason=f"{status}")
    return Answer(state=State.MOVED, reason=moved) if moved else Answer(state=State.GOOD)


def _request(
    address: WebAddress, manners: Manners, opened: Callable[[socket.socket], None]
) -> Reply:
    """The head of the answer; by HEAD, or by GET where a server does not take that."""
    ips = resolve(address, lambda ip: manners.may_be_private or manners.judge(ip))
    if not manners.may_be_private and not address.has_public_port:
        raise FetchError(f"it leads to port {address.port}, which is not asked")
    reply = fetch("HEAD", address, ips, manners.patience / 2, opened)
    if reply.status >= 400:  # noqa: PLR2004 - errors (RFC 9110); some serve GET alone
        reply = fetch("GET", address, ips, manners.patience / 2, opened)
    return reply


def load_answers(file: Path, today: date, days: int) -> set[str]:
    """Addresses that answered well not longer than `days` ago."""
    try:
        kept = json.loads(file.read_bytes())
        oldest = (today - timedelta(days=days)).isoformat()
        return {
            address
            for address, day in kept.items()
            if isinstance(day, str) and oldest <= day <= today.isoformat()
        }
    except (OSError, ValueError, AttributeError):
        return set()


def save_answers(file: Path, today: date, asked: Mapping[str, Answer]) -> None:
    """Keep the days on which addresses answered well. Raises `OSError`."""
    try:
        known = json.loads(file.read_bytes())
    except (OSError, ValueError):
        known = {}
    days = known if isinstance(known, dict) else {}
    days |= {a: today.isoformat() for a, answer in asked.items() if answer.state is State.GOOD}
    replace_file(file, (json.dumps(days, indent=0, sort_keys=True) + "\n").encode())
