"""The numbers of whole sites, as ``journeyblog stats --json`` tells them."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from site_tools import CONTENT, NOW, write_site

from journeyblog.build.prepare import Prepared, prepare
from journeyblog.cli import cli
from journeyblog.output.figures import site_figures
from journeyblog.site.related import NEAREST, related_posts
from journeyblog.site.scorecards import ranked, scorecards, verdict_changes
from journeyblog.site.site import Site, SitePost
from journeyblog.site.summaries import journey_summaries
from journeyblog.site.visibility import Request

EXPECTED = json.loads((Path(__file__).parents[1] / "data" / "sample-numbers.json").read_text(encoding="utf-8"))
Figures = dict[str, Any]


def stats(root: Path, *arguments: str, code: int = 0) -> Figures:
    """What the command says, through the whole of it."""
    result = CliRunner().invoke(cli, ["stats", "--site", str(root), "--json", *arguments], catch_exceptions=False)
    assert result.exit_code == code
    told: Figures = json.loads(result.stdout)
    return told


def site_of(root: Path) -> Site:
    prepared = prepare(root, Request(now=NOW))
    assert isinstance(prepared, Prepared)
    return prepared.site


@pytest.fixture(scope="module")
def sample_site() -> Site:
    return site_of(CONTENT.parent)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(CONTENT, root / "content")
    return stats(root)


def differences(expected: object, found: object, where: str = "") -> list[str]:
    """Every place at which ``found`` lacks or contradicts what is expected; it may say more."""
    if isinstance(expected, dict):
        assert isinstance(found, dict), where
        missing = [f"{where}.{key} is missing" for key in expected if key not in found]
        return missing + [
            one for key in expected if key in found for one in differences(expected[key], found[key], f"{where}.{key}")
        ]
    if isinstance(expected, list):
        if not isinstance(found, list) or len(found) != len(expected):
            return [f"{where}: {found}, not {expected}"]
        return [
            one
            for i, (a, b) in enumerate(zip(expected, found, strict=True))
            for one in differences(a, b, f"{where}[{i}]")
        ]
    if isinstance(expected, float) or (isinstance(expected, int) and not isinstance(expected, bool)):
        near = isinstance(found, int | float) and not isinstance(found, bool) and abs(found - expected) <= 1e-9
        return [] if near else [f"{where}: {found}, not {expected}"]
    return [] if type(found) is type(expected) and found == expected else [f"{where}: {found}, not {expected}"]


def test_every_figure_of_the_sample_comes_out(told: Figures) -> None:
    assert differences(EXPECTED, told) == []
    assert set(told["businesses"]) == set(EXPECTED["businesses"])
    for slug, business in EXPECTED["businesses"].items():
        for group in ("dimensions", "groups", "four_ps"):
            assert set(told["businesses"][slug][group] or ()) == set(business[group] or ()), (slug, group)


def test_the_comparison_sees_a_slip(told: Figures) -> None:
    assert differences({"a": [1.0, None]}, {"a": [1.0 + 2e-9, 0]}) == [
        f".a[0]: {1.0 + 2e-9}, not 1.0", ".a[1]: 0, not None",
    ]  # fmt: skip
    assert differences({"site_prior": True}, told)
    assert differences({"sites": 1}, told) == [".sites is missing"]


def test_the_sample_s_further_figures(told: Figures) -> None:
    journey = told["journeys"]["costa-del-sol-2018"]
    points = [round(point["value"], 1) for point in journey["emotions"]]
    assert points == [1.0, -1.0, -1.0, 1.0, -0.9, 1.6, 1.6, 1.6, 1.9]
    assert journey["emotions"][2]["what"] == "airport robot"
    assert (journey["recommendations"], journey["net_recommend"]) == (4, None)
    assert (journey["planned_cadence"], journey["cadence_days"], journey["installments"]) == ("daily", 4.5, 5)
    assert (journey["countries"], journey["places"]) == (["ES", "CA"], ["Fuengirola", "Málaga", "Mijas"])
    repair = told["businesses"]["unnamed-repair-firm"]
    assert repair["cancelled_without_follow_up"] == 1
    assert repair["cost"] == {"money": {}, "hours": None, "days": 60.0}
    assert told["businesses"]["peccati-di-gola"]["so_far"] is True
    assert told["verdict_changes"] == [
        {"business": "air-canada", "before": "Probably", "after": "Unsure", "date": "2018-02-02"}
    ]
    assert list(told["businesses"]) == [
        "peccati-di-gola", "mayan-monkey-mijas", "unnamed-reliable-firm", "la-macheta", "regular-lunch-place",
        "linea-litoral", "air-canada", "sierra-azul", "unnamed-repair-firm", "makati-city-hotel",
    ]  # fmt: skip


RELATED = {
    "front-doors": ["two-suppliers"],
    "everyone-knew-my-name": ["pack-a-notebook", "part-3", "table-uphill"],
    "two-suppliers": ["front-doors", "part-2"],
    "before-we-leave": ["part-3", "pack-a-notebook"],
    "part-1": ["part-3"],
    "part-2": ["two-suppliers"],
    "table-uphill": ["pack-a-notebook", "everyone-knew-my-name"],
    "part-3": ["before-we-leave", "part-1", "pack-a-notebook", "everyone-knew-my-name"],
    "pack-a-notebook": ["before-we-leave", "part-3", "table-uphill", "everyone-knew-my-name"],
}


def test_related_posts_of_the_sample(told: Figures) -> None:
    named = {
        location.split("/")[3]: [one.split("/")[3] for one in found] for location, found in told["related"].items()
    }
    assert named == RELATED


def test_one_business_or_one_journey(told: Figures) -> None:
    one = stats(CONTENT.parent, "--business", "la-macheta")
    assert one["businesses"] == {"la-macheta": told["businesses"]["la-macheta"]}
    assert one["journeys"] == {}
    way = stats(CONTENT.parent, "--journey", "costa-del-sol-2018")
    assert (way["businesses"], way["journeys"]) == ({}, told["journeys"])


def figures(site: Site) -> Figures:
    cards = scorecards(site)
    return site_figures(site, cards, journey_summaries(site, cards))


@settings(max_examples=20)
@given(data=st.data())
def test_the_order_of_what_is_given_does_not_matter(sample_site: Site, data: st.DataObject) -> None:
    keys = data.draw(st.permutations(sorted(sample_site.businesses)))
    shuffled = replace(sample_site, businesses={key: sample_site.businesses[key] for key in keys})
    assert figures(shuffled) == figures(sample_site)
    assert ranked(shuffled, scorecards(shuffled)) == ranked(sample_site, scorecards(sample_site))


BUSINESS = "---\nname: {name}\nkind: {kind}\nlocality: Mijas\n---\n"


def post(day: int, *visits: str, tags: str = "", more: str = "") -> str:
    listed = "".join(f"  - {{{visit}}}\n" for visit in visits)
    asked = f"visits:\n{listed}" if visits else ""
    return f"---\ntitle: Day {day}\ndate: 2018-02-{day:02}\ntags: [{tags}]\n{more}{asked}---\nText.\n"


STORIES = (
    post(1, "business: bar, rating: 3", "business: inn, would_return: maybe"),
    post(2, "business: bar, rating: 4.5, would_return: definitely"),
    post(3, "business: bar, rating: 2, would_return: no", "business: inn, would_return: yes"),
    post(4, "business: bar, rating: 5, counts: false"),
)
HOSTS = {
    "content/businesses/bar.md": BUSINESS.format(name="Bar", kind="cafe"),
    "content/businesses/inn.md": BUSINESS.format(name="Inn", kind="hotel"),
}


@pytest.mark.parametrize("names", ["abcd", "dcba", "cadb", "bdac"])
def test_the_names_of_files_do_not_matter(tmp_path: Path, names: str) -> None:
    files = {f"content/posts/{name}.md": text for name, text in zip(names, STORIES, strict=True)}
    found = stats(write_site(tmp_path, HOSTS | files))
    bar, inn = found["businesses"]["bar"], found["businesses"]["inn"]
    assert (bar["visits"], bar["scored"], bar["trend_delta"]) == (3, 3, -1.75)
    assert bar["overall"] == pytest.approx(9.5 / 3)
    assert bar["return_index"] == pytest.approx((0.5 * 0.25 + 0.5) / 1.75)
    assert (inn["verdict"], inn["overall"], inn["standout"]) == ("Probably", None, False)
    assert found["verdict_changes"] == [
        {"business": "bar", "before": "Probably", "after": "No", "date": "2018-02-03"},
        {"business": "inn", "before": "Unsure", "after": "Probably", "date": "2018-02-03"},
    ]


def test_a_business_with_nothing_that_counts_has_no_numbers(tmp_path: Path) -> None:
    files = {
        **HOSTS,
        "content/posts/a.md": post(1, "business: bar, rating: 5, counts: false, promises: [{what: x, kept: true}]"),
        "content/posts/b.md": post(2, "business: bar, rating: 1", more="draft: true\n"),
    }
    found = stats(write_site(tmp_path, files))
    assert found["site_prior"] == 3.0
    assert set(found["businesses"]) == {"bar", "inn"}
    for business in found["businesses"].values():
        assert (business["visits"], business["scored"], business["verdict"]) == (0, 0, "Not said")
        assert (business["share"], business["inferred"], business["standout"]) == ([0, 0], False, False)
        empty = {"overall", "consistency", "trend", "return_index", "wilson", "promises", "incidents", "recovery",
                 "double_deviation", "front_door", "rank_score", "peers", "four_ps", "four_ps_mean", "effort", "cost",
                 "expectation_gap", "lenses", "confidence", "service_minus_product"}  # fmt: skip
        assert {key for key in empty if business[key] is not None} == set()
        assert (business["dimensions"], business["groups"]) == ({}, {})


def test_an_empty_site_has_no_businesses_and_no_journeys(tmp_path: Path) -> None:
    found = stats(write_site(tmp_path, {"content/posts/a.md": post(1)}))
    assert (found["businesses"], found["journeys"], found["site_prior"]) == ({}, {}, 3.0)


def test_an_author_s_verdict_replaces_the_word_and_not_the_index(tmp_path: Path) -> None:
    own = "---\nname: Bar\nkind: cafe\nverdict: Definitely\nverdict_reason: because\n---\n"
    files = {
        **HOSTS,
        "content/businesses/bar.md": own,
        "content/posts/a.md": STORIES[0],
        "content/posts/b.md": STORIES[2],
    }
    bar = stats(write_site(tmp_path, files))["businesses"]["bar"]
    assert (bar["verdict"], bar["authors_call"], bar["return_index"]) == ("Definitely", True, pytest.approx(1 / 6))
    assert (bar["standout"], bar["let_down"]) == (False, True)
    assert [change.business for change in verdict_changes(site_of(tmp_path))] == ["inn"]


def test_a_kind_without_weights(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": "title: T\nkinds:\n  bare: {label: Bare}\n  light: {dimensions: {view: [0, product]}}\n",
        "content/businesses/bar.md": BUSINESS.format(name="Bar", kind="bare"),
        "content/businesses/inn.md": BUSINESS.format(name="Inn", kind="light"),
        "content/posts/a.md": post(1, "business: bar, rating: 4", "business: inn, ratings: {view: 4}"),
    }
    found = stats(write_site(tmp_path, files))["businesses"]
    assert (found["bar"]["overall"], found["bar"]["dimensions"], found["bar"]["groups"]) == (4.0, {}, {})
    assert (found["inn"]["overall"], found["inn"]["dimensions"]) == (None, {"view": [4.0, 1]})
    assert found["inn"]["groups"] == {}


def _sample_on(root: Path, scale: str, move: Callable[[Fraction], Fraction]) -> Path:
    """A site of the sample's visits with every rating moved."""
    site = site_of(CONTENT.parent)
    files = {"content/site.yaml": f"title: T\nrating: {scale}\n"}
    for path, business in site.businesses.items():
        files[f"content/businesses/{path}.md"] = (
            f"---\nname: {business.fields.name}\nkind: {business.fields.kind}\n---\n"
        )

    def moved(ratings: Mapping[str, Fraction]) -> str:
        return ", ".join(f"{name}: {float(move(value))}" for name, value in ratings.items())

    for number, one in enumerate(site.posts):
        visits = []
        for visit in one.visits:
            said = visit.visit
            parts = [f"business: {visit.business}, date: {visit.date.machine}"]
            parts += [f"rating: {float(move(said.rating))}"] if said.rating is not None else []
            parts += [f"ratings: {{{moved(said.ratings)}}}"] if said.ratings else []
            parts += [f"four_ps: {{{moved(said.four_ps.rated())}}}"] if said.four_ps is not None else []
            parts += [f"would_return: {said.would_return.value}"] if said.would_return is not None else []
            visits.append(", ".join(parts))
        body = "".join(f"  - {{{visit}}}\n" for visit in visits)
        listed = f"visits:\n{body}" if visits else ""
        files[f"content/posts/p{number}.md"] = f"---\ntitle: P\ndate: {one.date.machine}\n{listed}---\nX.\n"
    return write_site(root, files)


