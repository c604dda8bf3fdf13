"""Reports that tests only look at: each is made once in a run of the tests, whoever asks for it first."""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock
from made_up_runs import reports_of

from helpers.figures.observations import Observations
from zhaotong.reports.requests import Request


class SharedReports:
    """Reports from the project's own data in a folder that all workers of a run share; one of them makes at a time.

    Attributes
    ----------
    observations
        the project's own figures
    folder
        where the reports are; nobody may change what is there
    lock
        held by whoever makes reports
    """

    def __init__(self, observations: Observations, folder: Path) -> None:
        self.observations = observations
        self.folder = folder
        self.lock = FileLock(folder.with_suffix(".lock"))

    def make(self, requests: Iterable[Request]) -> None:
        """Make those that no one has asked for before, side by side; who wants one that fails is told by `page`."""
        with self.lock:
            tried = self.folder.with_suffix(".tried")
            known = set(tried.read_text(encoding="utf-8").splitlines()) if tried.exists() else set()
            wanted = {str(self._place(request)): request for request in requests}
            missing = [name for name in wanted if name not in known]
            if missing:
                with suppress(AssertionError):
                    reports_of([wanted[name] for name in missing], self.observations, self.folder)
                tried.write_text("".join(f"{name}\n" for name in sorted(known.union(missing))), encoding="utf-8")

    def page(self, request: Request) -> Path:
        """The page of a report; beside it stand its other files."""
        self.make([request])
        page = self._place(request)
        failure = self.folder / ".failed" / page.relative_to(self.folder).with_suffix(".json")
        assert page.exists(), failure.read_text(encoding="utf-8") if failure.exists() else f"{page} was not made"
        return page

    def copies(self, requests: list[Request], folder: Path) -> list[Path]:
        """The pages of reports in a folder of the caller's own, in their order."""
        self.make(requests)
        copied = []
        for request in requests:
            page = self.page(request)
            target = folder / page.parent.name
            target.mkdir(exist_ok=True)
            for path in page.parent.glob(f"{page.stem}.*"):
                shutil.copy2(path, target)
            copied.append(target / page.name)
        return copied

    def _place(self, request: Request) -> Path:
        return self.folder / request.notebook.name / f"{request.stem(self.observations)}.html"
