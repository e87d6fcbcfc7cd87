"""FLAC through libsndfile. It is one stream whose frames are numbered, so threads render and one encodes (600 x real time)."""

from __future__ import annotations

import io
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import soundfile

from studio_app.audio.pcm import to_int16, to_int24
from studio_app.domain.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import BufferedRandom

    import numpy as np
    import numpy.typing as npt

    from studio_app.audio.decode import Samples
    from studio_app.domain.mixplan import MixPlan

    Whole = npt.NDArray[np.int16] | npt.NDArray[np.int32]


class _Sink(io.RawIOBase):
    """The file as libsndfile sees it.

    An error raised inside its callbacks would be lost, so the first one is kept, and from then on all seems to go well.
    """

    def __init__(self, file: BufferedRandom) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, data: Any) -> int:
        return self._kept(lambda: self._file.write(data), len(data))

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._kept(lambda: self._file.seek(offset, whence), offset)  # seeking writes what is buffered

    def tell(self) -> int:
        return self._kept(self._file.tell, 0)

    def readinto(self, buffer: Any) -> int:
        return self._kept(lambda: self._file.readinto(buffer), 0)

    def _kept(self, do: Callable[[], int], otherwise: int) -> int:
        if self.error is None:
            try:
                return do()
            except OSError as error:
                self.error = error
        return otherwise


class FlacContainer:
    """A FLAC file. Its encoder is libsndfile's, which sees the whole in order; what it is given is made in parallel."""

    rule = None

    def __init__(self, file: BufferedRandom, plan: MixPlan, bits: int) -> None:
        """Write the header."""
        self._bits = bits
        self._sink = _Sink(file)
        with self._typed():
            self._flac = soundfile.SoundFile(self._sink, "w", plan.rate, plan.channels, f"PCM_{bits}", format="FLAC")

    def encoder(self, opens: int, closes: int) -> WholeNumbers:  # noqa: ARG002 - the protocol of all containers
        """Return an encoder; all are alike."""
        return WholeNumbers(self._bits)

    def put(self, part: Whole | None) -> None:
        """Encode and write samples."""
        if part is not None:
            with self._typed():
                self._flac.write(part)

    def finish(self) -> None:
        """Complete the header."""
        with self._typed():
            self._flac.close()

    def abandon(self) -> None:
        """Close the encoder, whose last words may not fit on the disk either."""
        with suppress(soundfile.LibsndfileError):
            self._flac.close()

    @contextmanager
    def _typed(self) -> Iterator[None]:
        """Raise the error of the file rather than what libsndfile made of it."""
        try:
            yield
        except soundfile.LibsndfileError as error:
            if not self._sink.error:
                raise ExportError("The FLAC encoder failed.", detail=str(error)) from error
        if self._sink.error:
            raise self._sink.error


class WholeNumbers:
    """Turns samples into integers; libsndfile takes 24 bits in the upper part of 32."""

    def __init__(self, bits: int) -> None:
        self._bits = bits

    def encode(self, samples: Samples) -> Whole:
        """Return the samples as integers."""
        return to_int16(samples) if self._bits == 16 else to_int24(samples) << 8

    def finish(self) -> None:
        """Return nothing: all has been given."""
