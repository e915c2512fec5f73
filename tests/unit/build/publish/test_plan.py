"""The order of an in-place publication, without a disk."""

from journeyblog.build.publish.manifest import Record
from journeyblog.build.publish.paths import MANIFEST, collect_folders
from journeyblog.build.publish.plan import find_clashes, find_foreign, plan_steps
from journeyblog.build.publish.tree import Scan


def plan(old: set[str], new: set[str], *, foreign: frozenset[str] = frozenset()) -> list[str]:
    records = {path: Record(digest=f"digest of {path}", size=1) for path in old}
    scan = Scan(files=old | foreign | {MANIFEST}, folders=collect_folders(old | foreign))
    steps = plan_steps(old=records, new=new, written=new - old, removed=old - new, foreign=foreign, scan=scan)
    assert all(step.digest == f"digest of {step.path}" for step in steps if step.act == "remove")
    assert all(step.replaces == (step.path in scan.files) for step in steps if step.act == "put")
    return [f"{step.act} {step.path}" for step in steps]


LAST = f"put {MANIFEST}"


def test_a_name_that_only_changes_its_case_goes_before_it_comes() -> None:
    """On a case-blind disk the removal would otherwise take the new file."""
    assert plan({"About.html"}, {"about.html"}) == ["remove About.html", "put about.html", LAST]


def test_a_file_gives_way_to_a_folder() -> None:
    assert plan({"a"}, {"a/b/c"}) == ["remove a", "make a", "make a/b", "put a/b/c", LAST]


def test_a_folder_gives_way_to_a_file() -> None:
    assert plan({"a/b/c"}, {"a"}) == ["remove a/b/c", "drop a/b", "drop a", "put a", LAST]


def test_every_folder_is_made_before_any_is_dropped() -> None:
    steps = plan({"a", "b/x"}, {"a/x", "b", "c/d/e"})
    acts = [step.split()[0] for step in steps]
    assert max(n for n, act in enumerate(acts) if act == "make") < acts.index("drop")


def test_other_removals_come_after_all_that_is_new() -> None:
    assert plan({"x/gone.css"}, {"feed.xml", "b.html", "z.css"}) == [
        *("put z.css", "put b.html", "put feed.xml", "remove x/gone.css", "drop x", LAST),
    ]


def test_a_folder_with_a_foreign_entry_is_not_dropped() -> None:
    assert plan({"x/a", "y/a"}, set(), foreign=frozenset({"x/theirs"})) == ["remove x/a", "remove y/a", "drop y", LAST]


def test_what_is_foreign() -> None:
    scan = Scan(
        files={"ours", "ours/not", "gone", "theirs", "claimed", MANIFEST},
        folders={"d", "d/theirs", "e"},
        others={"link", "gone-link", "again"},
    )
    old = {"ours", "gone", "d/x", "gone-link", "again"}
    new = {"ours", "claimed", "again"}
    assert find_foreign(old, new, scan, {"gone"}) == {
        "ours/not",
        "theirs",
        "gone",
        "d/theirs",
        "e",
        "link",
        "gone-link",
    }


def test_what_clashes() -> None:
    scan = Scan(files={"f", "d/f"}, folders={"d", "empty"}, others={"link"})
    foreign = {"f", "d/f", "empty", "link"}
    new = {"f/x", "d", "d/x", "empty", "empty/x", "link", "link/x", "fine"}
    assert find_clashes(new, foreign, scan) == ["d", "empty", "f/x", "link", "link/x"]
