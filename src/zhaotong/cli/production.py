"""The options of the commands that make reports, and what they do with them."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import Field, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helpers.text.language import _
from helpers.text.messages import InputError
from zhaotong.cli.options import option
from zhaotong.reports.folder import reports_folder
from zhaotong.reports.formats import NONE, Formats, Wishes
from zhaotong.reports.orders import Order

if TYPE_CHECKING:
    from zhaotong.reports.production import Runner


def _format_option(each: Field) -> Callable:
    name, words = each.name.replace("_", "-"), each.metadata["help"]
    if choices := each.metadata["choices"]:
        return option(f"--{name}", help=words, type=click.Choice([*choices, NONE]), multiple=True)
    return option(f"--{name}/--no-{name}", help=words, default=None)


def production_options(command: Callable) -> Callable:
    """The options of every command that makes reports."""
    options = [
        *map(_format_option, fields(Formats)),
        option("--output-dir", "folder", type=click.Path(path_type=Path, file_okay=False), help="Where reports go."),
        option("--force", is_flag=True, help="Run again what stands and has not changed."),
        option("--dry-run", is_flag=True, help="Say what would be made, why and how long it takes; make nothing."),
        option("--fail-fast", is_flag=True, help="Begin nothing more when a report has failed."),
        option("--watch", "watched", is_flag=True, help="Make them again whenever data, notebooks or code change."),
        option("--open", "opened", is_flag=True, help="Open the report, or else the index, in the browser."),
        option("--quiet", "manner", flag_value="quiet", help="Tell of faults alone."),
        option("--verbose", "manner", flag_value="verbose", help="Tell why each was made and how long it took."),
        option("--json", "manner", flag_value="json", help="Tell of each report in a line of JSON."),
        option("--workers", type=click.IntRange(min=1), help="Runs at once; one for each processor by default."),
        option("--timeout", type=click.FloatRange(min=0, min_open=True), default=600, help="Seconds for one report."),
        option("--scheduler", metavar="ADDRESS", help="Make them on the Dask cluster at tcp://HOST:PORT."),
        option("--engine", help="warm: kernels forked from one process, where the system can; plain: ordinary."),
    ]
    for each in reversed(options):
        command = each(command)
    return command


def make(
    orders: list[Order],
    folder: Path | None,
    force: bool,
    dry_run: bool,
    fail_fast: bool,
    watched: bool,
    opened: bool,
    manner: str | None,
    left_out: Iterable[str] = (),
    **options: Any,
) -> None:
    """Make the reports, then end with the exit code; the options are those of the formats and of `_runner`."""
    # What makes reports is loaded when one is made: a shell that completes the command's options would wait for it.
    from zhaotong.cli.watching import watch
    from zhaotong.reports.production import foresee, produce
    from zhaotong.reports.telling import LINES, Teller

    wishes: Wishes = {each.name: options.pop(each.name) for each in fields(Formats)}
    runner, teller = _runner(wishes, **options), Teller(manner or LINES)
    where = folder or reports_folder()
    if dry_run:
        foresee(orders, where, wishes, runner, force, left_out, teller)
        return
    if watched:
        watch([order.notebook.path for order in orders], where)
    made = produce(orders, where, wishes, runner, force, left_out, teller, fail_fast)
    if opened and teller.pages:
        click.launch(str(teller.pages[0] if len(teller.pages) == 1 else where / "index.html"))
    sys.exit(0 if made else 1)


def _runner(wishes: Wishes, workers: int | None, timeout: float, engine: str | None, scheduler: str | None) -> "Runner":
    """Return what makes reports with these options.

    Raises
    ------
    InputError
        Two options contradict each other, or one cannot be met.
    """
    from zhaotong.reports.production import Runner, local_runner  # as above

    if not scheduler:
        return local_runner(workers, timeout, engine)
    if workers or engine:
        name = "workers" if workers else "engine"
        words = _("--%(option)s is for runs on this machine, --scheduler for those on a cluster; give one of them")
        raise InputError(words % {"option": name})
    from zhaotong.cluster.submission import run_on_cluster  # 0.1 s, which only this option should cost

    return Runner(partial(run_on_cluster, scheduler=scheduler, timeout=timeout, formats=Formats().with_wishes(wishes)))
