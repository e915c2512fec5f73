"""The write door: a build hands over its files here, and one call publishes them all.

In: output paths and bytes. Out: the output folder holds exactly these files, the manifest, and what others put
there.

Invariant: nothing is visible before ``commit``; leaving without it, by whatever exception, leaves the published
site and everybody else's files as they were. A build that changes nothing writes nothing.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from journeyblog.build.publish.failures import Need, OutputRefused, PublishFailed, explain, show
from journeyblog.build.publish.lock import Lock, take_lock
from journeyblog.build.publish.manifest import Record, digest_bytes, encode_manifest, read_manifest
from journeyblog.build.publish.mirror import Sites, compare_sites, drop_mirror, give_back, leave_mirror, take_mirror
from journeyblog.build.publish.paths import MANIFEST, check_path, climb
from journeyblog.build.publish.place import Place, list_locks, must_stay
from journeyblog.build.publish.plan import find_folder_clash, plan_steps
from journeyblog.build.publish.publication import (
    fill_tree,
    is_pending,
    publish_by_exchange,
    publish_in_place,
    stage_manifest,
)
from journeyblog.build.publish.recovery import awaits_recovery, recover
from journeyblog.build.publish.refusal import Content, check_content, check_place
from journeyblog.build.publish.survey import Survey, is_as_made, survey
from journeyblog.build.publish.tree import (
    make_folders,
    read_regular,
    scan_tree,
    sync_disks,
    sync_files,
    write_new,
)
from journeyblog.build.publish.workshop import Workshop, open_workshop, remove_workshop
from journeyblog.build.published import Published

FEW = 50
"""Files that are waited for one by one; to wait for more, all that anybody writes to any disk is waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One file that was handed over to the same stage in another process, and whether its bytes are new."""

    path: str
    record: Record
    written: bool


class Stage:
    """One build's files on their way to the output folder; use it with ``with``, from one thread.

    Processes forked from one that has :meth:`open_to_others` may hand over files too; it then is told by receipts.

    ``root`` is the site's folder, ``inputs`` what it is made from, ``adopt`` allows an output folder with other
    people's files, ``cache`` replaces ``root/.journeyblog`` as the place of lock and stage, ``wait`` is how many
    seconds to wait for another build.

    Entering raises ``OutputRefused``, ``OutputBusy`` or ``PublishFailed``.
    """

    def __init__(
        self,
        root: Path,
        output: Path,
        *,
        inputs: Sequence[Path] = (),
        adopt: bool = False,
        cache: Path | None = None,
        wait: float = 10.0,
    ) -> None:
        self._root, self._output, self._inputs, self._cache = root, output, tuple(inputs), cache
        self._adopt, self._wait = adopt, wait
        self._phase: Literal["new", "open", "failed", "done"] = "new"
        self._place: Place
        self._lock: Lock
        self._workshop: Workshop | None = None
        self._parents: list[str] = []  # folders made above the output
        self._folders: set[str] = set()  # folders in the stage
        self._manifest: bytes | None = None  # as found in the output folder
        self._old: Mapping[str, Record] = {}
        self._new: dict[str, Record] = {}
        self._new_folders: set[str] = set()
        self._written: set[str] = set()
        self._size = 0

    def __enter__(self) -> Self:
        if self._phase != "new":
            raise RuntimeError("a Stage serves one build")
        place = self._place = check_place(self._root, self._output, self._inputs, cache=self._cache)
        content: Content | None = None
        try:
            content = check_content(place, adopt=self._adopt)
        except OutputRefused:
            if not awaits_recovery(place):  # else it is our own half-finished work that looks foreign
                raise
        with self._in_plain_words():
            _make_cache(place.cache)
            self._lock = take_lock(list_locks(place), wait=self._wait)
            try:
                recover(place)
                # While we waited, and by the recovery, the folder may have changed.
                if content is None or read_manifest(place.target) != content.manifest or content.manifest is None:
                    content = check_content(place, adopt=self._adopt)
                self._manifest, self._old = content.manifest, content.records
            except BaseException:
                self._lock.release()
                raise
        self._phase = "open"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._workshop is not None:
                self._leave_workshop(self._workshop)
            if self._phase != "done":
                _remove_empty(self._parents)
        finally:
            if self._phase != "new":
                self._lock.release()
            self._phase = "done"

    def put(self, path: str, data: bytes) -> str:
        """Hand over one file, for its digest. Raises ``ValueError`` for a path that is unsafe or already taken."""
        self._check(path)
        record = Record(digest=digest_bytes(data), size=len(data))
        with self._in_plain_words():
            if not self._is_published(path, record, data):
                self._write(path, data)
        self._take(path, record)
        return record.digest

    def keep(self, path: str, digest: str) -> bool:
        """Take over a published file as it is. False: there is none, or another one, so it must be handed over.

        It counts as published when the manifest says so and a file of its size is there: its bytes are not read.
        Raises ``ValueError`` as :meth:`put` does.
        """
        self._check(path)
        record = self._old.get(path)
        if record is None or record.digest != digest or not self._is_there(path, record):
            return False
        self._take(path, record)
        return True

    def keep_others(self) -> bool:
        """Take over every published file in whose place none was handed over. False: one is not there as it was."""
        self._require_open()
        for path, record in self._old.items():
            if path not in self._new:
                if not self._is_there(path, record):
                    return False
                self._new[path] = record
        return True

    def read(self, path: str) -> bytes | None:
        """A published file; None when there is none, or another one than was published."""
        self._require_open()
        record = self._old.get(path)
        data = read_regular(f"{self._place.target}/{path}", size=record.size) if record is not None else None
        return data if data is not None and record == Record(digest=digest_bytes(data), size=len(data)) else None

    @property
    def seal(self) -> str:
        """The digest of the manifest that is published, after a commit of the new one; empty without one."""
        return digest_bytes(self._manifest) if self._manifest is not None else ""

    def open_to_others(self) -> bool:
        """Make room for files of processes that are forked from now on; False when there is nowhere to write."""
        self._require_open()
        try:
            self._need_workshop()
        except OSError:  # when there is something to write, this will be told
            return False
        return True

    def receipts(self, paths: Iterable[str]) -> tuple[Receipt, ...]:
        """What the process that forked this one is to know of the files at ``paths`` that were handed over here."""
        return tuple(
            Receipt(path=path, record=self._new[path], written=path in self._written)
            for path in paths
            if path in self._new
        )

    def receive(self, receipts: Iterable[Receipt]) -> None:
        """Take the files that another process handed over. Raises ``ValueError`` as :meth:`put` does."""
        for one in receipts:
            self._check(one.path)
            self._take(one.path, one.record)
            if one.written:
                self._written.add(one.path)
                self._size += one.record.size

    def _is_there(self, path: str, record: Record) -> bool:
        """Whether a file of its size is published; its bytes are not read."""
        try:
            found = os.lstat(f"{self._place.target}/{path}")
        except OSError:
            return False
        return stat.S_ISREG(found.st_mode) and found.st_size == record.size

    def _check(self, path: str) -> None:
        self._require_open()
        check_path(path)
        if path in self._new:
            raise ValueError(f"two files for one output path: {path!r}")
        clash = find_folder_clash(path, self._new_folders, self._new)
        if clash is not None:
            raise ValueError(f"one of these would be a file and the other a folder: {path!r} and {clash!r}")

    def _take(self, path: str, record: Record) -> None:
        self._new[path] = record
        for folder in climb(path):
            if folder in self._new_folders:
                break
            self._new_folders.add(folder)

    def commit(self) -> Published:
        """Publish everything that was handed over, and nothing else of ours. Only once."""
        self._require_open()
        manifest = encode_manifest(self._new)
        with self._in_plain_words():
            published = self._publish(manifest)
        self._phase, self._manifest = "done", manifest
        workshop, self._workshop = self._workshop, None
        if workshop is not None:  # before anybody notes that all is done, and nothing is to be tidied up
            self._leave_workshop(workshop)
        return published

    def _is_published(self, path: str, record: Record, data: bytes) -> bool:
        """Compare with the published bytes themselves: a digest in a manifest says nothing of a later edit."""
        if self._old.get(path) != record:
            return False
        return read_regular(f"{self._place.target}/{path}", size=record.size) == data

    def _write(self, path: str, data: bytes) -> None:
        self._written.add(path)
        self._size += len(data)
        tree = self._need_workshop().tree
        make_folders(tree, path.rpartition("/")[0], self._folders)
        write_new(f"{tree}/{path}", data)

    def _publish(self, manifest: bytes) -> Published:
        place, new = self._place, self._new.keys()
        if manifest == self._manifest and not self._written:
            return self._report("nothing", frozenset())
        if read_manifest(place.target) != self._manifest:
            raise PublishFailed(
                f"Something else has published to {show(place.target)} during this build.",
                hint="Make sure that only one site is published there, then build again.",
            )
        workshop, stays = self._need_workshop(), must_stay(place)
        stage_manifest(workshop, MANIFEST, manifest)
        since = os.lstat(f"{workshop.tree}/{MANIFEST}").st_ctime_ns
        seal, sites = digest_bytes(manifest), compare_sites(self._old, self._new, self._written)
        if stays:
            drop_mirror(workshop, place)
        elif self._publish_mirror(workshop, sites, seal, since):
            return self._report("exchange", frozenset(self._old.keys() - new))
        found = self._survey()
        if not found.foreign and not stays:
            linked = fill_tree(place, workshop, sorted(new - self._written), self._folders)
            self._sync(workshop, linked=linked)
            # Somebody may have put a file there while we filled the stage: a second look costs little.
            if scan_tree(place.target) == found.scan and publish_by_exchange(place, workshop, workshop.tree):
                if linked:
                    leave_mirror(workshop, place, seal, since, sites)
                return self._report("exchange", found.removed)
            found = self._survey()
        steps = plan_steps(
            old=self._old,
            new=new,
            written=self._written,
            removed=found.removed,
            foreign=found.foreign,
            scan=found.scan,
        )
        publish_in_place(place, workshop, steps)
        return self._report("in place", found.removed)

    def _publish_mirror(self, workshop: Workshop, sites: Sites, seal: str, since: int) -> bool:
        """Publish what was written with the mirror of the rest. False: there is none, or it may not be used."""
        place, gone = self._place, sites.old.keys() - sites.new.keys()
        if not all(is_as_made(place.target, path, self._old[path]) for path in gone):
            return False
        self._sync(workshop, linked=True)
        mirror = take_mirror(workshop, place, self.seal, sites)
        if mirror is None:
            return False
        if not publish_by_exchange(place, workshop, mirror.tree):
            give_back(mirror, workshop, sites, self._folders)
            return False
        leave_mirror(workshop, place, seal, since, sites, mirror)
        return True

    def _sync(self, workshop: Workshop, *, linked: bool) -> None:
        """Wait for the disk. ``linked``: all that was not written are second names of published files."""
        if linked and len(self._written) <= FEW:
            # Disks that keep a journal have a name only when they have those that were given before it; bytes come
            # when they are asked for.
            sync_files(f"{workshop.tree}/{path}" for path in (*self._written, MANIFEST))
        else:
            sync_disks()

    def _survey(self) -> Survey:
        return survey(self._place.target, old=self._old, new=self._new, written=self._written)

    def _report(self, mode: Literal["nothing", "exchange", "in place"], removed: frozenset[str]) -> Published:
        return Published(
            written=tuple(sorted(self._written)),
            removed=tuple(sorted(removed)),
            unchanged=len(self._new) - len(self._written),
            output=Path(self._place.output),
            mode=mode,
        )

    def _need_workshop(self) -> Workshop:
        if self._workshop is None:
            _make_parents(self._place.parent, self._parents)
            self._workshop = open_workshop(self._place)
        return self._workshop

    def _leave_workshop(self, workshop: Workshop) -> None:
        """Remove the stage, unless the output folder still needs it: then the next build does both."""
        try:
            if self._phase == "done" or not is_pending(self._place, workshop):
                remove_workshop(workshop.path)
        finally:  # a second Ctrl-C must not leave it locked
            if workshop.handle >= 0:
                os.close(workshop.handle)

    def _measure_need(self) -> Need:
        """What was written or tried, also by processes that hand over files to the same stage."""
        size, files = self._size, len(self._written)
        tree = self._workshop.tree if self._workshop is not None else ""
        with suppress(OSError):
            for path in scan_tree(tree).files - self._written if tree else ():
                found = os.lstat(f"{tree}/{path}")
                if found.st_nlink == 1:  # no second name of a published file
                    size, files = size + found.st_size, files + 1
        return Need(size=size, files=files)

    def _require_open(self) -> None:
        if self._phase != "open":
            raise RuntimeError(f"this Stage takes no more: it is {self._phase}")

    @contextmanager
    def _in_plain_words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._phase = "new" if self._phase == "new" else "failed"
            raise explain(error, folder=self._place.target, need=self._measure_need()) from error
        except BaseException:
            self._phase = "new" if self._phase == "new" else "failed"
            raise


def _make_cache(path: str) -> None:
    with suppress(OSError):  # there already, or the lock has to lie elsewhere: taking it will tell
        os.mkdir(path, 0o755)


def _make_parents(path: str, made: list[str]) -> None:
    if not os.path.isdir(path):
        _make_parents(os.path.dirname(path), made)
        os.mkdir(path, 0o755)
        made.append(path)


def _remove_empty(folders: Sequence[str]) -> None:
    for folder in reversed(folders):
        try:
            os.rmdir(folder)
        except OSError:
            return
