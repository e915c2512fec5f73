"""journeyblog: a static-site generator for travel-and-service review blogs."""

__version__ = "0.1.0"
