"""From a text to a briefing by commands: `briefing suggest`, `briefing new`."""

import json
import os
import pty
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.diagnostics import Collector
from generator.core.yaml_writer import quoted
from generator.input.yaml_source import Scalar, parse
from generator.suggest.accepting import AcceptError, accept
from tests.conftest import Agree
from tests.site.projects import BIN, BRIEFING, run, write_site

TEXT = """Norway votes on a pipeline

OSLO, Nov 27 - Norway's parliament voted on 27 November 2024 for a pipeline to Poland. Norwegian
gas has reached Poland by another one since 2022. The Baltic Ring Council welcomed it.
"""
RESULTS = Path(__file__).parent / "cases" / "suggest"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    entities = {
        "topics": "gas: {name: natural gas, indicators: [pipeline, gas]}\n",
        "people": "jonas-store: {name: Jonas Store, roles: [{title: Prime Minister, of: NO}]}\n",
    }
    files = {f"briefings/entities/{kind}.yml": text for kind, text in entities.items()}
    return write_site(tmp_path, {"briefings/2024/2024-11-27-small.yml": BRIEFING, **files})


@pytest.mark.parametrize("form", ["text", "yaml", "json"])
def test_what_is_suggested_is_shown(form: str, site: Path, agree: Agree) -> None:
    (site / "article.txt").write_text(TEXT, "utf-8")
    done = run(site, "briefing", "suggest", "article.txt", "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    agree(Path(__file__).parent / "goldens" / f"suggest.{form}", done.stdout)


def test_offsets_lead_into_the_input(site: Path) -> None:
    text = "😀 <p>Norway &amp; <b>Poland</b></p>"
    (site / "a.html").write_text(text, "utf-8")
    done = run(site, "briefing", "suggest", "a.html", "--format", "json")
    countries = json.loads(done.stdout)["countries"]
    places = [(m["start"], m["end"], m["text"]) for one in countries for m in one["mentions"]]
    assert sorted(text[start:end] for start, end, _ in places) == ["Norway", "Poland"]


WRITTEN = """\
# The desk's own comment
title: Norway votes
date: 2024-11-27
summary: Norway and Poland.   # short
countries:
  - id: PL   # as a mapping
    role: about

# Sources
sources: [{id: s, title: t}]
body: |
  Norway will pump gas through a pipeline. The gas pipeline is long, Norway said.
"""


def test_what_is_accepted_is_added_and_nothing_else_changes(site: Path) -> None:
    file = site / "briefings/2024/2024-11-27-votes.yml"
    file.write_text(WRITTEN, "utf-8")
    done = run(site, "briefing", "suggest", "--write", str(file))
    assert done.returncode == 0, done.stderr
    assert file.read_text("utf-8") == WRITTEN.replace(
        "    role: about\n", "    role: about\n  - norway\n"
    ).replace("# Sources\n", "topics: [gas]\n# Sources\n")
    again = run(site, "briefing", "suggest", "--write", str(file))
    assert "nothing to add" in again.stderr
    assert run(site, "briefing", "check").returncode == 0


def test_one_can_be_accepted_alone(site: Path) -> None:
    file = site / "briefings/2024/2024-11-27-votes.yml"
    file.write_text(WRITTEN, "utf-8")
    run(site, "briefing", "suggest", "--write", "--accept", "gas", str(file))
    assert file.read_text("utf-8") == WRITTEN.replace("# Sources\n", "topics: [gas]\n# Sources\n")
    done = run(site, "briefing", "suggest", "--write", "--accept", "sweden", str(file))
    assert done.returncode == 2
    assert "sweden" in done.stderr


ADD = {"countries": ["norway"]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("countries: [PL]\n", "countries: [PL, norway]\n"),
        ("countries: [PL, ]\n", "countries: [PL, norway]\n"),
        ("countries: []\n", "countries: [norway]\n"),
        ("countries: [ PL ]  # x\n", "countries: [ PL , norway]  # x\n"),
        ("countries:\n- PL\n", "countries:\n- PL\n- norway\n"),
        ("countries:\n  - PL\n", "countries:\n  - PL\n  - norway\n"),
        ("countries:\n  - {id: PL}\n\n# x\n", "countries:\n  - {id: PL}\n  - norway\n\n# x\n"),
        ("countries: [\n  PL\n]\n", "countries: [\n  PL, norway\n]\n"),
        ("countries: [\n  PL, # x\n]\n", "countries: [\n  PL, norway, # x\n]\n"),
        ("countries: [\n  {id: PL}\n  ]\n", "countries: [\n  {id: PL}, norway\n  ]\n"),
        ("\ufeffcountries: [\n]\n", "\ufeffcountries: [norway\n]\n"),
        ("title: x\n", "title: x\ncountries: [norway]\n"),
        ("title: x\nbody: y\n", "title: x\ncountries: [norway]\nbody: y\n"),
        ("title: x", "title: x\ncountries: [norway]\n"),
        ("title: x\r\ncountries:\r\n- PL\r\n", "title: x\r\ncountries:\r\n- PL\r\n- norway\r\n"),
        ("\ufeffcountries: [PL]\n", "\ufeffcountries: [PL, norway]\n"),
    ],
)
def test_every_way_to_write_a_list_is_added_to(before: str, after: str) -> None:
    assert accept("a.yml", before.encode(), ADD).decode() == after
    found = Collector()
    parse("a.yml", after.encode(), found)
    assert not list(found)


