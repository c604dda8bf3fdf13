"""The command line: `zhaotong`.

Exit codes: 0 all made; 1 a notebook failed, the others were made; 2 wrong usage, parameter or data, before anything
ran; 130 interrupted.
"""

import os
import signal
import sys
from contextlib import closing
from pathlib import Path

import click
import yaml

from helpers.declarations import NotRecordedError
from helpers.language import LANGUAGES
from helpers.messages import InputError, shortened
from helpers.observations import load_observations
from helpers.parameters import allowed_values
from helpers.reporting.faces import Form
from helpers.reporting.jobs import CANCELLED, OK, Outcome
from helpers.reporting.notebooks import Notebook, find_notebook, list_notebooks
from helpers.reporting.prints import find_browser


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zhaotong-growth")
def zhaotong() -> None:
    """Reports on how fast Zhaotong, or any region that the data hold, has grown."""


@zhaotong.command()
def notebooks() -> None:
    """List the notebooks and their questions."""
    for notebook in list_notebooks():
        click.echo(f"{notebook.name:<12}{notebook.question('en')}\n{'':<12}{notebook.question('zh')}")


@zhaotong.command()
@click.argument("notebook")
def parameters(notebook: str) -> None:
    """Name, type, allowed values, default and meaning of each parameter of NOTEBOOK."""
    for declaration in find_notebook(notebook).declarations:
        click.echo(f"{declaration.name}: {declaration.type} = {declaration.default!r}")
        click.echo(f"    {declaration.meaning}\n    allowed: {allowed_values(declaration.type)}")


@zhaotong.command()
@click.argument("notebook")
@click.option("-p", "given", nargs=2, multiple=True, metavar="NAME VALUE", help="Set a parameter.")
@click.option(
    "-f", "file", type=click.Path(path_type=Path), help="Read parameters from a YAML file; -p goes before it."
)
@click.option("--language", type=click.Choice([*LANGUAGES, "both"]), help="Language of the report; both by default.")
@click.option("--show-code", is_flag=True, help="Keep the code, folded.")
@click.option("--charts", type=click.Choice(["png", "svg"]), help="Write each chart to a file of its own as well.")
@click.option("--pdf", is_flag=True, help="Print each page to a PDF file as well; wants Chromium.")
@click.option(
    "--output-dir", type=click.Path(path_type=Path, file_okay=False), help="Where reports go; reports/ by default."
)
@click.option("--workers", type=click.IntRange(min=1), help="Runs at once; as many as there are processors by default.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=600, help="Seconds for one report.")
@click.option("--engine", help="warm: kernels forked from one process, where the system allows; plain: ordinary ones.")
@click.option("--scheduler", metavar="ADDRESS", help="Make them on the Dask cluster at this address, tcp://HOST:PORT.")
def report(
    notebook: str,
    given: tuple[tuple[str, str], ...],
    file: Path | None,
    language: str | None,
    show_code: bool,
    charts: str | None,
    pdf: bool,
    output_dir: Path | None,
    workers: int | None,
    timeout: float,
    engine: str | None,
    scheduler: str | None,
) -> None:
    """Run NOTEBOOK and write its report; then bring the index up to date.

    NOTEBOOK may be "all": every notebook as it stands and, unless parameters are given, with each of its presets. A
    notebook takes those of the parameters that it declares, and is left out where the data hold nothing for the region.
    """
    # papermill and nbconvert take a second to import: not for a wrong word
    from helpers.reporting import reports
    from helpers.reporting.forks import CAN_FORK
    from helpers.reporting.workers import check_engine, run_all

    if scheduler and (workers or engine):
        option = "--workers" if workers else "--engine"
        raise InputError(f"{option} is for runs on this machine, --scheduler for those on a cluster; give one of them")
    if pdf and not scheduler:
        find_browser()

    engine = check_engine(engine)
    chosen = list_notebooks() if notebook == "all" else [find_notebook(notebook)]
    values = (read_values(file) if file else {}) | dict(given)
    observations = load_observations()
    wanted = [(each, values_for(each, values, chosen)) for each in chosen]
    if notebook == "all" and not values:
        wanted += [(each, read_values(preset)) for each in chosen for preset in each.presets]
    requests = []
    for each, own in wanted:
        try:
            requests += [
                reports.request_report(each, own | {"language": language_value}, observations)
                for language_value in languages_wanted(each, own, language)
            ]
        except NotRecordedError as error:
            if notebook != "all":
                raise
            click.echo(f"{each.name} is left out; {error}", err=True)
    folder, form = output_dir or reports.REPORTS, Form(show_code, charts, pdf)
    if engine == "plain":
        reason = "" if CAN_FORK else ": this system cannot fork them from a warm process"
        click.echo(f"ordinary kernels are used{reason}", err=True)
    if scheduler:
        from helpers.reporting.cluster import run_on_cluster

        ending = run_on_cluster(requests, folder, scheduler=scheduler, timeout=timeout, form=form)
    else:
        jobs = [reports.report_job(request, observations, folder, form=form) for request in requests]
        ending = run_all(jobs, folder, workers=workers, timeout=timeout, engine=engine)
    with closing(ending) as outcomes:
        made = [_told(outcome) for outcome in outcomes]
    try:
        click.echo(os.path.relpath(reports.make_index(folder)))
    except OSError as error:  # the disk is full, the folder not writable
        click.echo(error, err=True)
        made.append(False)
    sys.exit(0 if all(made) else 1)


@zhaotong.command()
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    envvar="ZHAOTONG_SOURCE_TEXTS",
    help="A folder with texts of sources, <source>.txt: is every number in them accounted for?",
)
def check(texts: Path | None) -> None:
    """Check data/: its description, the relations that must hold, and, where there are any, the texts of sources."""
    from helpers.reporting.checks import check_data

    for line in check_data(texts):
        click.echo(line)


