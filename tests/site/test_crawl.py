"""Each defect of a built tree, planted once, is found; what is sound is left alone."""

from pathlib import Path

import pytest

from tests.site.crawl import Kind, Problem, problems
from tests.site.references import css_urls, source_set

SOUND = """<!doctype html><html><head>
<link rel="stylesheet" href="{up}assets/style.css"><link rel="icon" href="{up}assets/icon.svg">
<link rel="canonical" href="https://example.org/project/"></head>
<body><h1 id="one">One</h1><p id="two &amp; three"><a name="named"></a>
<a href="#one">a</a> <a href="">b</a> <a href="#">c</a> <a href="#top">d</a>
<a href="#two%20&amp;%20three">e</a> <a href="#named">f</a> <a href="#:~:text=One">g</a>
<a href="{up}other/#one">h</a> <a href="{up}other/index.html?q=1">i</a>
<a href="{up}A%20plan.txt">j</a> <a href=" {up}other/\n">k</a>
<a href="https://elsewhere.example/x#y">l</a> <a href="mailto:a@b.example">m</a>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" srcset="{up}assets/icon.svg 2x">
<template><p id="one"><img src="https://elsewhere.example/t.png"></p></template>
<svg><path id="shape" fill="url(#shape)"/><use href="#shape"/></svg>
<a href="/project/other/">n</a></body></html>"""


