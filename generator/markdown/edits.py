"""Changes to a text, made pass by pass, and the way back to the text as written."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

__all__ = ["Edit", "Pass", "apply"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text and what takes its place; a `code` if the author is to know."""

    start: int
    end: int
    new: str
    code: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Pass:
    """Edits made at once: in order, without overlap, with the place of each in the result."""

    edits: tuple[Edit, ...]
    places: tuple[int, ...]

    @classmethod
    def of(cls, edits: Iterable[Edit]) -> "Pass":
        """Put edits in order."""
        ordered = tuple(sorted(edits, key=lambda edit: edit.start))
        grown = (len(edit.new) - (edit.end - edit.start) for edit in ordered)
        shifts = accumulate(grown, initial=0)
        places = (edit.start + shift for edit, shift in zip(ordered, shifts, strict=False))
        return cls(ordered, tuple(places))

    def origin(self, offset: int) -> int:
        """Where a place of the result stood in the text before."""
        index = bisect_right(self.places, offset) - 1
        if index < 0:
            return offset
        edit, after = self.edits[index], offset - self.places[index]
        return edit.start if after < len(edit.new) else edit.end + after - len(edit.new)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with edits that are in order and do not overlap."""
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += [text[position : edit.start], edit.new]
        position = edit.end
    return "".join([*parts, text[position:]])
