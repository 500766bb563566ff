"""Reading Chinese court text: sections, headings, case numbers, citations, words. Pure."""
