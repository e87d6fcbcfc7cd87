"""Every way Lectern can refuse, as one tree.

    LecternError
    ├── BadInput                a file or page from outside cannot become a Draft
    │   ├── Protected           it is encrypted (DRM, password)
    │   ├── WrongFormat         its content is not what its name says, or no format we read
    │   ├── Damaged             its content cannot be read far enough to be of use
    │   ├── NoText              it holds no text (empty, pictures only)
    │   ├── TooLarge            it exceeds a limit made to keep the machine safe
    │   ├── MissingProgram      another program is needed to read it
    │   └── PageUnreachable     the web page named by the person did not come
    ├── ProjectError            a .lectern file cannot be used
    │   ├── NotAProject         it is some other file
    │   ├── ProjectTooNew       a newer Lectern wrote it
    │   ├── ProjectInUse        another window or command is writing to it
    │   ├── ProjectReadOnly     a change was asked of a file opened for reading only
    │   ├── ProjectDamaged      it cannot be read far enough to be of use
    │   └── NoProject           there is no such file
    ├── SpeechError             an engine did not speak
    │   ├── Unauthorised
    │   ├── OutOfCredit
    │   │   └── OverBudget      it would go beyond what the person allowed for a run or the project
    │   ├── RateLimited         (retry_after)
    │   ├── TextRefused
    │   ├── VoiceMissing
    │   ├── ModelRefused
    │   ├── NotOffered          this provider does not do that
    │   ├── NoSlot              the account has no room for one more voice
    │   ├── SamplesRefused      no voice can be made of these recordings
    │   ├── Unreachable
    │   ├── CannotTell          the provider keeps no history in which a lost answer could be found
    │   ├── MaybeBilled         an earlier request for this text may have been billed; only the person decides to send it again
    │   ├── EngineMissing       the engine is not there at all
    │   └── EngineCrashed       the engine died or hung on this text
    ├── NoMicrophone            nothing can be recorded with
    ├── ExportError             audio files cannot be written as asked
    │   ├── WouldOverwrite      a file is in the way and --force was not given
    │   └── NothingToExport     no chapter, or no generated segment, is left to write
    ├── DiskFull                the disk has no room; what is done is kept
    ├── FileRefused             the system refused a file (rights, missing folder, broken disk)
    ├── ParagraphLocked         the person locked what an edit would touch
    ├── WrongUsage              the request contradicts itself or names what is not there
    └── Cancelled               the person stopped it; what is done is kept

``sentence`` is for the person: one clear sentence and, where there is one, the way on. ``detail`` is for the log. Neither
ever holds a key or a passage of the book. A sentence in which something is named is a ``Sentence``, so that the window can say
it in another language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Sentence(str):
    """A sentence made of a template and what is named in it: to everybody a plain English text, to a translator both.

    ``Sentence("There is a speaker called {name} already.", name=name)``: as ``str.format`` takes it, all by name.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Sentence:
        """Fill the template in."""
        made = super().__new__(cls, template.format(**values))
        made.template, made.values = template, values
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        """Keep both when it crosses a process border."""
        return (self.template,), dict(self.values)


