"""From the text of a setting to its value: the site's address, its time zone, language and permalinks.

Each function raises :class:`journeyblog.schema.Refusal`, with the text mended when it is clear what was meant.
"""

import re
from collections.abc import Sequence
from types import MappingProxyType
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from journeyblog.config.settings import BaseUrl, Language, Permalink, Zone
from journeyblog.diagnostics import nearest
from journeyblog.schema import Refusal
from journeyblog.slugs import file_name

TOKENS = ("year", "month", "day", "slug", "journey", "part", "category")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MACHINE_ZONES = ("localtime", "posixrules")
"""Names that mean another zone on another machine."""
LANGUAGES_NAMED = MappingProxyType(
    {
        "english": "en", "español": "es", "spanish": "es", "deutsch": "de", "german": "de", "français": "fr",
        "french": "fr", "italiano": "it", "italian": "it", "português": "pt", "portuguese": "pt", "nederlands": "nl",
        "dutch": "nl", "svenska": "sv", "dansk": "da", "norsk": "no", "suomi": "fi", "polski": "pl",
    }
)  # fmt: skip
"""Languages by the names that people write for their tags."""
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*")
_HOST_FIRST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::[0-9]+)?(?:/\S*)?")
_PLACEHOLDERS = MappingProxyType(
    {
        "title": "slug",
        "name": "slug",
        "postname": "slug",
        "filename": "slug",
        "categories": "category",
        "date": "year",
        "Y": "year",
        "m": "month",
        "B": "month",
        "b": "month",
        "d": "day",
        "j": "day",
    }
)
"""What other programs call the parts of a permalink."""
_OF_OTHERS = re.compile(r"%([a-z]+)%|%([YmdBbj])|\{\{?\s*([a-z]+)\s*\}?\}|<([a-z]+)>")
_EXAMPLE = "Write, for example,  permalink: /:year/:month/:slug/"


def parse_base_url(text: str) -> BaseUrl:
    """``https://host`` with an optional path, without the slash at its end."""
    written = text.strip()
    message, mended = _fault_of_base(written)
    if message:
        raise Refusal("bad-url", message, "Write" if mended else "Write, for example,",
                      mended=mended or "https://example.org/blog")  # fmt: skip
    return BaseUrl(written.rstrip("/"))


def _fault_of_base(written: str) -> tuple[str, str]:
    """What is wrong with the site's address, and the address mended; nothing when it can be used."""
    whole = f"'{written}' is not the address of a site"
    if (slip := re.fullmatch(r"(https?)(?::/?|//)([^/\s].*)", written, re.IGNORECASE)) is not None:
        return f"'{written}' lacks a part of ://", f"{slip[1].lower()}://{slip[2]}"
    if any(char.isspace() for char in written):
        return "There is a space in the address of the site", "-".join(written.split())
    try:
        parts = urlsplit(written)
        if (port := _port_of(parts.netloc)) and not (port.isdecimal() and port.isascii() and 0 < int(port) < 65536):
            message = f"What follows the colon, {port}, is not a number from 1 to 65535"
            return message, written.replace(f":{port}", "", 1)
        unusable = "\\" in written or ".." in parts.path.split("/") or "//" in parts.path
    except ValueError:
        return whole, ""
    if parts.scheme not in ("http", "https"):
        return f"{whole}, which begins with https://", f"https://{written}" if _HOST_FIRST.fullmatch(written) else ""
    if parts.query or parts.fragment or written.endswith(("?", "#")):
        return "The address of a site has no ? and no #", re.split("[?#]", written)[0]
    if "@" in parts.netloc:
        return "The address of a site has no user name in it", written.replace(
            parts.netloc, parts.netloc.rpartition("@")[2]
        )
    if unusable or not parts.hostname:
        return whole, ""
    return _fault_of_letters(written, parts.hostname)


def _port_of(netloc: str) -> str:
    """What stands after the name's colon, as it is written; a name in square brackets has colons of its own."""
    return netloc.rpartition("@")[2].rpartition("]")[2].partition(":")[2]


