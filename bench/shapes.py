"""Shapes of Markdown that make readers of it slow, each as long as it is asked for.

Used by `bench/growth.py` and by the tests of the limits.
"""

from collections.abc import Callable
from typing import TypeAlias

__all__ = ["SHAPES", "Shape"]

Shape: TypeAlias = Callable[[int], str]
"""A text of about so many characters."""


def _over(piece: str) -> Shape:
    """A piece over and over; `{n}` in it counts."""
    if "{n}" not in piece:
        return lambda size: piece * max(1, size // len(piece))
    return lambda size: "".join(
        piece.replace("{n}", str(n)) for n in range(max(1, size // (len(piece) + 1)))
    )


def _after(begin: str, piece: str) -> Shape:
    """A piece over and over after a beginning."""
    return lambda size: begin + _over(piece)(max(1, size - len(begin)))


_SENTENCE = "The ministry said on Monday that talks in Kazakhstan would go on[^a]. "

SHAPES: dict[str, Shape] = {
    "paragraphs": _over(_SENTENCE * 5 + "\n\n"),
    "one paragraph": _over(_SENTENCE),
    "tight list": _over("- an item of a list\n"),
    "loose list": _over("- an item of a list\n\n"),
    "numbered list": _over("{n}. an item\n"),
    "nested list": _over("- an item\n    - an item\n        - an item\n"),
    "lazy list": _after("- an item\n", "goes on\n"),
    "rows of a table": _after("| a | b |\n|---|---|\n", "| cell | cell |\n"),
    "a wide table": lambda size: "".join(f"{'|' + cell * (size // 8)}\n" for cell in ("a|", "-|")),
    "few cells in a wide table": lambda size: (
        "a|" * (size // 20) + "a\n" + "-|" * (size // 20) + "-\n" + "c\n" * (size // 3)
    ),
    "code in a row": lambda size: "|a|b|\n|-|-|\n" + "|`a`" * (size // 4),
    "underlined headings": _over("a\n---\n"),
    "headings": _over("## A heading\n\n"),
    "headings in a block": _over("## a\n"),
    "rules": _over("---\n"),
    "quotations": _over("> a quotation\n\n"),
    "deep quotations": _over("> > > > > > > > > > a\n"),
    "fenced code": _over("```\ncode\n```\n\n"),
    "open fences": _over("~~~{n}\n"),
    "indented code": _after("text\n\n", "    code\n\n"),
    "code after an image": _after("![a](https://a.b)\n\n", "`a` " * 100 + "\n\n"),
    "images and code": _over("![a](https://a.b) `a`\n\n"),
    "headings beside code": _over("## a\n\n`a`\n\n"),
    "open backticks": _over("\\`` "),
    "growing backticks": lambda size: " ".join("`" * n for n in range(1, int((2 * size) ** 0.5))),
    "open brackets": _over("["),
    "open brackets in blocks": _over("[" * 240 + "\n\n"),
    "references": _over("[a][b] "),
    "references cut off": _over("[a][ "),
    "links": _over("[a word](https://a.b) "),
    "links in links": lambda size: "[" * (size // 15) + "a" + "](https://a.b)" * (size // 15),
    "images": _over("![a](https://a.b/c.png) "),
    "definitions": _over("[a{n}]: https://a.b\n"),
    "definitions with text": _over("[a{n}]: https://a.b\ntext\n"),
    "footnotes": _over("[^f{n}]: a note\n\na text[^f{n}]\n\n"),
    "footnotes in a block": _over("[^f{n}]: a note\ntext\n"),
    "one footnote": _after("[^f]: a note\n\n", "text[^f]\n\n"),
    "stars": _over("*a "),
    "nested stars": lambda size: "*a _b " * (size // 12) + "c_ d* " * (size // 12),
    "strong words": _over("**word** and "),
    "emphasis in a link": lambda size: "[" + "*a* b " * (size // 6) + "](https://a.b)",
    "escapes": _over("\\*"),
    "braces": _over("{"),
    "entities": _over("&amp; "),
    "angles": _over("<"),
    "angles in code": _over("`<a>` "),
    "addresses": _over("<https://a.b> "),
    "tags": _over("<sub>a</sub> "),
    "comments in code after tags": _after("<sub>" * 300, "`<!--a-->` "),
    "line breaks": _over("a  \n"),
    "names": _over("Kazakhstan and Norway. "),
    "references to names": _over("[[Kazakhstan]] "),
    "citations": _over("text[^a] "),
    "a name and a gap": lambda size: "Saudi" + " " * size,
    "marks of quotations": _over("> "),
    "backslashes": _over("\\"),
}
