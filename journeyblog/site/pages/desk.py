"""Small views that many pages share, each made once: cards, stations, people, pictures.

A desk belongs to one layout of one site; what it keeps follows from the site alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from journeyblog.config.naming import named
from journeyblog.config.settings import AuthorProfile
from journeyblog.markdown import Body, Link
from journeyblog.messages import Messages, Value
from journeyblog.model.business import Verdict
from journeyblog.model.scores import mean
from journeyblog.site import numerals, phrases
from journeyblog.site.charts import tone
from journeyblog.site.links import Atlas, Way, parse_target
from journeyblog.site.places import Gazetteer, make_gazetteer
from journeyblog.site.related import related_posts
from journeyblog.site.scorecards import Scorecard, kind_name, ranked, scorecards
from journeyblog.site.site import Site, SiteBusiness, SiteJourney, SitePost
from journeyblog.site.summaries import JourneySummary, journey_summaries
from journeyblog.site.views import (
    BusinessCardView,
    CardView,
    FeedView,
    HeadingView,
    HeadView,
    ImageView,
    InstallmentView,
    JourneyCardView,
    LinkView,
    PersonView,
)
from journeyblog.site.views.elements import Prose
from journeyblog.site.visibility import DRAFT, FUTURE
from journeyblog.slugs import slug
from journeyblog.source.discover import SETTINGS
from journeyblog.urls import href

CARD_LENGTH = 280
DESCRIPTION_LENGTH = 160
FEED_FILES = {"atom": "feed.xml", "rss": "rss.xml", "json": "feed.json"}
FEED_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


@dataclass(slots=True)
class Desk:
    """Makes the shared views of ``site``; ``atlas`` knows where everything is, ``messages`` what the program says."""

    site: Site
    atlas: Atlas
    messages: Messages
    _cards: dict[str, CardView] = field(default_factory=dict)
    _stations: dict[str, tuple[InstallmentView, ...]] = field(default_factory=dict)
    _indexes: dict[str, Mapping[str, int]] = field(default_factory=dict)
    _highest: dict[str, int] = field(default_factory=dict)
    _business_cards: dict[str, BusinessCardView] = field(default_factory=dict)
    _people: dict[str, PersonView] = field(default_factory=dict)
    _links: dict[tuple[str, str], LinkView] = field(default_factory=dict)
    _scorecards: Mapping[str, Scorecard] | None = None
    _on_scale: str = ""
    _rated: dict[tuple[int, int], tuple[Fraction, str]] = field(default_factory=dict)
    _ranks: dict[str, tuple[int, int]] = field(default_factory=dict)
    _order: dict[str, int] = field(default_factory=dict)
    _gazetteer: Gazetteer | None = None
    _related: Mapping[str, tuple[SitePost, ...]] | None = None
    _summaries: Mapping[str, JourneySummary] | None = None
    _quoted: set[str] = field(default_factory=set)

    def say(self, key: str, /, **values: Value) -> str:
        """A text of the program in the site's language."""
        return self.messages.say(key, **values)

    def named(self, group: str, name: str) -> str:
        """What the program calls something by its name in a group of texts, else the name as people read it."""
        return named(self.messages, group, name)

    def url(self, location: str) -> str:
        """A location as printed."""
        return href(location, self.atlas.base_path)

    def absolute(self, location: str) -> str:
        """A location with scheme and host; empty without ``base_url``."""
        return self.atlas.origin + self.url(location) if self.atlas.origin else ""

    def label(self, post: SitePost) -> str:
        """The label of the post's journey."""
        journey = self.site.journeys.get(post.journey)
        return journey.fields.label if journey is not None else ""

    def heading(self, post: SitePost) -> str:
        """The post's title with its journey's prefix."""
        return self.card(post).heading

    def language(self, post: SitePost) -> str:
        """The post's language; empty when it is the site's."""
        own = post.entry.fields.language
        return "" if own.lower() == self.site.settings.language.lower() else own

    def summary(self, post: SitePost) -> str:
        """What the author wrote as summary, else the beginning; may be newer than that of its card."""
        return phrases.cut(post.entry.fields.summary or post.body.summary, CARD_LENGTH)

    def link(self, label: str, location: str) -> LinkView:
        """A link to what many pages name: a business, a term, a journey. ``location`` is empty for no page."""
        made = self._links.get((label, location))
        if made is None:
            made = self._links[label, location] = LinkView(label=label, url=self.url(location) if location else "")
        return made

    def journey_link(self, post: SitePost) -> LinkView | None:
        """The post's journey."""
        journey = self.site.journeys.get(post.journey)
        return self.link(journey.title, journey.location) if journey is not None else None

    def card(self, post: SitePost) -> CardView:
        """A post in a list."""
        made = self._cards.get(post.path)
        if made is None:
            made = self._cards[post.path] = CardView(
                heading=phrases.heading(self.messages, post.title, self.label(post), post.station),
                url=self.url(post.location),
                date=post.date,
                summary=self.summary(post),
                journey=self.journey_link(post),
                part=phrases.station_label(self.messages, post.station),
                hidden=self.hidden(post.hidden),
                language=self.language(post),
            )
        return made

    def stations(self, journey: SiteJourney) -> tuple[InstallmentView, ...]:
        """All installments of a journey, in reading order."""
        made = self._stations.get(journey.slug)
        if made is None:
            felt: dict[str, list[Fraction]] = {}
            for point in self.summaries()[journey.slug].emotions:
                felt.setdefault(point.post, []).append(point.value)
            made = tuple(
                InstallmentView(
                    label=phrases.station_label(self.messages, post.station),
                    title=post.title,
                    url=self.url(post.location),
                    date=post.date,
                    kind=post.station.kind.value if post.station is not None else "",
                    mood=phrases.mood(self.messages, mood := mood_of(felt.get(post.path, ()))),
                    mood_key=mood,
                    hidden=self.hidden(post.hidden),
                    language=self.language(post),
                )
                for post in journey.posts
            )
            self._stations[journey.slug] = made
        return made

    def place_on_line(self, journey: SiteJourney, post: SitePost) -> int:
        """The post's index among the journey's installments."""
        index = self._indexes.get(journey.slug)
        if index is None:
            index = self._indexes[journey.slug] = {one.path: i for i, one in enumerate(journey.posts)}
        return index[post.path]

    def highest_part(self, journey: SiteJourney) -> int:
        """The highest number of the journey's installments, 0 without any."""
        made = self._highest.get(journey.slug)
        if made is None:
            made = self._highest[journey.slug] = max(part_numbers(journey), default=0)
        return made

    def journey_card(self, journey: SiteJourney) -> JourneyCardView:
        """A journey in a list."""
        return JourneyCardView(
            title=journey.title,
            url=self.url(journey.location),
            summary=journey_summary(journey),
            days=self.journey_days(journey),
            parts=self.parts_phrase(journey),
            image=self.journey_image(journey),
            hidden=self.hidden(journey.hidden),
        )

    def journey_image(self, journey: SiteJourney) -> ImageView | None:
        """The picture that its author gave a journey."""
        if journey.entry is None:
            return None
        return self.image(journey.fields.image, journey.fields.image_alt, journey.entry.path)

    def scorecards(self) -> Mapping[str, Scorecard]:
        """The scorecard of every business, by its slug."""
        if self._scorecards is None:
            self._scorecards = scorecards(self.site)
        return self._scorecards

    def rank(self, business: str) -> tuple[int, int]:
        """The place of a business with a score among those of its kind that have one, and how many these are."""
        if not self._ranks:
            cards, kinds = self.scorecards(), dict[str, list[str]]()
            for one in self.order():
                if cards[one].rank_score is not None:
                    kinds.setdefault(kind_name(self.site.settings, self.site.businesses[one]), []).append(one)
            self._ranks = {one: (i, len(group)) for group in kinds.values() for i, one in enumerate(group, 1)}
        return self._ranks[business]

    def on_scale(self) -> str:
        """On a scale from 1 to 5: the site's."""
        if not self._on_scale:
            self._on_scale = phrases.on_scale(self.messages, self.site.settings.rating)
        return self._on_scale

    def rated(self, value: Fraction) -> tuple[Fraction, str]:
        """A rating as an author gave it, of which a site has few: its share of the scale, and how it is written."""
        ratio = value.as_integer_ratio()
        made = self._rated.get(ratio)
        if made is None:
            made = self._rated[ratio] = self.site.settings.rating.share(value), self.messages.number(value)
        return made

    def kind_link(self, business: SiteBusiness) -> LinkView:
        """The kind of a business, with the page of its kind when there is one."""
        location = f"/businesses/kind/{slug(kind_name(self.site.settings, business))}/"
        return self.link(business.kind.label, location if location in self.atlas.pages else "")

    def order(self) -> Mapping[str, int]:
        """Where each business stands in the order of all lists."""
        if not self._order:
            self._order = {one: i for i, one in enumerate(ranked(self.site, self.scorecards()))}
        return self._order

    def related(self, post: SitePost) -> tuple[CardView, ...]:
        """What to read after the post."""
        return tuple(self.card(one) for one in self.related_posts()[post.path])

    def related_posts(self) -> Mapping[str, tuple[SitePost, ...]]:
        """What to read after each post, by its file."""
        if self._related is None:
            self._related = related_posts(self.site)
        return self._related

    def summaries(self) -> Mapping[str, JourneySummary]:
        """The summary of every journey, by its slug."""
        if self._summaries is None:
            self._summaries = journey_summaries(self.site, self.scorecards())
        return self._summaries

    def spread(self) -> None:
        """Work out now what most pages ask for: processes that are forked from this one then find it done."""
        self.order()
        self.related_posts()
        self.summaries()
        self.gazetteer()

    def gazetteer(self) -> Gazetteer:
        """All places."""
        if self._gazetteer is None:
            self._gazetteer = make_gazetteer(self.site)
        return self._gazetteer

    def place_link(self, place: str) -> LinkView:
        """A place by the slug that the gazetteer gives it."""
        found = self.gazetteer().places[place]
        return self.link(found.name, found.location)

    def way(self, label: str, location: str) -> LinkView | None:
        """A link to a page that is only there when it has content."""
        return LinkView(label=label, url=self.url(location)) if location in self.atlas.pages else None

    def post_link(self, post: SitePost, *, whole: bool = True, part: str = "") -> LinkView:
        """A post by its whole title, or by the author's alone where it is clear which journey it belongs to. ``part``
        is the id of what it leads to on its page.
        """
        label, url = self.heading(post) if whole else post.title, self.url(post.location)
        return LinkView(label=label, url=f"{url}#{part}" if part else url, language=self.language(post))

    def business_link(self, business: str) -> LinkView:
        """A business by name."""
        found = self.site.businesses[business]
        return self.link(found.fields.name, found.location)

    def business_card(self, business: SiteBusiness) -> BusinessCardView:
        """A business in a list."""
        made = self._business_cards.get(business.slug)
        if made is None:
            made = self._business_cards[business.slug] = BusinessCardView(
                name=business.fields.name,
                url=self.url(business.location),
                kind=business.kind.label,
                place=self.place_of(business),
                overall=numerals.score(self.messages, business.overall),
                out_of=self.messages.number(self.site.settings.rating.best),
                verdict=phrases.verdict(self.messages, business.verdict) if is_said(business) else "",
                verdict_key=business.verdict.value.lower() if is_said(business) else "",
                verdict_note=self._verdict_note(business),
                visits=len(business.visits),
                fictional=business.fields.fictional,
            )
        return made

    def _verdict_note(self, business: SiteBusiness) -> str:
        """How a verdict came about, wherever its word stands (content model, section 7.7)."""
        card = self.scorecards()[business.slug]
        if not is_said(business):
            return ""
        notes = ("authors_call" if card.authors_call else "inferred" if card.inferred else "", card.so_far and "so_far")
        return self.messages.listed(self.say(f"verdicts.{note}") for note in notes if note)

    def person(self, author: str) -> PersonView:
        """An author of the settings."""
        made = self._people.get(author)
        if made is None:
            profile: AuthorProfile = self.site.settings.authors[author]
            made = self._people[author] = PersonView(
                name=profile.name,
                url=self.url(f"/authors/{author}/") if author in self.site.authors else "",
                bio=profile.bio,
                home=profile.url,
                image=self.image(profile.image, profile.name, SETTINGS),
                links=tuple(LinkView(label=link.label, url=link.url) for link in profile.links),
            )
        return made

    def hidden(self, reason: str) -> str:
        """Why only a preview shows a text, as a label; empty for a published one."""
        if not reason or reason == DRAFT:
            return self.say("hidden.draft") if reason else ""
        if reason.startswith(FUTURE):
            return self.say("hidden.future", date=reason.removeprefix(FUTURE))
        return self.say("hidden.journey_is_draft")

    def place_of(self, business: SiteBusiness) -> str:
        """District, locality and country."""
        fields, country = business.fields, self.messages.country(business.fields.country or "")
        if fields.anonymous:
            return country
        return self.messages.listed(dict.fromkeys((fields.district, fields.locality or fields.region, country)))

    def journey_days(self, journey: SiteJourney) -> str:
        """From when to when: as planned, else from the first installment to the last."""
        dates = [post.date.day for post in journey.posts]
        start = journey.fields.start.day if journey.fields.start else min(dates, default=None)
        end = journey.fields.end.day if journey.fields.end else None
        if end is None and journey.fields.start is None:
            end = max(dates, default=None)
        return self.messages.days(start, end)

    def parts_phrase(self, journey: SiteJourney) -> str:
        """3 of 4 parts, or 3 parts so far."""
        numbers = [number for number in part_numbers(journey) if number]
        if journey.fields.parts_planned is not None:
            planned = max(journey.fields.parts_planned, *numbers, 0)
            return self.say("journeys.parts_of", told=len(numbers), parts=self.say("counts.parts", n=planned))
        if not numbers:
            return ""
        told = self.say("counts.parts", n=len(numbers))
        return told if journey.fields.status == "finished" else self.say("journeys.parts_so_far", parts=told)

    def image(self, written: str, alt: str, path: str) -> ImageView | None:
        """A picture named in front matter: a file beside the text, a path of this site, or a URL; None when there is
        no such picture, which was told then.
        """
        if not written:
            return None
        target = parse_target(written, path)
        if target.way is Way.FILE:
            file = self.atlas.files.get(target.path)
            if file is None:
                return None
            return ImageView(url=self.url(file.location), alt=alt, width=file.width, height=file.height)
        if target.way is Way.ROOT and target.path in self.atlas.pages:
            return ImageView(url=self.url(written), alt=alt)
        return ImageView(url=written, alt=alt) if target.way is Way.ELSEWHERE else None

    def absolute_image(self, image: ImageView | None) -> str:
        """The address of a picture with scheme and host; empty without ``base_url``, unless it lies elsewhere."""
        if image is None:
            return ""
        if not image.url.startswith("/"):
            return image.url
        return self.atlas.origin + image.url if self.atlas.origin else ""

    def html(self, body: Body | None, path: str, *, absolute: bool = False) -> Markup:
        """A body with its links resolved."""
        if body is None:
            return Markup("")
        self._quoted.add(path)
        resolve: Callable[[Link], str] = lambda link: self.atlas.attribute(link, path, absolute=absolute)  # noqa: E731
        return Prose(body.html(resolve))  # the Markdown layer escaped and sanitised it

    def quoted(self) -> tuple[str, ...]:
        """The files whose bodies were asked for since this was last asked: whoever asked shows something of them.

        That is how a build knows what an edited text changes. Titles and summaries, which many pages show, are not
        counted.
        """
        paths = tuple(sorted(self._quoted))
        self._quoted.clear()
        return paths

    def minutes(self, body: Body, path: str) -> int:
        """How long it takes to read, in minutes."""
        self._quoted.add(path)
        return body.minutes

    def headings(self, body: Body, path: str) -> tuple[HeadingView, ...]:
        """The lines of a table of contents."""
        self._quoted.add(path)
        return tuple(HeadingView(level=one.level, id=one.id, text=one.text) for one in body.headings)

    def feeds(self, kinds: tuple[str, ...], folder: str, title: str) -> tuple[FeedView, ...]:
        """The feeds beside a page; none without ``base_url``, since feeds need absolute URLs."""
        if not self.atlas.origin:
            return ()
        return tuple(
            FeedView(label=title, url=self.url(folder + FEED_FILES[kind]), type=FEED_TYPES[kind]) for kind in kinds
        )

    def head(self, title: str, location: str, description: str = "", **more: Any) -> HeadView:
        """The head of a page; without a picture of its own it has the site's."""
        settings = self.site.settings
        image: ImageView | None = more.pop("image", None) or self.image(settings.image, settings.image_alt, SETTINGS)
        if image is not None and (address := self.absolute_image(image)):
            sizes = {"image_width": image.width, "image_height": image.height}
            more |= {"image": address, "image_alt": image.alt, **sizes}
        return HeadView(
            title=title,
            url=self.url(location),
            description=phrases.cut(description, DESCRIPTION_LENGTH),
            canonical=self.absolute(location),
            **more,
        )


def mood_of(emotions: Sequence[Fraction]) -> str:
    """``good``, ``middling`` or ``bad``: how an installment went, by the mean of its points on the emotion curve."""
    felt = mean(emotions)
    return tone((felt + 2) / 4) if felt is not None else ""


def is_said(business: SiteBusiness) -> bool:
    """Whether there is a verdict."""
    return business.verdict is not Verdict.NOT_SAID


def part_numbers(journey: SiteJourney) -> list[int]:
    """The numbers of the installments, without those that drafts have."""
    stations = (post.station for post in journey.posts if post.station is not None and post.hidden != DRAFT)
    return [station.number for station in stations if station.number is not None]


def journey_summary(journey: SiteJourney) -> str:
    """What the author wrote as summary, else the beginning of the journey's text."""
    return phrases.cut(journey.fields.summary or (journey.body.summary if journey.body else ""), CARD_LENGTH)