class LecternError(Exception):
    """The root. ``sentence`` is shown to the person, ``detail`` goes to the log.

    Class attributes:
        can_retry: whether the same request may succeed later without anything being changed.
        maybe_billed: whether a provider may have charged for the failed request.
    """

    can_retry = False
    maybe_billed = False

    def __init__(self, sentence: str, *, detail: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.detail = detail

    def __reduce__(self) -> tuple[object, ...]:
        """Keep ``detail`` when the error crosses a process border."""
        return _rebuild, (type(self), self.__dict__.copy())


def _rebuild(kind: type[LecternError], state: dict[str, object]) -> LecternError:
    error = kind.__new__(kind)
    Exception.__init__(error, state.get("sentence", ""))
    error.__dict__.update(state)
    return error


class BadInput(LecternError):
    """A file or page from outside cannot become a Draft."""


class Protected(BadInput):
    """Encrypted with DRM or a password."""


class WrongFormat(BadInput):
    """The content is not what the name says, or no format we read."""


class Damaged(BadInput):
    """The content cannot be read far enough to be of use."""


class NoText(BadInput):
    """There is no text in it."""


class TooLarge(BadInput):
    """It exceeds a limit made to keep the machine safe (archive bombs, endless text)."""


class MissingProgram(BadInput):
    """Another program (calibre) is needed to read it."""


class PageUnreachable(BadInput):
    """The web page named by the person did not come."""


class ProjectError(LecternError):
    """A .lectern file cannot be used."""


class NotAProject(ProjectError):
    """Some other kind of file."""


class ProjectTooNew(ProjectError):
    """Written by a newer Lectern whose file this one cannot read."""


class ProjectInUse(ProjectError):
    """Another window or command is writing to it."""

    can_retry = True


class ProjectReadOnly(ProjectError):
    """A change was asked of a file opened for reading only."""


class ProjectDamaged(ProjectError):
    """It cannot be read far enough to be of use."""


class NoProject(ProjectError):
    """There is no such file."""


class SpeechError(LecternError):
    """An engine did not speak."""


class Unauthorised(SpeechError):
    """The key is missing, wrong, or lacks a permission."""


class OutOfCredit(SpeechError):
    """The account has no credit for this request."""


class OverBudget(OutOfCredit):
    """It would go beyond what the person allowed for a run, or for the project."""


class RateLimited(SpeechError):
    """Too many requests. ``retry_after`` is in seconds, None where the provider did not say."""

    can_retry = True

    def __init__(self, sentence: str, *, retry_after: float | None = None, detail: str = "") -> None:
        super().__init__(sentence, detail=detail)
        self.retry_after = retry_after


class TextRefused(SpeechError):
    """The engine does not take this text (too long, moderated, nothing to say)."""


class VoiceMissing(SpeechError):
    """The voice does not exist for this engine or account."""


class ModelRefused(SpeechError):
    """The model does not exist, or does not do what was asked."""


class NotOffered(SpeechError):
    """This provider does not do that, or not for this plan."""


class NoSlot(SpeechError):
    """The account has no room for one more voice."""


class SamplesRefused(SpeechError):
    """No voice can be made of these recordings."""


class Unreachable(SpeechError):
    """The engine could not be reached, or its answer was lost on the way."""

    can_retry = True
    maybe_billed = True

    def __init__(self, sentence: str, *, maybe_billed: bool = True, detail: str = "") -> None:
        super().__init__(sentence, detail=detail)
        self.maybe_billed = maybe_billed


class CannotTell(SpeechError):
    """The provider keeps no history in which a lost answer could be found."""


class MaybeBilled(SpeechError):
    """An earlier request for this text may have been billed; it is sent again only when the person says so."""


class EngineMissing(SpeechError):
    """The engine is not on this machine."""


class EngineCrashed(SpeechError):
    """The engine died or hung while speaking this text."""

    can_retry = True


class NoMicrophone(LecternError):
    """There is no microphone, or the system does not let it be used."""


class ExportError(LecternError):
    """Audio files cannot be written as asked."""


class WouldOverwrite(ExportError):
    """A file is in the way and overwriting was not allowed."""


class NothingToExport(ExportError):
    """No chapter, or no generated segment, is left to write."""


class DiskFull(LecternError):
    """The disk has no room. What is done is kept."""

    can_retry = True


class FileRefused(LecternError):
    """The operating system refused a file: rights, a missing folder, a broken disk."""


class ParagraphLocked(LecternError):
    """The person locked what an edit would touch."""


class WrongUsage(LecternError):
    """The request contradicts itself or names what is not there."""


class ClipLocked(WrongUsage):
    """The person locked the clip, or the track, that an edit would touch."""


class NoRoom(WrongUsage):
    """Clips would overlap where they must not, or lie before the start."""


class Cancelled(LecternError):
    """The person stopped it. What is done is kept."""
