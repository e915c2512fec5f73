"""One document's Markdown in, one :class:`Body` out.

Nothing here knows other documents, reads a file or resolves a link: a Body's links are holes that its reader
fills, so that a Body depends on its own text and options alone.
"""

from journeyblog.markdown.body import Body, Heading, Labels, Link, Options, Problem, written
from journeyblog.markdown.comments import render_comment
from journeyblog.markdown.raw import shown
from journeyblog.markdown.render import render
from journeyblog.markdown.rules.typography import typeset

__all__ = [
    "Body",
    "Heading",
    "Labels",
    "Link",
    "Options",
    "Problem",
    "render",
    "render_comment",
    "shown",
    "typeset",
    "written",
]
