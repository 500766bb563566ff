"""The line to the network, as far as it matters to a sync: whether what goes over it is paid by the byte.

Where the platform does not tell, it is taken to be free, and nothing is said.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation


class Line(QObject):
    """Watch whether the line is metered. The platform is asked when the first question comes, not at the start."""

    changed = Signal(bool)  # whether it is metered now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: QNetworkInformation | None = None
        self._asked = False

    def metered(self) -> bool:
        """Tell whether the line is paid by the byte."""
        if not self._asked:
            self._asked = True
            self._ask()
        return self._told is not None and self._told.isMetered()

    def _ask(self) -> None:
        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered):
            self._told = QNetworkInformation.instance()
            self._told.isMeteredChanged.connect(self.changed)
