"""The commands that list notebooks and make and compare reports."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helpers.text.language import LANGUAGES, _
from zhaotong.cli import offers
from zhaotong.cli.layout import width
from zhaotong.cli.options import Command, LanguageChoice, argument, option
from zhaotong.cli.production import make, production_options
from zhaotong.cli.settings import Setting, values_set
from zhaotong.reports.notebooks import find_notebook, list_notebooks, readable
from zhaotong.reports.orders import is_all, order_reports, read_sweep, read_values

if TYPE_CHECKING:
    from helpers.parameters.types import ParameterType


_LEAST = 12  # columns for the names of notebooks


@click.command(cls=Command)
def notebooks() -> None:
    """List the notebooks and their questions."""
    found, faults = readable(list_notebooks())
    across = max([_LEAST, *(width(notebook.name) + 2 for notebook in found)])
    for notebook in found:
        questions = dict.fromkeys(map(notebook.question, LANGUAGES))  # one, where it is written in one language
        beside = " " * (across - width(notebook.name))
        click.echo(f"{notebook.name}{beside}" + f"\n{' ' * across}".join(questions))
    for fault in faults:
        click.echo(_("left out: %(reason)s") % {"reason": fault}, err=True)


@click.command(cls=Command)
@argument("notebook", shell_complete=offers.notebooks)
def parameters(notebook: str) -> None:
    """Name, type, allowed values, default and meaning of each parameter of NOTEBOOK."""
    found = find_notebook(notebook)
    if not found.declarations:
        words = _("%(notebook)s declares no parameters: it has no cell tagged parameters, or an empty one")
        click.echo(words % {"notebook": found.name})
    for declaration in found.declarations:
        kind = f": {declaration.type}" if declaration.type else ""
        click.echo(f"{declaration.name}{kind} = {declaration.default!r}")
        lines = [declaration.meaning, _("allowed: %(values)s") % {"values": declaration.rule.allowed}]
        lines += _values(declaration.rule)
        click.echo("".join(f"    {line}\n" for line in lines if line), nl=False)


def _values(rule: "ParameterType") -> list[str]:
    """Where the values of a type are listed, or the values themselves where these are few and known by the data."""
    from helpers.parameters.types import Choice, Known  # 0.3 s, which no other command here needs

    if rule.listed_by:
        return [_("listed by: zhaotong %(command)s") % {"command": rule.listed_by}]
    if isinstance(rule, Choice) or not isinstance(rule, Known):
        return []
    from helpers.figures.observations import load_observations

    observations = load_observations()
    named = _("%(code)s (%(name)s)")
    known = [named % {"code": code, "name": rule.words(code, observations)} for code in rule.known(observations)]
    return [_("values: %(known)s") % {"known": _(", ").join(known)}]


@click.command(cls=Setting)
@argument("notebook", shell_complete=offers.notebooks_and_all)
@option(
    "-p",
    "given",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="Set a parameter; also as NAME=VALUE.",
    shell_complete=offers.settings,
)
@option(
    "-f",
    "file",
    type=click.Path(path_type=Path),
    help="Read parameters from a YAML file; -p goes before it.",
    shell_complete=offers.presets,
)
@option("--language", type=LanguageChoice([*LANGUAGES, "both"]), help="Language of the report; both by default.")
@production_options
def report(
    notebook: str, given: tuple[tuple[str, str], ...], file: Path | None, language: str | None, **options: Any
) -> None:
    """Run NOTEBOOK and write its report; then bring the index up to date.

    NOTEBOOK may be "all": every notebook as it stands and, unless parameters are given, with each of its presets. A
    notebook takes those of the parameters that it declares, and is left out where the data hold nothing for the region.
    A report that stands, and whose notebook, code, parameters and figures have not changed, is not made again.
    """
    values = (read_values(file) if file else {}) | values_set(given)
    left_out = readable(list_notebooks())[1] if is_all(notebook) else []
    make(order_reports(notebook, values, language), left_out=left_out, **options)


@click.command(cls=Command)
@argument("file", type=click.Path(path_type=Path), shell_complete=offers.sweeps)
@production_options
def sweep(file: Path, **options: Any) -> None:
    """Make the reports that FILE asks for: a grid of notebooks and parameters, a list, or both.

    All of them are checked before anything runs; those that stand and have not changed are not made again, so that a
    sweep that was interrupted goes on where it stopped.
    """
    make(read_sweep(file), **options)
