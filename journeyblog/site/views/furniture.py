"""What stands round the texts of a blog: ways to share, comments, related posts, a newsletter, promos, short lists."""

from dataclasses import dataclass

from markupsafe import Markup

from journeyblog.dates import Moment
from journeyblog.site.views.elements import ImageView, LinkView, TermView


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """A way to share a post: a plain link. ``network`` is its key, such as ``bluesky``: good for a class or an icon."""

    network: str
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """A comment. ``id`` is unique on the page; ``url`` leads to the reader's own site, and may be empty.

    ``text`` is sanitised HTML. ``reply_to`` leads to the comment that this one answers.
    """

    id: str
    name: str
    date: Moment
    text: Markup
    url: str = ""
    reply_to: LinkView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsView:
    """The comments of a post, the oldest first.

    ``listed`` says whether comments are shown on this site at all, or only sent to the author. ``reply_url`` is a
    ``mailto:`` link, empty when there is no address or when comments are ``closed``.
    """

    comments: tuple[CommentView, ...] = ()
    listed: bool = True
    closed: bool = False
    reply_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsletterView:
    """A form that sends one field, called ``field``, to ``action``."""

    title: str
    text: str
    action: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromoView:
    """An advertisement. ``label`` says so, and must be shown; links need ``rel="sponsored noopener"``."""

    label: str
    title: str
    text: str
    url: str
    image: ImageView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelvesView:
    """Short ways into the blog, for the home page: posts that the author points to, all categories, the years."""

    popular: tuple[LinkView, ...] = ()
    categories: tuple[TermView, ...] = ()
    archives: tuple[TermView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IconView:
    """An icon of the site, for a ``<link>`` in the head; ``type`` and ``sizes`` may be empty."""

    rel: str
    url: str
    type: str = ""
    sizes: str = ""
