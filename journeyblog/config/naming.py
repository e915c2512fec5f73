"""Words for what the settings name and the author gave no words for: kinds, their dimensions, channels, the author.

In: settings as loaded, and the messages of the site's language. Out: the settings with every label; the author's own
words stay as they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from journeyblog.config.settings import Kind, Settings
from journeyblog.messages import Messages

One = TypeVar("One")


def label_of(name: str) -> str:
    """``cabin_service`` as people read it: Cabin service."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def named(messages: Messages, group: str, name: str) -> str:
    """What the program calls something by its name in a group of texts, else the name as people read it."""
    key = f"{group}.{name}"
    return messages.say(key) if key in messages else label_of(name)


def name_all(settings: Settings, messages: Messages) -> Settings:
    """The settings with a label for everything."""
    return replace(
        settings,
        kinds=_each(settings.kinds, lambda name, kind: _name_kind(name, kind, messages)),
        channels=_each(
            settings.channels,
            lambda name, channel: replace(channel, label=channel.label or named(messages, "channels", name)),
        ),
        authors=_each(
            settings.authors,
            lambda _, author: replace(author, name=author.name or messages.say("site.default_author")),
        ),
    )


def _each(of: Mapping[str, One], change: Callable[[str, One], One]) -> Mapping[str, One]:
    return MappingProxyType({name: change(name, value) for name, value in of.items()})


def _name_kind(name: str, kind: Kind, messages: Messages) -> Kind:
    words = kind.extends or name
    label = kind.label or named(messages, "kinds", words)
    plural = kind.plural
    if not plural:
        known = f"kinds_plural.{words}"
        plural = messages.say(known) if not kind.label and known in messages else f"{label}s"
    dimensions = _each(
        kind.dimensions, lambda key, one: replace(one, label=one.label or named(messages, "dimensions", key))
    )
    return replace(kind, label=label, plural=plural, dimensions=dimensions)
