"""The commands for notebooks of one's own."""

import os
import shlex
import sys

import click

from helpers.text.language import LANGUAGES, _, language_in_use
from zhaotong.cli import offers
from zhaotong.cli.options import Command, argument, option
from zhaotong.reports.notebooks import FOLDER, find_notebook


@click.command(cls=Command)
@argument("name")
@option("--from", "origin", metavar="NOTEBOOK", help="Begin with a copy of this notebook.")
@option("--language", type=click.Choice([*LANGUAGES]), help="Language of the template; the shell's by default.")
def new(name: str, origin: str | None, language: str | None) -> None:
    """Write the notebook NAME, which works at once: parameters, figures, a chart, a fit, a finding, sources."""
    from zhaotong.authoring.begin import begin_notebook  # 0.2 s with nbformat, which no other command needs

    path = begin_notebook(name, origin, language or language_in_use())
    command = ["zhaotong", "report", path.stem]
    if path.absolute().parent != FOLDER:
        command += ["--notebooks", os.path.relpath(path.parent)]
    words = _("open it in JupyterLab (make lab); report it with: %(command)s")
    click.echo(f"{os.path.relpath(path)}\n{words % {'command': shlex.join(command)}}")


@click.command(cls=Command)
@argument("notebook", shell_complete=offers.notebooks)
def lint(notebook: str) -> None:
    """What NOTEBOOK lacks, with its cell: faults, with which no report can be made, and hints.

    The exit code is 1 where there is a fault.
    """
    from helpers.figures.observations import load_observations
    from zhaotong.authoring.lint import lint as remarks_on  # 0.5 s, with the types of parameters

    remarks = remarks_on(find_notebook(notebook), load_observations())
    for remark in remarks:
        click.echo(remark)
    if not remarks:
        click.echo(_("nothing is missing"))
    sys.exit(1 if any(remark.is_fault for remark in remarks) else 0)
