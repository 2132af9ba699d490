"""Opens pages in the system's Chromium, and keeps a record of all that they ask for."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol, TypedDict, Unpack
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Route, sync_playwright

NAMES: Final = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS: Final = (
    "--no-sandbox",  # its sandbox does not start for root, whom CI is
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A look-up of another host's name is already a request to outside, and no test would see it.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
NETWORK: Final = frozenset({"http", "https", "ws", "wss", "ftp"})
PHONE: Final = 390
DESKTOP: Final = 1280
"""Widths of the window, in CSS pixels."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """An open page, and what happened on it so far."""

    page: Page
    origin: str
    """Scheme, host and port of the address that was opened."""
    requests: list[str] = field(default_factory=list)
    """Address of every request that the page, its frames and workers made, in order."""
    errors: list[str] = field(default_factory=list)
    """Text of every uncaught exception and of every error on the console."""

    def foreign(self) -> list[str]:
        """Return the requests that would have left the page's own origin; each was stopped."""
        return [url for url in self.requests if leaves(url, self.origin)]


class Window(TypedDict, total=False):
    """How a page is opened; the defaults are a wide window, light colours and scripts on."""

    width: int
    scheme: Literal["light", "dark"]
    javascript: bool


class Open(Protocol):
    """The fixture ``open_page``: opens a page until the test ends."""

    def __call__(self, url: str, **window: Unpack[Window]) -> Visit:
        """Return the page at *url*, loaded, in a window of its own."""


def leaves(url: str, origin: str) -> bool:
    """Tell whether *url* is fetched over the network from elsewhere than *origin*."""
    return urlsplit(url).scheme in NETWORK and origin_of(url) != origin


def origin_of(url: str) -> str:
    """Return scheme, host and port of *url*."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def find_browser() -> str | None:
    """Return the path of the first Chromium or Chrome of those in NAMES, ``None`` without one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def launched(executable: str) -> Iterator[Browser]:
    """Run the browser at *executable* while the context lasts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visited(browser: Browser, url: str, **window: Unpack[Window]) -> Iterator[Visit]:
    """Open *url* in a window of its own and wait until it has loaded.

    Nothing is kept from one visit to the next. Requests to other origins are stopped and recorded;
    service workers are blocked, since they could answer out of the record's sight. Raises
    playwright's ``Error`` where the page cannot be opened.
    """
    context = browser.new_context(
        viewport={"width": window.get("width", DESKTOP), "height": 900},
        color_scheme=window.get("scheme", "light"),
        java_script_enabled=window.get("javascript", True),
        reduced_motion="reduce",
        service_workers="block",
        locale="en-GB",
        timezone_id="UTC",
    )
    try:
        page = context.new_page()
        visit = Visit(page=page, origin=origin_of(url))
        context.on("request", lambda request: visit.requests.append(request.url))
        context.on("weberror", lambda error: visit.errors.append(str(error.error)))
        context.on("console", lambda message: keep_error(visit, message))
        context.route("**/*", lambda route: stop_foreign(visit, route))
        context.route_web_socket("**/*", lambda socket: visit.requests.append(socket.url))
        page.goto(url, wait_until="load")
        yield visit
    finally:
        context.close()


def keep_error(visit: Visit, message: ConsoleMessage) -> None:
    """Record *message* if it is an error."""
    if message.type == "error":
        visit.errors.append(message.text)


def stop_foreign(visit: Visit, route: Route) -> None:
    """Let a request through to the page's own origin only."""
    try:
        if leaves(route.request.url, visit.origin):
            route.abort()
        else:
            route.continue_()
    except Error:
        # The page was closed, or went elsewhere, before the answer: nothing is left to stop.
        return
