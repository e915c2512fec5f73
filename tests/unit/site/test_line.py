"""The order of a journey's installments, their numbers, and how they are said."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyblog.dates import Moment, parse_moment
from journeyblog.model.post import Part, PartKind
from journeyblog.site.line import Ordered, order, position
from journeyblog.site.site import Station
from journeyblog.theme import english


@dataclass(frozen=True)
class Note:
    """An installment: its path, its date in February 2018, and its part as written."""

    path: str
    date: Moment
    part: Part | None = None
    draft: bool = False


def note(day: int, part: int | str | None = None, path: str = "", clock: str = "", *, draft: bool = False) -> Note:
    moment, _ = parse_moment(f"2018-02-{day:02}{clock}")
    made = None
    if isinstance(part, int):
        made = Part(kind=PartKind.NUMBERED, number=part)
    elif part is not None:
        made = Part(kind=PartKind(part))
    return Note(path=path or f"{day:02}-{part}.md", date=moment, part=made, draft=draft)


def said(ordered: Ordered, posts: list[Note]) -> list[tuple[int, int | str]]:
    """(day, number or kind) in reading order."""
    return [
        (posts[i].date.day.day, station.number if station.number is not None else station.kind.value)
        for i, station in ordered.stations
    ]


ORDERS: list[tuple[str, list[Note], list[tuple[int, int | str]]]] = [
    ("no numbers: by date", [note(9), note(3), note(16)], [(3, 1), (9, 2), (16, 3)]),
    (
        "the sample's journey",
        [note(16, 3), note(3, 1), note(11, "interlude"), note(9, 2), note(1, "prologue")],
        [(1, "prologue"), (3, 1), (9, 2), (11, "interlude"), (16, 3)],
    ),
    (
        "prologues first and epilogues last, whatever their dates",
        [note(1, "epilogue"), note(2), note(20, "prologue"), note(3)],
        [(20, "prologue"), (2, 1), (3, 2), (1, "epilogue")],
    ),
    ("numbers win over dates", [note(1, 2), note(2, 1)], [(2, 1), (1, 2)]),
    ("the rest take the free numbers by date", [note(1), note(2, 1), note(3), note(4, 3)],
     [(2, 1), (1, 2), (4, 3), (3, 4)]),
    ("part 0 is a number", [note(1, 0), note(2)], [(1, 0), (2, 1)]),
    ("an interlude after the last part", [note(1), note(9, "interlude")], [(1, 1), (9, "interlude")]),
    ("an interlude before the first part", [note(5), note(2, "interlude")], [(2, "interlude"), (5, 1)]),
    (
        "an interlude on a part's own day comes after it: that part's date is not later",
        [note(5, 1), note(5, "interlude"), note(6, 2)],
        [(5, 1), (5, "interlude"), (6, 2)],
    ),
    (
        "an interlude stands before the first part of a later date, by number",
        [note(20, 1), note(1, 2), note(10, "interlude")],
        [(10, "interlude"), (20, 1), (1, 2)],
    ),
    (
        "two interludes in one gap, by date",
        [note(1), note(9), note(7, "interlude"), note(5, "interlude")],
        [(1, 1), (5, "interlude"), (7, "interlude"), (9, 2)],
    ),
    ("only extras", [note(2, "interlude"), note(1, "epilogue")], [(2, "interlude"), (1, "epilogue")]),
    (
        "a draft takes no free number, and stands by its date",
        [note(1), note(2, draft=True), note(3), note(4, draft=True)],
        [(1, 1), (2, "numbered"), (3, 2), (4, "numbered")],
    ),
    (
        "a draft's own number keeps nobody from having it",
        [note(1, 1), note(2, 2, draft=True), note(3, 2), note(4)],
        [(1, 1), (2, 2), (3, 2), (4, 3)],
    ),
    ("a draft makes no gap", [note(1, 1), note(9, 7, draft=True)], [(1, 1), (9, 7)]),
    ("nothing", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("posts", "expected"), [case[1:] for case in ORDERS], ids=[case[0] for case in ORDERS])
def test_the_reading_order(posts: list[Note], expected: list[tuple[int, int | str]]) -> None:
    ordered = order(posts)
    assert said(ordered, posts) == expected
    assert (ordered.same, ordered.gaps) == ((), ())


def test_of_one_date_the_path_decides() -> None:
    posts = [note(1, path="b.md"), note(1, path="a.md")]
    assert [i for i, _ in order(posts).stations] == [1, 0]


def test_one_local_time_with_and_without_an_offset_has_an_order() -> None:
    posts = [note(1, path="b.md", clock=" 10:00 +01:00"), note(1, path="a.md", clock=" 10:00")]
    assert [i for i, _ in order(posts).stations] == [1, 0]


def test_two_equal_numbers_are_told_in_pairs_with_the_earlier_first() -> None:
    posts = [note(5, 2), note(1, 2), note(3, 1), note(9, 2)]
    assert order(posts).same == ((1, 0), (1, 3))
    assert len(order(posts).stations) == 4


@pytest.mark.parametrize(
    ("posts", "gaps"),
    [
        ([note(1, 1), note(2, 3)], ((2, 1),)),
        ([note(1, 2)], ((1, 0),)),
        ([note(1, 0), note(2, 2)], ((1, 1),)),
        ([note(1, 1), note(2, 5), note(3, 9)], ((2, 1), (6, 2))),
        ([note(1, 1), note(2), note(3, 3)], ()),
        ([note(1, 1), note(2, 1)], ()),
        ([note(1, 1), note(2, 2, draft=True), note(3, 3)], ((2, 2),)),
        ([note(1, "prologue"), note(2, 1), note(3, "interlude"), note(4, 2)], ()),
    ],
)
def test_a_missing_number_is_told_at_the_post_after_it(posts: list[Note], gaps: tuple[tuple[int, int], ...]) -> None:
    assert order(posts).gaps == gaps


PARTS = st.none() | st.integers(0, 8) | st.sampled_from(["prologue", "interlude", "epilogue"])
CLOCKS = st.sampled_from(["", " 00:00", " 10:00", " 10:00 +02:00"])
POSTS = st.lists(st.tuples(st.integers(1, 28), PARTS, CLOCKS), max_size=12).map(
    lambda rows: [note(day, part, f"{i}.md", clock) for i, (day, part, clock) in enumerate(rows)]
)


@given(POSTS, st.randoms(use_true_random=False))
def test_the_order_is_a_permutation_and_does_not_depend_on_how_the_posts_came(
    posts: list[Note], random: object
) -> None:
    shuffled = [*posts]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = order(posts), order(shuffled)
    assert sorted(i for i, _ in first.stations) == list(range(len(posts)))
    assert [(posts[i], station) for i, station in first.stations] == [
        (shuffled[i], station) for i, station in second.stations
    ]
    assert [(posts[a], posts[b]) for a, b in first.same] == [(shuffled[a], shuffled[b]) for a, b in second.same]
    assert [(n, posts[i]) for n, i in first.gaps] == [(n, shuffled[i]) for n, i in second.gaps]


@given(POSTS)
def test_numbers_rise_and_are_as_written_or_free(posts: list[Note]) -> None:
    ordered = order(posts)
    kinds = [station.kind for _, station in ordered.stations]
    assert kinds == sorted(kinds, key=lambda kind: {PartKind.PROLOGUE: 0, PartKind.EPILOGUE: 2}.get(kind, 1))
    numbered = [(i, station.number) for i, station in ordered.stations if station.number is not None]
    assert [number for _, number in numbered] == sorted(number for _, number in numbered)
    explicit = {post.part.number for post in posts if post.part is not None and post.part.number is not None}
    taken = [number for i, number in numbered if posts[i].part is None]
    free = [number for number in range(1, 40) if number not in explicit]
    assert taken == free[: len(taken)]
    unnumbered = [i for i, _ in numbered if posts[i].part is None]
    assert unnumbered == sorted(unnumbered, key=lambda i: (posts[i].date, posts[i].path))
    for i, number in numbered:
        part = posts[i].part
        assert part is None or part.number == number


@pytest.mark.parametrize(
    ("number", "planned", "highest", "finished", "phrase"),
    [
        (3, 4, 3, False, "Third installment of 4"),
        (3, 4, 6, False, "Third installment of 6"),
        (3, None, 3, False, "Third installment so far"),
        (3, None, 5, True, "Third installment of 5"),
        (1, 2, 1, True, "First installment of 2"),
        (None, 4, 3, True, ""),
    ],
)
def test_a_position_counts_parts(
    number: int | None, planned: int | None, highest: int, finished: bool, phrase: str
) -> None:
    station = Station(kind=PartKind.NUMBERED if number is not None else PartKind.PROLOGUE, number=number)
    assert position(english(), station, planned, highest, finished=finished) == phrase


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "First"), (2, "Second"), (3, "Third"), (12, "Twelfth"), (13, "13th"), (20, "20th"), (21, "21st"), (22, "22nd"),
     (23, "23rd"), (24, "24th"), (101, "101st"), (111, "111th"), (112, "112th"), (113, "113th"), (1002, "1,002nd")],
)  # fmt: skip
def test_ordinals(number: int, word: str) -> None:
    assert english().say("ordinals.installment", n=number) == f"{word} installment"
