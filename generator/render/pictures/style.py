"""The colours of maps, in one place, for light and for dark.

A map has a ground of its own, so that it can be read wherever it is shown: a picture in a page
cannot see the page's colours. Browsers tell it the scheme of the page that shows it; those that do
not tell it the reader's own. No fact is told by colour alone: steps go from light to dark, trends
have a sign, what is disputed is hatched, and all of it stands in words beside the map.
"""

from collections.abc import Mapping

__all__ = ["STYLE_OF_LOCATOR", "STYLE_OF_WORLD"]

_LIGHT = {
    "sea": "#f3f6f8",
    "land": "#d5dbe0",
    "text": "#24292f",
    "hatch": "#5a626b",
    "c1": "#a6c8ea",
    "c2": "#6a9fd6",
    "c3": "#3470b3",
    "c4": "#123c73",
    "w": "#b5461a",
    "s": "#858c94",
    "b": "#1c7a72",
    "near": "#b9c6d2",
    "main": "#6f9ac4",
    "spot": "#a3271b",
}
_DARK = {
    "sea": "#1b2128",
    "land": "#3d4650",
    "text": "#e6eaee",
    "hatch": "#aab3bd",
    "c1": "#3f658f",
    "c2": "#5b8cc2",
    "c3": "#8fb9e6",
    "c4": "#d3e6fb",
    "w": "#f08a5d",
    "s": "#9aa2ab",
    "b": "#56c4b8",
    "near": "#55606c",
    "main": "#4f7cab",
    "spot": "#ff9d87",
}


def _variables(colours: Mapping[str, str]) -> str:
    told = ";".join(f"--{name}:{colour}" for name, colour in colours.items())
    return f":root{{{told}}}"


_GROUND = (
    f"{_variables(_LIGHT)}@media(prefers-color-scheme:dark){{{_variables(_DARK)}}}"
    "text{fill:var(--text);font-family:system-ui,sans-serif}"
    ".sea{fill:var(--sea)}.l{fill:var(--land)}.m path{stroke:var(--sea);stroke-linejoin:round}"
    ".h{stroke:var(--hatch);fill:none}"
)

STYLE_OF_WORLD = (
    f"{_GROUND}.m path,.m circle{{stroke-width:2}}.m circle{{stroke:var(--text)}}"
    ".m .d{fill:url(#h);stroke:none;pointer-events:none}"
    "text{font-size:30px}.c1{fill:var(--c1)}.c2{fill:var(--c2)}.c3{fill:var(--c3)}.c4{fill:var(--c4)}"
    ".m .k,.t{display:none}#trend:target .k,#trend:target .t{display:inline}"
    "#trend:target .c{display:none}.m .k{fill:var(--text);stroke-width:1;pointer-events:none}"
    "#trend:target .w{fill:var(--w)}#trend:target .s{fill:var(--s)}#trend:target .b{fill:var(--b)}"
    "#trend:target .n{fill:var(--land)}"
    "a:hover path,a:focus path,a:hover circle,a:focus circle{stroke:var(--text);stroke-width:5}"
    "@media(max-width:600px){text{font-size:56px}.p{font-size:47px}}.off{opacity:.2}"
)
"""`#trend` is one map over the other in the same file, so that a reader loads shapes once."""

STYLE_OF_LOCATOR = (
    f"{_GROUND}.m path{{stroke-width:2}}.m .d{{fill:url(#h);stroke:none}}"
    ".main{fill:var(--main)}.near{fill:var(--near)}.spot{fill:var(--spot);stroke:var(--sea);stroke-width:3}"
    "text{font-size:24px;paint-order:stroke;stroke:var(--sea);stroke-width:5;stroke-linejoin:round}"
    ".name{font-weight:700;font-size:26px}.note{font-size:19px}.off{opacity:.2}"
)
