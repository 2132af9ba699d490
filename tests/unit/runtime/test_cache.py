"""What is kept between builds, and what is noticed when it is not whole."""

import os
import sqlite3
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from generator.runtime.cache import PAGES, Cache, digest_of, digest_of_files, open_cache

ANY: TypeAdapter[Any] = TypeAdapter(Any)


def test_what_was_put_is_there_in_another_process(tmp_path: Path) -> None:
    one = Cache(tmp_path)
    one.put("a", {"html": "é" * 1000, "anchors": ["x"]})
    one.put_bytes("b", b"\x00\xff")
    one.close()
    other = Cache(tmp_path)
    assert other.get("a", ANY) == {"html": "é" * 1000, "anchors": ["x"]}
    assert other.get_bytes("b") == b"\x00\xff"
    assert other.get("c", ANY) is None
    assert other.used == {"a", "b"}


@pytest.mark.parametrize("change", ["data = substr(data, 1, 5)", "data = x'00'", "digest = 'x'"])
def test_an_entry_that_is_not_whole_is_not_there(change: str, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a", "text")
    cache.close()
    with sqlite3.connect(tmp_path / PAGES) as connection:
        connection.execute(f"update entries set {change}")  # noqa: S608 - the cases above
    connection.close()
    assert Cache(tmp_path).get("a", ANY) is None


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_cache_is_made_anew(content: bytes, tmp_path: Path) -> None:
    Cache(tmp_path).close()
    (tmp_path / PAGES).write_bytes(content)
    cache = Cache(tmp_path)
    assert cache.get("a", ANY) is None
    cache.put("a", 1)
    cache.close()
    assert Cache(tmp_path).get("a", ANY) == 1


def test_what_is_not_kept_is_forgotten(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for key in "abc":
        cache.put(key, key)
    cache.keep_only(["a", "c", "never there"])
    assert [cache.get(key, ANY) for key in "abc"] == ["a", None, "c"]


def test_digests_tell_values_and_files_apart(tmp_path: Path) -> None:
    assert digest_of("a", "b") != digest_of("ab")
    (tmp_path / "a").write_text("1")
    before = digest_of_files(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert digest_of_files(tmp_path) != before


def test_threads_take_turns(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(300):
        cache.put(str(number), number)
    cache.flush()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(partial(cache.get, kind=ANY), map(str, range(300))))
    assert found == list(range(300))


def test_a_connection_is_not_carried_over_a_fork(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite forbids it; what both processes put is there in the end."""
    opened: list[int] = []
    connect = sqlite3.connect

    def note(file: Path, *, timeout: float, check_same_thread: bool) -> sqlite3.Connection:
        opened.append(os.getpid())
        return connect(file, timeout, check_same_thread=check_same_thread)

    cache = Cache(tmp_path)
    monkeypatch.setattr("sqlite3.connect", note)
    cache.put("before", 1)
    cache.flush()
    process = os.fork()
    if process == 0:
        cache.put("there", cache.get("before", ANY))
        cache.flush()
        os._exit(0 if opened[1:] == [os.getpid()] else 1)
    cache.put("here", 2)
    cache.flush()
    _, status = os.waitpid(process, 0)
    assert status == 0
    assert opened == [os.getpid()]
    assert [cache.get(key, ANY) for key in ("before", "there", "here")] == [1, 1, 2]


def test_a_row_under_the_key_of_another_is_not_there(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a", "of a")
    cache.put("b", "of b")
    cache.close()
    with closing(sqlite3.connect(tmp_path / PAGES)) as connection, connection:
        connection.execute("update entries set key = 'c' where key = 'a'")
        connection.execute("update entries set key = 'a' where key = 'b'")
    cache = Cache(tmp_path)
    assert [cache.get(key, ANY) for key in "abc"] == [None, None, None]


@pytest.mark.parametrize(
    "data", [b"", b"no zlib", zlib.compress(b"[1"), zlib.compress(b'{"a": 1}')]
)
def test_a_value_of_another_type_is_not_there(data: bytes, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put_bytes("a", data)
    cache.close()
    assert Cache(tmp_path).get("a", TypeAdapter(list[str])) is None


@pytest.mark.parametrize(
    "script",
    [
        "drop table entries; create table entries (key text)",
        "create trigger t after insert on entries begin delete from entries; end",
        (
            "drop table entries; create view entries as with recursive c(key, digest, data) as "
            "(select '', '', x'' union all select * from c) select * from c"
        ),
    ],
)
def test_a_database_with_anything_else_in_it_is_made_anew(script: str, tmp_path: Path) -> None:
    Cache(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / PAGES)) as connection, connection:
        connection.executescript(script)
    cache = Cache(tmp_path)
    cache.put("a", 1)
    cache.close()
    assert Cache(tmp_path).get("a", ANY) == 1


def test_a_folder_that_is_no_cache_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("site/\n")
    said: list[str] = []
    assert open_cache(tmp_path, PAGES, said.append) is None
    assert "no earlier run left there" in said[0]
    assert [path.name for path in tmp_path.iterdir()] == [".gitignore"]
    assert (tmp_path / ".gitignore").read_text() == "site/\n"


@pytest.mark.parametrize("name", [PAGES, f"{PAGES}-wal", ".gitignore"])
def test_a_folder_in_the_place_of_a_file_costs_the_cache_alone(name: str, tmp_path: Path) -> None:
    Cache(tmp_path).close()
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name / "deep").mkdir(parents=True)
    said: list[str] = []
    assert open_cache(tmp_path, PAGES, said.append) is None
    assert said
