"""Lists of the whole site: businesses by kind and place, where to return, what was learnt, verdicts that changed."""

import json
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest
from site_tools import (
    SETTINGS,
    Parsed,
    build_site,
    built,
    dead_links,
    pages_of,
    places,
    read_page,
    text_of,
    told,
    write_site,
)

from journeyblog.build.outcome import Outcome

ATOM = "{http://www.w3.org/2005/Atom}"
LISTS = ("/return-list/", "/standouts/", "/playbook/", "/lessons/", "/compare/", "/verdicts/", "/places/")
Sample = tuple[Path, Outcome]


def business(slug: str, more: str = "", *, kind: str = "restaurant") -> dict[str, str]:
    """A business's file."""
    return {f"content/businesses/{slug}.md": f"---\nname: {slug.title()}\nkind: {kind}\n{more}---\n"}


def visit(slug: str, day: int, said: str = "rating: 4\nwould_return: definitely\n") -> dict[str, str]:
    """A post of May 2018 with one visit."""
    front = f"title: At {slug} {day}\nbusiness: {slug}\n{said}"
    return {f"content/posts/2018-05-{day:02}-{slug}-{day}.md": f"---\n{front}---\nText.\n"}


def names(page: Parsed, level: str = "h3") -> list[str]:
    """The businesses of a page's cards, in order."""
    return [text_of(heading) for card in page.all("article", class_="business-card") for heading in card.iter(level)]


def exists(output: Path, location: str) -> bool:
    return (output / location.lstrip("/") / "index.html").exists()


# The sample site


def test_kinds_of_the_sample_are_ranked(sample: Sample) -> None:
    page = read_page(sample[0], "/businesses/kind/restaurant/")
    assert page.texts("h1") == ["Restaurants"]
    assert names(page, "h2") == ["Peccati di Gola", "La Macheta", "A lunch place we keep going back to"]
    assert page.text("p", class_="standfirst") == (
        "Ordered by score, the best first, and for the order alone each counts as if it had 2 more visits at the "
        "average of all businesses, 3.7: one perfect visit does not outrank years of very good ones. Those without a "
        "score come last."
    )
    assert "/compare/restaurant/" in page.hrefs()
    assert names(read_page(sample[0], "/businesses/kind/home-service/"), "h2") == [
        "A second firm that did the job", "A repair firm we won’t name",
    ]  # fmt: skip


def test_a_business_links_to_its_kind_and_a_post_to_its_place(sample: Sample) -> None:
    assert "/businesses/kind/restaurant/" in read_page(sample[0], "/businesses/la-macheta/").hrefs()
    assert "/places/fuengirola/" in read_page(sample[0], "/2018/01/before-we-leave/").hrefs()


def test_the_return_list_of_the_sample(sample: Sample) -> None:
    page = read_page(sample[0], "/return-list/")
    assert page.texts("h2") == [
        "Fuengirola, Spain", "Makati, Philippines", "Mijas, Spain", "Region of Málaga, Spain", "United Kingdom",
    ]  # fmt: skip
    assert names(page) == [
        "La Macheta", "Makati City Hotel", "Peccati di Gola", "Mayan Monkey Mijas", "Línea Litoral",
        "A second firm that did the job", "A lunch place we keep going back to",
    ]  # fmt: skip
    returns = {text_of(next(one.iter("h3"))): text_of(one) for one in page.all("div", class_="return")}
    assert returns["Peccati di Gola"].endswith("Definitely so far")
    assert returns["Línea Litoral"].endswith("Probably inferred")


@pytest.mark.parametrize(
    "place", ["/businesses/", "/businesses/kind/restaurant/", "/standouts/", "/compare/restaurant/", "/"]
)
def test_a_provisional_verdict_is_told_as_one_in_every_list(sample: Sample, place: str) -> None:
    assert "Definitely so far" in read_page(sample[0], place).words
    assert "Probably inferred" in read_page(sample[0], "/journeys/costa-del-sol-2018/").words


