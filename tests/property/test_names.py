"""Whatever an author writes or calls a file, it is published inside the output folder, under a name all disks take."""

from hostile.fuzz import run
from property.names import try_names


def test_ten_thousand_names() -> None:
    assert run(try_names, seed=0, count=10_000) == []
