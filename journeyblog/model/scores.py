"""What visits add up to: scores, answers, the verdict. Formulas are those of the content model, section 7.

Pure functions over exact numbers: a score is a :class:`~fractions.Fraction` on the site's scale, until
:func:`shown` rounds it half-up for people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import mul
from typing import Annotated

from journeyblog.model.answers import Answer
from journeyblog.model.business import Verdict
from journeyblog.model.scale import Scale
from journeyblog.model.visit import Visit
from journeyblog.schema import About, Range


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRule:
    """Thresholds of the return index W: at least ``definitely``, at least ``probably``, above ``unsure``.

    ``decay`` is what an answer weighs beside the next one; ``infer`` lets a score stand in for a missing answer.
    """

    definitely: Annotated[Fraction, Range(0, 1), About("From this return index on it is *Definitely*.", ".875")] = (
        Fraction(7, 8)
    )
    probably: Annotated[Fraction, Range(0, 1), About("From this on *Probably*.", ".625")] = Fraction(5, 8)
    unsure: Annotated[Fraction, Range(0, 1), About("Above this *Unsure*, from here down *No*.", ".375")] = Fraction(
        3, 8
    )
    decay: Annotated[Fraction, Range(0, 1), About("What an answer weighs beside the next one.", ".5")] = Fraction(1, 2)
    infer: Annotated[bool, About("Whether a score may stand in for an answer that was not given.")] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """An answer's weight from 0 to 1, and whether it was inferred from the score."""

    weight: Fraction
    inferred: bool

    @property
    def word(self) -> str:
        """Definitely … No, by the weight."""
        return _WORDS[self.weight.as_integer_ratio()]


_WORDS = {answer.weight.as_integer_ratio(): answer.value.capitalize() for answer in Answer}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many: answers that would return among those given, promises kept among those made."""

    part: int
    whole: int


def weighted_mean(values: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Σwx / Σw over (weight, value); None without any weight."""
    pairs = list(values)
    weights, _ = over_one([weight for weight, _ in pairs])  # their denominator stands above and below
    parts, below = over_one([value for _, value in pairs])
    weight_sum = sum(weights)
    return Fraction(sum(map(mul, weights, parts)), below * weight_sum) if weight_sum else None


def mean(values: Sequence[Fraction]) -> Fraction | None:
    """The plain mean; None of nothing."""
    parts, below = over_one(values)
    return Fraction(sum(parts), below * len(parts)) if parts else None


def over_one(values: Iterable[Fraction]) -> tuple[list[int], int]:
    """The same as whole numbers over one denominator: what is to be added up is not reduced at each step."""
    ratios = [value.as_integer_ratio() for value in values]
    below = lcm(*(one for _, one in ratios))
    return [part * (below // one) for part, one in ratios], below


def visit_score(visit: Visit, weights: Mapping[str, Fraction]) -> Fraction | None:
    """§7.1: the rating, else what its aspects make, else none."""
    return visit.rating if visit.rating is not None else aspect_score(visit, weights)


def aspect_score(visit: Visit, weights: Mapping[str, Fraction]) -> Fraction | None:
    """§7.1: Σwr/Σw over the rated dimensions, else the mean of the four Ps; shown beside an explicit rating."""
    score = weighted_mean((weights[name], value) for name, value in visit.ratings.items() if name in weights)
    if score is not None or visit.four_ps is None:
        return score
    return mean(tuple(visit.four_ps.rated().values()))


def overall(scores: Iterable[Fraction | None]) -> Fraction | None:
    """§7.2: the plain mean of the visit scores there are."""
    return mean([score for score in scores if score is not None])


def answer(visit: Visit, score: Fraction | None, scale: Scale, *, infer: bool = True) -> GivenAnswer | None:
    """§7.6: the author's answer, else one inferred from q = (x − L)/(H − L); never inferred as definitely."""
    if visit.would_return is not None:
        return GivenAnswer(weight=visit.would_return.weight, inferred=False)
    if score is None or not infer:
        return None
    quarters = min(3, int(scale.share(score) * 4))
    return GivenAnswer(weight=Fraction(quarters, 4), inferred=True)


def return_index(answers: Sequence[Fraction], decay: Fraction) -> Fraction | None:
    """§7.7: W = Σ aᵢ·decay^(n−i) / Σ decay^(n−i), oldest to latest; from 0 to 1, None without answers."""
    total = weights = Fraction(0)
    for weight in answers:
        total = total * decay + weight
        weights = weights * decay + 1
    return total / weights if answers else None


def verdict(index: Fraction | None, rule: VerdictRule) -> Verdict:
    """§7.7: the word for a return index."""
    if index is None:
        return Verdict.NOT_SAID
    if index >= rule.definitely:
        return Verdict.DEFINITELY
    if index >= rule.probably:
        return Verdict.PROBABLY
    return Verdict.UNSURE if index > rule.unsure else Verdict.NO


def would_return_share(answers: Iterable[GivenAnswer]) -> Share:
    """§7.8: how many of the given answers are at least probably."""
    given = [one for one in answers if not one.inferred]
    return Share(part=sum(one.weight >= Fraction(3, 4) for one in given), whole=len(given))


def confidence(visits: int) -> str:
    """§7.17: the words for how many visits there were."""
    if visits <= 0:
        return ""
    if visits == 1:
        return "First impression"
    return "Getting to know" if visits < 4 else "Regulars"


def shown(value: Fraction, places: int = 1) -> str:
    """Rounded half-up (away from zero) to ``places`` decimals, for people."""
    part, of = value.as_integer_ratio()
    unit = 10**places
    whole, rest = divmod((2 * abs(part) * unit + of) // (2 * of), unit)
    sign = "-" if part < 0 and (whole or rest) else ""
    return f"{sign}{whole}.{rest:0{places}}" if places else f"{sign}{whole}"
