"""The few texts that views carry ready-made: headings, feelings, what is due."""

from dataclasses import fields
from fractions import Fraction

from journeyblog.dates import Moment
from journeyblog.markdown import Labels
from journeyblog.messages import Messages, key_of
from journeyblog.model.business import Verdict
from journeyblog.model.post import PartKind
from journeyblog.model.scale import Scale
from journeyblog.model.visit import Disclosure
from journeyblog.site.site import Station

FEELINGS = ("very_bad", "bad", "neither", "good", "very_good")


def labels(messages: Messages) -> Labels:
    """What the program says in the authors' texts."""
    places = {"footnote": {"number": "{number}"}, "back": {"number": "{number}"}}
    return Labels(
        **{one.name: messages.say(f"markdown.{one.name}", **places.get(one.name, {})) for one in fields(Labels)}
    )


def disclosure(messages: Messages, what: Disclosure) -> str:
    """What the author got from the business; empty for nothing."""
    return "" if what is Disclosure.NONE else messages.say(f"disclosures.{what.value}")


def mood(messages: Messages, key: str) -> str:
    """How an installment went: Went well, Mixed, Went badly; empty when nothing tells it."""
    return messages.say(f"moods.{key}") if key else ""


def verdict(messages: Messages, word: Verdict) -> str:
    """Definitely … No, Not said."""
    return messages.say(f"verdicts.{key_of(word.value)}")


def when_due(messages: Messages, due: object) -> str:
    """A promise's date, or the author's own words."""
    return messages.moment(due) if isinstance(due, Moment) else str(due or "")


def on_scale(messages: Messages, scale: Scale) -> str:
    """On a scale from 1 to 5."""
    return messages.say("numbers.on_scale", worst=scale.worst, best=scale.best)


def station_label(messages: Messages, station: Station | None) -> str:
    """Prologue, Part 3, Interlude, Epilogue; Part ? for a draft, which has no number yet."""
    if station is None:
        return ""
    if station.kind is not PartKind.NUMBERED:
        return messages.say(f"parts.{station.kind.value}")
    if station.number is None:
        return messages.say("parts.unnumbered")
    return messages.say("parts.numbered", number=str(station.number))


def heading(messages: Messages, title: str, label: str, station: Station | None) -> str:
    """A post's whole title: the journey's label and the part come before it."""
    if not label or station is None:
        return title
    return messages.say("post.part_heading", label=label, part=station_label(messages, station), title=title)


def cut(text: str, longest: int) -> str:
    """At most ``longest`` characters, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    if text[longest - 1] != " " and " " in head:
        head = head[: head.rfind(" ")]
    return head.rstrip(" ,;:–—-") + "…"


def feeling(messages: Messages, value: Fraction) -> str:
    """An emotion from −2 to 2 in words: that of the nearest whole number, the higher one of two."""
    return messages.say(f"feelings.{FEELINGS[int(value + 2 + Fraction(1, 2))]}")


def inside(messages: Messages, label: str) -> str:
    """A kind of business inside a sentence: restaurants, but B&Bs; as it is in a language with capital nouns."""
    if messages.say("grammar.kinds") != "lower" or not label[1:2].islower():
        return label
    return label[:1].lower() + label[1:]
