"""Round steps that cover a span of values, for scales and for classes."""

from __future__ import annotations

import math
from typing import Final

# Steps that a reader counts in, as parts of ten.
_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
# Below it values are zero but for what binary fractions leave behind.
LEAST: Final = 1e-290


def nice_step(span: float, lines: int = 4) -> float:
    """Return the smallest round step that needs at most `lines` steps to cover a span."""
    if not span > LEAST or not math.isfinite(span):
        return 1.0
    rough = span / lines
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(part for part in _STEPS if part * power >= rough * (1 - 1e-9))
    return without_noise(step * power)


def without_noise(value: float) -> float:
    """Return a number without what binary fractions leave behind: 0.3 for 0.30000000000000004."""
    return float(f"{value:.12g}") + 0.0
