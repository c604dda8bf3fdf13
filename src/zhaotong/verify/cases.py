"""A page that is being verified: what it states, what it may be, and how it came out each time it was derived."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from helpers.figures.observations import Observations
from helpers.text.language import _
from helpers.text.messages import InputError, shortened
from zhaotong.reports.digests import Inputs
from zhaotong.reports.formats import Formats
from zhaotong.reports.printed import PrintedFigure
from zhaotong.reports.proof import NoReportError, Proof, altered, read_proof
from zhaotong.reports.requests import Request, report_job
from zhaotong.runs.jobs import Job
from zhaotong.verify.as_it_was import put_back
from zhaotong.verify.asked import UnverifiableError, requests_of
from zhaotong.verify.derive import Derivation
from zhaotong.verify.pages import read_page
from zhaotong.verify.pieces import foot_of

_ENTRY = "zhaotong.verify.derive:derive"
_ROUNDS = 4  # of leaving out figures that came later, each of which may let in others


@dataclass
class Case:
    """A page that is being verified.

    Attributes
    ----------
    proof
        What it states; None where that cannot be read.
    requests
        The reports that it may be, the likeliest first.
    obstacle
        Why it cannot be derived again; empty where it can.
    best, request
        The derivation that is most like it, and of what.
    left_out
        Figures that came after it was made.
    is_put_back
        Whether the best is from the data as they were.
    """

    page: Path
    proof: Proof | None = None
    requests: list[Request] = field(default_factory=list)
    obstacle: str = ""
    best: Derivation | None = None
    request: Request | None = None
    left_out: list[PrintedFigure] = field(default_factory=list)
    is_put_back: bool = False
    _rounds: int = 0

    @classmethod
    def of(cls, page: Path, observations: Observations) -> "Case":
        """A page as it is read.

        Raises
        ------
        InputError
            It cannot be read, or is no report.
        """
        case, foot = cls(page), foot_of(read_page(page))
        try:
            case.proof = read_proof(foot)
            case.requests = requests_of(case.proof, foot, observations, page)
        except NoReportError as error:
            names = {"file": shortened(page, 200), "reason": error}
            raise NoReportError(_("%(file)s: %(reason)s") % names) from None
        except (UnverifiableError, InputError) as error:
            case.obstacle = str(error)
        return case

    @cached_property
    def inside(self) -> list[str]:
        """What it says otherwise than it states itself, in sentences."""
        return altered(read_page(self.page)) if self.proof else []

    @property
    def is_alike(self) -> bool:
        return self.best is not None and not self.best.differences

    @property
    def is_settled(self) -> bool:
        """Whether nothing else is to be tried."""
        return self.is_alike or bool(self.obstacle)

    def job(self, request: Request, observations: Observations, inputs: Inputs, folder: Path, data: Path) -> Job:
        """The job that derives it."""
        assert self.proof is not None
        formats = Formats(show_code="--show-code" in self.proof.form)
        job = report_job(request, observations, folder, formats, inputs)
        [task] = job.arguments
        task = replace(task, data=data.absolute(), version=self.proof.version, sealed=tuple(self.proof.sealed))
        return replace(job, entry=_ENTRY, arguments=(task, self.page.absolute()))

    def came(self, request: Request, derivation: Derivation, is_put_back: bool) -> None:
        """Take the derivation if it is more like the page than the best so far."""
        self.obstacle = ""
        if self.best is None or is_put_back or len(derivation.differences) < len(self.best.differences):
            self.best, self.request, self.is_put_back = derivation, request, is_put_back

    def wants_former_data(self, inputs: Inputs, stands: set[PrintedFigure]) -> bool:
        """Whether to derive it from the data as they were, which can say more than the last time.

        Parameters
        ----------
        stands
            The figures of the data as they are.
        """
        if self.proof is None or self.best is None or self.is_alike or self.proof.data == inputs.whole:
            return False
        carried = {figure[1:] for figure in self.proof.figures}
        later = [figure for figure in self.best.figures if figure[1:] not in carried and figure not in self.left_out]
        self._rounds += 1
        first = self._rounds == 1 and not stands.issuperset(self.proof.figures)
        self.left_out += later
        return (first or bool(later)) and self._rounds <= _ROUNDS

    def put_back(self, data: Path, folder: Path) -> None:
        """Write the data as they were when it was made; see `as_it_was`."""
        assert self.proof is not None
        put_back(data, self.proof, self.left_out, folder)
