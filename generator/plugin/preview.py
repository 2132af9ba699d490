"""What a preview does when the files cannot be built: the last good pages answer, with a word.

MkDocs lets every request wait until a build succeeds. Here a build that fails ends like one that
does not: browsers reload what was there before, and each page tells what is wrong. It is told
around MkDocs' server and never written to a file, so that no page of a site can hold it.
"""

import errno
import logging
import socket
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from mkdocs.exceptions import Abort

from generator.core.diagnostics import Diagnostic
from generator.core.report import quoted
from generator.core.visible import visible
from generator.input.mkdocs_file import ConfigurationError
from generator.plugin.platform import log, logger_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from mkdocs.livereload import LiveReloadServer

__all__ = ["Preview", "RefusedError", "check_address"]

PLACEHOLDER = ".briefing-preview.html"
"""The page that answers for all others as long as there is none; MkDocs takes no such name."""
_WAITING = (
    "<!doctype html>\n<html lang=en>\n<head><meta charset=utf-8><title>Preview</title></head>\n"
    "<body>\n<h1>There is no preview yet</h1>\n"
    "<p>This page becomes the preview once what is wrong below is mended and saved.</p>\n"
    "</body>\n</html>\n"
)
_TOLD = 50
"""Problems that a page tells; the terminal has all."""
_PORTS_TRIED = 50

_Header: TypeAlias = tuple[str, str]


class RefusedError(Abort):
    """Nothing is built, because of what is known to be wrong and where."""

    def __init__(self, message: str, found: Sequence[Diagnostic], root: Path) -> None:
        super().__init__(message)
        self.found = tuple(found)
        self.root = root


class Preview:
    """One running preview."""

    def __init__(self, site: Path, mount: str = "/") -> None:
        self._site = site
        self._placeholder = f"/{mount.strip('/')}/{PLACEHOLDER}".replace("//", "/")
        self._overlay = b""
        """What is wrong, as HTML; empty if nothing is."""
        self._has_pages = False

    def attach(self, server: "LiveReloadServer") -> None:
        """Let a server go on when a build fails, and tell on each page why."""
        server.builder = self.guarded(server.builder)
        self.wrap(server)

    def wrap(self, server: "LiveReloadServer") -> None:
        """Let a server tell on each page what is wrong."""
        server.set_app(self.app(cast("WSGIApplication", server.get_app())))

    def guarded(self, builder: Callable[[], None]) -> Callable[[], None]:
        """The same builder, that keeps what is wrong in place of falling over it."""

        def build() -> None:
            heard = _Heard()
            logger_of().addHandler(heard)
            try:
                builder()
            except (Exception, SystemExit) as error:  # noqa: BLE001 - MkDocs and other plugins raise what they like
                self._keep(error, heard.lines)
            else:
                self._overlay, self._has_pages = b"", True
            finally:
                logger_of().removeHandler(heard)

        return build

    def has_pages(self) -> None:
        """Say that a build has ended well already."""
        self._has_pages = True

    def _keep(self, error: BaseException, lines: Sequence[str]) -> None:
        if not self._has_pages:
            (self._site / PLACEHOLDER).write_text(_WAITING, "utf-8")
        found: Sequence[Diagnostic] = ()
        if isinstance(error, RefusedError | ConfigurationError):
            self._overlay = overlay(error.found, error.root)
            found = error.found
        if not found:
            self._overlay = overlay((), self._site, [*lines, _said(error)])
        shown = "The last good pages stay" if self._has_pages else "No page is shown"
        log.error("%s; %s in the preview until this is mended", visible(_said(error)), shown)

    def app(self, inner: "WSGIApplication") -> "WSGIApplication":
        """An application that answers as another, and adds what is wrong to pages."""

        def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            told = self._overlay
            if not told:
                return inner(environ, start_response)
            if not (self._has_pages or environ["PATH_INFO"].startswith("/livereload/")):
                environ = {**environ, "PATH_INFO": self._placeholder}
            kept: list[Any] = []

            def keep(status: str, headers: list[_Header], *more: Any) -> Any:  # noqa: ANN401 - as WSGI has it
                kept[:] = [status, headers, *more]
                return lambda _: None

            body = inner(environ, keep)
            status, headers, *more = kept
            if not _is_page(headers):
                start_response(status, headers, *more)
                return body
            content = b"".join(body) + told
            if callable(close := getattr(body, "close", None)):
                close()
            headers = [one for one in headers if one[0].lower() != "content-length"]
            start_response(status, [*headers, ("Content-Length", str(len(content)))], *more)
            return [content]

        return answer


