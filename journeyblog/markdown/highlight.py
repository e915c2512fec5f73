"""A fence's code and language in, HTML with Pygments' short classes out.

The output is escaped text in ``<span class="…">`` and nothing else. An unknown language is plain text, silently;
so is code longer than :data:`LONGEST`, which would take more than a moment.
"""

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexer import Lexer

LONGEST = 50_000
"""Characters of code that are still highlighted."""
LONGEST_LINE = 2_000
LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]{1,40}")


def highlight(code: str, language: str) -> str:
    """``code`` as HTML."""
    lexer = _lexer(language) if language and len(code) <= LONGEST else None
    if lexer is None or max(map(len, code.split("\n"))) > LONGEST_LINE:
        return escape(code, quote=False)
    from pygments import highlight as to_html  # loaded when a document has code

    return to_html(code, lexer, _formatter())


@lru_cache(maxsize=1)
def _formatter() -> "HtmlFormatter[str]":
    from pygments.formatters.html import HtmlFormatter

    return HtmlFormatter(nowrap=True)


@lru_cache(maxsize=64)
def _lexer(language: str) -> "Lexer | None":
    from pygments.lexers import get_lexer_by_name  # 25 ms that a document without code saves
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
