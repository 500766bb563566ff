"""The report dialog: the checklist of art 8, comparison, export."""
