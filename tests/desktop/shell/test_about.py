"""The help in the window."""

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from desktop.shell.about import guide_dialog


def _begins_bold(document: QTextDocument) -> dict[str, bool]:
    """Return for the words of each paragraph whether they begin in bold and go on otherwise; headings left out."""
    told = {}
    for number in range(document.blockCount()):
        block = document.findBlockByNumber(number)
        if not block.blockFormat().headingLevel():
            formats = [each.format.fontWeight() > 400 for each in block.textFormats()]
            told[block.text()] = formats[:1] == [True] and formats[-1] is False
    return told


def test_a_paragraph_of_the_guide_that_begins_with_a_few_words_sets_them_in_bold(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page = guide_dialog(window).findChild(QTextBrowser)
    assert page is not None
    bold = _begins_bold(page.document())
    assert {text.index("。") <= 8 for text, led in bold.items() if led} == {True}
    assert {text.index("。") > 8 for text, led in bold.items() if not led} == {True}
