"""What machines are told: JSON-LD as a linked-data processor reads it, microformats as a microformats parser does."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mf2py
import pytest
from pyld import jsonld
from site_tools import CONTENT, build_site, built, pages_of, read_page, told, write_site

from journeyblog.site.pages.structured.journeys import MOST_PARTS

SCHEMA = "https://schema.org/"
VOCABULARY: dict[str, list[str]] = json.loads(
    (Path(__file__).parents[1] / "data" / "schema-org.json").read_text(encoding="utf-8")
)
"""Of the types we use, which of the properties we use each may have (schema.org, version 29)."""

Node = dict[str, Any]
AUTHORS = "authors: {ann: {name: Ann}, bob: {name: Bob}}\n"
SETTINGS = f"title: Small roads\nbase_url: https://example.org/blog\n{AUTHORS}"


def context(url: str, _options: object = None) -> Node:
    """The context of schema.org as far as it matters here, so that no test asks the network."""
    assert url == "https://schema.org"
    document = {"@context": {"@vocab": SCHEMA}}
    return {"contextUrl": None, "documentUrl": url, "document": document}


def scripts(output: Path) -> Iterator[tuple[str, str]]:
    for page in pages_of(output):
        for script in page.all("script", type="application/ld+json"):
            yield page.path, script.text or ""


def graph(output: Path, location: str) -> list[Node]:
    """The nodes of a page as they are written."""
    script = read_page(output, location).one("script", type="application/ld+json").text or ""
    nodes: list[Node] = json.loads(script)["@graph"]
    return nodes


def node(output: Path, location: str, type_: str) -> Node:
    (found,) = (one for one in graph(output, location) if one["@type"] == type_)
    return found


def nested(value: object) -> Iterator[Node]:
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from nested(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nested(inner)


def post(date: str, front: str, title: str = "A day", body: str = "Text.") -> str:
    return f"---\ntitle: {title}\ndate: {date}\n{front}---\n\n{body}\n"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("structured")
    shutil.copytree(CONTENT, root / "content")
    assert told(build_site(root, strict=True)) == []
    return root / "public"


def test_the_sample_has_five_reviews_and_no_aggregate(sample: Path) -> None:
    expanded = [jsonld.expand(json.loads(text), {"documentLoader": context}) for _, text in scripts(sample)]
    nodes = [one for tree in expanded for one in jsonld.flatten(tree)]
    types = [type_ for one in nodes for type_ in one.get("@type", ())]
    assert types.count(f"{SCHEMA}Review") == 5
    assert types.count(f"{SCHEMA}AggregateRating") == 0
    rated = [
        (one[f"{SCHEMA}itemReviewed"][0]["@id"].rpartition("/businesses/")[2], one[f"{SCHEMA}author"][0]["@id"])
        for one in nodes
        if f"{SCHEMA}Review" in one.get("@type", ())
    ]
    author = "https://example.org/authors/traveller/#person"
    assert sorted(rated) == [
        ("air-canada/#business", author),
        ("la-macheta/#business", author),
        ("mayan-monkey-mijas/#business", author),
        ("peccati-di-gola/#business", author),
        ("peccati-di-gola/#business", author),
    ]


def test_everything_said_is_in_the_vocabulary_and_every_address_is_absolute(sample: Path) -> None:
    seen = set()
    for path, text in scripts(sample):
        for one in nested(json.loads(text)["@graph"]):
            seen.add(one["@type"])
            unknown = [name for name in one if not name.startswith("@") and name not in VOCABULARY[one["@type"]]]
            assert unknown == [], (path, one["@type"])
            for name in ("@id", "url", "image", "item", "mainEntityOfPage", "sameAs"):
                if isinstance(one.get(name), str):
                    assert one[name].startswith("https://example.org/"), (path, name)
    assert {"BlogPosting", "Review", "BreadcrumbList", "CreativeWorkSeries", "TouristTrip", "WebSite", "Blog"} <= seen


def test_what_is_told_is_on_the_page(sample: Path) -> None:
    """Names, headlines, ratings and addresses of a post are words of its page."""
    for location in (
        "/2018/02/part-1/",
        "/2018/02/part-3/",
        "/businesses/la-macheta/",
        "/journeys/costa-del-sol-2018/",
    ):
        page = read_page(sample, location)
        words = " ".join([page.text("body"), *(data.get("value", "") for data in page.all("data"))])
        for one in nested(graph(sample, location)):
            for name in ("headline", "name", "ratingValue", "addressLocality", "reviewBody"):
                if name in one:
                    assert str(one[name]) in words, (location, name)


def test_a_part_of_a_journey(sample: Path) -> None:
    posting = node(sample, "/2018/02/part-3/", "BlogPosting")
    assert posting["headline"] == "Customer Journey Part 3: Three reasons to turn round"
    assert posting["position"] == 3
    assert posting["datePublished"] == "2018-02-16"
    assert [whole["@type"] for whole in posting["isPartOf"]] == ["Blog", "CreativeWorkSeries"]
    assert node(sample, "/2018/01/before-we-leave/", "BlogPosting")["position"] == "Prologue"
    trail = node(sample, "/2018/02/part-3/", "BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in trail] == [
        "Would We Go Back?", "Journeys", "A month on the Costa del Sol", posting["headline"],
    ]  # fmt: skip
    series = node(sample, "/journeys/costa-del-sol-2018/", "CreativeWorkSeries")
    assert [part["position"] for part in series["hasPart"]] == ["Prologue", 1, 2, "Interlude", 3]
    assert (series["startDate"], series["endDate"]) == ("2018-02-01", "2018-02-28")
    stops = node(sample, "/journeys/costa-del-sol-2018/", "TouristTrip")["itinerary"]["itemListElement"]
    assert [stop["item"]["name"] for stop in stops] == ["Ottawa", "Fuengirola", "Mijas", "Los Boliches"]


def test_several_visits_make_one_review(sample: Path) -> None:
    review = node(sample, "/2018/02/part-1/", "Review")
    assert review["reviewRating"] == {"@type": "Rating", "ratingValue": 3.1, "bestRating": 5, "worstRating": 1}
    assert review["itemReviewed"]["@type"] == "Airline"


@pytest.mark.parametrize("slug", ["linea-litoral", "sierra-azul", "unnamed-repair-firm", "regular-lunch-place"])
def test_invented_and_unnamed_firms_are_not_told_of(sample: Path, slug: str) -> None:
    assert read_page(sample, f"/businesses/{slug}/").all("script", type="application/ld+json") == []
    assert [path for path, text in scripts(sample) if f"/businesses/{slug}/" in text] == []


def test_the_good_and_the_bad_and_a_business_with_everything(tmp_path: Path) -> None:
    inn = """---
