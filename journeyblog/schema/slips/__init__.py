"""Slips in lines of YAML: found, told, and mended so that the rest can be read."""

from journeyblog.schema.slips.find import MOST, find_slips, mend
from journeyblog.schema.slips.slip import Slip, in_quotes, short

__all__ = ["MOST", "Slip", "find_slips", "in_quotes", "mend", "short"]
