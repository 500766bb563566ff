"""The style sheet, made from a theme's tokens. Property `role` on a widget picks a variant; no widget sets its own QSS.

Roles: heading, muted, primary, quiet, alarm, link, banner, card, page.
"""

from string import Template

from desktop.looks.theme import GRID, Theme

_SHEET = Template("""
* { outline: 0; }
QMainWindow, QDialog, QWidget[role="ground"] { background: $ground; color: $ink; }
QToolTip { background: $surface; color: $ink; border: 1px solid $line; padding: ${half}px; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; color: $ink; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="warn"] { color: $warn; }
QLabel[role="bad"] { color: $bad; }
QLabel[role="good"] { color: $good; }
QMenuBar { background: $ground; color: $ink; padding: 2px ${half}px; }
QMenuBar::item { padding: ${half}px ${grid}px; background: transparent; border-radius: 3px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; color: $ink; border: 1px solid $line; padding: ${half}px 0; }
QMenu::item { padding: 6px 24px 6px 16px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: ${half}px 0; }
QStatusBar { background: $ground; color: $muted; border-top: 1px solid $line; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $muted; padding: 2px ${grid}px; }
QToolBar { background: $ground; border: 0; border-bottom: 1px solid $line; spacing: ${grid}px;
  padding: ${half}px ${grid}px; }
QDockWidget { color: $muted; font-size: ${small}px; titlebar-close-icon: url($icons/close-$name.svg);
  titlebar-normal-icon: url($icons/float-$name.svg); }
QDockWidget::title { background: $ground; padding: 0 16px; border-bottom: 1px solid $line; }
QDockWidget::close-button, QDockWidget::float-button { border: 0; padding: 0; background: transparent; }
QDockWidget::close-button:hover, QDockWidget::float-button:hover { background: $hover; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QPushButton, QToolButton { background: $surface; color: $ink; border: 1px solid $line; border-radius: 3px;
  padding: ${half}px 12px; min-height: 18px; }
QToolButton { padding: ${half}px ${grid}px; }
QToolButton[tight="true"] { padding: ${half}px 0; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked { background: $selected; }
QPushButton:focus, QToolButton:focus { border: 1px solid $accent; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $ground; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[role="primary"]:hover { border: 1px solid $ink; }
QPushButton[role="primary"]:focus { border: 1px solid $ink; }
QPushButton[role="primary"]:disabled { background: $ground; color: $muted; border: 1px solid $line; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent; border: 1px solid transparent; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border: 1px solid $accent; }
QPushButton[role="quiet"]:checked, QToolButton[role="quiet"]:checked { background: $selected; }
QToolButton[role="alarm"] { background: transparent; border: 1px solid transparent; color: $bad; }
QToolButton[role="alarm"]:hover { background: $hover; }
QToolButton[role="alarm"]:focus { border: 1px solid $accent; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 2px ${half}px; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; }
QPushButton[role="danger"] { color: $bad; }
QToolButton::menu-indicator { image: none; width: 0; }
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QTextEdit, QPlainTextEdit
  { background: $surface; color: $ink;
  border: 1px solid $line; border-radius: 3px; padding: ${half}px ${grid}px; selection-background-color: $selected;
  selection-color: $ink; placeholder-text-color: $muted; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus, QTextEdit:focus, QPlainTextEdit:focus
  { border: 1px solid $accent; }
QLineEdit:disabled, QComboBox:disabled { color: $muted; background: $ground; }
QComboBox QAbstractItemView, QAbstractItemView { background: $surface; color: $ink; border: 1px solid $line;
  selection-background-color: $selected; selection-color: $ink; }
QAbstractItemView:focus { border: 1px solid $accent; }
QAbstractItemView[role="bare"], QAbstractItemView[role="bare"]:focus { border: 0; }
QTextEdit[role="page"], QPlainTextEdit[role="page"], QTextBrowser[role="page"] { background: $paper; border: 0;
  padding: 0; border-radius: 0; }
QTextEdit[role="case"], QTextBrowser[role="case"], QPlainTextEdit[role="case"] { background: $surface; border: 0;
  padding: ${grid}px; border-radius: 0; }
QHeaderView::section { background: $ground; color: $muted; border: 0; border-bottom: 1px solid $line;
  padding: ${half}px ${grid}px; }
QTabBar::tab { background: transparent; color: $muted; padding: ${grid}px 12px; border-bottom: 2px solid transparent; }
QMainWindow > QTabBar::tab { padding: 3px 12px; }
QTabBar::tab:selected { color: $ink; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:focus { background: $hover; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url($icons/down-$name.svg); width: 12px; height: 12px; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 20px; background: transparent; }
QSpinBox::up-arrow { image: url($icons/up-$name.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url($icons/down-$name.svg); width: 10px; height: 10px; }
QCheckBox, QRadioButton { color: $ink; spacing: ${grid}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QMenu::indicator { width: 13px;
  height: 13px; border: 1px solid $muted; border-radius: 3px; background: $surface; }
QRadioButton::indicator { border-radius: 7px; }
QMenu::indicator { margin-left: ${grid}px; }
QMenu::indicator:non-exclusive:unchecked { border: 1px solid transparent; background: transparent; }
QMenu::indicator:non-exclusive:checked { border: 1px solid $accent; background: $accent;
  image: url($icons/check-$name.svg); }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { border: 1px solid $accent; background: $accent;
  image: url($icons/check-$name.svg); }
QRadioButton::indicator:checked { border: 1px solid $accent; background: $accent; image: url($icons/dot-$name.svg); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QListWidget::item { padding: ${half}px ${grid}px; }
QTableWidget { gridline-color: $line; }
QTableWidget::item { padding: 2px ${grid}px; }
QGroupBox { border: 0; border-top: 1px solid $line; margin-top: 20px; padding-top: ${grid}px; }
QGroupBox::title { subcontrol-origin: margin; left: 0; color: $muted; }
QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget[role="ground"] { background: $ground; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 1px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QFrame[role="banner"] { background: $surface; border: 1px solid $line; border-radius: 4px; }
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 4px; }
QFrame[role="rule"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QProgressBar { background: $line; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
""")


def style_sheet(theme: Theme, scale: float = 1.0, icons: str = ".") -> str:
    """Return the whole application's QSS for a theme; `scale` multiplies sizes of type, `icons` is their folder."""
    tokens = {name: getattr(theme, name) for name in Theme.__slots__ if isinstance(getattr(theme, name), str)}
    return _SHEET.substitute(
        tokens, grid=GRID, half=GRID // 2, heading=round(16 * scale), small=round(12 * scale), icons=icons
    )