name: The Inn
kind: hotel
aka: [The Old Inn]
street: Main Street 1
locality: Reine
region: Lofoten
postcode: 8390
country: NO
lat: 67.93
lon: 13.09
url: https://inn.example/
phone: +47 1
price_range: 2
schema_type: Hostel
---
"""
    visit = "business: inn\nrating: 4\nwhy: A quiet night.\ngood: [the bed, the view]\nbad: [the stairs]\n"
    output = built(
        tmp_path,
        {
            "content/site.yaml": SETTINGS,
            "content/businesses/inn.md": inn,
            "content/posts/2024-05-01-a.md": post("2024-05-01 19:30 +02:00", visit),
        },
    )
    review = node(output, "/2024/05/a/", "Review")
    notes = [item["name"] for item in review["positiveNotes"]["itemListElement"]]
    assert (notes, review["negativeNotes"]["itemListElement"][0]["name"]) == (["the bed", "the view"], "the stairs")
    assert (review["reviewBody"], review["datePublished"]) == ("A quiet night.", "2024-05-01T19:30:00+02:00")
    assert review["author"]["url"] == "https://example.org/blog/authors/ann/"
    hostel = node(output, "/businesses/inn/", "Hostel")
    assert hostel["geo"] == {"@type": "GeoCoordinates", "latitude": 67.93, "longitude": 13.09}
    assert hostel["address"]["postalCode"] == "8390"
    assert (hostel["sameAs"], hostel["telephone"], hostel["priceRange"]) == ("https://inn.example/", "+47 1", "€€")
    assert "aggregateRating" not in hostel


def two_opinions(tmp_path: Path, settings: str = "", business: str = "") -> Path:
    return built(
        tmp_path,
        {
            "content/site.yaml": SETTINGS + settings,
            "content/businesses/inn.md": f"---\nname: The Inn\nkind: hotel\n{business}---\n",
            "content/posts/2024-05-01-a.md": post("2024-05-01", "business: inn\nrating: 4\nauthor: ann\n"),
            "content/posts/2024-05-02-b.md": post("2024-05-02", "business: inn\nrating: 4.5\nauthor: bob\n"),
        },
    )


def test_two_people_make_an_aggregate(tmp_path: Path) -> None:
    hotel = node(two_opinions(tmp_path), "/businesses/inn/", "Hotel")
    assert hotel["aggregateRating"] == {
        "@type": "AggregateRating", "ratingValue": 4.3, "bestRating": 5, "worstRating": 1, "ratingCount": 2,
    }  # fmt: skip


def test_the_site_may_ask_for_more_people_or_for_no_reviews(tmp_path: Path) -> None:
    three = two_opinions(tmp_path / "three", "structured_data: {aggregate_min_authors: 3}\n")
    assert "aggregateRating" not in node(three, "/businesses/inn/", "Hotel")
    none = two_opinions(tmp_path / "none", "structured_data: {reviews: false}\n")
    assert "aggregateRating" not in node(none, "/businesses/inn/", "Hotel")
    assert [one["@type"] for one in graph(none, "/2024/05/a/")] == ["BlogPosting", "BreadcrumbList"]


def test_an_author_s_own_business_is_not_reviewed(tmp_path: Path) -> None:
    output = two_opinions(tmp_path, business="own: true\n")
    assert "aggregateRating" not in node(output, "/businesses/inn/", "Hotel")
    assert [one["@type"] for one in graph(output, "/2024/05/a/")] == ["BlogPosting", "BreadcrumbList"]


def test_a_visit_without_a_score_or_that_does_not_count_is_no_review(tmp_path: Path) -> None:
    files = {
        "content/businesses/inn.md": "---\nname: The Inn\nkind: hotel\n---\n",
        "content/posts/2024-05-01-a.md": post("2024-05-01", "business: inn\nwould_return: definitely\n"),
        "content/posts/2024-05-02-b.md": post("2024-05-02", "business: inn\nrating: 4\ncounts: false\n"),
    }
    output = built(tmp_path, files)
    for location in ("/2024/05/a/", "/2024/05/b/"):
        assert [one["@type"] for one in graph(output, location)] == ["BlogPosting", "BreadcrumbList"]


def test_without_an_address_of_the_site_nothing_is_told(tmp_path: Path) -> None:
    files = {"content/site.yaml": "title: T\n", "content/posts/2024-05-01-a.md": post("2024-05-01", "")}
    assert list(scripts(built(tmp_path, files))) == []


def test_a_draft_in_a_preview_is_not_told_of(tmp_path: Path) -> None:
    files = {
        "content/posts/2024-05-01-a.md": post("2024-05-01", ""),
        "content/posts/2024-05-02-b.md": post("2024-05-02", "draft: true\n", "Kept back"),
    }
    output = built(tmp_path, files, drafts=True)
    assert read_page(output, "/2024/05/b/").all("script", type="application/ld+json") == []
    assert [path for path, text in scripts(output) if "Kept back" in text] == []


def test_a_long_journey_stays_light(tmp_path: Path) -> None:
    files = {f"content/journeys/j/{number:03}.md": post("2024-05-01", "") for number in range(MOST_PARTS + 20)}
    files["content/journeys/j/index.md"] = "---\ntitle: J\n---\n"
    series = node(built(tmp_path, files), "/journeys/j/", "CreativeWorkSeries")
    assert [part["position"] for part in series["hasPart"]] == list(range(1, MOST_PARTS + 1))


HOSTILE = '</script><script>alert(1)</script><!--<script>" & \u2028\u2029'


def test_no_text_ends_the_script(tmp_path: Path) -> None:
    quoted = json.dumps(HOSTILE)
    files = {
        "content/site.yaml": (
            f"title: {quoted}\nbase_url: https://example.org\ntagline: {quoted}\nmarkdown: {{typographer: no}}\n"
        ),
        "content/businesses/inn.md": f"---\nname: {quoted}\nkind: hotel\nlocality: {quoted}\naka: [{quoted}]\n---\n",
        "content/journeys/j/index.md": f"---\ntitle: {quoted}\nsummary: {quoted}\norigin: {quoted}\n---\n",
        "content/journeys/j/a.md": post(
            "2024-05-01", f"business: inn\nrating: 4\nwhy: {quoted}\ngood: [{quoted}]\ntags: [{quoted}]\n", quoted
        ),
    }
    outcome = build_site(write_site(tmp_path, files))
    assert outcome.published is not None
    output = tmp_path / "public"
    pages = [page for page in pages_of(output) if page.all("script", type="application/ld+json")]
    assert len(pages) == 4
    for page in pages:
        (script,) = page.all("script", type="application/ld+json")
        assert script.get("type") == "application/ld+json"
        assert not set("<>&\u2028\u2029") & set(script.text or "")
    assert node(output, "/2024/05/a/", "BlogPosting")["headline"].split() == HOSTILE.split()
    assert node(output, "/2024/05/a/", "Review")["reviewBody"] == HOSTILE


def items(output: Path, location: str, type_: str) -> list[dict[str, Any]]:
    """The properties of every item of a type on a page, wherever it is nested."""
    page = output / location.lstrip("/") / "index.html"
    parsed = mf2py.parse(doc=page.read_text(encoding="utf-8"), url=f"https://example.org{location}")

    def walk(found: list[Any]) -> Iterator[dict[str, Any]]:
        for item in found:
            if isinstance(item, dict) and "properties" in item:
                if type_ in item["type"]:
                    yield item["properties"]
                yield from walk(item.get("children", []))
                for values in item["properties"].values():
                    yield from walk(values)

    return list(walk(parsed["items"]))


def test_a_post_is_an_entry_with_its_reviews(sample: Path) -> None:
    (entry,) = items(sample, "/2018/02/part-3/", "h-entry")
    assert [" ".join(name.split()) for name in entry["name"]] == [
        "Customer Journey Part 3: Three reasons to turn round"
    ]
    assert (entry["url"], entry["published"]) == (["https://example.org/2018/02/part-3/"], ["2018-02-16"])
    assert entry["author"][0]["properties"]["name"] == ["The Traveller"]
    assert {"Restaurants", "chocolate"} <= set(entry["category"])
    assert "flamenco" not in entry["content"][0]["value"]  # the teaser stands outside the text
    reviews = items(sample, "/2018/02/part-3/", "h-review")
    assert [(one["item"][0]["properties"]["name"], one["rating"], one["best"]) for one in reviews] == [
        (["La Macheta"], ["4.6"], ["5"]),
        (["Peccati di Gola"], ["4.6"], ["5"]),
        (["Mayan Monkey Mijas"], ["4.9"], ["5"]),
    ]
    (unrated,) = items(sample, "/2011/05/everyone-knew-my-name/", "h-review")
    assert "rating" not in unrated


def test_lists_are_feeds_and_businesses_are_cards(sample: Path) -> None:
    (feed,) = items(sample, "/", "h-feed")
    assert feed["name"]
    newest = items(sample, "/", "h-entry")[0]
    assert (newest["name"], newest["published"]) == (["Pack a notebook"], ["2018-06-20"])
    (journey,) = items(sample, "/journeys/costa-del-sol-2018/", "h-feed")
    assert journey["name"] == ["A month on the Costa del Sol"]
    assert len(items(sample, "/journeys/costa-del-sol-2018/", "h-entry")) == 5
    assert ["La Macheta"] in [card.get("name") for card in items(sample, "/businesses/la-macheta/", "h-card")]
