"""What ``site.yaml`` may say (content model, section 6), as frozen values with their defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, NewType
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from journeyblog.model.scale import Scale
from journeyblog.model.scores import VerdictRule
from journeyblog.schema import About, Range

GROUPS = ("product", "service", "process", "environment", "value")
NOTHING: Mapping[str, Any] = MappingProxyType({})

BaseUrl = NewType("BaseUrl", str)
"""``https://host`` with an optional path, no slash at the end; or empty."""

Zone = NewType("Zone", str)
"""A zone of the IANA database."""

Permalink = NewType("Permalink", str)
"""A pattern such as ``/:year/:month/:slug/``."""

Language = NewType("Language", str)
"""A BCP 47 tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A label and where it leads."""

    ALONE: ClassVar[str] = "url"
    label: Annotated[str, About("What readers see.", "Journeys", also="name title text")]
    url: Annotated[str, About("Where it leads.", "/journeys/", also="link href address path")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorProfile:
    """Somebody who writes."""

    name: Annotated[str, About("What readers see.", "The Traveller")]
    bio: Annotated[
        str, About("A sentence or two.", "Goes to places and writes up how it went.", also="about description")
    ] = ""
    url: Annotated[str, About("The author's own web site.", "https://example.org/me", also="website homepage")] = ""
    email: Annotated[
        str,
        About(
            "A mail address for readers who reply to a post; it stands on the page.",
            "traveller@example.org",
            also="mail",
        ),
    ] = ""
    image: Annotated[
        str, About("A picture below `content/static/`, or an address.", "/me.jpg", also="avatar photo picture")
    ] = ""
    links: Annotated[
        tuple[Link, ...],
        About("Where else to find the author.", "- label: Mastodon\n  url: https://example.social/@me"),
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One thing rated of a kind of business: its weight in the visit's score, its group, its label."""

    weight: Fraction = Fraction(1)
    group: str = "service"
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of business as it may be written; a resolved kind without a label ``extends`` the built-in one whose
    words it takes, if any.
    """

    extends: Annotated[
        str, About("The kind that it takes everything else from.", "transit", also="parent base like")
    ] = ""
    label: Annotated[str, About("What one of them is called.", "Ferry", also="name title")] = ""
    plural: Annotated[str, About("What many of them are called; the label with an s unless said.", "Ferries")] = ""
    schema: Annotated[
        str, About("What search engines should call it, as in schema.org; `LocalBusiness` unless said.", "BoatTrip")
    ] = ""
    dimensions: Annotated[
        Mapping[str, Dimension],
        About(
            "What is rated: a weight each, or `[weight, group, label]`; a group is `product`, `service`, `process`, "
            "`environment` or `value`.",
            "{deck: [1, environment, On deck], food: 2}",
            also="ratings aspects criteria",
        ),
    ] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way of contact and its standard."""

    hours: Annotated[Fraction | None, Range(0), About("Within how many hours a good business answers.", "24")] = None
    minutes: Annotated[Fraction | None, Range(0), About("Within how many minutes a good business answers.", "5")] = None
    real_person: Annotated[bool, About("Whether a real person is to be expected.")] = False
    label: Annotated[str, About("What readers see; made from its name unless said.", "E-mail")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """How strongly few visits are drawn towards the mean in rankings."""

    weight: Annotated[Fraction, Range(0), About("How many visits the mean of others counts for.", "2")] = Fraction(2)
    min_businesses: Annotated[
        int, Range(1), About("From how many businesses of a kind their own mean is taken.", "5")
    ] = 5


FeedKind = Literal["atom", "rss", "json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """Which lists have feeds, in which formats, how long, and whether with the full content."""

    site: Annotated[tuple[FeedKind, ...], About("Formats of the feed of all posts.", "[atom, rss, json]")] = (
        "atom",
        "rss",
        "json",
    )
    journeys: Annotated[tuple[FeedKind, ...], About("Formats of each journey's feed.", "[atom]")] = ("atom",)
    categories: Annotated[tuple[FeedKind, ...], About("Formats of each category's feed.", "[atom]")] = ("atom",)
    items: Annotated[int, Range(1, 1000), About("How many posts a feed holds.", "20")] = 20
    content: Annotated[
        Literal["full", "summary"], About("Whether a feed holds whole posts or summaries.", "summary")
    ] = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Markdown:
    """How bodies are read."""

    html: Annotated[
        Literal["safe", "off", "trusted"],
        About("Whether HTML in texts is kept as far as it is harmless, shown as text, or trusted.", "safe"),
    ] = "safe"
    typographer: Annotated[bool, About("Whether quotes and dashes are made beautiful.")] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsletter:
    """A sign-up form."""

    title: Annotated[str, About("The heading of the form.", "News by mail")]
    text: Annotated[str, About("What readers will get.", "Once a month, no more.")] = ""
    action: Annotated[str, About("The address that the form is sent to.", "https://example.org/subscribe")]
    field: Annotated[str, About("What the service calls the reader's address; its own form says it.", "EMAIL")] = (
        "email"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Promo:
    """A labelled advertisement."""

    title: Annotated[str, About("The heading.", "A book of roads")]
    text: Annotated[str, About("A sentence or two.", "Forty journeys in one volume.")] = ""
    url: Annotated[str, About("Where it leads.", "https://example.org/book")]
    image: Annotated[str, About("A picture below `content/static/`, or an address.", "/book.jpg")] = ""
    label: Annotated[
        str, About("The word that says what it is, when it is another than *Advertisement*.", "Our book")
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """How many related posts, from how many points."""

    count: Annotated[int, Range(0, 50), About("How many posts at most.", "4")] = 4
    minimum: Annotated[int, Range(1), About("From how many points a post is related.", "2")] = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StructuredData:
    """What search engines are told."""

    reviews: Annotated[bool, About("Whether search engines are told of reviews.")] = True
    aggregate_min_authors: Annotated[
        int, Range(2), About("From how many authors on they are told an overall rating.", "2")
    ] = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The site's settings. After loading, ``kinds`` and ``channels`` include the built-in ones."""

    CALLED: ClassVar[str] = "site.yaml"
    title: Annotated[str, About("What the site is called.", "Would We Go Back?", also="name site_title site_name site")]
    tagline: Annotated[
        str, About("A line below the title.", "Notes on travel and service", also="subtitle description slogan motto")
    ] = ""
    base_url: Annotated[
        BaseUrl,
        About(
            "Where the site will be, with or without a folder; feeds and the sitemap need it.",
            "https://example.org/blog",
            also="url site_url address domain website",
        ),
    ] = BaseUrl("")
    image: Annotated[
        str, About("A picture for pages that have none of their own, when they are shared.", "/harbour.jpg")
    ] = ""
    image_alt: Annotated[
        str, About("What that picture shows, for those who cannot see it.", "A harbour in the evening")
    ] = ""
    language: Annotated[
        Language, About("The language of the site.", "en-GB", also="lang locale language_code default_language")
    ] = Language("en")
    timezone: Annotated[Zone, About("The zone in which dates without one are meant.", "Europe/Madrid", also="tz")] = (
        Zone("UTC")
    )
    theme: Annotated[
        str, About("The look: a folder in `themes/`, or a built-in theme.", "passport", also="style skin")
    ] = "passport"
    theme_options: Annotated[
        Mapping[str, Any], About("What the theme lets you choose.", "{accent: teal}", also="params options")
    ] = field(default_factory=lambda: NOTHING)
    permalink: Annotated[
        Permalink,
        About(
            "The pattern of posts' addresses: `:year`, `:month`, `:day`, `:slug`, `:journey`, `:part`, `:category`.",
            "/:year/:month/:slug/",
        ),
    ] = Permalink("/:year/:month/:slug/")
    authors: Annotated[
        Mapping[str, AuthorProfile],
        About(
            "Who writes, by a short id.", "traveller:\n  name: The Traveller\n  bio: Goes to places.", also="writers"
        ),
    ] = field(default_factory=lambda: NOTHING)
    default_author: Annotated[str, About("The author of posts that name none; the first unless said.", "traveller")] = (
        ""
    )
    rating: Annotated[
        Scale,
        About("The scale of every rating.", "{worst: 1, best: 5, step: 0.5}", also="scale", holds="worst best step"),
    ] = field(default_factory=Scale)
    kinds: Annotated[
        Mapping[str, Kind],
        About(
            "Kinds of business of your own, and changes to the built-in ones.",
            "ferry:\n  extends: transit\n  plural: Ferries\n  dimensions: {deck: [1, environment, On deck], food: 2}",
        ),
    ] = field(default_factory=lambda: NOTHING)
    lenses: Annotated[
        Mapping[str, tuple[str, ...]],
        About(
            "Other sets of things to rate, by their names.",
            "{rater: [reliability, assurance, tangibles, empathy, responsiveness]}",
        ),
    ] = field(default_factory=lambda: NOTHING)
    stages: Annotated[
        tuple[str, ...], About("The stages of a customer's way.", "[plan, book, travel, arrive, use, leave, after]")
    ] = ("plan", "book", "travel", "arrive", "use", "leave", "after")
    channels: Annotated[
        Mapping[str, Channel],
        About(
            "Ways of contact of your own, and changes to the built-in ones.",
            "{email: {hours: 24}, kiosk: {label: Kiosk}}",
        ),
    ] = field(default_factory=lambda: NOTHING)
    verdict: Annotated[
        VerdictRule,
        About(
            "From which return index on a business gets which word.", "{definitely: .875, probably: .625, unsure: .375}"
        ),
    ] = field(default_factory=VerdictRule)
    prior: Annotated[
        Prior,
        About(
            "How strongly few visits are drawn towards the mean of others, in rankings.",
            "{weight: 2, min_businesses: 5}",
        ),
    ] = field(default_factory=Prior)
    menu: Annotated[
        tuple[Link, ...],
        About("The site's menu, in order.", "- label: Journeys\n  url: /journeys/", also="nav navigation menus"),
    ] = ()
    pagination: Annotated[
        int,
        Range(1, 1000),
        About("How many posts a page of a list shows.", "10", also="paginate per_page posts_per_page page_size"),
    ] = 10
    feeds: Annotated[
        Feeds,
        About(
            "Which lists have feeds, in which formats.",
            "{site: [atom, rss], items: 20, content: full}",
            also="feed rss atom",
        ),
    ] = field(default_factory=Feeds)
    markdown: Annotated[
        Markdown, About("How texts are read.", "{html: safe, typographer: true}", holds="html typographer")
    ] = field(default_factory=Markdown)
    comments: Annotated[
        Literal["off", "files", "mail"], About("Where comments come from, if from anywhere.", "off")
    ] = "off"
    comments_address: Annotated[
        str,
        About("Where readers send comments; the `email` of the post's author unless said.", "letters@example.org"),
    ] = ""
    share: Annotated[
        tuple[str, ...],
        About(
            "Where readers are invited to share posts; it needs `base_url`.", "[mastodon, email]", also="sharing social"
        ),
    ] = ()
    newsletter: Annotated[
        Newsletter | None,
        About("A form to sign up for mail.", '{title: News by mail, action: "https://example.org/subscribe"}'),
    ] = None
    promos: Annotated[
        tuple[Promo, ...],
        About(
            "Advertisements, marked as such.",
            "- title: A book of roads\n  url: https://example.org/book",
            also="ads advertisements sponsors",
        ),
    ] = ()
    related: Annotated[Related, About("How related posts are chosen.", "{count: 4, minimum: 2}")] = field(
        default_factory=Related
    )
    popular: Annotated[tuple[str, ...], About("Posts to point to, by their slugs.", "[part-3]")] = ()
    structured_data: Annotated[StructuredData, About("What search engines are told.", "{reviews: true}")] = field(
        default_factory=StructuredData
    )
    output: Annotated[
        str, About("The folder of the finished site.", "public", also="destination public publish_dir out")
    ] = "public"
    extra: Annotated[
        Mapping[str, Any],
        About("Anything your theme wants; nothing in it is checked.", "{weather: sunny}", also="custom"),
    ] = field(default_factory=lambda: NOTHING)

    @property
    def dimensions(self) -> frozenset[str]:
        """What is rated of any kind of business."""
        return frozenset(name for kind in self.kinds.values() for name in kind.dimensions)

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def base_path(self) -> str:
        """The path under which the site is published: ``/blog``, or empty."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def origin(self) -> str:
        """Scheme and host of ``base_url``, or empty."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
