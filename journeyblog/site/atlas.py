"""The atlas of a site: from every name to the location it has."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from journeyblog.markdown import Body
from journeyblog.site.links import Atlas, MediaFile, Names, Way, parse_target
from journeyblog.site.site import Site
from journeyblog.slugs import file_name
from journeyblog.source.discover import CONTENT, is_bundle
from journeyblog.urls import folder_of


def make_atlas(site: Site, names: Names, sizes: Mapping[str, tuple[int, int]]) -> Atlas:
    """The atlas; ``sizes`` are the widths and heights of the pictures that :func:`files_used` names."""
    texts = {post.path: post.location for post in site.posts}
    texts |= {page.entry.path: page.location for page in site.pages}
    texts |= {one.entry.path: one.location for one in site.journeys.values() if one.entry is not None}
    texts |= {one.entry.path: one.location for one in site.businesses.values() if one.entry is not None}
    places = bundle_folders(texts)
    files = {}
    for path in files_used(site, names):
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


def files_used(site: Site, names: Names) -> tuple[str, ...]:
    """The files beside texts that are published: those that a shown text names, all in a shown post's own folder."""
    used: set[str] = set()
    bundles: set[str] = set()
    for path, body, image in _texts(site):
        for written in (*(link.target for link in body.links), image):
            target = parse_target(written, path)
            if target.way is Way.FILE and target.path in names.files:
                used.add(target.path)
        if is_bundle(path) and names.texts.get(path) is not None:
            bundles.add(path.rpartition("/")[0] + "/")
    journeys = {one.entry.path.rpartition("/")[0] + "/" for one in site.journeys.values() if one.entry is not None}
    bundles -= journeys
    for file in names.files:
        folder = file.rpartition("/")[0] + "/"
        while folder.count("/") > 2:
            if folder in bundles:
                used.add(file)
                break
            folder = folder[:-1].rpartition("/")[0] + "/"
    return tuple(sorted(used))


def bundle_folders(texts: Mapping[str, str]) -> Mapping[str, str]:
    """From the folder of each ``index.md`` to the location below which its files are published."""
    return {path.rpartition("/")[0] + "/": folder_of(location) for path, location in texts.items() if is_bundle(path)}


def location_of_file(path: str, places: Mapping[str, str]) -> str:
    """Below its post when it lies in the post's own folder, else where it lies in the content folder."""
    folder = path.rpartition("/")[0] + "/"
    while folder.count("/") > 2:
        if folder in places:
            rest = path[len(folder) :]
            return places[folder] + "/".join(file_name(part) for part in rest.split("/"))
        folder = folder[:-1].rpartition("/")[0] + "/"
    return "/" + "/".join(file_name(part) for part in path.removeprefix(f"{CONTENT}/").split("/"))


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
