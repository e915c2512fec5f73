"""The icons of the site: its author's own in ``content/static/``, else the theme's.

In: the names of the static files and the theme's assets. Out: the links for the head, and the file that browsers ask
for without being told. Who brings one icon gets none of the theme's beside it.
"""

from collections.abc import Collection, Iterator
from urllib.parse import quote

from journeyblog.build.targets import Sort, Target
from journeyblog.site.views import IconView
from journeyblog.theme import Published

FAVICON = "favicon.ico"
ICONS = (
    (FAVICON, "icon", "", "32x32"),
    ("icon.svg", "icon", "image/svg+xml", "any"),
    ("apple-touch-icon.png", "apple-touch-icon", "", "180x180"),
)
"""The file of each icon, and what a link says of it. Browsers take the last of those they can show."""


def icon_views(static: Collection[str], published: Published, base_path: str) -> tuple[IconView, ...]:
    """A link for each icon that there is. ``static`` are the output paths of the static files."""
    own = _own(static)
    places = {name: published.names.get(name, "") for name, *_ in ICONS} | {FAVICON: _favicon(published)}
    if own:
        places = {name: name if name in own else "" for name in places}
    return tuple(
        IconView(rel=rel, url=f"{base_path}/{quote(places[name])}", type=type_, sizes=sizes)
        for name, rel, type_, sizes in ICONS
        if places[name]
    )


def icon_targets(static: Collection[str], published: Published) -> Iterator[Target]:
    """``/favicon.ico`` of the theme, at the place where browsers look for it, unless the site has icons of its own."""
    if not _own(static) and _favicon(published):
        data = published.files[published.names[FAVICON]]
        yield Target(path=FAVICON, source=f"the theme's {FAVICON}", sort=Sort.FILE, make=lambda: data)


def _own(static: Collection[str]) -> frozenset[str]:
    return frozenset(name for name, *_ in ICONS if name in static)


def _favicon(published: Published) -> str:
    return FAVICON if FAVICON in published.names else ""
