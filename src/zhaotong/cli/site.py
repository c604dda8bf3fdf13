"""The command that gathers the reports for a static host."""

import os
from pathlib import Path

import click

from helpers.figures.paths import data_folder
from helpers.text.language import _, _n
from zhaotong.cli.options import Command, argument, option
from zhaotong.reports.folder import reports_folder
from zhaotong.reports.freshness import CURRENT, OUTDATED

_FEW = 10  # reports that are told one by one


@click.command(cls=Command)
@argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
@option("--reports", type=click.Path(path_type=Path, file_okay=False), help="Where the reports are.")
@option("--url", default="", help="Where the site will be found; sitemap.xml is written only with it.")
def site(folder: Path | None, reports: Path | None, url: str) -> None:
    """Gather the reports in FOLDER, site/ by default, ready for any static host.

    A former site is replaced when the new one is whole; a folder that is none is left as it is. Nothing on its pages
    asks for anything but the files of the site.
    """
    from zhaotong.reports.site import SITE, make_site  # with templates, which other commands do not need

    made = make_site(folder or SITE, reports or reports_folder(), data_folder(), url)
    older = _("%(page)s was made from older data or code; to renew it: %(command)s")
    gone = _("%(page)s: its notebook or region is no longer there")
    doubtful = [said for said in made.reports if said.state != CURRENT]
    for said in doubtful[:_FEW]:
        words = older if said.state == OUTDATED else gone
        click.echo(words % {"page": said.page, "command": said.command}, err=True)
    if more := len(doubtful[_FEW:]):
        click.echo(_n("%(n)s more like it", "%(n)s more like these", more) % {"n": more}, err=True)
    for failure in made.failures[:_FEW]:
        words = _("%(report)s is not in it: %(message)s")
        click.echo(words % {"report": f"{failure['notebook']}/{failure['name']}", **failure}, err=True)
    click.echo(os.path.relpath(made.folder / "index.html"))
    words = _n("%(n)s report is in it", "%(n)s reports are in it", len(made.reports))
    click.echo(words % {"n": len(made.reports)})