WORDS = ("verdict", "steadiness", "trend", "four_ps_steadiness", "standout", "let_down", "inferred", "share", "leading",
         "confidence", "return_index")  # fmt: skip
MOVES: dict[str, Callable[[Fraction], Fraction]] = {
    "{worst: 0, best: 100, step: 0.5}": lambda value: (value - 1) * 25,
    "{worst: 1, best: 10, step: 0.125}": lambda value: 1 + (value - 1) * Fraction(9, 4),
    "{worst: -2, best: 2, step: 0.5}": lambda value: value - 3,
}


@pytest.mark.parametrize("scale", MOVES)
def test_another_scale_gives_the_same_words_trends_and_verdicts(tmp_path: Path, told: Figures, scale: str) -> None:
    move = MOVES[scale]
    found = stats(_sample_on(tmp_path, scale, move))
    assert list(found["businesses"]) == list(told["businesses"])
    for slug, business in found["businesses"].items():
        before = told["businesses"][slug]
        assert {word: business[word] for word in WORDS} == {word: before[word] for word in WORDS}, slug
        if before["overall"] is not None:
            assert business["overall"] == pytest.approx(float(move(Fraction(before["overall"]))))
            assert business["rank_score"] == pytest.approx(float(move(Fraction(before["rank_score"]))))
        if before["consistency"] is not None:
            assert business["consistency"] == pytest.approx(before["consistency"])
    assert found["verdict_changes"] == told["verdict_changes"]


