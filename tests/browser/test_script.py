"""What the default theme's script adds for readers, by keyboard alone and under the site's own strict policy."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from site_tools import build_site, told, write_site

from .reader import Mode, Place, Reader, served

SETTINGS = "title: Small roads\nbase_url: https://example.org\nshare: [bluesky, email]\n"
JOURNEY = "/journeys/south/"
PARTS = [f"/2018/02/part-{number}/" for number in range(1, 5)]
COMPARE = "/compare/restaurant/"
PLACES = {"anchor": 4, "bakery": 5, "cantina": 2, "diner": 3, "مقهى": 4}
LONG = "A day on the road.\n\n" * 60


def _files() -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {
        "content/site.yaml": SETTINGS,
        "content/journeys/south/index.md": "---\ntitle: South\nlabel: South\nparts_planned: 5\n---\n",
    }
    for number in range(1, 5):
        files[f"content/journeys/south/part-{number}.md"] = (
            f"---\ntitle: Day {number}\ndate: 2018-02-0{number}\npart: {number}\n---\n{LONG}"
        )
    for name, rating in PLACES.items():
        files[f"content/businesses/{name}.md"] = f"---\nname: {name.title()}\nkind: restaurant\n---\n"
        visit = f"visits: [{{business: {name}, ratings: {{food: {rating}}}}}]"
        files[f"content/posts/{name}.md"] = f"---\ntitle: At {name}\ndate: 2018-03-01\n{visit}\n---\n"
    return files


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A journey of four parts, and five restaurants."""
    root = write_site(tmp_path_factory.mktemp("scripted"), _files())
    assert told(build_site(root)) == []
    with served(root / "public") as address:
        yield Place(address=address, kinds={"journey.html": JOURNEY, "post.html": PARTS[0], "compare.html": COMPARE})


