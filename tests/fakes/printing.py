"""Documents as a printer would give them: opened by LibreOffice, read back from PDF."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here (apt install libreoffice-writer)")


def printed(source: Path) -> list[str]:
    """Return the text of each page of a DOCX file; the PDF is left beside it."""
    folder = source.parent
    home = (folder / "office").as_uri()
    command = [str(OFFICE), f"-env:UserInstallation={home}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=100)
    with pypdfium2.PdfDocument(source.with_suffix(".pdf")) as document:
        assert [round(side * 25.4 / 72) for side in document[0].get_size()] == [210, 297]
        return [page.get_textpage().get_text_bounded() for page in document]
