"""Recordings of others in a project: music, effects from a shelf, the sound of a film. Added, found again, kept with it.

A file is known by its content. Small ones are kept in the project; large ones stay where they are, and are looked for by name
and content where they are no longer there.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from studio_app.audio.media import MediaReader, probe
from studio_app.domain.errors import BadInput, FileRefused, Sentence
from studio_app.domain.media import Media
from studio_app.domain.mixplan import plan_length
from studio_app.domain.timeline import RATE, Sound
from studio_app.jobs.progress import Meter, Paced, Progress
from studio_app.jobs.queue import beside
from studio_app.jobs.stop import Stop
from studio_app.store.mediafiles import hash_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio_app.audio.media import MediaFacts, Source
    from studio_app.store.project_file import ProjectFile

_T = TypeVar("_T")

#: Files up to so many bytes are kept in the project unless the person says otherwise.
SMALL = 16 << 20
_PIECE = 1 << 20
#: Folders that are looked through for missing files: so deep, and no more entries than that.
_DEPTH, _ENTRIES = 4, 50_000


@dataclass(frozen=True, slots=True)
class Added:
    """A file that is in the project now, and what it holds. ``film``: there are moving pictures beside the sound."""

    media: Media
    film: bool = False


def media_sound(media: Media) -> Sound:
    """Return the whole of a media file as the sound of a clip."""
    frames = max(1, plan_length(media.frames, media.rate, RATE))
    return Sound(frames, 0, frames, frames, media=media.hash)


def source_of(file: ProjectFile, media: Media) -> Source:
    """Return from where a media file can be read. Asks the disk.

    Raises:
        FileRefused: it is not kept in the project, and not where it was, nor near the project.
    """
    if media.collected:
        return partial(_stream, file, media)
    return _found(file, media)


def open_media(file: ProjectFile, media_hash: str) -> MediaReader:
    """Return a media file of the project, open for reading. Blocks; any thread.

    Raises:
        FileRefused: it is missing, or cannot be read.
        WrongFormat, Damaged: it holds no sound any more.
    """
    media = file.media(media_hash)
    if media is None:
        raise FileRefused("A recording is not in the project any more.", detail=media_hash)
    return MediaReader(source_of(file, media), media.name)


class Medias:
    """See the module docstring. Coroutines on any loop; what takes long runs beside it, and stops when it is cancelled."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    async def add(
        self, path: Path, *, collect: bool | None = None, tell: Callable[[Progress], object] = lambda _: None
    ) -> Added:
        """Add a file: audio of any kind, or a film. One that is in the project already is not added twice.

        Args:
            path: where it is.
            collect: whether it is kept in the project; None: where it is small.
            tell: is told how far it is, on the loop's thread.

        Raises:
            WrongFormat, Damaged: there is no sound in it.
            FileRefused, DiskFull, ProjectError: it cannot be read, or written down.
        """
        return await _run(partial(self._add, path.absolute(), collect), tell)

    async def collect(self, media_hash: str, tell: Callable[[Progress], object] = lambda _: None) -> Media:
        """Keep a file in the project; return what is known of it then.

        Raises:
            FileRefused: it is missing.
            BadInput: it was changed since it was added.
            DiskFull: the project cannot take it.
        """
        return await _run(partial(self._collect, media_hash), tell)

    async def missing(self) -> tuple[Media, ...]:
        """Return the files that are neither in the project nor where they were."""
        return await beside(self._missing)

    async def relink(self, media_hash: str, path: Path, tell: Callable[[Progress], object] = lambda _: None) -> Media:
        """Let a missing file be this one.

        Raises:
            BadInput: it is another recording.
            FileRefused: it cannot be read.
        """
        return await _run(partial(self._relink, media_hash, path.absolute()), tell)

    async def find(self, folder: Path, tell: Callable[[Progress], object] = lambda _: None) -> tuple[Media, ...]:
        """Look for all missing files in a folder and those in it, by size and content; return those that were found."""
        return await _run(partial(self._find, folder), tell)

    # On a thread

    def _add(self, path: Path, collect: bool | None, work: _Work) -> Added:
        about = _stat(path)
        digest = hash_of(_pieces(path, work.of(about.size)))
        facts = probe(path, check=work.stop.check)
        known = self._file.media(digest)
        media = replace(known, path=str(path), modified=about.modified) if known else _media(path, digest, facts, about)
        self._file.add_media(media).result()
        if not media.collected and (about.size <= SMALL if collect is None else collect):
            media = self._collect(digest, work)
        return Added(media, facts.film)

    def _collect(self, media_hash: str, work: _Work) -> Media:
        media = self._file.media(media_hash)
        if media is None:
            raise FileRefused("This recording is not in the project any more.", detail=media_hash)
        if not media.collected:
            self._file.collect_media(media_hash, _pieces(_found(self._file, media), work.of(media.size)))
        return replace(media, collected=True)

    def _missing(self) -> tuple[Media, ...]:
        held = self._file.medias().values()
        return tuple(media for media in held if not media.collected and _place(self._file, media) is None)

    def _relink(self, media_hash: str, path: Path, work: _Work) -> Media:
        media = self._file.media(media_hash)
        if media is None:
            raise FileRefused("This recording is not in the project any more.", detail=media_hash)
        about = _stat(path)
        if about.size != media.size or hash_of(_pieces(path, work.of(about.size))) != media_hash:
            raise BadInput(f"{path.name} is another recording than {media.name}. Add it as a new one instead.")
        found = replace(media, path=str(path), modified=about.modified)
        self._file.add_media(found).result()
        return found

    def _find(self, folder: Path, work: _Work) -> tuple[Media, ...]:
        sizes: dict[int, list[Media]] = {}
        for media in self._missing():
            sizes.setdefault(media.size, []).append(media)
        found: dict[str, Media] = {}
        for path in _files(folder):
            work.stop.check()
            with suppress(OSError):
                for media in sizes.get(path.stat().st_size, ()):
                    if media.hash not in found:
                        with suppress(BadInput, FileRefused):
                            found[media.hash] = self._relink(media.hash, path, work)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _About:
    size: int
    modified: int


