"""The home page: the site, and the blog with the posts that are shown."""

from collections.abc import Sequence

from markupsafe import Markup

from journeyblog.site.pages.desk import Desk
from journeyblog.site.pages.structured.graph import blog, given, script, when
from journeyblog.site.pages.structured.posts import posting_id
from journeyblog.site.site import SitePost
from journeyblog.site.views import NO_HTML


def home_graph(desk: Desk, posts: Sequence[SitePost]) -> Markup:
    """The graph of the home page, which shows ``posts``."""
    if not desk.atlas.origin:
        return NO_HTML
    settings, home = desk.site.settings, desk.absolute("/")
    about = given({"description": settings.tagline, "inLanguage": settings.language})
    shown = [
        {
            "@type": "BlogPosting",
            "@id": posting_id(desk, post),
            "headline": desk.heading(post),
            "url": desk.absolute(post.location),
            "datePublished": when(desk, post.date),
        }
        for post in posts
        if not post.hidden
    ]
    site = {"@type": "WebSite", "@id": f"{home}#website", "name": settings.title, "url": home}
    return script(
        [site | about, blog(desk) | about | given({"isPartOf": {"@id": f"{home}#website"}, "blogPost": shown})]
    )
