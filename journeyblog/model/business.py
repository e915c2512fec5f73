"""A business as its own file says it (content model, section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any

from journeyblog.dates import Moment
from journeyblog.model.place import Country
from journeyblog.model.post import NO_WORDS, Words
from journeyblog.model.publication import Publication
from journeyblog.model.visit import NOTHING
from journeyblog.schema import About, Range


class Verdict(StrEnum):
    """Would we go back?"""

    DEFINITELY = "Definitely"
    PROBABLY = "Probably"
    UNSURE = "Unsure"
    NO = "No"
    NOT_SAID = "Not said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Business(Publication):
    """A business. ``anonymous``: a label only; ``own``: the author's; ``fictional``: invented, and said so."""

    name: Annotated[str, About("What the business is called.", "Harbour Inn", also="title business")]
    slug: Annotated[
        str, About("Its name in its address and in visits; the file's name unless said.", "harbour-inn")
    ] = ""
    aliases: Annotated[tuple[str, ...], About("Old addresses that should lead here.", "[/old/inn/]")] = ()
    kind: Annotated[
        str, About("One of the kinds of business; `generic` unless said.", "restaurant", also="type category")
    ] = ""
    sort_name: Annotated[str, About("How it is sorted, when not by its name.", "Inn, Harbour")] = ""
    aka: Annotated[
        tuple[str, ...],
        About(
            "Other names by which visits may call it.", "[The Inn]", also="also_known_as nickname nicknames other_names"
        ),
    ] = ()
    street: Annotated[str, About("Street and number.", "1 Harbour Street", also="address")] = ""
    locality: Annotated[str, About("The town or village.", "Mijas", also="city town village place")] = ""
    district: Annotated[str, About("The part of the town.", "Old Town")] = ""
    region: Annotated[str, About("The region or province.", "Andalusia", also="state province county")] = ""
    postcode: Annotated[str, About("The postcode.", "29650", also="zip zipcode postal_code plz")] = ""
    country: Annotated[Country | None, About("Two letters (ISO 3166-1).", "ES")] = None
    lat: Annotated[
        Fraction | None,
        Range(-90, 90, "above 0 is north of the equator, below it south"),
        About("Its latitude in degrees.", "36.6", also="latitude"),
    ] = None
    lon: Annotated[
        Fraction | None,
        Range(-180, 180, "above 0 is east of Greenwich, below it west"),
        About("Its longitude in degrees.", "-4.64", also="lng long longitude"),
    ] = None
    url: Annotated[str, About("Its own web site.", "https://example.org", also="website site web homepage link")] = ""
    phone: Annotated[str, About("Its telephone number.", "+34 555 0100", also="telephone tel mobile")] = ""
    opened: Annotated[
        Moment | None, About("When it opened for the first time.", "1998-05-01", also="since founded established")
    ] = None
    closed: Annotated[Moment | None, About("When it closed for good.", "2020-03-01")] = None
    opens: Annotated[
        str,
        About("When it is open, in your own words.", "daily except Monday, 13:00 to 23:00", also="hours opening_hours"),
    ] = ""
    parent: Annotated[
        str, About("The business that it belongs to, by its slug.", "harbour-group", also="chain group brand")
    ] = ""
    tags: Annotated[Words, About("Words to find it by.", "[fish, terrace]", also="keywords labels topics")] = NO_WORDS
    price_range: Annotated[
        int | None, Range(1, 4, "1 is cheap, 4 is dear"), About("How dear it is.", "2", also="price prices price_level")
    ] = None
    schema_type: Annotated[
        str, About("What search engines should call it, as in schema.org; its kind's unless said.", "Restaurant")
    ] = ""
    image: Annotated[
        str,
        About(
            "A picture of it: a file beside it, or an address.", "inn.jpg", also="photo picture cover thumbnail logo"
        ),
    ] = ""
    image_alt: Annotated[
        str,
        About(
            "What the picture shows, for those who cannot see it.",
            "A low house by the water",
            also="alt alt_text caption",
        ),
    ] = ""
    anonymous: Annotated[bool, About("`true` shows a label only: no address, no map, nothing for search engines.")] = (
        False
    )
    own: Annotated[bool, About("`true` says that it is yours.")] = False
    fictional: Annotated[bool, About("`true` says that it is invented, on the page too.")] = False
    verdict: Annotated[
        Verdict | None, About("Your word, instead of the one worked out from the visits.", "probably")
    ] = None
    verdict_reason: Annotated[str, About("Why it is your word.", "A new cook since our last visit")] = ""
    extra: Annotated[
        Mapping[str, Any], About("Anything your theme wants; nothing in it is checked.", "{weather: sunny}")
    ] = field(default_factory=lambda: NOTHING)
