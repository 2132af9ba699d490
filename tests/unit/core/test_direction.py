"""Which way a text runs."""

import pytest

from generator.core.direction import direction


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("مصر تستورد القمح", "rtl"),
        ("«2024»: گندم", "rtl"),
        ("קהיר", "rtl"),
        ("NATO مصر", "ltr"),
        ("Мир", "ltr"),
        ("2024 – 5", None),
    ],
)
def test_the_first_letter_with_a_direction_decides(text: str, found: str | None) -> None:
    assert direction(text) == found
