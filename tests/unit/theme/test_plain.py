"""The plain theme: every template, with full and with minimal views."""

import re
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from journeyblog.dates import Moment
from journeyblog.site import views
from journeyblog.theme import Renderer, ThemesFolder, built_in_themes, load_theme, merge_options

from . import samples
from .making import NAMED_AT, plain, write

RENDERER = Renderer(plain(), base_url="https://example.org/blog")
CASES = [
    *((name, page, samples.SITE, samples.HEAD) for name, page in samples.FULL.items()),
    *((name, page, samples.SMALL_SITE, samples.SMALL_HEAD) for name, page in samples.MINIMAL.items()),
]
IDS = [*(f"full-{name}" for name in samples.FULL), *(f"minimal-{name}" for name in samples.MINIMAL)]
GUIDE = (Path(__file__).parents[3] / "docs" / "themes.md").read_text(encoding="utf-8")
each_page = pytest.mark.parametrize(("name", "page", "site", "head"), CASES, ids=IDS)


def parse(text: str) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document = parser.parse(text)
    assert isinstance(document, Element)
    return document


def post(page: views.PostView, site: views.SiteView = samples.SITE) -> str:
    return RENDERER.render("post.html", site=site, page=page, head=samples.HEAD)


def headings_of(document: Element) -> list[int]:
    return [int(found.tag[1]) for found in document.iter() if re.fullmatch("h[1-6]", str(found.tag))]


def test_its_templates_are_sound() -> None:
    assert RENDERER.check() == ()
    assert set(samples.FULL) == set(samples.MINIMAL)
    assert set(samples.FULL) == {name for name in RENDERER.theme.templates if "/" not in name} - {"base.html"}


@each_page
def test_a_page_is_html_with_one_heading_and_landmarks(
    name: str, page: object, site: views.SiteView, head: views.HeadView
) -> None:
    text = RENDERER.render(name, site=site, page=page, head=head)
    assert text.startswith("<!doctype html>\n")
    document = parse(text)
    levels = headings_of(document)
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert [len(list(document.iter(tag))) for tag in ("main", "title")] == [1, 1]
    ids = [found.get("id") for found in document.iter() if found.get("id")]
    assert len(ids) == len(set(ids))
    assert document.get("lang") == "en"
    skip = next(document.iter("a"))
    assert skip.get("href") == "#page_main"


@each_page
def test_a_page_asks_for_nothing_elsewhere_and_runs_nothing(
    name: str, page: object, site: views.SiteView, head: views.HeadView
) -> None:
    document = parse(RENDERER.render(name, site=site, page=page, head=head))
    for found in document.iter():
        assert found.tag not in ("script", "style", "iframe")
        assert not [key for key in found.attrib if key == "style" or key.startswith("on")]
        if found.tag in ("img", "source") or (found.tag == "link" and found.get("rel") in ("stylesheet", "icon")):
            assert (found.get("src") or found.get("href") or "").startswith("/")


@each_page
def test_no_text_is_printed_raw(name: str, page: object, site: views.SiteView, head: views.HeadView) -> None:
    hostile = '"><script>alert(1)</script>'

    def poison(value: object) -> object:
        if type(value) is str and value and not re.fullmatch(r"[a-z]{2}|[a-z]+/.*|/.*|https?:.*", value):
            return f"{value}{hostile}"
        if isinstance(value, tuple):
            return tuple(map(poison, value))
        if isinstance(value, Moment) or not is_dataclass(value):
            return value
        assert not isinstance(value, type)
        return replace(value, **{field.name: poison(getattr(value, field.name)) for field in fields(value)})

    text = RENDERER.render(name, site=site, page=poison(page), head=replace(head, title=hostile))
    assert "<script" not in text
    assert "&lt;script" in text


def test_the_order_of_a_post() -> None:
    text = post(samples.POST)
    marks = ["Not published", "<h1", "dt-published", "p-author", "p-category", "Previous installments",
             'class="contents"', "epigraph", "u-featured", "e-content", 'class="visits contrast"', 'id="post_lessons"',
             'id="post_playbook"', 'id="post_next_time"', 'rel="prev" href="/blog/costa/2/"', "Also mentioned", "Tags:",
             "The author was a guest", "About the author"]  # fmt: skip
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_previous_installments_run_oldest_first_up_to_the_post_itself() -> None:
    line = post(samples.POST).partition("Previous installments")[2].partition("</section>")[0]
    assert re.findall(r'href="([^"]+)"', line) == [f"/blog/costa/{n}/" for n in range(4)]
    assert line.count('aria-current="page"') == 1


def test_what_a_long_line_leaves_out_is_told_with_the_way_to_it() -> None:
    text = post(replace(samples.POST, line=samples.line(25, 24)))
    assert '<a href="/blog/journeys/costa/">4 more</a> on the way' in text
    assert "on the way" not in post(samples.POST)