def test_front_matter_is_added_to() -> None:
    before = "---\ntitle: x\n---\nText\n"
    after = "---\ntitle: x\ncountries: [norway]\n---\nText\n"
    assert accept("a.md", before.encode(), ADD).decode() == after


@pytest.mark.parametrize(
    "text", ["countries: PL\n", "countries: {id: PL}\n", "{title: x}\n", ": ["]
)
def test_what_cannot_be_added_to_is_left_alone(text: str) -> None:
    with pytest.raises(AcceptError):
        accept("a.yml", text.encode(), ADD)


@given(st.text(max_size=60))
def test_a_text_is_written_as_yaml_that_reads_back_as_it(text: str) -> None:
    line = " ".join("".join(c for c in text if c.isprintable()).split())
    document = parse("a.yml", f"title: {quoted(line)}\n".encode(), Collector())
    if line and document:
        node = document.root.get("title")
        assert isinstance(node, Scalar)
        assert node.text == line


def test_a_new_briefing_passes_once_it_is_filled_in(site: Path) -> None:
    (site / "article.txt").write_text(TEXT, "utf-8")
    done = run(site, "briefing", "new", "--from", "article.txt", "--date", "2024-11-28")
    assert done.returncode == 0, done.stderr
    path = "briefings/2024/2024-11-28-norway-votes-on-a-pipeline.yml"
    assert done.stdout == f"{path}\n"
    text = (site / path).read_text("utf-8")
    assert text.count("FILL IN: ") == 2
    first = run(site, "briefing", "check", path)
    assert (first.returncode, first.stdout.count("empty-value")) == (1, 2)
    filled = text.replace("summary:\n", "summary: A pipeline.\n")
    (site / path).write_text(filled.replace("    title:\n", "    title: News\n"), "utf-8")
    assert run(site, "briefing", "check", "--strict", path).returncode == 0


def test_a_new_briefing_shows_one_comment_a_field(site: Path, agree: Agree) -> None:
    run(site, "briefing", "new", "--title", "NO: a “title”", "--date", "2024-01-02")
    text = (site / "briefings/2024/2024-01-02-no-a-title.yml").read_text("utf-8")
    agree(Path(__file__).parent / "goldens" / "new.yml", text)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--title", "Переговоры о транзите"], "peregovory-o-tranzite"),
        (["--title", "القمح"], "lqmh"),
        (["--title", "💥"], "item-1"),
        (["--title", "Talks", "--id", "transit-talks"], "transit-talks"),
    ],
)
def test_every_title_makes_a_file(arguments: list[str], name: str, site: Path) -> None:
    done = run(site, "briefing", "new", "--date", "2024-05-06", *arguments)
    assert (done.returncode, done.stdout) == (0, f"briefings/2024/2024-05-06-{name}.yml\n")


def test_what_is_suggested_is_taken_over_or_listed(site: Path) -> None:
    more = "The ministry must answer by 31 December 2024. Sweden waits, Olzhas Tovar said."
    text = f"{TEXT}{more}\n"
    (site / "article.txt").write_text(text, "utf-8")
    done = run(site, "briefing", "new", "--from", "article.txt", "--date", "2024-12-01")
    written = (site / done.stdout.strip()).read_text("utf-8")
    for line in (
        "# countries, only mentioned: sweden",
        "  - date: 2024-11-27",
        "watch:\n  - due: 2024-12-31\n    text: The ministry must answer by 31 December 2024.",
    ):
        assert line in written
    for kind in ("organisations", "people"):
        head = f"briefings/entities/{kind}.yml:\n"
        (entry, *_) = done.stderr.split(head)[1].splitlines()
        assert f"# {entry}\n" in written
        with (site / f"briefings/entities/{kind}.yml").open("a", encoding="utf-8") as file:
            file.write(f"{entry}\n")
    path = done.stdout.strip()
    filled = written.replace("summary:\n", "summary: No.\n").replace("title:\n", "title: News\n")
    (site / path).write_text(filled, "utf-8")
    assert run(site, "briefing", "check", "--strict").returncode == 0
    command = done.stderr.splitlines()[-1].partition("then run: ")[2].split()
    assert run(site, *command).returncode == 0


