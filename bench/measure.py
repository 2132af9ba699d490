"""Measures this project beside others on the same made-up briefings, and writes what it found.

`python bench/measure.py --count 10000` prints each row and writes all of them to
`bench/results.json`; `python bench/page.py` makes the page of the docs from that. Others take
part if they are installed: `hugo` (with the Pagefind that this project uses), `zensical`, and
plain MkDocs with Material, which is always there. They build the Markdown that
`briefing render` writes of the same briefings.
"""

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from browser import first_search
from corpus import add, write
from pagefind.service import get_executable

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
RESULTS = HERE / "results.json"
PATIENCE = 1800
"""Seconds after which a command is given up."""
PLAIN = """\
site_name: Made-up briefings
theme: {name: material, font: false}
markdown_extensions: [attr_list, footnotes, admonition]
nav: [Home: index.md, All: archive/index.md]
validation: {nav: {omitted_files: ignore}}
"""
BY_MKDOCS = "site-by-mkdocs"
"""Apart from what Zensical builds of the same pages."""
HUGO = 'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "RSS", "404"]\n'
LAYOUT = """\
<!doctype html><html lang="en"><title>{{ .Title }}</title>
<body><nav><a href="/">Home</a></nav><main data-pagefind-body>{{ .Content }}</main></body></html>
"""

Row = dict[str, Any]


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="how many briefings")
    parser.add_argument("--runs", type=int, default=3, help="how often each is timed")
    parser.add_argument("--folder", type=Path, help="where to work; else a temporary folder")
    parser.add_argument("--only", default="", help="begin no measurement whose name lacks this")
    parser.add_argument("--write", type=Path, default=RESULTS, help="where the results go")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary)).resolve()
        rows = []
        for measure in MEASURES:
            if options.only in measure.__name__:
                for row in measure(folder, options.count, options.runs):
                    print(json.dumps(row), flush=True)
                    rows.append(row)
    results = {"count": options.count, "machine": machine(), "rows": rows}
    options.write.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


