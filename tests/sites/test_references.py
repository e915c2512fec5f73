"""Names, dates, pictures and addresses that are right are taken without a word; what is wrong leaves no trace."""

import unicodedata
from pathlib import Path

import pytest
from site_tools import build_site, built, photo, places, read_page, told, write_site

POST = "---\ntitle: {}\ndate: 2018-02-14\n{}\n---\n{}\n"


def post(front: str = "", body: str = "Text.", title: str = "Dinner") -> str:
    return POST.format(title, front, body)


CAFE = {"content/businesses/cs.md": "---\nname: Café Sol\naka: [The Sun]\nkind: cafe\n---\n"}


@pytest.mark.parametrize(
    "name",
    ["cs", "Café Sol", "CAFÉ SOL", "cafe sol", unicodedata.normalize("NFD", "Café Sol"), "the sun", " Café Sol "],
)
def test_a_business_is_known_by_its_slug_and_names_in_any_case_and_form(tmp_path: Path, name: str) -> None:
    files = {**CAFE, "content/posts/dinner.md": post(f'business: "{name}"\nratings: {{coffee: 4}}')}
    assert "Café Sol" in read_page(built(tmp_path, files), "/2018/02/dinner/").words


def test_branches_in_several_towns_share_a_name_and_are_told_apart_by_their_slugs(tmp_path: Path) -> None:
    files = {
        "content/businesses/sol-mijas.md": "---\nname: Sol\nlocality: Mijas\n---\n",
        "content/businesses/sol-ronda.md": "---\nname: Sol\nlocality: Ronda\n---\n",
        "content/posts/dinner.md": post("business: sol-ronda\nrating: 4", "See [Mijas](business:sol-mijas)."),
    }
    assert "/businesses/sol-mijas/" in read_page(built(tmp_path, files), "/2018/02/dinner/").hrefs()


def test_a_link_by_a_shared_name_is_an_error_that_names_them(tmp_path: Path) -> None:
    files = {
        "content/businesses/sol-mijas.md": "---\nname: Sol\nlocality: Mijas\n---\n",
        "content/businesses/sol-ronda.md": "---\nname: Sol\nlocality: Ronda\n---\n",
        "content/posts/dinner.md": post(body="See [it](<business:Sol>)."),
    }
    (found,) = build_site(write_site(tmp_path, files)).diagnostics
    assert (found.code, found.severity, found.span.line, found.span.column) == ("same-name", "error", 6, 11)
    assert found.hint == "Write the slug of the one you mean: sol-mijas or sol-ronda"


def test_an_anonymous_business_can_be_visited(tmp_path: Path) -> None:
    files = {
        "content/businesses/hotel-x.md": "---\nname: A hotel by the sea\nkind: hotel\nanonymous: yes\n---\n",
        "content/posts/dinner.md": post("business: A hotel by the sea\nrating: 2"),
    }
    assert "A hotel by the sea" in read_page(built(tmp_path, files), "/2018/02/dinner/").words


def test_a_journey_without_a_file_can_be_linked(tmp_path: Path) -> None:
    files = {
        "content/posts/dinner.md": post("journey: coast"),
        "content/posts/b.md": post(body="See [all](journey:coast).", title="B"),
    }
    outcome = build_site(write_site(tmp_path, files))
    assert [one.code for one in outcome.diagnostics] == ["unknown-journey"]
    assert "/journeys/coast/" in read_page(tmp_path / "public", "/2018/02/b/").hrefs()


def test_a_link_to_a_journey_that_has_only_drafts_is_left_out_until_then(tmp_path: Path) -> None:
    files = {
        "content/posts/dinner.md": post("journey: coast\ndraft: yes"),
        "content/posts/b.md": post(body="See [all](journey:coast).", title="B"),
    }
    outcome = build_site(write_site(tmp_path, files))
    assert [one.code for one in outcome.diagnostics] == ["link-held-back"]
    assert "journeys/coast/index.html" not in places(tmp_path / "public")


def test_a_picture_of_the_static_folder_is_shown_and_a_missing_one_is_not(tmp_path: Path) -> None:
    there, gone = "image: /there.jpg\nimage_alt: The table", "image: /gone.jpg\nimage_alt: The chair"
    files: dict[str, str | bytes] = {
        "content/static/there.jpg": photo(),
        "content/posts/dinner.md": post(there),
        "content/posts/b.md": post(gone, title="B"),
    }
    outcome = build_site(write_site(tmp_path, files))
    assert told(outcome) == ["content/posts/b.md:4: warning[missing-file]: There is no file '/gone.jpg' on this site"]
    assert "/there.jpg" in read_page(tmp_path / "public", "/2018/02/dinner/").source
    assert "gone.jpg" not in read_page(tmp_path / "public", "/2018/02/b/").source


@pytest.mark.parametrize("url", ["/archive", "/archive/", "/archive/?all#top", "https://example.org/archive/", "/"])
def test_a_menu_leads_where_links_lead(tmp_path: Path, url: str) -> None:
    settings = f"title: T\nbase_url: https://example.org\nmenu: [{{label: A, url: '{url}'}}]\n"
    built(tmp_path, {"content/site.yaml": settings, "content/posts/dinner.md": post()})


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("/elsewhere/", "Mend the address, or make a page for it: content/pages/elsewhere.md becomes /elsewhere/"),
        ("/archiv/", "Did you mean '/archive/'?"),
        ("https://example.org/abuot/", "Did you mean '/about/'?"),
    ],
)
def test_a_menu_entry_that_leads_nowhere_is_told_where_it_may_have_led(tmp_path: Path, url: str, hint: str) -> None:
    settings = f"title: T\nbase_url: https://example.org\nmenu: [{{label: A, url: '{url}'}}]\n"
    files = {"content/site.yaml": settings, "content/posts/dinner.md": post(), "content/pages/about.md": "# About\n"}
    (found,) = build_site(write_site(tmp_path, files)).diagnostics
    assert (found.code, found.span.line, found.hint) == ("link-nowhere", 3, hint)


def test_a_kind_that_is_not_one_is_told_once_for_all_visits_of_a_business_without_a_file(tmp_path: Path) -> None:
    files = {
        "content/posts/dinner.md": post("business: Sol\nkind: coffe\nratings: {coffee: 4}"),
        "content/posts/b.md": post("business: Sol\nratings: {coffee: 5}", title="B"),
    }
    outcome = build_site(write_site(tmp_path, files))
    assert sorted(one.code for one in outcome.diagnostics) == ["unknown-business", "unknown-kind"]


def test_a_slip_that_hides_a_draft_holds_back_what_only_it_uses(tmp_path: Path) -> None:
    files = {
        "content/businesses/canary.md": "---\nname: Canary\n---\n",
        "content/posts/secret.md": "---\ntitle: A: B\ndate: 2018-02-14\ndraft: true\nmentions: [canary]\n---\n",
        "content/posts/dinner.md": post(),
    }
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    assert [one.code for one in outcome.diagnostics] == ["yaml-syntax"]
    assert not [place for place in places(tmp_path / "public") if "canary" in place]


def test_what_looks_like_a_footnote_in_code_is_none(tmp_path: Path) -> None:
    body = "`[^1]` and `[a][b]` and \\[^2] and [x](a.b 'T').\n\n    [^3] {{ x }}\n\n```\n[a](b c.md)\n```\n"
    built(tmp_path, {"content/posts/dinner.md": post(body=body), "content/posts/a.b": "x"})
