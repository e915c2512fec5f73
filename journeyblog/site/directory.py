"""Who is who: businesses by slug, name or alias, journeys by slug, posts by file and slug."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from journeyblog.diagnostics import Diagnostic, did_you_mean
from journeyblog.model.business import Business
from journeyblog.model.journey import Journey
from journeyblog.slugs import collision_key, slug, term_slug
from journeyblog.source.entries import Entry

_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Entries by slug, and every name a business goes by.

    ``folders`` leads from a journey's folder to its slug. ``broken`` holds slugs of files that were withheld: a
    reference to one is no mistake of the one who refers; ``unclear`` those of journeys that may be drafts. ``shared``
    are the names that several businesses go by.
    """

    businesses: Mapping[str, Entry[Business]]
    journeys: Mapping[str, Entry[Journey]]
    names: Mapping[str, str]
    folders: Mapping[str, str]
    broken: frozenset[str] = field(default_factory=frozenset)
    unclear: frozenset[str] = field(default_factory=frozenset)
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def business(self, text: str) -> str | None:
        """The slug of the business that ``text`` names, or None."""
        wanted = text.strip()
        if wanted in self.businesses:
            return wanted
        found = self.names.get(name_key(wanted))
        if found is not None:
            return found
        made = name_slug(wanted)
        return made if made in self.businesses or made in self.broken else self.names.get(made)

    def namesakes(self, text: str) -> tuple[str, ...]:
        """The slugs of the businesses that ``text`` may mean, when it is no slug and the name of several."""
        wanted = text.strip()
        shared = () if wanted in self.businesses else self.shared.get(name_key(wanted), ())
        known = tuple(one for one in shared if one in self.businesses)
        return known if len(known) > 1 else ()

    def meant(self, text: str, key: str) -> str:
        """*Did you mean* a business, by slug or name, as the value of ``key``; empty when nothing is close."""
        return did_you_mean(text, (*self.businesses, *self.names), key)


def name_slug(name: str) -> str:
    """The slug of a business or journey by its name."""
    return slug(name) or term_slug(name) or "unnamed"


def name_key(name: str) -> str:
    """What is alike in a name however it is written: Ann's is Ann’s."""
    return collision_key(name).translate(_STRAIGHT)


def make_directory(
    businesses: Iterable[Entry[Business]],
    journeys: Iterable[Entry[Journey]],
    broken: Iterable[str],
    unclear: Iterable[str] = (),
) -> tuple[Directory, tuple[Diagnostic, ...]]:
    """The directory, and what stands in it twice; of two with one slug the first file stays, or the one that is not
    ``broken``.
    """
    withheld = frozenset(broken)

    def last_if_broken(entry: Entry[Business] | Entry[Journey]) -> bool:
        return entry.path in withheld

    diagnostics: list[Diagnostic] = []
    by_slug: dict[str, Entry[Business]] = {}
    bearers: dict[str, list[str]] = {}
    for entry in sorted(businesses, key=last_if_broken):
        made = slug(entry.fields.slug) or stem_slug(entry.path) or name_slug(entry.fields.name)
        if made in by_slug:
            diagnostics.append(_twice(entry, by_slug[made].path, made))
            continue
        by_slug[made] = entry
        for name in dict.fromkeys(map(name_key, filter(None, (entry.fields.name, *entry.fields.aka)))):
            bearers.setdefault(name, []).append(made)
    travels: dict[str, Entry[Journey]] = {}
    for journey in sorted(journeys, key=last_if_broken):
        made = slug(journey.fields.slug) or slug(journey.path.split("/")[2]) or name_slug(journey.fields.title)
        if made in travels:
            diagnostics.append(_twice(journey, travels[made].path, made))
            continue
        travels[made] = journey
    shared = {name: tuple(slugs) for name, slugs in bearers.items() if len(slugs) > 1}
    names = {name: slugs[0] for name, slugs in bearers.items()}
    for name, slugs in bearers.items():  # a name without its accents will do
        names.setdefault(name_slug(name), slugs[0])
    folders = {entry.path.split("/")[2]: key for key, entry in travels.items()}
    unusable = frozenset(stem_slug(path) for path in withheld if _is_host(path))
    directory = Directory(
        businesses=by_slug,
        journeys=travels,
        names=names,
        folders=folders,
        broken=unusable,
        shared=shared,
        unclear=frozenset(stem_slug(path) for path in unclear if _is_host(path)),
    )
    return directory, tuple(diagnostics)


def stem_slug(path: str) -> str:
    """The slug of a file's stem; of ``index.md``, its folder's."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    return slug(folder.rpartition("/")[2] if stem.lower() == "index" else stem)


def _is_host(path: str) -> bool:
    """Whether the file is a business's or a journey's."""
    section, _, rest = path.removeprefix("content/").partition("/")
    return section == "businesses" or (section == "journeys" and rest.count("/") == 1 and "/index." in rest)


def _twice(entry: Entry[Business] | Entry[Journey], other: str, made: str) -> Diagnostic:
    is_business = isinstance(entry.fields, Business)
    code, named = ("same-business", "name") if is_business else ("same-journey", "title")
    span = entry.locate("slug" if entry.fields.slug else named)
    return entry.error(code, f"'{made}' is already the slug of {other}", span,
                       f"Give one of the two a slug of its own, as in  slug: {made}-2")  # fmt: skip
