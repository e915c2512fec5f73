"""What stands round the texts: related posts, promos, the newsletter, short lists; each from data, in its place."""

from pathlib import Path

import pytest
from site_tools import built, dead_links, pages_of, read_page, text_of

PROMOS = (
    "promos:\n  - {title: A book, url: 'https://book.example', text: Of roads., image: 'https://book.example/b.jpg'}\n"
)
PROMOS += "  - {title: Our maps, url: /maps/, label: Anzeige}\n"
SETTINGS = f"""title: T
base_url: https://example.org/blog
pagination: 2
newsletter: {{title: Letters, text: Once a month., action: 'https://mail.example/join', field: EMAIL}}
popular: [three, one]
{PROMOS}"""
ORDER = ("post-footer", "share", "author", "related", "promo", "comments")


def post(day: int, tags: str = "tapas", more: str = "") -> str:
    return f"---\ntitle: Day {day}\ndate: 2018-02-{day:02}\ntags: {tags}\ncategories: food\n{more}---\nText.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("furniture")
    settings = f"{SETTINGS}share: [email]\ncomments: files\nauthors: {{me: {{name: Me, bio: Goes.}}}}\n"
    files = {
        "content/site.yaml": settings,
        "content/pages/maps.md": "---\ntitle: Maps\n---\nText.\n",
        "content/posts/one.md": post(1),
        "content/posts/two.md": post(2),
        "content/posts/three.md": post(3, more="related: [one]\n"),
        "content/posts/four.md": post(4, tags="trains"),
    }
    return built(root, files)


def test_the_furniture_stands_in_its_order(site: Path) -> None:
    page = read_page(site, "/2018/02/one/").source
    places = [page.index(f'class="{name}') for name in ORDER]
    assert places == sorted(places)


def test_related_posts_are_those_that_share_most_or_those_that_the_author_names(site: Path) -> None:
    def related(slug: str) -> list[str]:
        found = read_page(site, f"/2018/02/{slug}/").all("section", class_="related")
        return [text_of(link) for part in found for link in part.iter("a")]

    assert related("one") == ["Day 3", "Day 2"]
    assert related("three") == ["Day 1"]
    assert related("four") == []


def test_the_newsletter_stands_once_on_every_page_and_sends_one_field(site: Path) -> None:
    count = 0
    for page in pages_of(site):
        form = page.one("form")
        assert (form.attrib["action"], form.attrib["method"]) == ("https://mail.example/join", "post")
        (field,) = form.iter("input")
        assert (field.attrib["type"], field.attrib["name"]) == ("email", "EMAIL")
        (label,) = form.iter("label")
        assert (label.attrib["for"], label.text) == (field.attrib["id"], "E-mail address")
        count += 1
    assert count > 10


def test_a_promo_is_labelled_and_at_most_one_on_a_page(site: Path) -> None:
    shown = {}
    for page in pages_of(site):
        promos = page.all("aside", class_="promo")
        assert len(promos) <= 1
        for promo in promos:
            (link,) = promo.iter("a")
            assert link.attrib["rel"] == "sponsored noopener"
            label = promo.find("p[@class='promo-label']")
            assert label is not None
            shown[page.path] = (label.text, link.text, link.attrib["href"])
    book, maps = ("Advertisement", "A book", "https://book.example"), ("Anzeige", "Our maps", "/blog/maps/")
    assert set(shown.values()) == {book, maps}
    assert {"/", "/page/2/", "/tags/tapas/", "/2018/", "/2018/02/one/"} <= set(shown)
    assert "/maps/" not in shown


def test_a_promo_stays_when_other_posts_come(site: Path, tmp_path: Path) -> None:
    files = {"content/site.yaml": SETTINGS.replace("[three, one]", "[one]"),
             "content/pages/maps.md": "---\ntitle: Maps\n---\nText.\n", "content/posts/one.md": post(1)}  # fmt: skip
    alone = read_page(built(tmp_path, files), "/2018/02/one/")
    assert alone.text("aside", class_="promo") == read_page(site, "/2018/02/one/").text("aside", class_="promo")


def test_the_home_page_has_the_short_lists(site: Path) -> None:
    home = read_page(site, "/")
    assert [link.text for link in home.one("section", class_="popular").iter("a")] == ["Day 3", "Day 1"]
    assert home.text("section", class_="categories") == "Categories food 4 posts"
    assert home.text("section", class_="archives") == "Archive 2018 4 posts"
    assert read_page(site, "/page/2/").all("section", class_="popular") == []


def test_everything_leads_somewhere(site: Path) -> None:
    assert dead_links(site, "https://example.org/blog") == []


def test_a_site_that_says_nothing_has_none_of_it(tmp_path: Path) -> None:
    for page in pages_of(built(tmp_path, {"content/posts/one.md": post(1)})):
        for name in ("share", "newsletter", "promo", "comments", "popular", "related"):
            assert [found.tag for tag in ("section", "aside") for found in page.all(tag, class_=name)] == []
