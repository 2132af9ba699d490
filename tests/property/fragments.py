"""Pieces of Markdown, HTML and YAML that are tricky next to each other."""

from hypothesis import strategies as st

from generator.names.index import NameIndex
from generator.names.name import Name

NAMES = NameIndex(
    Name(text=text, target=target)
    for text, target in [
        ("Guinea", "country/guinea"),
        ("Equatorial Guinea", "country/equatorial-guinea"),
        ("Kazakh", "country/kazakhstan"),
        ("Kazakhstan", "country/kazakhstan"),
        ("nuclear energy", "topic/nuclear-energy"),
        ("US", "country/united-states"),
    ]
)
ANNOTATED = {
    "country/guinea",
    "country/kazakhstan",
    "topic/nuclear-energy",
    "country/united-states",
}

MARKDOWN = [
    *("Guinea", "Equatorial Guinea", "Kazakhstan", "Kazakh's", "Kazakhs", "nuclear energy", "US"),
    *(" ", "\n", "\n\n", "    ", "\t", "  \n", "\u00a0", "é"),
    *("*", "**", "_", "__", "`", "``", "```", "~~~", "\\", "|", "#", "## ", "- ", "1. ", "> "),
    *("[", "]", "(", ")", "![", "](", "[x]", "[[US]]", "[a](b)", "![a](x)", "[a]: ", "[a]: /b"),
    *("[^x]", "[^x]: ", "https://a.b/", "<https://a.b>", "www.a.b", "a@b.c", "[TOC]"),
    *("<", ">", "<b>", "</b>", "<sub>", "</sub>", "<script>", "</script>", "<!--", "-->", "<?"),
    *("<svg>", "</svg>", '<svg><a title="', "<title>", "</title>", "<code>", "</code>", "<pre>"),
    *("](javascript:a())", "(javascript:a())", "[\nx]: javascript:a()", "[^x]: javascript:a()"),
    *("\x02", "\x03", "\r", "\x0c", "!!", "\\\\", "klzzwxh:0", "/// html | b", "{@a=b}", "\n"),
    *("<![ if !IE]>", "<![CDATA[", "]]>", "<img src=x onerror=a()>", "<a href=javascript:a()>"),
    *("&", "&amp;", "&#106;", "javascript:", "{", "}", "{: .x}", "{{ a }}", "!!! note\n", '"', "'"),
    *(":", "!", "---", "===", "\n---\n", "| a | b |\n|---|---|\n", ". ", ", ", "Term\n: "),
]


def markdown(size: int = 30) -> st.SearchStrategy[str]:
    """Any text, made mostly of tricky pieces."""
    letters = st.text(max_size=4, alphabet=st.characters(exclude_categories=["Cs", "Cc"]))
    pieces = st.one_of(st.sampled_from(MARKDOWN), letters)
    return st.lists(pieces, max_size=size).map("".join)
