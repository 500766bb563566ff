"""What can be said of the library as a whole, drawn: coverage by year, place, level and kind.

Belongs here: pages of counts and the bars they are drawn with. Does not: counting (localdb/insight).
"""

from desktop.insights.dialog import CoverageDialog

__all__ = ["CoverageDialog"]
