"""The command that checks what a text says: `zhaotong factcheck`."""

import json
from contextlib import nullcontext
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helpers.text.language import LANGUAGES, _, in_language
from helpers.text.messages import InputError
from zhaotong.cli import offers
from zhaotong.cli.options import Command, LanguageChoice, argument, option
from zhaotong.cli.production import make
from zhaotong.reports.formats import Formats
from zhaotong.reports.notebooks import FOLDER, find_notebook
from zhaotong.reports.orders import order_reports

if TYPE_CHECKING:
    from helpers.questions.factcheck.checked import Checked

_NOTEBOOK = str(FOLDER / "10-factcheck.ipynb")
_PIPED = "-"
_AS_USUAL: dict[str, Any] = {  # reports are made as `zhaotong report` makes them
    **dict.fromkeys(("force", "dry_run", "fail_fast", "watched"), False),
    **dict.fromkeys(("workers", "engine", "scheduler", *(each.name for each in fields(Formats)))),
    "timeout": 600,
}


@click.command(cls=Command)
@argument("text", metavar="TEXT", shell_complete=offers.texts)
@option("--language", type=LanguageChoice([*LANGUAGES, "both"]), help="Language of the report; both by default.")
@option("--region", help="The region that it is about, where it does not say so.", shell_complete=offers.regions)
@option("--period", help="The period that its figures are of, such as 2023, 2023Q3 or 2023-09.")
@option(
    "--span",
    help="What they cover, such as year, ytd, quarter or month.",
    shell_complete=offers.of_type("RecordedSpan"),
)
@option("--as-of", help="The month whose knowledge is used, such as 2023-11.")
@option("--output-dir", "folder", type=click.Path(path_type=Path, file_okay=False), help="Where reports go.")
@option("--open", "opened", is_flag=True, help="Make the report, of a sentence too, and open it in the browser.")
@option("--json", "as_json", is_flag=True, help="Write all claims as JSON; make no report.")
def factcheck(
    text: str, language: str | None, folder: Path | None, opened: bool, as_json: bool, **about: str | None
) -> None:
    """Say whether what TEXT claims agrees with the published figures and with itself.

    TEXT is a file (text, web page, document, PDF, workbook), a sentence, or "-" for what is piped in. Of a file a
    report is made, and the worst claims are told; a sentence is answered at once. What it is about is read from its
    first lines, unless the options say it. The exit code is 0 whatever the verdicts are.
    """
    given = {name: value for name, value in about.items() if value is not None}
    is_piped = text == _PIPED
    if is_piped and opened:
        raise InputError(_("a report is made of a file or a sentence, not of what is piped in; leave out --open"))
    given |= {} if is_piped else {"text": text}
    with in_language(language) if language in LANGUAGES else nullcontext():
        checked, is_file = _checked(given)
        from zhaotong.cli.claims import fact_check_data, fact_check_lines  # 0.4 s, which a shell need not wait for

        if as_json:
            click.echo(json.dumps(fact_check_data(checked), ensure_ascii=False, indent=1))
            return
        for line in fact_check_lines(checked, agreeing=not is_file):
            click.echo(line)
    if opened or is_file:
        make(order_reports(_NOTEBOOK, given, language), folder, opened=opened, manner=None, **_AS_USUAL)


def _checked(given: dict[str, str]) -> tuple["Checked", bool]:
    """What is given as text, checked, and whether it is a file.

    Raises
    ------
    InputError
        A value is not allowed, or there is no such text.
    """
    from helpers.figures.observations import load_observations  # 0.4 s, as above
    from helpers.parameters.texts import file_of
    from helpers.parameters.values import check_values, resolve
    from helpers.questions.factcheck.checked import PIPED, check_text

    declarations = find_notebook(_NOTEBOOK).declarations
    observations = load_observations()
    parameters = resolve(declarations, check_values(declarations, given, observations), observations)
    known = observations.as_known(parameters.as_of)
    about = parameters.region, parameters.period, parameters.span
    text = parameters.text if "text" in given else PIPED
    return check_text(text, known, *about), file_of(text) is not None
