"""`briefing links` against a server that misbehaves."""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import pytest

from generator.link_check import links as links_module
from generator.link_check.links import Manners, State, ask
from tests.site.projects import BRIEFING, run, write_site


class Misbehaving(BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    seen: ClassVar[Counter[tuple[str, str]]] = Counter()
    times: ClassVar[list[float]] = []

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:  # noqa: C901, PLR0912 - one branch a way to misbehave
        self.seen[self.command, self.path] += 1
        self.times.append(time.monotonic())
        _, kind, *rest = self.path.split("/")
        if kind == "hang":
            time.sleep(4)
        elif kind == "drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(80):
                self.wfile.write(b"X: y\r\n")
                self.wfile.flush()
                time.sleep(0.1)
        elif kind == "rubbish":
            self.wfile.write(b"\x00\xff rubbish\r\n\r\n")
        elif kind == "close":
            self.close_connection = True
        elif kind == "loop":
            self.lead_to(302, "/loop/again" if rest == ["here"] else "/loop/here")
        elif kind == "chain":
            self.lead_to(302, f"/chain/{int(rest[0]) + 1}")
        elif kind == "moved":
            self.lead_to(301, "/200")
        elif kind == "first-for-good":
            self.lead_to(301, "/then-for-now")
        elif kind == "then-for-now":
            self.lead_to(302, "/moved")
        elif kind == "moved-to-404":
            self.lead_to(301, "/404")
        elif kind == "elsewhere":
            self.lead_to(302, "file:///etc/passwd")
        elif kind == "get-only":
            self.plain(405 if self.command == "HEAD" else 200)
        elif kind == "huge":
            self.send_response(200)
            self.send_header("Content-Length", str(10**12))
            self.end_headers()
        else:
            self.plain(int(kind))

    def lead_to(self, status: int, target: str) -> None:
        self.send_response(status)
        self.send_header("Location", target)
        self.end_headers()

    def plain(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def server() -> Iterator[str]:
    Misbehaving.seen.clear()
    Misbehaving.times.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


MANNERS = Manners(pause=0, patience=4, may_be_private=True)


@pytest.mark.parametrize(
    ("path", "state", "reason"),
    [
        ("/200", State.GOOD, ""),
        ("/404", State.GONE, "404"),
        ("/410", State.GONE, "410"),
        ("/400", State.GONE, "400"),
        ("/403", State.UNKNOWN, "403"),
        ("/429", State.UNKNOWN, "429"),
        ("/500", State.UNKNOWN, "500"),
        ("/get-only", State.GOOD, ""),
        ("/huge", State.GOOD, ""),
        ("/moved", State.MOVED, "/200"),
        ("/then-for-now", State.GOOD, ""),
        ("/first-for-good", State.MOVED, "/then-for-now"),
        ("/moved-to-404", State.GONE, "404"),
        ("/loop/here", State.UNKNOWN, "itself"),
        ("/chain/0", State.UNKNOWN, "more than 5"),
        ("/elsewhere", State.UNKNOWN, "something else"),
        ("/hang", State.UNKNOWN, "in time"),
        ("/drip", State.UNKNOWN, "within 4 seconds"),
        ("/rubbish", State.UNKNOWN, ""),
        ("/close", State.UNKNOWN, "no connection"),
    ],
)
def test_every_way_to_answer_is_told_apart(
    path: str, state: State, reason: str, server: str
) -> None:
    begun = time.monotonic()
    (answer,) = ask([server + path], MANNERS).values()
    assert answer.state is state
    assert reason in answer.reason
    assert time.monotonic() - begun < 20


def test_what_hangs_keeps_no_other_host_waiting(server: str) -> None:
    other = server.replace("127.0.0.1", "localhost")
    answers = ask([f"{server}/drip", f"{server}/200", f"{other}/200"], MANNERS)
    assert {a.removeprefix("http://").partition(":")[0]: s.state for a, s in answers.items()}[
        "localhost"
    ] is State.GOOD
    assert answers[f"{server}/drip"].state is State.UNKNOWN


def test_a_host_that_waits_for_its_turn_is_not_stuck(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.link_check.links._AT_ONCE", 1)
    run_at_once = links_module._Host._run  # noqa: SLF001 - stands for a machine that is busy

    def run_late(host: links_module._Host) -> None:
        time.sleep(0.3)
        run_at_once(host)

    monkeypatch.setattr("generator.link_check.links._Host._run", run_late)
    other = server.replace("127.0.0.1", "localhost")
    manners = Manners(pause=0, patience=1, may_be_private=True)
    answers = ask([f"{server}/drip", f"{other}/200"], manners)
    assert answers[f"{other}/200"].state is State.GOOD


def test_one_host_is_asked_slowly_and_left_alone_when_it_asks_for_that(server: str) -> None:
    manners = Manners(pause=0.3, patience=5, may_be_private=True)
    ask([f"{server}/200", f"{server}/200/b", f"{server}/200/c"], manners)
    gaps = [after - before for before, after in pairwise(Misbehaving.times)]
    assert min(gaps) > 0.25
    answers = ask([f"{server}/200", f"{server}/429/a", f"{server}/429/b"], MANNERS)
    assert "fewer requests" in answers[f"{server}/429/b"].reason
    assert ("GET", "/429/b") not in Misbehaving.seen


def test_nothing_in_a_private_network_is_asked(server: str) -> None:
    private = [f"{server}/200", "http://169.254.169.254/latest", "http://[::1]/"]
    answers = ask(private, Manners(pause=0, patience=1))
    assert {answer.reason for answer in answers.values()} == {"it is not on the public internet"}
    assert not Misbehaving.seen


def test_no_host_of_that_name_is_said() -> None:
    (answer,) = ask(["https://nowhere.invalid/"], Manners(pause=0, patience=5)).values()
    assert answer.state is State.UNKNOWN


@pytest.fixture
def site(tmp_path: Path, server: str) -> Path:
    sources = "".join(
        f"  - {{id: s{n}, title: t, url: '{server}/{kind}'}}\n"
        for n, kind in enumerate(("200", "404", "moved", "500"))
    )
    draft = f"  - {{id: d, title: t, url: '{server}/404/draft'}}\n"
    head, _, tail = BRIEFING.partition("  - {id: report, title: News report}\n")
    files = {
        "briefings/2024/2024-11-27-small.yml": head + sources + tail.replace("[^report]", ""),
        "briefings/2024/2024-11-28-draft.yml": head
        + draft
        + tail.replace("[^report]", "")
        + "status: draft\n",
    }
    return write_site(tmp_path, files)


def links(site: Path, *more: str) -> tuple[int, str, str]:
    done = run(site, "briefing", "links", "--private", "--pause", "0", *more)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def test_problems_stand_on_the_lines_of_their_sources(site: Path) -> None:
    status, said, counted = links(site)
    assert status == 1
    lines = [line.partition(" ")[2].split("]")[0] for line in said.splitlines() if "[" in line[:80]]
    assert [line for line in lines if line.endswith("-address")] == [
        "error[dead-address",
        "warning[moved-address",
        "warning[unknown-address",
    ]
    assert "2024-11-27-small.yml:7:" in said
    assert "4 addresses (4 asked, 0 known): 1 error, 2 warnings" in counted
    found = json.loads(links(site, "--format", "json")[1])
    assert [(one["code"], one["line"]) for one in found] == [
        ("dead-address", 7),
        ("moved-address", 8),
        ("unknown-address", 9),
    ]


def test_a_draft_is_not_asked_for(site: Path) -> None:
    links(site)
    assert ("HEAD", "/404/draft") not in Misbehaving.seen


def test_what_answered_is_not_asked_again_for_some_days(site: Path) -> None:
    links(site)
    again = links(site)[2]
    assert Misbehaving.seen["HEAD", "/200"] == 3  # once by itself, twice as where /moved leads
    assert "3 asked, 1 known" in again
    links(site, "--max-age", "0")
    kept = site / ".briefing-cache/links.json"
    days = json.loads(kept.read_text("utf-8"))
    kept.write_text(json.dumps(dict.fromkeys(days, "2001-01-01")), "utf-8")
    assert "4 asked, 0 known" in links(site)[2]


@pytest.mark.parametrize("content", ["[1]", "{", '{"x": 1}', ""])
def test_a_spoilt_memory_is_forgotten(content: str, site: Path) -> None:
    assert "4 asked, 0 known" in links(site)[2]
    (site / ".briefing-cache/links.json").write_text(content, "utf-8")
    assert "4 asked, 0 known" in links(site)[2]
