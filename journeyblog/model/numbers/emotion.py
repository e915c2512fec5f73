"""§7.15: how a visit felt, for the curve of a journey."""

from fractions import Fraction

from journeyblog.model.scale import Scale
from journeyblog.model.scores import mean
from journeyblog.model.visit import Visit


def emotion(visit: Visit, score: Fraction | None, scale: Scale) -> Fraction | None:
    """The mean of its touchpoints' emotions, else 2(x − middle)/R; from −2 to 2, None without either."""
    felt = mean([point.emotion for point in visit.touchpoints if point.emotion is not None])
    if felt is not None or score is None:
        return felt
    return 4 * scale.share(score) - 2  # the same, with half as many divisions
