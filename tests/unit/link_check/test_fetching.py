"""The connection goes to the host that was judged, and to no other, however it is asked for."""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from generator.link_check import fetching
from generator.link_check.fetching import FetchError, fetch, resolve
from generator.link_check.links import Answer, Manners, State, ask
from generator.link_check.web_address import IpAddress, WebAddress, is_public, parse_address

PEM = Path(__file__).parent / "certificate/pages.test.pem"
"""A certificate for pages.test that nobody vouches for, with its key."""
HOME, LOCAL = ipaddress.ip_address("127.0.0.1"), ipaddress.ip_address("127.0.0.2")


class Recording(BaseHTTPRequestHandler):
    """Notes what it is asked for, and leads on where `leads` says."""

    asked: ClassVar[list[tuple[str, str, str | None]]] = []
    leads: ClassVar[dict[str, list[str]]] = {}

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.asked.append((str(self.connection.getsockname()[0]), self.path, self.headers["Host"]))
        targets = self.leads.get(self.path, [])
        self.send_response(302 if targets else 200)
        for target in targets:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of a connection that ended; that is what is tested."""


@pytest.fixture
def port() -> Iterator[int]:
    """Serve on every address of this machine, 127.0.0.2 included; return the port."""
    Recording.asked.clear()
    Recording.leads.clear()
    with _Server(("0.0.0.0", 0), Recording) as running:  # noqa: S104 - so as to see who asks where
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield running.server_port
        running.shutdown()


Names = dict[str, list[str]]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> tuple[Names, list[str]]:
    """A resolver that knows names, each with its answers in turn; and what it was asked for."""
    known: Names = {}
    looked_up: list[str] = []

    def look_up(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        looked_up.append(host)
        if host not in known:
            raise socket.gaierror
        answers = known[host]
        ips = (answers.pop(0) if len(answers) > 1 else answers[0]).split()
        return [(0, 0, 0, "", (ip, port)) for ip in ips]

    monkeypatch.setattr("generator.link_check.fetching.socket.getaddrinfo", look_up)
    return known, looked_up


def home_is_public(ip: IpAddress) -> bool:
    """The judge of these tests: of this machine, 127.0.0.1 alone may be asked."""
    return ip == HOME


def asked_for(
    address: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Answer:
    monkeypatch.setattr(WebAddress, "has_public_port", True)
    (answer,) = ask([address], Manners(pause=0, patience=20, judge=home_is_public)).values()
    return answer


PRIVATE = "it is not on the public internet"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:{port}/private",
        "http://inside.test:{port}/private",
        "//127.0.0.2:{port}/private",
        "http://127.0.0.2:{port}\\@127.0.0.1:{port}/private",
        "http://127.0.0.1:{port}@127.0.0.2:{port}/private",
        "http://127.2:{port}/private",
        "http://0x7f.0.0.2:{port}/private",
        "http://2130706434:{port}/private",
        "http://[::ffff:127.0.0.2]:{port}/private",
        "http://127。0。0。2:{port}/private",
        "http://localhost:{port}/private",
        "\\\\127.0.0.2:{port}\\private",
        "http:\\\\127.0.0.2:{port}/private",
    ],
)
def test_no_redirect_leads_to_a_host_that_must_not_be_asked(
    target: str, port: int, names: tuple[Names, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    names[0].update({"inside.test": ["127.0.0.2"], "localhost": ["127.0.0.2"]})
    raw = target.format(port=port).encode().decode("latin-1")
    Recording.leads["/"] = [raw]
    answer = asked_for(f"http://127.0.0.1:{port}/", monkeypatch)
    assert answer.state is State.UNKNOWN
    assert [path for _, path, _ in Recording.asked] == ["/"]


def test_a_redirect_to_a_host_that_may_be_asked_is_followed(
    port: int, names: tuple[Names, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    names[0]["pages.test"] = ["127.0.0.1"]
    Recording.leads["/"] = [f"http://pages.test:{port}/there"]
    assert asked_for(f"http://127.0.0.1:{port}/", monkeypatch).state is State.GOOD
    assert Recording.asked[-1] == ("127.0.0.1", "/there", f"pages.test:{port}")


def test_a_name_that_resolves_otherwise_the_second_time_is_asked_where_it_was_judged(
    port: int, names: tuple[Names, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    known, looked_up = names
    known["rebinding.test"] = ["127.0.0.1", "127.0.0.2"]
    Recording.leads["/404"] = []
    assert asked_for(f"http://rebinding.test:{port}/", monkeypatch).state is State.GOOD
    assert looked_up == ["rebinding.test"]
    assert {host for host, _, _ in Recording.asked} == {"127.0.0.1"}


def test_each_hop_is_judged_anew(
    port: int, names: tuple[Names, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    known, _ = names
    known["rebinding.test"] = ["127.0.0.1", "127.0.0.2"]
    Recording.leads["/"] = ["/again"]
    assert asked_for(f"http://rebinding.test:{port}/", monkeypatch).reason == PRIVATE
    assert [path for _, path, _ in Recording.asked] == ["/"]


def test_a_name_of_which_one_address_is_private_is_not_asked(
    port: int, names: tuple[Names, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    names[0]["both.test"] = ["127.0.0.1 127.0.0.2"]
    assert asked_for(f"http://both.test:{port}/", monkeypatch).reason == PRIVATE
    assert not Recording.asked


def test_a_connection_that_ends_elsewhere_is_not_used(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket.socket, "getpeername", lambda _: ("127.0.0.2", port))
    with pytest.raises(FetchError, match="no connection"):
        fetch("HEAD", parse_address(f"http://127.0.0.1:{port}/"), (HOME,), 20)
    assert not Recording.asked


def test_the_environment_names_no_proxy(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.2:{port}")
    assert asked_for(f"http://127.0.0.1:{port}/", monkeypatch).state is State.GOOD
    assert Recording.asked == [("127.0.0.1", "/", f"127.0.0.1:{port}")]


def test_other_ports_than_those_of_pages_are_not_asked(names: tuple[Names, list[str]]) -> None:
    names[0]["pages.test"] = ["93.184.216.34"]
    manners = Manners(pause=0, patience=20)
    (answer,) = ask(["http://pages.test:25/"], manners).values()
    assert answer.reason == "it leads to port 25, which is not asked"


def test_two_places_to_be_led_to_are_none(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    Recording.leads["/"] = ["/a", "/b"]
    assert "more than one place" in asked_for(f"http://127.0.0.1:{port}/", monkeypatch).reason


@pytest.mark.parametrize("bad", ["http://a..b/", f"http://{'a' * 70}.example/", "http://[::1/"])
def test_an_address_that_is_none_is_in_the_report_and_keeps_no_other_from_it(
    bad: str, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WebAddress, "has_public_port", True)
    good = f"http://127.0.0.1:{port}/"
    told: list[str] = []
    answers = ask([bad, good], Manners(pause=0, patience=20, judge=home_is_public), told.append)
    assert answers[bad].reason == "it is not a valid address"
    assert answers[good].state is State.GOOD
    assert sorted(told) == sorted([bad, good])


def test_what_fails_at_one_address_fails_at_that_alone(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(ip: IpAddress) -> bool:
        if not Recording.asked:
            Recording.asked.append(("", "", None))
            raise ZeroDivisionError
        return ip == HOME

    monkeypatch.setattr(WebAddress, "has_public_port", True)
    addresses = [f"http://127.0.0.1:{port}/{name}" for name in "ab"]
    answers = ask(addresses, Manners(pause=0, patience=20, judge=judge))
    assert [answers[one].state for one in addresses] == [State.UNKNOWN, State.GOOD]
    assert "ZeroDivisionError" in answers[addresses[0]].reason


@pytest.fixture
def secure_port() -> Iterator[int]:
    """Serve by TLS as pages.test; return the port."""
    Recording.asked.clear()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    with _Server(("127.0.0.1", 0), Recording) as running:
        running.socket = context.wrap_socket(running.socket, server_side=True)
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield running.server_port
        running.shutdown()


@pytest.mark.parametrize(
    ("host", "trusted"), [("pages.test", str(PEM)), ("other.test", str(PEM)), ("pages.test", None)]
)
def test_a_certificate_is_verified_for_the_name_in_the_address(
    host: str, trusted: str | None, secure_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if trusted:
        context = ssl.create_default_context(cafile=trusted)
        monkeypatch.setattr(fetching, "_secure", lambda: context)
    address = parse_address(f"https://{host}:{secure_port}/")
    if trusted and host == "pages.test":
        assert fetch("HEAD", address, (HOME,), 20).status == 200
        assert Recording.asked == [("127.0.0.1", "/", f"{host}:{secure_port}")]
    else:
        with pytest.raises(FetchError, match="certificate"):
            fetch("HEAD", address, (HOME,), 20)
        assert not Recording.asked


def test_a_name_is_tried_at_its_next_address() -> None:
    with _Server(("127.0.0.2", 0), Recording) as running:  # and nobody at the first
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        address = parse_address(f"http://pages.test:{running.server_port}/")
        with pytest.raises(FetchError, match="no connection"):
            fetch("HEAD", address, (HOME,), 20)
        assert fetch("HEAD", address, (HOME, LOCAL), 20).status == 200
        running.shutdown()


def test_no_name_of_this_machine_is_public() -> None:
    with pytest.raises(FetchError, match="public"):
        resolve(parse_address("http://localhost/"), is_public)
