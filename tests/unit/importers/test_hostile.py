"""Archives by somebody who means harm: each trap is refused by name, and the rest is taken.

Nothing here measures time; what is unbounded would not end, or not fit the memory, at all.
"""

import contextlib
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.suggest import own_registry
from generator.importers import (
    ArchiveError,
    Composed,
    Mapping,
    MappingError,
    Record,
    Refusal,
    compose,
    read_archive,
    read_mapping,
)
from generator.importers.files import UnreadableError, read_bounded, walk
from generator.importers.html import HtmlError, markdown_of_html, text_of_html

GOOD = "---\ntitle: Norway\ndate: 2024-05-06\n---\nNorway.\n"
REGISTRY = own_registry()


def taken(folder: Path) -> tuple[set[str], dict[str, str]]:
    """Origins of the records of an archive, and reasons by origin of what was refused."""
    found = list(read_archive(folder))
    refused = {one.origin: one.reason for one in found if isinstance(one, Refusal)}
    return {one.origin for one in found if isinstance(one, Record)}, refused


def toml(head: str) -> str:
    return f"+++\ntitle = 'Norway'\n{head}\n+++\nNorway.\n"


TEXTS = {
    "a key of 3,000 parts": (toml("a" + ".a" * 3000 + " = 1"), "32 parts"),
    "a header of 3,000 parts": (toml("[a" + ".a" * 3000 + "]"), "32 parts"),
    "quoted parts": (toml("'a'" + " . 'a'" * 3000 + " = 1"), "32 parts"),
    "a huge hexadecimal number": (toml(f"n = 0x{'f' * 20_000}"), "not TOML"),
    "a huge decimal number": (toml(f"n = {'9' * 20_000}"), "not TOML"),
    "lists in lists": (toml(f"n = {'[' * 5000}{']' * 5000}"), "too deep"),
    "tables in tables": (toml(f"n = {'{a=' * 5000}1{'}' * 5000}"), "too deep"),
    "much front matter": (toml(f"n = '{'x' * 40_000}'"), "40,"),
    "no end": ("+++\ntitle = 'x'\n", "no end"),
    "YAML nested deep": (f"---\nx: {'[' * 5000}{']' * 5000}\n---\nx", "deep"),
    "many values": (f"---\nx: [{'{a: b},' * 9000}]\n---\nx", "too many values"),
    "a long key": (
        f"---\nx: {{{'k' * 900}: {{{'l' * 900}: [[a], [b]]}}}}\n---\nx",
        "too long a key",
    ),
    "an alias": ("---\na: &a [x]\nb: *a\n---\nx", "anchor"),
    "a NUL": ("---\ntitle: a\0b\n---\nx", "control character"),
}


@pytest.mark.parametrize(("text", "reason"), TEXTS.values(), ids=TEXTS)
def test_front_matter_that_is_a_trap_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text(text, "utf-8")
    (tmp_path / "good.md").write_text(GOOD, "utf-8")
    records, refused = taken(tmp_path)
    assert records == {"good.md"}
    assert reason in refused["bad.md"]


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    (folder / "sub").mkdir(parents=True)
    (folder / "good.md").write_text(GOOD, "utf-8")
    os.mkfifo(folder / "pipe.md")
    (folder / "link.md").symlink_to("/etc/hostname")
    (folder / "picture.png").symlink_to("/etc/hostname")
    (folder / "circle").symlink_to(folder)
    (folder / "sub/up").symlink_to(tmp_path)
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "device.md").symlink_to("/dev/zero")
    os.truncate(os.open(folder / "sparse.md", os.O_CREAT | os.O_WRONLY), 1 << 42)
    (folder / "latin.md").write_bytes(b"---\ntitle: \xff\n---\n")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(folder / "socket.md"))
        records, refused = taken(folder)
    assert records == {"good.md"}
    assert {origin: reason.partition(",")[0] for origin, reason in refused.items()} == {
        "circle": "it is a symbolic link",
        "device.md": "it is a symbolic link",
        "latin.md": "line 2: Byte 0xFF is not UTF-8 here",
        "link.md": "it is a symbolic link",
        "loop.md": "it is a symbolic link",
        "pipe.md": "it is not a regular file",
        "socket.md": "it cannot be read: No such device or address",
        "sparse.md": "it has 4",
        "sub/up": "it is a symbolic link",
    }


