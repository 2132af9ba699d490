"""What the README shows is what happens."""

import re
from pathlib import Path

from tests.site.projects import REPOSITORY, build, run, write_site

README = (REPOSITORY / "README.md").read_text("utf-8")
FILE = "briefings/2024/2024-11-27-guest-in-astana.yml"


def block(language: str) -> str:
    [text] = re.findall(rf"(?s)```{language}\n(.*?)```", README)
    return str(text)


def test_the_example_is_a_file() -> None:
    assert (REPOSITORY / "examples" / Path(FILE).name).read_text("utf-8") == block("yaml")


def test_the_briefing_gives_the_pages_it_names(tmp_path: Path) -> None:
    site = write_site(tmp_path, {FILE: block("yaml")})
    done = run(site, "briefing", "check", "--strict")
    assert (done.returncode, done.stdout) == (0, "")
    tree = build(site)
    briefing = (tree / "briefings/guest-in-astana/index.html").read_text("utf-8")
    for text in ("A guest in Astana", "very likely", "The joint statement is published", "F6"):
        assert text in briefing
    for country, other in (("kazakhstan", "Russia"), ("russia", "Kazakhstan")):
        page = (tree / f"countries/{country}/index.html").read_text("utf-8")
        assert "A guest in Astana" in page
        assert other in page.split('id="together"')[1]
    for path in ("index.html", "archive/2024-11/index.html", "search/search_index.json"):
        assert "A guest in Astana" in (tree / path).read_text("utf-8")


def test_the_mistake_is_reported_as_shown(tmp_path: Path) -> None:
    mistake = block("yaml").replace("id: Kazakhstan", "id: Kazakstan")
    done = run(write_site(tmp_path, {FILE: mistake}), "briefing", "check")
    assert done.returncode == 1
    assert done.stdout == block("text")


def test_the_files_it_names_are_there() -> None:
    targets = re.findall(r"\]\(([\w./-]+)\)", README)
    assert len(targets) >= 4
    for target in targets:
        assert (REPOSITORY / target).is_file(), target
