"""Write the files of an export so that a file under its final name is always whole, and a killed export goes on.

Each file is made beside its place as ``<name>.part``, tagged, synced, remembered by the caller (who keeps plan hash, size and
digest in the project) and only then renamed. An export that is started again finds what is done by asking the caller what
it remembers, and by reading the file.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from blake3 import blake3
from mutagen import MutagenError

from studio_app.audio.encode import EncodeJob
from studio_app.audio.formats import find
from studio_app.audio.pipeline import encode_files, typed
from studio_app.domain.errors import Cancelled, DiskFull, ExportError, FileRefused, Sentence, WouldOverwrite, WrongUsage
from studio_app.exporters import id3, mp4, riff, vorbis
from studio_app.exporters.names import folded, shortened
from studio_app.exporters.tags import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from studio_app.audio.encode import EncodedFile, Encoding
    from studio_app.audio.mix import Fetch, OpenMedia
    from studio_app.domain.mixplan import Layer, MixPlan, PlanItem, PlanTrack
    from studio_app.exporters.tags import BookTags

#: Part of every plan hash. Raise it when the same plan gives other bytes than before.
_RECIPE = 1
_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file that is wanted: ``plan`` with ``tags`` at ``path``. ``plan_hash`` is ``plan_hash(plan, encoding, tags)``."""

    path: Path
    plan: MixPlan
    tags: BookTags
    plan_hash: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller remembers of a file: the hash of its plan, its size in bytes, its digest."""

    plan_hash: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file that is whole and in its place. ``digest`` is BLAKE3, 16 bytes in hex; ``skipped``: it was there already.

    ``peak`` is its highest sample, 1.0 being full scale: what is above was cut off. 0.0 where it was not made now.
    """

    path: Path
    seconds: float
    bytes: int
    digest: str
    skipped: bool
    peak: float = field(default=0.0, compare=False)


def deliver(
    deliveries: Sequence[Delivery],
    encoding: Encoding,
    fetch: Fetch,
    *,
    workers: int,
    overwrite: bool,
    known: Callable[[Path], Known | None],
    remember: Callable[[Delivery, int, str], None],
    media: OpenMedia | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Delivered]:
    """Write files, yielding each in the order of ``deliveries`` once it is whole, on the disk and under its name.

    Nothing is written before all places were looked at. Whatever ends it, finished files stay, and the unfinished are
    removed; only a kill leaves ``.part`` files, which the next export to the same names replaces.

    Args:
        deliveries: what is wanted; missing folders are made.
        encoding: how all of them are encoded.
        fetch: returns the stored bytes of a take; called on several threads at once.
        workers: threads that render and encode.
        overwrite: whether files in the way may be replaced. A file that already is what is wanted stays in any case.
        known: returns what is remembered of a final path. Called on the iterating thread, as is all below.
        remember: told size and digest of a file just before it gets its name, so that no kill leaves a file unexplained.
        media: opens what timelines use beside takes, by hash; called on several threads at once.
        progress: called with the samples written so far and in all; what was there already counts as written.
        cancelled: asked often, on any thread.

    Raises:
        WouldOverwrite: files are in the way.
        DiskFull: there is no room, or was none in the end.
        FileRefused: the system refused a file or folder.
        WrongUsage: two files would have one name, or the encoding cannot be done.
        ExportError: an encoder failed.
        Cancelled: ``cancelled`` said so.
        LecternError: whatever ``fetch``, ``known`` or ``remember`` raise.
    """
    check = _checker(cancelled)
    _refuse_doubles(deliveries)
    done = dict(_in_place(deliveries, known, check))
    missing = [d for d in deliveries if d.path not in done]
    _refuse_targets(missing, overwrite=overwrite)
    _make_folders({d.path.parent for d in missing})
    done |= _left_behind(missing, known, check)
    missing = [d for d in missing if d.path not in done]
    _refuse_full_disk(missing, encoding)
    total = sum(d.plan.length for d in deliveries)
    before = total - sum(d.plan.length for d in missing)
    report = progress or (lambda _done, _total: None)
    report(before, total)
    begun: set[Path] = set()
    encoded = encode_files(
        _jobs(missing, encoding, begun),
        fetch,
        workers=workers,
        media=media,
        progress=lambda now: report(before + now, total),
        cancelled=cancelled,
    )
    made = _made(missing, encoded, begun, remember)
    with closing(made):
        for delivery in deliveries:
            yield done[delivery.path] if delivery.path in done else next(made)