def test_the_stand_outs_of_the_sample(sample: Sample) -> None:
    page = read_page(sample[0], "/standouts/")
    good, bad = page.all("section", class_="standouts")
    assert [text_of(one) for one in good.iter("h3")] == [
        "Peccati di Gola", "Mayan Monkey Mijas", "A second firm that did the job", "La Macheta", "Makati City Hotel",
    ]  # fmt: skip
    assert [text_of(one) for one in bad.iter("h3")] == ["A repair firm we won’t name", "Sierra Azul Rent a Car"]
    assert "Every date was a first draft." in text_of(bad)
    assert read_page(sample[0], "/").texts("section", class_="home-standouts")
    assert len(read_page(sample[0], "/").all("article", class_="business-card")) == 5
    assert read_page(sample[0], "/").text("section", class_="best").startswith("Best on this journey Peccati di Gola")
    assert read_page(sample[0], "/page/2/").all("article", class_="business-card") == []


def test_the_playbook_of_the_sample(sample: Sample) -> None:
    page = read_page(sample[0], "/playbook/")
    (pinned,) = page.all("section", class_="pinned")
    entries = [text_of(one) for one in pinned.iter("li")]
    assert len(entries) == 5
    assert [entry.split(" · ")[0].rpartition(". ")[2].rpartition("? ")[2] for entry in entries] == [
        "Book", "Arrive", "Use", "Use", "Leave",
    ]  # fmt: skip
    assert entries[0].startswith("Before you book, ask one small question and time the answer.")
    assert entries[0].endswith("Adopted At home Who is timing ours, and do they ask as a stranger would?")
    assert page.hrefs() == ["/2018/06/pack-a-notebook/"] * 5


def test_the_lessons_of_the_sample(sample: Sample) -> None:
    page = read_page(sample[0], "/lessons/")
    assert page.texts("h2") == ["A month on the Costa del Sol", "Other posts"]
    assert page.texts("h3")[:2] == [
        "Customer Journey Prologue: Whose opinion counts", "Customer Journey Part 1: Same airline, two airlines",
    ]  # fmt: skip
    assert "A steady three can be planned round. A four that is sometimes a two cannot." in page.words


def test_the_comparison_of_the_sample(sample: Sample) -> None:
    page = read_page(sample[0], "/compare/restaurant/")
    assert page.texts("th", scope="col") == [
        "Business", "Would return", "Overall", "Food", "Drinks", "Service", "Ambience", "Value",
    ]  # fmt: skip
    rows = [[text_of(cell) for cell in row.iter() if cell.tag in ("th", "td")] for row in page.one("tbody").iter("tr")]
    assert rows[0] == [
        "Peccati di Gola Mijas, Spain", "Definitely so far", "4.6 of 5, 2 visits", "4.5 2 visits", "4.0",
        "5.0 2 visits", "4.5", "4.3 2 visits",
    ]  # fmt: skip
    assert rows[1][3:] == ["4.5", "– Not rated", "5.0", "4.0", "4.5"]
    region = page.one("div", role="region")
    assert (region.attrib["tabindex"], region.attrib["aria-labelledby"]) == ("0", "comparison")
    assert read_page(sample[0], "/compare/").hrefs() == ["/compare/home-service/", "/compare/restaurant/"]


def test_the_places_of_the_sample(sample: Sample) -> None:
    page = read_page(sample[0], "/places/")
    assert page.texts("h2") == ["Philippines", "Spain"]
    assert [text for text in page.texts("li") if text.endswith(("post", "posts"))] == [
        "Makati 1 business, 1 post", "Fuengirola 1 business, 2 posts", "Málaga 1 business, 1 post",
        "Mijas 2 businesses, 2 posts",
    ]  # fmt: skip
    mijas = read_page(sample[0], "/places/mijas/")
    assert names(mijas) == ["Peccati di Gola", "Mayan Monkey Mijas"]
    assert [title.rpartition(": ")[2] for title in mijas.texts("h3", class_="card-title")] == [
        "Three reasons to turn round", "A table uphill",
    ]  # fmt: skip


