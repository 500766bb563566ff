"""The judge's verdict on a case: 是类案, 不是类案, 未定, with a note, and the confirmation that a 待核 judgment needs.

Belongs here: the controls and their rule. Does not: storing, which the shell does with what `judged` hands on.

Rule (law.md, "Effective"): a judgment not in effect or overturned cannot be 是类案; a 待核 one needs one confirmation.
"""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.looks.theme import GRID
from desktop.words import effect_words, verdict_name
from localdb.model.case import CaseCard
from localdb.model.kinds import Verdict
from localdb.model.matter import Judged

_ASK = "该案裁判是否生效待核。请查明其已经发生法律效力后再认定为类案；认定时记入一次确认。"
_TIPS = {
    Verdict.SIMILAR: "认定为类案，列入检索报告",
    Verdict.DIFFERENT: "认定不是类案，检索报告中列为已排除",
    Verdict.OPEN: "暂不认定",
}


class VerdictBar(QWidget):
    """Take the verdict on the case in the reader; `judged` hands on a whole Judged at every change."""

    judged = Signal(object)  # Judged

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: CaseCard | None = None
        self._judged: Judged | None = None
        self._buttons = {verdict: self._button(verdict) for verdict in Verdict}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        for button in self._buttons.values():
            row.addWidget(button)
        self.note = QLineEdit()
        self.note.setAccessibleName("批注")
        self.note.setPlaceholderText("批注：该案与本案的异同，可供比对表和报告引用")
        self.note.editingFinished.connect(self._noted)
        self.confirmation = self._make_confirmation()
        self._show()

    @property
    def current(self) -> Judged | None:
        """Return the verdict as it stands; None without a matter or a case."""
        return self._judged

    @property
    def may_be_similar(self) -> bool:
        """Tell whether the rules allow 是类案 at all, confirmed or not."""
        return not self._barred()

    def set_judged(self, card: CaseCard | None, judged: Judged | None) -> None:
        """Show the verdict on a case; None for both where there is no matter."""
        self._noted()
        self._card, self._judged = card, judged
        self.confirmation.hide()
        self.note.setText(judged.note if judged else "")
        self._show()

    def choose(self, verdict: Verdict) -> None:
        """Take a verdict, after the confirmation where one is needed; refused where the case cannot be similar."""
        if self._judged is None or not self._buttons[verdict].isEnabled():
            self._show()
            return
        if verdict is Verdict.SIMILAR and self._unsure() and not self._judged.confirmed_effective:
            self.confirmation.show()
            self._yes.setFocus()
            self._show()
            return
        self.confirmation.hide()
        self._take(replace(self._judged, verdict=verdict))

    def amend(self, judged: Judged) -> None:
        """Take a verdict that was changed elsewhere, as in the comparison; confirmation is still asked for."""
        wanted = judged.verdict
        if self._judged is None:
            return
        self.note.setText(judged.note)
        self._take(replace(judged, verdict=self._judged.verdict))
        if wanted is not self._judged.verdict:
            self.choose(wanted)

    def _confirm(self) -> None:
        self.confirmation.hide()
        if self._judged is not None:
            self._take(replace(self._judged, verdict=Verdict.SIMILAR, confirmed_effective=True))

    def _noted(self) -> None:
        words = self.note.text().strip()
        if self._judged is not None and words != self._judged.note:
            self._take(replace(self._judged, note=words))

    def _take(self, judged: Judged) -> None:
        if judged != self._judged:
            self._judged = replace(judged, at=datetime.now().astimezone())
            self.judged.emit(self._judged)
        self._show()

    def _barred(self) -> bool:
        return self._card is not None and not self._card.may_count

    def _unsure(self) -> bool:
        return self._card is not None and self._card.to_confirm

    def _show(self) -> None:
        card, judged = self._card, self._judged
        barred = self._barred()
        for verdict, button in self._buttons.items():
            button.setChecked(judged is not None and judged.at is not None and judged.verdict is verdict)
            button.setEnabled(judged is not None and not (barred and verdict is Verdict.SIMILAR))
            tip = "打开在办案件后方可认定" if judged is None else _TIPS[verdict]
            if barred and card is not None and verdict is Verdict.SIMILAR:
                tip = (
                    effect_words(card.effect)
                    if not card.effect.stands
                    else "发布来源已注明失效、改判或者出库，不作为类案"
                )
            button.setToolTip(tip)
        self.note.setVisible(judged is not None and judged.at is not None)

    def _button(self, verdict: Verdict) -> QPushButton:
        button = QPushButton(verdict_name(verdict), self)
        button.setCheckable(True)
        button.setAccessibleName(verdict_name(verdict))
        button.clicked.connect(lambda: self.choose(verdict))
        return button

    def _make_confirmation(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "banner")
        words = QLabel(_ASK, frame)
        words.setProperty("role", "warn")
        words.setWordWrap(True)
        self._yes = QPushButton("已查明生效，认定为类案", frame)
        self._yes.setProperty("role", "primary")
        self._yes.setAccessibleName("已查明生效，认定为类案")
        self._yes.clicked.connect(self._confirm)
        no = QPushButton("暂不认定", frame)
        no.setAccessibleName("暂不认定")
        no.clicked.connect(frame.hide)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(no)
        buttons.addWidget(self._yes)
        column = QVBoxLayout(frame)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.addWidget(words)
        column.addLayout(buttons)
        frame.hide()
        return frame
