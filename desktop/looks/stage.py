"""Which theme is on: applies theme, fonts and style sheet to the application and tells when they change.

Belongs here: the one place that touches QApplication's look. Does not: tokens (theme), rules of style (sheet).
"""

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.looks import fonts
from desktop.looks.sheet import style_sheet
from desktop.looks.theme import DARK, LIGHT, Theme
from desktop.settings.folders import resources_folder


class Notifier(QObject):
    """Tell when the theme or the font size changed; whoever paints by hand repaints then."""

    changed = Signal()


_theme = LIGHT
_wanted = "system"


@cache
def notifier() -> Notifier:
    """Return the one notifier."""
    return Notifier()


def current() -> Theme:
    """Return the theme that is on."""
    return _theme


def dress(app: QApplication, wanted: str = "system", scale: float = 1.0) -> None:
    """Put a theme on the application: `wanted` is light, dark or system; `scale` multiplies every font."""
    global _wanted
    _wanted = wanted
    fonts.set_scale(scale)
    if app.style().objectName() != "fusion":
        app.setStyle("fusion")
    _watch_system()
    _apply(app)


@cache
def _watch_system() -> None:
    QGuiApplication.styleHints().colorSchemeChanged.connect(_system_changed)


def _system_changed() -> None:
    app = QApplication.instance()
    if _wanted == "system" and isinstance(app, QApplication):
        _apply(app)


def _apply(app: QApplication) -> None:
    global _theme
    _theme = _chosen()
    app.setFont(fonts.sans())
    app.setPalette(_palette(_theme))
    app.setStyleSheet(style_sheet(_theme, fonts.scale(), (resources_folder() / "icons").as_posix()))
    notifier().changed.emit()


def _chosen() -> Theme:
    if _wanted in ("light", "dark"):
        return DARK if _wanted == "dark" else LIGHT
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.ground,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.ground,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Button: theme.ground,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.Highlight: theme.selected,
        QPalette.ColorRole.HighlightedText: theme.ink,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.surface,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.BrightText: theme.bad,
        QPalette.ColorRole.Mid: theme.line,
        QPalette.ColorRole.Dark: theme.line,
        QPalette.ColorRole.Light: theme.surface,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return palette
