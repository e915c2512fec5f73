"""A page that is no post: about, contact (content model, section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from journeyblog.model.publication import Publication
from journeyblog.model.visit import NOTHING
from journeyblog.schema import About, Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Publication):
    """A page. With ``menu`` it stands in the site's menu, sorted by ``order``."""

    title: Annotated[
        str,
        Wanted(),
        About("What the page is called; the first heading unless said.", "About", also="name headline heading"),
    ] = ""
    slug: Annotated[str, About("The page's name in its address; the file's name unless said.", "about")] = ""
    permalink: Annotated[str, About("The whole address.", "/about-us/", also="url link path address")] = ""
    aliases: Annotated[
        tuple[str, ...], About("Old addresses that should lead here.", "[/old/about/]", also="redirect_from redirects")
    ] = ()
    menu: Annotated[bool, About("`true` puts it in the menu.", also="nav navigation")] = False
    order: Annotated[
        int | None, About("Where it stands in the menu: small numbers first.", "1", also="weight position")
    ] = None
    summary: Annotated[
        str,
        About(
            "What search engines and feeds show; the first paragraph unless said.",
            "Who writes here, and why.",
            also="description excerpt abstract intro subtitle",
        ),
    ] = ""
    image: Annotated[
        str,
        About(
            "A picture that stands for the page: a file beside it, or an address.",
            "desk.jpg",
            also="photo picture cover thumbnail",
        ),
    ] = ""
    image_alt: Annotated[
        str,
        About(
            "What the picture shows, for those who cannot see it.",
            "A desk with a notebook",
            also="alt alt_text caption",
        ),
    ] = ""
    layout: Annotated[str, About("A template of the theme to show it with.", "wide", also="template")] = ""
    extra: Annotated[
        Mapping[str, Any], About("Anything your theme wants; nothing in it is checked.", "{weather: sunny}")
    ] = field(default_factory=lambda: NOTHING)
