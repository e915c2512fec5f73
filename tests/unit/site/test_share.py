"""Ways to share: each network that the settings take, and whatever a title holds."""

from collections.abc import Mapping
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from site_tools import built, read_page

from journeyblog.config.checks import NETWORKS
from journeyblog.site.pages.share import LINKS

TITLE = "Tea & toast? 100% #1 – “Málaga” + <b>"
ADDRESS = "https://example.org/a%20b/2018/02/dinner/"


def test_every_network_of_the_settings_has_a_link() -> None:
    assert tuple(LINKS) == NETWORKS


@pytest.fixture(scope="module")
def links(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Of a post on a site below a path, by the class of each link."""
    files = {
        "content/site.yaml": f"title: T\nbase_url: https://example.org/a%20b\nshare: [{', '.join(NETWORKS)}]\n"
        "markdown: {typographer: false}\n",
        "content/posts/2018-02-14-dinner.md": f"---\ntitle: '{TITLE}'\n---\nText.\n",
    }
    page = read_page(built(tmp_path_factory.mktemp("share"), files), "/2018/02/dinner/")
    ways = page.one("section", class_="share")
    assert {way.attrib["rel"] for way in ways.iter("a")} == {"noopener"}
    return {way.attrib["class"].removeprefix("share-"): way.attrib["href"] for way in ways.iter("a")}


@pytest.mark.parametrize("network", NETWORKS)
def test_a_link_carries_the_address_and_the_title_whole(links: Mapping[str, str], network: str) -> None:
    parts = urlsplit(links[network])
    said = {name: value for name, (value,) in parse_qs(parts.query, strict_parsing=bool(parts.query)).items()}
    words = "\n".join(said.values()) + unquote(parts.fragment)
    assert ADDRESS in words
    if network not in ("facebook", "linkedin"):  # which read the title from the page
        assert TITLE in words
    assert parts.scheme == ("mailto" if network == "email" else "https")


def test_the_links_stand_in_the_order_of_the_settings(links: Mapping[str, str]) -> None:
    assert tuple(links) == NETWORKS
