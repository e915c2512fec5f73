"""What changed among the files, whoever saved them how. The clock is far ahead, so no file is racy unless said."""

import os
from pathlib import Path

import pytest

from journeyblog.serve.lookout import GRACE, Changes, Lookout, Stamp

LATER = 4_000_000_000.0


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of three files."""
    for name, text in {"posts/a.md": "one", "posts/b.md": "two", "static/c.css": "three"}.items():
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text)
    return tmp_path


def lookout(site: Path) -> Lookout:
    return Lookout(str(site), ("content", "themes"))


def look(one: Lookout, now: float = 0.0) -> Changes:
    changes, _ = one.look(now, LATER)
    return changes


def test_nothing_changed(site: Path) -> None:
    one = lookout(site)
    assert len(one) == 3
    assert not look(one)


def test_a_file_written_in_place(site: Path) -> None:
    one = lookout(site)
    (site / "content/posts/a.md").write_text("one and a half")
    assert look(one) == Changes(here=frozenset({"content/posts/a.md"}))
    assert not look(one)


def test_a_file_replaced_by_another_of_the_same_size_and_time(site: Path) -> None:
    one, path = lookout(site), site / "content/posts/a.md"
    status, beside = path.stat(), site / "content/posts/.a.md.new"
    beside.write_text("uno")
    os.utime(beside, ns=(status.st_atime_ns, status.st_mtime_ns))
    beside.replace(path)
    assert look(one).here == {"content/posts/a.md"}


def test_a_file_that_was_only_touched_is_the_same_once_it_was_read(site: Path) -> None:
    one, path = lookout(site), site / "content/posts/a.md"
    path.write_text("once")
    assert look(one)
    os.utime(path, (5, 5))
    assert not look(one)


def test_a_change_that_neither_size_nor_times_tell_is_seen_while_it_may_be_one(site: Path) -> None:
    one, path = lookout(site), site / "content/posts/a.md"
    path.write_text("once")
    clock = path.stat().st_mtime
    one.look(0.0, clock)
    stamp = one._known["content/posts/a.md"]
    path.write_text("twic")
    status = path.stat()
    one._known["content/posts/a.md"] = type(stamp)(
        size=4, modified=status.st_mtime_ns, changed=status.st_ctime_ns, inode=status.st_ino, digest=stamp.digest
    )
    assert one.look(0.0, clock)[0].here == {"content/posts/a.md"}


def test_new_folders_and_themes_are_found(site: Path) -> None:
    one = lookout(site)
    (site / "themes/mine/templates").mkdir(parents=True)
    (site / "themes/mine/templates/post.html").write_text("hello")
    assert look(one).here == {"themes/mine/templates/post.html"}


def test_what_editors_leave_behind_is_passed_over_but_not_what_static_hides(site: Path) -> None:
    one = lookout(site)
    for name in ("posts/.a.md.swp", "posts/a.md~", "posts/4913", "posts/#a.md#", ".git/index", "static/.well-known/x"):
        (site / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "content" / name).write_text("x")
    assert look(one).here == {"content/static/.well-known/x"}


def test_a_renamed_file_has_moved(site: Path) -> None:
    one = lookout(site)
    (site / "content/posts/a.md").rename(site / "content/posts/z.md")
    assert look(one) == Changes(
        here=frozenset({"content/posts/z.md"}),
        gone=frozenset({"content/posts/a.md"}),
        moved={"content/posts/a.md": "content/posts/z.md"},
    )


def test_word_of_the_new_name_may_come_first(site: Path) -> None:
    one = lookout(site)
    (site / "content/posts").rename(site / "content/notes")
    changes, again = one.look(10.0, LATER, [str(site / "content/notes")])
    assert changes.moved["content/posts/a.md"] == "content/notes/a.md"
    assert changes.gone == changes.moved.keys()
    assert again is None
    assert one.look(11.0, LATER, [str(site / "content/posts")]) == (Changes(), None)


def test_a_file_that_is_gone_gets_a_moment_of_grace(site: Path) -> None:
    one = lookout(site)
    (site / "content/posts/a.md").unlink()
    assert one.look(10.0, LATER) == (Changes(), 10.0 + GRACE)
    assert one.look(10.0 + GRACE, LATER) == (Changes(gone=frozenset({"content/posts/a.md"})), None)


def test_what_was_gone_while_nothing_happened_needs_no_more_grace(site: Path) -> None:
    one = lookout(site)
    (site / "content/posts/a.md").unlink()
    (site / "content/posts/b.md").write_text("")
    changes = Changes(here=frozenset({"content/posts/b.md"}), gone=frozenset({"content/posts/a.md"}))
    assert one.look(10.0, LATER, calm=GRACE) == (changes, None)


def test_many_files_for_many_others_are_read_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = lookout(site)
    for number in range(50):
        (site / f"content/posts/old-{number}.md").write_text(f"old {number}")
    assert len(look(one).here) == 50
    for number in range(50):
        (site / f"content/posts/old-{number}.md").unlink()
        (site / f"content/posts/new-{number}.md").write_text(f"{'old' if number == 7 else 'new'} {number}")
    read: list[str] = []
    with_digest = Lookout._with_digest

    def reads(self: Lookout, path: str, stamp: Stamp) -> Stamp:
        read.append(path)
        return with_digest(self, path, stamp)

    monkeypatch.setattr(Lookout, "_with_digest", reads)
    changes, _ = one.look(0.0, LATER, calm=GRACE)
    assert changes.moved == {"content/posts/old-7.md": "content/posts/new-7.md"}
    assert len(changes.gone) == 50
    assert len(read) <= 100


def test_a_file_that_is_saved_by_way_of_being_gone_is_a_change(site: Path) -> None:
    one, path = lookout(site), site / "content/posts/a.md"
    path.unlink()
    assert not look(one, 10.0)
    path.write_text("new")
    assert one.look(10.1, LATER) == (Changes(here=frozenset({"content/posts/a.md"})), None)


def test_an_empty_file_gets_a_moment_of_grace_too(site: Path) -> None:
    one, path = lookout(site), site / "content/posts/a.md"
    path.write_text("")
    assert one.look(10.0, LATER) == (Changes(), 10.0 + GRACE)
    assert one.look(10.2, LATER) == (Changes(), 10.0 + GRACE)
    assert one.look(10.0 + GRACE, LATER)[0].here == {"content/posts/a.md"}
    assert not look(one, 11.0)


def test_hints_say_where_to_look(site: Path) -> None:
    one = lookout(site)
    for name in ("a", "b"):
        (site / f"content/posts/{name}.md").write_text("changed")
    elsewhere = ["/etc/passwd", str(site / "content/posts/.b.md"), str(site / "contents")]
    assert one.look(0.0, LATER, [str(site / "content/posts/a.md"), *elsewhere])[0].here == {"content/posts/a.md"}
    assert one.look(0.0, LATER, [str(site / "content/posts")])[0].here == {"content/posts/b.md"}


def test_changes_one_after_the_other() -> None:
    first = Changes(here=frozenset("ab"), gone=frozenset("c"))
    then = Changes(here=frozenset("c"), gone=frozenset("a"))
    assert first.and_then(then) == Changes(here=frozenset("bc"), gone=frozenset("a"))
