"""A picture that cannot be published, and what to do about it."""


class BadPicture(ValueError):
    """The file is no picture that we can publish; ``hint`` says how to mend it.

    The message is a sentence about "This .jpg file"; the caller knows the file's name.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


MEND = "Copy the picture again from where it came from, or open it in a picture viewer and save it again"
"""What to do about a damaged one."""