def _fault_of_letters(written: str, host: str) -> tuple[str, str]:
    whole = f"'{written}' is not the address of a site"
    if host.endswith("."):
        return "The name of a site does not end in a point", written.replace(host, host.rstrip("."), 1)
    if not host.isascii():
        try:
            spelt = host.encode("idna").decode()
        except UnicodeError:
            return whole, ""
        return "Letters beyond a to z need another spelling in a site's name", written.replace(host, spelt, 1)
    if ":" not in host and not _HOST.fullmatch(host):
        return whole, ""
    if not written.isascii():
        mended = quote(written, safe="/:%[]~!$&'()*+,;=@")
        return "Letters beyond a to z need another spelling in an address", mended
    return "", ""


def parse_zone(text: str) -> Zone:
    """A zone of the IANA database, the same on every machine."""
    name = text.strip()
    try:
        if name in _MACHINE_ZONES:
            raise KeyError(name)
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        hint, meant = _zone_meant(name)
        raise Refusal("unknown-timezone", f"'{text}' is not a time zone", hint, mended=meant) from None
    return Zone(name)


def _zone_meant(name: str) -> tuple[str, str]:
    """What leads up to the zone that was probably meant, and that zone; only a hint when nobody knows."""
    if re.search(r"[+-]?[0-9]", name):
        return "Clocks change with the seasons, so write a place, as in  timezone: Europe/Madrid", ""
    zones = sorted(available_timezones() - {name})
    city = name.replace(" ", "_").casefold()
    named = next((zone for zone in zones if zone.rpartition("/")[2].casefold() == city), None) or nearest(name, zones)
    return ("", named) if named else ("Write, for example,  timezone: Europe/Madrid", "")


def parse_language(text: str) -> Language:
    """A BCP 47 tag, by its form."""
    if not LANGUAGE.fullmatch(text.strip()):
        word = text.strip().replace("_", "-")
        meant = word if LANGUAGE.fullmatch(word) else LANGUAGES_NAMED.get(word.casefold(), "")
        hint = "" if meant else "Write, for example,  language: pt-BR"
        raise Refusal("bad-language", f"'{text}' is not the code of a language", hint, mended=meant)
    return Language(text.strip())


def _as_token(found: re.Match[str]) -> str:
    """A part of a permalink as it is written here; as it was when nobody knows."""
    word = next(filter(None, found.groups()))
    meant = word if word in TOKENS else _PLACEHOLDERS.get(word) or nearest(word, TOKENS)
    return f":{meant}" if meant in TOKENS else found[0]


def _not_parts(others: Sequence[str], mended: str, known: str) -> Refusal:
    """What is no part of a permalink, and the whole of it mended if that is clear."""
    said = " and ".join(f"'{one}'" for one in others[:3])
    message = f"{said} {'are not parts' if len(others) > 1 else 'is not a part'} of a permalink"
    if _OF_OTHERS.search(mended) or any(token not in TOKENS for token in re.findall(r":([A-Za-z_]+)", mended)):
        return Refusal("bad-permalink", message, known)
    return Refusal("bad-permalink", message, mended=mended)


def parse_permalink(text: str) -> Permalink:
    """A pattern of known tokens that tells posts apart."""
    pattern = text.strip()
    known = f"Parts are {', '.join(f':{token}' for token in TOKENS)}"
    if others := list(dict.fromkeys(one[0] for one in _OF_OTHERS.finditer(pattern))):
        raise _not_parts(others, _OF_OTHERS.sub(_as_token, pattern), known)
    tokens = re.findall(r":([A-Za-z_]+)", pattern)
    strange = list(dict.fromkeys(f":{token}" for token in tokens if token not in TOKENS))
    if strange:
        raise _not_parts(strange, re.sub(r":([A-Za-z_]+)", _as_token, pattern), known)
    for token in tokens:
        if tokens.count(token) > 1:
            raise Refusal("bad-permalink", f"':{token}' stands in this permalink twice", _EXAMPLE)
    for segment in pattern.split("/"):
        plain = re.sub(r":[a-z]+", "x", segment)
        if plain and (file_name(plain) != plain or "#" in plain or any(char.isspace() for char in plain)):
            hint = f"Write  permalink: {'-'.join(pattern.split())}" if " " in pattern else _EXAMPLE
            raise Refusal("bad-permalink", f"'{segment}' cannot be part of an address", hint)
    if "slug" not in tokens and "part" not in tokens:
        hint = f"Write  permalink: {pattern.rstrip('/')}/:slug/" if "/" in pattern else _EXAMPLE
        raise Refusal("bad-permalink", f"'{text}' would be the same for every post", hint)
    return Permalink("/" + pattern.strip("/") + "/")
