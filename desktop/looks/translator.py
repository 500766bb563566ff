"""Qt's own words in Chinese: file dialogs, context menus of text fields."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_MISSING = {  # what Qt's Chinese leaves in English, or still has under an older spelling
    ("QFileDialog", "&Look in:"): "查找范围(&L)：",
    ("QFileDialog", "Files of &type:"): "文件类型(&T)：",
}


class _Rest(QTranslator):
    """Translate what Qt's own file lacks."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        return _MISSING.get((context, sourceText))  # type: ignore[return-value]  # None: not known here


def speak_chinese(app: QCoreApplication) -> bool:
    """Install Qt's Simplified Chinese and what it lacks; tell whether it was there."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Script.SimplifiedChineseScript))
    app.installTranslator(_Rest(app))  # asked last
    translator = QTranslator(app)
    found = translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return found and app.installTranslator(translator)
