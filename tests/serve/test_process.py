"""The command in a process of its own: what it says, and how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from preview_tools import PATIENCE, read_all
from site_tools import CONTENT, write_site

from journeyblog.serve.server import ADDRESS

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(CONTENT.parent), "PYTHONUNBUFFERED": "1"}


@pytest.mark.parametrize("one", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told_to_with_nothing_but_a_word(tmp_path: Path, one: signal.Signals) -> None:
    root = write_site(tmp_path, {"content/posts/2018-02-14-dinner.md": "---\ntitle: Dinner\n---\n\nIt began well.\n"})
    command = [sys.executable, "-W", "error", "-m", "journeyblog", "serve", "--site", str(root)]
    with subprocess.Popen(
        command, env=ENVIRONMENT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        said = next(line for line in process.stdout if "The preview is at" in line)
        port = int(re.findall(r":(\d+)/", said)[0])
        page = f"GET /_journeyblog/events?page=/ HTTP/1.1\r\nHost: {ADDRESS}:{port}\r\n\r\n".encode()
        with (
            socket.create_connection((ADDRESS, port), timeout=PATIENCE) as listens,
            socket.create_connection((ADDRESS, port), timeout=PATIENCE) as silent,
        ):
            listens.sendall(page)
            with listens.makefile("rb") as lines:
                assert any(line.startswith(b"data: ") for line in lines)
            process.send_signal(one)
            read_all(listens)
            read_all(silent)
        rest = process.stdout.read()
        assert (process.wait(PATIENCE), rest.splitlines()[-1]) == (0, "Stopped.")
        assert "Traceback" not in rest
        assert "Warning" not in rest
