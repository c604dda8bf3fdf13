"""Whether pages are what their data give: each is derived again, as it was made, and held against what comes of it.

It proves against the data, not against a forger who holds the data as well: digests are not signed. A page is as made
where its notebook, run again with its parameters on the data, gives the same page. When and with which version it was
made, and how it was asked for, is stated and cannot be derived.
"""

import shutil
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from helpers.checks.findings import CANNOT
from helpers.figures.observations import Observations, load_observations
from helpers.figures.paths import data_folder
from helpers.text.language import _
from zhaotong.reports.digests import Inputs
from zhaotong.reports.preload import PRELOAD
from zhaotong.reports.requests import Request
from zhaotong.runs import pool
from zhaotong.runs.jobs import CANCELLED, OK, Job
from zhaotong.verify.cases import Case
from zhaotong.verify.changes import Change, Printed
from zhaotong.verify.derive import Derivation
from zhaotong.verify.pages import find_pages
from zhaotong.verify.unlike import Difference

AS_MADE, ALTERED, MOVED, BOTH = "as made", "altered", "moved", "altered and moved"


@dataclass(frozen=True)
class Verdict:
    """What is to be said of a page.

    Attributes
    ----------
    verdict
        AS_MADE; ALTERED; MOVED, as made of data that have moved since; BOTH; CANNOT.
    notes
        What to know of it: what it could not be held against, and what that would take.
    inside
        What it says otherwise than it states itself, in sentences.
    differences
        What it says otherwise than its data give.
    changes
        What became of its figures.
    """

    page: Path
    verdict: str
    notes: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def verify(
    pages: Iterable[Path], workers: int | None = None, timeout: float = pool.TIMEOUT
) -> Generator[Verdict, None, None]:
    """Say of each page whether it is what its data give, as soon as it is known.

    Parameters
    ----------
    pages
        Pages of reports, and folders of them.
    workers, timeout
        How many are derived at once, and for how many seconds; see `pool.run_all`.

    Raises
    ------
    InputError
        A page is missing, or is no report; nothing has run then.
    KeyboardInterrupt
        After an interrupt, when everything is ended.
    """
    observations = load_observations()
    cases = [Case.of(page, observations) for page in find_pages(pages)]
    with TemporaryDirectory(prefix="zhaotong-verify-", ignore_cleanup_errors=True) as scratch:
        yield from _Verification(observations, Path(scratch), workers, timeout).verdicts(cases)


class _Verification:
    """Pages that are derived side by side, in rounds: those that are not as made yet are tried otherwise.

    Parameters
    ----------
    scratch
        The folder in which they are derived.
    """

    def __init__(self, observations: Observations, scratch: Path, workers: int | None, timeout: float) -> None:
        self.observations, self.scratch = observations, scratch
        self.workers, self.timeout = workers, timeout
        self.data = data_folder()
        self.inputs = Inputs(self.data)
        self._number = 0

    @cached_property
    def printed(self) -> Printed:
        """The figures of the data, which a page that is as made is not held against."""
        return Printed(self.observations)

    def verdicts(self, cases: list[Case]) -> Iterator[Verdict]:
        yield from (self._unchecked(case) for case in cases if case.obstacle)
        open_cases = [case for case in cases if not case.obstacle]
        for which in (slice(1), slice(1, None)):
            yield from self._derived([(case, request) for case in open_cases for request in case.requests[which]])
            open_cases = [case for case in open_cases if not case.is_settled]
        while open_cases:
            later = [case for case in open_cases if case.wants_former_data(self.inputs, self.printed.figures)]
            yield from (self._settled(case) for case in open_cases if case not in later)
            yield from self._derived([(case, case.request) for case in later if case.request], put_back=True)
            open_cases = [case for case in later if not case.is_settled]

    def _derived(self, wanted: list[tuple[Case, Request]], put_back: bool = False) -> Iterator[Verdict]:
        """Derive pages, each in a folder of its own, and say of each that came out as made that it did."""
        if not wanted:
            return
        known: dict[Path, tuple[Case, Request]] = {}

        def jobs() -> Iterator[Job]:
            for case, request in wanted:
                self._number += 1
                folder = self.scratch / str(self._number)
                data = folder / "data" if put_back else self.data
                if put_back:
                    case.put_back(self.data, data)
                job = case.job(request, self.observations, self.inputs, folder, data)
                known[folder] = (case, request)
                yield job

        for outcome in pool.run_all(jobs(), self.scratch, workers=self.workers, timeout=self.timeout, preload=PRELOAD):
            folder = outcome.job.arguments[0].folder
            case, request = known.pop(folder)
            told = case.is_settled
            if outcome.status == OK and outcome.path:
                case.came(request, Derivation.read(outcome.path), put_back)
            elif case.best is None and outcome.status != CANCELLED:
                case.obstacle = outcome.message
            shutil.rmtree(folder, ignore_errors=True)
            if case.is_settled and not told:
                yield self._settled(case)

    def _settled(self, case: Case) -> Verdict:
        """The verdict on a page that was derived."""
        if case.obstacle or case.proof is None or case.best is None:
            return self._unchecked(case)
        moved = case.proof.data != self.inputs.whole
        changes = self.printed.changes(case.proof, case.left_out) if moved else []
        if case.is_alike:
            notes = [] if self._is_same_code(case) else [_("this version, which is another, derives the same page")]
            if moved and not changes:
                notes.append(_("the data have moved since, in nothing that it rests on"))
            return Verdict(case.page, MOVED if changes else AS_MADE, notes, changes=changes)
        if case.inside or self._is_same_code(case):
            notes = [] if self._is_same_code(case) else [self._other_code(case)]
            return Verdict(case.page, BOTH if changes else ALTERED, notes, case.inside, case.best.differences, changes)
        notes = [self._other_code(case), *self._told(case, changes)]
        return Verdict(case.page, CANNOT, notes, [], case.best.differences, changes)

    def _unchecked(self, case: Case) -> Verdict:
        """The verdict on a page that cannot be derived: it is held against its block, and this against the data."""
        changes = self.printed.changes(case.proof) if case.proof else []
        notes = [case.obstacle, *self._told(case, changes)]
        return Verdict(case.page, ALTERED if case.inside else CANNOT, notes, case.inside, [], changes)

    def _told(self, case: Case, changes: list[Change]) -> Iterator[str]:
        """What could be checked of a page all the same."""
        if case.proof is None:
            yield _("it takes the version that the foot of the page names, or the report made again")
            return
        if not case.inside:
            yield _("it agrees with what it states of itself")
        figures = len(case.proof.figures)
        others = sum(bool(change.then) for change in changes)
        words = _("of the %(n)s figures that it carries, the data print %(same)s as it does")
        yield words % {"n": figures, "same": figures - others}

    def _is_same_code(self, case: Case) -> bool:
        """Whether notebook, code, versions and what describes the data are those that the page was made with."""
        if case.proof is None or case.request is None:
            return False
        text = case.request.notebook.text  # which a page only names
        given = {name: case.request.values[name] if name == text else value for name, value in case.proof.given.items()}
        recipe = self.inputs.recipe(case.request.notebook, given)
        return recipe == case.proof.recipe

    def _other_code(self, case: Case) -> str:
        assert case.proof is not None
        words = _(
            "it was made by other code, with other libraries, or of regions and indicators described otherwise: it "
            "takes %(version)s to derive it exactly"
        )
        return words % {"version": case.proof.version}
