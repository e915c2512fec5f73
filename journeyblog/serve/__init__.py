"""The preview: a site served from memory while its author writes, and fresh before they look up.

``edition`` is one version of the site, ``lookout`` and ``settling`` find out what changed, ``works`` makes the next
edition, ``news`` is what an open page is told of it, ``app`` answers browsers behind the ``guard``, ``server`` puts it
all together. Nothing is written but sized pictures and a sentinel below ``.journeyblog/``.
"""
