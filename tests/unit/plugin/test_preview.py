"""A preview answers whatever is wrong with the files, and says what that is."""

import logging
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from selectolax.lexbor import LexborHTMLParser

from generator.core.diagnostics import Collector, Span
from generator.plugin.preview import PLACEHOLDER, Preview, RefusedError, check_address, overlay

HOSTILE = '</section><script>alert(1)</script>"\x1b[31m\u202e'


def refused(root: Path, message: str = "There is no country Nowhereland") -> RefusedError:
    found = Collector()
    span = Span(path="briefings/a.yml", line=2, column=12, end_line=2, end_column=23)
    found.report("unknown-reference", message, span)
    return RefusedError("1 error", tuple(found), root)


def served(
    path: str, answers: dict[str, bytes], preview: Preview
) -> tuple[str, dict[str, str], str]:
    def inner(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = answers.get(environ["PATH_INFO"])
        kind = "text/css" if path.endswith(".css") else "text/html"
        content = b"Not here" if body is None else body
        size = ("Content-Length", str(len(content)))
        start_response("404 No" if body is None else "200 OK", [("Content-Type", kind), size])
        return [content]

    kept: list[Any] = []

    def start(*said: object) -> Callable[[bytes], None]:
        kept.extend(said)
        return lambda _: None

    body = preview.app(inner)({"PATH_INFO": path}, start)
    content = b"".join(body)
    headers = dict(kept[1])
    assert headers["Content-Length"] == str(len(content))
    return kept[0], headers, content.decode()


def failing(error: BaseException) -> Callable[[], None]:
    def build() -> None:
        raise error

    return build


def test_pages_tell_what_is_wrong_until_it_is_mended(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings/a.yml").write_text("title: A\ncountries: [Nowhereland]\n", "utf-8")
    pages = {"/": b"<p>A page</p>", "/a.css": b"p {}"}
    preview = Preview(tmp_path)
    preview.guarded(lambda: None)()
    assert served("/", pages, preview)[2] == "<p>A page</p>"

    preview.guarded(failing(refused(tmp_path)))()
    status, _, page = served("/", pages, preview)
    assert status == "200 OK"
    assert page.startswith("<p>A page</p>")
    told = LexborHTMLParser(page).css_first("#briefing-preview")
    assert told is not None
    text = told.text()
    for said in (
        "briefings/a.yml:2:12",
        "error[unknown-reference]",
        "There is no country Nowhereland",
        "2 | countries: [Nowhereland]",
        "^^^^^^^^^^^",
        "Correct the spelling",
    ):
        assert said in text
    assert served("/a.css", pages, preview)[2] == "p {}"
    assert "Nowhereland" in served("/none/", pages, preview)[2]

    preview.guarded(lambda: None)()
    assert served("/", pages, preview)[2] == "<p>A page</p>"


def test_a_first_build_that_fails_shows_the_mistake_at_every_address(tmp_path: Path) -> None:
    preview = Preview(tmp_path, "/desk/")
    preview.guarded(failing(refused(tmp_path)))()
    pages = {f"/desk/{PLACEHOLDER}": (tmp_path / PLACEHOLDER).read_bytes()}
    status, _, page = served("/desk/briefings/a/", pages, preview)
    assert status == "200 OK"
    assert "There is no preview yet" in page
    assert "Nowhereland" in page
    assert "Nowhereland" not in served("/livereload/1/2", {"/livereload/1/2": b"1"}, preview)[1]


def test_what_mkdocs_warned_of_and_what_it_fell_over_is_told(tmp_path: Path) -> None:
    preview = Preview(tmp_path)

    def warn() -> None:
        logging.getLogger("mkdocs.structure").warning("about.md links to %s", "<nowhere>")
        raise Abort("Aborted with 1 warnings in strict mode!")

    preview.guarded(warn)()
    page = served("/x/", {}, preview)[2]
    assert "about.md links to &lt;nowhere&gt;" in page
    assert "strict mode" in page
    preview.guarded(failing(KeyError("theme")))()
    page = served("/x/", {}, preview)[2]
    assert "KeyError: &#x27;theme&#x27;" in page
    assert "nowhere" not in page
    with pytest.raises(KeyboardInterrupt):
        preview.guarded(failing(KeyboardInterrupt()))()


def test_a_hostile_text_is_a_text(tmp_path: Path) -> None:
    error = refused(tmp_path, HOSTILE)
    harmless = overlay(refused(tmp_path, "plain").found, tmp_path, ["plain"]).decode()
    page = overlay(error.found, tmp_path, [HOSTILE]).decode()
    for css in ("script", "section", "style", "details"):
        assert len(LexborHTMLParser(page).css(css)) == len(LexborHTMLParser(harmless).css(css))
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_many_problems_are_told_briefly(tmp_path: Path) -> None:
    found = refused(tmp_path).found * 70
    page = overlay(found, tmp_path).decode()
    assert page.count("Nowhereland") == 50
    assert "And 20 more" in page


def test_a_busy_port_names_one_that_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Abort, match="another preview") as caught:
            check_address("127.0.0.1", port)
    free = int(str(caught.value).rpartition(":")[2])
    assert free > port
    check_address("127.0.0.1", free)
    with pytest.raises(Abort, match="hint: Name one of this machine"):
        check_address("no such host", 8000)
    with pytest.raises(Abort, match="hint: Name one of this machine"):
        check_address("127.0.0.1", 1_000_000)