def plan_hash(plan: MixPlan, encoding: Encoding, tags: BookTags) -> str:
    """Return a hash of all that decides the bytes of a file: sound, places, gains, encoding, tags and cover."""
    format_ = find(encoding)
    bitrate = (encoding.bitrate_kbps or format_.default_bitrate) if format_.bitrates else 0
    said = {field.name: getattr(tags, field.name) for field in fields(tags) if field.name not in {"cover", "marked"}}
    cover = tags.cover and (tags.cover.media_type, _hash(tags.cover.data))
    everything: tuple[object, ...] = (
        (_RECIPE, format_.name, bitrate, encoding.bits if format_.bits else 0),
        (plan.rate, plan.channels, plan.length),
        [_sound(item) for item in plan.items],
        [(mark.title, mark.start, mark.end) for mark in plan.marks],
        (said, cover),
    )
    if plan.tracks:
        everything += ([_track(track) for track in plan.tracks],)
    if tags.marked and format_.name == "wav":
        everything += (tags.marked,)
    return _hash(json.dumps(everything).encode())


def _sound(item: PlanItem) -> tuple[object, ...]:
    """Return what an item sounds like and where; which take it is does not matter, nor whose segment."""
    take = item.take
    source = (take.audio, take.codec, take.rate, take.channels, take.trim_start, take.trim_end)
    sounds = (*source, item.start, item.length, item.gain, item.fade_in, item.fade_out, item.stretch)
    return sounds if item.layer is None else (*sounds, *_layer(item.layer))


def _layer(layer: Layer) -> tuple[object, ...]:
    """Return what an item on a track sounds like besides. ``astuple`` would take ten times as long."""
    run, shape = layer.run, layer.shape
    points = [(point.at, point.db) for point in shape.gain]
    shaped = (shape.start, shape.length, shape.fade_in, shape.fade_out, shape.crossed_in, shape.crossed_out, points)
    return (layer.track, layer.media, run.start, run.end, run.length, layer.offset, layer.begin, layer.end, *shaped)


def _track(track: PlanTrack) -> tuple[object, ...]:
    """Return how a track is mixed; what it is called does not matter."""
    return (track.volume, track.pan, [(point.at, point.db) for point in track.ducking])


def _hash(data: bytes) -> str:
    return blake3(data).hexdigest(length=_DIGEST_BYTES)


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    return hashlib.file_digest(file, blake3).hexdigest(length=_DIGEST_BYTES)  # type: ignore[arg-type, call-arg]


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


# What there is already


def _in_place(
    deliveries: Iterable[Delivery], known: Callable[[Path], Known | None], check: Callable[[], None]
) -> Iterator[tuple[Path, Delivered]]:
    """Yield the files that are what is wanted, byte for byte."""
    for delivery in deliveries:
        check()
        if found := _recognised(delivery.path, delivery, known):
            yield delivery.path, found


def _left_behind(
    deliveries: Iterable[Delivery], known: Callable[[Path], Known | None], check: Callable[[], None]
) -> dict[Path, Delivered]:
    """Clear away the parts a killed export left; the one it was about to rename gets its name, and is returned."""
    found = {}
    for delivery in deliveries:
        check()
        part = _part(delivery.path)
        if whole := _recognised(part, delivery, known):
            _rename(part, delivery.path)
            found[delivery.path] = whole
            continue
        with _typed_errors(part):
            part.unlink(missing_ok=True)
    return found


