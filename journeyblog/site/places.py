"""Which place a name means: two spellings of one slug are one place."""

from journeyblog.model.business import Business
from journeyblog.site.site import SitePost
from journeyblog.slugs import term_slug


def place_key(name: str) -> str:
    """The key of a place; empty for no name."""
    return term_slug(name) or " ".join(name.split()).casefold()


def post_locality(post: SitePost) -> str:
    """The name of the place a post was written in."""
    location = post.entry.fields.location
    return location.name.strip() if location is not None else ""


def told_locality(business: Business) -> str:
    """A business's locality, unless the author does not tell which business it is."""
    return "" if business.anonymous else business.locality.strip()