class _Work:
    """What work on a thread holds on to: the wish to stop, and who is told how far it is."""

    def __init__(self, tell: Callable[[Progress], object]) -> None:
        self.stop = Stop()
        self._tell = Paced(tell)

    def of(self, size: int) -> Callable[[int], None]:
        """Return what is told how many bytes more were read of so many."""
        meter = Meter("media", size, "bytes")

        def read(count: int) -> None:
            self.stop.check()
            meter.add(count)
            self._tell(meter.look())

        return read


async def _run(call: Callable[[_Work], _T], tell: Callable[[Progress], object]) -> _T:
    loop = asyncio.get_running_loop()
    work = _Work(lambda progress: loop.call_soon_threadsafe(tell, progress))
    return await beside(call, work, stop=work.stop)


def _found(file: ProjectFile, media: Media) -> Path:
    """Return where a file is. Raises FileRefused where it is not, and says whether another one is in its place."""
    place = _place(file, media)
    if place is None and Path(media.path).is_file():
        said = "{name} was changed since it was added. Put back what it was, or add what it is now."
        raise FileRefused(Sentence(said, name=media.name), detail=media.hash)
    if place is None:
        said = "{name} is missing. Look for it, or put it back where it was."
        raise FileRefused(Sentence(said, name=media.name), detail=media.hash)
    return place


def _place(file: ProjectFile, media: Media) -> Path | None:
    """Return where a file is: where it was, or beside the project, in folders of the same names; None where it is not."""
    was, home = Path(media.path), file.path.parent
    near = [home.joinpath(*was.parts[-depth:]) for depth in (1, 2, 3) if depth < len(was.parts)]
    for place in (was, *near):
        with suppress(FileRefused):
            about = _stat(place)
            if about.size != media.size:
                continue
            if about.modified != media.modified:
                if hash_of(_pieces(place)) != media.hash:
                    continue
                _remember(file, replace(media, path=str(place), modified=about.modified))
            return place
    return None


def _remember(file: ProjectFile, media: Media) -> None:
    """Write down where a file is now, so that it is not read through once more. A disk that refuses keeps nobody waiting."""
    if not file.read_only:
        file.add_media(media)


def _media(path: Path, digest: str, facts: MediaFacts, about: _About) -> Media:
    return Media(
        hash=digest,
        name=path.name,
        path=str(path),
        codec=facts.codec,
        rate=facts.rate,
        channels=facts.channels,
        frames=facts.frames,
        size=about.size,
        modified=about.modified,
    )


def _stat(path: Path) -> _About:
    try:
        about = path.stat()
    except OSError as error:
        raise _refused(path, error) from error
    if not path.is_file():
        raise FileRefused(f"{path.name} is no file. Choose an audio file or a film.")
    return _About(about.st_size, about.st_mtime_ns)


def _pieces(path: Path, read: Callable[[int], None] = lambda _: None) -> Iterator[bytes]:
    """Yield what is in a file; ``read`` is told how many bytes came."""
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                read(len(piece))
                yield piece
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> FileRefused:
    reason = error.strerror or "the system gave no reason"
    return FileRefused(f"{path.name} cannot be read: {reason}.", detail=type(error).__name__)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and those in it, the nearest first, as far as a person would wait for it."""
    waiting, seen = [(folder, 0)], 0
    for place, depth in waiting:
        with suppress(OSError):
            for entry in sorted(place.iterdir()):
                seen += 1
                if seen > _ENTRIES:
                    return
                if entry.is_dir() and not entry.is_symlink():
                    if depth < _DEPTH:
                        waiting.append((entry, depth + 1))
                elif entry.is_file():
                    yield entry


def _stream(file: ProjectFile, media: Media) -> BinaryIO:
    stream = file.media_stream(media.hash)
    if stream is None:
        raise FileRefused(f"{media.name} is not in the project any more.", detail=media.hash)
    return stream
