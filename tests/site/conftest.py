"""A browser, pages opened in it, and a server for what they show."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Unpack

import pytest
from playwright.sync_api import Browser

from tests.site.browsing import Open, Visit, Window, find_browser, launched, visited
from tests.site.server import Serve, served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Run the system's Chromium for all tests; without one they are skipped."""
    executable = find_browser()
    if executable is None:
        pytest.skip("there is no Chromium or Chrome on PATH to open pages in")
    with launched(executable) as running:
        yield running


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Return ``visited`` bound to the browser; its windows close when the test ends."""
    with ExitStack() as windows:

        def open_one(url: str, **window: Unpack[Window]) -> Visit:
            return windows.enter_context(visited(browser, url, **window))

        yield open_one


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Return a function that serves a tree until the session ends, and gives its URL.

    It takes what ``served`` takes; the same tree under the same base is served once.
    """
    running: dict[tuple[Path, str], str] = {}
    with ExitStack() as servers:

        def serve_one(tree: Path, base: str = "/") -> str:
            if (tree, base) not in running:
                running[tree, base] = servers.enter_context(served(tree, base))
            return running[tree, base]

        yield serve_one