def machine() -> Row:
    """What the figures depend on besides the programs."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def timed(name: str, *commands: list[str | Path], cwd: Path) -> Row:
    """Run commands one after the other: seconds in all, and MB of the largest process."""
    seconds, largest = 0.0, 0
    for command in commands:
        begun = time.perf_counter()
        with subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
        ) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds += time.perf_counter() - begun
        largest = max(largest, usage.ru_maxrss // 1024)
        if process.returncode:
            raise RuntimeError(f"{name}: {command} ended with {process.returncode}")
    return {"name": name, "seconds": round(seconds, 2), "megabytes": largest}


def repeated(name: str, runs: int, once: Callable[[int], Row], **more: object) -> Row:
    """The medians of several runs, and all of their times."""
    rows = [once(number) for number in range(runs)]
    return {
        "name": name,
        "seconds": statistics.median(row["seconds"] for row in rows),
        "all": [row["seconds"] for row in rows],
        "megabytes": max(row["megabytes"] for row in rows),
        **more,
    }


def site_of(folder: Path, count: int) -> Path:
    """The made-up briefings, written once."""
    site = folder / "site-of-briefings"
    if not (site / "mkdocs.yml").exists():
        write(count, site)
    return site


def ours(folder: Path, count: int, runs: int) -> Iterator[Row]:
    """Our own: cold, unchanged, one briefing added, one changed, one entity renamed."""
    site = site_of(folder, count)
    briefing = BIN / "briefing"
    version = metadata.version("briefing-site")

    def cold(_: int) -> Row:
        for name in ("site", ".briefing-cache"):
            shutil.rmtree(site / name, ignore_errors=True)
        return timed("cold", [briefing, "build"], cwd=site)

    def build(_: int) -> Row:
        return timed("build", [briefing, "build"], cwd=site)

    def added(number: int) -> Row:
        add(site, count + number, count)
        return build(0)

    def changed(number: int) -> Row:
        file = sorted((site / "briefings").glob("20*/*.yml"))[count // 2 + number]
        file.write_text(file.read_text("utf-8").replace("summary: ", "summary: Now ", 1), "utf-8")
        return build(0)

    def renamed(number: int) -> Row:
        slug, _ = named_by(site, count // 5)
        file = site / "briefings/entities/organisations.yml"
        text = file.read_text("utf-8")
        new = re.sub(rf"(?m)^({slug}:\n  name: .*)", rf"\1 {number}", text)
        file.write_text(new, "utf-8")
        return build(0)

    def check(_: int) -> Row:
        return timed("check", [briefing, "check"], cwd=site)

    tool = {"tool": "briefing", "version": version}
    yield repeated("cold build", min(runs, 2), cold, **tool)
    yield repeated("nothing changed", runs, build, **tool)
    yield repeated("one briefing added", runs, added, **tool)
    yield repeated("one briefing changed", runs, changed, **tool)
    _, times = named_by(site, count // 5)
    yield repeated(f"one entity renamed that {times:,} briefings name", runs, renamed, **tool)
    yield repeated("check, nothing changed", runs, check, **tool)
    pages = [path.stat().st_size for path in (site / "site").rglob("*.html")]
    yield {"name": "pages", "tool": "briefing", "pages": len(pages), "largest": max(pages)}


def named_by(site: Path, wanted: int) -> tuple[str, int]:
    """The organisation that about so many briefings name, and how many do."""
    counts: dict[str, int] = {}
    for file in (site / "briefings").glob("20*/*.yml"):
        for slug in re.findall(r"(?m)^- (org-\d+)$", file.read_text("utf-8")):
            counts[slug] = counts.get(slug, 0) + 1
    slug = min(counts, key=lambda slug: (abs(counts[slug] - wanted), slug))
    return slug, counts[slug]


def rendered(folder: Path, count: int) -> Path:
    """What this project hands to a builder of pages, as files."""
    tree = folder / "rendered"
    if not tree.exists():
        site = site_of(folder, count)
        command = [BIN / "briefing", "render", "--to", tree]
        subprocess.run([str(part) for part in command], cwd=site, check=True)
    return tree


def plain_site(folder: Path, count: int) -> Path:
    """A site of the same pages, for MkDocs or Zensical without this project."""
    plain = folder / "plain"
    if not plain.exists():
        shutil.copytree(rendered(folder, count), plain / "docs")
        (plain / "mkdocs.yml").write_text(PLAIN, "utf-8")
    return plain


def mkdocs_material(folder: Path, count: int, runs: int) -> Iterator[Row]:
    """Plain MkDocs with Material and its search; a change costs it the whole build again."""
    plain = plain_site(folder, count)
    version = f"{metadata.version('mkdocs')} with Material {metadata.version('mkdocs-material')}"
    tool = {"tool": "MkDocs", "version": version}

    def cold(_: int) -> Row:
        return timed("cold", [BIN / "mkdocs", "build", "-q", "-d", BY_MKDOCS], cwd=plain)

    yield repeated("cold build", min(runs, 2), cold, **tool)


def zensical(folder: Path, count: int, runs: int) -> Iterator[Row]:
    """Zensical, cold and with its own cache after one page was changed."""
    command = shutil.which("zensical", path=f"{BIN}:{os.environ['PATH']}")
    if command is None:
        return
    plain = plain_site(folder, count)
    tool = {"tool": "Zensical", "version": metadata.version("zensical")}

    def cold(_: int) -> Row:
        for name in ("site", ".cache"):
            shutil.rmtree(plain / name, ignore_errors=True)
        return timed("cold", [command, "build"], cwd=plain)

    def changed(number: int) -> Row:
        file = sorted((plain / "docs/briefings").glob("*.md"))[number]
        file.write_text(file.read_text("utf-8") + "\nOne more word.\n", "utf-8")
        return timed("changed", [command, "build"], cwd=plain)

    yield repeated("cold build", 1, cold, **tool)
    yield repeated("one briefing changed", min(runs, 2), changed, **tool)


def hugo(folder: Path, count: int, runs: int) -> Iterator[Row]:
    """Hugo with a minimal theme, and Pagefind over what it built: the whole each time."""
    command = shutil.which("hugo", path=f"{BIN}:{os.environ['PATH']}")
    pagefind = get_executable()
    if command is None or pagefind is None:
        return
    site = folder / "hugo"
    if not site.exists():
        shutil.copytree(rendered(folder, count), site / "content")
        for index in (site / "content").rglob("index.md"):
            index.rename(index.with_name("_index.md"))  # what Hugo calls the page of a folder
        layouts = site / "layouts" / "_default"
        layouts.mkdir(parents=True)
        for name in ("single", "list", "home"):
            (layouts / f"{name}.html").write_text(LAYOUT, "utf-8")
        (site / "hugo.toml").write_text(HUGO, "utf-8")
    said = subprocess.run([command, "version"], capture_output=True, text=True, check=True)
    version = re.search(r"v([\d.]+)", said.stdout)
    tool = {"tool": "Hugo with Pagefind", "version": version[1] if version else ""}

    def cold(_: int) -> Row:
        shutil.rmtree(site / "public", ignore_errors=True)
        search: list[str | Path] = [pagefind, "--site", "public"]
        return timed("cold", [command, "--quiet"], search, cwd=site)

    yield repeated("cold build", runs, cold, **tool)


def in_the_browser(folder: Path, count: int, runs: int) -> Iterator[Row]:
    """From a key press to the first results, for this search and for Material's own."""
    ours, theirs = site_of(folder, count) / "site", plain_site(folder, count) / BY_MKDOCS
    for tool, site in (("briefing", ours), ("MkDocs", theirs)):
        if site.is_dir():
            yield {"name": "first search", "tool": tool, **first_search(site, tool, runs)}


def five_times_as_many(folder: Path, count: int, _: int) -> Iterator[Row]:
    """Our own cold build of five times as many briefings, once."""
    site = site_of(folder / "large", 5 * count)
    for name in ("site", ".briefing-cache"):
        shutil.rmtree(site / name, ignore_errors=True)
    row = timed("cold", [BIN / "briefing", "build"], cwd=site)
    version = metadata.version("briefing-site")
    yield {**row, "name": f"cold build of {5 * count:,}", "tool": "briefing", "version": version}


MEASURES = (ours, mkdocs_material, zensical, hugo, in_the_browser, five_times_as_many)

if __name__ == "__main__":
    main()
