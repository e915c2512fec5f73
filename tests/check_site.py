"""Check a built site: every internal link, anchor, picture, style sheet, feed and sitemap entry leads somewhere.

python tests/check_site.py public https://example.org

Prints what does not and exits 1 if anything does not.
"""

import sys
from pathlib import Path

from site_tools import dead_links


def main() -> None:
    output, base_url = Path(sys.argv[1]), sys.argv[2]
    found = dead_links(output, base_url)
    pages = len(list(output.rglob("*.html")))
    sys.stdout.write("\n".join([*found, f"{pages} pages, {len(found)} dead ends", ""]))
    sys.exit(bool(found) or not pages)


if __name__ == "__main__":
    main()
