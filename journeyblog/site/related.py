"""Posts that go together (content model, section 7.14), in time linear in the number of posts.

In: the :class:`Site`. Out: for each post the posts to read next: the author's own choice, else those that share most.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise, repeat
from typing import NamedTuple

from journeyblog.config.settings import Related
from journeyblog.site.places import place_key, post_locality
from journeyblog.site.scorecards import counted
from journeyblog.site.site import Site, SitePost

NEAREST = 50
"""How many posts with one tag or business are looked at on either side of a post, by date."""


class Topic(NamedTuple):
    """Something that a post is about, and the points it is worth to share it."""

    sort: str
    name: str
    points: int

    @property
    def leads(self) -> bool:
        """Whether sharing it makes a candidate."""
        return self.sort in ("business", "tag")


def related_posts(site: Site) -> Mapping[str, tuple[SitePost, ...]]:
    """For each post (by its file) the related ones, best first; ties newer first, then by slug.

    4 points for each shared business, 2 a tag, 1 a category, 1 a locality. A post with ``related`` of its own has
    exactly these, as far as they are published.
    """
    posts = _newest_first(site.posts)
    places = {post.path: place for place, post in enumerate(posts)}
    by_slug = {post.slug: post for post in reversed(site.posts)}
    topics = [tuple(_topics(site, post)) for post in posts]
    sharing: dict[Topic, list[int]] = {}
    for place, about in enumerate(topics):
        for topic in about:
            sharing.setdefault(topic, []).append(place)
    members = {topic: frozenset(found) for topic, found in sharing.items()}
    neighbours = _neighbours(site, places)
    related = {}
    for place, post in enumerate(posts):
        chosen = post.entry.fields.related
        if chosen is not None:
            found = {places[by_slug[slug].path]: None for slug in chosen if slug in by_slug}
            best = [one for one in found if one != place]
        else:
            candidates = _near(place, topics[place], sharing) - neighbours.get(place, set()) - {place}
            best = _best(_points(candidates, topics[place], members), site.settings.related)
        related[post.path] = tuple(posts[one] for one in best)
    return related


def _newest_first(posts: Sequence[SitePost]) -> list[SitePost]:
    """The site's posts, which run newest to oldest already, with those of one instant by slug."""
    order: list[SitePost] = []
    for _, same in groupby(posts, key=lambda post: post.date):
        order += sorted(same, key=lambda post: (post.slug, post.path))
    return order


def _topics(site: Site, post: SitePost) -> Iterator[Topic]:
    visited = dict.fromkeys(visit.business for visit in counted(post.visits))
    names = (post_locality(post), *(site.businesses[slug].fields.locality for slug in visited))
    localities = dict.fromkeys(place_key(name) for name in names if name.strip())
    yield from (Topic("business", business, 4) for business in visited)
    yield from (Topic("tag", tag, 2) for tag in post.tags)
    yield from (Topic("category", category, 1) for category in post.categories)
    yield from (Topic("locality", locality, 1) for locality in localities)


def _near(place: int, about: Iterable[Topic], sharing: Mapping[Topic, Sequence[int]]) -> set[int]:
    """The candidates of a post: the nearest by date of those that share a tag or a business."""
    near: set[int] = set()
    for topic in about:
        if topic.leads:
            i = bisect_left(sharing[topic], place)
            near.update(sharing[topic][max(0, i - NEAREST) : i + NEAREST + 1])
    return near


def _points(candidates: set[int], about: Sequence[Topic], members: Mapping[Topic, frozenset[int]]) -> Counter[int]:
    shared = (repeat(candidates & members[topic], topic.points) for topic in about)
    return Counter(chain.from_iterable(chain.from_iterable(shared)))  # the fast way to add a few points to many


def _best(points: Mapping[int, int], wanted: Related) -> list[int]:
    numbers = sorted(points.values(), reverse=True)[: wanted.count]
    least = max(wanted.minimum, numbers[-1]) if numbers else wanted.minimum
    best = [(-number, place) for place, number in points.items() if number >= least]  # few, so that few are compared
    return [place for _, place in sorted(best)[: wanted.count]]


def _neighbours(site: Site, places: Mapping[str, int]) -> Mapping[int, set[int]]:
    """The installments before and after each post."""
    found: dict[int, set[int]] = {}
    for journey in site.journeys.values():
        for here, there in pairwise(places[post.path] for post in journey.posts):
            found.setdefault(here, set()).add(there)
            found.setdefault(there, set()).add(here)
    return found