def test_the_verdict_that_changed_and_its_feeds(sample: Sample) -> None:
    page = read_page(sample[0], "/verdicts/")
    assert page.text("p", class_="tally") == "It was Probably, now Unsure"
    assert page.hrefs()[:2] == ["/businesses/air-canada/", "/2018/02/part-1/"]
    assert [urlsplit(link).path for link in page.hrefs()[2:]] == [
        "/verdicts/feed.xml", "/verdicts/rss.xml", "/verdicts/feed.json",
    ]  # fmt: skip
    root = fromstring((sample[0] / "verdicts/feed.xml").read_bytes())
    (entry,) = root.iter(f"{ATOM}entry")
    check_atom(root)
    assert entry.findtext(f"{ATOM}title") == "Air Canada: Unsure, no longer Probably"
    assert entry.findtext(f"{ATOM}id") == "tag:example.org,2018-02-02:verdicts/air-canada"
    assert entry.findtext(f"{ATOM}updated") == "2018-02-02T00:00:00+01:00"
    content = entry.findtext(f"{ATOM}content") or ""
    assert 'href="https://example.org/businesses/air-canada/"' in content
    assert 'href="https://example.org/2018/02/part-1/"' in content
    (item,) = json.loads((sample[0] / "verdicts/feed.json").read_text(encoding="utf-8"))["items"]
    assert item["url"] == "https://example.org/2018/02/part-1/"
    assert len(list(fromstring((sample[0] / "verdicts/rss.xml").read_bytes()).iter("item"))) == 1


def check_atom(root: Element) -> None:
    """What RFC 4287 asks of a feed and its entries."""
    for node in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"{ATOM}{name}")) == 1
        assert datetime.fromisoformat(node.findtext(f"{ATOM}updated") or "").tzinfo is not None
        assert len(node.findall(f"{ATOM}link[@rel='alternate']")) == 1
    assert root.find(f"{ATOM}author/{ATOM}name") is not None


def test_every_list_is_in_the_sitemap_and_leads_nowhere_dead(sample: Sample) -> None:
    listed = (sample[0] / "sitemap.xml").read_text(encoding="utf-8")
    for location in (*LISTS, "/businesses/kind/restaurant/", "/compare/restaurant/", "/places/mijas/"):
        assert f"<loc>https://example.org{location}</loc>" in listed, location
    assert dead_links(sample[0], "https://example.org") == []


# Order


def test_ties_go_to_more_visits_then_the_later_visit_then_the_name(tmp_path: Path) -> None:
    rated = "rating: 3\nwould_return: unsure\n"  # the middle: no number of visits moves the score away from the prior
    files = {slug: text for name in ("beta", "alpha", "gamma", "delta") for slug, text in business(name).items()}
    files |= visit("beta", 1, rated) | visit("alpha", 1, rated) | visit("gamma", 2, rated)
    files |= visit("delta", 1, rated) | visit("delta", 3, rated) | business("unrated")
    page = read_page(built(tmp_path, files), "/businesses/kind/restaurant/")
    assert names(page, "h2") == ["Delta", "Gamma", "Alpha", "Beta", "Unrated"]
    assert "the middle of the scale, 3.0" in page.text("p", class_="standfirst")


def test_a_kind_with_enough_rated_businesses_has_its_own_average(tmp_path: Path) -> None:
    files: dict[str, str] = {}
    for i in range(5):
        files |= business(f"r{i}") | visit(f"r{i}", i + 1, "rating: 5\n")
    files |= business("inn", kind="hotel") | visit("inn", 9, "rating: 2\n")
    output = built(tmp_path, files)
    assert "the average of its kind, 5.0" in read_page(output, "/businesses/kind/restaurant/").words
    assert "the average of all businesses, 4.5" in read_page(output, "/businesses/kind/hotel/").words


