"""From the text of a setting to its value: the site's address, its time zone, language and permalinks.

Each function raises :class:`journeyblog.schema.Refusal`, with the text mended when it is clear what was meant.
"""

import re
from types import MappingProxyType
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from journeyblog.config.settings import BaseUrl, Language, Permalink, Zone
from journeyblog.diagnostics import did_you_mean
from journeyblog.schema import Refusal
from journeyblog.slugs import file_name

TOKENS = ("year", "month", "day", "slug", "journey", "part", "category")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MACHINE_ZONES = ("localtime", "posixrules")
"""Names that mean another zone on another machine."""
_LANGUAGES = MappingProxyType(
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


def parse_base_url(text: str) -> BaseUrl:
    """``https://host`` with an optional path, without the slash at its end."""
    written = text.strip()
    message, mended = _fault_of_base(written)
    if message:
        hint = f"Write {mended}" if mended else "Write it as in https://example.org/blog"
        raise Refusal("bad-url", message, hint)
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
            message = f"'{port}' is not a port: what follows the colon is a number from 1 to 65535"
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
        raise Refusal("unknown-timezone", f"'{text}' is not a time zone", _zone_hint(name)) from None
    return Zone(name)


def _zone_hint(name: str) -> str:
    if re.search(r"[+-]?[0-9]", name):
        return "Clocks change with the seasons, so write a place, as in Europe/Madrid"
    zones = sorted(available_timezones() - {name})
    city = name.replace(" ", "_").casefold()
    named = next((zone for zone in zones if zone.rpartition("/")[2].casefold() == city), None)
    return f"Write {named}" if named is not None else did_you_mean(name, zones) or "Write one as in Europe/Madrid"


def parse_language(text: str) -> Language:
    """A BCP 47 tag, by its form."""
    if not LANGUAGE.fullmatch(text.strip()):
        word = text.strip().replace("_", "-")
        meant = word if LANGUAGE.fullmatch(word) else _LANGUAGES.get(word.casefold(), "")
        hint = f"Write {meant}" if meant else "Write one as in en, es or pt-BR"
        raise Refusal("bad-language", f"'{text}' is not the code of a language", hint)
    return Language(text.strip())


def parse_permalink(text: str) -> Permalink:
    """A pattern of known tokens that tells posts apart."""
    pattern = text.strip()
    known = ", ".join(f":{token}" for token in TOKENS)
    if (other := re.search(r"%([a-z]+)%|%([YmdBbj])|\{\{?\s*([a-z]+)\s*\}?\}|<([a-z]+)>", pattern)) is not None:
        word = next(group for group in other.groups() if group)
        hint = (
            f"Write :{_PLACEHOLDERS.get(word, word)}"
            if _PLACEHOLDERS.get(word, word) in TOKENS
            else f"Parts are {known}"
        )
        raise Refusal("bad-permalink", f"'{other[0]}' is not a part of a permalink", hint)
    tokens = re.findall(r":([A-Za-z_]+)", pattern)
    for token in tokens:
        if token not in TOKENS:
            meant = f"Write :{_PLACEHOLDERS[token]}" if token in _PLACEHOLDERS else ""
            meant = meant or did_you_mean(f":{token}", [f":{one}" for one in TOKENS]) or f"Parts are {known}"
            raise Refusal("bad-permalink", f"':{token}' is not a part of a permalink", meant)
        if tokens.count(token) > 1:
            raise Refusal(
                "bad-permalink", f"':{token}' stands in this permalink twice", "Write it as in /:year/:month/:slug/"
            )
    for segment in pattern.split("/"):
        plain = re.sub(r":[a-z]+", "x", segment)
        if plain and (file_name(plain) != plain or "#" in plain or any(char.isspace() for char in plain)):
            hint = f"Write {'-'.join(pattern.split())}" if " " in pattern else "Write it as in /:year/:month/:slug/"
            raise Refusal("bad-permalink", f"'{segment}' cannot be part of an address", hint)
    if "slug" not in tokens and "part" not in tokens:
        hint = f"Write {pattern.rstrip('/')}/:slug/" if "/" in pattern else "Write it as in /:year/:month/:slug/"
        raise Refusal("bad-permalink", f"'{text}' would be the same for every post", hint)
    return Permalink("/" + pattern.strip("/") + "/")
