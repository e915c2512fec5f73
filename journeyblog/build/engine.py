"""What makes a site, as a digest: this program, Python, and the libraries on which the bytes of a page depend.

Nobody has to remember to raise a number: the digest changes with the files of the program and with the versions.
"""

import sys
from functools import cache
from importlib.metadata import version

from journeyblog.build.cache import key_of
from journeyblog.build.glance import own_files, state_of

LIBRARIES = (
    "jinja2", "markupsafe", "markdown-it-py", "mdit-py-plugins", "mdurl", "linkify-it-py", "nh3", "pygments", "pyyaml",
    "python-slugify",
)  # fmt: skip


@cache
def engine_digest() -> str:
    """The digest, read once a process."""
    own = (f"{path} {state_of(path)}" for path in own_files())
    return key_of(sys.version, *(f"{name} {version(name)}" for name in LIBRARIES), *own)
