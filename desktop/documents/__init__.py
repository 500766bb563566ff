"""Report and note to DOCX. Qt-free."""
