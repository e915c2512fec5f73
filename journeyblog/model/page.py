"""A page that is no post: about, contact (content model, section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from journeyblog.model.visit import NOTHING
from journeyblog.schema import Guarded


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page. With ``menu`` it stands in the site's menu, sorted by ``order``."""

    title: str = ""
    slug: str = ""
    permalink: str = ""
    aliases: tuple[str, ...] = ()
    menu: bool = False
    order: int | None = None
    draft: Annotated[bool, Guarded()] = False
    published: Annotated[bool | None, Guarded(near=False, also=("publish",))] = None
    status: str = ""
    summary: str = ""
    image: str = ""
    image_alt: str = ""
    layout: str = ""
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
