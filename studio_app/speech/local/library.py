"""libespeak-ng, bound through ctypes. Used in worker processes only: a fault in it ends the process.

Facts this rests on (espeak-ng 1.52, measured):
- The library keeps hidden state from one utterance to the next, so one ``Library`` speaks once and is then thrown away:
  with the forked process it lives in, or by ``close``, which unloads it.
- Breathy voices take their noise from a generator seeded with the time, unless it is seeded by us; some from ``rand`` of
  the C library, whose state outlives the unloading.
- The length of the sound buffer changes what some voices sound like, so it is part of what a take is and never changes.
- Positions in the text are code points, counted from 1.
"""

from __future__ import annotations

import _ctypes
import ctypes
import sys

_SYNCHRONOUS = 2
_BUFFER_MS = 200
_DONT_EXIT = 1 << 15
_UTF8 = 1
_FROM_CHARACTER = 1
_SEED = 1
_END_OF_EVENTS = 0
_WORD = 1

#: Numbers of the library's parameters.
RATE, VOLUME, PITCH, RANGE, WORD_GAP = 1, 2, 3, 4, 7


class NoLibrary(Exception):
    """The library or its data is not there, or is not what it should be."""


class NoVoice(Exception):
    """The library has no such voice."""


class TooLong(Exception):
    """The speech exceeds the limit of one answer."""


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


class Library:
    """The loaded library, ready to speak once. ``rate`` is in Hz; samples are 16-bit mono."""

    def __init__(self, library: str, data: str) -> None:
        try:
            self._lib = ctypes.CDLL(library)
        except OSError as error:
            raise NoLibrary(str(error)) from error
        self._declare()
        self.rate = int(self._lib.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, data.encode(), _DONT_EXIT))
        if self.rate <= 0:
            raise NoLibrary("espeak_Initialize found no data")
        self._lib.espeak_ng_SetRandSeed(_SEED)
        for name in ("ucrtbase", "msvcrt") if sys.platform == "win32" else (None,):
            ctypes.CDLL(name).srand(_SEED)
        # Finding a voice by its name reads the list of all; done here, a forked process does not do it again.
        self._lib.espeak_ListVoices(None)

    def _declare(self) -> None:
        lib = self._lib
        try:
            lib.espeak_Initialize.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int)
            lib.espeak_ListVoices.argtypes = (ctypes.c_void_p,)
            lib.espeak_ListVoices.restype = ctypes.c_void_p
            lib.espeak_ng_SetRandSeed.argtypes = (ctypes.c_long,)
            lib.espeak_SetVoiceByName.argtypes = (ctypes.c_char_p,)
            lib.espeak_SetParameter.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_int)
            lib.espeak_SetSynthCallback.argtypes = (_Callback,)
            lib.espeak_SetSynthCallback.restype = None
            lib.espeak_Synth.argtypes = (
                ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int,
                ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
            )  # fmt: skip
        except AttributeError as error:
            raise NoLibrary(str(error)) from error

    def speak(self, text: bytes, voice: str, parameters: list[list[int]], limit: int) -> tuple[bytearray, list[int]]:
        """Speak ``text`` and return its samples and where its words are.

        Args:
            text: UTF-8 with no NUL and no control characters (one of them begins a command to the library).
            voice: path of the voice in the data, and "+" and a variant if any.
            parameters: pairs of a parameter's number and its value.
            limit: the most bytes of samples to make.

        Returns:
            Samples (16-bit little endian, mono), and for each word the position in code points from 0 and the sample it
            begins at, flat: position, sample, position, sample, ...

        Raises:
            NoVoice: there is no such voice.
            TooLong: the speech is longer than ``limit``.
        """
        if self._lib.espeak_SetVoiceByName(voice.encode()) != 0:
            raise NoVoice(voice)
        for number, value in parameters:
            self._lib.espeak_SetParameter(number, value, 0)
        samples = bytearray()
        words: list[int] = []

        def heard(wave: int | None, count: int, events: ctypes._Pointer[_Event]) -> int:
            if wave and count > 0:
                samples.extend(ctypes.string_at(wave, 2 * count))
            _add_words(words, events)
            return int(len(samples) > limit)

        callback = _Callback(heard)
        self._lib.espeak_SetSynthCallback(callback)
        self._lib.espeak_Synth(text, len(text) + 1, 0, _FROM_CHARACTER, 0, _UTF8, None, None)
        if len(samples) > limit:
            raise TooLong
        if sys.byteorder == "big":
            samples[::2], samples[1::2] = samples[1::2], samples[::2]
        return samples, words

    def close(self) -> None:
        """Unload the library, so that the next one begins from nothing."""
        self._lib.espeak_Terminate()
        if sys.platform == "win32":
            _ctypes.FreeLibrary(self._lib._handle)  # noqa: SLF001  ctypes has no other way to unload
        else:
            _ctypes.dlclose(self._lib._handle)  # noqa: SLF001


def _add_words(words: list[int], events: ctypes._Pointer[_Event]) -> None:
    index = 0
    while (event := events[index]).type != _END_OF_EVENTS:
        if event.type == _WORD:
            words += (event.text_position - 1, event.sample)
        index += 1