@contextmanager
def reading(browser: Browser, place: Place, device: str = "phone", *, script: bool = True) -> Iterator[Reader]:
    """Somebody who must not meet a fault."""
    with Mode(device, "light", script).reader(browser, place) as reader:
        yield reader
    assert not reader.faults, "\n".join(reader.faults)


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus."""
    for _ in range(80):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"not reached by keyboard: {wanted}")


def read_part(reader: Reader, number: int, *, whole: bool = True) -> None:
    """Open a part of the journey, and perhaps read it to its end."""
    reader.open(PARTS[number - 1])
    if whole:
        reader.page.locator(".e-content > :last-child").scroll_into_view_if_needed()
        reader.page.wait_for_function(
            "post => JSON.parse(localStorage.getItem('journeyblog:/journeys/south/')).read.includes(post)",
            arg=PARTS[number - 1],
        )


def test_a_button_copies_the_address_of_a_post_and_says_so(browser: Browser, place: Place) -> None:
    with reading(browser, place) as reader:
        reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        reader.open(PARTS[0])
        button = reader.page.get_by_role("button", name="Copy link")
        status = reader.page.locator(".copy-link").get_by_role("status")
        expect(status).to_have_text("")
        tab_to(reader.page, button)
        reader.page.keyboard.press("Enter")
        expect(status).to_have_text("Copied")
        assert reader.page.evaluate("navigator.clipboard.readText()") == f"https://example.org{PARTS[0]}"
        reader.check_axe()


def test_a_browser_that_refuses_to_copy_shows_the_address(browser: Browser, place: Place) -> None:
    with reading(browser, place) as reader:
        reader.page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
        reader.open(PARTS[0])
        reader.page.get_by_role("button", name="Copy link").click()
        expect(reader.page.locator(".copy-link").get_by_role("status")).to_have_text(f"https://example.org{PARTS[0]}")
        reader.check_width()


def test_a_browser_that_cannot_copy_has_no_button(browser: Browser, place: Place) -> None:
    with reading(browser, place) as reader:
        reader.page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined})")
        reader.open(PARTS[0])
        assert reader.page.locator(".copy-link").count() == 0


def test_a_reader_who_has_read_nothing_is_offered_nothing(browser: Browser, place: Place) -> None:
    with reading(browser, place) as reader:
        reader.open(JOURNEY)
        assert reader.page.locator(".continue, .read-mark").count() == 0


def test_a_reader_who_comes_back_goes_on_with_the_next_part(browser: Browser, place: Place) -> None:
    with reading(browser, place) as reader:
        read_part(reader, 1)
        read_part(reader, 2)
        for location in (JOURNEY, "/"):
            reader.open(location)
            marked = reader.page.locator(".station", has=reader.page.locator(".read-mark"))
            assert [one.split("Day ")[1][0] for one in marked.all_inner_texts()] == ["1", "2"]
            way = reader.page.get_by_role("link", name="Continue with Part 3")
            assert way.get_attribute("href") == PARTS[2]
            reader.check_axe()
            reader.check_width()
        tab_to(reader.page, way)
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url(f"**{PARTS[2]}")
        assert reader.page.locator(".read-mark").count() == 2


def test_a_part_that_was_left_half_way_is_the_one_to_go_on_with(browser: Browser, place: Place) -> None:
    with reading(browser, place) as reader:
        read_part(reader, 1)
        read_part(reader, 2, whole=False)
        reader.open(JOURNEY)
        assert reader.page.get_by_role("link", name="Continue with Part 2").count() == 1


def test_after_the_last_part_nothing_is_left_to_go_on_with(browser: Browser, place: Place) -> None:
    with reading(browser, place) as reader:
        read_part(reader, 4)
        reader.open(JOURNEY)
        assert (reader.page.locator(".continue").count(), reader.page.locator(".read-mark").count()) == (0, 1)


@pytest.mark.parametrize("kept", ["", "{", "7", '{"at": 1, "read": "x"}', '{"at": "/elsewhere/", "read": [1, null]}'])
def test_what_else_is_kept_under_the_name_does_no_harm(kept: str, browser: Browser, place: Place) -> None:
    with reading(browser, place) as reader:
        reader.open("/")
        reader.page.evaluate("kept => localStorage.setItem('journeyblog:/journeys/south/', kept)", kept)
        reader.open(JOURNEY)
        assert reader.page.locator(".continue, .read-mark").count() == 0
        read_part(reader, 1)


def test_a_browser_that_keeps_nothing_shows_the_pages_as_they_are(browser: Browser, place: Place) -> None:
    with reading(browser, place) as reader:
        reader.page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get: () => { throw new Error('not allowed'); }})"
        )
        reader.open(PARTS[0])
        reader.page.locator(".e-content > :last-child").scroll_into_view_if_needed()
        reader.open(JOURNEY)
        assert reader.page.locator(".station").count() == len(PARTS)


def shown(page: Page) -> list[str]:
    """The businesses that the table shows."""
    return [one.inner_text() for one in page.locator(".compare tbody th a").all() if one.is_visible()]


@pytest.mark.parametrize("device", ["narrow", "desktop"])
def test_a_reader_chooses_what_to_compare_by_keyboard(device: str, browser: Browser, place: Place) -> None:
    with reading(browser, place, device) as reader:
        reader.open(COMPARE)
        page = reader.page
        assert sorted(shown(page)) == sorted(name.title() for name in PLACES)
        tab_to(page, page.locator(".compare-picker summary"))
        page.keyboard.press("Enter")
        for name in ("Bakery", "مقهى"):
            tab_to(page, page.get_by_role("checkbox", name=name))
            page.keyboard.press("Space")
        assert sorted(shown(page)) == ["Bakery", "مقهى"]
        assert page.locator(".compare-picker").get_by_role("status").inner_text() == "2 of 5 shown"
        reader.check_axe()
        reader.check_width()
        kept = page.url
        tab_to(page, page.get_by_role("button", name="Show all"))
        page.keyboard.press("Enter")
        assert len(shown(page)) == len(PLACES)
        assert page.url == place.address + COMPARE

        page.goto("about:blank")
        page.goto(kept)
        assert sorted(shown(page)) == ["Bakery", "مقهى"]
        assert page.get_by_role("checkbox", name="Bakery").is_checked()


def test_a_foreign_address_after_the_page_chooses_nothing(browser: Browser, place: Place) -> None:
    with reading(browser, place) as reader:
        for fragment in ("#only=%E0%A4%A,nowhere", "#only=", "#comparison"):
            reader.open(COMPARE + fragment)
            assert len(shown(reader.page)) == len(PLACES)


def test_without_script_nothing_of_it_is_there_and_nothing_is_missing(browser: Browser, place: Place) -> None:
    found = []
    for script in (True, False):
        with reading(browser, place, script=script) as reader:
            pages = []
            for location in place.kinds.values():
                reader.open(location)
                pages.append(reader.words())
                if not script:
                    assert reader.page.locator(".copy-link, .continue, .read-mark, .compare-picker").count() == 0
            found.append(pages)
    assert found[0] == found[1]


def test_a_site_may_leave_the_script_out(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = f"{SETTINGS}theme_options: {{script: false}}\n"
    root = write_site(tmp_path_factory.mktemp("without"), {**_files(), "content/site.yaml": settings})
    assert told(build_site(root)) == []
    with served(root / "public") as address:
        place = Place(address=address, kinds={})
        with reading(browser, place) as reader:
            for location in (PARTS[0], JOURNEY, COMPARE, "/"):
                reader.open(location)
                assert reader.page.locator("script[src], template").count() == 0
