"""The types of schema.org that a business may have: those of ``schema_types.txt``, from https://schema.org, version 29.

A search engine passes over a type that it does not know, so a slip in one is told.
"""

from importlib.resources import files

from journeyblog.diagnostics import did_you_mean


def _listed(*groups: str) -> frozenset[str]:
    """The types in lines that begin with one of ``groups``."""
    lines = files("journeyblog.config").joinpath("schema_types.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in line.split()[1:] if line.split()[0] in groups)


LOCAL = _listed("local")
"""LocalBusiness and its subtypes: places and organizations at once, which may have a price range."""

ORGANISATIONS = _listed("local", "organisation")
"""What has an address and a telephone."""

PLACES = _listed("local", "place")
"""What lies somewhere: it may have coordinates as well."""

SCHEMA_TYPES = _listed("local", "organisation", "place", "other")
"""Every type that a business or a kind of business may have."""


def fitting_type(*wanted: str) -> str:
    """The first of ``wanted`` that there is, else LocalBusiness."""
    return next((type_ for type_ in wanted if type_ in SCHEMA_TYPES), "LocalBusiness")


def schema_type_hint(written: str) -> str:
    """What to write instead of a type that there is not."""
    bare = written.strip().rpartition("/")[2].rpartition(":")[2]
    if bare in SCHEMA_TYPES and bare != written:
        return f"Write  {bare}"
    return (
        did_you_mean(bare, SCHEMA_TYPES) or "Write one as in Restaurant or Museum; see https://schema.org/LocalBusiness"
    )
