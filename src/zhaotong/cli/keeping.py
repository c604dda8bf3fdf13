"""The keeper's commands: `zhaotong template`, `zhaotong add` and `zhaotong check`."""

import re
import sys
from pathlib import Path

import click

from helpers.figures.observations import load_observations
from helpers.figures.package import fields_of, read_package
from helpers.figures.paths import data_folder
from helpers.text.language import _, _n, listed
from helpers.text.messages import InputError, nearest
from zhaotong.cli.options import Command, argument, option
from zhaotong.keeping.entries import Batch, Entry
from zhaotong.keeping.indicators import indicator_for
from zhaotong.keeping.offers import UnsettledError
from zhaotong.keeping.values import value_meant
from zhaotong.keeping.writing import write_additions
from zhaotong.reports.folder import reports_folder
from zhaotong.reports.freshness import reports_looking_at

FIGURE = ("region", "indicator", "period", "value")  # in the order in which they are given
_FILES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".html", ".htm", ".pdf", ".docx", ".doc")


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


@click.command(cls=Command, context_settings={"ignore_unknown_options": True})  # -4.3 is a value, not an option
@argument("words", nargs=-1, metavar="[REGION INDICATOR PERIOD VALUE | FILE]")
@option("--source", help="Where it was printed: the identifier of a recorded source, or of a new one.")
@option("--span", help="How much time it covers: year, ytd, quarter, month, interval, event, point.")
@option("--locator", help="The place in the source: a table, a column, a paragraph.")
@option("--status", help="How to take it: normal (by default), suspect, derived, conflict.")
@option("--caveats", help="What to know before using it: codes separated by |.")
@option("--note-zh", help="Anything more, in Chinese.")
@option("--note-en", help="Anything more, in English.")
@option("--publisher", help="New source: who published it, by the name in English, or by the only one.")
@option("--publisher-zh", help="New source: the publisher's name in Chinese, where it has one of each.")
@option("--title", help="New source: its own title, in its own language; else what it is, in English.")
@option("--title-zh", help="New source: the title in Chinese, where there is one of each.")
@option("--url", help="New source: where it was read.")
@option("--published", help="New source: its date, as exactly as it is known.")
@option("--vintage", help="New source: the month of what it knew; that of publication by default.")
@option("--accessed", help="New source: the date on which it was read.")
@option("--reliability", help="New source: official, official-copy, press, compilation, weak.")
@option("--back-revised", help="New source: yes where its levels are carried back onto one basis; no by default.")
@option("--licence", help="New source: its terms.")
@option("--accept-doubts", is_flag=True, help="Record what is doubtful without asking.")
@click.pass_context
def add(context: click.Context, words: tuple[str, ...], accept_doubts: bool, **given: str | None) -> None:
    """Record a figure: REGION INDICATOR PERIOD VALUE, or those of FILE, a filled template (`zhaotong template`).

    VALUE keeps the printed digits: 8 is not 8.0. What is missing is asked for on a terminal. Every row is checked
    against the description of the data, what is recorded already, its own past, all other figures and the relations
    that must hold. The new lines are shown, then written, all or none. A recorded figure is never overwritten.
    """
    for word in words:
        if re.match(r"-(?![0-9])", word):
            names = [name for each in context.command.params for name in each.opts if name.startswith("-")]
            near = [name for name in names if nearest(word, [name])]
            raise click.NoSuchOption(word, possibilities=near, ctx=context)
    cells = {column: text.strip() for column, text in given.items() if text is not None}
    if len(words) > len(FIGURE):
        said = _('REGION INDICATOR PERIOD VALUE is expected, "%(more)s" is too much (quote names with spaces)')
        raise InputError(said % {"more": " ".join(words[len(FIGURE) :])})
    try:
        if len(words) == 1 and (words[0].lower().endswith(_FILES) or Path(words[0]).is_file()):
            _add_file(Path(words[0]), cells, accept_doubts)
        else:
            _add_figure(cells | dict(zip(FIGURE, map(str.strip, words), strict=False)), accept_doubts)
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("interrupted; figures recorded before stand"), err=True)
        sys.exit(130)


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


