"""What earlier builds made, kept in one file that may be deleted at any time.

Every entry is found by a digest of all that it depends on, the version of this package
included, so nothing in it can be out of date: it is there or it is not. Each entry carries a
digest of its key, of this program's version and of its data under one: a row that was cut short,
changed, or moved to another key counts as not there. Whoever can write the file can make such a
digest, too; so a value is read as the type that is asked for, and what does not fit is absent.
SQLite keeps the file whole when a build is killed.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
import sys
import threading
import zlib
from collections.abc import Callable, Iterable
from errno import EEXIST
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

__all__ = ["Cache", "digest_of", "digest_of_files", "is_cache", "open_cache", "program"]

CACHE = ".briefing-cache"
"""The folder where it is unless someone says otherwise, beside the configuration."""
PAGES = "pages.sqlite"
BRIEFINGS = "briefings.sqlite"
"""The files of a cache: finished pages, and resolved briefings."""
_PACKAGES = (
    *("mkdocs", "mkdocs-material", "markdown", "jinja2", "babel", "nh3", "pagefind", "cbor2"),
    *("pydantic", "pyyaml", "pycountry"),
)
_TABLE = "CREATE TABLE entries (key text primary key, digest text, data blob) without rowid"
"""As SQLite writes it down: a file with anything else in it is none of ours."""
_IGNORE, _IGNORED = ".gitignore", b"*\n"
"""No one has to tell git what the folder is."""
_T = TypeVar("_T")
_BATCH = 100
"""Entries that are written in one transaction."""


def digest_of(*parts: object) -> str:
    """A digest of values by the text that Python writes for them."""
    return hashlib.sha256("\x00".join(map(str, parts)).encode()).hexdigest()


def _digest_of_entry(key: str, data: bytes) -> str:
    """What holds key, version and data together; each part's end is plain by its length."""
    digest = hashlib.sha256(f"{program()}\x00{len(key)}\x00{key}\x00".encode())
    digest.update(data)
    return digest.hexdigest()


def digest_of_files(folder: Path) -> str:
    """A digest of all files in a folder, by name and content."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(f"{file.relative_to(folder).as_posix()}\x00".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@cache
def program() -> str:
    """A digest of this program: its own files, and the versions of what it works with."""
    versions = [(name, metadata.version(name)) for name in _PACKAGES]
    return digest_of(sys.version, versions, digest_of_files(Path(str(files("generator")))))


def is_cache(folder: Path) -> bool:
    """Whether an earlier run made this folder: its word to git is there, and files of ours."""
    ignored, ours = folder / _IGNORE, [folder / PAGES, folder / BRIEFINGS]
    if any(file.is_symlink() for file in (ignored, *ours)):
        return False
    # Another process may be about to write it.
    if not ignored.is_file() or ignored.read_bytes() not in {b"", _IGNORED}:
        return False
    return any(file.exists() for file in ours) or len(list(folder.iterdir())) == 1


def open_cache(folder: Path, name: str, complain: Callable[[str], None]) -> "Cache | None":
    """A cache in a folder; None, and a word about it, where it cannot be written."""
    try:
        return Cache(folder, name)
    except (OSError, sqlite3.Error) as error:
        complain(f"There is no cache: {folder} cannot be used ({error})")
        return None


class Cache:
    """Entries by key: any JSON value, or bytes.

    May be carried over a fork: SQLite allows a connection in the process that opened it alone,
    so each opens one of its own.
    """

    def __init__(self, folder: Path, name: str = PAGES) -> None:
        """Use a file in this folder; it is made anew if it is not one of ours."""
        self._file = folder / name
        self._connections: dict[int, sqlite3.Connection] = {}
        """By process; one from before a fork must be neither used here nor closed."""
        self._turn = threading.RLock()
        """Held by the thread that uses the connection."""
        self._waiting: list[tuple[str, str, bytes]] = []
        self.used: set[str] = set()
        """Keys that were found or put in this process."""
        self._prepare()

    def _prepare(self) -> None:
        folder = self._file.parent
        folder.mkdir(parents=True, exist_ok=True)
        if not any(folder.iterdir()):
            (folder / _IGNORE).write_bytes(_IGNORED)
        elif not is_cache(folder):
            raise FileExistsError(EEXIST, "it holds what no earlier run left there")
        try:
            self._begin()
        except sqlite3.DatabaseError:
            for end in ("", "-wal", "-shm", "-journal"):
                self._file.with_name(self._file.name + end).unlink(missing_ok=True)
            self._begin()

    def _begin(self) -> None:
        """Make the table if the file is new; raise `DatabaseError` if there is another in it."""
        with contextlib.closing(self._connect()) as connection, connection:
            connection.execute("pragma journal_mode = wal")
            made = connection.execute("select sql from sqlite_master where sql is not null")
            if (there := [row[0] for row in made]) == []:
                connection.execute(_TABLE)
            elif there != [_TABLE]:
                raise sqlite3.DatabaseError("another table")
            connection.execute("select count(*) from entries").fetchone()

    def _connect(self) -> sqlite3.Connection:
        # Threads of one process take turns, see `_turn`.
        connection = sqlite3.connect(self._file, timeout=60, check_same_thread=False)
        connection.execute("pragma synchronous = normal")
        return connection

    def _open(self) -> sqlite3.Connection:
        process = os.getpid()
        if process not in self._connections:
            self._connections[process] = self._connect()
        return self._connections[process]

    def get(self, key: str, kind: TypeAdapter[_T]) -> _T | None:
        """The value of a key, or None if it is not there, not whole, or not of this kind."""
        data = self.get_bytes(key)
        if data is None:
            return None
        try:
            return kind.validate_json(zlib.decompress(data), strict=True)
        except (zlib.error, ValidationError):
            return None

    def get_bytes(self, key: str) -> bytes | None:
        """The bytes of a key, or None if they are not there or not whole."""
        query = "select digest, data from entries where key = ?"
        try:
            with self._turn:
                row = self._open().execute(query, (key,)).fetchone()
        except sqlite3.Error:
            return None
        if row is None or not isinstance(row[1], bytes):
            return None
        data: bytes = row[1]
        if _digest_of_entry(key, data) != row[0]:
            return None
        self.used.add(key)
        return data

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401 - any JSON value
        """Keep a value; it is there for others after the next `flush`."""
        self.put_bytes(key, zlib.compress(json.dumps(value).encode(), 1))

    def put_bytes(self, key: str, data: bytes) -> None:
        """Keep bytes, as `put` does."""
        self.used.add(key)
        self._waiting.append((key, _digest_of_entry(key, data), data))
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits. A full disk or a lost file costs the entries, never the build."""
        waiting, self._waiting = self._waiting, []
        with self._turn, contextlib.suppress(sqlite3.Error), self._open() as connection:
            connection.executemany("insert or replace into entries values (?, ?, ?)", waiting)

    def keep_only(self, keys: Iterable[str]) -> None:
        """Forget all entries but these."""
        self.flush()
        with contextlib.suppress(sqlite3.Error), self._open() as connection:
            connection.execute("create temporary table kept (key text primary key)")
            connection.executemany("insert or ignore into kept values (?)", ((k,) for k in keys))
            connection.execute("delete from entries where key not in (select key from kept)")
            connection.execute("drop table kept")

    def close(self) -> None:
        """Write what waits and let go of the file."""
        self.flush()
        connection = self._connections.pop(os.getpid(), None)
        if connection is not None:
            connection.close()