def write(tree: Path, file: str, content: str) -> None:
    """Write *content* to *file* in *tree*, making its folder."""
    (tree / file).parent.mkdir(parents=True, exist_ok=True)
    (tree / file).write_text(content, "utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a sound tree of three pages, to plant a defect in."""
    write(tmp_path, "index.html", SOUND.format(up=""))
    write(tmp_path, "other/index.html", SOUND.format(up="../"))
    write(tmp_path, "404.html", SOUND.format(up="/project/"))
    write(tmp_path, "A plan.txt", "A plan.")
    write(tmp_path, "assets/icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    write(
        tmp_path,
        "assets/style.css",
        '@import "more.css";\n@namespace "http://www.w3.org/1999/xhtml";'
        "p { background: url(icon.svg) } /* url(https://elsewhere.example/no) */"
        "b { filter: url(#shape) } i { background: url('data:image/svg+xml,url(x)') }",
    )
    write(tmp_path, "assets/more.css", "")
    return tmp_path


def plant(tree: Path, markup: str, file: str = "other/index.html") -> list[Problem]:
    """Return what is found once *markup* stands in *file*."""
    text = (tree / file).read_text("utf-8")
    write(tree, file, text.replace("</body>", f"{markup}</body>"))
    return problems(tree, "/project/")


def test_a_sound_tree_has_no_problem(tree: Path) -> None:
    assert problems(tree, "/project/") == []


@pytest.mark.parametrize(
    "target",
    [
        "missing/",
        "../missing.html",
        "../Other/",
        "../other",  # no closing slash
        "../assets/",  # a folder without a page
        "..\\missing\\",
        "mis\tsing/",
        "/project/missing/",
        "http://[",
    ],
)
def test_a_dead_link_is_found(tree: Path, target: str) -> None:
    assert plant(tree, f'<a href="{target}">x</a>') == [
        Problem(page="other/index.html", kind=Kind.DEAD_LINK, target=target)
    ]


@pytest.mark.parametrize(
    ("markup", "target"),
    [
        ('<img src="gone.png">', "gone.png"),
        ('<img src="data:," srcset="gone.png 1x, ../assets/icon.svg 2x">', "gone.png"),
        ('<script src="gone.js"></script>', "gone.js"),
        ('<form action="gone/"></form>', "gone/"),
        ('<meta http-equiv="refresh" content="0; url=gone/">', "gone/"),
        ('<b style="background: url(gone.png)"></b>', "gone.png"),
        ("<noscript><a href=gone/>x</a></noscript>", "gone/"),
    ],
)
def test_a_dead_reference_of_any_sort_is_found(tree: Path, markup: str, target: str) -> None:
    assert plant(tree, markup) == [
        Problem(page="other/index.html", kind=Kind.DEAD_LINK, target=target)
    ]


@pytest.mark.parametrize("target", ["#gone", "../#gone", "../index.html#ONE", "../#two%20"])
def test_a_dead_anchor_is_found(tree: Path, target: str) -> None:
    assert plant(tree, f'<a href="{target}">x</a>') == [
        Problem(page="other/index.html", kind=Kind.DEAD_ANCHOR, target=target)
    ]


@pytest.mark.parametrize("target", ["/", "/other/", "../../", "../../../../x.html"])
def test_a_link_out_of_the_sites_folder_is_found(tree: Path, target: str) -> None:
    assert plant(tree, f'<a href="{target}">x</a>') == [
        Problem(page="other/index.html", kind=Kind.OUTSIDE, target=target)
    ]


def test_a_duplicate_id_is_found(tree: Path) -> None:
    assert plant(tree, '<i id="one"></i><i id="one"></i>') == [
        Problem(page="other/index.html", kind=Kind.DUPLICATE_ID, target="one")
    ]


EVIL = "https://elsewhere.example/x"


@pytest.mark.parametrize(
    "markup",
    [
        f'<img src="{EVIL}">',
        f'<img src=" {EVIL}\n">',
        f'<img srcset="../assets/icon.svg, {EVIL} 2x">',
        f'<picture><source srcset="{EVIL}"></picture>',
        f'<script src="{EVIL}"></script>',
        f'<iframe src="{EVIL}"></iframe>',
        f"<iframe srcdoc=\"<img src='{EVIL}'>\"></iframe>",
        f'<video poster="{EVIL}"></video>',
        f'<audio><source src="{EVIL}"></audio>',
        f'<object data="{EVIL}"></object>',
        f'<input type="image" src="{EVIL}">',
        f'<table background="{EVIL}"></table>',
        f'<link rel="stylesheet" href="{EVIL}">',
        f'<link rel="alternate StyleSheet" href="{EVIL}">',
        f'<link rel="preload" as="image" imagesrcset="{EVIL} 1x">',
        f'<link rel="preconnect" href="{EVIL}">',
        f'<link rel="icon" href="{EVIL}">',
        f'<svg><image href="{EVIL}"/></svg>',
        f'<svg><use xlink:href="{EVIL}"/></svg>',
        f'<svg><rect fill="url({EVIL})"/></svg>',
        f'<b style="background: url({EVIL})"></b>',
        f"<style>@import '{EVIL}';</style>",
        f"<style>@font-face {{ src: url( '{EVIL}' ) }}</style>",
        f"<style>b {{ background: u\\72l({EVIL}) }}</style>",
        f'<meta http-equiv="Refresh" content="5;{EVIL}">',
        f'<a href="#one" ping="{EVIL}">x</a>',
        f'<noscript><img src="{EVIL}"></noscript>',
    ],
)
def test_a_load_from_another_host_is_found(tree: Path, markup: str) -> None:
    target = f" {EVIL}\n" if f" {EVIL}\n" in markup else EVIL
    assert plant(tree, markup) == [
        Problem(page="other/index.html", kind=Kind.OTHER_HOST, target=target)
    ]


@pytest.mark.parametrize("target", ["//elsewhere.example/x", "\\\\elsewhere.example/x"])
def test_a_load_that_names_only_a_host_is_found(tree: Path, target: str) -> None:
    assert plant(tree, f'<img src="{target}">') == [
        Problem(page="other/index.html", kind=Kind.OTHER_HOST, target=target)
    ]


@pytest.mark.parametrize(
    ("css", "kind", "target"),
    [
        ("b { background: url(gone.png) }", Kind.DEAD_LINK, "gone.png"),
        ('@import "gone.css";', Kind.DEAD_LINK, "gone.css"),
        (f"@import url({EVIL});", Kind.OTHER_HOST, EVIL),
        (f"@font-face {{ src: local(x), url('{EVIL}') }}", Kind.OTHER_HOST, EVIL),
    ],
)
def test_a_style_sheet_is_read(tree: Path, css: str, kind: Kind, target: str) -> None:
    write(tree, "assets/more.css", css)
    assert problems(tree, "/project/") == [
        Problem(page="assets/more.css", kind=kind, target=target)
    ]


def test_a_relative_reference_in_the_404_page_is_dead(tree: Path) -> None:
    """The page stands for any address, so nothing relative can be right in it."""
    assert plant(tree, '<a href="other/">x</a>', "404.html") == [
        Problem(page="404.html", kind=Kind.DEAD_LINK, target="other/")
    ]


def test_a_base_element_is_found(tree: Path) -> None:
    assert plant(tree, f'<base href="{EVIL}">') == [
        Problem(page="other/index.html", kind=Kind.BASE, target=EVIL)
    ]


def test_pages_without_folders_of_their_own(tmp_path: Path) -> None:
    """The tree that ``use_directory_urls: false`` builds."""
    write(tmp_path, "index.html", '<a href="a/b.html#x">x</a>')
    write(tmp_path, "a/b.html", '<p id="x"><a href="../index.html">x</a> <a href="b/">x</a>')
    assert problems(tmp_path, "/") == [Problem(page="a/b.html", kind=Kind.DEAD_LINK, target="b/")]


def test_a_base_with_its_host_makes_whole_links_the_sites_own(tree: Path) -> None:
    link = "https://example.org/project/gone/"
    assert plant(tree, f'<a href="{link}">x</a>') == []
    assert problems(tree, "https://example.org/project/") == [
        Problem(page="other/index.html", kind=Kind.DEAD_LINK, target=link)
    ]


def test_a_crawl_that_sees_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no HTML in"):
        problems(tmp_path, "/")
    with pytest.raises(ValueError, match="does not end in a slash"):
        problems(tmp_path, "/project")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a.png", ["a.png"]),
        ("a.png, b.png 2x", ["a.png", "b.png"]),
        ("a.png 1x,b.png 2x", ["a.png", "b.png"]),
        (" a,b.png 100w , c.png,", ["a,b.png", "c.png"]),
        ("", []),
    ],
)
def test_source_sets(value: str, expected: list[str]) -> None:
    assert source_set(value) == expected


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a{b:url(x.png)}", ["x.png"]),
        ("a{b:url( 'x y.png' )}", ["x y.png"]),
        ('@import"x.css";', ["x.css"]),
        ("a{b:image-set('x.png' 1x, \"y.png\" 2x)}", ["x.png", "y.png"]),
        ("/* url(x) */", []),
        ("a{b:URL(x)", ["x"]),
    ],
)
def test_css_urls(css: str, expected: list[str]) -> None:
    assert css_urls(css) == expected
