"""What stands round the texts of a blog beside comments and ways to share: promos, the newsletter, short lists."""

from collections import Counter
from datetime import date
from zlib import crc32

from journeyblog.site.pages.desk import Desk
from journeyblog.site.views import NewsletterView, PromoView, ShelvesView, TermView
from journeyblog.source.discover import SETTINGS
from journeyblog.urls import link_href


def promo_view(desk: Desk, location: str) -> PromoView | None:
    """One of the promos, chosen by the page's address: the same with every build, whatever else is written."""
    promos = desk.site.settings.promos
    if not promos:
        return None
    promo = promos[crc32(location.encode()) % len(promos)]
    return PromoView(
        label=promo.label or desk.say("promo.label"),
        title=promo.title,
        text=promo.text,
        url=link_href(promo.url, desk.atlas.base_path),
        image=desk.image(promo.image, "", SETTINGS),
    )


def newsletter_view(desk: Desk) -> NewsletterView | None:
    """The form, when the settings have one."""
    form = desk.site.settings.newsletter
    if form is None:
        return None
    return NewsletterView(title=form.title, text=form.text, action=form.action, field=form.field)


def shelves_view(desk: Desk) -> ShelvesView:
    """The posts that the settings point to, the categories and the years."""
    site = desk.site
    by_slug = {post.slug: post for post in reversed(site.posts)}
    years = Counter(post.date.local.year for post in site.posts)
    return ShelvesView(
        popular=tuple(desk.post_link(by_slug[slug]) for slug in site.settings.popular if slug in by_slug),
        categories=tuple(
            TermView(name=term.name, url=desk.url(f"/categories/{term.slug}/"), count=len(term.posts))
            for term in site.categories.values()
        ),
        archives=tuple(
            TermView(name=desk.messages.day(date(year, 1, 1), "year"), url=desk.url(f"/{year:04}/"), count=years[year])
            for year in sorted(years, reverse=True)
        ),
    )
