"""What a publication has to change, worked out from sets of paths.

In: the old manifest, the paths of the new site, what the output folder really holds. Out: the entries that are
not ours, the paths that they block, and the steps of an in-place publication.

Invariant: pure. No step removes a path that the old manifest does not name, and no step makes a folder after one
was dropped (so that taking steps back never needs room that a full disk may refuse).
"""

from collections.abc import Collection, Mapping, Set

from journeyblog.build.publish.journal import Step
from journeyblog.build.publish.manifest import Record
from journeyblog.build.publish.paths import MANIFEST, climb, collect_folders
from journeyblog.build.publish.tree import Scan


def find_foreign(old: Collection[str], new: Set[str], scan: Scan, edited: Set[str]) -> set[str]:
    """Give the entries of the output folder that have to stay: not ours, or ours but changed by somebody.

    ``edited`` are files of ours that the new site no longer has and whose content is not what we wrote. A file
    that we did not make but that the new site writes is not among them: the caller compares its bytes.
    """
    known = set(old)
    files = scan.files - known - new - {MANIFEST}
    others = scan.others - (known & new)  # a link in the place of a file that is written again gives way
    folders = scan.folders - collect_folders(known)
    return files | others | folders | edited


def find_clashes(new: Set[str], foreign: Set[str], scan: Scan) -> list[str]:
    """Give the new paths that cannot be written without harm to a foreign entry."""
    solid = foreign - scan.folders
    lasting = foreign | collect_folders(foreign)
    return sorted(path for path in new if path in lasting or any(folder in solid for folder in climb(path)))


def find_folder_clash(path: str, folders: Set[str], files: Collection[str]) -> str | None:
    """Give the path with which ``path`` collides because one would be a file and the other a folder."""
    if path in folders:
        return path + "/"
    for folder in climb(path):
        if folder in folders:
            return None  # a folder already, and so is all above it
        if folder in files:
            return folder
    return None


def plan_steps(
    *,
    old: Mapping[str, Record],
    new: Set[str],
    written: Set[str],
    removed: Set[str],
    foreign: Set[str],
    scan: Scan,
) -> tuple[Step, ...]:
    """Order the changes: what stands in the way, files that pages need, pages, feeds, removals, the manifest."""
    wanted = collect_folders(written) - scan.folders
    late = {folder for folder in wanted if folder in removed or any(above in removed for above in climb(folder))}
    folded = {path.casefold() for path in written}
    # On a case-blind disk A.html and a.html are one file: the old name has to go before the new one comes.
    first = {path for path in removed if path in wanted or path.casefold() in folded}
    under = {path for path in removed - first if any(above in written for above in climb(path))}
    empty = (collect_folders(old) & scan.folders) - collect_folders(new) - collect_folders(foreign) - foreign
    cleared = {folder for folder in empty if folder in written or any(above in written for above in climb(folder))}
    return (
        *_make(wanted - late),
        *_remove(first, old),
        *_make(late),
        *_remove(under, old),
        *_drop(cleared),
        *_put(written, scan),
        *_remove(removed - first - under, old),
        *_drop(empty - cleared),
        *_put({MANIFEST}, scan),
    )


def _make(folders: Set[str]) -> list[Step]:
    return [Step(act="make", path=path) for path in sorted(folders)]


def _drop(folders: Set[str]) -> list[Step]:
    return [Step(act="drop", path=path) for path in sorted(folders, reverse=True)]


def _remove(paths: Set[str], old: Mapping[str, Record]) -> list[Step]:
    return [Step(act="remove", path=path, digest=old[path].digest) for path in sorted(paths)]


def _put(paths: Set[str], scan: Scan) -> list[Step]:
    ordered = sorted(paths, key=lambda path: (_rank(path), path))
    return [Step(act="put", path=path, replaces=path in scan.files or path in scan.others) for path in ordered]


def _rank(path: str) -> int:
    """A page comes after the assets that it names, a feed after the pages that it names."""
    name = path.rpartition("/")[2].lower()
    if name.endswith(".xml") or name == "feed.json":
        return 2
    return 1 if name.endswith((".html", ".htm")) else 0
