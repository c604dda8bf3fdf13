"""The keeper's commands besides `zhaotong add`: `zhaotong template` and `zhaotong check`."""

from pathlib import Path

import click

from helpers.figures.observations import load_observations
from helpers.figures.package import read_package
from helpers.figures.paths import data_folder
from helpers.text.language import _
from helpers.text.messages import InputError
from zhaotong.cli.options import Command, argument, option


@click.command(cls=Command)
@argument("file", type=click.Path(path_type=Path, dir_okay=False), default="figures.xlsx")
@option("--region", help="Prepare a row for each figure that was recorded for it in recent years.")
@option("--source", help="Fill in the source of all rows, by its identifier.")
def template(file: Path, region: str | None, source: str | None) -> None:
    """Write a template for new figures to FILE, an .xlsx workbook (figures.xlsx by default) or a .csv file.

    It has the columns of the tables and lists what may stand in them; `zhaotong add FILE` records what is filled in.
    """
    from zhaotong.keeping.templates import template_csv, template_workbook  # 0.09 s, which no other command needs

    write = {".xlsx": template_workbook, ".csv": template_csv}.get(file.suffix.lower())
    if write is None:
        raise InputError(_('a template is an .xlsx or a .csv file, not "%(file)s"') % {"file": file.name})
    observations = load_observations()
    package, _tables = read_package(data_folder())
    content = write(package, observations, region and observations.find_region(region, recording=True), source)
    try:
        with file.open("xb") as new:
            new.write(content)
    except FileExistsError:
        words = _("%(file)s exists already and may hold figures; give another name")
        raise InputError(words % {"file": file}) from None
    except OSError as error:
        file.unlink(missing_ok=True)
        raise InputError(_("%(file)s cannot be written: %(reason)s") % {"file": file, "reason": error}) from None
    click.echo(_("%(file)s: fill it in, then: zhaotong add %(file)s") % {"file": file})


@click.command(cls=Command)
@option(
    "--texts",
    type=click.Path(path_type=Path),
    envvar="ZHAOTONG_SOURCE_TEXTS",
    help="A folder with texts of sources, <source>.txt: is every number in them accounted for?",
)
@option("--findings", is_flag=True, help="Say all that the X-ray finds, revisions and what is marked as well.")
def check(texts: Path | None, findings: bool) -> None:
    """Check data/: its description, the relations that must hold, and, where there are any, the texts of sources.

    An X-ray then looks for what cannot be right whatever was recorded before: a part above its whole, a lost decimal
    point, the number of another place. It counts what it finds and says what is most likely wrong and not marked in
    its row; these are questions, and the exit code stays 0.
    """
    from zhaotong.keeping.checks import check_data  # 0.16 s, which no other command needs

    for line in check_data(texts, findings):
        click.echo(line)
