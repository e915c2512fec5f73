"""Every kind of page as readers meet it: on a phone and a desktop, light and dark, by keyboard, without script.

The site is served under a Content-Security-Policy that allows nothing but the site's own files, so a page that
needed more would show it on the console.
"""

import itertools
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from journeyblog.theme import built_in_themes

from .reader import Mode, Place, Reader

MODES = [Mode(device, scheme) for device, scheme in itertools.product(("phone", "desktop"), ("light", "dark"))]


@pytest.mark.parametrize("place", ["sample"], indirect=True)
def test_the_sample_site_has_every_kind_of_page(place: Place) -> None:
    templates = {path.name for path in (built_in_themes() / "plain" / "templates").glob("*.html")}
    assert set(place.kinds) == templates - {"base.html"}


@pytest.mark.parametrize("mode", MODES, ids=str)
def test_nothing_stands_in_the_way_of_a_reader(mode: Mode, browser: Browser, place: Place) -> None:
    faults = look(mode, browser, place, Reader.check_axe, Reader.check_width)
    assert not faults, "\n".join(faults)


def test_no_page_scrolls_sideways_on_the_smallest_phone(browser: Browser, place: Place) -> None:
    faults = look(Mode("narrow", "light"), browser, place, Reader.check_width)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_everything_is_reached_by_keyboard(device: str, browser: Browser, place: Place) -> None:
    faults = look(Mode(device, "light"), browser, place, Reader.check_keyboard)
    assert not faults, "\n".join(faults)


def test_without_script_the_words_are_the_same(browser: Browser, place: Place) -> None:
    with_script = words(Mode("phone", "light"), browser, place)
    assert words(Mode("phone", "light", script=False), browser, place) == with_script
    assert all(with_script.values())


def look(mode: Mode, browser: Browser, place: Place, *checks: Callable[[Reader], None]) -> list[str]:
    """What is wrong with the pages of ``place``, each opened in ``mode`` and checked."""
    with mode.reader(browser, place) as reader:
        for location in place.kinds.values():
            reader.open(location)
            for check in checks:
                check(reader)
        return reader.faults


def words(mode: Mode, browser: Browser, place: Place) -> dict[str, str]:
    """The text of every page, by its location."""
    with mode.reader(browser, place) as reader:
        found = {}
        for location in place.kinds.values():
            reader.open(location)
            found[location] = reader.words()
        return found
