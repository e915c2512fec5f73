"""A journey as its ``index.md`` says it (content model, section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from journeyblog.dates import Moment
from journeyblog.model.place import Place, Stop
from journeyblog.model.publication import Publication
from journeyblog.model.visit import NOTHING
from journeyblog.schema import About, Guarded, OneOf, Range, Wanted

STATUSES = ("planned", "under_way", "finished", "draft")


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey(Publication):
    """A series of installments. ``label`` is the prefix that is rendered, never typed: "Customer Journey"."""

    title: Annotated[
        str,
        Wanted(),
        About(
            "What the journey is called; the first heading unless said.",
            "A week on the coast",
            also="name headline heading",
        ),
    ] = ""
    slug: Annotated[
        str, About("The journey's name in its address; its folder's name unless said.", "costa-del-sol-2018")
    ] = ""
    aliases: Annotated[tuple[str, ...], About("Old addresses that should lead here.", "[/old/coast/]")] = ()
    label: Annotated[
        str,
        About(
            'The words before the number of each part: "Customer Journey" makes "Customer Journey Part 3: …".',
            "Customer Journey",
        ),
    ] = ""
    summary: Annotated[
        str,
        About(
            "What lists show; the first paragraph unless said.",
            "Seven days, four trains.",
            also="description excerpt abstract intro subtitle",
        ),
    ] = ""
    image: Annotated[
        str,
        About(
            "A picture that stands for the journey: a file beside it, or an address.",
            "coast.jpg",
            also="photo picture cover thumbnail",
        ),
    ] = ""
    image_alt: Annotated[
        str,
        About(
            "What the picture shows, for those who cannot see it.", "A train above the sea", also="alt alt_text caption"
        ),
    ] = ""
    start: Annotated[
        Moment | None, About("The first day.", "2018-02-03", also="begin begins from started date start_date")
    ] = None
    end: Annotated[Moment | None, About("The last day.", "2018-02-23", also="until finish finished ended end_date")] = (
        None
    )
    origin: Annotated[
        Place | None,
        About(
            "Where it starts: a name, `36.54, -4.62`, or a group of fields.",
            "{name: Toronto, lat: 43.65, lon: -79.38, country: CA}",
        ),
    ] = None
    destination: Annotated[Place | None, About("Where it leads, in the same forms.", "Fuengirola")] = None
    stops: Annotated[
        tuple[Stop, ...],
        About(
            "The places on the way, in order, as names or with their fields.",
            "- Málaga\n- name: Ronda\n  date: 2018-02-20\n  mode: train",
            also="places route itinerary",
        ),
    ] = ()
    modes: Annotated[tuple[str, ...], About("How you travelled.", "[train, on foot]", also="transport means")] = ()
    travellers: Annotated[tuple[str, ...], About("Who travelled.", "[Ana, Tom]", also="party people")] = ()
    status: Annotated[
        str | None,
        OneOf(STATUSES),
        Guarded(near=False, filled=False, words=STATUSES),
        About(
            "How far it is. A journey appears with its first post, a planned one at once, a draft not at all.",
            "under_way",
        ),
    ] = None
    parts_planned: Annotated[
        int | None,
        Range(1, 9999),
        About("How many parts there are to be.", "4", also="parts installments instalments planned"),
    ] = None
    cadence: Annotated[
        str, About("How often a part is to come, in your own words.", "every Friday", also="frequency every schedule")
    ] = ""
    order: Annotated[
        int | None, About("Where it stands in lists: small numbers first.", "1", also="weight position")
    ] = None
    gpx: Annotated[str, About("A track of the whole journey beside it.", "coast.gpx")] = ""
    extra: Annotated[
        Mapping[str, Any], About("Anything your theme wants; nothing in it is checked.", "{weather: sunny}")
    ] = field(default_factory=lambda: NOTHING)
