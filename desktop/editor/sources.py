"""Where adopted passages stand in the draft: a pair of cursors for each, which Qt moves as the text is edited."""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.editor.offsets import Ruler
from localdb.model.matter import Adoption


class Place(NamedTuple):
    """Hold one adopted passage that is still in the draft: positions as Qt counts them."""

    adoption: Adoption
    start: int
    end: int


class _Anchor:
    def __init__(self, document: QTextDocument, adoption: Adoption, start: int, end: int) -> None:
        self.adoption = adoption
        self.put(document, start, end)

    def put(self, document: QTextDocument, start: int, end: int) -> None:
        last = max(0, document.characterCount() - 1)
        self.start = QTextCursor(document)
        self.start.setPosition(min(start, last))
        self.end = QTextCursor(document)
        self.end.setPosition(min(end, last))
        self.end.setKeepPositionOnInsert(True)  # words typed after the passage do not belong to it

    @property
    def gone(self) -> bool:
        return self.end.position() <= self.start.position()


class Sources:
    """Keep the adopted passages of the open draft and follow them through every edit."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._anchors: list[_Anchor] = []

    def load(self, adoptions: Iterable[Adoption]) -> None:
        """Take over the stored adoptions of the draft that was just loaded."""
        ruler = Ruler(self._document.toPlainText())
        self._anchors = [
            _Anchor(self._document, adoption, *_stored(ruler, adoption))
            for adoption in sorted(adoptions, key=lambda adoption: adoption.start)
        ]

    def add(self, adoption: Adoption, start: int, end: int) -> None:
        """Follow a passage that was just inserted at these Qt positions."""
        self._anchors.append(_Anchor(self._document, adoption, start, end))

    def numbered(self, adoption: Adoption) -> None:
        """Take over the number that the store gave to an adoption."""
        for anchor in self._anchors:
            same = (anchor.adoption.case_key, anchor.adoption.text)
            if not anchor.adoption.number and same == (adoption.case_key, adoption.text):
                anchor.adoption = dataclasses.replace(anchor.adoption, number=adoption.number)
                return

    def places(self) -> Iterator[Place]:
        """Yield the passages that are still there, in the order of the draft."""
        for anchor in sorted(self._anchors, key=lambda anchor: anchor.start.position()):
            if not anchor.gone:
                yield Place(anchor.adoption, anchor.start.position(), anchor.end.position())

    def moved(self) -> tuple[Adoption, ...]:
        """Return the stored adoptions whose place changed, at their new offsets; found again after undo and redo."""
        if not self._anchors:
            return ()
        text = self._document.toPlainText()
        ruler = Ruler(text)
        changed = []
        for anchor in self._anchors:
            if anchor.gone:
                self._find_again(anchor, text, ruler)
            now = self._now(anchor, ruler)
            if now != anchor.adoption and now.number:
                changed.append(now)
            anchor.adoption = now
        return tuple(changed)

    def _find_again(self, anchor: _Anchor, text: str, ruler: Ruler) -> None:
        start = text.find(anchor.adoption.text) if anchor.adoption.text else -1
        if start >= 0:
            end = start + len(anchor.adoption.text)
            anchor.put(self._document, ruler.units(start), ruler.units(end))

    def _now(self, anchor: _Anchor, ruler: Ruler) -> Adoption:
        if anchor.gone:
            return dataclasses.replace(anchor.adoption, removed=True)
        start, end = ruler.points(anchor.start.position()), ruler.points(anchor.end.position())
        return dataclasses.replace(anchor.adoption, start=start, end=end, removed=False)


def _stored(ruler: Ruler, adoption: Adoption) -> tuple[int, int]:
    if adoption.removed:
        return 0, 0
    return ruler.units(adoption.start), ruler.units(adoption.end)
