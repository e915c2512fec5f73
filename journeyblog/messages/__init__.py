"""The texts that readers see, in the site's language: words, numbers, dates, lists, names of countries.

In: messages files (YAML) as text, and a language's tag. Out: a :class:`Messages`, which says a text by its key and
writes values as the language does. This package is the one home of Babel. Invariant: the same files and tag give the
same texts on every machine; the machine's own locale is never asked.
"""

from journeyblog.messages.catalogue import Catalogue, check_places, read_catalogue
from journeyblog.messages.language import Language, direction, fallbacks, language_of
from journeyblog.messages.message import Message
from journeyblog.messages.messages import Messages, Value, key_of, plain_number

__all__ = [
    "Catalogue",
    "Language",
    "Message",
    "Messages",
    "Value",
    "check_places",
    "direction",
    "fallbacks",
    "key_of",
    "language_of",
    "plain_number",
    "read_catalogue",
]