def test_a_briefing_that_is_there_is_not_written_over(site: Path) -> None:
    command = ("briefing", "new", "--title", "Small")
    done = run(site, *command, "--date", "2024-11-30")
    assert done.returncode == 1
    assert "2024-11-27-small.yml has the id small already" in done.stderr
    assert [p.name for p in (site / "briefings/2024").iterdir()] == ["2024-11-27-small.yml"]


def test_in_a_terminal_it_asks(site: Path) -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(site)
        os.execv(BIN / "briefing", ["briefing", "new"])  # noqa: S606
    said = b""
    answers = [
        (b"Title: ", b"\n"),
        (b"A briefing needs a title; the file is named by it\r\nTitle: ", b"Small\n"),
        (b"has the id small already\r\nTitle: ", b"An answer\n"),
        (b"]: ", b"1 December\n"),
        (b"like 2024-11-27 [", b"2024-12-01\n"),
        (b"sentence or two: ", b"It will be paid.\n"),
        (b"empty for none): ", b"news\n"),
        (b"type one, or nothing\r\n", b"alert\n"),
        (b"commas between them: ", b"Poland, Narnia\n"),
        (b"is called no country", b"Poland, NO\n"),
        (b"first source: ", b"A letter\n"),
    ]
    for prompt, answer in answers:
        while prompt not in said:
            said += os.read(terminal, 1024)
        said = said.partition(prompt)[2]
        os.write(terminal, answer)
    while True:
        try:
            if not (more := os.read(terminal, 1024)):
                break
        except OSError:  # how Linux says that the other end is closed
            break
        said += more
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    text = (site / "briefings/2024/2024-12-01-an-answer.yml").read_text("utf-8")
    assert "countries: [{id: poland, role: primary}, {id: norway, role: primary}]" in text
    assert "type: alert\n" in text
    assert "summary: It will be paid." in text
    assert "title: A letter" in text
    assert text.count("FILL IN: ") == 1  # the body


@pytest.mark.parametrize(
    ("arguments", "data", "status", "said"),
    [
        (["suggest", "absent.txt"], b"", 2, "absent.txt cannot be read"),
        (["suggest", "a.md"], b"---\n- x\n---\ny\n", 1, "begins with a hyphen, as a list does"),
        (["suggest", "a.md"], b"---\ntitle: x\n", 1, "front matter has no end"),
        (["suggest", "--write", "a.txt"], b"Norway", 2, "--write takes a briefing"),
        (["suggest", "--accept", "norway", "a.txt"], b"Norway", 2, "goes with --write"),
        (["suggest", "a.txt"], b"Norway \xff\xfe\x00", 0, "not all of the text is UTF-8"),
        (["new", "--from", "a.txt"], b"", 2, "Give it a --title"),
        (["new", "--from", "a.yml"], b"title: x\n", 2, "is a briefing already"),
        (["new", "--date", "27.11.2024", "--title", "x"], b"", 2, "is not a date"),
        (["new"], b"", 2, "Give it a --title"),
        (["new", "--title", "CON"], b"", 1, "The id con is reserved"),
        (["new", "--title", "t", "--id", "A b"], b"", 1, "No file can be named “A b”"),
    ],
)
def test_what_is_wrong_is_said(
    arguments: list[str], data: bytes, status: int, said: str, site: Path
) -> None:
    for name in arguments:
        if name.startswith("a."):
            (site / name).write_bytes(data)
    done = run(site, "briefing", *arguments)
    assert (done.returncode, "Traceback" in done.stderr) == (status, False)
    assert said in done.stderr
    assert sys.getsizeof(done.stderr) < 5000


def test_without_a_site_what_is_built_in_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway", "utf-8")
    assert "norway" in run(tmp_path, "briefing", "suggest", "a.txt").stdout
    done = run(tmp_path, "briefing", "suggest", "a.txt", "-f", "other.yml")
    assert (done.returncode, "There is no other.yml" in done.stderr) == (2, True)


def test_an_entities_file_with_errors_is_said(site: Path) -> None:
    (site / "briefings/entities/topics.yml").write_text("gas: {nme: gas}\n", "utf-8")
    (site / "a.txt").write_text("Norway", "utf-8")
    done = run(site, "briefing", "suggest", "a.txt")
    assert done.returncode == 1
    assert "unknown-key" in done.stderr
