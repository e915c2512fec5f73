"""``robots.txt``: every robot is welcome, and is told of the sitemap.

In: the sitemap's absolute URL, empty for a site without ``base_url``. Out: the file.
"""


def robots(sitemap_url: str) -> bytes:
    """The file; without a sitemap's URL it only says that nothing is forbidden."""
    welcome = "User-agent: *\nDisallow:\n"
    return (f"{welcome}\nSitemap: {sitemap_url}\n" if sitemap_url else welcome).encode()
