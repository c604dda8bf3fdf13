"""What is to be done for orders, found out before anything runs: what stands is kept, what lacks something completed.

Nothing is loaded for reports that stand as they were made; for the others, the data, and the types of parameters, which
know what every spelling stands for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.parameters.errors import NotRecordedError
from helpers.text.language import _
from helpers.text.messages import InputError
from zhaotong.reports.artefacts import RECORD
from zhaotong.reports.formats import PLAIN, Formats, Wishes
from zhaotong.reports.freshness import CURRENT, ORPHANED, Condition, Standing, can_serve, identity
from zhaotong.reports.orders import Order
from zhaotong.runs.jobs import Job
from zhaotong.runs.preload import loading

if TYPE_CHECKING:
    from helpers.figures.observations import Observations
    from zhaotong.reports.requests import Request

KEEP, COMPLETE, RUN = "keep", "complete", "run"
NEW, EARLIER, FORCED, ASKED = "new", "earlier", "forced", "asked"


@dataclass(frozen=True)
class Step:
    """One report, and what is done for it.

    Attributes
    ----------
    action
        "keep", "complete" (what is missing is made of its run), or "run".
    reasons
        Why, as names: "new", "earlier", "forced", "asked", those of a `Condition`, or the endings of missing files.
    page
        Where it stands; None for one that does not.
    region
        The code of its region; empty where it has none.
    request
        What is to be made; None for one that is kept.
    missing
        What is to be made of its run, by what names of files end in.
    """

    order: Order
    action: str
    reasons: tuple[str, ...] = ()
    page: Path | None = None
    region: str = ""
    request: "Request | None" = None
    formats: Formats = PLAIN
    missing: tuple[str, ...] = ()

    @property
    def notebook(self) -> str:
        return self.order.notebook.name


@dataclass
class Plan:
    """What is done for orders.

    Attributes
    ----------
    steps
        One for each report, in the order in which they were ordered.
    left_out
        The notebooks of those that the data hold nothing for, with the reason.
    observations
        What they are made from; None where none is made.
    """

    steps: list[Step] = field(default_factory=list)
    left_out: list[tuple[Order, str]] = field(default_factory=list)
    observations: "Observations | None" = None

    @property
    def kept(self) -> list[Step]:
        return [step for step in self.steps if step.action == KEEP]

    @property
    def wanted(self) -> list[Step]:
        """Those for which something is to be made."""
        return [step for step in self.steps if step.action != KEEP]


class Planner:
    """Plans reports for a folder.

    Parameters
    ----------
    wishes
        The formats that are asked for now, or taken back.
    force
        Run again what stands.
    """

    def __init__(self, standing: Standing, wishes: Wishes, force: bool) -> None:
        self._standing, self._wishes, self._force = standing, wishes, force

    def plan(self, orders: Iterable[Order]) -> Plan:
        """What is done for orders; several that ask for one report in different words are one.

        Raises
        ------
        InputError
            One cannot be made.
        """
        plan, found, open_orders = Plan(), {}, []
        for at, order in enumerate(orders):
            stands = None if self._force else self._standing.find(order)
            step = self._step(order, stands) if stands else None
            if step and step.action == KEEP:
                found[at] = step
            else:
                open_orders.append((at, order))
        if open_orders:
            found |= self._resolved(open_orders, plan)
        by_report: dict[str, Step] = {}
        for _at, step in sorted(found.items()):
            by_report.setdefault(str(step.page or _key(step)), step)
        plan.steps = list(by_report.values())
        if not plan.steps and plan.left_out:
            raise InputError("\n".join(dict.fromkeys(reason for _order, reason in plan.left_out)))
        return plan

    def _resolved(self, orders: Iterable[tuple[int, Order]], plan: Plan) -> dict[int, Step]:
        """The steps of orders whose parameters are checked against the data."""
        with loading():  # 0.5 s, for pydantic and the types of parameters, which is not needed where all stand
            from helpers.figures.observations import load_observations
            from zhaotong.reports.requests import request_report

        plan.observations = load_observations()
        steps, faults = {}, []
        for at, order in orders:
            try:
                request = request_report(order.notebook, order.given, plan.observations, order.language)
            except InputError as error:
                words = _("%(notebook)s is left out; %(reason)s")
                if order.may_lack and isinstance(error, NotRecordedError):
                    plan.left_out.append((order, words % {"notebook": order.notebook.name, "reason": error}))
                else:
                    faults.append(str(error))
                continue
            key = identity(order.notebook.path.absolute(), request.language, request.values)
            step = self._step(order, self._standing.known.get(key), request)
            page = f"{order.notebook.name}/{request.stem(plan.observations)}.html"
            if step.page is None and (self._standing.folder / page).exists():
                step = replace(step, reasons=(EARLIER,))
            steps[at] = step
        if faults:
            raise InputError("\n".join(dict.fromkeys(faults)))
        return steps

    def _step(self, order: Order, stands: tuple[Path, dict[str, Any]] | None, request: "Request | None" = None) -> Step:
        region = request.values[request.place] if request and request.place else ""
        if stands is None:
            return Step(order, RUN, (NEW,), None, region, request, PLAIN.with_wishes(self._wishes))
        page, record = stands
        condition, had = self._standing.condition(page, record), Formats.read(record.get("form"))
        formats = had.with_wishes(self._wishes)
        step = Step(order, KEEP, (), page, record["result"]["region"], request, formats)
        if self._force:
            return replace(step, action=RUN, reasons=(FORCED,))
        if condition.state == ORPHANED:
            return replace(step, action=RUN, reasons=condition.reasons)
        if condition.state == CURRENT and formats == had:
            return step
        # Where the record is lost, nobody knows whether charts and print are as they were made.
        missing = [*condition.damages, *_lacking(PLAIN if RECORD in condition.damages else had, formats)]
        reasons = condition.reasons or (*condition.damages, *((ASKED,) if formats != had else ()))
        lacking = Condition(condition.state, (), {**condition.damages, **dict.fromkeys(missing, "missing")})
        if can_serve(page, record, lacking, self._standing.inputs.whole):
            return replace(step, action=COMPLETE, reasons=reasons, missing=tuple(missing or [RECORD]))
        return replace(step, action=RUN, reasons=reasons)


def _key(step: Step) -> str:
    assert step.request is not None  # one that does not stand is one that was resolved
    return identity(step.order.notebook.path.absolute(), step.request.language, step.request.values)


def _lacking(had: Formats, wanted: Formats) -> list[str]:
    """What is to be made for formats that a report has not had."""
    lacking = [kind for kind in wanted.charts if kind not in had.charts]
    other_page = ["html"] if wanted.show_code != had.show_code else []
    return [*lacking, *other_page, *(["pdf"] if wanted.pdf and (other_page or not had.pdf) else [])]


def jobs_of(plan: Plan, folder: Path, standing: Standing) -> list[tuple[Step, Job]]:
    """The jobs of what is to be made.

    Raises
    ------
    InputError
        The record of a former report is broken, and what it sealed would be lost.
    """
    from zhaotong.reports.requests import report_job  # as above

    found = []
    for step in plan.wanted:
        assert plan.observations is not None
        assert step.request is not None
        job = report_job(step.request, plan.observations, folder, step.formats, standing.inputs, step.missing)
        found.append((step, job))
    return found


def seconds_needed(plan: Plan, standing: Standing, at_once: int) -> float | None:
    """How long it will take, from the records of past runs; None where no past run says it."""
    past: dict[str, list[float]] = defaultdict(list)
    for _page, record in standing.records:
        past[record["notebook"]].append(record["seconds"])
    usual = {name: sum(each) / len(each) for name, each in past.items()}
    everywhere = sum(usual.values()) / len(usual) if usual else None
    needed = [usual.get(step.notebook, everywhere) for step in plan.wanted if step.action == RUN]
    if None in needed:
        return None
    return sum(filter(None, needed)) / max(1, at_once)


def reason_words(reasons: Iterable[str]) -> str:
    """Why a report is made, or not current, in words."""
    words: Mapping[str, str] = {
        NEW: _("not made yet"),
        EARLIER: _("what stands there is by an earlier version"),
        FORCED: _("asked for with --force"),
        ASKED: _("formats asked for or taken back"),
        "notebook": _("its notebook has changed"),
        "code": _("the code that it is made with has changed"),
        "libraries": _("other versions of libraries"),
        "descriptions": _("the descriptions of the data have changed"),
        "parameters": _("other parameters"),
        "text": _("its text has changed"),
        "words": _("translations have changed"),
        "figures": _("its figures have changed"),
        "gone": _("its notebook is gone"),
        "region": _("its region is no longer in the data"),
    }
    file = _("%(file)s missing or altered")
    return _(", ").join(words.get(each) or file % {"file": f".{each}"} for each in reasons)
