"""``_headers``: what Netlify, Cloudflare Pages and their like are to send with the files of the site.

In: the policy of :mod:`journeyblog.site.policy` and the path of ``base_url``. Out: the file. The names of the theme's
files change with their content, so browsers may keep these for ever; everything else is as the host has it.
"""

SAFETY = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)
FOR_EVER = ("Cache-Control", "public, max-age=31536000, immutable")


def headers(policy: str, base_path: str, assets: str) -> bytes:
    """The file; ``assets`` is the folder of the theme's files."""
    every = (("Content-Security-Policy", policy), *SAFETY)
    blocks = ((f"{base_path}/*", every), (f"{base_path}/{assets}/*", (FOR_EVER,)))
    return "\n".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in lines) for path, lines in blocks
    ).encode()