def _recognised(path: Path, delivery: Delivery, known: Callable[[Path], Known | None]) -> Delivered | None:
    """Return the delivery as done if the file at ``path`` is what it was remembered to be, and was made of the same."""
    with _typed_errors(path):
        if not path.is_file():
            return None
        was = known(delivery.path)
        if was is None or was.plan_hash != delivery.plan_hash or path.stat().st_size != was.size:
            return None
        with path.open("rb") as file:
            if _digest(file) != was.digest:
                return None
    return Delivered(delivery.path, delivery.plan.seconds, was.size, was.digest, skipped=True)


# What stands against it


def _checker(cancelled: Callable[[], bool]) -> Callable[[], None]:
    def check() -> None:
        if cancelled():
            raise Cancelled("The export was stopped.")

    return check


def _refuse_doubles(deliveries: Iterable[Delivery]) -> None:
    names: set[str] = set()
    for delivery in deliveries:
        name = folded(str(delivery.path))
        if name in names:
            said = "Two files of the export would be called {name}; change the name template."
            raise WrongUsage(Sentence(said, name=delivery.path.name))
        names.add(name)


def _refuse_targets(deliveries: Iterable[Delivery], *, overwrite: bool) -> None:
    taken = []
    for path in (delivery.path for delivery in deliveries):
        with _typed_errors(path):
            if path.is_dir():
                said = "There is a folder called {name} where a file is to be written; rename one."
                raise FileRefused(Sentence(said, name=path.name))
            if path.exists() or path.is_symlink():
                taken.append(path)
    if taken and not overwrite:
        raise WouldOverwrite(_in_the_way(taken))


def _called(folder: Path) -> str:
    """Return what a person calls a folder; "." and "/" have no name of their own."""
    return folder.absolute().name or str(folder)


def _in_the_way(paths: Sequence[Path]) -> Sentence:
    name, folder = paths[0].name, _called(paths[0].parent)
    if len(paths) == 1:
        return Sentence(
            "There is a file called “{name}” in “{folder}” already; choose another place, or have it replaced (--force).",
            name=name,
            folder=folder,
        )
    return Sentence(
        "{count} files are in the way in “{folder}”, “{name}” among them; choose another place, or have them replaced "
        "(--force).",
        count=len(paths),
        folder=folder,
        name=name,
    )


def _make_folders(folders: Iterable[Path]) -> None:
    for folder in sorted(folders):
        with _typed_errors(folder):
            _make_folder(folder)
        if not os.access(folder, os.W_OK):
            said = "Nothing can be written to the folder “{folder}”; choose another one."
            raise FileRefused(Sentence(said, folder=_called(folder)))


def _make_folder(folder: Path) -> None:
    try:
        new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        said = "The folder “{folder}” cannot be made because a file is in its place; choose another one."
        raise FileRefused(Sentence(said, folder=_called(folder)), detail=f"{folder}: {error}") from error
    if new:
        _sync_folder(folder.parent)


def _refuse_full_disk(deliveries: Sequence[Delivery], encoding: Encoding) -> None:
    """Raise DiskFull where it is certain before the first byte; formats of unknown size find out as they go."""
    for folder in {delivery.path.parent for delivery in deliveries}:
        with _typed_errors(folder):
            needed = _room_needed([d for d in deliveries if d.path.parent == folder], encoding)
            free = shutil.disk_usage(folder).free
        if needed > free:
            said = "The export needs {needed} and “{folder}” has room for {free}. Make room and start it again."
            sentence = Sentence(said, needed=_amount(needed), folder=_called(folder), free=_amount(free))
            raise DiskFull(sentence, detail=f"{folder}: {needed} > {free}")


def _room_needed(deliveries: Iterable[Delivery], encoding: Encoding) -> int:
    """Return how much more is on the disk at the worst moment: a file is replaced only when its successor is whole."""
    used = worst = 0
    for delivery in deliveries:
        used += _least_bytes(delivery.plan, encoding)
        worst = max(worst, used)
        if delivery.path.exists():
            used -= delivery.path.stat().st_size
    return worst


