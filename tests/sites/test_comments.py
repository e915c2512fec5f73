"""Comments from files, and the way to write: on the page, in the data for machines, and nowhere else."""

import json
from pathlib import Path

import pytest
from site_tools import Parsed, build_site, built, dead_links, read_page, snapshot, told, write_site

SETTINGS = "title: T\nbase_url: https://example.org/blog\nauthors: {me: {name: Me, email: me@example.org}}\n"
POST = "---\ntitle: Dinner & tea\ndate: 2018-02-14\n---\nText.\n"
ANN = "- name: Ann\n  date: 2018-03-02 20:15\n  text: We *did* go back.\n"
BOB = "- name: Bob\n  date: 2018-03-03\n  url: https://bob.example\n  reply_to: ' ann '\n  text: Oh.\n"


def page_of(root: Path, *, settings: str = "comments: files\n", front: str = "", comments: str = ANN + BOB) -> Parsed:
    files = {
        "content/site.yaml": SETTINGS + settings,
        "content/posts/dinner.md": POST.replace("title:", f"{front}title:", 1),
        "content/comments/dinner.yaml": comments,
    }
    if not comments:
        del files["content/comments/dinner.yaml"]
    return read_page(built(root, files), "/2018/02/dinner/")


def test_comments_stand_by_date_with_their_names_and_answers(tmp_path: Path) -> None:
    page = page_of(tmp_path, comments=BOB + ANN)
    first, second = page.all("li", class_="comment")
    assert page.text("h2", id="post_comments") == "Comments 2"
    assert "".join(first.itertext()).split()[0] == "Ann"
    name, _, answer = second.iter("a")
    assert (name.text, name.attrib["href"], name.attrib["rel"]) == (
        "Bob",
        "https://bob.example",
        "nofollow ugc noopener",
    )
    assert (answer.text, answer.attrib["href"]) == ("Ann", f"#{first.attrib['id']}")
    assert [time.attrib["datetime"] for time in page.one("ol", class_="comment-list").iter("time")] == [
        "2018-03-02T20:15", "2018-03-03",
    ]  # fmt: skip


def test_a_reply_goes_to_the_author_with_the_title_as_its_subject(tmp_path: Path) -> None:
    reply = page_of(tmp_path).one("a", class_="reply")
    assert reply.attrib["href"] == "mailto:me@example.org?subject=Dinner%20%26%20tea"


def test_the_address_of_the_settings_comes_before_the_author_s(tmp_path: Path) -> None:
    reply = page_of(tmp_path, settings="comments: mail\ncomments_address: l+b@example.org\n", comments="").one(
        "a", class_="reply"
    )
    assert reply.attrib["href"].startswith("mailto:l+b@example.org?")


def test_no_comments_yet(tmp_path: Path) -> None:
    assert "No comments yet." in page_of(tmp_path, comments="").words


def test_by_mail_nothing_is_said_of_how_many_there_are(tmp_path: Path) -> None:
    page = page_of(tmp_path, settings="comments: mail\n", comments="")
    assert "No comments yet" not in page.words
    assert page.text("a", class_="reply") == "Reply by mail"


def test_closed_comments_stay_without_a_way_to_write(tmp_path: Path) -> None:
    page = page_of(tmp_path, front="comments: closed\n")
    assert len(page.all("li", class_="comment")) == 2
    assert "Comments are closed." in page.words
    assert page.all("a", class_="reply") == []


@pytest.mark.parametrize(("settings", "front"), [("comments: files\n", "comments: off\n"), ("", "comments: open\n")])
def test_off_is_off(tmp_path: Path, settings: str, front: str) -> None:
    page = page_of(tmp_path, settings=settings, front=front, comments=ANN if settings else "")
    assert page.all("section", class_="comments") == []
    assert "Ann" not in page.source


def test_no_address_is_guessed(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": "title: T\ncomments: files\nauthors: {me: {name: Me, url: 'mailto:other@example.org'}}\n",
        "content/posts/dinner.md": POST,
    }
    page = read_page(built(tmp_path, files), "/2018/02/dinner/")
    assert page.all("a", class_="reply") == []
    assert page.text("section", class_="comments") == "Comments No comments yet."


