"""What ``site.yaml`` may say (content model, section 6), as frozen values with their defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Any, Literal, NewType
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from journeyblog.model.scale import Scale
from journeyblog.model.scores import VerdictRule
from journeyblog.schema import Range

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

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorProfile:
    """Somebody who writes."""

    name: str
    bio: str = ""
    url: str = ""
    email: str = ""
    image: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One thing rated of a kind of business: its weight in the visit's score, its group, its label."""

    weight: Fraction = Fraction(1)
    group: str = "service"
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of business as it may be written; resolved kinds have no ``extends``."""

    extends: str = ""
    label: str = ""
    plural: str = ""
    schema: str = ""
    dimensions: Mapping[str, Dimension] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way of contact and its standard."""

    hours: Annotated[Fraction | None, Range(0)] = None
    minutes: Annotated[Fraction | None, Range(0)] = None
    real_person: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """How strongly few visits are drawn towards the mean in rankings."""

    weight: Annotated[Fraction, Range(0)] = Fraction(2)
    min_businesses: Annotated[int, Range(1)] = 5


FeedKind = Literal["atom", "rss", "json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """Which lists have feeds, in which formats, how long, and whether with the full content."""

    site: tuple[FeedKind, ...] = ("atom", "rss", "json")
    journeys: tuple[FeedKind, ...] = ("atom",)
    categories: tuple[FeedKind, ...] = ("atom",)
    items: Annotated[int, Range(1, 1000)] = 20
    content: Literal["full", "summary"] = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Markdown:
    """How bodies are read."""

    html: Literal["safe", "off", "trusted"] = "safe"
    typographer: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsletter:
    """A sign-up form."""

    title: str
    text: str = ""
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promo:
    """A labelled advertisement."""

    title: str
    text: str = ""
    url: str
    image: str = ""
    label: str = "Advertisement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """How many related posts, from how many points."""

    count: Annotated[int, Range(0, 50)] = 4
    minimum: Annotated[int, Range(1)] = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StructuredData:
    """What search engines are told."""

    reviews: bool = True
    aggregate_min_authors: Annotated[int, Range(2)] = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The site's settings. After loading, ``kinds`` and ``channels`` include the built-in ones."""

    title: str
    tagline: str = ""
    base_url: BaseUrl = BaseUrl("")
    language: Language = Language("en")
    timezone: Zone = Zone("UTC")
    theme: str = "plain"
    theme_options: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    permalink: Permalink = Permalink("/:year/:month/:slug/")
    authors: Mapping[str, AuthorProfile] = field(default_factory=lambda: NOTHING)
    default_author: str = ""
    rating: Scale = field(default_factory=Scale)
    kinds: Mapping[str, Kind] = field(default_factory=lambda: NOTHING)
    lenses: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    stages: tuple[str, ...] = ("plan", "book", "travel", "arrive", "use", "leave", "after")
    channels: Mapping[str, Channel] = field(default_factory=lambda: NOTHING)
    verdict: VerdictRule = field(default_factory=VerdictRule)
    prior: Prior = field(default_factory=Prior)
    menu: tuple[Link, ...] = ()
    pagination: Annotated[int, Range(1, 1000)] = 10
    feeds: Feeds = field(default_factory=Feeds)
    markdown: Markdown = field(default_factory=Markdown)
    comments: Literal["off", "files", "mail"] = "off"
    share: tuple[str, ...] = ()
    newsletter: Newsletter | None = None
    promos: tuple[Promo, ...] = ()
    related: Related = field(default_factory=Related)
    popular: tuple[str, ...] = ()
    structured_data: StructuredData = field(default_factory=StructuredData)
    output: str = "public"
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

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
