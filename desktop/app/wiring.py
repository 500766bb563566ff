"""The application: one QApplication, and one session for the data folder that is open."""

import os
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.app.crash import CrashKeeper
from desktop.app.filling import Filling
from desktop.app.journal import LOG, start_log, stop_log
from desktop.jobs import Desk
from desktop.jobs.late import late
from desktop.looks import stage
from desktop.looks.translator import speak_chinese
from desktop.settings import Settings, folders
from desktop.shell import MainWindow
from desktop.words import sentence
from localdb.model.errors import LeianError


def leian_version() -> str:
    """Return the version of Leian."""
    try:
        return version("leian")
    except PackageNotFoundError:
        return "0"


def make_application() -> QApplication:
    """Make the one QApplication, speaking Chinese."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("leian")
    app.setApplicationDisplayName("类案")
    app.setDesktopFileName("leian")
    app.setWindowIcon(QIcon(str(folders.resources_folder() / "icons" / "leian.svg")))
    speak_chinese(app)
    return app


class Session:
    """Hold one data folder open: its workspace, its desk, its window."""

    def __init__(self, app: QApplication, data: Path, *, sample: bool = False) -> None:
        resources = folders.resources_folder()
        self.sample = sample
        self.data = data
        self.settings = Settings(data, None if sample else folders.policy_file())
        start_log(data)
        LOG.info("leian %s opens%s", leian_version(), " the sample" if sample else "")
        stage.dress(app, self.settings.text("look.theme"), self.settings.number("look.scale") / 100)
        # Loading the engine's libraries takes longer than showing the window: that happens on a worker thread.
        self.desk = Desk(late(lambda: import_module("desktop.jobs.local").open_local(data, resources, sample)))
        self.window = MainWindow(self.desk, self.settings, data, sample=sample)
        self.keeper = CrashKeeper(data, leian_version(), self._apologise)
        self.desk.broke.connect(self.keeper.take)
        self.desk.troubled.connect(lambda error: LOG.warning("trouble: %s", type(error).__name__))
        self.window.closing.connect(self.close)
        self._filling = Filling(self.desk, self.settings, self.window)

    def begin(self) -> None:
        """Show the window and fill it; a sample that is not there yet is brought in first."""
        self.keeper.install()
        self.window.show()
        if self.sample:
            self._filling.begin()
        else:
            self.window.begin()

    def close(self) -> None:
        """Finish what is queued and close the databases."""
        self.desk.close()
        LOG.info("leian closes")
        stop_log()

    def _apologise(self, error: BaseException) -> None:
        self.desk.tell(lambda: self.window.toast.say(sentence(error), warn=True))


class Programme:
    """Run sessions one after the other: the user's data, the sample, and back."""

    def __init__(self, app: QApplication, data: Path | None) -> None:
        self._app = app
        self._data = data
        self._given_for = False  # whether the folder given is one of the sample
        self.session: Session | None = None

    def open(self, sample: bool) -> None:
        """Open a data folder in a window of its own; the one before is closed."""
        before = self.session
        if before is None:
            self._given_for = sample
        elif not before.window.settle(lambda: self.open(sample)):
            return
        session = Session(self._app, self._folder(sample), sample=sample)
        session.window.switch_asked.connect(lambda: self.open(not sample))
        self.session = session
        session.begin()
        if before is not None:
            before.window.close()
            start_log(session.data)

    def _folder(self, sample: bool) -> Path:
        if self._data is not None and sample == self._given_for:
            return self._data
        return folders.sample_folder() if sample else folders.data_folder()


def run_window(data: Path | None, sample: bool) -> int:
    """Open the window and stay until it is closed; return the exit status."""
    if not has_display():
        print(
            "leian: 没有可用的显示器，无法打开窗口。请用 leian demo 查看演示，或者 leian --help 查看各项命令。",
            file=sys.stderr,
        )
        return 1
    app = make_application()
    programme = Programme(app, data)
    try:
        programme.open(sample)
    except LeianError as error:
        print(f"leian: {sentence(error)}", file=sys.stderr)
        return 1
    return app.exec()


def has_display() -> bool:
    """Tell whether a window can be shown here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
