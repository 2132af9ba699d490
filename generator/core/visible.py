"""Text made visible before it is printed: it can move no cursor, hide nothing and command nobody.

What a name, an address or a title holds goes to terminals, to the logs of CI and into the pages
that forges show. There a control character colours or erases, a mark turns the direction, and a
line that begins with two colons is an order to the runner of GitHub's workflows (`##[` and
`##vso[` to it and to others, anywhere in a line).

`visible` is for a piece of a line: a line end in it is shown like any other control. `harmless`
is for whole lines, and everything that the command prints passes it (`guarded`), so that
nobody who prints can forget.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

__all__ = ["guarded", "harmless", "unguarded", "visible", "visible_json"]

_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0d\uffa0\U000e0100-\U000e01ef]"
)
"""What Python calls printable and no font shows."""
_ORDER = re.compile(r"##(?=\w*\[)")
_OPEN_ORDER = re.compile(r"##(?=\w*\Z)")
"""What becomes one if a bracket is printed next."""
_BYTES = range(0xDC80, 0xDD00)
"""Surrogates by which Python keeps the bytes of a name that is no text (PEP 383)."""
_BEYOND = 0xFFFF


def visible(text: object) -> str:
    """A text, or anything as text, on one line in which nothing is invisible.

    What cannot be seen is shown by its number, as Python, JSON and YAML write it.
    """
    line = str(text)
    if line.isprintable() and not _UNSEEN.search(line):
        return line
    return "".join(_shown(letter) for letter in line)


def _shown(letter: str) -> str:
    if letter.isprintable() and not _UNSEEN.match(letter):
        return letter
    number = ord(letter)
    if number in _BYTES:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\u{number:04x}" if number <= _BEYOND else f"\\U{number:08x}"


def harmless(text: str, *, begins_line: bool = True) -> str:
    """Lines of text in which nothing is invisible and none of which is an order to CI.

    `begins_line` says whether nothing but white space stands on its first line before it.
    """
    first, *others = text.split("\n")
    lines = [_harmless(first) if begins_line else _without_orders(first)]
    return "\n".join([*lines, *map(_harmless, others)])


def _harmless(line: str) -> str:
    shown = _without_orders(line)
    space = len(shown) - len(shown.lstrip())
    # The runner looks past white space.
    return (
        f"{shown[:space]}\\u003a{shown[space + 1 :]}" if shown[space:].startswith("::") else shown
    )


def _without_orders(line: str) -> str:
    return _ORDER.sub(r"#\\u0023", visible(line))


def visible_json(text: str) -> str:
    """JSON with the same meaning in which nothing is invisible but line ends between its parts."""
    if all(line.isprintable() for line in text.split("\n")) and not _UNSEEN.search(text):
        return text
    return "".join(
        letter if letter == "\n" or letter == _shown(letter) else _escaped(letter)
        for letter in text
    )


def _escaped(letter: str) -> str:
    """As JSON writes a character by its UTF-16 (RFC 8259, section 7)."""
    units = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


class _Guarded:
    """A stream to which only harmless text is written."""

    def __init__(self, stream: TextIO) -> None:
        self.unguarded = stream
        self._line = ""
        """The last line so far; if it is more than white space and a colon, only how it ends."""

    def write(self, text: str) -> int:
        before = self._line
        shown = harmless(text, begins_line=not before.strip())
        # An order may come in pieces: its first half is out already, so the second is shown.
        if text[:1] == ":" == before.strip() or (text[:1] == "#" == before[-1:]):
            shown = f"\\u{ord(text[0]):04x}{shown[1:]}"
        shown = _OPEN_ORDER.sub(r"#\\u0023", shown)
        encoding = getattr(self.unguarded, "encoding", None) or "utf-8"
        self.unguarded.write(shown.encode(encoding, "backslashreplace").decode(encoding))
        line = text.rpartition("\n")[2] if "\n" in text else before + text
        self._line = line if line.strip() in {"", ":"} else f"x{line[-1]}"
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        if name == "buffer":  # a way around
            raise AttributeError(name)
        return getattr(self.unguarded, name)


@contextmanager
def guarded() -> Iterator[None]:
    """Let only harmless text out of this program, whoever prints it."""
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast("TextIO", _Guarded(stream)) for stream in (out, err))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err


def unguarded(stream: TextIO) -> TextIO:
    """The stream itself, for what is made of controls or orders on purpose and of nothing else."""
    return getattr(stream, "unguarded", stream)
