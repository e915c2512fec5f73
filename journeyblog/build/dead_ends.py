"""What texts and settings name that is not there: known once all places of the site are.

In: a site that was put together, and the map of what is published. Out: a warning for each.
"""

from collections.abc import Iterator

from journeyblog.config import Settings
from journeyblog.diagnostics import Diagnostic, Severity
from journeyblog.schema import Reading, compose, place_of
from journeyblog.site.addresses import as_link, check_address, meant_location, page_for
from journeyblog.site.assemble import Assembly
from journeyblog.site.links import Atlas
from journeyblog.site.references import meant_post
from journeyblog.source.discover import CONTENT, SETTINGS


def dead_ends(assembly: Assembly, atlas: Atlas) -> tuple[Diagnostic, ...]:
    """What leads nowhere on this site: a warning each, also in texts that have errors besides."""
    ids = {atlas.texts[path]: found for path, found in assembly.names.ids.items() if path in atlas.texts}
    links = (
        found
        for entry, body in assembly.texts
        for link in body.links
        if (found := check_address(entry, link, atlas, ids)) is not None
    )
    pictures = (
        entry.warning("missing-file", f"There is no file '{entry.fields.image}' on this site", entry.locate("image"),
                      f"Put it into {CONTENT}/static/, or name a file beside this text")
        for entry, _ in assembly.texts
        if entry.fields.image.startswith("/") and atlas.leads_nowhere(as_link(entry.fields.image), entry.path)
    )  # fmt: skip
    return (*links, *pictures)


def _pictures_named(settings: Settings) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for key, author in settings.authors.items():
        yield ("authors", key, "image"), author.image
    for index, promo in enumerate(settings.promos):
        yield ("promos", index, "image"), promo.image
    yield ("image",), settings.image


def check_settings(
    settings: Settings, assembly: Assembly, atlas: Atlas, text: str, options: tuple[str, ...]
) -> tuple[Diagnostic, ...]:
    """Pages, posts and pictures that the settings name: a warning for each that is not there."""
    reading = Reading(SETTINGS)
    tree = compose(text, reading)

    def warn(code: str, message: str, hint: str, *keys: str | int) -> Diagnostic:
        span = place_of(tree, keys, reading)
        return Diagnostic(code=code, severity=Severity.WARNING, message=message, span=span, hint=hint)

    named = [
        *((("menu", index, "url"), link.url) for index, link in enumerate(settings.menu)),
        *((("promos", index, "url"), promo.url) for index, promo in enumerate(settings.promos)),
        *((("theme_options", name), str(settings.theme_options.get(name, ""))) for name in options),
    ]
    links = tuple(
        warn("link-nowhere", f"'{url}' leads to no page of this site",
             meant_location(url, atlas) or f"Mend the address, or make a page for it: {page_for(url)}", *keys)
        for keys, url in named
        if atlas.leads_nowhere(as_link(url), SETTINGS)
    )  # fmt: skip
    pictures = tuple(
        warn("missing-file", f"There is no file '{image}' on this site",
             f"Put the file at {CONTENT}/static/{image.lstrip('/')}, or mend its name", *keys)
        for keys, image in _pictures_named(settings)
        if image and atlas.leads_nowhere(as_link(image), SETTINGS)
    )  # fmt: skip
    slugs = assembly.names.slugs
    popular = tuple(
        warn("unknown-post", f"There is no post '{slug}', so it is left out",
             meant_post(slug, assembly.names) or "Write the slug of a post", "popular", index)
        for index, slug in enumerate(settings.popular)
        if slug not in slugs
    )  # fmt: skip
    return (*links, *pictures, *popular)