def _add_file(file: Path, cells: dict[str, str], accept_doubts: bool) -> None:
    from zhaotong.keeping.sheets import read_batch  # 0.09 s, for files alone

    if cells:
        words = _("%(file)s says all of its figures; --%(option)s is for one figure")
        raise InputError(words % {"file": file.name, "option": next(iter(cells)).replace("_", "-")})
    package, _tables = read_package(data_folder())
    batch = read_batch(file, package)
    if batch.text is None:
        record(batch, accept_doubts)
    else:
        _add_review(file, batch, accept_doubts)


def _add_review(file: Path, batch: Batch, accept_doubts: bool) -> None:
    """Record what was accepted of a review, and keep what is not wanted of the texts of its publisher."""
    from zhaotong.keeping.review.accepted import accepted
    from zhaotong.keeping.review.choices import FILE, keep_decisions

    found = accepted(file, batch)
    if found.notice:
        click.echo(found.notice)
    words = _("%(file)s: %(accepted)s rows accepted of %(proposed)s that were proposed")
    click.echo(words % {"file": file.name, "accepted": len(found.batch.figures), "proposed": found.proposed})
    record(found.batch, accept_doubts)
    if publisher := keep_decisions(found.batch, found.unwanted, found.wanted, data_folder()):
        words = _("%(file)s: what was decided for %(publisher)s is used for its next text")
        click.echo(words % {"file": FILE, "publisher": publisher})


def _add_figure(cells: dict[str, str], accept_doubts: bool) -> None:
    missing = [column for column in (*FIGURE, "source", "locator") if not cells.get(column)]
    if missing and has_terminal():
        from zhaotong.keeping.questions import ask_figures  # 0.08 s, for questions alone

        ask_figures(cells, lambda batch: record(batch, accept_doubts, confirm=True))
        return
    if missing:
        words = _n(
            "%(names)s is missing, and there is no terminal to ask on",
            "%(names)s are missing, and there is no terminal to ask on",
            len(missing),
        )
        figure = {"region": _("REGION"), "indicator": _("INDICATOR"), "period": _("PERIOD"), "value": _("VALUE")}
        names = [figure.get(column, f"--{column}") for column in missing]
        raise InputError(words % {"names": listed(names)})
    if has_terminal():
        cells = _settled(cells)
    package, _tables = read_package(data_folder())
    figure, source = (
        {column: cells[column] for column in fields_of(package, table) if column in cells}
        for table in ("observations", "sources")
    )
    sources = [Entry(_("the source given"), source)] if len(source) > 1 else []
    record(Batch([Entry(_("the figure given"), figure)], sources), accept_doubts)


def _settled(cells: dict[str, str]) -> dict[str, str]:
    """The cells with the value that was most likely meant, where it is confirmed on the terminal."""
    observations = load_observations()
    try:
        indicator = observations.indicator(indicator_for(cells["indicator"], cells["value"], observations))
        value_meant(cells["value"], indicator, observations, cells.get("caveats", ""))
    except UnsettledError as error:
        words = _("%(why)s. Is it %(offer)s?")
        if click.confirm(words % {"why": error.why, "offer": error.offer}, default=False):
            caveats = "|".join(filter(None, [cells.get("caveats", ""), error.caveat]))
            return cells | {"value": error.offer, "caveats": caveats}
    except InputError:
        pass  # told with all else that is wrong
    return cells


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
    if looking := len(reports_looking_at(recording.figures, reports_folder())):
        words = _n(
            "next: zhaotong check; make report (or zhaotong report all) brings the reports up to date: %(n)s report "
            "looks at these figures",
            "next: zhaotong check; make report (or zhaotong report all) brings the reports up to date: %(n)s reports "
            "look at these figures",
            looking,
        )
        click.echo(words % {"n": looking})
    else:
        click.echo(_("next: zhaotong check; make report (or zhaotong report all) brings the reports up to date"))


def _settle_doubts(doubts: list[str], accept_doubts: bool) -> None:
    ask = not accept_doubts and has_terminal()
    for doubt in doubts:
        if not ask:
            click.echo(_("doubt: %(doubt)s") % {"doubt": doubt}, err=True)
            continue
        click.echo(click.style(_("doubt: %(doubt)s") % {"doubt": doubt}, fg="yellow"))
        if not click.confirm(_("Record it all the same?"), default=False):
            raise InputError(_("nothing was recorded"))
    if doubts and not ask and not accept_doubts:
        raise InputError(_("nothing was recorded; if all of this is as it should be, say so with --accept-doubts"))


def has_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