@pytest.mark.parametrize(
    ("post", "comments"),
    [
        ("posts/2018-02-14-dinner.md", "dinner"),
        ("posts/2018-02-14-dinner.md", "posts/2018-02-14-dinner"),
        ("posts/trip/index.md", "trip"),
        ("posts/trip/index.md", "posts/trip"),
        ("posts/trip/index.md", "posts/trip/index"),
        ("journeys/coast/01.markdown", "journeys/coast/01"),
    ],
)
def test_a_file_belongs_to_a_post_by_its_slug_or_by_its_place(tmp_path: Path, post: str, comments: str) -> None:
    files = {
        "content/site.yaml": f"{SETTINGS}permalink: /x/:slug/\ncomments: files\n",
        "content/journeys/coast/index.md": "---\ntitle: Coast\nstatus: planned\n---\n",
        f"content/{post}": POST,
        f"content/comments/{comments}.yaml": ANN,
    }
    pages = [data for name, data in snapshot(built(tmp_path, files)).items() if name.startswith("x/")]
    assert [b"We <em>did</em> go back." in data for data in pages] == [True]


def test_an_empty_file_holds_no_comments(tmp_path: Path) -> None:
    assert "No comments yet." in page_of(tmp_path, comments="# later\n").words


def test_a_long_thread_is_read_whole(tmp_path: Path) -> None:
    """Front matter may be 64 KiB; what hundreds of readers wrote may be more."""
    many = "".join(f"- name: Ann\n  date: 2018-03-01\n  reply_to: Ann\n  text: {'word ' * 40}{n}\n" for n in range(500))
    first, _, rest = many.partition("  reply_to: Ann\n")
    assert len(many) > 100_000
    page = page_of(tmp_path, comments=first + rest)
    assert len(page.all("li", class_="comment")) == 500
    late = write_site(tmp_path, {"content/comments/dinner.yaml": f"{first}{rest}- name: Bob\n  date: soon\n  text: x\n",
                                 "content/site.yaml": f"{SETTINGS}comments: files\n"})  # fmt: skip
    line = f"content/comments/dinner.yaml:{(first + rest).count(chr(10)) + 2}"
    assert told(build_site(late)) == [f"{line}: error[not-a-date]: 'soon' is not a date"]


def test_a_file_with_an_error_is_left_out_alone(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": f"{SETTINGS}comments: files\n",
        "content/posts/dinner.md": POST,
        "content/comments/dinner.yaml": ANN + "- name: Bob\n  text: x\n",
    }
    outcome = build_site(write_site(tmp_path, files), keep_going=True)
    assert outcome.withheld == ("content/comments/dinner.yaml",)
    assert "No comments yet." in read_page(tmp_path / "public", "/2018/02/dinner/").words


def test_html_in_a_comment_is_text_even_where_authors_may_use_it(tmp_path: Path) -> None:
    comment = "- name: <b>Ann\n  date: 2018-03-01\n  text: <script>alert(1)</script> <b>x</b>\n"
    page = page_of(tmp_path, settings="comments: files\nmarkdown: {html: trusted}\n", comments=comment)
    assert "<script>alert(1)</script> <b>x</b>" in page.words
    assert "<b>Ann" in page.words
    assert page.all("b") == []


def test_machines_are_told_of_comments_that_readers_see(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    posting = json.loads(page.one("script", type="application/ld+json").text or "")["@graph"][0]
    assert posting["commentCount"] == 2
    ann, bob = posting["comment"]
    assert (ann["author"]["name"], ann["datePublished"], ann["text"]) == (
        "Ann", "2018-03-02T20:15:00+00:00", "We did go back.",
    )  # fmt: skip
    assert bob["author"] == {"@type": "Person", "name": "Bob", "url": "https://bob.example"}
    quiet = page_of(tmp_path / "off", front="comments: off\n")
    assert "commentCount" not in quiet.source


def test_every_anchor_leads_somewhere(tmp_path: Path) -> None:
    page_of(tmp_path)
    assert dead_links(tmp_path / "public", "https://example.org/blog") == []
