"""Which post each file of comments belongs to, and what is wrong in it.

In: the decoded files and the names of the site. Out: the comments of each published post by their date, and every
mistake. Invariant: the comments of a post that is not published are nowhere, and nothing is told of them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeyblog.config import Settings
from journeyblog.diagnostics import Diagnostic, Span, has_errors, nearest
from journeyblog.model.comment import Comment, Comments
from journeyblog.site.links import TEXTS, Names
from journeyblog.site.references import meant_post
from journeyblog.source.discover import COMMENTS, COMMENTS_SUFFIX, CONTENT
from journeyblog.source.entries import Entry
from journeyblog.source.load import Entries

_WEB = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """``of_posts`` are the comments of each post (by its file), the oldest first; ``broken`` the files with errors."""

    of_posts: Mapping[str, tuple[Comment, ...]]
    found: tuple[Diagnostic, ...]
    broken: tuple[str, ...]


def sort_comments(
    entries: Entries, shown: Collection[str], posts: Mapping[str, str], names: Names, settings: Settings
) -> Sorted:
    """The comments of the posts that are ``shown``; ``posts`` leads from the file of each, published or not, to its
    slug. A file with errors is checked like the others, and none of its comments is shown.
    """
    bearers: dict[str, list[str]] = {}
    for path, slug in posts.items():
        bearers.setdefault(slug, []).append(path)
    found: list[Diagnostic] = []
    broken: list[str] = []
    groups: dict[str, list[Comment]] = {}
    for entry in entries.comments:
        post = _post_of(entry, posts, bearers, names)
        if isinstance(post, Diagnostic):
            told: Sequence[Diagnostic] = [post]
        elif post not in shown:
            continue
        elif settings.comments != "files":
            told = [_not_shown(entry)]
        else:
            told = list(_check(entry))
        found += told
        if has_errors(told):
            broken.append(entry.path)
        elif entry.path in entries.spoilt:
            continue
        elif isinstance(post, str) and settings.comments == "files":
            groups.setdefault(post, []).extend(entry.fields)
    by_date = {post: tuple(sorted(group, key=lambda one: one.date)) for post, group in groups.items()}
    return Sorted(of_posts=by_date, found=tuple(found), broken=tuple(broken))


def answered(comments: Iterable[Comment]) -> tuple[int | None, ...]:
    """Of each comment the index of the one that it answers: the last of that name before it."""
    latest: dict[str, int] = {}
    found: list[int | None] = []
    for index, comment in enumerate(comments):
        found.append(latest.get(_key(comment.reply_to)))
        latest[_key(comment.name)] = index
    return tuple(found)


def _post_of(
    entry: Entry[Comments], posts: Collection[str], bearers: Mapping[str, Sequence[str]], names: Names
) -> str | Diagnostic:
    """The post's file, by the place of the file of comments or by the slug that is its name.

    A slug that a draft has too is not clear: what was written about the draft must not stand below another post.
    """
    name = entry.path.removeprefix(COMMENTS).removesuffix(COMMENTS_SUFFIX)
    for suffix in TEXTS:
        for path in (f"{CONTENT}/{name}{suffix}", f"{CONTENT}/{name}/index{suffix}"):
            if path in posts:
                return path
    found = bearers.get(name, ())
    if len(found) > 1:
        meant = [f"{COMMENTS}{_bare(one)}{COMMENTS_SUFFIX}" for one in sorted(found)]
        message = f"Several posts have the slug '{name}', so it is not clear which of them these comments belong to"
        return entry.error("same-name", message, Span(path=entry.path), f"Move the file to {' or '.join(meant[:4])}")
    if found:
        return found[0]
    hint = meant_post(name, names) or "Give the file the slug of a post, as in a-day-in-mijas.yaml"
    message = f"There is no post '{name}', so these comments are left out"
    return entry.warning("unknown-post", message, Span(path=entry.path), hint)


def _bare(path: str) -> str:
    """A post's file from the folder of content, without its suffix."""
    return path.removeprefix(f"{CONTENT}/").rpartition(".")[0].removesuffix("/index")


def _not_shown(entry: Entry[Comments]) -> Diagnostic:
    message = "These comments are not shown, because the site shows none"
    return entry.warning("stray-file", message, Span(path=entry.path),
                         f"Write  comments: files  in {CONTENT}/site.yaml, or remove this file")  # fmt: skip


def _check(entry: Entry[Comments]) -> Iterator[Diagnostic]:
    by_date = sorted(range(len(entry.fields)), key=lambda index: entry.fields[index].date)
    replies = dict(zip(by_date, answered(entry.fields[index] for index in by_date), strict=True))
    unread = any(entry.unread(index, key) for index in by_date for key in ("name", "date"))
    known = not unread and not entry.gaps.shorten()
    for index, comment in enumerate(entry.fields):
        if comment.url and not _WEB.fullmatch(comment.url):
            bare = re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", comment.url)
            hint = f"Write  url: https://{comment.url}" if bare else "Write, for example,  url: https://example.org"
            yield entry.error("bad-url", f"'{comment.url}' is not a web address", entry.locate(index, "url"), hint)
        if comment.reply_to and replies[index] is None and known:
            before = (entry.fields[one].name for one in by_date[: by_date.index(index)])
            near = nearest(comment.reply_to, dict.fromkeys(before))
            hint = f"Did you mean  reply_to: {near}?" if near is not None else ""
            message = f"Nobody called '{comment.reply_to}' commented before"
            yield entry.warning("unknown-comment", message, entry.locate(index, "reply_to"),
                                hint or "Write a name as it stands there, or remove this line")  # fmt: skip


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
