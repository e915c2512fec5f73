"""A journey as its ``index.md`` says it (content model, section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from journeyblog.dates import Moment
from journeyblog.model.place import Place, Stop
from journeyblog.model.visit import NOTHING
from journeyblog.schema import Guarded, Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A series of installments. ``label`` is the prefix that is rendered, never typed: "Customer Journey"."""

    title: str = ""
    slug: str = ""
    aliases: tuple[str, ...] = ()
    label: str = ""
    summary: str = ""
    image: str = ""
    image_alt: str = ""
    start: Moment | None = None
    end: Moment | None = None
    origin: Place | None = None
    destination: Place | None = None
    stops: tuple[Stop, ...] = ()
    modes: tuple[str, ...] = ()
    travellers: tuple[str, ...] = ()
    status: Literal["planned", "under_way", "finished", "draft"] | None = None
    parts_planned: Annotated[int | None, Range(1, 9999)] = None
    cadence: str = ""
    order: int | None = None
    gpx: str = ""
    draft: Annotated[bool, Guarded()] = False
    published: Annotated[bool | None, Guarded(near=False, also=("publish",))] = None
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
