"""The site's settings: ``site.yaml`` and the built-in kinds of business, typed and checked."""

from journeyblog.config.load import load_settings
from journeyblog.config.settings import AuthorProfile, Channel, Dimension, Kind, Settings

__all__ = ["AuthorProfile", "Channel", "Dimension", "Kind", "Settings", "load_settings"]
