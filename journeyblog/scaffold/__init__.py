"""New files for authors: a starter site, a post, a journey, a business. Nothing that exists is ever overwritten."""

from journeyblog.scaffold.files import AlreadyThere, sample_files, starter_files, write_files
from journeyblog.scaffold.texts import NewPost, business_text, journey_text, next_part, post_text

__all__ = [
    "AlreadyThere",
    "NewPost",
    "business_text",
    "journey_text",
    "next_part",
    "post_text",
    "sample_files",
    "starter_files",
    "write_files",
]
