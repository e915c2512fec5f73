"""What hangs together in the settings, beyond the type of each value.

In: what could be read of the settings, what could not, and the tree they came from. Out: an error for each fault, at
the value it is about; nothing is told that follows from what could not be read.
"""

import posixpath
import re
from collections.abc import Sequence
from fractions import Fraction

from yaml.nodes import Node

from journeyblog.config.settings import Kind, Settings
from journeyblog.diagnostics import Diagnostic, Severity, did_you_mean
from journeyblog.schema import Gaps, Reading, place_of
from journeyblog.slugs import file_name

NETWORKS = ("bluesky", "email", "facebook", "hackernews", "linkedin", "mastodon", "pinterest", "reddit", "telegram",
            "threads", "tumblr", "whatsapp", "x")  # fmt: skip
_OTHER_NETWORKS = {"twitter": "x", "mail": "email", "hacker news": "hackernews"}
_AUTHOR_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_WEB = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_WEB_OR_MAIL = re.compile(r"https?://[^\s/]\S*|mailto:[^\s@]+@\S+", re.IGNORECASE)
_HERE_OR_WEB = re.compile(r"/(?![/\\])\S*|#\S*|https?://[^\s/]\S*|mailto:[^\s@]+@\S+|tel:[+0-9().-]+", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>,;:\"()]+@[\w-]+(\.[\w-]+)+")
LONGEST_MAIL = 254
"""Characters of an address, as mail servers take it."""
_KEPT = ("content", "themes", ".git", ".journeyblog")
"""Folders of the site that are no place for the finished one."""

Keys = tuple[str | int, ...]


