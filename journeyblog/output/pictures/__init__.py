"""Pictures: how large they are, and the bytes to publish.

What a camera writes beside the pixels (where, when, with which camera, whose) is never published.
"""

from journeyblog.output.pictures.kinds import PICTURE_SUFFIXES
from journeyblog.output.pictures.publishing import MOST_PIXELS, Size, measure, publish
from journeyblog.output.pictures.refusal import BadPicture

__all__ = ["MOST_PIXELS", "PICTURE_SUFFIXES", "BadPicture", "Size", "measure", "publish"]