def test_the_first_installment_has_none_before_it() -> None:
    text = post(replace(samples.POST, line=samples.line(5, 0)))
    assert "Previous installments" not in text
    assert "Costa del Sol 2018" in text


def test_the_teaser_becomes_a_link() -> None:
    line = samples.line(5, 3)
    assert f'<p class="teaser" lang="es" dir="ltr"><a href="/blog/costa/4/">{line.teaser}</a></p>' in post(
        replace(samples.POST, line=line)
    )
    last = replace(line, following=None)
    assert f'<p class="teaser" lang="es" dir="ltr">{line.teaser}</p>' in post(replace(samples.POST, line=last))


def test_a_score_is_data_only_when_there_is_one() -> None:
    assert post(samples.POST).count("p-rating") == 2
    text = post(replace(samples.SMALL_POST, visits=(samples.SMALL_VISIT,)))
    assert "h-review" in text
    assert "p-rating" not in text


def test_contents_from_three_headings_on() -> None:
    assert 'class="contents"' not in post(replace(samples.POST, headings=samples.HEADINGS[:2]))
    quiet = replace(samples.SITE, options={**samples.OPTIONS, "contents": False})
    assert 'class="contents"' not in post(samples.POST, quiet)


def test_a_post_in_another_language_says_so() -> None:
    assert '<article class="post h-entry" lang="es" dir="ltr">' in post(samples.POST)
    assert '<article class="post h-entry">' in post(replace(samples.POST, language=""))


def test_the_head() -> None:
    text = post(samples.POST).partition("</head>")[0]
    for mark in ('name="viewport"', 'rel="canonical"', 'property="og:image"', 'name="robots" content="noindex"',
                 'rel="next" href="/blog/page/3/"', 'rel="prev" href="/blog/"', "application/atom+xml"):  # fmt: skip
        assert mark in text
    small = RENDERER.render("post.html", site=samples.SMALL_SITE, page=samples.SMALL_POST, head=samples.SMALL_HEAD)
    for mark in ("canonical", "noindex", "og:image", "og:url", "description", 'rel="next"'):
        assert mark not in small.partition("</head>")[0]


@pytest.mark.parametrize(
    ("url", "marked"),
    [("/blog/journeys/", ' aria-current="page"'), ("/blog/journeys/x/", ' aria-current="true"'), ("/blog/x/", "")],
)
def test_the_menu_says_where_one_is(url: str, marked: str) -> None:
    head = replace(samples.HEAD, url=url)
    text = RENDERER.render("post.html", site=samples.SITE, page=samples.POST, head=head)
    assert f'<li><a href="/blog/journeys/"{marked}>Journeys</a></li>' in text


def test_the_colours_can_be_fixed() -> None:
    dark = replace(samples.SITE, options={**samples.OPTIONS, "scheme": "dark"})
    assert '<html lang="en" dir="ltr" data-scheme="dark">' in post(samples.POST, dark)


def test_the_guide_names_every_view_template_and_option() -> None:
    theme = RENDERER.theme
    for name in (*theme.templates, *(f"{option}" for option in theme.options)):
        assert f"`{name}`" in GUIDE, name
    for name, view in vars(views).items():
        if name.endswith("View"):
            assert f"### {name}\n" in GUIDE, name
            part = GUIDE.partition(f"### {name}\n")[2].partition("\n#")[0]
            for field in fields(view):
                assert f"`{field.name}`" in part, f"{name}.{field.name}"


def test_the_example_of_the_guide_works(tmp_path: Path) -> None:
    files = dict(re.findall(r"^`themes/mine/([^`]+)`:\n\n```\w+\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))
    assert len(files) == 5
    write(tmp_path / "mine", files)
    theme, found = load_theme(
        "mine", [ThemesFolder(tmp_path), ThemesFolder(built_in_themes(), built_in=True)], NAMED_AT
    )
    assert not found
    assert theme is not None
    options, found = merge_options(theme.options, {"reply_to": "letters@example.org"}, lambda *_: NAMED_AT)
    assert not found
    renderer = Renderer(theme)
    assert renderer.check() == ()
    site = replace(samples.SITE, options=options)
    text = renderer.render("post.html", site=site, page=samples.POST, head=samples.HEAD)
    parse(text)
    assert 'href="mailto:letters@example.org?subject=Customer%20Journey%20Part%203%3A%20A%20table%20uphill"' in text
    assert re.search(r'href="/theme/mine\.[0-9a-f]{8}\.css"', text)
    home = renderer.render("home.html", site=site, page=samples.FULL["home.html"], head=samples.HEAD)
    assert '<p class="eyebrow"><time class="dt-published" datetime="2018-02-14">14 Feb 2018</time></p>' in home