def test_a_file_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("/etc/hostname")
    with pytest.raises(UnreadableError):
        read_bounded(tmp_path / "a.md", 1000)
    assert read_bounded(tmp_path / "a.md", 1000, follow=True)


def test_a_file_that_is_longer_than_it_says_is_not_read_to_its_end() -> None:
    with pytest.raises(UnreadableError, match="at most 10 are read"):
        read_bounded(Path("/proc/self/status"), 10)  # its size is said to be 0


def test_a_device_is_not_read() -> None:
    with pytest.raises(UnreadableError, match="not a regular file"):
        read_bounded(Path("/dev/zero"), 1000)


def test_a_folder_that_nobody_may_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "good.md").write_text(GOOD, "utf-8")
    listed = os.scandir

    def refuse(path: Path) -> object:  # the tests may run as root, to whom nothing is closed
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr("os.scandir", refuse)
    records, refused = taken(tmp_path)
    assert (records, refused) == ({"good.md"}, {"closed": "it cannot be read: Permission denied"})


def test_there_is_an_end_to_the_files_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.importers.files.MOST_FILES", 3)
    for number in range(9):
        (tmp_path / f"{number}.md").write_text(GOOD, "utf-8")
    *read, last = walk(tmp_path)
    assert (len(read), last.problem[:14]) == (3, "there are more")


@pytest.mark.parametrize("name", ["\x1b[31m.md", "a\n::error::b.md", os.fsdecode(b"\xff.md")])
def test_a_name_that_is_no_text_is_made_visible(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("no front matter", "utf-8")
    (refusal,) = read_archive(tmp_path)
    assert str(refusal).isprintable()
    assert str(refusal).encode()


def html_record(body: str, **values: str) -> Record:
    known: dict[str, str | list[str]] = {"title": "Norway", "date": "2024-05-06", **values}
    return Record(origin="r", values=known, body=f"Norway.{body}", is_html=True)


HTML = {
    "nested 900 deep": "<div>" * 900 + "x" + "</div>" * 900,
    "nested 5,000 deep": "<div>" * 5000,
    "closed wrongly": "<div></p>" * 4000,
    "too many": "<b>x</b>" * 6000,
    "too long": "x" * 500_000,
}


@pytest.mark.parametrize("body", HTML.values(), ids=HTML)
def test_html_that_is_a_trap_is_refused(body: str) -> None:
    made = compose(html_record(body), Mapping(), REGISTRY, "briefings")
    assert isinstance(made, Refusal)
    assert "its HTML" in made.reason
    titled = compose(html_record("", title=f"Norway{body}"), Mapping(), REGISTRY, "briefings")
    assert isinstance(titled, Refusal)


UNCLOSED = {
    "links": "<a href='https://x.org/'>l ",
    "paragraphs": "<p>x ",
    "italics": "<i>x ",
    "comments": "<!-- x ",
    "declarations": "<![CDATA[ ",
    "attributes": "<a title='x ",
    "items": "<ol start='²'><li>x</ol>",
    "angles": "<",
    "ampersands": "&",
    "gaps": " \n",
    "addresses": "http://x.org/",
}


@pytest.mark.parametrize("piece", UNCLOSED.values(), ids=UNCLOSED)
def test_a_thousand_unclosed_pieces_of_html_are_taken_or_refused(piece: str) -> None:
    for convert in (markdown_of_html, text_of_html):
        with contextlib.suppress(HtmlError):
            assert isinstance(convert(piece * 1000), str)


@pytest.mark.parametrize("text", ["http://example.org/", "a.html", "", "/etc/passwd"])
def test_a_text_that_looks_like_a_place_is_text(text: str) -> None:
    assert markdown_of_html(text).strip() == text
    assert text_of_html(text) == text


@given(
    st.lists(
        st.sampled_from([*UNCLOSED.values(), "</a>", "</div>", "<table><td>", "<svg><style>", "x"]),
        max_size=300,
    )
)
@settings(max_examples=50, deadline=None)
def test_any_html_is_taken_or_refused(pieces: list[str]) -> None:
    made = compose(html_record("".join(pieces)), Mapping(), REGISTRY, "briefings")
    assert isinstance(made, (Composed, Refusal))


def test_a_record_larger_than_any_briefing_is_refused_and_the_others_are_taken(
    tmp_path: Path,
) -> None:
    rows = f"title,date,text\nNorway,2024-05-06,{'x' * 2_000_000}\nNorway,2024-05-06,Norway.\n"
    (tmp_path / "a.csv").write_text(rows, "utf-8")
    made = [
        compose(record, Mapping(), REGISTRY, "briefings")
        for record in read_archive(tmp_path / "a.csv")
        if isinstance(record, Record)
    ]
    assert [type(one) for one in made] == [Refusal, Composed]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tags", " " * 400_000),
        ("title", " " * 400_000),
        ("summary", "a " * 200_000),
        ("summary", " " * 400_000 + "x"),
        ("date", "9" * 400_000),
        ("date", "2024-05-06" + " " * 400_000),
        ("author", "a@" * 200_000),
        ("guid", "a" * 400_000),
        ("guid", "1." * 200_000),
        ("robots", "," * 400_000),
        ("status", "\u0130" * 200_000),
    ],
)
def test_a_long_value_ends_in_a_briefing_or_a_refusal(key: str, value: str) -> None:
    record = Record(
        origin="r", values={"title": "Norway", "date": "2024-05-06", key: value}, body="Norway."
    )
    made = compose(record, Mapping(), REGISTRY, "briefings")
    assert isinstance(made, (Composed, Refusal))
    if isinstance(made, Refusal):
        assert len(str(made)) < 2100


