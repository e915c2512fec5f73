"""An author's mistakes as values: where, what, and how to mend it.

Every layer that finds a mistake makes a :class:`Diagnostic`; nothing here prints. The one table of codes
is :mod:`journeyblog.diagnostics.codes`; the form a person reads is made by
:mod:`journeyblog.diagnostics.terminal`.
"""

from journeyblog.diagnostics.codes import CODES
from journeyblog.diagnostics.diagnostic import Diagnostic, Severity, Span, has_errors, sort_diagnostics
from journeyblog.diagnostics.nearest import did_you_mean, nearest

__all__ = [
    "CODES",
    "Diagnostic",
    "Severity",
    "Span",
    "did_you_mean",
    "has_errors",
    "nearest",
    "sort_diagnostics",
]
