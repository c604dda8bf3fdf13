"""The command that gives the figures to other programs: `zhaotong data`."""

from pathlib import Path
from typing import Any

import click

from helpers.text.language import _, _n
from helpers.text.messages import InputError, did_you_mean, shortened
from zhaotong.cli import offers
from zhaotong.cli.options import Command, option
from zhaotong.dissemination.formats import FORMATS, PRINTED

_SEVERAL: dict[str, Any] = {"multiple": True, "metavar": "NAME"}


@click.command(cls=Command)
@option("--region", "regions", help="Of this region alone, by code or name.", shell_complete=offers.regions, **_SEVERAL)
@option(
    "--indicator",
    "indicators",
    help="Of this indicator alone, by identifier or name.",
    shell_complete=offers.indicators,
    **_SEVERAL,
)
@option(
    "--source",
    "sources",
    help="Of this publication alone, by key or a word of its title.",
    shell_complete=offers.of_type("Publication"),
    **_SEVERAL,
)
@option(
    "--span",
    "spans",
    help="Of this span alone: year, ytd, quarter, month, interval, event, point.",
    shell_complete=offers.of_type("RecordedSpan"),
    **_SEVERAL,
)
@option(
    "--level",
    "levels",
    help="Of regions of this level alone: nation, province, prefecture, county.",
    shell_complete=offers.of_type("Level"),
    **_SEVERAL,
)
@option(
    "--peers",
    help="Also of the regions of the same parent (siblings), or of a group of data/peer_groups.csv.",
    shell_complete=offers.of_type("Peers"),
    **_SEVERAL,
)
@option("--window", default="", metavar="YEARS", help="Whose last day lies in these years, such as 2010-2024 or 2010-.")
@option(
    "--as-of",
    default="",
    metavar="MONTH",
    help="As known in this month, such as 2023-11.",
    shell_complete=offers.of_type("Month"),
)
@option(
    "--basis",
    "bases",
    help="Of this release alone, as data/bases.csv lists them.",
    shell_complete=offers.of_type("Basis"),
    **_SEVERAL,
)
@option("--series", is_flag=True, help="The one figure of each period that a report would take.")
@option("--format", "form", type=click.Choice(FORMATS), help="By the name of the file, or csv, by default.")
@option(
    "--output",
    type=click.Path(path_type=Path),
    help="Where it is written; text to standard output, else figures.xlsx, by default.",
)
@option("--package", type=click.Path(path_type=Path), help="Write all data, described for machines, to this zip file.")
def data(form: str | None, output: Path | None, package: Path | None, **asked: Any) -> None:
    """Give the published figures to other programs, one a row, with everything that is known of each.

    Options that take a NAME may be given several times. Columns, codes and bytes are the same in any language. With
    x.csv come x.sources.csv and x.codebook.csv; the other formats have sources and codebook in the file.
    """
    from zhaotong.dissemination.selection import Selection  # with pandas: 0.4 s, which no other command should wait for

    selection = Selection(**asked)
    if package:
        _package(package, selection.said() or form or output)
        return
    chosen, path = _place(form, output)
    from helpers.figures.observations import load_observations
    from zhaotong.dissemination.collection import collect
    from zhaotong.dissemination.files import files_of, put

    collection = collect(load_observations(), selection)
    files = files_of(collection, chosen, path or Path(f"figures.{chosen}"))
    if path is None:
        click.echo(next(iter(files.values())), nl=False)  # UTF-8, whatever the terminal has
        return
    put(files)
    count = len(collection.figures.lines)
    words = _n("%(file)s: %(n)s figure", "%(file)s: %(n)s figures", count)
    click.echo(words % {"file": _(", ").join(map(str, files)), "n": f"{count:,}"})


def _place(form: str | None, output: Path | None) -> tuple[str, Path | None]:
    """The format, and the file to write; None for standard output."""
    if output is None:
        chosen = form or FORMATS[0]
        return chosen, None if chosen in PRINTED else Path(f"figures.{chosen}")
    ending = output.suffix.lower().removeprefix(".")
    if form is None and ending not in FORMATS:
        known = _(", ").join(f".{each}" for each in FORMATS)
        words = {"file": shortened(output), "known": known, "hint": did_you_mean(ending, FORMATS) if ending else ""}
        raise InputError(_('--output "%(file)s": a file that ends in %(known)s is expected%(hint)s') % words)
    if form and ending in FORMATS and ending != form:
        words = {"format": form, "file": shortened(output)}
        raise InputError(_("--format %(format)s contradicts --output %(file)s") % words)
    return form or ending, output


def _package(path: Path, more: object) -> None:
    """Write the package of all data."""
    if more:
        raise InputError(_("--package writes all data: give it alone, with nothing but --data"))
    if path.suffix.lower() != ".zip":
        raise InputError(
            _('--package "%(file)s": a zip file is expected, such as data.zip') % {"file": shortened(path)}
        )
    from helpers.figures.observations import load_observations
    from zhaotong.dissemination.files import put
    from zhaotong.dissemination.package import data_package

    content = data_package(load_observations())
    put({path: content})
    words = _("%(file)s: all data; README.md in it says what is what")
    click.echo(words % {"file": path})
