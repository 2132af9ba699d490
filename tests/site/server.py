"""Serves a built tree under a sub-path, as project pages do; on this machine only."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

NOWHERE: Final = "/no such file"


class Serve(Protocol):
    """The fixture ``serve``: serves a tree until the tests end."""

    def __call__(self, tree: Path, base: str = "/") -> str:
        """Return the URL of *tree* served under *base*, as ``served`` does."""


@contextmanager
def served(tree: Path, base: str = "/") -> Iterator[str]:
    """Serve *tree* under the path *base* while the context lasts, and give its URL.

    *base* begins and ends with a slash; the port is a free one of 127.0.0.1. A folder's
    ``index.html`` answers for the folder; what is not there, or lies outside *base*, gets
    ``404.html`` with status 404.
    """
    with ThreadingHTTPServer(("127.0.0.1", 0), handler_for(tree, base)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()


def handler_for(tree: Path, base: str) -> type[SimpleHTTPRequestHandler]:
    """Return a request handler that answers from *tree* for addresses under *base*."""

    class Handler(SimpleHTTPRequestHandler):
        """Answers for one tree."""

        def translate_path(self, path: str) -> str:
            self.directory = str(tree)
            inside = unquote(urlsplit(path).path).startswith(base)
            return super().translate_path(path.removeprefix(base[:-1]) if inside else NOWHERE)

        def list_directory(self, path: str) -> None:  # type: ignore[override]
            del path  # published folders are not listed
            self.send_error(HTTPStatus.NOT_FOUND)

        def send_error(self, code: int, *_: object) -> None:
            page = tree / "404.html"
            content = page.read_bytes() if code == HTTPStatus.NOT_FOUND and page.is_file() else b""
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing: a test's output is its failure."""

    return Handler