def test_related_posts_are_the_author_s_own_when_chosen(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": post(1, tags="x, y", more="related: [c, a, c]\n"),
        "content/posts/b.md": post(2, tags="x, y"),
        "content/posts/c.md": post(3),
        "content/posts/d.md": post(4, tags="x", more="related: []\n"),
        "content/posts/e.md": post(4, tags="x"),
    }
    related = related_posts(site_of(write_site(tmp_path, files)))
    named = {path[14]: [one.slug for one in posts] for path, posts in related.items()}
    assert named == {"a": ["c"], "b": ["a", "d", "e"], "c": [], "d": [], "e": ["d", "b", "a"]}


def test_of_a_tag_only_the_nearest_posts_are_looked_at(sample_site: Site) -> None:
    like = sample_site.posts[0]
    days = [replace(like.date, local=like.date.local.replace(year=1000 + number)) for number in range(300)]
    posts = tuple(
        replace(
            like, entry=replace(like.entry, path=f"{number:03}.md"), date=day, slug=f"p{number}",
            tags=("common", "far") if number in (0, 150, 299) else ("common",), categories=(), journey="",
        )
        for number, day in reversed(list(enumerate(days)))
    )  # fmt: skip
    related = related_posts(replace(sample_site, posts=posts, journeys={}))
    assert [one.slug for one in related["150.md"]] == ["p299", "p0", "p200", "p199"]
    assert [one.slug for one in related["100.md"]] == ["p150", "p149", "p148", "p147"]
    assert NEAREST == 50


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(1, 5), st.sets(st.sampled_from("abc")), st.sets(st.sampled_from("xy"))), max_size=9)
)
def test_related_posts_are_what_the_rule_says(sample_site: Site, stories: list[tuple[int, set[str], set[str]]]) -> None:
    like = sample_site.posts[-1]  # with visits to one business
    posts = [
        replace(
            like, entry=replace(like.entry, path=f"{number}.md"), slug=f"p{number}", tags=tuple(sorted(tags)),
            categories=tuple(sorted(categories)), visits=like.visits if number % 3 == 0 else (), journey="",
            date=replace(like.date, local=like.date.local.replace(day=day)),
        )
        for number, (day, tags, categories) in enumerate(stories)
    ]  # fmt: skip
    posts.sort(key=lambda one: (one.date, one.path), reverse=True)

    def by_rule(post: SitePost) -> list[str]:
        found = []
        for other in posts:
            businesses = 4 if post.visits and other.visits else 0
            tags = 2 * len({*post.tags} & {*other.tags})
            points = businesses + tags + len({*post.categories} & {*other.categories})
            if other is not post and businesses + tags and points >= 2:
                found.append((-points, -other.date.local.toordinal(), other.slug))
        return [slug for *_, slug in sorted(found)[:4]]

    related = related_posts(replace(sample_site, posts=tuple(posts), journeys={}))
    assert {post.path: [one.slug for one in related[post.path]] for post in posts} == {
        post.path: by_rule(post) for post in posts
    }


def test_mistakes_are_told_and_the_rest_is_shown(tmp_path: Path) -> None:
    files = {**HOSTS, "content/posts/a.md": STORIES[1], "content/posts/b.md": post(2, "business: bar, rating: 9")}
    result = CliRunner().invoke(cli, ["stats", "--site", str(write_site(tmp_path, files)), "--json"])
    assert result.exit_code == 1
    assert "rating-off-scale" in result.stderr
    assert json.loads(result.stdout)["businesses"]["bar"]["visits"] == 1
