"""`zhaotong add`: record figures, by words, by questions, or from a filled template; or a new indicator."""

import re
import sys
from pathlib import Path

import click

from helpers.figures.observations import load_observations
from helpers.figures.package import fields_of, read_package
from helpers.figures.paths import data_folder
from helpers.text.language import _, _n, listed
from helpers.text.messages import InputError, nearest
from zhaotong.cli import offers
from zhaotong.cli.options import Command, argument, option
from zhaotong.cli.recording import on_terminal, record
from zhaotong.keeping.entries import Batch, Entry
from zhaotong.keeping.indicators import indicator_for
from zhaotong.keeping.new_indicators import ASKED, prepare_indicator, usual
from zhaotong.keeping.offers import UnsettledError
from zhaotong.keeping.values import value_meant
from zhaotong.keeping.writing import write_additions

FIGURE = ("region", "indicator", "period", "value")  # in the order in which they are given
_FILES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".html", ".htm", ".pdf", ".docx", ".doc")


@click.command(cls=Command, context_settings={"ignore_unknown_options": True})  # -4.3 is a value, not an option
@argument("words", nargs=-1, metavar="[REGION INDICATOR PERIOD VALUE | FILE]", shell_complete=offers.figure_or_file)
@option(
    "--source",
    help="Where it was printed: the identifier of a recorded source, or of a new one.",
    shell_complete=offers.of_type("Publication"),
)
@option(
    "--span",
    help="How much time it covers: year, ytd, quarter, month, interval, event, point.",
    shell_complete=offers.of_type("RecordedSpan"),
)
@option("--locator", help="The place in the source: a table, a column, a paragraph.")
@option(
    "--status",
    help="How to take it: normal (by default), suspect, derived, conflict.",
    shell_complete=offers.of_type("Status"),
)
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
@option(
    "--reliability",
    help="New source: official, official-copy, press, compilation, weak.",
    shell_complete=offers.of_type("Reliability"),
)
@option("--back-revised", help="New source: yes where its levels are carried back onto one basis; no by default.")
@option("--licence", help="New source: its terms.")
@option("--new-indicator", is_flag=True, help="Record an indicator, not a figure; its code may be given as a word.")
@option("--name-zh", help="New indicator: its name in Chinese.")
@option("--name-en", help="New indicator: its name in English.")
@option("--aliases", help="New indicator: other names that texts give it, separated by |.")
@option("--unit", help="New indicator: its unit, by code.", shell_complete=offers.of_type("CodebookUnit"))
@option("--measure", help="New indicator: what kind of quantity, by code.", shell_complete=offers.of_type("Measure"))
@option("--price-basis", help="New indicator: at which prices, by code.", shell_complete=offers.of_type("PriceBasis"))
@option(
    "--accounting",
    help="New indicator: whether a flow or a stock, by code.",
    shell_complete=offers.of_type("Accounting"),
)
@option(
    "--stage",
    help="New indicator: the stage of a project or investment, by code.",
    shell_complete=offers.of_type("Stage"),
)
@option("--minimum", help="New indicator: the smallest plausible value.")
@option("--maximum", help="New indicator: the largest plausible value.")
@option(
    "--growth-from-levels",
    help="New indicator: of a level, whether growth may be computed from it, by code.",
    shell_complete=offers.of_type("GrowthFromLevels"),
)
@option(
    "--growth-indicator",
    help="New indicator: of a level, the indicator of its official growth.",
    shell_complete=offers.of_type("Indicator"),
)
@option("--definition-zh", help="New indicator: what it measures, in Chinese.")
@option("--definition-en", help="New indicator: what it measures, in English.")
@option("--accept-doubts", is_flag=True, help="Record what is doubtful without asking.")
@click.pass_context
def add(
    context: click.Context, words: tuple[str, ...], accept_doubts: bool, new_indicator: bool, **given: str | None
) -> None:
    """Record a figure: REGION INDICATOR PERIOD VALUE, or those of FILE, a filled template (`zhaotong template`).

    VALUE keeps the printed digits: 8 is not 8.0. What is missing is asked for on a terminal. Every row is checked
    against the description of the data, what is recorded already, its own past, all other figures and the relations
    that must hold. The new lines are shown, then written, all or none. A recorded figure is never overwritten.

    With --new-indicator a row of the codebook is recorded, whose names say what most of it is likely to be.
    """
    for word in words:
        if re.match(r"-(?![0-9])", word):
            names = [name for each in context.command.params for name in each.opts if name.startswith("-")]
            near = [name for name in names if nearest(word, [name])]
            raise click.NoSuchOption(word, possibilities=near, ctx=context)
    cells = {column: text.strip() for column, text in given.items() if text is not None}
    if new_indicator:
        _add_indicator(words, cells)
        return
    if of_indicators := [column for column in cells if column in ASKED]:
        said = _("--%(option)s is of a new indicator: zhaotong add --new-indicator")
        raise InputError(said % {"option": of_indicators[0].replace("_", "-")})
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
    try:
        if publisher := keep_decisions(found.batch, found.decided, found.wanted, data_folder()):
            words = _("%(file)s: what was decided for %(publisher)s is used for its next text")
            click.echo(words % {"file": FILE, "publisher": publisher})
    except InputError as error:  # the figures are recorded
        click.echo(error, err=True)


def _add_figure(cells: dict[str, str], accept_doubts: bool) -> None:
    missing = [column for column in (*FIGURE, "source", "locator") if not cells.get(column)]
    if missing and on_terminal():
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
    if on_terminal():
        cells = _settled(cells)
    package, _tables = read_package(data_folder())
    figure, source = (
        {column: cells[column] for column in fields_of(package, table) if column in cells}
        for table in ("observations", "sources")
    )
    sources = [Entry(_("the source given"), source)] if len(source) > 1 else []
    record(Batch([Entry(_("the figure given"), figure)], sources), accept_doubts)


def _add_indicator(words: tuple[str, ...], cells: dict[str, str]) -> None:
    """Record an indicator, asked for on a terminal, else by flags and what its names say."""
    others = [column for column in cells if column not in ASKED]
    if others or len(words) > 1:
        names = {"more": f"--{others[0].replace('_', '-')}" if others else words[1]}
        raise InputError(_('"%(more)s" is of a figure: a new indicator has a code and the options for it') % names)
    cells = cells | ({"indicator": words[0]} if words else {})
    observations = load_observations()
    try:
        if on_terminal() and {*ASKED} - {*cells}:
            from zhaotong.keeping.indicator_questions import ask_indicator  # 0.08 s, for questions alone

            cells = ask_indicator(cells, observations)
        for column in ASKED:
            cells.setdefault(column, usual(column, cells, observations))
        addition = prepare_indicator(cells, observations, data_folder())
        for line in addition.difference:
            click.echo(line)
        if on_terminal() and not click.confirm(_("Record this?"), default=True):
            raise InputError(_("nothing was recorded"))
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("interrupted; nothing was recorded"), err=True)
        sys.exit(130)
    write_additions([addition])
    names = {"file": addition.path.name, "first": str(addition.rows[0]), "indicator": cells["indicator"]}
    click.echo(_("%(file)s: %(indicator)s added in row %(first)s") % names)
    click.echo(_("next, record a figure of it: zhaotong add REGION %(indicator)s PERIOD VALUE") % names)


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
