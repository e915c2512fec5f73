"""What real blogs do: every habit that the issue names builds without a word, and shows on the page."""

import io
from pathlib import Path

import pytest
from PIL import Image
from site_tools import build_site, built, held, photo, places, read_page, told, write_site


def test_a_title_only_in_the_heading(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/posts/2018-02-04-mijas.md": "# A day in Mijas\n\nWe walked.\n"})
    page = read_page(output, "/2018/02/mijas/")
    assert page.texts("h1") == ["A day in Mijas"]
    assert "We walked." in page.words
    assert page.text("title").startswith("A day in Mijas")


def test_a_date_only_in_the_file_name(tmp_path: Path) -> None:
    output = built(tmp_path, {"content/posts/2018-02-14-dinner.md": "---\ntitle: Dinner\n---\nGood.\n"})
    page = read_page(output, "/2018/02/dinner/")
    assert page.one("time", class_="dt-published").attrib["datetime"] == "2018-02-14"


@pytest.mark.parametrize(
    "written", ["tags: food, Los Boliches", "tags: [food, Los Boliches]", "tags:\n- food\n- Los Boliches"]
)
def test_tags_as_text_and_as_a_list(tmp_path: Path, written: str) -> None:
    output = built(tmp_path, {"content/posts/a.md": f"---\ntitle: A\ndate: 2018-02-14\n{written}\n---\nText.\n"})
    assert {"tags/food/index.html", "tags/los-boliches/index.html"} <= places(output)
    assert "Los Boliches" in read_page(output, "/tags/").words
    assert "Tags: food, Los Boliches" in read_page(output, "/2018/02/a/").words


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_a_byte_order_mark_and_the_line_ends_of_windows(tmp_path: Path, mark: bytes, end: bytes) -> None:
    text = mark + "---\ntitle: Café\ndate: 2018-02-14\n---\nFirst.\n\nSecond.\n".encode().replace(b"\n", end)
    output = built(tmp_path, {"content/posts/cafe.md": text})
    page = read_page(output, "/2018/02/cafe/")
    assert page.texts("h1") == ["Café"]
    assert [one for one in page.texts("p") if one in ("First.", "Second.")] == ["First.", "Second."]


@pytest.mark.parametrize("written", ['"false"', "'no'", "False", "NO", "off", "n\u006f"])
def test_draft_false_in_quotes_is_published(tmp_path: Path, written: str) -> None:
    output = built(tmp_path, {"content/posts/a.md": f"---\ntitle: A\ndate: 2018-02-14\ndraft: {written}\n---\nText.\n"})
    assert "Text." in read_page(output, "/2018/02/a/").words


@pytest.mark.parametrize(("fence", "close"), [("--- ", "---\t"), ("---  \t", "--- "), ("---", "... ")])
def test_trailing_blanks_after_the_fences(tmp_path: Path, fence: str, close: str) -> None:
    output = built(tmp_path, {"content/posts/a.md": f"{fence}\ntitle: A\ndate: 2018-02-14\n{close}\nText.\n"})
    page = read_page(output, "/2018/02/a/")
    assert page.texts("h1") == ["A"]
    assert "title:" not in page.words


def test_a_japanese_title(tmp_path: Path) -> None:
    title = "京都のとある朝食"
    output = built(
        tmp_path, {"content/posts/2018-02-14-朝食.md": f"---\ntitle: {title}\ntags: 旅, 朝食\n---\n静かな朝。\n"}
    )
    (place,) = (one for one in places(output) if one.startswith("2018/02/") and one.count("/") == 3)
    assert place.isascii()
    page = read_page(output, "/" + place.removesuffix("index.html"))
    assert page.texts("h1") == [title]
    assert "静かな朝。" in page.words
    listed = read_page(output, "/tags/")
    assert {"旅", "朝食"} <= set(listed.texts("a"))


def test_a_japanese_title_in_japanese_files_only(tmp_path: Path) -> None:
    """Links between such files, and a name that slugs to something in every case."""
    output = built(
        tmp_path,
        {
            "content/posts/2018-02-14-朝食.md": "# 朝食\n\n[昼食へ](2018-02-15-昼食.md#味)\n",
            "content/posts/2018-02-15-昼食.md": "# 昼食\n\n## 味\n\nうまい。\n",
        },
    )
    first = next(
        one
        for one in places(output)
        if one.startswith("2018/02/")
        and b"\xe6\x9c\x9d\xe9\xa3\x9f" in (output / one).read_bytes()
        and one.count("/") == 3
    )
    links = [link for link in read_page(output, "/" + first.removesuffix("index.html")).hrefs() if "#" in link]
    assert len(links) == 1


def test_a_post_folder_with_its_photos(tmp_path: Path) -> None:
    output = built(
        tmp_path,
        {
            "content/posts/2018-02-14-mijas/index.md": "---\ntitle: Mijas\n---\n\n![The square](square.jpg)\n",
            "content/posts/2018-02-14-mijas/square.jpg": photo(width=64, height=48),
            "content/posts/2018-02-14-mijas/more/unused.jpg": photo(),
        },
    )
    page = read_page(output, "/2018/02/mijas/")
    image = page.one("img")
    assert image.attrib["src"] == "/2018/02/mijas/square.jpg"
    assert (image.attrib["width"], image.attrib["height"], image.attrib["loading"]) == ("64", "48", "lazy")
    assert image.attrib["alt"] == "The square"
    for name in ("square.jpg", "more/unused.jpg"):
        published = (output / "2018/02/mijas" / name).read_bytes()
        exif = Image.open(io.BytesIO(published)).getexif()
        assert dict(exif) == {}
        assert not exif.get_ifd(0x8825)
        for secret in (b"Secret Camera", b"Canary Owner", b"Exif", b"GPS"):
            assert secret not in published


def test_the_photo_as_taken_does_hold_what_must_not_be_published() -> None:
    """Without this, the test above could not fail."""
    data = photo()
    assert b"Secret Camera" in data
    assert b"Canary Owner" in data
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)


