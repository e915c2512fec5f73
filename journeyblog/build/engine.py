"""What makes a site, as a digest: this program, Python, and the libraries on which the bytes of a page depend.

Nobody has to remember to raise a number: the digest changes with the files of the program and with the versions.
"""

import sys
from collections.abc import Iterator
from functools import cache

from journeyblog.build.cache import key_of
from journeyblog.build.glance import own_files, state_of

LIBRARIES = (
    "babel", "jinja2", "markupsafe", "markdown-it-py", "mdit-py-plugins", "mdurl", "nh3", "pillow",
    "pygments", "python-slugify", "pyyaml",
)  # fmt: skip


@cache
def engine_digest() -> str:
    """The digest, read once a process."""
    from importlib.metadata import version  # takes longer to import than to look whether anything changed

    own = (f"{path} {state_of(path)}" for path in own_files())
    return key_of(sys.version, *(f"{name} {version(name)}" for name in LIBRARIES), *own)


def library_records() -> Iterator[str]:
    """The files that an update of a library replaces, whether it is loaded now or not."""
    from importlib.metadata import distribution  # as above

    for name in LIBRARIES:
        library = distribution(name)
        yield from (str(library.locate_file(file)) for file in library.files or () if file.name == "METADATA")
