"""The preview: it reloads what is saved, and outlives what is broken."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.browsing import Open
from tests.site.projects import BIN, BRIEFING, CONFIG, build, run, write_site
from tests.site.test_unpublished import traces

FILE = "briefings/2024/2024-11-27-small.yml"
PATIENCE = 30_000
"""Milliseconds that a reload may take on a slow machine."""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A running preview."""

    url: str
    folder: Path
    log: Path

    def save(self, path: str, content: str) -> None:
        # The server compares times of change; two saves within one tick would be one to it.
        time.sleep(0.05)
        (self.folder / path).write_text(content, "utf-8")

    def said(self, text: str) -> bool:
        """Whether the terminal shows the text within half a minute."""
        for _ in range(300):
            if text in self.log.read_text("utf-8"):
                return True
            time.sleep(0.1)
        return False


@contextmanager
def preview(folder: Path, command: tuple[str, ...], **environment: str) -> Iterator[Preview]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = folder / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [BIN / command[0], *command[1:], address],
            cwd=folder,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    running = Preview(url=f"http://{address}/", folder=folder, log=log)
    try:
        assert running.said("Serving on"), log.read_text("utf-8")
        yield running
    finally:
        process.terminate()  # unlike Ctrl-C, heard by processes in the background of a shell, too
        assert process.wait(60) == 0, log.read_text("utf-8")


@pytest.mark.parametrize("command", [("briefing", "serve", "-a"), ("mkdocs", "serve", "-a")])
def test_what_is_saved_shows_and_what_is_broken_waits(
    command: tuple[str, ...], tmp_path: Path, open_page: Open
) -> None:
    site = write_site(tmp_path)
    (site / "mkdocs.yml").write_text(CONFIG + "strict: true\n", "utf-8")
    with preview(site, command) as running:
        page = open_page(running.url + "briefings/small/").page
        page.set_default_timeout(PATIENCE)
        page.get_by_text("Kazakhstan is in the news").wait_for()

        running.save(FILE, BRIEFING.replace("in the news", "in the papers"))
        page.get_by_text("in the papers").wait_for()

        running.save(FILE, BRIEFING.replace("summary", "sumary"))
        assert running.said(f"{FILE}:3:1: error[unknown-key]")
        assert running.said("Did you mean summary?")
        told = page.locator("#briefing-preview")
        told.get_by_text("sumary is not a field here").wait_for()
        page.get_by_text("in the papers").wait_for()
        page.keyboard.press("Escape")
        told.get_by_text("sumary is not a field here").wait_for(state="hidden")
        told.locator("summary").focus()
        page.keyboard.press("Enter")
        told.get_by_text("Did you mean summary?").wait_for()

        running.save(FILE, BRIEFING.replace("in the news", "mended"))
        page.get_by_text("Kazakhstan is mended").wait_for()
        told.wait_for(state="detached")

        # An entity's name is shown on the briefing's page.
        (site / "briefings/entities").mkdir()
        running.save("briefings/entities/countries.yml", "kazakhstan: {name: Qazaqstan}\n")
        page.get_by_text(re.compile("Qazaqstan")).first.wait_for()

        page.goto(running.url + "about/")
        running.save("docs/about.md", "# About\n\nSomebody else.\n")
        page.get_by_text("Somebody else.").wait_for()


def test_a_preview_begins_with_a_mistake(tmp_path: Path, open_page: Open) -> None:
    site = write_site(tmp_path)
    (site / FILE).write_text(BRIEFING.replace("[KZ]", "[Nowhereland]"), "utf-8")
    with preview(site, ("briefing", "serve", "-a")) as running:
        page = open_page(running.url + "briefings/small/").page
        page.set_default_timeout(PATIENCE)
        page.get_by_role("heading", name="There is no preview yet").wait_for()
        page.get_by_text("No entity is called Nowhereland").or_(
            page.get_by_text("countries: [Nowhereland]")
        ).first.wait_for()

        running.save(FILE, BRIEFING)
        page.get_by_text("Kazakhstan is in the news").wait_for()
        assert page.locator("#briefing-preview").count() == 0


def test_drafts_are_shown_where_they_are_asked_for_and_nowhere_else(
    tmp_path: Path, open_page: Open
) -> None:
    other = BRIEFING.replace("A small briefing", "Quicksilverish").replace("[KZ]", "[Tuvalu]")
    path = "briefings/2024/quicksilver.yml"
    site = write_site(tmp_path, {path: "status: draft\n" + other, FILE: BRIEFING})
    with preview(site, ("briefing", "serve", "--drafts", "-a")) as running:
        page = open_page(running.url + "briefings/quicksilver/").page
        page.get_by_role("heading", name="[Draft] Quicksilverish").wait_for()
    (site / path).unlink()
    (site / "log.txt").unlink()
    build(site)
    assert list(traces(site, ["uicksilver"])) == []


@pytest.mark.parametrize("command", ["briefing", "mkdocs"])
def test_a_busy_port_is_said_with_its_cure(command: str, tmp_path: Path) -> None:
    site = write_site(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = run(site, command, "serve", "-a", f"127.0.0.1:{other.getsockname()[1]}")
    assert done.returncode == 1
    assert "answers at 127.0.0.1" in done.stdout + done.stderr
    assert "hint: End that one with Ctrl+C, or type: briefing serve -a" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_taken_back_leaves_no_trace_in_a_preview(tmp_path: Path) -> None:
    """The preview is built in its place, so what is gone has to be taken away."""
    config = CONFIG.replace("[briefings, search]", "[briefings]")
    other = BRIEFING.replace("A small briefing", "Quicksilverish").replace("[KZ]", "[Tuvalu]")
    path = "briefings/2024/quicksilver.yml"
    site = write_site(tmp_path / "site", {"mkdocs.yml": config, path: other, FILE: BRIEFING})
    (tmp_path / "built").mkdir()
    words = ["Quicksilver", "quicksilver"]
    command = ("briefing", "serve", "-a")
    with preview(site, command, TMPDIR=str(tmp_path / "built")) as running:
        [tree] = (tmp_path / "built").glob("mkdocs_*")
        assert len(list(traces(tree, words))) > 3
        built = running.log.read_text("utf-8").count("Documentation built")
        running.save(path, "status: draft\n" + other)
        for _ in range(300):
            if running.log.read_text("utf-8").count("Documentation built") > built:
                break
            time.sleep(0.1)
        assert list(traces(tree, words)) == []
