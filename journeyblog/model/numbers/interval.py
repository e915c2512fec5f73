"""§7.8: how sure a share is, from few answers."""

from math import sqrt

from journeyblog.model.scores import Share

Z = 1.959963984540054
"""The normal deviate of 95 %: 1.959964 at full precision."""


def wilson(share: Share) -> tuple[float, float] | None:
    """Wilson's score interval of 95 % for ``share``, within 0 to 1; None of no answers.

    (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), from E. B. Wilson, "Probable inference, the law of succession,
    and statistical inference", JASA 22 (1927).
    """
    n = share.whole
    if not n:
        return None
    p = share.part / n
    middle = p + Z * Z / (2 * n)
    reach = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)
