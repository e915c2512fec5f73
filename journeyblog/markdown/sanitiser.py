"""Rendered HTML in, HTML without anything that can run or deceive out; and, apart from that, what was dropped.

nh3 decides, over the whole body: a token by itself would be balanced by itself. It does not tell what it took, so
:func:`refusal` says it from the same lists. The invariant: whatever :func:`clean` takes away on account of the
lists, :func:`refusal` names.
"""

from html import unescape

import nh3

from journeyblog.markdown import schemes
from journeyblog.markdown.tags import Attribute

TAGS = frozenset(
    """
    a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn
    div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd label li mark ol p picture pre
    q rp rt ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr
    track u ul var video wbr
    """.split()  # noqa: SIM905 - a list would take eighty lines
)
ANYWHERE = frozenset(["id", "class", "lang", "dir", "title", "role", "tabindex"])
ATTRIBUTES = {
    "a": "href hreflang rel",
    "audio": "src controls preload loop muted",
    "blockquote": "cite",
    "col": "span",
    "colgroup": "span",
    "del": "cite datetime",
    "details": "open",
    "img": "src alt width height loading decoding",
    "ins": "cite datetime",
    "li": "value",
    "ol": "start reversed type",
    "q": "cite",
    "source": "src type media width height",
    "td": "colspan rowspan headers",
    "th": "colspan rowspan headers scope abbr",
    "time": "datetime",
    "track": "src kind srclang label default",
    "video": "src poster controls width height preload loop muted playsinline",
}
_ATTRIBUTES: dict[str, set[str]] = {"*": set(ANYWHERE)} | {tag: set(names.split()) for tag, names in ATTRIBUTES.items()}
LINKS = frozenset(["href", "src", "poster", "cite"])
"""The attributes that lead somewhere."""
WITH_CONTENT = frozenset(
    """
    script style iframe noembed noframes xmp plaintext textarea title template svg math select
    """.split()  # noqa: SIM905 - a list would take eighty lines
)
"""Tags whose content goes with them: it is code, or text only because the tag says so."""


def clean(html: str) -> str:
    """``html`` with only what the lists allow, balanced."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(WITH_CONTENT),
        attributes=_ATTRIBUTES,
        generic_attribute_prefixes={"aria-"},
        url_schemes=set(schemes.RAW),
        strip_comments=True,
        link_rel=None,
    )


def allows(tag: str, attribute: Attribute) -> bool:
    """Whether the allowed ``tag`` keeps ``attribute``, as far as its name goes."""
    name = attribute.name
    return name in ANYWHERE or name in _ATTRIBUTES.get(tag, ()) or name.startswith("aria-")


def refusal(attribute: Attribute) -> str:
    """The scheme for which an allowed link attribute is dropped; empty when it stays."""
    if attribute.name not in LINKS:
        return ""
    found = schemes.scheme(unescape(attribute.value))
    return "" if found in schemes.RAW else found
