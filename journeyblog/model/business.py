"""A business as its own file says it (content model, section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any

from journeyblog.dates import Moment
from journeyblog.model.place import Country
from journeyblog.model.post import NO_WORDS, Words
from journeyblog.model.visit import NOTHING
from journeyblog.schema import Guarded, Range


class Verdict(StrEnum):
    """Would we go back?"""

    DEFINITELY = "Definitely"
    PROBABLY = "Probably"
    UNSURE = "Unsure"
    NO = "No"
    NOT_SAID = "Not said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Business:
    """A business. ``anonymous``: a label only; ``own``: the author's; ``fictional``: invented, and said so."""

    name: str
    slug: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    sort_name: str = ""
    aka: tuple[str, ...] = ()
    street: str = ""
    locality: str = ""
    district: str = ""
    region: str = ""
    postcode: str = ""
    country: Country | None = None
    lat: Annotated[Fraction | None, Range(-90, 90)] = None
    lon: Annotated[Fraction | None, Range(-180, 180)] = None
    url: str = ""
    phone: str = ""
    opened: Moment | None = None
    closed: Moment | None = None
    opens: str = ""
    parent: str = ""
    tags: Words = NO_WORDS
    price_range: Annotated[int | None, Range(1, 4)] = None
    schema_type: str = ""
    image: str = ""
    image_alt: str = ""
    draft: Annotated[bool, Guarded()] = False
    published: Annotated[bool | None, Guarded(near=False, also=("publish",))] = None
    status: str = ""
    anonymous: bool = False
    own: bool = False
    fictional: bool = False
    verdict: Verdict | None = None
    verdict_reason: str = ""
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
