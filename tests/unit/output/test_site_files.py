"""The sitemap, robots.txt and redirects."""

import xml.etree.ElementTree as ET

import html5lib
import pytest

from journeyblog.output import sitemap as module
from journeyblog.output.redirects import redirect
from journeyblog.output.robots import robots
from journeyblog.output.sitemap import sitemap

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOME = "https://example.org/blog/"


def locations(data: bytes) -> list[str]:
    return [node.text or "" for node in ET.fromstring(data).iter(f"{S}loc")]


def test_a_small_sitemap_is_one_file() -> None:
    files = sitemap([(f"{HOME}?a=1&b=<2>", "2018-02-14"), (f"{HOME}x/", "")], HOME)
    assert list(files) == ["sitemap.xml"]
    root = ET.fromstring(files["sitemap.xml"])
    assert root.tag == f"{S}urlset"
    assert locations(files["sitemap.xml"]) == [f"{HOME}?a=1&b=<2>", f"{HOME}x/"]
    assert [node.findtext(f"{S}lastmod") for node in root] == ["2018-02-14", None]


def test_an_empty_sitemap() -> None:
    assert locations(sitemap([], HOME)["sitemap.xml"]) == []


@pytest.mark.parametrize(("count", "parts"), [(50_000, 0), (50_001, 2), (100_001, 3)])
def test_too_many_urls_make_an_index(count: int, parts: int) -> None:
    urls = [(f"{HOME}{number}/", "") for number in range(count)]
    files = sitemap(urls, HOME)
    names = [f"sitemap-{number}.xml" for number in range(1, parts + 1)]
    assert list(files) == ["sitemap.xml", *names]
    if parts:
        assert ET.fromstring(files["sitemap.xml"]).tag == f"{S}sitemapindex"
        assert locations(files["sitemap.xml"]) == [f"{HOME}{name}" for name in names]
        assert [url for name in names for url in locations(files[name])] == [url for url, _ in urls]


def test_too_many_bytes_make_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    files = sitemap([(f"{HOME}{number}/", "2018-02-14") for number in range(100)], HOME.rstrip("/"))
    assert len(files) > 5
    assert all(len(data) <= 1000 for name, data in files.items() if name != "sitemap.xml")
    assert locations(files["sitemap.xml"])[0] == f"{HOME}sitemap-1.xml"


def test_robots() -> None:
    assert robots("") == b"User-agent: *\nDisallow:\n"
    assert robots(f"{HOME}sitemap.xml").endswith(b"\nSitemap: https://example.org/blog/sitemap.xml\n")


def test_a_redirect_is_strict_html_and_leads_on() -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = parser.parse(redirect("/blog/a/?x=1&y='2'", f"{HOME}a/?x=1&y='2'", "nl").decode())
    refresh = page.find(".//meta[@http-equiv]")
    assert page.get("lang") == "nl"
    assert refresh is not None
    assert refresh.get("content") == "0; url=/blog/a/?x=1&y='2'"
    assert page.find(".//link[@rel='canonical']").get("href") == f"{HOME}a/?x=1&y='2'"
    assert page.find(".//meta[@name='robots']").get("content") == "noindex"
    assert page.find(".//a").get("href") == "/blog/a/?x=1&y='2'"
    assert page.find(".//title").text
    assert page.find(".//script") is None


def test_a_redirect_without_base_url_has_no_canonical_link_and_escapes() -> None:
    page = redirect('/a"><script>alert(1)</script>', "", "").decode()
    assert "canonical" not in page
    assert "<script" not in page
    assert "<html>" in page
