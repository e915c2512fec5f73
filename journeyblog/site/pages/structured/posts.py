"""A post, and a review of each business in it that got a score."""

from collections.abc import Iterable

from markupsafe import Markup

from journeyblog.markdown import render_comment, shown
from journeyblog.model.comment import Comment
from journeyblog.model.post import PartKind
from journeyblog.model.scores import mean
from journeyblog.site.pages.comments import shown_comments
from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.structured.businesses import is_reviewed, rating, subject
from journeyblog.site.pages.structured.graph import (
    Node,
    blog,
    breadcrumbs,
    given,
    one_or_all,
    person,
    script,
    when,
)
from journeyblog.site.scorecards import counted
from journeyblog.site.site import SiteBusiness, SiteJourney, SitePost, SiteVisit
from journeyblog.site.views import NO_HTML, ImageView


def post_graph(desk: Desk, post: SitePost, image: ImageView | None) -> Markup:
    """The graph of a post's page; nothing for one that only a preview shows."""
    if not desk.atlas.origin or post.hidden:
        return NO_HTML
    journey = desk.site.journeys.get(post.journey)
    trail = (
        [(desk.say("journeys.title"), "/journeys/"), (journey.title, journey.location)] if journey is not None else []
    )
    return script(
        [
            _posting(desk, post, journey, image),
            *(_review(desk, post, *one) for one in _reviewed(desk, post)),
            breadcrumbs(desk, [*trail, (desk.heading(post), post.location)]),
        ]
    )


def posting_id(desk: Desk, post: SitePost) -> str:
    """By which other nodes mean the post."""
    return f"{desk.absolute(post.location)}#post"


def series(desk: Desk, journey: SiteJourney) -> Node:
    """The journey that a post is an installment of."""
    page = desk.absolute(journey.location)
    return {"@type": "CreativeWorkSeries", "@id": f"{page}#journey", "name": journey.title, "url": page}


def position(desk: Desk, post: SitePost) -> int | str:
    """An installment's place as readers see it: its number, or Prologue, Interlude, Epilogue."""
    if post.station is None:
        return ""
    numbered = post.station.kind is PartKind.NUMBERED and post.station.number is not None
    return post.station.number or 0 if numbered else desk.say(f"parts.{post.station.kind.value}")


def _posting(desk: Desk, post: SitePost, journey: SiteJourney | None, image: ImageView | None) -> Node:
    fields, url = post.entry.fields, desk.absolute(post.location)
    wholes = [blog(desk)] if journey is None else [blog(desk), series(desk, journey)]
    node = given(
        {
            "@type": "BlogPosting",
            "@id": posting_id(desk, post),
            "headline": desk.heading(post),
            "url": url,
            "mainEntityOfPage": url,
            "datePublished": when(desk, post.date),
            "dateModified": when(desk, fields.updated) if fields.updated is not None else "",
            "author": one_or_all([person(desk, author) for author in post.authors]),
            "description": desk.summary(post),
            "inLanguage": fields.language or desk.site.settings.language,
            "image": desk.absolute_image(image),
            "articleSection": [desk.site.categories[slug].name for slug in post.categories],
            "keywords": [desk.site.tags[slug].name for slug in post.tags],
            "isPartOf": one_or_all(wholes),
        }
    )
    if fields.location is not None and fields.location.name:
        node["contentLocation"] = {"@type": "Place", "name": fields.location.name}
    if journey is not None and post.station is not None:
        node["position"] = position(desk, post)
    if comments := shown_comments(desk, post):
        node |= {"commentCount": len(comments), "comment": [_comment(desk, one) for one in comments]}
    return node


def _comment(desk: Desk, comment: Comment) -> Node:
    text = shown(render_comment(comment.text, typographer=desk.site.settings.markdown.typographer)).strip()
    author = given({"@type": "Person", "name": comment.name, "url": comment.url})
    return {"@type": "Comment", "author": author, "datePublished": when(desk, comment.date), "text": text}


def _reviewed(desk: Desk, post: SitePost) -> Iterable[tuple[SiteBusiness, list[SiteVisit]]]:
    """Each business that is reviewed here, with its scored visits; several visits make one review."""
    found: dict[str, list[SiteVisit]] = {}
    for visit in counted(post.visits):
        if visit.score is not None:
            found.setdefault(visit.business, []).append(visit)
    for slug, visits in found.items():
        business = desk.site.businesses[slug]
        if is_reviewed(desk, business):
            yield business, visits


def _review(desk: Desk, post: SitePost, business: SiteBusiness, visits: list[SiteVisit]) -> Node:
    scores = [visit.score for visit in visits if visit.score is not None]
    score = scores[0] if len(scores) == 1 else mean(scores)
    assert score is not None
    authors = dict.fromkeys(author for visit in visits for author in visit.authors)
    return given(
        {
            "@type": "Review",
            "@id": f"{desk.absolute(post.location)}#review-{business.slug}",
            "itemReviewed": subject(desk, business),
            "reviewRating": rating(desk, "Rating", score),
            "author": one_or_all([person(desk, author) for author in authors]),
            "datePublished": when(desk, post.date),
            "reviewBody": " ".join(visit.visit.why for visit in visits if visit.visit.why),
            "positiveNotes": _notes(point for visit in visits for point in visit.visit.good),
            "negativeNotes": _notes(point for visit in visits for point in visit.visit.bad),
            "isPartOf": {"@id": posting_id(desk, post)},
        }
    )


def _notes(points: Iterable[str]) -> Node | None:
    items = [{"@type": "ListItem", "position": place, "name": text} for place, text in enumerate(points, 1)]
    return {"@type": "ItemList", "itemListElement": items} if items else None
