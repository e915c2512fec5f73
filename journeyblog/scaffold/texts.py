"""The text of a new post, journey or business: the fields that matter first, ready to be filled in."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journeyblog.site.line import Installment, order

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ',()’é-]*")
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML or an editor takes for the end of a line, or refuses."""
_SPECIAL = frozenset(("true", "false", "yes", "no", "on", "off", "null", "none"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPost:
    """What is known of a post before it is written."""

    title: str
    date: date
    part: int | None = None
    business: str = ""


def post_text(post: NewPost) -> str:
    """A post with its front matter; a review when it names a business."""
    lines = ["---", f"title: {quoted(post.title)}", f"date: {post.date.isoformat()}"]
    if post.part is not None:
        lines.append(f"part: {post.part}")
    if post.business:
        lines += [
            f"business: {quoted(post.business)}",
            "would_return: unsure    # definitely, probably, unsure, unlikely or no",
        ]
    lines += [
        "draft: true             # remove this line to publish",
        "tags: []",
        "---",
        "",
        "The first paragraph is the summary that lists show.",
        "",
    ]
    return "\n".join(lines)


def journey_text(title: str, start: date) -> str:
    """A journey's ``index.md``."""
    return "\n".join(
        [
            "---",
            f"title: {quoted(title)}",
            f"start: {start.isoformat()}",
            "status: under_way       # planned, under_way or finished",
            "---",
            "",
            "What this journey is about.",
            "",
        ]
    )


def business_text(name: str, kind: str) -> str:
    """A business's file."""
    return "\n".join(["---", f"name: {quoted(name)}", f"kind: {kind}", "locality:", "country:", "---", ""])


def next_part(posts: Sequence[Installment]) -> int:
    """The number after the highest that the journey's posts have, drafts and posts without a number included."""
    numbers = [station.number for _, station in order(posts).stations if station.number is not None]
    return max(numbers, default=0) + 1


def quoted(text: str) -> str:
    """``text`` as YAML: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.strip() == text and text.lower() not in _SPECIAL:
        return text
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
