"""The voices of a list as a Qt list model over the tuple that was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio_app.ui.kit.voice_drag import VOICE_MIME, voice_data
from studio_app.ui.voices import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_app.session.my_voices import Mine
    from studio_app.speech.library import Listing

_Index = QModelIndex | QPersistentModelIndex
#: What names a voice everywhere: (engine, voice id).
Key = tuple[str, str]
_CAN = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class VoiceModel(QAbstractListModel):
    """Holds the voices that are shown, and what is known of them in here: which is heard, which are compared.

    ``own`` is what the person noted of a voice, by its key. ``playing`` is heard, ``waiting`` about to be; ``picked`` are
    those in the tray, in order. ``engines_shown``: rows tell whose voices they are.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listings: tuple[Listing, ...] = ()
        self._rows: dict[Key, int] = {}
        self.own: Mapping[Key, Mine] = {}
        self.playing: Key | None = None
        self.waiting: Key | None = None
        self.picked: tuple[Key, ...] = ()
        self.engines_shown = False

    @property
    def listings(self) -> tuple[Listing, ...]:
        """Return the voices shown, in order."""
        return self._listings

    def row_of(self, key: Key | None) -> int:
        """Return the row of a voice, -1 where it is not there."""
        return self._rows.get(key, -1) if key is not None else -1

    def at(self, row: int) -> Listing | None:
        """Return the voice of a row, None where there is no such row."""
        return self._listings[row] if 0 <= row < len(self._listings) else None

    def show(self, listings: Sequence[Listing]) -> None:
        """Take over other voices; those that only come after the present ones leave the views where they are."""
        held = len(self._listings)
        if held and tuple(listings[:held]) == self._listings:
            self._add(listings[held:])
            return
        new, keys = _once(listings)
        if held and keys[:held] == list(self._rows):
            self._listings = new[:held]
            self.dataChanged.emit(self.index(0), self.index(held - 1))
            self._add(new[held:])
            return
        self.beginResetModel()
        self._listings = new
        self._rows = {key: row for row, key in enumerate(keys)}
        self.endResetModel()

    def _add(self, listings: Sequence[Listing]) -> None:
        """Take over voices behind the present ones."""
        held = len(self._listings)
        new, keys = _once([listing for listing in listings if listing.key not in self._rows])
        if new:
            self.beginInsertRows(QModelIndex(), held, held + len(new) - 1)
            self._listings = (*self._listings, *new)
            self._rows.update((key, held + row) for row, key in enumerate(keys))
            self.endInsertRows()

    def replace(self, listing: Listing) -> None:
        """Show what is told of a voice now."""
        if (row := self.row_of(listing.key)) >= 0:
            self._listings = (*self._listings[:row], listing, *self._listings[row + 1 :])
            self.touch(listing.key)

    def show_playing(self, playing: Key | None, waiting: Key | None = None) -> None:
        """Mark the voice that is heard, and the one that will be."""
        before = (self.playing, self.waiting)
        self.playing, self.waiting = playing, waiting
        self.touch(*before, playing, waiting)

    def show_picked(self, picked: Sequence[Key]) -> None:
        """Mark the voices in the tray."""
        before, self.picked = self.picked, tuple(picked)
        self.touch(*before, *picked)

    def show_own(self, own: Mapping[Key, Mine]) -> None:
        """Show what the person noted of these voices."""
        self.own = own
        if self._listings:
            self.dataChanged.emit(self.index(0), self.index(len(self._listings) - 1))

    def touch(self, *keys: Key | None) -> None:
        """Paint these voices again."""
        for row in {self.row_of(key) for key in keys} - {-1}:
            self.dataChanged.emit(self.index(row), self.index(row))

    # Qt's side

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Return how many voices there are."""
        return 0 if parent.isValid() else len(self._listings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a view asks for; the rows are painted by ``VoiceRow``, which asks ``at``."""
        listing = self.at(index.row())
        if listing is None:
            return None
        own = self.own.get(listing.key)
        if role == Qt.ItemDataRole.DisplayRole:
            return words.name_of(listing, own)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(listing)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return listing.description
        return None

    def _said(self, listing: Listing) -> str:
        heard = self.tr("heard now") if listing.key == self.playing else ""
        compared = self.tr("compared") if listing.key in self.picked else ""
        added = self.tr("among your voices") if listing.mine else ""
        parts = (words.said(listing, self.own.get(listing.key)), heard, compared, added)
        return ", ".join(part for part in parts if part)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        return _CAN if index.isValid() else Qt.ItemFlag.NoItemFlags

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        """Return that a dragged voice stays where it is."""
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Return the type of a dragged voice."""
        return [VOICE_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        """Return the dragged voice."""
        listing = self.at(indexes[0].row()) if indexes else None
        if listing is None:
            return QMimeData()
        return voice_data(*listing.key, words.name_of(listing, self.own.get(listing.key)))


def _once(listings: Sequence[Listing]) -> tuple[tuple[Listing, ...], list[Key]]:
    """Return each voice once, with its key: a page may repeat what the one before it had."""
    by_key = {listing.key: listing for listing in listings}
    return tuple(by_key.values()), list(by_key)
