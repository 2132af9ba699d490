"""Nothing that is printed moves a cursor, hides itself, or gives orders to the program that reads.

Names of files, folders, revisions and addresses come from whoever sends a change or an archive;
they are made as bad here as a file system allows.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.core.visible import harmless, visible, visible_json
from tests.site.projects import BRIEFING, run, write_site

ORDER = "\x1b[31m\n::error file=a.yml::pwned"
NO_TEXT = os.fsdecode(b"\xff\xfe\x1b[31m")
NAMES = [
    ORDER,
    "::error::first",
    "\n  ::add-mask::e",
    "x##[error]y ##vso[task.complete result=Failed]",
    "\r\x1b[2K\x9b1mok",
    "\u202egnp\u2066\u200b\u200f",
    "\u2028::stop-commands::t\u2029\x85\x7f\x07\x08",
    NO_TEXT,
    "\U000e0041\u3164 `<b>|*[a](b)",
]
OURS = re.compile(r"::(error|warning|notice) file=[^,:\n]*,line=\d+,col=\d+,endLine=\d+,.*::.+")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site each of whose names is hostile, in a repository of git."""
    site = write_site(tmp_path_factory.mktemp("site"))
    own = f"{BRIEFING}colour: blue\n"
    for number, name in enumerate(NAMES):
        place = name.replace("/", "-")
        for path, text in {
            f"briefings/2024/{place}.yml": own,
            f"briefings/{place}/a.yml": f"id: b-{number}\n{own}",
            f"briefings/2024/{place}.png": "",
            f"briefings/entities/{place}.yml": "a: {name: A}\n",
            f"docs/{place}.md": f"# A title {name.encode('utf-8', 'replace').decode()}\n",
        }.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(text.encode())
        (site / "briefings/2024" / f"{place}.md").symlink_to("a.yml")
    return site


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that can be built, with hostile names beside the briefings and in a revision."""
    site = write_site(tmp_path_factory.mktemp("sound"))
    for name in NAMES:
        place = name.replace("/", "-")
        page = site / "docs" / f"{place}.md"
        page.write_text(f"# A title {name.encode('utf-8', 'replace').decode()}\n", "utf-8")
    text = BRIEFING.replace("title: ", 'title: "::error::pwned ##[error]`|<b>\\u200b\\ufeff" #', 1)
    (site / "briefings/2024/2024-11-28-other.yml").write_text(
        text.replace("  - {id: report,", "  - {id: report, url: 'http://127.0.0.1:1/x',"), "utf-8"
    )
    identity = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for words in (
        ["init", "-q", "-b", "main"],
        ["add", "mkdocs.yml"],
        ["-c", "user.name=a", "-c", "user.email=a@b.invalid", "commit", "-qm", "One"],
    ):
        subprocess.run(["git", "-C", site, *words], check=True, env={**os.environ, **identity})  # noqa: S607 - the git of whoever runs the tests
    return site


def look(said: str, *, orders: bool = False, allowed: str = "") -> None:
    """Hold what was printed to be visible and to give no order but, if told so, our own."""
    for line in said.split("\n"):
        plain = "".join(letter for letter in line if letter not in allowed)
        assert visible(plain) == plain, ascii(line)
        assert not re.search(r"##\w*\[", line), ascii(line)
        if line.lstrip().startswith("::"):
            assert orders, ascii(line)
            assert OURS.fullmatch(line), ascii(line)


def call(*arguments: str | Path, orders: bool = False, allowed: str = "", text: str = "") -> str:
    result = CliRunner().invoke(main, [str(word) for word in arguments], input=text)
    assert not isinstance(result.exception, Exception), result.exception
    look(result.stdout, orders=orders, allowed=allowed)
    look(result.stderr)
    return result.stdout + result.stderr


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_check(form: str, hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(hostile)
    said = call("check", "--no-cache", "--format", form, orders=form == "github")
    assert "unknown-key" in said
    assert "symbolic-link" in said
    if form == "json":
        paths = {item["path"] for item in json.loads(said)}
        assert f"briefings/2024/{ORDER}.yml" in paths, "a program is told the name as it is"
    else:
        assert "\\u001b[31m" in said
        assert "\\xff" in said
    for name in (ORDER, NO_TEXT):
        path = hostile / "briefings/2024" / f"{name}.yml"
        said = call("check", "--alone", "--format", form, path, orders=form == "github")
        assert "bad-file-name" in said
        said = call("check", path, "--format", form, orders=form == "github")
        assert "unknown-key" in said


def _missing(site: Path) -> Iterator[list[str | Path]]:
    for name in (ORDER, *NAMES[3:5], NO_TEXT):
        for words in (
            ["check", name],
            ["check", "--alone", "mkdocs.yml", "--cache", name],
            ["check", "-f", name],
            ["check", "--as-of", name],
            ["build", "-f", name],
            ["build", f"--{name}"],
            ["render", "--to", site / "docs" / f"{name}.md"],
            ["schema", "-f", name],
            ["suggest", name],
            ["suggest", "mkdocs.yml", "--write", "--accept", name],
            ["new", "--title", name],
            ["new", "--from", name],
            ["new", "--title", "x", "--date", name],
            ["diff", name],
            ["diff", "main", "--today", name],
            ["import", name],
            ["init", name, name],
            ["upgrade", "-f", name],
            ["completion", name],
            ["init", site, "--name", name],
            [name],
        ):
            yield [*words]


def test_what_is_named_on_the_command_line(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = shutil.copytree(sound, tmp_path / "site")
    monkeypatch.chdir(site)
    for words in _missing(site):
        call(*words)


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_diff(form: str, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sound)
    said = call("diff", "main", "--format", form, allowed="\u200b" if form == "markdown" else "")
    assert "title" in said
    if form == "markdown":
        assert all(line[:2] in {"", "- ", "##"} for line in said.splitlines())
        assert not re.search(r"(?<!\\)[<`|]", said)


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_links(form: str, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sound)
    assert "unknown-address" in call("links", "--format", form, orders=form == "github")


def test_suggest_and_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_site(tmp_path / "site"))
    text = (
        "\x1b[31mKazakhstan\n::error::Russia met Ka\u200bzakhstan on 27 November 2024.\n##[error]\n"
    )
    for name in (ORDER, NO_TEXT):
        file = tmp_path / f"{name}.txt"
        file.write_text(text, "utf-8")
        for form in ("text", "json", "yaml"):
            call("suggest", file, "--format", form)
            call("suggest", "-", "--format", form, text=text)
        call("suggest", file, "--write")
        briefing = tmp_path / f"{name}.yml"
        briefing.write_text(BRIEFING.replace("[KZ]", "[Russia]"), "utf-8")
        call("suggest", briefing, "--write", "--accept", "kazakhstan")
        call("new", "--from", file, "--title", f"Title {name!a}")


def test_import(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sound)
    archive = tmp_path / ORDER
    archive.mkdir()
    for name in NAMES:
        (archive / f"{name}.md").write_text("---\ntitle: [a\n---\n", "utf-8")
        table = tmp_path / f"{name}.csv"
        table.write_text(f'title,date\n"{name!a}","{name!a}"\n', "utf-8")
        call("import", table)
        call("import", table, "--mapping", table)
    assert "\\u000a::error" in call("import", archive)
    call("import", tmp_path / "missing" / ORDER)


def test_build_and_render(hostile: Path, tmp_path: Path) -> None:
    for command, *words in (
        ("briefing", "build", "--no-cache"),
        ("mkdocs", "build"),
        ("briefing", "render", "--to", str(tmp_path / ORDER)),
    ):
        done = run(hostile, command, *words, NO_MKDOCS_2_WARNING="1")
        assert done.returncode == 1
        look(done.stdout)
        look(done.stderr)


def test_what_mkdocs_says_of_pages(sound: Path, tmp_path: Path) -> None:
    page = sound / "docs" / f"{ORDER}.md"
    page.write_text("# Page\n\n[dead](nowhere.md)\n", "utf-8")
    for command, *words in (
        ("briefing", "build", "--no-cache", "--strict", "--site-dir", str(tmp_path / ORDER)),
        ("mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")),
    ):
        done = run(sound, command, *words, NO_MKDOCS_2_WARNING="1")
        assert "\\xff\\xfe\\u001b[31m.md cannot be published: its name is not" in done.stdout
        look(done.stdout)
        (sound / "docs" / f"{NO_TEXT}.md").rename(tmp_path / "away.md")
        done = run(sound, command, *words, NO_MKDOCS_2_WARNING="1")
        (tmp_path / "away.md").rename(sound / "docs" / f"{NO_TEXT}.md")
        assert "nowhere.md" in done.stderr
        look(done.stdout)
        look(done.stderr)


@given(text=st.text())
def test_harmless_text_is_so_whatever_it_was(text: str) -> None:
    look(harmless(text))
    assert harmless(harmless(text)) == harmless(text)
    assert "\n" not in visible(text)
    assert visible(visible(text)) == visible(text)


@given(
    value=st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_json_says_the_same_made_visible(value: object) -> None:
    for written in (
        json.dumps(value, ensure_ascii=False),
        json.dumps(value, ensure_ascii=False, indent=2),
    ):
        shown = visible_json(written)
        assert json.loads(shown) == value
        assert all(visible(line) == line for line in shown.split("\n"))


def test_plain_text_stays_as_it_is() -> None:
    for text in ("Ünïcode “text” – 中文 العربية ✓ 🙂", "a::b ## [c] # d", "std::vector", ""):
        assert visible(text) == text
        assert harmless(text) == text


def test_every_command_is_tried_here() -> None:
    tried = Path(__file__).read_text("utf-8")
    # A preview never ends by itself; what it says goes the way of `build`.
    assert {
        name
        for name in main.commands
        if f'("{name}' not in tried
        and f'["{name}' not in tried
        and f'"briefing", "{name}' not in tried
    } == {"serve"}
