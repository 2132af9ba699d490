"""What a Markdown text may be read with: each with the extensions that it knows."""

from generator.markdown.sanitize import EXTENSIONS

READERS = {
    "plain Markdown": (),
    "this site": EXTENSIONS,
    "a site with everything that comes with Python-Markdown": (
        *("extra", "admonition", "codehilite", "legacy_attrs", "nl2br", "sane_lists", "smarty"),
        "toc",
    ),
}
"""Sets of extensions, by who uses them."""

PYMDOWN = (
    *("toc", "footnotes", "attr_list", "md_in_html", "tables", "pymdownx.superfences"),
    *("pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.details", "pymdownx.tabbed"),
    *("pymdownx.blocks.html", "pymdownx.blocks.admonition", "pymdownx.snippets"),
    *("pymdownx.magiclink", "pymdownx.caret", "pymdownx.tilde", "pymdownx.mark"),
    *("pymdownx.critic", "pymdownx.betterem", "pymdownx.smartsymbols"),
)
"""Those that Material's owners add; they come with Material."""
