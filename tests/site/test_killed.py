"""A build that fails or dies leaves the last good site as it was (rule 9 of the design)."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.site.projects import BIN, BRIEFING, build, run, write_site
from tests.site.test_same_bytes import contents

FILE = "briefings/2024/2024-11-27-small.yml"


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    old = contents(build(site))
    (site / FILE).write_text(BRIEFING.replace("in the news", "in the papers"), "utf-8")
    begun = time.monotonic()
    new = contents(build(site, site="new"))
    whole = time.monotonic() - begun
    assert old != new
    seen = []
    for step in range(12):
        process = subprocess.Popen(
            [BIN / "briefing", "build", "--site-dir", "site"],
            cwd=site,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        # More and more of them in the second half, where files are written.
        time.sleep(whole * (0.35 + 0.06 * step))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = contents(site / "site")
        assert now in (old, new), f"step {step}"
        seen.append(now == new)
    assert seen[0] is False  # at least the first was killed in time to prove something
    assert contents(build(site)) == new
    assert [path.name for path in site.iterdir() if path.name.startswith("site")] == ["site"]


def test_a_briefing_with_a_mistake_leaves_the_old_site(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    old = contents(build(site))
    (site / FILE).write_text(BRIEFING.replace("countries: [KZ]", "countries: [Kazakstan]"), "utf-8")
    done = run(site, "briefing", "build", "--site-dir", "site")
    assert done.returncode == 1
    assert "Did you mean Kazakhstan" in done.stderr
    assert contents(site / "site") == old
    strict = run(site, "mkdocs", "build", "--strict", "--site-dir", "site")
    assert strict.returncode == 1
    assert contents(site / "site") == old


@pytest.mark.parametrize("jobs", ["1", "2", "3"])
@pytest.mark.parametrize("target", ["gone.md", "briefings/small.md#gone", "countries/fiji.md#gone"])
def test_a_dead_link_in_any_page_of_the_owner_leaves_the_old_site(
    target: str, jobs: str, tmp_path: Path
) -> None:
    site = write_site(tmp_path)
    old = contents(build(site))
    for page in ("about", "more", "imprint"):  # whichever process has it
        (site / f"docs/{page}.md").write_text(f"# Page\n\n[gone]({target})\n", "utf-8")
        done = run(site, "briefing", "build", "--strict", "--jobs", jobs, "--site-dir", "site")
        assert done.returncode == 1, page
        assert "gone" in done.stderr
        (site / f"docs/{page}.md").write_text("# Page\n", "utf-8")
    assert contents(site / "site") == old
    assert [path.name for path in site.iterdir() if path.name.startswith("site")] == ["site"]


def test_two_builds_at_once_take_turns(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    processes = [
        subprocess.Popen([BIN / "briefing", "build"], cwd=site, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60)[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    assert sum("waiting for it" in text for text in said) >= 1
    expected = contents(build(site, site="alone"))
    assert contents(site / "site") == expected


def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    old = contents(build(site))
    done = subprocess.run(
        ["/bin/sh", "-c", f"ulimit -f 40; exec {BIN}/briefing build --site-dir site"],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "The site cannot be written: File too large" in said
    assert "Traceback" not in said
    assert contents(site / "site") == old
    assert [path.name for path in site.iterdir() if path.name.startswith("site")] == ["site"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    (site / "file").write_text("in the way")
    for command in (("briefing", "build", "--site-dir"), ("mkdocs", "build", "--site-dir")):
        done = run(site, *command, "file/site")
        assert done.returncode == 1
        said = done.stdout + done.stderr
        assert "cannot be written" in said
        assert "Traceback" not in said
