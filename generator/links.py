"""Asks the addresses of sources whether they still answer; never part of a build.

Politely: one request to a host at a time and a pause between two, headers alone where the server
lets us, and what answered well is not asked again for some days. No address is asked that leads
into a private network, so that a briefing cannot make a machine of ours ask another.
"""

import ipaddress
import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests

from generator.write import replace_file

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
    """Whether addresses in private networks are asked, too."""


def ask(
    addresses: Iterable[str],
    manners: Manners,
    told: Callable[[str], object] = lambda _: None,
) -> dict[str, Answer]:
    """Ask each address once; `told` hears each that is done. Takes http and https alone."""
    by_host: dict[str, list[str]] = {}
    for address in sorted(set(addresses)):
        by_host.setdefault(urlsplit(address).netloc, []).append(address)
    answers: dict[str, Answer] = {}
    waiting = [_Host(urls, manners, answers) for urls in by_host.values()]
    running: list[_Host] = []
    reported = 0
    while waiting or running:
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
                answer = _ask_one(address, self._manners)
                refused = answer.reason.startswith("429")
            if self.abandoned:
                return
            self._answers[address] = answer

    def is_stuck(self) -> bool:
        """Whether one address has taken more time than there is for it."""
        allowed = self._manners.patience + self._manners.pause
        return time.monotonic() - self._since > allowed

    def abandon(self) -> None:
        """Wait no longer; what was not answered is unknown."""
        self.abandoned = True
        reason = f"it did not answer within {self._manners.patience:g} seconds"
        for address in self._addresses:
            self._answers.setdefault(address, Answer(state=State.UNKNOWN, reason=reason))


def _ask_one(address: str, manners: Manners) -> Answer:
    here, moved, lasting = address, "", True
    seen = set()
    for _ in range(_HOPS + 1):
        if here in seen:
            return Answer(state=State.UNKNOWN, reason="it leads back to itself")
        seen.add(here)
        if not manners.may_be_private and not _is_public(here):
            return Answer(state=State.UNKNOWN, reason="it is not on the public internet")
        try:
            status, target = _request(here, manners)
        except requests.RequestException as error:
            return Answer(state=State.UNKNOWN, reason=_said(error))
        if target is None:
            return _judged(status, moved)
        here = urljoin(here, target)
        if urlsplit(here).scheme not in {"http", "https"}:
            return Answer(state=State.UNKNOWN, reason="it leads to something else than a page")
        lasting = lasting and status in _FOR_GOOD
        if lasting:
            moved = here
    return Answer(state=State.UNKNOWN, reason=f"it leads on more than {_HOPS} times")


def _judged(status: int, moved: str) -> Answer:
    if status in _TELLS_NOTHING or status >= 500:  # noqa: PLR2004 - errors of the server (RFC 9110)
        return Answer(state=State.UNKNOWN, reason=f"{status}")
    if status >= 400:  # noqa: PLR2004 - errors of the client (RFC 9110)
        return Answer(state=State.GONE, reason=f"{status}")
    return Answer(state=State.MOVED, reason=moved) if moved else Answer(state=State.GOOD)


def _request(address: str, manners: Manners) -> tuple[int, str | None]:
    """Status, and where it leads on to if it does; the page itself is not fetched."""
    for method in ("HEAD", "GET"):
        with requests.request(
            method,
            address,
            allow_redirects=False,
            stream=True,
            timeout=manners.patience / 2,
            auth=_nobody,  # or else a password for the host would be looked for in ~/.netrc
            headers={"User-Agent": "Mozilla/5.0 (compatible; briefing-links)", "Accept": "*/*"},
        ) as answer:
            if method == "HEAD" and answer.status_code >= 400:  # noqa: PLR2004 - some serve GET alone
                continue
            target = answer.headers.get("Location") if answer.is_redirect else None
            return answer.status_code, target
    raise AssertionError  # the loop ends by returning


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _is_public(address: str) -> bool:
    """Whether all that a host's name stands for is on the public internet."""
    host = urlsplit(address).hostname
    try:
        found = socket.getaddrinfo(host, None) if host else []
    except (OSError, UnicodeError):
        return True  # asking will say that there is no such host
    return all(
        ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global for entry in found
    )


def _said(error: requests.RequestException) -> str:
    kinds = (
        (requests.exceptions.SSLError, "its certificate is not valid"),
        (requests.exceptions.Timeout, "it did not answer in time"),
        (requests.exceptions.ConnectionError, "there is no connection to it"),
        (requests.exceptions.InvalidURL, "it is not a valid address"),
    )
    return next((said for kind, said in kinds if isinstance(error, kind)), "its answer is no HTTP")


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