def test_without_a_prior_the_sentence_says_no_more_than_is_so(tmp_path: Path) -> None:
    settings = SETTINGS + "prior: {weight: 0}\n"
    files = {"content/site.yaml": settings, **business("inn"), **visit("inn", 1)}
    text = read_page(built(tmp_path, files), "/businesses/kind/restaurant/").text("p", class_="standfirst")
    assert text == "Ordered by score, the best first. Those without a score come last."


def test_pins_come_first_and_stages_in_the_order_of_the_settings(tmp_path: Path) -> None:
    post = "---\ntitle: {0}\nplaybook:\n{1}---\nText.\n"
    older = (
        "- Anything\n- {entry: Old second, pin: 2, stage: after}\n- {entry: On arrival, stage: arrive}\n"
        "- {entry: First, pin: 1}\n- {entry: Afterwards, stage: after}\n"
    )
    newer = "- {entry: New second, pin: 2, status: todo}\n- {entry: Booking, stage: book}\n"
    files = {
        "content/posts/2018-02-01-older.md": post.format("Older", older),
        "content/posts/2018-03-01-newer.md": post.format("Newer", newer),
    }
    page = read_page(built(tmp_path, files), "/playbook/")
    told = [text_of(next(item.iter("p"))) for item in page.all("li", class_="entry")]
    assert told == ["First", "New second", "Booking", "On arrival", "Old second", "Afterwards", "Anything"]
    assert page.texts("h2") == ["First of all", "Book", "Arrive", "After", "At any stage"]


# What is there, and what is not