def _told(outcome: Outcome) -> bool:
    """Say where a report is, or why it could not be made and where that is kept; was it made?"""
    if outcome.status == OK:
        click.echo(os.path.relpath(outcome.path))
        return True
    if outcome.status != CANCELLED:  # an interrupt is told once, for all
        where = f" (kept: {os.path.relpath(outcome.kept)})" if outcome.kept else ""
        click.echo(f"{outcome.message}{where}", err=True)
    return False


def values_for(notebook: Notebook, values: dict, chosen: list[Notebook]) -> dict:
    """Of parameters for several notebooks, those that one declares; what none declares stays, to be refused."""
    declared = {declaration.name for each in chosen for declaration in each.declarations}
    own = {declaration.name for declaration in notebook.declarations}
    return {name: value for name, value in values.items() if name in own or name not in declared}


def languages_wanted(notebook: Notebook, values: dict, option: str | None) -> list[str]:
    """The languages to make a report in: the option's, else the parameter's, else both.

    Raises:
        InputError: the two contradict each other
    """
    asked = values.get("language")
    if asked is None:
        return list(LANGUAGES) if option in (None, "both") else [option]
    if option not in (None, asked):
        raise InputError(
            f'--language {option} contradicts the parameter language "{shortened(asked)}"; give one of them'
        )
    return [asked]


def read_values(file: Path) -> dict[str, object]:
    """Parameters from a YAML file, every value as the text that stands there: NO is no "false", 0870 no number.

    Raises:
        InputError: the file is not there or is no mapping of names to values
    """
    try:
        values = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read: {error}") from None
    except yaml.YAMLError as error:
        raise InputError(f"{file} is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(values, dict):
        raise InputError(f"{file} holds no parameters, which are written name: value")
    return values


def main() -> None:
    """Run the command; every fault of input ends in one clear message and exit code 2."""
    for name in ("SIGTERM", "SIGHUP"):  # asked to end, as by Ctrl-C; nohup and the like are respected
        if (number := getattr(signal, name, None)) and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    try:
        zhaotong.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except InputError as error:
        click.echo(error, err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; reports made before stand", err=True)
        sys.exit(130)
