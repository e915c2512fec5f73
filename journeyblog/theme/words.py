"""Every word that the filters write: a translation replaces this one module."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_of_month(day: int, month: str, year: int) -> str:
    """``14 February 2018``."""
    return f"{day} {month} {year}"


def time_of_day(day: str, hour: int, minute: int) -> str:
    """``14 February 2018, 19:30``."""
    return f"{day}, {hour:02}:{minute:02}"
