"""§7.11, §7.15: stand-outs, let-downs, and what counts as good."""

from collections.abc import Iterable
from fractions import Fraction

from journeyblog.model.business import Verdict
from journeyblog.model.scale import Scale
from journeyblog.model.scores import Share


def is_standout(said: Iterable[bool | None], verdict: Verdict, overall: Fraction | None, scale: Scale) -> bool:
    """The latest visit's word that says ``standout``; else Definitely, and no score or one ≥ L + .875(H − L).

    ``said`` are the visits' own words, oldest first.
    """
    words = [word for word in said if word is not None]
    if words:
        return words[-1]
    return verdict is Verdict.DEFINITELY and (overall is None or scale.share(overall) >= Fraction(7, 8))


def is_let_down(verdict: Verdict, overall: Fraction | None, scale: Scale) -> bool:
    """Verdict No, or overall ≤ L + .375(H − L)."""
    return verdict is Verdict.NO or (overall is not None and scale.share(overall) <= Fraction(3, 8))


def good_or_better(scores: Iterable[Fraction | None], scale: Scale) -> Share | None:
    """How many of the scores are ≥ L + .75(H − L); None without scores."""
    shares = [scale.share(score) for score in scores if score is not None]
    return Share(part=sum(share >= Fraction(3, 4) for share in shares), whole=len(shares)) if shares else None
