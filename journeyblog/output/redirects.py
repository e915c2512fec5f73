"""The page at an old address (an alias) that leads on to the new one.

In: where to go. Out: a whole HTML page that works without scripts, is kept out of search engines, and has a link for
readers whose browser does not go on by itself. It holds no words, so it fits a site in any language.
"""

from html import escape


def redirect(target_url: str, canonical: str, language: str) -> bytes:
    """The page that leads to ``target_url``; ``canonical`` is absolute, empty for a site without ``base_url``."""
    target = escape(target_url)
    shown = escape(canonical or target_url)
    lang = f' lang="{escape(language)}"' if language else ""
    link = f'<link rel="canonical" href="{escape(canonical)}">\n' if canonical else ""
    return (
        f'<!doctype html>\n<html{lang}>\n<head>\n<meta charset="utf-8">\n<title>→ {shown}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n{link}<meta name="robots" content="noindex">\n'
        '<meta name="viewport" content="width=device-width">\n</head>\n'
        f'<body>\n<p>→ <a href="{target}">{shown}</a></p>\n</body>\n</html>\n'
    ).encode()
