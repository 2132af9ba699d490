"""Files that no editor should make, written here byte by byte; each is reported at its place."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.runtime.workers import WorkerError
from tests.site.projects import BRIEFING, write_site

FILE = "briefings/2024/2024-11-27-small.yml"
VALID = BRIEFING.encode()
MEGABYTE = 1_000_000


def problems(site: Path, *arguments: str) -> list[tuple[object, ...]]:
    """What `briefing check` says of a site: code, path, line, column; each with a cure."""
    result = CliRunner().invoke(
        main, ["check", "--format", "json", "-f", str(site / "mkdocs.yml"), *arguments]
    )
    assert not isinstance(result.exception, Exception)
    found = json.loads(result.stdout)
    errors = any(item["severity"] == "error" for item in found)
    assert result.exit_code == (1 if errors else 0)
    assert all(item["hint"] and item["message"] for item in found)
    return [(item["code"], item["path"], item["line"], item["column"]) for item in found]


CASES = {
    "nul": (VALID.replace(b"bottom", b"bot\0tom"), ("control-character", 3, 17)),
    "escape": (VALID.replace(b"bottom", b"bot\x1b[2Jtom"), ("control-character", 3, 17)),
    "latin-1": (VALID.replace(b"bottom", b"b\xf6ttom"), ("not-utf8", 3, 15)),
    "utf-16": (BRIEFING.encode("utf-16"), ("not-utf8", 1, 1)),
    "bidi": (BRIEFING.replace("bottom", "bot\u202etom").encode(), ("bidi-control", 3, 17)),
    "isolate": (BRIEFING.replace("bottom", "bot\u2066tom").encode(), ("bidi-control", 3, 17)),
    "an escape that is written": (
        VALID.replace(b"The bottom line.", b'"bot\\e[2Jtom"'),
        ("control-character", 3, 10),
    ),
    "a direction that is written": (
        VALID.replace(b"The bottom line.", b'"bot\\u202Etom"'),
        ("bidi-control", 3, 10),
    ),
    "deep lists": (VALID + b"x-deep: " + b"[" * 1000 + b"]" * 1000, ("yaml-depth", 9, 1008)),
    "deep maps": (VALID + b"x-deep: " + b"{a: " * 1000 + b"}" * 1000, ("yaml-depth", 9, 85)),
    "large": (VALID + b"# " + b"x" * 5 * MEGABYTE, ("file-too-large", 1, 1)),
    "many values": (
        VALID + b"".join(b"x-%d: a\n" % n for n in range(30_000)),
        ("file-too-large", 9997, 9),
    ),
    "many directives": (
        b"".join(b"%%TAG !t%d! tag:a\n" % n for n in range(30_000)) + b"---\n" + VALID,
        ("yaml-tag", 2, 1),
    ),
    "long address": (
        VALID.replace(b"report,", b"report, url: https://example.org/" + b"a" * 8000 + b","),
        ("bad-address", 6, 23),
    ),
    "surrogate": (VALID.replace(b"bottom", b"bot\xed\xa0\x80tom"), ("not-utf8", 3, 17)),
    "empty": (b"", ("empty-file", 1, 1)),
    "spaces": (b" \n\n", ("empty-file", 1, 1)),
    "only a mark": (b"\xef\xbb\xbf", ("empty-file", 1, 1)),
}


@pytest.mark.parametrize(("content", "expected"), CASES.values(), ids=CASES)
def test_a_file_that_cannot_be_read_is_reported(
    content: bytes, expected: tuple[str, int, int], tmp_path: Path
) -> None:
    code, line, column = expected
    assert problems(write_site(tmp_path, {FILE: content})) == [(code, FILE, line, column)]


ACCEPTED = {
    "byte-order mark": b"\xef\xbb\xbf" + VALID,
    "windows line ends": VALID.replace(b"\n", b"\r\n"),
    "both": b"\xef\xbb\xbf" + VALID.replace(b"\n", b"\r\n"),
    "no line end": VALID.rstrip(),
    "front matter": b"---\r\n" + VALID.split(b"body")[0].replace(b"\n", b"\r\n") + b"---\r\n\r\nx",
}


@pytest.mark.parametrize("content", ACCEPTED.values(), ids=ACCEPTED)
def test_what_editors_on_other_systems_write_is_accepted(content: bytes, tmp_path: Path) -> None:
    name = "2024-11-27-small.md" if content.startswith(b"---") else "2024-11-27-small.yml"
    assert problems(write_site(tmp_path, {f"briefings/2024/{name}": content})) == []


@pytest.mark.parametrize("target", ["/etc/passwd", "/no/such/file", "../../../outside.yml", "."])
def test_a_symbolic_link_is_refused_whatever_it_leads_to(target: str, tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    (tmp_path / "outside.yml").write_bytes(VALID)
    (site / "briefings/2024/link.yml").symlink_to(target)
    (site / "briefings/2023").symlink_to(tmp_path)
    assert problems(site) == [
        ("symbolic-link", "briefings/2023", 1, 1),
        ("symbolic-link", "briefings/2024/link.yml", 1, 1),
    ]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        ("id: Small", ["bad-slug", "shared-address"]),
        ("id: ｓmall", ["bad-slug", "shared-address"]),  # full width
        ("id: small", ["shared-address"]),
    ],
)
def test_ids_that_would_share_an_address_are_refused(
    one: str, expected: list[str], tmp_path: Path
) -> None:
    files = {FILE: BRIEFING, "briefings/2024/other.yml": f"{one}\n{BRIEFING}"}
    found = problems(write_site(tmp_path, files))
    assert [code for code, *_ in found] == expected


def test_file_names_that_differ_in_case_or_form_alone_are_refused(tmp_path: Path) -> None:
    files = {
        f"briefings/2024/{name}.yml": BRIEFING
        for name in ("visit", "Visit", "vïsit", "vi\u0308sit")
    }
    found = problems(write_site(tmp_path, files))
    assert [code for code, *_ in found].count("bad-file-name") == 3
    assert {path for code, path, *_ in found if code == "shared-address"} == {
        "briefings/2024/visit.yml",  # the same as Visit.yml where letter case does not count
        "briefings/2024/vïsit.yml",
    }


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    os.mkfifo(site / "briefings/2024/pipe.yml")
    assert problems(site) == [("unreadable-file", "briefings/2024/pipe.yml", 1, 1)]


def test_a_name_that_is_no_text_is_reported(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    Path(os.fsdecode(bytes(site / "briefings/2024") + b"/\xff.yml")).write_bytes(VALID)
    [(code, path, *_)] = problems(site)
    assert code == "bad-file-name"
    assert path == "briefings/2024/\\xff.yml"


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"other/x.txt": ""})
    assert problems(site) == [("unreadable-file", "briefings", 1, 1)]


@pytest.mark.parametrize(
    "hard",
    [
        "![" * 3000,
        "[" * 3000,
        ">" * 3000,
        "* " * 3000,
        "<![ if !IE]>",
        "<!DOCTYPE [",
        "<?php",
        "`" * 3001,
        "a_" * 20000,
        "**" * 20000,
        "[a](" * 5000,
        "&#" * 5000,
        "<a " * 5000,
        "|" * 5000 + "\n" + "|-" * 5000,
        "\n".join("  " * depth + "- x" for depth in range(200)),
    ],
    ids=lambda text: text[:6],
)
def test_a_body_that_markdown_cannot_take_is_reported_or_rendered_soon(
    hard: str, tmp_path: Path
) -> None:
    text = BRIEFING + "".join(f"  {line}\n" for line in hard.split("\n"))
    site = write_site(tmp_path, {FILE: text})
    found = problems(site)
    if any(code == "body-too-complex" for code, *_ in found):
        assert all(
            path == FILE and isinstance(line, int) and line >= 7 for _, path, line, _ in found
        )
        return
    result = CliRunner().invoke(main, ["build", "-f", str(site / "mkdocs.yml")])
    assert result.exit_code == 0, result.output
    assert (site / "site/briefings/small/index.html").is_file()


def test_a_build_writes_nothing_where_something_is_wrong(tmp_path: Path) -> None:
    site = write_site(tmp_path, {FILE: BRIEFING.replace("[KZ]", "[Kazakstan]")})
    before = sorted(site.rglob("*"))
    for command in (["build"], ["render", "--to", str(site / "out")]):
        result = CliRunner().invoke(main, [*command, "-f", str(site / "mkdocs.yml")])
        assert result.exit_code == 1
        assert "Did you mean Kazakhstan" in result.output
    kept = site / ".briefing-cache"
    after = [path for path in site.rglob("*") if not path.is_relative_to(kept)]
    assert sorted(after) == before


def test_a_warning_fails_a_strict_check_alone(tmp_path: Path) -> None:
    site = write_site(tmp_path, {FILE: BRIEFING.replace("[KZ]", "[KZ, KZ]")})
    config = ["-f", str(site / "mkdocs.yml")]
    assert CliRunner().invoke(main, ["check", *config]).exit_code == 0
    assert CliRunner().invoke(main, ["check", "--strict", *config]).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--format", "xml"],
        ["check", "no-such-file"],
        ["build", "--as-of", "yesterday"],
        ["build", "--as-of", "2024-11-27T09:00:00"],
        ["render"],
        ["nothing"],
        ["check", "-f", "no-such-folder/mkdocs.yml"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "rror" in result.output


def test_a_process_that_was_killed_is_an_error_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise WorkerError("A process of the build did not end well; see above")

    monkeypatch.setattr("generator.cli.options.check_folder", fail)
    site = write_site(tmp_path)
    for command in (["check"], ["render", "--to", str(tmp_path / "out")]):
        result = CliRunner().invoke(main, [*command, "-f", str(site / "mkdocs.yml")])
        assert result.exit_code == 1
        assert result.output == "Error: A process of the build did not end well; see above\n"
