"""What machines are told of a page: JSON-LD in the words of schema.org (content model, section 8).

In: the desk and what a page is about. Out: one ``<script type="application/ld+json">`` a page with one ``@graph``, or
nothing without ``base_url``. Invariants: every URL is absolute; nothing is told that the page does not show; no text
of an author can end the script.
"""
