"""What can be told of the texts that templates say without rendering a page.

In: the parsed templates and the theme's messages. Out: mistakes: a key that there is not, a place without a
value, a value without a place, a text of the theme's own that nothing says.
"""

from collections.abc import Iterator, Mapping, Sequence

from jinja2 import nodes

from journeyblog.diagnostics import Diagnostic, Severity, did_you_mean
from journeyblog.messages import Messages
from journeyblog.theme.explained import Explained
from journeyblog.theme.filters import UnknownMessage
from journeyblog.theme.wording import ENGLISH, Wording, ground

SAY = "say"
Trees = Mapping[str, Sequence[nodes.Node]]


def check_saying(key: str, given: Sequence[str], complete: bool, messages: Messages) -> Explained | None:
    """What is wrong with ``say("key", …)``; ``complete`` when no values come from elsewhere."""
    if key not in messages:
        missing = UnknownMessage(key, messages)
        return Explained(str(missing), missing.hint, key)
    places = messages[key].places
    for name in given:
        if name not in places and name != "n":
            known = ", ".join(sorted(places))
            hint = did_you_mean(name, places) or (f"Its places are {known}" if known else "Leave it out")
            return Explained(f"The text '{key}' has no place for '{name}'", hint, name)
    lacking = sorted(places - set(given))
    if lacking and complete:
        hint = f'Give it a value, as in say("{key}", {lacking[0]}=…)'
        return Explained(f"The text '{key}' has a place {{{lacking[0]}}}, and no value is given for it", hint, key)
    return None


def said(trees: Trees) -> tuple[frozenset[str], tuple[str, ...]]:
    """The keys that the templates say, and how those begin that they put together: ``say("moods." ~ key)``."""
    keys: set[str] = set()
    beginnings: set[str] = set()
    for tree in trees.values():
        for node in tree:
            match node:
                case nodes.Call(node=nodes.Name(name="say"), args=[nodes.Const(value=str(key)), *_]):
                    keys.add(key)
                case nodes.Call(node=nodes.Name(name="say"), args=[argument, *_]):
                    first = next(argument.find_all(nodes.Const), None)
                    beginnings.add(str(first.value) if first is not None else "")
    return frozenset(keys), tuple(sorted(beginnings))


def check_keys(trees: Trees, wording: Wording) -> Iterator[Diagnostic]:
    """Texts in the messages files of the site's own themes that nothing says."""
    lowest = ground(ENGLISH)
    assert lowest is not None
    keys, beginnings = said(trees)
    for catalogue in wording.catalogues:
        for key, span in catalogue.spans.items():
            if key not in lowest.messages and key not in keys and not key.startswith(tuple(filter(None, beginnings))):
                near = did_you_mean(key, lowest.messages)
                hint = near or f'Remove it, or use it in a template:  {{{{ say("{key}") }}}}'
                yield Diagnostic(code="unknown-key", severity=Severity.ERROR,
                                 message=f"No template says the text '{key}'", span=span, hint=hint)  # fmt: skip
