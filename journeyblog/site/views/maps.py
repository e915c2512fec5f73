"""A journey map: the moments of contact by stage and channel, and how each felt."""

from dataclasses import dataclass

from journeyblog.site.views.charts import CurveView
from journeyblog.site.views.elements import LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """A touchpoint. ``emotion`` is a number with its sign ("+1"), ``feeling`` the same in words, ``key`` for a class.

    ``business`` is None for a touchpoint of the post's own; ``facts`` are what was measured ("waited 8 minutes").
    """

    what: str
    channel: str = ""
    business: LinkView | None = None
    post: LinkView | None = None
    emotion: str = ""
    feeling: str = ""
    key: str = ""
    who: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStageView:
    """A stage and its moments; the label is empty when no moment of the map tells its stage."""

    label: str
    moments: tuple[MomentView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyMapView:
    """The map of a post or a journey. The curve, from three points on, tells how its visits felt, by date."""

    stages: tuple[MapStageView, ...]
    curve: CurveView | None = None
