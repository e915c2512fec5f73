"""What is measured on, and when."""

import os
import platform
import re
import time
from pathlib import Path


def machine() -> str:
    """One line of words."""
    try:
        processor = re.findall(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())[0]
    except (OSError, IndexError):
        processor = platform.processor() or platform.machine()
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return f"{time.strftime('%Y-%m-%d')}, {processor}, {os.cpu_count()} cores, {system}, load {os.getloadavg()[0]:.1f}"
