"""What must hang together within one file: one small rule a function, all of them in :data:`POST_RULES` and its kin."""

import re
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from journeyblog.config.values import parse_language
from journeyblog.dates import Moment
from journeyblog.diagnostics import Diagnostic, did_you_mean
from journeyblog.model.business import Business
from journeyblog.model.journey import Journey
from journeyblog.model.page import Page
from journeyblog.model.post import Post
from journeyblog.model.visit import Complaint, Incident
from journeyblog.schema import Refusal
from journeyblog.site.candidates import stem_of
from journeyblog.site.permalinks import clean_location
from journeyblog.source.entries import Entry

Rule = Callable[[Entry[Post]], Iterator[Diagnostic]]
_WEB = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_LISTED = re.compile(r"^(?:visits|\"visits\"|'visits')\s*:", re.MULTILINE)
_CURRENCY = re.compile(r"[A-Z]{3}")
COMPLAINT_STAGES = ("made", "acknowledged", "responded", "resolved", "followed_up")


def visit_keys(entry: Entry[Post], index: int) -> tuple[str | int, ...]:
    """Where the visit stands in the front matter: in the list, or at the top level."""
    if _LISTED.search(entry.front) is None and (
        "visits" not in entry.front or entry.locate("visits", key=True) == entry.locate("")
    ):
        return ()
    return ("visits", index)


