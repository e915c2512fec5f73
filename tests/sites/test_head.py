"""What a page says of itself to browsers, networks and machines before it is shown."""

from pathlib import Path

import pytest
from site_tools import Parsed, build_site, built, photo, places, read_page, snapshot, told, write_site

SETTINGS = "title: T\nbase_url: https://example.org/blog\nauthors: {ann: {name: Ann}, bob: {name: Bob}}\n"
SETTINGS += "timezone: Europe/Madrid\n"
POST = "---\ntitle: Dinner\ndate: 2018-02-14 19:30\nupdated: 2018-03-01\nauthor: [ann, bob]\n---\nText.\n"


def metas(page: Parsed) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in page.all("meta"):
        name = meta.attrib.get("property") or meta.attrib.get("name")
        if name:
            found.setdefault(name, []).append(meta.attrib["content"])
    return found


def links(page: Parsed, rel: str) -> list[dict[str, str]]:
    return [dict(link.attrib) for link in page.all("link", rel=rel)]


def test_a_post_tells_networks_when_and_by_whom_it_was_written(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/site.yaml": SETTINGS, "content/posts/dinner.md": POST})
    said = metas(read_page(output, "/2018/02/dinner/"))
    assert said["og:type"] == ["article"]
    assert said["article:published_time"] == ["2018-02-14T19:30:00+01:00"]
    assert said["article:modified_time"] == ["2018-03-01T00:00:00+01:00"]
    assert said["author"] == ["Ann", "Bob"]
    assert said["article:author"] == ["https://example.org/blog/authors/ann/", "https://example.org/blog/authors/bob/"]
    assert said["og:url"] == ["https://example.org/blog/2018/02/dinner/"]
    assert said["twitter:card"] == ["summary"]
    home = metas(read_page(output, "/"))
    assert home["og:type"] == ["website"]
    assert not [name for name in home if name.startswith("article:")]


PICTURES = {
    "the post's": ("image: a.jpg\nimage_alt: A table\n", "/posts/a.jpg", "A table"),
    "the journey's": ("journey: coast\n", "/journeys/coast/c.jpg", "A coast"),
    "the site's": ("", "/s.jpg", "A harbour"),
    "elsewhere": ("image: https://pics.example/a.jpg\nimage_alt: A table\n", "https://pics.example/a.jpg", "A table"),
}


@pytest.mark.parametrize("whose", PICTURES)
def test_a_shared_page_has_a_picture(tmp_path: Path, whose: str) -> None:
    front, place, alt = PICTURES[whose]
    files: dict[str, str | bytes] = {
        "content/site.yaml": f"{SETTINGS}image: /s.jpg\nimage_alt: A harbour\n",
        "content/static/s.jpg": photo(),
        "content/posts/dinner.md": POST.replace("title:", f"{front}title:"),
        "content/journeys/coast/index.md": (
            "---\ntitle: Coast\nstatus: planned\nimage: c.jpg\nimage_alt: A coast\n---\n"
        ),
        "content/journeys/coast/c.jpg": photo(width=120, height=60),
    }
    if "a.jpg" in front and "://" not in front:
        files["content/posts/a.jpg"] = photo()
    output = built(tmp_path, files)
    said = metas(read_page(output, "/2018/02/dinner/"))
    assert said["og:image"] == [place if "://" in place else f"https://example.org/blog{place}"]
    assert said["og:image:alt"] == said["twitter:image:alt"] == [alt]
    assert said["twitter:card"] == ["summary_large_image"]
    sizes = {"the post's": ["64"], "the journey's": ["120"]}
    assert said.get("og:image:width") == sizes.get(whose)
    assert metas(read_page(output, "/archive/"))["og:image"] == ["https://example.org/blog/s.jpg"]


@pytest.mark.parametrize(
    ("scheme", "colours"),
    [
        ("auto", [("#fcfcfa", "(prefers-color-scheme: light)"), ("#14181d", "(prefers-color-scheme: dark)")]),
        ("light", [("#fcfcfa", None)]),
        ("dark", [("#14181d", None)]),
    ],
)
def test_the_browser_is_told_the_colour_of_the_paper(
    tmp_path: Path, scheme: str, colours: list[tuple[str, str | None]]
) -> None:
    output = built(tmp_path, {"content/site.yaml": f"{SETTINGS}theme: plain\ntheme_options: {{scheme: {scheme}}}\n"})
    found = read_page(output, "/").all("meta", name="theme-color")
    assert [(one.attrib["content"], one.attrib.get("media")) for one in found] == colours
    (style,) = (data.decode() for name, data in snapshot(output).items() if name.endswith(".css"))
    assert "--paper: light-dark(#fcfcfa, #14181d)" in style


def test_the_browser_is_told_the_colour_of_the_default_theme_s_masthead(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/site.yaml": SETTINGS})
    assert read_page(output, "/").one("meta", name="theme-color").attrib["content"] == "#0f1c26"
    (style,) = (data.decode() for name, data in snapshot(output).items() if name.endswith(".css"))
    assert "--sign: #0f1c26;" in style


def test_the_theme_s_icons(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/site.yaml": SETTINGS})
    page = read_page(output, "/")
    (favicon, vector), (touch,) = links(page, "icon"), links(page, "apple-touch-icon")
    assert (favicon["href"], favicon["sizes"]) == ("/blog/favicon.ico", "32x32")
    assert (vector["type"], vector["sizes"]) == ("image/svg+xml", "any")
    for link, start in ((favicon, b"\0\0\1\0"), (vector, b"<svg"), (touch, b"\x89PNG")):
        assert (output / link["href"].removeprefix("/blog/")).read_bytes().startswith(start)
    assert touch["sizes"] == "180x180"


def test_who_brings_an_icon_gets_none_of_the_theme_s(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    output = built(tmp_path, {"content/site.yaml": SETTINGS, "content/static/icon.svg": svg})
    page = read_page(output, "/")
    assert [link["href"] for link in links(page, "icon")] == ["/blog/icon.svg"]
    assert links(page, "apple-touch-icon") == []
    assert not (output / "favicon.ico").exists()
    assert (output / "icon.svg").read_text() == svg


def test_a_favicon_of_one_s_own_is_no_collision(tmp_path: Path) -> None:
    files = {"content/site.yaml": SETTINGS, "content/static/favicon.ico": "mine"}
    output = built(tmp_path, files)
    assert (output / "favicon.ico").read_text() == "mine"


def policy_of(output: Path) -> dict[str, list[str]]:
    (line,) = (one for one in (output / "_headers").read_text().splitlines() if "Content-Security-Policy" in one)
    rules = [rule.split() for rule in line.partition(": ")[2].split("; ")]
    return {name: sources for name, *sources in rules}


def test_the_headers_name_what_the_site_loads_and_nothing_else(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": f"{SETTINGS}newsletter: {{title: N, action: 'https://Mail.example/join?x=1'}}\n"
        "promos: [{title: P, url: 'https://linked.example/', image: 'https://promo.example:8443/p.jpg'}]\n",
        "content/posts/dinner.md": POST + '\n![A](https://pics.example/a.jpg) [link](https://linked.example/)\n'
        '<video src="//film.example/a.mp4"></video> ![B](https://example.org/other.jpg)\n',
        "content/posts/draft.md": "---\ntitle: D\ndate: 2018-02-10\ndraft: true\n---\n![A](https://secret.example/a.jpg)\n",
    }  # fmt: skip
    policy = policy_of(built(tmp_path, files))
    hosts = ["https://film.example", "https://pics.example", "https://promo.example:8443"]
    assert policy["default-src"] == ["'none'"]
    assert policy["img-src"] == ["'self'", "data:", *hosts]
    assert policy["media-src"] == ["'self'", *hosts]
    assert policy["form-action"] == ["'self'", "https://mail.example"]
    assert policy["style-src"] == policy["script-src"] == policy["font-src"] == ["'self'"]
    assert policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert "frame-src" not in policy


@pytest.mark.parametrize(
    "address",
    [
        "https://e.org;script-src%20*/a.jpg",
        "https://e.org'unsafe-inline'/a.jpg",
        "https://*/a.jpg",
        "https://[::1/a.jpg",
        "https:///a.jpg",
        "https://e.org,x/a.jpg",
    ],
)
def test_an_odd_address_adds_no_rule(tmp_path: Path, address: str) -> None:
    files = {"content/site.yaml": SETTINGS, "content/posts/dinner.md": f"{POST}\n![A](<{address}>)\n"}
    build_site(write_site(tmp_path, files))
    policy = policy_of(tmp_path / "public")
    assert policy["img-src"] == ["'self'", "data:"]
    assert policy["script-src"] == ["'self'"]


def test_frames_only_where_html_is_trusted(tmp_path: Path) -> None:
    body = '\n<iframe src="https://maps.example/x" title="A map"></iframe>\n'
    files = {"content/site.yaml": f"{SETTINGS}markdown: {{html: trusted}}\n", "content/posts/dinner.md": POST + body}
    assert policy_of(built(tmp_path, files))["frame-src"] == ["https://maps.example"]


def test_the_headers_stand_under_the_path_of_the_site(tmp_path: Path) -> None:
    lines = (built(tmp_path, {"content/site.yaml": SETTINGS}) / "_headers").read_text().splitlines()
    assert [line for line in lines if line and not line.startswith(" ")] == ["/blog/*", "/blog/theme/*"]
    assert lines[-1] == "  Cache-Control: public, max-age=31536000, immutable"


def test_the_author_s_own_headers_win(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/static/_headers": "/*\n  X-Mine: yes\n"})
    assert (output / "_headers").read_text() == "/*\n  X-Mine: yes\n"
    assert {"_headers", "favicon.ico"} <= places(output)


def test_a_text_cannot_take_the_place_of_the_headers(tmp_path: Path) -> None:
    files = {"content/pages/x.md": "---\ntitle: X\npermalink: /favicon.ico/\n---\nText.\n"}
    (found,) = told(build_site(write_site(tmp_path, files)))
    assert found.startswith("content/pages/x.md: error[same-output]")


def test_the_guide_for_servers_has_the_policy_of_a_plain_site(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "publishing.md").read_text(encoding="utf-8")
    text = (built(tmp_path, {}) / "_headers").read_text()
    headers = [line.strip().partition(": ") for line in text.splitlines() if line.startswith("  ")]
    for name, _, value in headers:
        assert guide.count(name) >= 3, name
        assert guide.count(value) >= 3, value