def test_a_photo_beside_an_installment(tmp_path: Path) -> None:
    """Photos beside posts of a journey's folder: only those that a text names are published."""
    output = built(
        tmp_path,
        {
            "content/journeys/coast/index.md": "---\ntitle: The coast\n---\n",
            "content/journeys/coast/2018-02-03-part-1.md": (
                "---\ntitle: One\nimage: gate.jpg\nimage_alt: A gate\n---\nText.\n"
            ),
            "content/journeys/coast/gate.jpg": photo(),
            "content/journeys/coast/not-named.jpg": photo(colour="red"),
        },
    )
    page = read_page(output, "/2018/02/part-1/")
    image = page.one("img")
    assert image.attrib["alt"] == "A gate"
    assert (output / image.attrib["src"].lstrip("/")).is_file()
    assert not [place for place in places(output) if "not-named" in place]


def test_a_picture_alone_in_its_paragraph_is_a_figure_with_its_title_as_caption(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/posts/2018-02-14-a/index.md": '# A\n\n![A boat](boat.jpg "Leaving at nine")\n',
        "content/posts/2018-02-14-a/boat.jpg": photo(),
    }
    page = read_page(built(tmp_path, files), "/2018/02/a/")
    assert page.text("figcaption") == "Leaving at nine"


def test_a_turned_photo_is_turned_in_the_published_file(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (60, 20), "navy").save(out, "JPEG", exif=exif)
    output = built(
        tmp_path,
        {
            "content/posts/2018-02-14-a/index.md": "# A\n\n![Up](up.jpg)\n",
            "content/posts/2018-02-14-a/up.jpg": out.getvalue(),
        },
    )
    image = read_page(output, "/2018/02/a/").one("img")
    assert (image.attrib["width"], image.attrib["height"]) == ("20", "60")
    with Image.open(output / "2018/02/a/up.jpg") as published:
        assert published.size == (20, 60)


def test_one_visit_at_the_top_level_makes_a_review(tmp_path: Path) -> None:
    review = (
        "---\ntitle: Valentine's dinner\ndate: 2018-02-14\nbusiness: La Macheta\nwould_return: definitely\n---\nGood.\n"
    )
    business = "---\nname: La Macheta\nkind: restaurant\n---\n"
    output = built(tmp_path, {"content/posts/dinner.md": review, "content/businesses/la-macheta.md": business})
    page = read_page(output, "/2018/02/dinner/")
    assert page.text("strong", class_="stamp") == "Definitely"
    assert "/businesses/la-macheta/" in page.hrefs()
    assert "1 of 1" in read_page(output, "/businesses/la-macheta/").words


@pytest.mark.parametrize(
    ("written", "machine"),
    [
        ("2018-02-14", "2018-02-14"),
        ("2018-02-14 23:30", "2018-02-14T23:30"),
        ("2018-02-14T23:30:00-11:00", "2018-02-14T23:30-11:00"),
        ("2018-02-14 00:30:15 +13:00", "2018-02-14T00:30+13:00"),
    ],
)
def test_the_written_local_date_is_the_post_s_date(tmp_path: Path, written: str, machine: str) -> None:
    site = "title: T\ntimezone: Pacific/Auckland\n"
    output = built(
        tmp_path, {"content/site.yaml": site, "content/posts/a.md": f"---\ntitle: A\ndate: {written}\n---\nX.\n"}
    )
    page = read_page(output, "/2018/02/a/")
    stamp = page.one("time", class_="dt-published")
    assert stamp.attrib["datetime"] == machine
    assert "14 February 2018" in page.words


@pytest.mark.parametrize(
    ("written", "read"),
    [("2018-2-4", "2018-02-04"), ("2018:02:04 10:00:00", "2018-02-04T10:00"), ("4 February 2018", "2018-02-04")],
)
def test_loose_dates_are_read_with_a_warning(tmp_path: Path, written: str, read: str) -> None:
    outcome = build_site(write_site(tmp_path, {"content/posts/a.md": f"---\ntitle: A\ndate: {written}\n---\nX.\n"}))
    assert len(told(outcome)) == 1
    assert told(outcome)[0].startswith("content/posts/a.md:3: warning[loose-date]:")
    stamp = read_page(tmp_path / "public", "/2018/02/a/").one("time", class_="dt-published")
    assert stamp.attrib["datetime"] == read


def test_the_site_s_zone_decides_what_is_due(tmp_path: Path) -> None:
    """At noon UTC of 22 November it is already the 23rd in Kiritimati, and still the 22nd in Madrid."""
    files = {"content/posts/a.md": "---\ntitle: A\ndate: 2026-11-23\n---\nX.\n"}
    early = write_site(tmp_path / "early", {**files, "content/site.yaml": "title: T\ntimezone: Pacific/Kiritimati\n"})
    late = write_site(tmp_path / "late", {**files, "content/site.yaml": "title: T\ntimezone: Europe/Madrid\n"})
    assert held(build_site(early)) == {}
    assert held(build_site(late)) == {"content/posts/a.md": "future, due 2026-11-23"}
