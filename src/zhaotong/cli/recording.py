"""Record a batch from the command line: the new lines shown, doubts asked about, then written, all or none."""

import shlex
import sys

import click

from helpers.figures.paths import data_folder
from helpers.text.language import _, _n
from helpers.text.messages import InputError
from zhaotong.cli.options import data_option
from zhaotong.keeping.entries import Batch
from zhaotong.keeping.writing import write_additions
from zhaotong.reports.folder import reports_folder
from zhaotong.reports.freshness import reports_looking_at


def record(batch: Batch, accept_doubts: bool, confirm: bool = False) -> None:
    """Check a batch, show the new lines, ask about doubts, and write.

    Raises
    ------
    InputError
        There is a fault, or a doubt that was not accepted; nothing is written then.
    """
    from zhaotong.keeping.recording import prepare  # 0.16 s, which no other command needs

    recording = prepare(batch, data_folder())
    for place in batch.unfilled:
        click.echo(_("%(place)s: neither value nor locator, left out") % {"place": place})
    for addition in recording.additions:
        for line in addition.difference:
            click.echo(line)
    _settle_doubts(recording.doubts, accept_doubts)
    if confirm and not click.confirm(_("Record this?"), default=True):
        raise InputError(_("nothing was recorded"))
    write_additions(recording.additions)
    for addition in recording.additions:
        names = {"file": addition.path.name, "count": len(addition.rows)}
        names |= {"first": addition.rows[0], "last": addition.rows[-1]}
        words = _n(
            "%(file)s: %(count)s row added (%(first)s)",
            "%(file)s: %(count)s rows added (%(first)s to %(last)s)",
            len(addition.rows),
        )
        click.echo(words % names)
    for source in recording.unlisted:
        words = _(
            "%(source)s: data/bases.csv does not say which release these figures are; until it does, they are shown "
            "and held against no others"
        )
        click.echo(words % {"source": source})
    data = " ".join(["", *map(shlex.quote, data_option())])
    if looking := len(reports_looking_at(recording.figures, reports_folder())):
        words = _n(
            "next: zhaotong check%(data)s; make report (or zhaotong report all%(data)s) brings the reports up to date: "
            "%(n)s report looks at these figures",
            "next: zhaotong check%(data)s; make report (or zhaotong report all%(data)s) brings the reports up to date: "
            "%(n)s reports look at these figures",
            looking,
        )
        click.echo(words % {"n": looking, "data": data})
    else:
        words = _(
            "next: zhaotong check%(data)s; make report (or zhaotong report all%(data)s) brings the reports up to date"
        )
        click.echo(words % {"data": data})


def _settle_doubts(doubts: list[str], accept_doubts: bool) -> None:
    ask = not accept_doubts and on_terminal()
    for doubt in doubts:
        if not ask:
            click.echo(_("doubt: %(doubt)s") % {"doubt": doubt}, err=True)
            continue
        click.echo(click.style(_("doubt: %(doubt)s") % {"doubt": doubt}, fg="yellow"))
        if not click.confirm(_("Record it all the same?"), default=False):
            raise InputError(_("nothing was recorded"))
    if doubts and not ask and not accept_doubts:
        raise InputError(_("nothing was recorded; if all of this is as it should be, say so with --accept-doubts"))


def on_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()
