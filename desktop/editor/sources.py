"""Where adopted passages stand in the draft: a pair of cursors for each, which Qt moves as the text is edited."""

import dataclasses
import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.editor.offsets import Ruler
from localdb.model.matter import Adoption

_KIN = 0.3  # share of an adopted passage that must be left of it


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
        document.contentsChange.connect(self._changed)

    def load(self, adoptions: Iterable[Adoption]) -> None:
        """Take over the stored adoptions of the draft that was just loaded.

        Where other words stand at a stored place, as after a crash, the passage is looked for; not found, it is gone.
        """
        text = self._document.toPlainText()
        ruler = Ruler(text)
        self._anchors = []
        for adoption in sorted(adoptions, key=lambda adoption: adoption.start):
            start, end = _place(text, adoption)
            self._anchors.append(_Anchor(self._document, adoption, ruler.units(start), ruler.units(end)))

    def add(self, adoption: Adoption, start: int, end: int) -> None:
        """Follow a passage that was just inserted at these Qt positions."""
        self._anchors.append(_Anchor(self._document, adoption, start, end))

    def stored(self, adoption: Adoption) -> None:
        """Take over an adoption as the store has it now, with its number."""
        for anchor in self._anchors:
            same = (anchor.adoption.case_key, anchor.adoption.text)
            if not anchor.adoption.number and same == (adoption.case_key, adoption.text):
                anchor.adoption = adoption
                return

    def placed(self, adoption: Adoption) -> Adoption:
        """Return an adoption that was added with the place it has now."""
        ruler = Ruler(self._document.toPlainText())
        found = (anchor for anchor in self._anchors if anchor.adoption == adoption)
        return next((self._now(anchor, ruler) for anchor in found), adoption)

    def places(self) -> Iterator[Place]:
        """Yield the passages that are still there, in the order of the draft."""
        for anchor in sorted(self._anchors, key=lambda anchor: anchor.start.position()):
            if not anchor.gone:
                yield Place(anchor.adoption, anchor.start.position(), anchor.end.position())

    def standing(self) -> tuple[Adoption, ...]:
        """Return the adoptions that are still there, at the offsets they have now, in the order of the draft."""
        ruler = Ruler(self._document.toPlainText())
        kept = sorted((anchor for anchor in self._anchors if not anchor.gone), key=lambda each: each.start.position())
        return tuple(self._now(anchor, ruler) for anchor in kept)

    def moved(self) -> tuple[Adoption, ...]:
        """Return the stored adoptions whose place changed, at their new offsets."""
        if not self._anchors:
            return ()
        ruler = Ruler(self._document.toPlainText())
        changed = []
        for anchor in self._anchors:
            now = self._now(anchor, ruler)
            if now != anchor.adoption and now.number:
                changed.append(now)
                anchor.adoption = now
        return tuple(changed)

    def _changed(self, position: int, removed: int, added: int) -> None:
        """Find a passage again that was taken out and comes back, by redo or from the clipboard."""
        gone = [anchor for anchor in self._anchors if anchor.gone and 0 < len(anchor.adoption.text) <= added]
        if not gone:
            return
        text = self._document.toPlainText()
        ruler = Ruler(text)
        for anchor in gone:
            start = text.find(anchor.adoption.text, ruler.points(position))
            if start >= 0:
                end = start + len(anchor.adoption.text)
                anchor.put(self._document, ruler.units(start), ruler.units(end))

    def _now(self, anchor: _Anchor, ruler: Ruler) -> Adoption:
        if anchor.gone:
            return dataclasses.replace(anchor.adoption, removed=True)
        start, end = ruler.points(anchor.start.position()), ruler.points(anchor.end.position())
        return dataclasses.replace(anchor.adoption, start=start, end=end, removed=False)


def _place(text: str, adoption: Adoption) -> tuple[int, int]:
    start, end, words = adoption.start, adoption.end, adoption.text
    if adoption.removed:
        return 0, 0
    if not words or text[start:end] == words:
        return start, end
    starts = [match.start() for match in re.finditer(re.escape(words), text)]
    if starts:
        nearest = min(starts, key=lambda place: abs(place - start))
        return nearest, nearest + len(words)
    return (start, end) if _edited(words, text[start:end]) else (0, 0)


def _edited(words: str, now: str) -> bool:
    """Tell whether a text is what the judge made of an adopted passage, and not just what stands there by accident."""
    likeness = SequenceMatcher(None, words, now, autojunk=False)
    return likeness.quick_ratio() > _KIN and likeness.ratio() > _KIN