def dates_in_order(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """``updated`` and ``expires`` are not before ``date``."""
    post = entry.fields
    date = post.date or stem_of(entry.path)[1]
    if date is None:
        return
    for name, later in (("updated", post.updated), ("expires", post.expires)):
        if later is not None and later.day < date.day:
            yield _out_of_order(entry, name, later, "date", date)


def contrast_has_two(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """A contrast sets two visits side by side."""
    if entry.fields.contrast and len(entry.fields.visits) != 2:
        yield entry.error(
            "contrast-needs-two",
            f"A contrast needs exactly two visits; here are {len(entry.fields.visits)}",
            entry.locate("contrast"),
            "List two visits, or remove contrast:",
        )


def part_has_journey(entry: Entry[Post], journey: str) -> Iterator[Diagnostic]:
    """A part is a part of something."""
    if entry.fields.part is not None and not journey:
        yield entry.warning(
            "part-without-journey",
            "This post has a part, but belongs to no journey",
            entry.locate("part", key=True),
            "Add  journey: …, or move the file into the journey's folder",
        )


def visits_are_scored(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """A visit without rating, ratings, four_ps or would_return says little."""
    for index, visit in enumerate(entry.fields.visits):
        if not visit.is_scored:
            yield entry.warning(
                "visit-unscored",
                f"The visit to '{visit.business}' has no rating and does not say whether you would return",
                entry.locate(*visit_keys(entry, index), "business"),
                "Add  would_return: …  or  rating: …; for a mere mention use  mentions:",
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


def complaints_in_order(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """The stages of a complaint follow each other."""
    for index, visit in enumerate(entry.fields.visits):
        for number, incident in enumerate(visit.incidents):
            yield from _complaint_in_order(entry, (*visit_keys(entry, index), "incidents", number), incident)


def image_has_alt(entry: Entry[Post] | Entry[Journey] | Entry[Business] | Entry[Page]) -> Iterator[Diagnostic]:
    """A picture says what it shows to those who cannot see it."""
    if entry.fields.image and not entry.fields.image_alt:
        yield entry.warning(
            "image-without-alt",
            "This picture has no description",
            entry.locate("image"),
            "Add  image_alt: what it shows",
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
            yield entry.error("bad-path", f"'{text}' cannot be an address on this site", entry.locate(*keys),
                              "Write a path as in /2018/02/a-day-in-mijas/")  # fmt: skip


def location_is_a_point(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """A latitude needs a longitude."""
    place = entry.fields.location
    if place is not None and (place.lat is None) != (place.lon is None):
        present = "lat" if place.lon is None else "lon"
        span = entry.locate("location", present, key=True)
        yield entry.error("missing-field", f"'{present}' stands alone", span, "Write both lat: and lon:")


def language_is_a_tag(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """``language`` is a BCP 47 tag."""
    if entry.fields.language:
        try:
            parse_language(entry.fields.language)
        except Refusal as refused:
            yield entry.error(refused.code, refused.message, entry.locate("language"), refused.hint)


def currencies_are_codes(entry: Entry[Post]) -> Iterator[Diagnostic]:
    """A currency is three capitals (ISO 4217)."""
    for index, visit in enumerate(entry.fields.visits):
        for name, money in (("price", visit.price), ("cost", visit.cost)):
            if money is not None and money.currency and not _CURRENCY.fullmatch(money.currency):
                yield entry.error(
                    "unknown-word",
                    f"'{money.currency}' is not a currency",
                    entry.locate(*visit_keys(entry, index), name, "currency"),
                    "Write three capitals, as in EUR",
                )


def check_post(entry: Entry[Post], journey: str) -> Iterator[Diagnostic]:
    """Every rule of a post."""
    for rule in POST_RULES:
        yield from rule(entry)
    yield from part_has_journey(entry, journey)


def check_business(entry: Entry[Business]) -> Iterator[Diagnostic]:
    """Every rule of a business."""
    business = entry.fields
    yield from image_has_alt(entry)
    yield from places_can_be_published(entry)
    if business.url and not _WEB.match(business.url):
        yield entry.error("bad-url", f"'{business.url}' is not a web address", entry.locate("url"),
                          "Write it as in https://example.org")  # fmt: skip
    if business.opened and business.closed and business.closed.day < business.opened.day:
        yield _out_of_order(entry, "closed", business.closed, "opened", business.opened)
    if (business.lat is None) != (business.lon is None):
        present = "lat" if business.lon is None else "lon"
        yield entry.error("missing-field", f"'{present}' stands alone", entry.locate(present, key=True),
                          "Write both lat: and lon:")  # fmt: skip


def check_journey(entry: Entry[Journey]) -> Iterator[Diagnostic]:
    """Every rule of a journey."""
    journey = entry.fields
    yield from image_has_alt(entry)
    yield from places_can_be_published(entry)
    if journey.start and journey.end and journey.end.day < journey.start.day:
        yield _out_of_order(entry, "end", journey.end, "start", journey.start)


def layout_exists(entry: Entry[Page], layouts: Collection[str]) -> Iterator[Diagnostic]:
    """``layout`` names a template of the theme."""
    wanted = entry.fields.layout.strip().removesuffix(".html")
    if wanted and f"{wanted}.html" not in layouts:
        known = sorted(name.removesuffix(".html") for name in layouts if "/" not in name)
        hint = did_you_mean(wanted, known) or f"Layouts of the theme are {', '.join(known)}"
        yield entry.error("unknown-layout", f"The theme has no layout '{wanted}'", entry.locate("layout"), hint)


def check_page(entry: Entry[Page], layouts: Collection[str]) -> Iterator[Diagnostic]:
    """Every rule of a page; ``layouts`` are the templates that it may name."""
    yield from layout_exists(entry, layouts)
    yield from image_has_alt(entry)
    yield from places_can_be_published(entry)


POST_RULES: tuple[Rule, ...] = (
    dates_in_order,
    contrast_has_two,
    visits_are_scored,
    promises_agree,
    complaints_in_order,
    image_has_alt,
    places_can_be_published,
    location_is_a_point,
    language_is_a_tag,
    currencies_are_codes,
)


def _complaint_in_order(entry: Entry[Post], keys: tuple[str | int, ...], incident: Incident) -> Iterator[Diagnostic]:
    if incident.complaint is None:
        return
    complaint: Complaint = incident.complaint
    dated = [(name, getattr(complaint, name)) for name in COMPLAINT_STAGES if getattr(complaint, name) is not None]
    for (before, earlier), (after, later) in pairwise(dated):
        if later.day < earlier.day:
            span = entry.locate(*keys, "complaint", after)
            yield entry.error("dates-out-of-order", f"'{after}' lies before '{before}'", span, "Mend one of the dates")


def _out_of_order(
    entry: Entry[Post] | Entry[Business] | Entry[Journey], name: str, later: Moment, first: str, earlier: Moment
) -> Diagnostic:
    message = f"'{name}' ({later.day}) lies before '{first}' ({earlier.day})"
    return entry.error("dates-out-of-order", message, entry.locate(name), "Mend one of the dates")
