"""Files in: JSON Lines, DOCX, TXT, HTML, PDF become case records. Refuses by name, never with a traceback."""
