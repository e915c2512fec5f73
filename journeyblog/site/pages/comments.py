"""The comments of a post, and how a reader adds one: by mail."""

from urllib.parse import quote

from markupsafe import Markup

from journeyblog.markdown import render_comment
from journeyblog.model.comment import Comment
from journeyblog.site.comments import answered
from journeyblog.site.pages.desk import Desk
from journeyblog.site.site import SitePost
from journeyblog.site.views import CommentsView, CommentView, LinkView


def comments_view(desk: Desk, post: SitePost) -> CommentsView | None:
    """None when the post shows no comments and takes none."""
    mode, said = desk.site.settings.comments, post.entry.fields.comments
    if mode == "off" or said == "off":
        return None
    closed = said == "closed"
    reply_url = "" if closed else _reply_url(desk, post)
    if mode == "mail" and not reply_url:
        return None
    return CommentsView(
        comments=_views(desk, shown_comments(desk, post)), listed=mode == "files", closed=closed, reply_url=reply_url
    )


def shown_comments(desk: Desk, post: SitePost) -> tuple[Comment, ...]:
    """The comments that stand on the post's page."""
    return desk.site.comments.get(post.path, ()) if post.entry.fields.comments != "off" else ()


def _views(desk: Desk, comments: tuple[Comment, ...]) -> tuple[CommentView, ...]:
    typographer = desk.site.settings.markdown.typographer
    return tuple(
        CommentView(
            id=_id(index),
            name=comment.name,
            date=comment.date,
            text=Markup(render_comment(comment.text, typographer=typographer)),  # noqa: S704  sanitised there
            url=comment.url,
            reply_to=LinkView(label=comments[to].name, url=f"#{_id(to)}") if to is not None else None,
        )
        for index, (comment, to) in enumerate(zip(comments, answered(comments), strict=True))
    )


def _id(index: int) -> str:
    """No heading of the post has such an id: those have no underscore before a number."""
    return f"post_comment_{index + 1}"


def _reply_url(desk: Desk, post: SitePost) -> str:
    """A letter about the post, to the address that the settings give; empty when they give none."""
    settings = desk.site.settings
    address = settings.comments_address or settings.authors[post.authors[0]].email
    return f"mailto:{quote(address.strip(), safe='@+')}?subject={quote(desk.heading(post), safe='')}" if address else ""
