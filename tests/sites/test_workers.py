"""However many processes make a site, it is the same site, the same words and the same counts."""

import os
import shutil
import signal
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from site_tools import CONTENT, NOW, photo, snapshot, told, write_site

from journeyblog.build import making
from journeyblog.build.crew import ALONE, Crew, WorkerLost
from journeyblog.build.outcome import Outcome
from journeyblog.build.run import BuildRequest, build, check
from journeyblog.site.visibility import Request

CREWS = (ALONE, Crew(size=2), Crew(size=3))
POSTS = {
    f"content/posts/2018-02-{day:02}-day-{day}.md": f"---\ntitle: Day {day}\n---\n[gone](/nowhere/{day}/)\n"
    for day in range(1, 25)
}
THEME = {
    "content/site.yaml": "title: Small roads\ntheme: mine\n",
    "themes/mine/theme.yaml": "name: mine\napi: 1\nextends: plain\n",
}
FAULT = "{% extends 'plain:post.html' %}{% block main %}{{ page.day(1) if page.title == 'Day 9' }}{% endblock %}"


def make(root: Path, crew: Crew, **more: Any) -> Outcome:
    return build(BuildRequest(root=root, request=Request(now=NOW), crew=crew, **more))


def same(outcome: Outcome) -> Outcome:
    """What is said, wherever it was published."""
    return replace(outcome, published=outcome.published and replace(outcome.published, output=Path()))


def each(tmp_path: Path, files: Mapping[str, str | bytes], **more: Any) -> list[tuple[Outcome, dict[str, bytes]]]:
    made = []
    for crew in CREWS:
        root = write_site(tmp_path / str(crew.size), files)
        outcome = make(root, crew, **more)
        assert not [path for path in (root / ".journeyblog").glob("*") if "stage" in path.name]
        made.append((same(outcome), snapshot(root / "public")))
    return made


def test_the_sample_is_the_same(tmp_path: Path) -> None:
    sites = []
    for crew in CREWS:
        root = tmp_path / str(crew.size)
        shutil.copytree(CONTENT, root / "content")
        first = make(root, crew)
        again = make(root, crew, afresh=True)
        assert again.published is not None
        assert (again.published.written, again.rendered) == ((), first.rendered)
        sites.append((same(first), snapshot(root / "public"), (root / ".journeyblog/cache").exists()))
    assert sites[0][0].rendered > 50
    assert sites[0][0].parsed > 10
    assert sites[1] == sites[0]
    assert sites[2] == sites[0]


def test_mistakes_are_told_in_the_same_order(tmp_path: Path) -> None:
    bad: dict[str, str | bytes] = {
        "content/posts/2018-02-03-a/index.md": "# B\n\n![](b.jpg)\n",
        "content/posts/2018-02-03-a/b.jpg": b"no",
        "content/static/c.jpg": photo()[:200],
        "content/static/d.jpg": b"none",
    }
    first, *others = each(tmp_path, {**POSTS, **bad})
    assert len(told(first[0])) > 26
    assert first[1] == {}
    assert others == [first, first]
    first, *others = each(tmp_path / "on", {**POSTS, **bad}, keep_going=True)
    assert len(first[1]) > 24
    assert others == [first, first]


def test_a_fault_of_a_template_ends_it_alike(tmp_path: Path) -> None:
    first, *others = each(tmp_path, {**POSTS, **THEME, "themes/mine/templates/post.html": FAULT})
    assert [line for line in told(first[0]) if "template" in line] != []
    assert not first[0].usable
    assert first[0].rendered > 8
    assert others == [first, first]
    checked = [
        same(check(BuildRequest(root=tmp_path / str(crew.size), request=Request(now=NOW), crew=crew))) for crew in CREWS
    ]
    assert checked[1:] == [checked[0], checked[0]]


def test_no_page_counts_where_another_stopped(tmp_path: Path) -> None:
    parts = {
        "themes/mine/templates/parts/ids.html": "{% set ids = namespace(n=0) %}"
        "{% macro id() %}{% set ids.n = ids.n + 1 %}id {{ ids.n }}.{% endmacro %}",
        "themes/mine/templates/parts/again.html": "{% from 'parts/ids.html' import id %}"
        "{% macro two() %}{{ id() }}{% endmacro %}",
        "themes/mine/templates/post.html": "{% extends 'plain:post.html' %}{% from 'parts/ids.html' import id %}"
        "{% from 'parts/again.html' import two %}{% block main %}{{ id() }}{{ two() }}{{ id() }}{% endblock %}",
    }
    first, *others = each(tmp_path, {**POSTS, **THEME, **parts})
    assert all(b"id 1.id 2.id 3." in first[1][f"2018/02/day-{day}/index.html"] for day in range(1, 25))
    assert others == [first, first]


def test_no_page_takes_from_another_what_comes_once(tmp_path: Path) -> None:
    """What a filter makes one by one would be at another place on each page."""
    parts = {
        "themes/mine/templates/parts/ids.html": "{% set ids = range(9)|map('string') %}"
        "{% macro id() %}first {{ ids|first }}.{% endmacro %}",
        "themes/mine/templates/post.html": "{% extends 'plain:post.html' %}{% from 'parts/ids.html' import id %}"
        "{% block main %}{{ id() }}{% endblock %}",
    }
    first, *others = each(tmp_path, {**POSTS, **THEME, **parts})
    assert all(b"first 0." in first[1][f"2018/02/day-{day}/index.html"] for day in range(1, 25))
    assert others == [first, first]


def test_a_lost_worker_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_site(tmp_path, POSTS)
    make(root, ALONE)
    before = snapshot(root / "public")
    write_site(tmp_path, {"content/site.yaml": "title: Other roads\n"})
    here, make_page = os.getpid(), making._make_page

    def die(*arguments: Any) -> None:
        if os.getpid() != here and arguments[0].path == "2018/02/day-9/index.html":
            os.kill(os.getpid(), signal.SIGKILL)
        make_page(*arguments)

    monkeypatch.setattr(making, "_make_page", die)
    with pytest.raises(WorkerLost):
        make(root, Crew(size=2))
    assert snapshot(root / "public") == before
    assert sorted(path.name for path in (root / ".journeyblog").iterdir()) == ["cache", "lock"]
    assert make(root, ALONE).published is not None
