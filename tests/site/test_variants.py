"""The site under a sub-path, with file addresses, and built by another builder."""

import re
import shutil
from pathlib import Path

import pytest

from tests.site.browsing import Open
from tests.site.crawl import problems
from tests.site.projects import REPOSITORY, build, run
from tests.site.server import Serve

VARIANTS = {
    "root": ("https://desk.invalid/", "true"),
    "sub-path": ("https://desk.invalid/team/site/", "true"),
    "files": ("https://desk.invalid/", "false"),
    "files in a sub-path": ("https://desk.invalid/team/site/", "false"),
}


def variant(folder: Path, address: str, directories: str) -> Path:
    """A copy of this repository's site under another address."""
    for name in ("docs", "briefings"):
        shutil.copytree(REPOSITORY / name, folder / name)
    config = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    config, count = re.subn(r"(?m)^site_url: .*$", f"site_url: {address}", config)
    assert count == 1
    config += f"use_directory_urls: {directories}\n"
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    return folder


@pytest.mark.parametrize(("address", "directories"), VARIANTS.values(), ids=VARIANTS)
def test_no_link_is_dead(
    address: str, directories: str, tmp_path: Path, serve: Serve, open_page: Open
) -> None:
    tree = build(variant(tmp_path, address, directories), "--strict")
    assert [str(problem) for problem in problems(tree, address)] == []
    base = address.removeprefix("https://desk.invalid")
    briefing = "briefings/first-reactor" + ("/" if directories == "true" else ".html")
    visit = open_page(serve(tree, base) + briefing)
    visit.page.locator("article a.entity").first.click()
    visit.page.wait_for_url("**/countries/kazakhstan**")
    assert "Kazakhstan" in visit.page.locator("h1").inner_text()
    assert (visit.foreign(), visit.errors) == ([], [])


def test_zensical_builds_the_rendered_tree_with_every_link_alive(tmp_path: Path) -> None:
    site = variant(tmp_path, "https://desk.invalid/", "true")
    rendered = run(site, "briefing", "render", "--to", "out/docs")
    assert rendered.returncode == 0, rendered.stderr
    config = (site / "mkdocs.yml").read_text("utf-8")
    config = re.sub(r"(?m)^plugins:\n(  .*\n)+", "plugins: [search]\n", config)
    assert "briefings:" not in config
    (site / "out/mkdocs.yml").write_text(config, "utf-8")
    done = run(site / "out", "zensical", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    tree = site / "out/site"
    assert (tree / "briefings/first-reactor/index.html").is_file()
    assert [str(problem) for problem in problems(tree, "/")] == []
