"""The item model of the list: rows with stable keys, changed by difference so that selection and scroll survive.

Belongs here: the rows and their roles, what the judge decided and opened. Does not: painting, filtering, asking.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.similar.card import accessible_text, card_html, header_html
from desktop.similar.rows import HitRow, Row
from localdb.model.kinds import Verdict

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()


class HitModel(QAbstractListModel):
    """Serve the rows of a result; `ROW` gives the row itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._places: dict[str, int] = {}
        self._verdicts: dict[str, Verdict] = {}
        self._opened: set[str] = set()
        self._reading = ""

    @property
    def rows(self) -> Sequence[Row]:
        """Return the rows as they stand."""
        return self._rows

    def row_at(self, index: Index) -> Row | None:
        """Return the row behind an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, key: str) -> QModelIndex:
        """Return the index of the row with this key; invalid where there is none."""
        place = self._places.get(key)
        return self.index(place, 0) if place is not None else QModelIndex()

    def verdict(self, key: str) -> Verdict | None:
        """Return what the judge decided of a case; None where nothing."""
        return self._verdicts.get(key)

    def opened(self, key: str) -> bool:
        """Tell whether the case was opened in this matter."""
        return key in self._opened

    @property
    def reading(self) -> str:
        """Return the key of the case in the reader."""
        return self._reading

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Turn into these rows by removing, reordering and inserting what differs; equal keys keep their index."""
        wanted = {row.key: row for row in rows}
        self._remove([place for place, row in enumerate(self._rows) if row.key not in wanted])
        old = {row.key for row in self._rows}
        self._reorder([row.key for row in rows if row.key in old])
        self._insert(rows, old)
        changed = [place for place, row in enumerate(rows) if row.key in old and row != self._rows[place]]
        self._rows = list(rows)
        self._number()
        self._tell(changed)

    def set_verdicts(self, verdicts: Mapping[str, Verdict]) -> None:
        """Replace what the judge decided, by case key."""
        touched = {key for key in {*self._verdicts, *verdicts} if self._verdicts.get(key) != verdicts.get(key)}
        self._verdicts = dict(verdicts)
        self._touch(touched)

    def set_opened(self, keys: Iterable[str]) -> None:
        """Replace which cases were opened."""
        before, self._opened = self._opened, set(keys)
        self._touch(before ^ self._opened)

    def set_reading(self, key: str) -> None:
        """Mark the case in the reader, "" for none; it counts as opened."""
        before, self._reading = self._reading, key
        if key:
            self._opened.add(key)
        self._touch({before, key})

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            verdict = self._verdicts.get(row.key)
            return accessible_text(row, verdict)
        if role == Qt.ItemDataRole.ToolTipRole:
            return card_html(row) if isinstance(row, HitRow) else header_html(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if isinstance(row, HitRow) or row.shown:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    def _remove(self, places: list[int]) -> None:
        for run in reversed(_runs(places)):
            self.beginRemoveRows(QModelIndex(), run[0], run[-1])
            del self._rows[run[0] : run[-1] + 1]
            self.endRemoveRows()

    def _reorder(self, keys: list[str]) -> None:
        if [row.key for row in self._rows] == keys:
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        names = [self._rows[index.row()].key for index in held]
        by_key = {row.key: row for row in self._rows}
        self._rows = [by_key[key] for key in keys]
        places = {key: place for place, key in enumerate(keys)}
        self.changePersistentIndexList(held, [self.index(places[name], 0) for name in names])
        self.layoutChanged.emit()

    def _insert(self, rows: Sequence[Row], old: set[str]) -> None:
        for run in _runs([place for place, row in enumerate(rows) if row.key not in old]):
            self.beginInsertRows(QModelIndex(), run[0], run[-1])
            self._rows[run[0] : run[0]] = rows[run[0] : run[-1] + 1]
            self.endInsertRows()

    def _number(self) -> None:
        self._places = {row.key: place for place, row in enumerate(self._rows)}

    def _touch(self, keys: set[str]) -> None:
        self._tell(sorted(self._places[key] for key in keys if key in self._places))

    def _tell(self, places: list[int]) -> None:
        for run in _runs(places):
            self.dataChanged.emit(self.index(run[0], 0), self.index(run[-1], 0))


def _runs(places: list[int]) -> list[list[int]]:
    """Group ascending places into runs without gaps."""
    groups = groupby(enumerate(places), key=lambda pair: pair[1] - pair[0])
    return [[place for _, place in group] for _, group in groups]
