"""The Content-Security-Policy of a site: what its pages may load and where its forms may go.

In: the site. Out: one line. Nothing written into a page may run or style it; pictures, sounds and films come from the
site itself and from the hosts that its author names in a text or in the settings.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from journeyblog.markdown import Body
from journeyblog.site.site import Site

_SOURCE = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::[0-9]{1,5})?")
"""What may stand in a policy: a host that held anything else could add a rule of its own to it."""
_LOADED = ("src", "poster")


def content_security_policy(site: Site) -> str:
    """The policy, the same for every page."""
    settings = site.settings
    elsewhere = sorted({origin for address in _loaded(site) if (origin := _origin(address))} - {settings.origin})
    form = _origin(settings.newsletter.action) if settings.newsletter is not None else ""
    rules = {
        "default-src": ["'none'"],
        "img-src": ["'self'", "data:", *elsewhere],
        "media-src": ["'self'", *elsewhere],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "frame-src": elsewhere if settings.markdown.html == "trusted" else [],
        "form-action": ["'self'", *([form] if form else [])],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items() if sources)


def _loaded(site: Site) -> Iterator[str]:
    """Every address from which a page loads something."""
    settings = site.settings
    yield from (author.image for author in settings.authors.values())
    yield from (promo.image for promo in settings.promos)
    for post in site.posts:
        yield post.entry.fields.image
        yield from _of_body(post.body)
    for page in site.pages:
        yield page.entry.fields.image
        yield from _of_body(page.body)
    for journey in site.journeys.values():
        yield journey.fields.image
        yield from _of_body(journey.body)
    for business in site.businesses.values():
        yield business.fields.image
        yield from _of_body(business.body)


def _of_body(body: Body | None) -> Iterator[str]:
    if body is not None:
        yield from (link.target for link in body.links if link.attribute in _LOADED)


def _origin(address: str) -> str:
    """Scheme and host of an address elsewhere; empty for one of this site, and for what is no address."""
    try:
        parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
        host = parts.netloc.rpartition("@")[2].lower()
        origin = f"{parts.scheme.lower()}://{host.encode('idna').decode() if not host.isascii() else host}"
    except ValueError:  # also of a host that cannot be spelt in ASCII
        return ""
    return origin if _SOURCE.fullmatch(origin) else ""
