"""From a folder to entries: discover the files, read them, split off the front matter, decode it.

This layer holds the read door: nothing else opens a file of the site's content.
"""
