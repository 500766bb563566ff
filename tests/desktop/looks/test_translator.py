"""Qt speaks Chinese, also where its own file of words does not."""

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.looks.translator import speak_chinese


def test_file_dialogs_are_chinese_and_unknown_words_stay(qtbot: QtBot, qapp: QApplication) -> None:
    before = QLocale()
    there = set(qapp.findChildren(QTranslator))
    try:
        assert speak_chinese(qapp)
        words = {each: QCoreApplication.translate("QFileDialog", each) for each in ("&Look in:", "Files of &type:")}
        assert words == {"&Look in:": "查找范围(&L)：", "Files of &type:": "文件类型(&T)："}
        assert QCoreApplication.translate("QFileDialog", "&Save") == "保存(&S)"
        assert QCoreApplication.translate("Nobody", "Quite unknown") == "Quite unknown"
    finally:
        for translator in set(qapp.findChildren(QTranslator)) - there:
            qapp.removeTranslator(translator)
        QLocale.setDefault(before)
