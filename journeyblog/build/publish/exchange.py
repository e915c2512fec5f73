"""Two folders change places in one system call.

In: two absolute paths on one file system. Out: each name holds what the other one held, with no moment between.

Invariant: after an error both are where they were. ``OSError`` with an errno in ``UNSUPPORTED`` means that this
system or this disk cannot do it at all.
"""

import errno
import os
import platform
import sys

UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # sys/stdio.h of macOS

# For a C library without a wrapper (musl before 1.2.6): the number of renameat2 by machine.
_SYSCALLS = {
    "x86_64": 316,
    "aarch64": 276,
    "riscv64": 276,
    "ppc64le": 357,
    "s390x": 347,
    "armv7l": 382,
    "i686": 353,
}


def exchange(first: str, second: str) -> None:
    """Swap two folders atomically."""
    # Loaded here and not above: a build that changes nothing never pays for ctypes.
    import ctypes

    a, b = os.fsencode(first), os.fsencode(second)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if hasattr(libc, "renameat2"):
            result = libc.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, ctypes.c_uint(_RENAME_EXCHANGE))
        else:
            number = _SYSCALLS.get(platform.machine())
            if number is None:
                raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), first)
            result = libc.syscall(ctypes.c_long(number), _AT_FDCWD, a, _AT_FDCWD, b, ctypes.c_uint(_RENAME_EXCHANGE))
    elif sys.platform == "darwin":
        libc = ctypes.CDLL(None, use_errno=True)
        result = libc.renamex_np(a, b, ctypes.c_uint(_RENAME_SWAP))
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), first)
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), first, None, second)