def _least_bytes(plan: MixPlan, encoding: Encoding) -> int:
    """Return what a file has at least: all of its sound for formats of constant rate, 0 for others."""
    format_ = find(encoding)
    if format_.name == "wav":
        return plan.length * plan.channels * encoding.bits // 8
    if format_.name == "mp3":
        return plan.length * 125 * (encoding.bitrate_kbps or format_.default_bitrate) // plan.rate
    return 0


def _amount(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"


# Making what is missing


def _made(
    deliveries: Sequence[Delivery],
    encoded: Iterator[EncodedFile],
    begun: set[Path],
    remember: Callable[[Delivery, int, str], None],
) -> Generator[Delivered, None, None]:
    """Finish files, all made in one stream of work, and yield them in order; remove those that were ``begun`` and no more."""
    try:
        with closing(encoded):  # type: ignore[type-var]
            for delivery, file in zip(deliveries, encoded, strict=True):
                yield _finished(delivery, file, remember)
                begun.discard(_part(delivery.path))
    finally:
        for part in begun:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _jobs(deliveries: Iterable[Delivery], encoding: Encoding, begun: set[Path]) -> Iterator[EncodeJob]:
    for delivery in deliveries:
        begun.add(_part(delivery.path))
        yield _job(delivery, encoding)


def _job(delivery: Delivery, encoding: Encoding) -> EncodeJob:
    plan, head = delivery.plan, b""
    if encoding.format == "mp3":
        head = id3.tag(delivery.tags, plan.seconds)
    if encoding.format == "m4b":
        titled = enumerate(plan.marks, start=1)
        marks = (replace(m, title=shortened(one_line(m.title), mp4.LONGEST_CHAPTER_TITLE) or str(n)) for n, m in titled)
        plan = replace(plan, marks=tuple(marks))
    return EncodeJob(plan, encoding, _part(delivery.path), head)


def _finished(delivery: Delivery, encoded: EncodedFile, remember: Callable[[Delivery, int, str], None]) -> Delivered:
    part = encoded.job.out
    with _typed_errors(part), part.open("r+b") as file:
        if file.seek(0, os.SEEK_END) != encoded.bytes:
            said = "Another program is writing {name}; let it finish, or choose another place."
            raise FileRefused(Sentence(said, name=part.name))
        _tag(file, delivery, encoded.job.encoding)
        file.flush()
        os.fsync(file.fileno())
        size, digest = file.seek(0, os.SEEK_END), _digest(file)
    remember(delivery, size, digest)
    _rename(part, delivery.path)
    return Delivered(delivery.path, delivery.plan.seconds, size, digest, skipped=False, peak=encoded.peak)


def _tag(file: BinaryIO, delivery: Delivery, encoding: Encoding) -> None:
    """Put the tags into a file that was encoded without; an MP3 began with them."""
    if encoding.format == "wav":
        riff.write(file, delivery.tags, delivery.plan.rate, delivery.plan.seconds)
    if write := _WRITERS.get(encoding.format):
        write(file, delivery.tags)


_WRITERS: dict[str, Callable[[BinaryIO, BookTags], None]] = {
    "m4b": mp4.write,
    "flac": vorbis.write_flac,
    "opus": vorbis.write_opus,
}


def _rename(part: Path, path: Path) -> None:
    with _typed_errors(path):
        part.replace(path)
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk, where the system can do so (Windows and some network drives cannot)."""
    if os.name == "nt":
        return
    with suppress(PermissionError):  # a folder that may be written but not read
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
                raise
        finally:
            os.close(descriptor)


@contextmanager
def _typed_errors(path: Path) -> Iterator[None]:
    """Raise errors of the system, and of the tag library, as ours."""
    try:
        yield
    except OSError as error:
        raise typed(error, path) from error
    except MutagenError as error:
        if error.args and isinstance(error.args[0], OSError):
            raise typed(error.args[0], path) from error
        said = "The tags of {name} could not be written."
        raise ExportError(Sentence(said, name=path.name), detail=repr(error)) from error
