"""The preview as an author sees it: a file is saved as editors save, and the open page follows by itself.

Each test waits for what it expects to see. The page carries a mark that a reload would lose.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from preview_tools import PATIENCE, Running, running
from site_tools import CONTENT

from .reader import ARGUMENTS, find_chromium, served

expect.set_options(timeout=PATIENCE * 1000)


class Author:
    """Edits the site in ``root`` with ``page`` open on the preview of it."""

    def __init__(self, running: Running, page: Page) -> None:
        self.root = running.root
        self.url = running.url
        self.page = page

    def open(self, location: str) -> None:
        """Look at a page, and wait until it listens."""
        self.page.goto(self.url + location)
        self.listens()
        self.page.evaluate("window.sameDocument = true")

    def listens(self) -> None:
        """Wait until the page has had its first news."""
        self.page.locator("journeyblog-preview[data-number]").wait_for(state="attached")

    def save(self, path: str, text: str) -> None:
        """Replace a file in one step."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{place.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(place)

    def change(self, path: str, old: str, new: str) -> None:
        """Save a file with other words in it."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.save(path, text.replace(old, new))

    def stays(self) -> bool:
        """Whether the page was never loaded again."""
        return bool(self.page.evaluate("window.sameDocument === true"))


@pytest.fixture
def author(tmp_path: Path, browser: Browser) -> Iterator[Author]:
    """An author with a small site of two posts and a business."""
    write(tmp_path, SITE)
    with running(tmp_path) as one, browser.new_context(viewport={"width": 900, "height": 500}) as context:
        yield Author(one, context.new_page())


SITE = {
    "content/site.yaml": "title: Two weeks\ntheme: plain\n",
    "content/posts/2018-02-14-dinner.md": (
        "---\ntitle: Dinner\nvisits:\n  - business: la-macheta\n    date: 2018-02-14\n    ratings: {food: 4}\n---\n\n"
        "It began well.\n\n<details><summary>More</summary>\n\nThe rest of it.\n\n</details>\n\n"
        + "".join(f"Paragraph {number} of many.\n\n" for number in range(60))
        + "It ended well.\n"
    ),
    "content/posts/2018-02-15-lunch.md": "---\ntitle: Lunch\n---\n\nShort. [Before](2018-02-14-dinner.md)\n",
    "content/businesses/la-macheta.md": "---\nname: La Macheta\nkind: restaurant\n---\n\nIn a side street.\n",
    "content/static/picture.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "content/static/extra.css": "body { border-top: 1px solid rgb(1, 2, 3) }\n",
    "themes/mine/theme.yaml": "name: mine\napi: 1\nextends: plain\n",
}
DINNER, DINNER_FILE = "/2018/02/dinner/", "content/posts/2018-02-14-dinner.md"
LUNCH, LUNCH_FILE = "/2018/02/lunch/", "content/posts/2018-02-15-lunch.md"


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def test_a_saved_body_is_seen_where_the_author_is_in_it(author: Author) -> None:
    author.open(DINNER)
    author.page.get_by_text("More", exact=True).click()
    author.page.evaluate("window.scrollTo({top: 700, behavior: 'instant'})")
    before = author.page.evaluate("window.scrollY")
    assert before > 300
    author.change(DINNER_FILE, "It ended well.", "It ended in the rain.")
    expect(author.page.locator("main")).to_contain_text("It ended in the rain.")
    assert author.page.evaluate("window.scrollY") == before
    assert author.page.locator("details[open]").count() == 1
    assert author.stays()


def test_a_file_written_in_place_is_seen_too(author: Author) -> None:
    author.open(LUNCH)
    path = author.root / LUNCH_FILE
    path.write_text(path.read_text().replace("Short.", "Shorter."))
    expect(author.page.locator("main")).to_contain_text("Shorter.")
    assert author.stays()


def test_a_new_title_is_seen_in_the_lists(author: Author) -> None:
    author.open("/")
    author.change(LUNCH_FILE, "title: Lunch", "title: A long lunch")
    expect(author.page.locator("main")).to_contain_text("A long lunch")
    assert author.stays()


def test_a_business_is_seen_on_its_page_and_on_those_of_its_visits(author: Author) -> None:
    author.open(DINNER)
    author.change("content/businesses/la-macheta.md", "name: La Macheta", "name: La Macheta of Mijas")
    expect(author.page.locator("main")).to_contain_text("La Macheta of Mijas")
    author.open("/businesses/la-macheta/")
    author.change(DINNER_FILE, "food: 4}", "food: 2}")
    expect(author.page.locator(".scorecard").first).to_contain_text("2.0")
    assert author.stays()


def test_settings_and_a_theme_of_ones_own_are_taken_up(author: Author) -> None:
    author.open("/")
    author.save("content/site.yaml", "title: Three weeks\ntheme: mine\n")
    expect(author.page).to_have_title("Three weeks")
    plain = Path(__file__).parents[2] / "themes" / "plain"
    template = (plain / "templates" / "base.html").read_text()
    author.save("themes/mine/templates/base.html", template.replace("</body>", "<p>By hand.</p>\n</body>"))
    expect(author.page.locator("body")).to_contain_text("By hand.")
    css = (plain / "static" / "style.css").read_text()
    author.save("themes/mine/static/style.css", css + "\nbody { border-top: 7px solid red }\n")
    expect(author.page.locator("body")).to_have_css("border-top-width", "7px")
    assert author.stays()


def test_a_style_sheet_and_a_picture_of_the_static_folder_are_asked_for_again(author: Author) -> None:
    plain = Path(__file__).parents[2] / "themes" / "plain" / "templates" / "base.html"
    head = '<link rel="stylesheet" href="/extra.css">\n</head>'
    author.save("themes/mine/templates/base.html", plain.read_text().replace("</head>", head))
    author.save("content/site.yaml", "title: Two weeks\ntheme: mine\n")
    author.open("/")
    expect(author.page.locator("body")).to_have_css("border-top-width", "1px")
    author.save("content/static/extra.css", "body { border-top: 5px solid rgb(1, 2, 3) }\n")
    expect(author.page.locator("body")).to_have_css("border-top-width", "5px")
    assert author.stays()


def test_a_renamed_post_says_where_it_went_and_a_deleted_one_that_it_is_gone(author: Author) -> None:
    author.open(LUNCH)
    (author.root / LUNCH_FILE).rename(author.root / "content/posts/2018-02-15-tapas.md")
    expect(author.page.locator(".farewell")).to_contain_text("This page has moved.")
    author.page.get_by_role("link", name="Go to /2018/02/tapas/").click()
    author.page.wait_for_url(f"{author.url}/2018/02/tapas/")
    author.listens()
    expect(author.page.locator("main")).to_contain_text("Short.")
    (author.root / "content/posts/2018-02-15-tapas.md").unlink()
    expect(author.page.locator(".farewell")).to_contain_text("no longer on the site")


def test_a_page_that_becomes_a_draft_says_so(author: Author) -> None:
    author.open(LUNCH)
    author.change(LUNCH_FILE, "title: Lunch", "title: Lunch\ndraft: true")
    expect(author.page.locator(".farewell")).to_contain_text("no longer shown (draft)")
    author.change(LUNCH_FILE, "draft: true\n", "")
    expect(author.page.locator(".farewell")).to_have_count(0)


def test_a_mistake_is_told_over_the_last_good_page_until_it_is_mended(author: Author) -> None:
    author.open(DINNER)
    author.change(DINNER_FILE, "food: 4}", "foood: 4}")
    overlay = author.page.locator(".overlay")
    expect(overlay).to_contain_text("'foood' is not a dimension of a restaurant")
    expect(overlay).to_contain_text(f"{DINNER_FILE}, line 6")
    expect(overlay).to_contain_text("Did you mean 'food'?")
    expect(overlay.locator("mark")).to_have_text("foood")
    expect(author.page.locator("main")).to_contain_text("It ended well.")
    author.change(DINNER_FILE, "foood: 4}", "food: 5}")
    expect(overlay).to_have_count(0)
    assert author.stays()


@pytest.mark.parametrize(
    ("path", "broken", "said"),
    [
        ("content/site.yaml", "title: Two weeks\ntheme: mine\nlanguage: [\n", "content/site.yaml"),
        ("themes/mine/templates/post.html", "{% if page %}", "themes/mine/templates/post.html"),
        ("themes/mine/templates/post.html", "{{ page.no_such_thing.at_all }}", "themes/mine/templates/post.html"),
    ],
)
def test_so_is_one_in_the_settings_or_in_a_template(author: Author, path: str, broken: str, said: str) -> None:
    author.save("content/site.yaml", "title: Two weeks\ntheme: mine\n")
    author.open(DINNER)
    whole = (author.root / path).read_text() if (author.root / path).exists() else '{% extends "plain:post.html" %}\n'
    author.save(path, broken)
    expect(author.page.locator(".overlay")).to_contain_text(said)
    expect(author.page.locator("main")).to_contain_text("It ended well.")
    author.save(path, whole)
    expect(author.page.locator(".overlay")).to_have_count(0)


def test_the_bar_says_what_a_page_is_and_can_be_hidden(tmp_path: Path, browser: Browser) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    with running(tmp_path, drafts=True) as one, browser.new_context() as context:
        author = Author(one, context.new_page())
        author.save("content/posts/2018-03-01-soon.md", "---\ntitle: Soon\ndraft: true\n---\n\nFour words of it.\n")
        author.open("/2018/03/soon/")
        bar = author.page.locator(".bar")
        for words in ("Draft: not published", "line 3 says so", "4 words, 1 min", "content/posts/2018-03-01-soon.md"):
            expect(bar).to_contain_text(words)
        author.page.get_by_role("button", name="Hide").click()
        expect(bar).not_to_contain_text("4 words")
        author.page.reload()
        expect(bar).to_contain_text("Draft: not published")
        expect(bar).not_to_contain_text("4 words")


def test_the_bar_leads_from_draft_to_draft_and_shows_the_page_otherwise(author: Author, browser: Browser) -> None:
    for number in (1, 2):
        text = f"---\ntitle: Soon {number}\ndraft: true\n---\n\nSee [nothing](#nowhere).\n"
        author.save(f"content/posts/2018-03-0{number}-soon-{number}.md", text)
    with running(author.root, drafts=True) as one, browser.new_context(color_scheme="light") as context:
        other = Author(one, context.new_page())
        other.open("/2018/03/soon-1/")
        bar = other.page.locator(".bar")
        expect(bar).to_contain_text("1 of 2 not published")
        expect(bar).to_contain_text("1 warning here, 1 elsewhere")
        bar.get_by_role("link", name="Next draft: Soon 2").click()
        expect(bar).to_contain_text("2 of 2 not published")
        expect(other.page.locator("html")).to_have_css("color-scheme", "light dark")
        bar.get_by_role("button", name="Dark").click()
        expect(other.page.locator("html")).to_have_css("color-scheme", "dark")
        bar.get_by_role("button", name="Phone").click()
        frame = other.page.frame_locator("iframe.screen")
        expect(frame.locator("main")).to_contain_text("Soon 2")
        assert frame.locator("html").evaluate("() => innerWidth") == 390
        expect(frame.locator(".bar")).to_have_count(0)
        other.change("content/posts/2018-03-02-soon-2.md", "See", "On a phone, see")
        expect(frame.locator("main")).to_contain_text("On a phone, see")
        other.page.get_by_role("button", name="Close").click()
        expect(other.page.locator("main")).to_contain_text("On a phone, see")


def test_what_the_theme_s_script_added_is_there_once_after_an_edit(tmp_path: Path, browser: Browser) -> None:
    write(tmp_path, SCRIPTED)
    with running(tmp_path) as one, browser.new_context(viewport={"width": 900, "height": 900}) as context:
        author = Author(one, context.new_page())
        page = author.page
        author.open("/2018/02/part-1/")
        page.locator(".e-content > :last-child").scroll_into_view_if_needed()
        kept = "() => (localStorage.getItem('journeyblog:/journeys/south/') || '').includes('\"read\":[\"')"
        page.wait_for_function(kept)
        for words in ("We set out late.", "We set out at noon."):
            author.save(
                "content/journeys/south/part-1.md", f"---\ntitle: Day 1\ndate: 2018-02-01\npart: 1\n---\n{words}\n"
            )
            expect(page.locator("main")).to_contain_text(words)
            expect(page.get_by_role("button", name="Copy link")).to_have_count(1)
        author.open("/journeys/south/")
        expect(page.locator(".read-mark")).to_have_count(1)
        for title in ("Down south", "Far south"):
            author.save("content/journeys/south/index.md", f"---\ntitle: {title}\nlabel: South\n---\n")
            expect(page.locator("h1")).to_have_text(title)
            expect(page.locator(".read-mark")).to_have_count(1)
            expect(page.locator(".station-read")).to_have_count(1)
            expect(page.locator(".continue")).to_have_count(1)
        assert author.stays()


def test_a_reader_s_choice_outlives_an_edit(tmp_path: Path, browser: Browser) -> None:
    write(tmp_path, SCRIPTED)
    with running(tmp_path) as one, browser.new_context(viewport={"width": 900, "height": 900}) as context:
        author = Author(one, context.new_page())
        page, rows = author.page, author.page.locator("[data-business]:visible")
        author.open("/compare/restaurant/")
        page.locator(".compare-picker summary").click()
        page.get_by_label("Anchor").check()
        expect(rows).to_have_count(1)
        for name in ("Anchor Inn", "Anchor House"):
            author.save("content/businesses/anchor.md", f"---\nname: {name}\nkind: restaurant\n---\n")
            expect(rows).to_contain_text(name)
            expect(page.locator(".compare-picker")).to_have_count(1)
            expect(page.get_by_label(name)).to_be_checked()
            expect(rows).to_have_count(1)
        page.get_by_label("Bakery").check()
        expect(rows).to_have_count(2)
        assert author.stays()


SCRIPTED = {
    "content/site.yaml": "title: Small roads\nbase_url: https://example.org\nshare: [bluesky, email]\n",
    "content/journeys/south/index.md": "---\ntitle: South\nlabel: South\n---\n",
    **{
        f"content/journeys/south/part-{number}.md": (
            f"---\ntitle: Day {number}\ndate: 2018-02-0{number}\npart: {number}\n---\nA day on the road.\n"
        )
        for number in (1, 2, 3)
    },
    **{
        path: text
        for number, name in enumerate(("anchor", "bakery", "cantina"), 2)
        for path, text in {
            f"content/businesses/{name}.md": f"---\nname: {name.title()}\nkind: restaurant\n---\n",
            f"content/posts/{name}.md": (
                f"---\ntitle: At {name}\ndate: 2018-03-01\n"
                f"visits: [{{business: {name}, ratings: {{food: {number}}}}}]\n---\n"
            ),
        }.items()
    },
}


def test_a_page_finds_the_preview_again_after_a_restart(tmp_path: Path, browser: Browser) -> None:
    write(tmp_path, SITE)
    with browser.new_context() as context:
        with running(tmp_path) as one:
            author = Author(one, context.new_page())
            author.open(LUNCH)
        author.change(LUNCH_FILE, "Short.", "Written meanwhile.")
        with running(tmp_path, port=one.port):
            expect(author.page.locator("main")).to_contain_text("Written meanwhile.")
            assert author.stays()


def test_another_site_learns_nothing(author: Author, browser: Browser) -> None:
    """A page elsewhere that names our files in every way a browser knows."""
    with running(author.root) as other, browser.new_context() as context:
        page = context.new_page()
        page.goto(other.url + "/robots.txt")
        for way in STRANGERS:
            assert page.evaluate(way, author.url) == "nothing", way


@pytest.mark.parametrize("home", ["127.0.0.1", "localhost"])
def test_another_site_can_neither_frame_nor_steer_nor_command_it(tmp_path: Path, browser: Browser, home: str) -> None:
    """The same machine with another port, and another name, which makes it another site."""
    opened: list[str] = []

    def open_at(file: str, line: int, column: int) -> list[str]:  # noqa: ARG001  an editor's signature
        opened.append(file)
        return ["true"]

    write(tmp_path, SITE)
    write(tmp_path / "elsewhere", {"index.html": "<!doctype html><title>Elsewhere</title>", "_headers": ""})
    with running(tmp_path, open_at=open_at) as one, served(tmp_path / "elsewhere") as there:
        strange = there.replace("127.0.0.1", home)
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(f"{strange}/")
            page.evaluate("url => { document.body.innerHTML = `<iframe src=${url}/></iframe>` }", one.url)
            page.wait_for_function("() => frames.length === 1")
            page.frames[1].wait_for_load_state()
            assert "Two weeks" not in page.frames[1].content()
            with page.expect_popup() as waiting:
                page.evaluate("url => { window.popup = open(url + '/') }", one.url)
            popup = waiting.value
            popup.wait_for_load_state()
            assert popup.evaluate("window.opener") is None
            assert page.evaluate("window.popup.closed")  # cut off from the page that opened it
            form = """url => {
                const action = url + "/_journeyblog/edit";
                document.body.innerHTML = `<form method=post enctype=text/plain action=${action}><input name=x></form>`;
                document.forms[0].submit();
            }"""
            with page.expect_navigation():
                page.evaluate(form, one.url)
            assert "Other sites may not" in page.content()
    assert opened == []


def test_a_name_bent_to_this_machine_reads_nothing(author: Author, browser: Browser) -> None:
    port = author.url.rpartition(":")[2]
    bent = browser.browser_type.launch(
        executable_path=find_chromium(), args=[*ARGUMENTS, "--host-resolver-rules=MAP evil.example 127.0.0.1"]
    )
    page = bent.new_page()
    answer = page.goto(f"http://evil.example:{port}/")
    assert answer is not None
    assert (answer.status, "Two weeks" in page.content()) == (403, False)
    asked = "async path => (await fetch(path)).status"
    for path in ("/", "/_journeyblog/events", "/_journeyblog/preview.js"):
        assert page.evaluate(asked, path) == 403
    bent.close()


STRANGERS = (
    """url => new Promise(done => {
      const one = new Image();
      one.src = url + '/picture.svg';
      one.onload = () => done('a picture');
      one.onerror = () => done('nothing');
    })""",
    "async url => { try { return await (await fetch(url + '/')).text() } catch { return 'nothing' } }",
    """async url => {
      const one = await fetch(url + '/', {mode: 'no-cors'}).catch(() => null);
      return one && await one.text() || 'nothing';
    }""",
    """url => new Promise(done => {
      const one = new EventSource(url + '/_journeyblog/events?page=/');
      one.onmessage = () => done('news');
      one.onerror = () => done('nothing');
    })""",
    """url => new Promise(done => {
      const one = document.createElement('script');
      one.src = url + '/_journeyblog/preview.js';
      one.onload = () => done('a script');
      one.onerror = () => done('nothing');
      document.documentElement.append(one);
    })""",
    """async url => {
      const one = await fetch(url + '/_journeyblog/edit', {method: 'POST', body: '{}'}).catch(() => null);
      return one ? 'an answer' : 'nothing';
    }""",
)
