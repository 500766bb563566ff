"""One judgment by section: outline, matches, copy with citation, adopt, dwell time.

Belongs here: reading and what the reader does with a passage. Does not: the list of hits (similar), the draft (editor).
"""

from desktop.reader.panel import ReaderPanel
from desktop.reader.taken import Taken

__all__ = ["ReaderPanel", "Taken"]
