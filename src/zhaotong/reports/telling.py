"""How a command tells of the reports that it makes: a line each, one line for all on a terminal, or JSON."""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from helpers.text.language import _, _n
from zhaotong.reports.plan import EARLIER, RUN, Plan, Step, reason_words
from zhaotong.runs.jobs import CANCELLED, OK, Outcome

LINES, QUIET, VERBOSE, JSON = "lines", "quiet", "verbose", "json"
_FEW = 10  # reports that a terminal is told of one by one


@dataclass
class Teller:
    """Tells of the reports of a command.

    Attributes
    ----------
    manner
        "lines"; "quiet": faults alone; "verbose": with reasons and seconds; "json": a line of JSON a report.
    counts
        How many were made, unchanged and so on.
    pages
        Of the reports that stand in the end.
    """

    manner: str = LINES
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[Outcome] = field(default_factory=list)
    pages: list[Path] = field(default_factory=list)

    @property
    def is_at_a_terminal(self) -> bool:
        return sys.stdout is not None and sys.stdout.isatty()

    def plan(self, plan: Plan, left_out: Iterable[str]) -> None:
        """Tell what is kept, and what is left out and why."""
        for fault in left_out:
            self.fault(_("left out: %(reason)s") % {"reason": fault})
            self.counts["unread"] += 1
        for order, reason in plan.left_out:
            self.counts["left out"] += 1
            if self.manner == JSON:
                self._data(order.notebook.name, "", order.language, "left out", fault=reason)
        for reason in dict.fromkeys(reason for _order, reason in plan.left_out) if self.manner != JSON else ():
            self.fault(reason)  # once for all languages
        earlier = sum(EARLIER in step.reasons for step in plan.wanted)
        if earlier and self.manner in (LINES, VERBOSE):
            words = _n(
                "%(n)s report by an earlier version is made anew",
                "%(n)s reports by an earlier version are made anew",
                earlier,
            )
            click.echo(words % {"n": earlier})
        self.counts["unchanged"] = len(plan.kept)
        if self.manner == LINES and self.is_at_a_terminal and len(plan.kept) > _FEW:
            return
        for step in plan.kept:
            if self.manner == JSON:
                self._data(step.notebook, step.region, step.order.language, "unchanged", page=step.page)
            elif self.manner != QUIET and step.page:
                click.echo(_("%(page)s (unchanged)") % {"page": os.path.relpath(step.page)})

    def planned(self, plan: Plan, seconds: float | None) -> None:
        """Tell what would be made, why, and how long that would take."""
        for step in plan.wanted:
            if self.manner == JSON:
                state = "would run" if step.action == RUN else "would complete"
                self._data(step.notebook, step.region, step.order.language, state, page=step.page, reasons=step.reasons)
                continue
            region = plan.observations.region(step.region).name if plan.observations and step.region else ""
            subject = [step.notebook, *filter(None, [region]), step.order.language]
            words = _("would run %(report)s: %(reason)s")
            if step.action != RUN:
                words = _("would complete %(report)s without running it: %(reason)s")
            click.echo(words % {"report": _(", ").join(subject), "reason": reason_words(step.reasons)})
        if self.manner == JSON:
            return
        runs = sum(step.action == RUN for step in plan.wanted)
        numbers = {"runs": runs, "completed": len(plan.wanted) - runs, "unchanged": len(plan.kept)}
        click.echo(_("to run %(runs)s, to complete %(completed)s, unchanged %(unchanged)s") % numbers)
        if runs:
            unknown = _("how long it will take is not known: none was made yet")
            about = _("about %(time)s, by past runs")
            click.echo(unknown if seconds is None else about % {"time": duration(seconds)})

    def outcomes(
        self, ended: Iterable[tuple[Step, Outcome]], steps: int, alone: bool, at_once: int, seconds: float | None
    ) -> Generator[Outcome, None, None]:
        """Tell of each report how it ended, as it ends.

        Parameters
        ----------
        steps
            How many there are.
        alone
            Whether only one report was asked for.
        seconds
            How long all will take, as far as past runs say it.
        """
        if self.manner != LINES or alone or not self.is_at_a_terminal:
            for step, outcome in ended:
                self._outcome(step, outcome)
                yield outcome
            return
        begun, done = time.monotonic(), 0

        def words(_item: object) -> str:
            running, left = min(at_once, steps - done), steps - done
            parts = [_("%(n)s running") % {"n": running}] if running else []
            parts += [_("%(n)s failed") % {"n": len(self.failures)}] if self.failures else []
            spent = time.monotonic() - begun
            if left and (done >= 2 * max(1, at_once) or seconds is not None):
                expected = (seconds or 0) * left / steps if done < 2 * max(1, at_once) else spent * left / done
                parts.append(_("about %(time)s left") % {"time": duration(expected)})
            return _(", ").join(parts)

        with click.progressbar(length=steps, show_pos=True, show_eta=False, item_show_func=words) as bar:
            bar.update(0)
            for _step, outcome in ended:
                done += 1
                self._count(outcome)
                bar.update(1, outcome)
                yield outcome

    def _outcome(self, step: Step, outcome: Outcome) -> None:
        self._count(outcome)
        if self.manner == JSON:
            state = {OK: "made" if step.action == RUN else "completed"}.get(outcome.status, outcome.status)
            about = {"page": outcome.path, "seconds": outcome.seconds, "fault": outcome.message}
            region = step.region or _region(step)
            self._data(step.notebook, region, step.order.language, state, **about, kept=outcome.kept)
        else:
            self._line(step, outcome)

    def _count(self, outcome: Outcome) -> None:
        self.counts[outcome.status] += 1
        if outcome.status not in (OK, CANCELLED):  # an interrupt is told once, for all
            self.failures.append(outcome)

    def _line(self, step: Step, outcome: Outcome) -> None:
        if outcome.path and self.manner == VERBOSE:
            words = _("%(page)s (%(seconds)s s; %(reason)s)")
            seconds = f"{outcome.seconds:.1f}"
            page = os.path.relpath(outcome.path)
            click.echo(words % {"page": page, "seconds": seconds, "reason": reason_words(step.reasons)})
        elif outcome.path:
            if self.manner != QUIET:
                click.echo(os.path.relpath(outcome.path))
        elif outcome.status != CANCELLED:
            self._failure(outcome)

    def _failure(self, outcome: Outcome) -> None:
        names = {"message": outcome.message, "file": os.path.relpath(outcome.kept) if outcome.kept else ""}
        self.fault(_("%(message)s (kept: %(file)s)") % names if outcome.kept else outcome.message)

    @staticmethod
    def fault(text: object) -> None:
        """Tell of something that a person must know."""
        click.echo(text, err=True)

    def index(self, page: Path) -> None:
        """Tell where the index stands."""
        if self.manner in (LINES, VERBOSE):
            click.echo(os.path.relpath(page))

    def summary(self) -> None:
        """One line for all, and on a terminal the failures last."""
        if self.manner in (LINES, VERBOSE):
            numbers = {"made": self.counts[OK], "unchanged": self.counts["unchanged"], "failed": len(self.failures)}
            click.echo(_("made %(made)s, unchanged %(unchanged)s, failed %(failed)s") % numbers)
        if self.manner == LINES and self.is_at_a_terminal:
            for outcome in self.failures:
                self._failure(outcome)

    def _data(self, notebook: str, region: str, language: str, state: str, **more: Any) -> None:
        """A report as a line of JSON; what is empty is left away."""
        said = {"notebook": notebook, "region": region, "language": language, "state": state}
        said |= {name: value for name, value in more.items() if value}
        click.echo(json.dumps(said, ensure_ascii=False, default=str))


def _region(step: Step) -> str:
    request = step.request
    return str(request.values[request.place]) if request and request.place else ""


def duration(seconds: float) -> str:
    """A stretch of time in words, as exactly as it can be told beforehand."""
    if seconds < 90:
        return _("%(n)s s") % {"n": max(1, round(seconds))}
    if seconds < 5400:
        return _("%(n)s min") % {"n": round(seconds / 60)}
    return _("%(n)s h") % {"n": f"{seconds / 3600:.1f}"}
