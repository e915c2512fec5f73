"""The words that run strace, and what it says."""

import re
from collections.abc import Iterable, Iterator

CALLS = (
    "write,pwrite64,mkdir,mkdirat,rmdir,rename,renameat,renameat2,link,linkat,unlink,unlinkat,symlink,symlinkat,"
    "ftruncate,truncate,chmod,fchmod,fchmodat,utimensat,fsync,fdatasync,sync,syncfs,flock,sendfile,copy_file_range"
)
"""What may change the disk, or waits for it."""
_CUT = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>")
_REST = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")


def strace(calls: str, fault: str = "", log: str = "/dev/null", follow: bool = True) -> tuple[str, ...]:
    """Words to run a command with. A ``fault`` (``error=EIO:when=3``) comes to each process at its own count."""
    inject = ("-e", f"inject={calls}:{fault}") if fault else ()
    return ("strace", *(["-f"] if follow else []), "-qq", "-o", log, "-e", f"trace={calls}", *inject)


def whole_lines(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a log; calls of several processes are cut in two where they overlap."""
    begun: dict[str, str] = {}
    for line in lines:
        if cut := _CUT.fullmatch(line):
            begun[cut[1]] = cut[2]
        elif rest := _REST.fullmatch(line):
            yield f"{rest[1]} {begun.pop(rest[1], '')}{rest[2]}"
        else:
            yield line
