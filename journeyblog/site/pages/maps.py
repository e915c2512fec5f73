"""Journey maps: the touchpoints of some posts by stage and channel, and the emotion curve."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from journeyblog.model.visit import Touchpoint
from journeyblog.site import numerals, phrases
from journeyblog.site.charts import Mark, curve, tone
from journeyblog.site.pages.desk import Desk
from journeyblog.site.site import SitePost
from journeyblog.site.summaries import EmotionPoint
from journeyblog.site.views import CurveView, JourneyMapView, MapStageView, MomentView

WORST, BEST = Fraction(-2), Fraction(2)
GUIDES = ((BEST, "+2"), (Fraction(0), "0"), (WORST, "−2"))
LEAST = 3
"""Fewer points make no curve."""


def map_view(
    desk: Desk, posts: Sequence[SitePost], points: Sequence[EmotionPoint], *, linked: bool
) -> JourneyMapView | None:
    """The map of a journey's posts, ``linked`` to them, or of a single one; None when there is nothing to draw.

    ``points`` are their :func:`~journeyblog.site.summaries.emotion_points`.
    """
    stages = tuple(_stages(desk, posts, linked=linked))
    felt = _curve(desk, posts, points, linked=linked)
    return JourneyMapView(stages=stages, curve=felt) if stages or felt is not None else None


def _curve(desk: Desk, posts: Sequence[SitePost], points: Sequence[EmotionPoint], *, linked: bool) -> CurveView | None:
    """How the visits felt, and the posts' own touchpoints, by date; None of fewer than three points."""
    if len(points) < LEAST:
        return None
    of = {post.path: post for post in posts}
    high, low = max(points, key=lambda point: point.value), min(points, key=lambda point: point.value)
    described = desk.say("map.described", n=len(points), highest=_shown(desk, high), lowest=_shown(desk, low))
    marks = [
        Mark(
            value=point.value,
            shown=numerals.signed(desk.messages, point.value),
            label=_name(desk, point),
            url=desk.url(of[point.post].location) if linked else "",
            date=point.date,
            note=phrases.feeling(desk.messages, point.value),
        )
        for point in points
    ]
    return curve("emotion_curve", desk.say("map.title"), described, marks, (WORST, BEST), GUIDES)


def _shown(desk: Desk, point: EmotionPoint) -> str:
    return desk.say("map.point", name=_name(desk, point), value=numerals.signed(desk.messages, point.value))


def _name(desk: Desk, point: EmotionPoint) -> str:
    if point.business:
        return desk.site.businesses[point.business].fields.name
    return point.what or desk.say("map.a_moment_on_the_way")


def _stages(desk: Desk, posts: Sequence[SitePost], *, linked: bool) -> Iterator[MapStageView]:
    """The stages in the order of the settings, then what tells no stage."""
    stages: dict[str, list[MomentView]] = {stage: [] for stage in (*desk.site.settings.stages, "")}
    told = sorted(_touchpoints(posts), key=lambda one: one[0])
    for _, point, post, business in told:
        stages[point.stage].append(_moment(desk, point, post, business, linked=linked))
    untold = desk.say("map.no_stage") if any(moments for stage, moments in stages.items() if stage) else ""
    for stage, moments in stages.items():
        if moments:
            yield MapStageView(label=desk.named("stages", stage) if stage else untold, moments=tuple(moments))


def _touchpoints(
    posts: Sequence[SitePost],
) -> Iterator[tuple[tuple[object, ...], Touchpoint, SitePost, str]]:
    """Every touchpoint with its place in time, its post and its business; a post's own come after its visits'."""
    for post in posts:
        after = max((post.date, *(visit.date for visit in post.visits)))
        for visit in post.visits:
            for i, point in enumerate(visit.visit.touchpoints):
                yield (visit.date, post.date, post.path, visit.place, i), point, post, visit.business
        for i, point in enumerate(post.entry.fields.touchpoints):
            yield (after, post.date, post.path, len(post.visits), i), point, post, ""


def _moment(desk: Desk, point: Touchpoint, post: SitePost, business: str, *, linked: bool) -> MomentView:
    channel = desk.site.settings.channels[point.channel].label if point.channel else ""
    felt = point.emotion
    return MomentView(
        what=point.what or channel or desk.say("map.a_moment"),
        channel=channel if point.what else "",
        business=desk.business_link(business) if business else None,
        post=desk.post_link(post, whole=False) if linked else None,
        emotion=numerals.signed(desk.messages, felt),
        feeling=phrases.feeling(desk.messages, felt) if felt is not None else "",
        key=tone((felt - WORST) / (BEST - WORST)) if felt is not None else "",
        who=point.who,
        facts=tuple(_facts(desk, point)),
    )


def _facts(desk: Desk, point: Touchpoint) -> Iterator[str]:
    if point.response_hours is not None:
        yield desk.say("map.answered_in", time=desk.say("counts.hours", n=point.response_hours))
    if point.wait_minutes is not None:
        yield desk.say("map.waited", time=desk.say("map.minutes", n=point.wait_minutes))
    if point.real_person is not None:
        yield desk.say("map.real_person" if point.real_person else "map.no_real_person")
