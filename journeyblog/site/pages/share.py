"""Ways to share a post: plain links, with the post's address and title in each network's own form."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from urllib.parse import quote

from journeyblog.site.pages.desk import Desk
from journeyblog.site.site import SitePost
from journeyblog.site.views import ShareView

LINKS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "bluesky": ("Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
        "email": ("", "mailto:?subject={title}&body={url}"),
        "facebook": ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
        "hackernews": ("Hacker News", "https://news.ycombinator.com/submitlink?u={url}&t={title}"),
        "linkedin": ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
        "mastodon": ("Mastodon", "https://share.joinmastodon.org/#text={title}%20{url}"),
        "pinterest": ("Pinterest", "https://www.pinterest.com/pin/create/button/?url={url}&description={title}"),
        "reddit": ("Reddit", "https://www.reddit.com/submit?url={url}&title={title}"),
        "telegram": ("Telegram", "https://t.me/share/url?url={url}&text={title}"),
        "threads": ("Threads", "https://www.threads.com/intent/post?text={title}&url={url}"),
        "tumblr": ("Tumblr", "https://www.tumblr.com/widgets/share/tool?canonicalUrl={url}&title={title}"),
        "whatsapp": ("WhatsApp", "https://wa.me/?text={title}%20{url}"),
        "x": ("X", "https://x.com/intent/tweet?text={title}&url={url}"),
    }
)
"""Of each network its name (mail has none of its own) and where a link leads: at Mastodon, to choosing one's server."""


def share_views(desk: Desk, post: SitePost) -> tuple[ShareView, ...]:
    """The links that the settings ask for, in their order; none without ``base_url``, or for what is not published."""
    address = desk.absolute(post.location)
    if not desk.site.settings.share or not address or post.hidden:
        return ()
    return tuple(_views(desk, quote(address, safe=""), quote(desk.heading(post), safe="")))


def _views(desk: Desk, url: str, title: str) -> Iterator[ShareView]:
    for network in desk.site.settings.share:
        label, link = LINKS[network]
        yield ShareView(network=network, label=label or desk.say("share.email"), url=link.format(url=url, title=title))
