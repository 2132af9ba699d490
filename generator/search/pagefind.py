"""Speaks with Pagefind's indexer, one page at a time and in an order of our own.

Given a folder, Pagefind numbers pages in the order in which the file system names them, which
differs from machine to machine; given pages it numbers them as they come. The protocol is that
of its own clients: JSON in base64, with a comma after each message, on standard input and output.
"""

import base64
import json
import os
import subprocess
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pagefind.service import get_executable

__all__ = ["SearchError", "index_pages"]


class SearchError(Exception):
    """Pagefind did not make the index; the message holds what it said."""


_TURN = threading.Lock()
"""Held while an index is taken in: as a message it is several times as large as on the disk."""


def index_pages(pages: Iterable[tuple[str, str]], language: str, folder: Path) -> None:
    """Write an index of pages, given as places in the site and HTML, into a folder.

    One language for all, so that one search covers translations too. Raises `SearchError`.
    """
    executable = get_executable()
    if executable is None:
        raise SearchError("Pagefind's indexer is not installed; install pagefind[bin]")
    with subprocess.Popen(  # noqa: S603 - the program that our dependency brings
        [executable, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as service:
        try:
            _send(service, "NewIndex", config={"force_language": language})
            index = _receive(service)["index_id"]
            for place, html in pages:
                file = {"file_path": place, "file_contents": html, "url": None}
                _send(service, "AddFile", index_id=index, **file)
                _receive(service)
            # Told to write them itself, Pagefind answers before the last of them is on the disk.
            _send(service, "GetFiles", index_id=index)
            begun = _read(service)  # comes once the index is made, which others need not wait for
            with _TURN:
                _write(_receive(service, begun)["files"], folder)
        finally:
            service.kill()


def _write(files: list[dict[str, str]], folder: Path) -> None:
    while files:
        file = files.pop()  # as text it takes more memory than as a file
        target = folder / file["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(base64.b64decode(file["content"]))


def _send(service: "subprocess.Popen[bytes]", kind: str, **fields: object) -> None:
    message = {"message_id": 1, "payload": {"type": kind, **fields}}
    try:
        if service.stdin is not None:
            service.stdin.write(base64.b64encode(json.dumps(message).encode()) + b",")
            service.stdin.flush()
    except OSError as error:
        raise SearchError(f"Pagefind's indexer cannot be spoken with: {error}") from error


def _read(service: "subprocess.Popen[bytes]") -> bytes:
    """The next piece of an answer."""
    try:
        piece = os.read(service.stdout.fileno(), 1 << 20) if service.stdout else b""
    except OSError as error:
        raise SearchError(f"Pagefind's indexer cannot be spoken with: {error}") from error
    if not piece:
        raise SearchError("Pagefind's indexer ended without an answer")
    return piece


def _receive(service: "subprocess.Popen[bytes]", begun: bytes = b"") -> dict[str, Any]:
    """An answer of which a piece may have been read."""
    answer = bytearray(begun or _read(service))
    while not answer.endswith(b","):
        answer += _read(service)
    del answer[-1]
    text = base64.b64decode(answer).decode()
    answer.clear()  # an index is large enough to be held in one form only
    payload: dict[str, Any] = json.loads(text)["payload"]
    if payload["type"] == "Error":
        raise SearchError(f"Pagefind refused a page: {payload.get('message')}")
    return payload
