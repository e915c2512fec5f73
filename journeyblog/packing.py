"""Long texts in little memory: a large site has tens of thousands of them at once, and each is read once or twice.

In: a text. Out: bytes, which take half as much where a single sign such as ” makes all letters of a text take two, and
the same text of them.
"""


def pack(text: str) -> bytes:
    """The bytes to keep instead of ``text``."""
    return text.encode("utf-8", "surrogatepass")


def unpack(packed: bytes) -> str:
    """The text that was packed."""
    return packed.decode("utf-8", "surrogatepass")
