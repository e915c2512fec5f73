"""Twice the text costs at most about twice the work, whatever the text."""

import pytest
from hostile.shapes import SHAPES, steps

SIZE = 120


@pytest.mark.parametrize("name", SHAPES)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    """What every text costs is counted off."""
    empty = steps("a")
    small, large = (max(1, steps(SHAPES[name](size)) - empty) for size in (SIZE, 2 * SIZE))
    assert large <= 2.5 * small + 250
