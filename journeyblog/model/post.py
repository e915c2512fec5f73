"""A post as its front matter says it (content model, section 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Literal, NewType

from journeyblog.dates import Moment
from journeyblog.model.place import Place
from journeyblog.model.publication import Publication
from journeyblog.model.visit import NOTHING, Disclosure, Touchpoint, Visit
from journeyblog.schema import (
    About,
    Range,
    Wanted,
)

Words = NewType("Words", tuple[str, ...])
"""A list of words, or one text with commas between them."""

NO_WORDS = Words(())


class PartKind(StrEnum):
    """What an installment is, in reading order."""

    PROLOGUE = "prologue"
    NUMBERED = "numbered"
    INTERLUDE = "interlude"
    EPILOGUE = "epilogue"


NAMED_PARTS = tuple(kind.value for kind in PartKind if kind is not PartKind.NUMBERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the author wrote after ``part:``."""

    kind: PartKind
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookEntry:
    """Something worth doing at home."""

    entry: Annotated[str, About("What to do, in a sentence.", "Greet at the door")]
    stage: Annotated[
        str, About("The stage of the customer's way that it belongs to, one of the `stages` of `site.yaml`.", "arrive")
    ] = ""
    at_home: Annotated[str, About("How to do it at home, or in your own firm.", "Stand where people come in")] = ""
    status: Annotated[Literal["todo", "trying", "adopted"] | None, About("How far you are with it.")] = None
    pin: Annotated[
        int | None, Range(1, 5, "1 stands first"), About("Keeps the entry at the top of the playbook.", "1")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Publication):
    """One post. ``title`` and ``date`` may come from elsewhere: the first heading, the file's name."""

    title: Annotated[
        str,
        Wanted(),
        About(
            "What the post is called; the first heading unless said.",
            "Valentine's dinner",
            also="name headline heading",
        ),
    ] = ""
    date: Annotated[
        Moment | None,
        Wanted(),
        About(
            "When it happened, and where the post stands in order; the date in the file's name unless said.",
            "2018-02-14",
            also="day when posted pubdate publish_date published_at",
        ),
    ] = None
    updated: Annotated[
        Moment | None,
        About(
            "When you last changed something that readers should know of.",
            "2018-03-01",
            also="modified last_modified lastmod edited changed last_updated",
        ),
    ] = None
    expires: Annotated[
        Moment | None, About("From then on the post is off the site.", "2019-01-01", also="expiry expiry_date until")
    ] = None
    slug: Annotated[
        str, About("The post's name in its address; the file's name without its date unless said.", "valentines-dinner")
    ] = ""
    permalink: Annotated[
        str,
        About("The whole address, instead of the pattern of `site.yaml`.", "/valentine/", also="url link path address"),
    ] = ""
    aliases: Annotated[
        tuple[str, ...],
        About("Old addresses that should lead here.", "[/old/valentine/]", also="redirect_from redirects old_urls"),
    ] = ()
    author: Annotated[
        tuple[str, ...],
        About(
            "Who wrote it: one or more ids of `authors` in `site.yaml`; its `default_author` unless said.",
            "traveller",
            also="by writer writers",
            grouped="Write  author: {one}  and, under  authors:  in content/site.yaml,  {one}: {group}",
        ),
    ] = ()
    summary: Annotated[
        str,
        About(
            "What lists and feeds show; the text before `<!--more-->`, or the first paragraph, unless said.",
            "A table for two, and a cook who came to ask.",
            also="description excerpt abstract intro subtitle lead",
        ),
    ] = ""
    epigraph: Annotated[
        str, About("A quotation at the top.", "All journeys have secret destinations.", also="quote motto")
    ] = ""
    image: Annotated[
        str,
        About(
            "A picture that stands for the post: a file beside it, or an address.",
            "table.jpg",
            also="photo picture cover thumbnail thumb hero banner featured_image cover_image",
        ),
    ] = ""
    image_alt: Annotated[
        str,
        About(
            "What the picture shows, for those who cannot see it.",
            "A laid table by a window",
            also="alt alt_text image_caption caption",
        ),
    ] = ""
    categories: Annotated[
        Words, About("What the post is filed under.", "[restaurants, trains]", also="section sections")
    ] = NO_WORDS
    tags: Annotated[Words, About("Words to find the post by.", "[dinner, tapas]", also="keywords labels topics")] = (
        NO_WORDS
    )
    location: Annotated[
        Place | None,
        About(
            "Where it was written: a name, `36.54, -4.62`, or a group of fields.",
            "{name: Mijas, lat: 36.6, lon: -4.64, country: ES}",
            also="place city town where geo coordinates",
            holds="lat lon",
        ),
    ] = None
    journey: Annotated[
        str,
        About(
            "The journey it belongs to, by its slug; the one whose folder it lies in unless said.",
            "costa-del-sol-2018",
            also="series trip tour travel",
        ),
    ] = ""
    part: Annotated[
        Part | None,
        About(
            "Its place in the journey: a number, `prologue`, `interlude` or `epilogue`; by its date unless said.",
            "3",
            also="chapter installment instalment episode number",
        ),
    ] = None
    teaser: Annotated[
        str,
        About(
            "What comes next, shown as *Next time*; it becomes a link once the next part is published.",
            "a train that waited for us",
            also="next next_time preview",
        ),
    ] = ""
    visits: Annotated[
        tuple[Visit, ...],
        About(
            "The businesses you met and how they did. A single visit may stand at the top level instead.",
            "- business: Harbour Inn\n  would_return: definitely\n  rating: 4.5",
            one="business",
        ),
    ] = ()
    mentions: Annotated[
        tuple[str, ...], About("Businesses to link to without scoring them, by slug or name.", "[harbour-inn]")
    ] = ()
    contrast: Annotated[
        bool,
        About(
            "`true` shows the two visits of the post side by side: the good one has the better answer, "
            "else the better score, else it comes first."
        ),
    ] = False
    touchpoints: Annotated[
        tuple[Touchpoint, ...],
        About(
            "Moments of contact without a business, for the journey map: an airport robot, a border desk.",
            "- what: A robot asked where I was going\n  emotion: 1",
        ),
    ] = ()
    lessons: Annotated[
        tuple[str, ...],
        About(
            "What there is to learn, a sentence each; collected on `/lessons/`.",
            "- Ask once, then listen",
            also="learned learnt takeaways tips",
        ),
    ] = ()
    playbook: Annotated[
        tuple[PlaybookEntry, ...],
        About(
            "Things worth doing at home, as texts or with their fields; collected on `/playbook/`.",
            "- Greet at the door\n- entry: Ask once\n  status: trying",
        ),
    ] = ()
    related: Annotated[
        tuple[str, ...] | None, About("Posts to read next, by their slugs; worked out unless said.", "[part-2]")
    ] = None
    comments: Annotated[
        Literal["open", "closed", "off"] | None,
        About("Whether readers may comment; as in `site.yaml` unless said.", "closed"),
    ] = None
    gpx: Annotated[
        str,
        About(
            "A GPX track beside the post; its length counts unless `distance` is given.",
            "coast.gpx",
            also="track route",
        ),
    ] = ""
    distance: Annotated[
        Fraction | None,
        Range(0),
        About("How far you went, in kilometres; from the track unless said.", "12.5", also="km kilometres kilometers"),
    ] = None
    disclosure: Annotated[
        Disclosure,
        About("What you got from the businesses; printed unless it is `none`.", "gift", also="sponsored sponsor"),
    ] = Disclosure.NONE
    language: Annotated[
        str, About("The language of the post, when it is not the site's.", "es", also="lang locale")
    ] = ""
    extra: Annotated[
        Mapping[str, Any], About("Anything your theme wants; nothing in it is checked.", "{weather: sunny}")
    ] = field(default_factory=lambda: NOTHING)
