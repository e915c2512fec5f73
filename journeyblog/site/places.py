"""Places: which one a name means, and everything that is told of each.

Two spellings of one slug are one place; one name in two countries is two places. What does not say its country belongs
to the place of that name, unless there are several.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from journeyblog.model.business import Business
from journeyblog.site.site import Site, SitePost
from journeyblog.slugs import term_slug


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlace:
    """A town as first written, with its country's code if anybody told it.

    ``posts`` were written there or tell of a visit there, newest first; ``businesses`` are the slugs of those there.
    """

    slug: str
    name: str
    country: str
    posts: tuple[SitePost, ...]
    businesses: tuple[str, ...]

    @property
    def location(self) -> str:
        """Where its page stands."""
        return f"/places/{self.slug}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """All places by slug; the place of each post (by its file) and of each business, where one was told."""

    places: Mapping[str, SitePlace]
    of_posts: Mapping[str, str]
    of_businesses: Mapping[str, str]


@dataclass(slots=True)
class _Gathered:
    """A place while it is being put together; mappings keep the order in which things were met."""

    name: str
    posts: dict[str, SitePost] = field(default_factory=dict)
    businesses: dict[str, None] = field(default_factory=dict)


def make_gazetteer(site: Site) -> Gazetteer:
    """Every town that a post or a business names, as long as a page's address can be made of it."""
    in_posts = {post.path: (post_locality(post), _country_of(post)) for post in site.posts}
    in_businesses = {
        slug: (told_locality(one.fields), one.fields.country or "") for slug, one in site.businesses.items()
    }
    slugs = _slugs((*in_posts.values(), *in_businesses.values()))
    of_posts = {path: slug for path, told in in_posts.items() if (slug := slugs.get(_key(told)))}
    of_businesses = {name: slug for name, told in in_businesses.items() if (slug := slugs.get(_key(told)))}
    countries = {slug: country for (_, country), slug in slugs.items() if country}
    found: dict[str, _Gathered] = {}
    for post in site.posts:
        if (slug := of_posts.get(post.path)) is not None:
            found.setdefault(slug, _Gathered(in_posts[post.path][0])).posts[post.path] = post
        for visit in post.visits:
            if (slug := of_businesses.get(visit.business)) is not None:
                found.setdefault(slug, _Gathered(in_businesses[visit.business][0])).posts[post.path] = post
    for business, slug in of_businesses.items():
        found.setdefault(slug, _Gathered(in_businesses[business][0])).businesses[business] = None
    places = {
        slug: SitePlace(
            slug=slug,
            name=one.name,
            country=countries.get(slug, ""),
            posts=tuple(one.posts.values()),
            businesses=tuple(one.businesses),
        )
        for slug, one in found.items()
    }
    return Gazetteer(
        places={slug: places[slug] for slug in sorted(places)}, of_posts=of_posts, of_businesses=of_businesses
    )


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


def _country_of(post: SitePost) -> str:
    location = post.entry.fields.location
    return (location.country or "") if location is not None else ""


def _key(told: tuple[str, str]) -> tuple[str, str]:
    name, country = told
    return term_slug(name), country


def _slugs(told: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """The slug of each (key, country): the key alone, unless its name stands for towns in several countries."""
    countries: dict[str, set[str]] = {}
    for one in told:
        key, country = _key(one)
        if key:
            countries.setdefault(key, set()).add(country)
    slugs: dict[tuple[str, str], str] = {}
    taken = set(countries)
    for key, found in sorted(countries.items()):
        named = sorted(found - {""})
        if len(named) < 2:
            slugs |= {(key, country): key for country in ("", *named)}
            continue
        slugs[key, ""] = key
        for country in named:
            slug = f"{key}-{country.lower()}"
            while slug in taken:
                slug += "-town"
            taken.add(slug)
            slugs[key, country] = slug
    return slugs
