"""The report dialog: the elements of art 8 as a checklist, a preview of pages, the export.

Belongs here: showing what is there and what is missing. Does not: gathering the report (localdb/engine), its
wording and layout on paper (desktop/documents).
"""

from desktop.reports.dialog import ReportDialog

__all__ = ["ReportDialog"]
