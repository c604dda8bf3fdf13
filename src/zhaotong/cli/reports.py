"""The commands that list notebooks and make and compare reports."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import Field, fields
from functools import partial
from pathlib import Path
from typing import Any

import click

from helpers.text.language import LANGUAGES, _
from helpers.text.messages import InputError
from zhaotong.cli.options import Command, argument, option
from zhaotong.reports.formats import Formats
from zhaotong.reports.notebooks import find_notebook, list_notebooks, readable
from zhaotong.reports.orders import Order, order_reports, read_sweep, read_values
from zhaotong.reports.production import REPORTS, Runner, local_runner, produce


@click.command(cls=Command)
def notebooks() -> None:
    """List the notebooks and their questions."""
    found, faults = readable(list_notebooks())
    for notebook in found:
        questions = dict.fromkeys(map(notebook.question, LANGUAGES))  # one, where it is written in one language
        click.echo(f"{notebook.name:<12}" + f"\n{'':<12}".join(questions))
    for fault in faults:
        click.echo(_("left out: %(reason)s") % {"reason": fault}, err=True)


@click.command(cls=Command)
@argument("notebook")
def parameters(notebook: str) -> None:
    """Name, type, allowed values, default and meaning of each parameter of NOTEBOOK."""
    found = find_notebook(notebook)
    if not found.declarations:
        words = _("%(notebook)s declares no parameters: it has no cell tagged parameters, or an empty one")
        click.echo(words % {"notebook": found.name})
    for declaration in found.declarations:
        kind = f": {declaration.type}" if declaration.type else ""
        click.echo(f"{declaration.name}{kind} = {declaration.default!r}")
        allowed = _("allowed: %(values)s") % {"values": declaration.rule.allowed}
        click.echo("".join(f"    {line}\n" for line in (declaration.meaning, allowed) if line), nl=False)


def _format_option(each: Field) -> Callable:
    choices = each.metadata["choices"]
    kind = {"type": click.Choice(choices)} if choices else {"is_flag": True}
    return option(f"--{each.name.replace('_', '-')}", help=each.metadata["help"], **kind)


def production_options(command: Callable) -> Callable:
    """The options of every command that makes reports."""
    options = [
        *map(_format_option, fields(Formats)),
        option("--output-dir", "folder", type=click.Path(path_type=Path, file_okay=False), help="Where reports go."),
        option("--force", is_flag=True, help="Make again what stands and has not changed."),
        option("--workers", type=click.IntRange(min=1), help="Runs at once; one for each processor by default."),
        option("--timeout", type=click.FloatRange(min=0, min_open=True), default=600, help="Seconds for one report."),
        option("--scheduler", metavar="ADDRESS", help="Make them on the Dask cluster at tcp://HOST:PORT."),
        option("--engine", help="warm: kernels forked from one process, where the system can; plain: ordinary."),
    ]
    for each in reversed(options):
        command = each(command)
    return command


@click.command(cls=Command)
@argument("notebook")
@option("-p", "given", nargs=2, multiple=True, metavar="NAME VALUE", help="Set a parameter.")
@option("-f", "file", type=click.Path(path_type=Path), help="Read parameters from a YAML file; -p goes before it.")
@option("--language", type=click.Choice([*LANGUAGES, "both"]), help="Language of the report; both by default.")
@production_options
def report(
    notebook: str, given: tuple[tuple[str, str], ...], file: Path | None, language: str | None, **options: Any
) -> None:
    """Run NOTEBOOK and write its report; then bring the index up to date.

    NOTEBOOK may be "all": every notebook as it stands and, unless parameters are given, with each of its presets. A
    notebook takes those of the parameters that it declares, and is left out where the data hold nothing for the region.
    A report that stands, and whose notebook, code, parameters and figures have not changed, is not made again.
    """
    values = (read_values(file) if file else {}) | dict(given)
    left_out = readable(list_notebooks())[1] if notebook == "all" else []
    _produce(order_reports(notebook, values, language), left_out=left_out, **options)


@click.command(cls=Command)
@argument("file", type=click.Path(path_type=Path))
@production_options
def sweep(file: Path, **options: Any) -> None:
    """Make the reports that FILE asks for: a grid of notebooks and parameters, a list, or both.

    All of them are checked before anything runs; those that stand and have not changed are not made again, so that a
    sweep that was interrupted goes on where it stopped.
    """
    _produce(read_sweep(file), **options)


def _produce(
    orders: list[Order], folder: Path | None, force: bool, left_out: Iterable[str] = (), **options: Any
) -> None:
    """Make the reports, then end with the exit code; the options are those of the formats and of `_runner`."""
    formats = Formats(**{each.name: options.pop(each.name) for each in fields(Formats)})
    made = produce(orders, folder or REPORTS, formats, _runner(formats, **options), force, left_out)
    sys.exit(0 if made else 1)


def _runner(formats: Formats, workers: int | None, timeout: float, engine: str | None, scheduler: str | None) -> Runner:
    """Return what makes reports with these options.

    Raises
    ------
    InputError
        Two options contradict each other, or one cannot be met.
    """
    if not scheduler:
        formats.check()
        return local_runner(workers, timeout, engine)
    if workers or engine:
        name = "workers" if workers else "engine"
        words = _("--%(option)s is for runs on this machine, --scheduler for those on a cluster; give one of them")
        raise InputError(words % {"option": name})
    from zhaotong.cluster.submission import run_on_cluster  # 0.1 s, which only this option should cost

    return Runner(partial(run_on_cluster, scheduler=scheduler, timeout=timeout, formats=formats))


@click.command(cls=Command)
@argument("report_a", type=click.Path(path_type=Path))
@argument("report_b", type=click.Path(path_type=Path))
@option(
    "--tolerance",
    type=float,
    default=0,
    help="Numbers that differ by at most this, in the unit in which they are printed, are not told; 0 by default.",
)
@option("--language", type=click.Choice([*LANGUAGES]), help="Language of the comparison; the reports' by default.")
@option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it whole, as a page, to a file.")
def compare(report_a: Path, report_b: Path, tolerance: float, language: str | None, output: Path | None) -> None:
    """What differs between two reports of a notebook: parameters, the figures used, results.

    A report is named by its page, or by any file beside it. The exit code is 0 whether or not they differ.
    """
    from zhaotong.compare.comparison import compare as compare_reports  # 0.14 s, which no other command needs
    from zhaotong.compare.terminal import comparison_lines

    comparison = compare_reports(report_a, report_b, tolerance, language)
    if output:
        from zhaotong.compare.page import put_comparison  # 0.47 s, for pages alone

        command = ["zhaotong", "compare", str(report_a), str(report_b)]
        command += ["--tolerance", f"{tolerance:g}"] if tolerance else []
        command += ["--language", comparison.language, "--output", str(output)]
        put_comparison(comparison, (report_a, report_b), command, output)
    for line in comparison_lines(comparison):
        click.echo(line)