class Checking:
    """One file's settings being checked; the mistakes go to ``reading``."""

    def __init__(self, settings: Settings, root: Node, reading: Reading, gaps: Gaps) -> None:
        self._settings = settings
        self._gaps = gaps
        self._root = root
        self._reading = reading

    def check(self) -> None:
        """Note every fault."""
        settings = self._settings
        if self._is_blank(settings.title, "title"):
            self._error("missing-field", "The site has no title", ("title",), "Write  title: The name of the site")
        self._check_authors()
        self._check_theme(settings.theme)
        self._check_scale()
        self._check_thresholds()
        self._check_lists()
        self._check_addresses()
        self._check_comments()
        self._check_output(settings.output)
        for name, channel in settings.channels.items():
            if channel.hours is not None and channel.minutes is not None:
                self._error("wrong-shape", f"Channel '{name}' has a standard in hours and one in minutes",
                            ("channels", name, "minutes"), "Keep one of the two")  # fmt: skip

    def check_kinds(self, written: Sequence[str], kinds: dict[str, Kind]) -> None:
        """Kinds with everything that they inherit: what is rated should weigh something."""
        for name in written:
            dimensions = kinds[name].dimensions
            weighed = any(one.weight for one in dimensions.values())
            if dimensions and not weighed and not self._gaps.touch("kinds"):
                self._note("out-of-range", f"Every dimension of kind '{name}' weighs 0, so they make no score",
                           ("kinds", name, "dimensions"), "Give one of them a weight above 0, such as 1",
                           severity=Severity.WARNING)  # fmt: skip

    def _check_authors(self) -> None:
        settings = self._settings
        for name, author in settings.authors.items():
            if not _AUTHOR_ID.fullmatch(name) or file_name(name) != name:
                hint = "Write a short name of letters a to z, digits, - and _ here, and the full one after  name:"
                message = f"'{name}' cannot be the address of an author's page"
                self._error("bad-path", message, ("authors", name), hint, key=True)
            if self._is_blank(author.name, "authors", name, "name"):
                self._error("missing-field", f"Author '{name}' has no name", ("authors", name, "name"),
                            "Write  name: The Traveller")  # fmt: skip
            self._web(author.url, ("authors", name, "url"), _WEB_OR_MAIL)
            self._mail(author.email, ("authors", name, "email"))
            for index, link in enumerate(author.links):
                self._web(link.url, ("authors", name, "links", index, "url"), _HERE_OR_WEB)
        default = settings.default_author
        if default and default not in settings.authors and not self._gaps.shorten("authors"):
            named = (key for key, one in settings.authors.items() if one.name.casefold() == default.strip().casefold())
            meant = f"Write  default_author: {key}" if (key := next(named, "")) else ""
            known = (
                f"Write one of the authors: {', '.join(settings.authors)}"
                if settings.authors
                else "Add them under  authors:"
            )
            self._error("unknown-author", f"'{default}' is not among the authors", ("default_author",),
                        meant or did_you_mean(default, settings.authors, "default_author") or known)  # fmt: skip

    def _check_theme(self, name: str) -> None:
        """A theme is a folder's name, not a way to it."""
        if not name.strip() or name.startswith(".") or "/" in name or "\\" in name:
            hint = "Write the name of a folder in themes/, or plain"
            self._error("theme-missing", f"'{name}' is not the name of a theme", ("theme",), hint)

    def _check_scale(self) -> None:
        scale = self._settings.rating
        if self._gaps.touch("rating"):
            return
        if scale.worst >= scale.best:
            at = self._written("rating", ("best", "worst"))
            message = f"The best rating, {_plain(scale.best)}, is not above the worst, {_plain(scale.worst)}"
            self._error("bad-scale", message, at, "Write, say,  rating: {worst: 1, best: 5, step: 0.5}")
        elif scale.step <= 0:
            self._error("bad-scale", f"Ratings cannot go in steps of {_plain(scale.step)}", ("rating", "step"),
                        "Write a number above 0, such as 0.5")  # fmt: skip
        elif scale.step > scale.best - scale.worst:
            message = f"A step of {_plain(scale.step)} is more than the whole scale"
            at = self._written("rating", ("step", "best", "worst"))
            self._error("bad-scale", message, at, f"Write a step of at most {_plain(scale.best - scale.worst)}")

    def _check_thresholds(self) -> None:
        rule = self._settings.verdict
        for above, below in (("definitely", "probably"), ("probably", "unsure")):
            high, low = getattr(rule, above), getattr(rule, below)
            if high <= low and not any(self._gaps.touch("verdict", name) for name in (above, below)):
                message = f"'{above}' starts at {_plain(high)}, which is not above '{below}' at {_plain(low)}"
                at = self._written("verdict", (above, below))
                hint = "Write falling numbers, as in  verdict: {definitely: .875, probably: .625, unsure: .375}"
                self._error("bad-thresholds", message, at, hint)
                return

    def _check_lists(self) -> None:
        settings = self._settings
        self._once(settings.stages, "stages", "Stage")
        self._once(settings.share, "share", "Network")
        self._once(settings.popular, "popular", "Post")
        for index, network in enumerate(settings.share):
            if network not in NETWORKS:
                other = _OTHER_NETWORKS.get(network.strip().casefold())
                known = f"Write {other}" if other else f"Write some of {', '.join(NETWORKS)}"
                hint = did_you_mean(network, NETWORKS) or known
                self._error(
                    "unknown-word", f"'{network}' is not a place where posts can be shared", ("share", index), hint
                )
        if settings.share and not settings.base_url:
            message = "Readers cannot share a post while the address of the site is not known"
            self._note("missing-field", message, ("share",), "Add  base_url: https://example.org",
                       severity=Severity.WARNING)  # fmt: skip
        for name, dimensions in settings.lenses.items():
            if not dimensions and not self._gaps.touch("lenses", name):
                self._error("missing-field", f"Lens '{name}' has nothing to look at", ("lenses", name),
                            f"Write, say,  {name}: [reliability, empathy]", key=True)  # fmt: skip
            self._once(dimensions, ("lenses", name), "Dimension")

    def _check_addresses(self) -> None:
        settings = self._settings
        for index, link in enumerate(settings.menu):
            self._web(link.url, ("menu", index, "url"), _HERE_OR_WEB)
            if self._is_blank(link.label, "menu", index, "label"):
                self._error("missing-field", "This entry of the menu has no label", ("menu", index, "label"),
                            "Write  label: Journeys")  # fmt: skip
        for index, promo in enumerate(settings.promos):
            self._web(promo.url, ("promos", index, "url"), _HERE_OR_WEB)
        action = settings.newsletter.action if settings.newsletter is not None else "https://"
        if not action.lower().startswith("https://") and not self._gaps.touch("newsletter", "action"):
            self._error("bad-url", f"'{action}' is no safe place to send readers' addresses to",
                        ("newsletter", "action"), "Write the form's address, which begins with https://")  # fmt: skip

    def _check_comments(self) -> None:
        """By mail readers can only write to an address that the author has given."""
        settings = self._settings
        self._mail(settings.comments_address, ("comments_address",))
        if settings.comments != "mail" or settings.comments_address:
            return
        silent = [key for key, author in settings.authors.items() if not author.email]
        if silent or not settings.authors:
            who = f"{settings.authors[silent[0]].name} has no mail address" if silent else "There is no mail address"
            how = "Add  comments_address: letters@example.org"
            how += f"  or, under  {silent[0]}:  in  authors:,  email: letters@example.org" if silent else ""
            self._note("missing-field", f"{who}, so readers cannot write", ("comments",),
                       how,
                       severity=Severity.WARNING)  # fmt: skip

    def _check_output(self, output: str) -> None:
        """What can be told without looking at the disk; the rest is refused before anything is written."""
        path = posixpath.normpath(output.strip().replace("\\", "/")) if output.strip() else "."
        parts = path.split("/")
        if path in (".", "/", "//") or parts[0] in _KEPT or set(parts) == {".."}:
            self._error("bad-path", f"'{output}' is no place for the finished site", ("output",),
                        "Write a folder of its own, such as  output: public")  # fmt: skip
        elif parts[0].startswith("~"):
            self._error("bad-path", f"'{output}' would be a folder whose name starts with ~", ("output",),
                        "Write the whole path, or a folder of its own, such as  output: public")  # fmt: skip

    def _is_blank(self, text: str, *keys: str | int) -> bool:
        """Whether a text was left blank, and not only unreadable."""
        return not text.strip() and not self._gaps.touch(*keys)

    def _web(self, url: str, keys: Keys, form: re.Pattern[str]) -> None:
        """Refuse what is no address of the form."""
        text = url.strip()
        if not text or form.fullmatch(text):
            return
        hint = f"Write, for example,  {keys[-1]}: https://example.org"
        if form is _HERE_OR_WEB:
            hint += f"  or, on this site,  {keys[-1]}: /journeys/"
        if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text) and not text.endswith((".md", ".html")):
            hint = f"Write  {keys[-1]}: https://{text}"
        elif form is _HERE_OR_WEB and re.fullmatch(r"[\w-][\w./-]*", text):
            hint = f"Write  {keys[-1]}: /{text.removeprefix('./')}"
        self._error("bad-url", f"'{url}' is not a web address", keys, hint)

    def _mail(self, address: str, keys: Keys) -> None:
        """Refuse what is no mail address."""
        text = address.strip()
        if not text or _MAIL.fullmatch(text):
            return
        meant = text.partition(":")[2] if text.lower().startswith("mailto:") else text.strip("<>")
        meant = meant[:LONGEST_MAIL]  # what follows takes long for many blanks
        meant = re.sub(r"\s*[(\[ ]dot[)\] ]\s*", ".", re.sub(r"\s*[(\[ ]at[)\] ]\s*", "@", meant))
        known = _MAIL.fullmatch(meant)
        hint = f"Write  {keys[-1]}: {meant}" if known else f"Write, for example,  {keys[-1]}: letters@example.org"
        self._error("bad-email", f"'{address}' is not a mail address", keys, hint)

    def _once(self, words: Sequence[str], keys: str | Keys, what: str) -> None:
        seen: set[str] = set()
        for index, word in enumerate(words):
            if word in seen:
                at = (*((keys,) if isinstance(keys, str) else keys), index)
                self._error("duplicate-key", f"{what} '{word}' stands here a second time", at, "Keep one of the two")
            seen.add(word)

    def _written(self, group: str, names: Sequence[str]) -> Keys:
        """The first of ``names`` that the author wrote in a group, or the group."""
        whole = place_of(self._root, (group,), self._reading)
        for name in names:
            if place_of(self._root, (group, name), self._reading) != whole:
                return group, name
        return (group,)

    def _error(self, code: str, message: str, keys: Keys, hint: str, *, key: bool = False) -> None:
        self._note(code, message, keys, hint, severity=Severity.ERROR, key=key)

    def _note(self, code: str, message: str, keys: Keys, hint: str, *, severity: Severity, key: bool = False) -> None:
        span = place_of(self._root, self._gaps.as_written(keys), self._reading, key=key)
        self._reading.note(Diagnostic(code=code, severity=severity, message=message, span=span, hint=hint))


def _plain(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"