def test_a_site_without_their_content_has_none_of_the_lists(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/posts/2018-02-01-a.md": "---\ntitle: A\n---\nText.\n", **business("inn")})
    assert [location for location in LISTS if exists(output, location)] == []
    assert exists(output, "/businesses/kind/restaurant/")
    assert read_page(output, "/businesses/").all("ul", class_="inline-list") == []
    assert dead_links(output, "https://example.org") == []


def test_a_site_without_a_business(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/posts/2018-02-01-a.md": "---\ntitle: A\nlocation: Mijas\n---\nText.\n"})
    assert not (output / "businesses").exists()
    assert read_page(output, "/places/mijas/").texts("h2") == ["Posts"]


def test_one_business_cannot_be_compared(tmp_path: Path) -> None:
    files = {**business("inn"), **visit("inn", 1), **business("unrated")}
    output = built(tmp_path, files)
    assert not exists(output, "/compare/")
    assert "/compare/restaurant/" not in read_page(output, "/businesses/kind/restaurant/").hrefs()


def test_a_closed_business_is_nowhere_to_return_to(tmp_path: Path) -> None:
    files = {**business("inn", "closed: 2019-01-01\n"), **visit("inn", 1)}
    output = built(tmp_path, files)
    assert not exists(output, "/return-list/")
    assert exists(output, "/standouts/") is False  # 4 of 5 is good, not outstanding
    assert exists(output, "/businesses/kind/restaurant/")


def test_the_condition_stands_in_the_return_list(tmp_path: Path) -> None:
    said = "rating: 4\nwould_return: probably\nwould_return_if: the terrace is open\n"
    output = built(tmp_path, {**business("inn", "locality: Mijas\n"), **visit("inn", 1, said)})
    assert read_page(output, "/return-list/").text("p", class_="condition") == "Would return if the terrace is open"


def test_the_author_s_word_makes_a_stand_out_without_a_visit(tmp_path: Path) -> None:
    output = built(tmp_path, {**business("inn", "verdict: Definitely\nverdict_reason: by fame\n")})
    assert names(read_page(output, "/standouts/")) == ["Inn"]
    assert names(read_page(output, "/")) == ["Inn"]


CANARY = "Zanzibarium"


def test_drafts_and_what_does_not_count_leave_no_trace(tmp_path: Path) -> None:
    secret = (
        f"---\ntitle: {CANARY}\ndraft: true\nlocation: {{name: {CANARY}, country: ES}}\nlessons: [{CANARY}]\n"
        f"playbook: [{CANARY}]\ntouchpoints: [{{what: {CANARY}, emotion: 2}}]\n"
        f"visits:\n- {{business: inn, rating: 1, would_return: no, date: 2018-06-01, why: {CANARY}}}\n"
        f"- {{business: inn, date: 2018-06-02, rating: 1}}\n---\n{CANARY}\n"
    )
    uncounted = "---\ntitle: Uncounted\nbusiness: inn\nrating: 1\nwould_return: no\ncounts: false\n---\nText.\n"
    files = {**business("inn", "locality: Mijas\n"), **visit("inn", 1, "rating: 5\nwould_return: definitely\n")}
    files |= {"content/posts/2018-07-01-secret.md": secret, "content/posts/2018-07-02-uncounted.md": uncounted}
    output = built(tmp_path, files)
    assert [page.path for page in pages_of(output) if CANARY in page.source] == []
    assert not any(exists(output, location) for location in ("/verdicts/", "/lessons/", "/playbook/"))
    assert names(read_page(output, "/return-list/")) == ["Inn"]
    assert names(read_page(output, "/standouts/")) == ["Inn"]


def test_an_unnamed_business_is_at_no_place(tmp_path: Path) -> None:
    hidden = "anonymous: true\nlocality: Mijas\nregion: Andalucía\ncountry: ES\n"
    output = built(tmp_path, {**business("inn", hidden), **visit("inn", 1)})
    assert not exists(output, "/places/")
    page = read_page(output, "/return-list/")
    assert page.texts("h2") == ["Spain"]
    assert "Mijas" not in page.words
    assert "Andalucía" not in page.words


def test_one_town_name_in_two_countries_is_two_places(tmp_path: Path) -> None:
    files = {
        **business("castle", "locality: Córdoba\ncountry: ES\n"),
        **business("estancia", "locality: Cordoba\ncountry: AR\n"),
        "content/posts/2018-02-01-where.md": "---\ntitle: Where\nlocation: Córdoba\n---\nText.\n",
        "content/posts/2018-02-02-there.md": "---\ntitle: There\nlocation: {name: córdoba, country: AR}\n---\nText.\n",
    }
    output = built(tmp_path, files)
    assert names(read_page(output, "/places/cordoba-es/")) == ["Castle"]
    argentina = read_page(output, "/places/cordoba-ar/")
    assert (names(argentina), argentina.texts("h3", class_="card-title")) == (["Estancia"], ["There"])
    assert argentina.text("p", class_="eyebrow") == "Argentina"
    assert read_page(output, "/places/cordoba/").texts("h3", class_="card-title") == ["Where"]
    assert read_page(output, "/places/").texts("h2") == ["Argentina", "Spain", "Elsewhere"]


def test_what_does_not_say_its_country_belongs_to_the_only_place_of_its_name(tmp_path: Path) -> None:
    files = {
        **business("inn", "locality: Mijas\ncountry: ES\n"),
        "content/posts/2018-02-01-a.md": "---\ntitle: A\nlocation: mijas\n---\nText.\n",
        "content/posts/2018-02-02-b.md": "---\ntitle: B\nlocation: '36.5,-4.6'\n---\nText.\n",
    }
    output = built(tmp_path, files)
    page = read_page(output, "/places/mijas/")
    assert (names(page), page.texts("h3", class_="card-title")) == (["Inn"], ["A"])
    assert read_page(output, "/places/").texts("h2") == ["Spain"]


def test_a_page_of_the_author_s_own_at_the_place_of_a_list_is_told(tmp_path: Path) -> None:
    files = {
        "content/pages/playbook.md": "---\ntitle: Mine\n---\nText.\n",
        "content/posts/2018-02-01-a.md": "---\ntitle: A\nplaybook: [Ask]\n---\nText.\n",
    }
    outcome = build_site(write_site(tmp_path, files))
    (line,) = told(outcome)
    assert line.startswith("content/pages/playbook.md: error[same-output]: This would be published at /playbook/")
    assert line.endswith(", where the playbook is")


def test_a_menu_may_name_the_lists(tmp_path: Path) -> None:
    menu = "menu: [{label: Return, url: /return-list/}, {label: Playbook, url: /playbook/}]\n"
    files = {"content/site.yaml": SETTINGS + menu, **business("inn"), **visit("inn", 1)}
    assert told(build_site(write_site(tmp_path, files))) == [
        "content/site.yaml:4: warning[link-nowhere]: '/playbook/' leads to no page of this site"
    ]


# Many


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred restaurants in one town, each visited once, in forty posts."""
    files: dict[str, str] = {}
    for i in range(200):
        files |= business(f"r{i:03}", "locality: Mijas\ncountry: ES\n")
    for day in range(40):
        visits = "".join(
            f"- {{business: r{i:03}, rating: {1 + i % 9 / 2}, would_return: definitely}}\n" for i in range(day, 200, 40)
        )
        files[f"content/posts/2018-05-{day % 28 + 1:02}-p{day}.md"] = (
            f"---\ntitle: P{day}\nvisits:\n{visits}playbook: [A, B, C]\nlessons: [A]\n---\nText.\n"
        )
    return built(tmp_path_factory.mktemp("many"), files)


def test_long_lists_are_paged_and_lose_nothing(many: Path) -> None:
    for location, level, size, total in (
        ("/businesses/kind/restaurant/", "h2", 60, 200),
        ("/places/mijas/", "h3", 60, 200),
        ("/return-list/", "h3", 100, 200),
    ):
        pages = [location, *(f"{location}page/{n}/" for n in range(2, 99) if exists(many, f"{location}page/{n}/"))]
        found = [names(read_page(many, page), level) for page in pages]
        assert [len(one) for one in found if one] == [min(size, total - i) for i in range(0, total, size)], location
        assert len({name for one in found for name in one}) == total, location
    assert len(read_page(many, "/compare/restaurant/page/4/").all("tbody")[0].findall("tr")) == 20
    assert len(names(read_page(many, "/businesses/"))) == 12
    assert "All 200: Restaurants" in read_page(many, "/businesses/").words
    assert len(read_page(many, "/playbook/page/2/").all("li", class_="entry")) == 20
    assert dead_links(many, "https://example.org") == []


def test_posts_of_a_place_are_each_there_once(many: Path) -> None:
    pages = ["/places/mijas/", *(f"/places/mijas/page/{n}/" for n in range(2, 5))]
    titles = [title for page in pages for title in read_page(many, page).texts("h3", class_="card-title")]
    assert len(titles) == len(set(titles)) == 40
    assert "places/mijas/page/5/index.html" not in places(many)


def test_every_list_can_be_found_from_every_page(tmp_path: Path) -> None:
    """The menu is the author's choice; the foot of a page leads to all that there is, and to nothing else."""
    files = {
        "content/site.yaml": "title: T\nmenu: [{label: Home, url: /}]\n",
        "content/businesses/bar.md": "---\nname: Bar\n---\n",
        "content/posts/2018-02-14-a.md": (
            "---\ntitle: A\nlessons: Ask once\ntags: x\nbusiness: bar\nwould_return: yes\n---\nText.\n"
        ),
    }
    output = built(tmp_path, files)
    (foot,) = read_page(output, "/2018/02/a/").all("nav", class_="sections")
    found = {link.get("href", "") for link in foot.iter("a")}
    assert {"/lessons/", "/tags/", "/businesses/", "/return-list/", "/standouts/", "/archive/"} <= found
    assert found & {"/playbook/", "/journeys/", "/categories/", "/compare/", "/verdicts/"} == set()
    assert {f"{url[1:]}index.html" for url in found} <= places(output)
