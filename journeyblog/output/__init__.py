"""What is written beside the pages, as bytes: feeds, the sitemap, robots.txt, redirects and pictures.

Pure functions of their arguments: no file, no clock, no setting is read here, and the same arguments make the same
bytes. Every URL is made absolute by the caller.
"""