def _is_page(headers: Iterable[_Header]) -> bool:
    return any(
        name.lower() == "content-type" and value.startswith("text/html") for name, value in headers
    )


def _said(error: BaseException) -> str:
    """What an error says, in one line; the kind of one that is nobody's message."""
    text = " ".join(str(error).split())
    if isinstance(error, Abort | ConfigurationError | OSError):
        return text
    return f"{type(error).__name__}: {text}"


class _Heard(logging.Handler):
    """What MkDocs has warned of during a build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the first few."""
        if len(self.lines) < _TOLD and "'dirty' build" not in str(record.msg):
            self.lines.append(record.getMessage())


def overlay(found: Sequence[Diagnostic], root: Path, lines: Sequence[str] = ()) -> bytes:
    """What is wrong, as HTML to stand after a page: each problem with its place and its cure.

    Texts of files are text in it and nothing else. It folds and unfolds without a script; the
    script lets Escape fold it.
    """
    items = [_item(one, root) for one in found[:_TOLD]]
    items += [f"<li><p>{_shown(line)}</p></li>" for line in lines]
    more = len(found) - _TOLD
    if more > 0:
        items.append(f"<li><p>And {more:,} more; the terminal has all of them.</p></li>")
    return f"{_BEFORE}<ol>{''.join(items)}</ol>{_AFTER}".encode()


def _item(one: Diagnostic, root: Path) -> str:
    place = f"{one.span.path}:{one.span.line}:{one.span.column}"
    lines = "\n".join(quoted(one, root))
    quote = f"<pre>{escape(lines)}</pre>" if lines else ""
    return (
        f"<li><p><code>{_shown(place)}</code> {one.severity.value}[{_shown(one.code)}]</p>"
        f"<p><strong>{_shown(one.message)}</strong></p>{quote}<p>{_shown(one.hint)}</p></li>"
    )


def _shown(text: str) -> str:
    return escape(visible(text))


_BEFORE = """
<section id="briefing-preview" role="alert" aria-label="What is wrong">
<style>
#briefing-preview {all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647;
  max-height: 60vh; overflow: auto; box-sizing: border-box; padding: 0.8rem 1.2rem;
  border-top: 4px solid #b3261e; background: #fff; color: #1b1b1b;
  font: 16px/1.5 system-ui, sans-serif}
#briefing-preview summary {cursor: pointer; font-weight: bold}
#briefing-preview summary:focus-visible {outline: 3px solid #1a56c4; outline-offset: 2px}
#briefing-preview ol {margin: 0.6rem 0; padding-left: 1.6rem}
#briefing-preview li {margin: 0 0 0.8rem}
#briefing-preview p {margin: 0.2rem 0; overflow-wrap: anywhere}
#briefing-preview pre {margin: 0.2rem 0; padding: 0.4rem; overflow: auto; background: #f2f2f2}
#briefing-preview code, #briefing-preview pre {font: 14px/1.4 monospace; color: #1b1b1b}
</style>
<details open>
<summary>The files cannot be built as they are. This goes once it is mended and saved.</summary>
"""
_AFTER = """
</details>
</section>
<script>
document.addEventListener("keydown", function (event) {
  var told = document.querySelector("#briefing-preview details");
  if (told && event.key === "Escape") { told.open = false; }
});
</script>
"""


def check_address(host: str, port: int) -> None:
    """Raise `Abort` with the cure for an address that no preview can have."""
    reason = _refusal(host, port)
    if reason is None:
        return
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if reason == errno.EADDRINUSE:
        free = next(
            (one for one in range(port + 1, port + _PORTS_TRIED) if _refusal(host, one) is None),
            port + 1,
        )
        other = where.rpartition(":")[0] + f":{free}"
        raise Abort(
            f"Something else answers at {where} already, perhaps another preview\n"
            f"  hint: End that one with Ctrl+C, or type: briefing serve -a {other}"
        )
    hint = "  hint: Name one of this machine, such as: briefing serve -a 127.0.0.1:8000"
    raise Abort(f"{visible(where)} cannot be served at\n{hint}")


def _refusal(host: str, port: int) -> int | None:
    """Why the system does not give the address; None if it does."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        # As the server itself does it, so that a port that was just given up is free.
        with socket.socket(family, socket.SOCK_STREAM) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind((host, port))
            one.listen(1)
    except OSError as error:
        return error.errno or -1
    except OverflowError:
        return -1
    return None
