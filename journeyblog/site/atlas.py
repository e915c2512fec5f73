"""The atlas of a site: from every name to the location it has."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from journeyblog.markdown import Body
from journeyblog.site.links import Atlas, MediaFile, Names, State, Way, parse_target
from journeyblog.site.site import Site
from journeyblog.site.visibility import is_draft_path
from journeyblog.slugs import file_name
from journeyblog.source.discover import CONTENT, is_bundle
from journeyblog.source.entries import Entry
from journeyblog.urls import folder_of


def make_atlas(site: Site, names: Names, used: Iterable[str], sizes: Mapping[str, tuple[int, int]]) -> Atlas:
    """The atlas; ``used`` are the files of :func:`files_used`, ``sizes`` the widths and heights of pictures."""
    texts = {post.path: post.location for post in site.posts}
    texts |= {page.entry.path: page.location for page in site.pages}
    texts |= {one.entry.path: one.location for one in site.journeys.values() if one.entry is not None}
    texts |= {one.entry.path: one.location for one in site.businesses.values() if one.entry is not None}
    places = bundle_folders(texts)
    files = {}
    for path in used:
        width, height = sizes.get(path, (0, 0))
        files[path] = MediaFile(location=location_of_file(path, places), width=width, height=height)
    return Atlas(
        base_path=site.settings.base_path,
        origin=site.settings.origin,
        texts=texts,
        slugs={slug: path for slug, path in names.slugs.items() if path in texts},
        businesses={key: one.location for key, one in site.businesses.items()},
        journeys={key: one.location for key, one in site.journeys.items()},
        directory=names.directory,
        files=files,
    )


def with_pages(atlas: Atlas, locations: Iterable[str]) -> Atlas:
    """The atlas with everything that exists at a location."""
    return replace(atlas, pages=frozenset(locations))


def files_used(site: Site, names: Names, private: frozenset[str]) -> tuple[str, ...]:
    """The files beside texts that are published: those that a shown text names, and all in a shown post's own folder.

    A file in such a folder stays back when it is ``private``, or lies in a folder of drafts or of another text there.
    """
    used: set[str] = set()
    for path, body, image in _texts(site):
        for written in (*(link.target for link in body.links), image):
            target = parse_target(written, path)
            if target.way is Way.FILE and target.path in names.files:
                used.add(target.path)
    own = {path.rpartition("/")[0] + "/": state for path, state in names.texts.items() if is_bundle(path)}
    hosts: tuple[Entry[Any], ...] = (*names.directory.journeys.values(), *names.directory.businesses.values())
    own |= {entry.path.rpartition("/")[0] + "/": State.HELD for entry in hosts if is_bundle(entry.path)}
    for file in names.files - private:
        folder = _nearest(file, own)
        if folder and own[folder] is State.SHOWN and not is_draft_path(file[len(folder) - 1 :]):
            used.add(file)
    return tuple(sorted(used))


def bundle_folders(texts: Mapping[str, str]) -> Mapping[str, str]:
    """From the folder of each ``index.md`` to the location below which its files are published."""
    return {path.rpartition("/")[0] + "/": folder_of(location) for path, location in texts.items() if is_bundle(path)}


def location_of_file(path: str, places: Mapping[str, str]) -> str:
    """Below its post when it lies in the post's own folder, else where it lies in the content folder."""
    folder = _nearest(path, places)
    if folder:
        rest = path[len(folder) :]
        return places[folder] + "/".join(file_name(part) for part in rest.split("/"))
    return "/" + "/".join(file_name(part) for part in path.removeprefix(f"{CONTENT}/").split("/"))


def _nearest(path: str, folders: Mapping[str, object]) -> str:
    """The innermost of ``folders`` in which ``path`` lies, or nothing."""
    folder = path.rpartition("/")[0] + "/"
    while folder.count("/") > 2:
        if folder in folders:
            return folder
        folder = folder[:-1].rpartition("/")[0] + "/"
    return ""


def _texts(site: Site) -> Iterable[tuple[str, Body, str]]:
    for post in site.posts:
        yield post.path, post.body, post.entry.fields.image
    for page in site.pages:
        yield page.entry.path, page.body, page.entry.fields.image
    for journey in site.journeys.values():
        if journey.entry is not None and journey.body is not None:
            yield journey.entry.path, journey.body, journey.entry.fields.image
    for business in site.businesses.values():
        if business.entry is not None and business.body is not None:
            yield business.entry.path, business.body, business.entry.fields.image
