"""What the site's tests rely on: the record of requests, the window's settings, the server."""

from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.site.axe import violations
from tests.site.browsing import DESKTOP, PHONE, Open
from tests.site.server import Serve, served

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head>
<body><main><h1>A page</h1>%s</main></body></html>"""
EVIL = "elsewhere.example/x"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a tree of a page, a page in a folder, and a page for what is missing."""
    (tmp_path / "index.html").write_text(PAGE % "<p id=js>off</p>", "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "index.html").write_text(PAGE % "In a folder", "utf-8")
    (tmp_path / "404.html").write_text(PAGE % "Not here", "utf-8")
    return tmp_path


def put(tree: Path, markup: str) -> None:
    """Make *markup* the content of the tree's first page."""
    (tree / "index.html").write_text(PAGE % markup, "utf-8")


@pytest.mark.parametrize(
    ("markup", "scheme"),
    [
        (f'<img src="https://{EVIL}" alt="">', "https"),
        (f"<script>fetch('http://{EVIL}').catch(() => 0)</script>", "http"),
        (f'<iframe src="https://{EVIL}" title="x"></iframe>', "https"),
        (f"<style>@import 'https://{EVIL}'</style>", "https"),
        (f"<script>new WebSocket('wss://{EVIL}')</script>", "wss"),
        (f"<script>new Worker('worker.js')</script><!-- {EVIL} -->", "https"),
    ],
)
def test_a_request_to_another_host_is_recorded_and_stopped(
    tree: Path, serve: Serve, open_page: Open, markup: str, scheme: str
) -> None:
    (tree / "worker.js").write_text(f"fetch('https://{EVIL}')", "utf-8")
    put(tree, markup)
    visit = open_page(serve(tree))
    visit.page.wait_for_timeout(200)
    assert visit.foreign() == [f"{scheme}://{EVIL}"]


def test_a_pages_own_requests_are_not_foreign(tree: Path, serve: Serve, open_page: Open) -> None:
    put(tree, '<iframe src="folder/" title="x"></iframe><img src="data:," alt="">')
    url = serve(tree, "/project/")
    visit = open_page(url)
    assert visit.requests[:2] == [url, f"{url}folder/"]
    assert visit.foreign() == []
    assert visit.errors == []


@pytest.mark.parametrize("script", ["throw new Error('planted')", "console.error('planted')"])
def test_an_error_of_a_script_is_recorded(
    tree: Path, serve: Serve, open_page: Open, script: str
) -> None:
    put(tree, f"<script>{script}</script>")
    visit = open_page(serve(tree))
    visit.page.wait_for_timeout(100)
    assert len(visit.errors) == 1
    assert "planted" in visit.errors[0]


@pytest.mark.parametrize(("javascript", "text"), [(True, "on"), (False, "off")])
def test_scripts_run_only_where_they_are_on(
    tree: Path, serve: Serve, open_page: Open, *, javascript: bool, text: str
) -> None:
    put(tree, "<p id=js>off</p><script>document.querySelector('#js').textContent = 'on'</script>")
    visit = open_page(serve(tree), javascript=javascript)
    assert visit.page.inner_text("#js") == text


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_window_has_its_width(tree: Path, serve: Serve, open_page: Open, width: int) -> None:
    assert open_page(serve(tree), width=width).page.evaluate("innerWidth") == width


def test_the_window_has_its_colour_scheme(tree: Path, serve: Serve, open_page: Open) -> None:
    query = "matchMedia('(prefers-color-scheme: dark)').matches"
    assert open_page(serve(tree), scheme="dark").page.evaluate(query) is True
    assert open_page(serve(tree)).page.evaluate(query) is False


def test_axe_finds_a_planted_barrier(tree: Path, serve: Serve, open_page: Open) -> None:
    visit = open_page(serve(tree))
    assert violations(visit.page) == []
    put(tree, '<p><img src="data:,"></p><p style="color: #eee; background: #fff">pale</p>')
    visit = open_page(serve(tree))
    assert {found.rule for found in violations(visit.page)} == {"image-alt", "color-contrast"}


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/project/", 200, "A page"),
        ("/project/?q=1", 200, "A page"),
        ("/project/folder/", 200, "In a folder"),
        ("/project/missing/", 404, "Not here"),
        ("/folder/", 404, "Not here"),
        ("/", 404, "Not here"),
        ("/project/../../../../../../etc/hostname", 404, "Not here"),
        ("/project/%2e%2e/%2e%2e/%2e%2e/etc/hostname", 404, "Not here"),
    ],
)
def test_the_server_answers_under_its_base_only(
    tree: Path, path: str, status: int, text: str
) -> None:
    with served(tree, "/project/") as url:
        parts = urlsplit(url)
        assert parts.hostname == "127.0.0.1"
        connection = HTTPConnection(parts.hostname, parts.port or 0, timeout=5)
        connection.request("GET", path)
        answer = connection.getresponse()
        assert (answer.status, text in answer.read().decode()) == (status, True)
        connection.close()
