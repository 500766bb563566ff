"""Bringing the sample into its data folder: cases, matters, drafts; again where it was cut short or is a newer one.

Belongs here: what of the sample is missing. Does not: where it lies (sample), importing (shell).
"""

import hashlib
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desktop.app.sample import sample_cases, sample_matters
from desktop.jobs import Desk
from desktop.settings import Settings, folders
from desktop.shell import MainWindow
from localdb.model.library import ImportSummary
from localdb.model.matter import Draft, Matter


class Filling(QObject):
    """Fill the folder of the sample, then let the window begin.

    What was brought in whole is noted by the digest of the sample; until then everything is brought in again, which
    changes nothing that is there.
    """

    def __init__(self, desk: Desk, settings: Settings, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._settings = settings
        self._window = window
        self._resources = folders.resources_folder()

    def begin(self) -> None:
        """Bring in what is missing."""
        files, digest = sample_cases(self._resources), self._digest()
        if not files or self._settings.text("start.sample") == digest:
            self._window.begin()
            return
        self._window.importing.finished.connect(partial(self._filled, digest))
        self._window.importing.start(files)
        self._desk.matters(self._fill_matters)

    def _digest(self) -> str:
        parts = [*sample_cases(self._resources), self._resources / "sample" / "matters.json"]
        contents = [part.read_bytes() for part in parts if part.is_file()]
        return hashlib.sha256(b"".join(contents)).hexdigest()

    def _filled(self, digest: str, summary: ImportSummary) -> None:
        if not summary.cancelled:
            self._settings.set("start.sample", digest)

    def _fill_matters(self, there: tuple[Matter, ...]) -> None:
        # Stored in reverse, so that the first one stands on top of the list and is the one that opens.
        known = {(matter.case_no, matter.title): matter for matter in there}
        steps: list[Callable[[Callable[[], object]], object]] = []
        for matter, draft in reversed(sample_matters(self._resources)):
            found = known.get((matter.case_no, matter.title))
            steps.append(partial(self._fill_draft, found, draft) if found else partial(self._add, matter, draft))
        self._walk(steps)

    def _walk(self, steps: list[Callable[[Callable[[], object]], object]]) -> None:
        if steps:
            steps[0](lambda: self._walk(steps[1:]))
        else:
            self._window.begin()

    def _add(self, matter: Matter, draft: str, then: Callable[[], object]) -> None:
        def stored(made: Matter) -> None:
            if not self._settings.text("user.court"):
                self._settings.set("user.court", made.court)
            self._desk.save_draft(Draft(made.number, draft), lambda saved: then())

        self._desk.save_matter(matter, stored)

    def _fill_draft(self, matter: Matter, draft: str, then: Callable[[], object]) -> None:
        def loaded(now: Draft) -> None:
            if now.revision:
                then()
            else:
                self._desk.save_draft(Draft(matter.number, draft), lambda saved: then())

        self._desk.load_draft(matter.number, loaded)
