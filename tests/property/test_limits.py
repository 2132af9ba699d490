"""What the limits let through, Markdown renders in bounded time; what hurts is refused."""

import time

import markdown
import pytest

from generator.limits import _MARKS, MAX_BLOCK, find_excess
from generator.sanitise import EXTENSIONS, sanitise

BOUND = 10.0
"""Seconds: far above what is measured (0.8), far below what is refused (minutes)."""


@pytest.mark.parametrize(("mark", "most"), [(mark, most) for mark, most, _ in _MARKS])
@pytest.mark.parametrize("piece", ["{}", "!{}", "{}a", "a{}b ", "{}{}", "{} "])
def test_a_block_full_of_one_mark_ends(mark: str, most: int, piece: str) -> None:
    one = piece.format(mark, mark)
    text = "a" + one * min(most // one.count(mark), MAX_BLOCK // len(one) - 1)
    assert find_excess(text) is None
    begun = time.monotonic()
    markdown.markdown(sanitise(text).text, extensions=list(EXTENSIONS))
    assert time.monotonic() - begun < BOUND
    over = "a" + one * (most + 1)
    assert find_excess(over) is not None
    assert [finding.code for finding in sanitise(over).findings] == ["body-too-complex"]
