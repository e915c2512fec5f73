"""What must hang together within one file: one small rule a function, all of them in :data:`POST_RULES` and its kin."""

import re
from collections.abc import Callable, Collection, Iterator
from fractions import Fraction

from journeyblog.config.values import parse_language
from journeyblog.diagnostics import Diagnostic, did_you_mean
from journeyblog.model.business import Business
from journeyblog.model.journey import Journey
from journeyblog.model.page import Page
from journeyblog.model.post import Post
from journeyblog.model.visit import MONEY_SIGNS
from journeyblog.schema import Refusal
from journeyblog.site.attachments import mended_address
from journeyblog.site.chronology import (
    business_dates_in_order,
    complaints_in_order,
    journey_dates_in_order,
    post_dates_in_order,
)
from journeyblog.site.permalinks import clean_location
from journeyblog.site.visit_keys import visit_keys
from journeyblog.slugs import slug
from journeyblog.source.entries import Entry

Rule = Callable[[Entry[Post]], Iterator[Diagnostic]]
SCORED = ("rating", "ratings", "four_ps", "would_return")
_WEB = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_CURRENCY = re.compile(r"[A-Z]{3}")


def contrast_has_two(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """A contrast sets two visits side by side."""
    if entry.fields.contrast and len(entry.fields.visits) != 2 and not entry.gaps.shorten("visits"):
        yield entry.error(
            "contrast-needs-two",
            f"A contrast needs exactly two visits; this post has {len(entry.fields.visits)}",
            entry.locate("contrast"),
            "List the good and the bad one under visits:, or remove contrast:",
        )


def part_has_journey(entry: Entry[Post], journey: str) -> Iterator[Diagnostic]:
    """A part is a part of something."""
    if entry.fields.part is not None and not journey and not entry.unread("journey"):
        yield entry.warning(
            "part-without-journey",
            "This post has a part, but belongs to no journey",
            entry.locate("part", key=True),
            "Add the journey, as in  journey: costa, or move the file into the journey's folder",
        )


def visits_are_scored(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """A visit without rating, ratings, four_ps or would_return says little."""
    for index, visit in enumerate(entry.fields.visits):
        keys = visit_keys(entry, index)
        if not visit.is_scored and not any(entry.unread(*keys, name) for name in ("business", *SCORED)):
            yield entry.warning(
                "visit-unscored",
                f"The visit to '{visit.business}' has no rating and does not say whether you would return",
                entry.locate(*keys, "business"),
                "Add  would_return: probably  or  rating: 4; for a mere mention use  mentions:",
            )


def promises_agree(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """``kept`` says what the two dates say."""
    for index, visit in enumerate(entry.fields.visits):
        for number, promise in enumerate(visit.promises):
            if promise.kept is not None and promise.by_dates not in (None, promise.kept):
                yield entry.warning(
                    "promise-contradicts",
                    f"By its dates the promise '{promise.what}' was {'kept' if promise.by_dates else 'broken'}",
                    entry.locate(*visit_keys(entry, index), "promises", number, "kept"),
                    "Remove kept:, or mend the dates",
                )


def image_has_alt(entry: Entry[Post] | Entry[Journey] | Entry[Business] | Entry[Page]) -> Iterator[Diagnostic]:
    """A picture says what it shows to those who cannot see it."""
    if entry.fields.image and not entry.fields.image_alt and not entry.unread("image_alt"):
        yield entry.warning(
            "image-without-alt",
            "This picture has no description for those who cannot see it",
            entry.locate("image"),
            "Add a line that says what it shows, as in  image_alt: The terrace at sunset",
        )


def places_can_be_published(
    entry: Entry[Post] | Entry[Page] | Entry[Journey] | Entry[Business],
) -> Iterator[Diagnostic]:
    """``permalink`` and ``aliases`` are paths of this site."""
    fields = entry.fields
    written = [("aliases", index, alias) for index, alias in enumerate(fields.aliases)]
    if isinstance(fields, Post | Page) and fields.permalink:
        written.append(("permalink", -1, fields.permalink))
    for name, index, text in written:
        if clean_location(text) is None:
            keys = (name,) if index < 0 else (name, index)
            hint = "Write a path as in /2018/02/a-day-in-mijas/"
            if name == "permalink" and ":" in text:
                hint += "; patterns such as :year belong under permalink: in site.yaml"
            yield entry.error("bad-path", f"'{text}' cannot be an address on this site", entry.locate(*keys), hint)


def location_is_a_point(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """A latitude needs a longitude."""
    if (place := entry.fields.location) is not None:
        yield from _point(entry, ("location",), place.lat, place.lon)


def _point(
    entry: Entry[Post] | Entry[Business] | Entry[Journey],
    keys: tuple[str | int, ...],
    lat: Fraction | None,
    lon: Fraction | None,
) -> Iterator[Diagnostic]:
    if (lat is None) == (lon is None) or entry.unread(*keys, "lat") or entry.unread(*keys, "lon"):
        return
    present, missing = ("lat", "lon: -4.6") if lon is None else ("lon", "lat: 36.6")
    span = entry.locate(*keys, present, key=True)
    yield entry.error("missing-field", f"'{present}' stands alone, but a point has two numbers", span,
                      f"Add the other one, as in  {missing}")  # fmt: skip


def language_is_a_tag(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """``language`` is a BCP 47 tag."""
    if entry.fields.language:
        try:
            parse_language(entry.fields.language)
        except Refusal as refused:
            hint = refused.hint or f"Write  language: {refused.mended}"
            yield entry.error(refused.code, refused.message, entry.locate("language"), hint)


def currencies_are_codes(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """A currency is three capitals (ISO 4217)."""
    for index, visit in enumerate(entry.fields.visits):
        for name, money in (("price", visit.price), ("cost", visit.cost)):
            if money is not None and money.currency and not _CURRENCY.fullmatch(money.currency):
                yield entry.error(
                    "unknown-word",
                    f"'{money.currency}' is not a currency",
                    entry.locate(*visit_keys(entry, index), name, "currency"),
                    _currency_hint(money.currency, name),
                )


def amounts_have_currencies(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """An amount without a currency says little."""
    for index, visit in enumerate(entry.fields.visits):
        keys = visit_keys(entry, index)
        price = ("price", "amount", visit.price.amount, visit.price.currency) if visit.price else None
        cost = ("cost", "money", visit.cost.money, visit.cost.currency) if visit.cost else None
        for name, field, amount, currency in filter(None, (price, cost)):
            if amount and not currency and not entry.unread(*keys, name, "currency"):
                yield entry.warning("missing-field", f"This {name} has no currency", entry.locate(*keys, name, field),
                                    f"Write  {entry.with_field('currency: EUR', *keys, name)}")  # fmt: skip


def complaints_agree(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """Whoever did not complain has no complaint to tell of."""
    for index, visit in enumerate(entry.fields.visits):
        for number, incident in enumerate(visit.incidents):
            if incident.complained is False and incident.complaint is not None:
                yield entry.warning(
                    "complaint-contradicts",
                    "'complained' says that you did not, but here is a complaint",
                    entry.locate(*visit_keys(entry, index), "incidents", number, "complained"),
                    "Write  complained: yes  or remove  complaint:",
                )


def slug_is_one_word(entry: Entry[Post] | Entry[Page] | Entry[Journey] | Entry[Business]) -> Iterator[Diagnostic]:
    """A slug is a part of an address, and no path."""
    written = entry.fields.slug
    if "/" not in written:
        return
    hint = f"Write  slug: {slug(written)}" if slug(written) else "Write one word, as in  slug: dinner"
    if isinstance(entry.fields, Post | Page) and slug(written) and clean_location(written) is not None:
        hint += f"  or, for the whole address,  permalink: /{written.strip().strip('/')}/"
    yield entry.warning("bad-path", f"A slug is one word of an address, so it cannot be '{written}'",
                        entry.locate("slug"), hint)  # fmt: skip


def _currency_hint(written: str, field: str) -> str:
    meant = MONEY_SIGNS.get(written.strip().lower().rstrip("s")) or written.strip().upper()
    known = _CURRENCY.fullmatch(meant)
    return f"Write  currency: {meant}" if known else f"Write three capitals, as in  {field}: {{… currency: EUR}}"


def check_post(entry: Entry[Post], journey: str) -> Iterator[Diagnostic]:
    """Every rule of a post."""
    for rule in POST_RULES:
        yield from rule(entry)
    yield from part_has_journey(entry, journey)


def check_business(entry: Entry[Business]) -> Iterator[Diagnostic]:
    """Every rule of a business."""
    business = entry.fields
    yield from image_has_alt(entry)
    yield from slug_is_one_word(entry)
    yield from places_can_be_published(entry)
    if business.url and not _WEB.match(business.url):
        made = mended_address(business.url)
        hint = f"Write  url: {made}" if made else "Write, for example,  url: https://example.org"
        yield entry.error("bad-url", f"'{business.url}' is not a web address", entry.locate("url"), hint)
    yield from business_dates_in_order(entry)
    yield from _point(entry, (), business.lat, business.lon)


def check_journey(entry: Entry[Journey]) -> Iterator[Diagnostic]:
    """Every rule of a journey."""
    journey = entry.fields
    yield from image_has_alt(entry)
    yield from slug_is_one_word(entry)
    yield from places_can_be_published(entry)
    yield from journey_dates_in_order(entry)
    for name, place in (("origin", journey.origin), ("destination", journey.destination)):
        if place is not None:
            yield from _point(entry, (name,), place.lat, place.lon)
    for index, stop in enumerate(journey.stops):
        yield from _point(entry, ("stops", index), stop.lat, stop.lon)


def layout_exists(entry: Entry[Page], layouts: Collection[str]) -> Iterator[Diagnostic]:
    """``layout`` names a template of the theme."""
    wanted = entry.fields.layout.strip().removesuffix(".html")
    if wanted and f"{wanted}.html" not in layouts:
        known = sorted(name.removesuffix(".html") for name in layouts)
        several = f"Write one of the layouts for pages: {', '.join(known)}"
        hint = did_you_mean(wanted, known, "layout") or (
            several if len(known) > 1 else "Remove this line: pages have one layout"
        )
        message = f"The theme has no layout '{wanted}' for pages"
        yield entry.error("unknown-layout", message, entry.locate("layout"), hint)


def check_page(entry: Entry[Page], layouts: Collection[str]) -> Iterator[Diagnostic]:
    """Every rule of a page; ``layouts`` are the templates that it may name."""
    yield from layout_exists(entry, layouts)
    yield from image_has_alt(entry)
    yield from slug_is_one_word(entry)
    yield from places_can_be_published(entry)


POST_RULES: tuple[Rule, ...] = (
    post_dates_in_order,
    contrast_has_two,
    visits_are_scored,
    promises_agree,
    complaints_in_order,
    image_has_alt,
    places_can_be_published,
    location_is_a_point,
    language_is_a_tag,
    currencies_are_codes,
    amounts_have_currencies,
    complaints_agree,
    slug_is_one_word,
)