def test_gaps_in_a_text_are_passed_over_in_steps_that_do_not_multiply() -> None:
    body = "Norway" + " " * 150_000 + "x"
    record = Record(origin="r", values={"title": "Norway", "date": "2024-05-06"}, body=body)
    assert isinstance(compose(record, Mapping(), REGISTRY, "briefings"), (Composed, Refusal))


def test_a_feed_nested_deep_is_refused(tmp_path: Path) -> None:
    deep = "<a>" * 500_000 + "</a>" * 500_000
    (tmp_path / "a.xml").write_text(f"<rss><item>{deep}</item></rss>", "utf-8")
    with pytest.raises(ArchiveError, match="deeper than 100"):
        list(read_archive(tmp_path / "a.xml"))


@pytest.mark.parametrize("name", ["a.xml", "a.csv", "m.yml"])
def test_a_pipe_or_an_endless_file_in_place_of_an_archive_is_refused(
    name: str, tmp_path: Path
) -> None:
    def read(path: Path) -> None:
        if name == "m.yml":
            read_mapping(path)
        else:
            list(read_archive(path))

    os.mkfifo(tmp_path / name)
    with pytest.raises((ArchiveError, MappingError), match="regular file"):
        read(tmp_path / name)
    (tmp_path / name).unlink()
    os.truncate(os.open(tmp_path / name, os.O_CREAT | os.O_WRONLY), 1 << 42)
    with pytest.raises((ArchiveError, MappingError), match="cut it into pieces"):
        read(tmp_path / name)


def test_rows_before_a_wrong_byte_are_taken(tmp_path: Path) -> None:
    rows = b"title,date,text\n" + b"Norway,2024-05-06,Norway.\n" * 1000 + b"\xff,,\n"
    (tmp_path / "a.csv").write_bytes(rows)
    *records, last = read_archive(tmp_path / "a.csv")
    assert len(records) > 500
    assert isinstance(last, Refusal)
    assert "UTF-8" in last.reason
