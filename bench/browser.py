"""The first search of a reader: what it loads, and how long it takes to show results."""

import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Request, sync_playwright

__all__ = ["first_search"]

QUERY = "ka"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WATCH = """
addEventListener("keydown", () => { sessionStorage.lastKey = Date.now(); }, true);
new MutationObserver(() => {
  if (document.querySelector(".briefing-results > li, .md-search-result__item"))
    window.firstResult ||= Date.now();
}).observe(document, { childList: true, subtree: true });
"""
"""Notes in the page when a key was pressed last and when the first result was there."""
WAIT = 120_000
"""Milliseconds after which no result is waited for any more."""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files as they are, and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def first_search(site: Path, tool: str, runs: int) -> dict[str, Any]:
    """Search a built site from its first page, each time as a new reader.

    Returns seconds from the last key press to the first result, and how many kilobytes and
    requests it took, of what was not on the page before.
    """
    executable = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with _served(site) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable)
        found = [_search(browser, home, site, tool) for _ in range(runs)]
        version = browser.version
        browser.close()
    return {
        "seconds": round(statistics.median(seconds for seconds, _, _ in found), 2),
        "kilobytes": round(statistics.median(size for _, size, _ in found) / 1000),
        "requests": statistics.median(count for _, _, count in found),
        "query": QUERY,
        "browser": version,
    }


def _search(browser: Browser, home: str, site: Path, tool: str) -> tuple[float, int, int]:
    page = browser.new_context().new_page()
    page.add_init_script(WATCH)
    page.goto(home, wait_until="networkidle")
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.context.on("requestfinished", note)
    if tool == "briefing":  # a field in the header, which leads to a page of results
        field = page.locator("header input[name=q]")
        field.fill(QUERY)
        field.press("Enter")
    else:  # Material's dialog, which shows results meanwhile
        page.keyboard.press("/")
        field = page.locator("input.md-search__input")
        field.wait_for(state="visible")
        field.press_sequentially(QUERY)
    page.wait_for_function("window.firstResult", timeout=WAIT)
    page.wait_for_load_state("networkidle")
    milliseconds: float = page.evaluate("window.firstResult - Number(sessionStorage.lastKey)")
    sizes = [request.sizes()["responseBodySize"] for request in asked]
    index = site / "search/search_index.json"
    if tool != "briefing" and not sizes and index.is_file():
        # Its worker fetches the index whole, and a browser tells nobody what workers fetch.
        sizes = [index.stat().st_size]
    page.context.close()
    return milliseconds / 1000, sum(sizes), len(sizes)
