"""Pictures: ours pass, in the two forms that pages use, and no other does."""

import pytest

from generator.render.html_allowlist import clean

OURS = (
    '<img alt="A map" src="../assets/maps/kz-ru.svg" loading="lazy" width="360" height="240">',
    '<object type="image/svg+xml" data="../assets/maps/world.svg#trend" aria-label="A"></object>',
)


@pytest.mark.parametrize("html", OURS)
def test_a_picture_of_ours_passes(html: str) -> None:
    assert clean(html) == html


@pytest.mark.parametrize(
    "address",
    [
        *("https://evil.example/x.svg", "//evil.example/x.svg", "data:image/svg+xml,x"),
        *("javascript:alert(1)", "../assets/maps/../../x.svg", "assets/maps/x.svg?y=1"),
        *("../figures/x.svg", "/assets/maps/x.svg", "assets/maps/x.html", "assets/maps/x.svg\n"),
    ],
)
def test_a_picture_from_anywhere_else_has_no_address(address: str) -> None:
    assert clean(f'<img alt="x" src="{address}">') == '<img alt="x">'
    assert clean(f'<object data="{address}"></object>') == "<object></object>"


def test_an_object_is_nothing_but_a_picture() -> None:
    html = '<object type="text/html" data="../assets/maps/world.svg" classid="x"></object>'
    assert clean(html) == '<object data="../assets/maps/world.svg"></object>'
