"""The command that reads a text into rows: `zhaotong read`."""

import shlex
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.checks.findings import ROUNDING, SAME
from helpers.figures.paths import data_folder
from helpers.text.language import _, number
from helpers.text.messages import InputError
from zhaotong.cli import offers
from zhaotong.cli.options import Command, argument, data_option, option
from zhaotong.cli.recording import on_terminal, record
from zhaotong.cli.speech import end_unheard

if TYPE_CHECKING:
    from zhaotong.keeping.review.choices import Choices
    from zhaotong.keeping.review.reviewing import Review

_PIPED = "-"
_FORMS = (".xlsx", ".html")
_RECORDED = (SAME, ROUNDING)  # how rows stand of which nothing has to be added
_LONG = 50_000  # letters, of several bulletins
_CONFIRMED = ("region", "period")  # what decides every row: said, where nobody can be asked


@click.command(cls=Command)
@argument("file", metavar="FILE", shell_complete=offers.texts)
@option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write a review: review.xlsx or review.html.")
@option("--accept-sure", is_flag=True, help="Record the sure rows that are new; with --out mark them as accepted.")
@option("--json", "as_json", is_flag=True, help="Write all numbers of the text as JSON.")
@option("--region", help="The region that it is about.", shell_complete=offers.regions)
@option("--period", help="The period that its figures are of, such as 2023, 2023Q3 or 2023-09.")
@option("--span", help="What they cover: year, ytd, quarter, month.", shell_complete=offers.of_type("RecordedSpan"))
@option("--answer", multiple=True, help="What a column of a table is, by the number of its question: 1=growth.")
@option("--source", help="The identifier of a recorded source, or of a new one.")
@option("--publisher", help="New source: who published it, by the name in English, or by the only one.")
@option("--publisher-zh", help="New source: the publisher's name in Chinese, where it has one of each.")
@option("--title", help="New source: its own title, in its own language; else what it is, in English.")
@option("--title-zh", help="New source: the title in Chinese, where there is one of each.")
@option("--url", help="New source: where it was read.")
@option("--published", help="New source: its date, as exactly as it is known.")
@option("--vintage", help="New source: the month of what it knew; that of publication by default.")
@option("--accessed", help="New source: the date on which it was read.")
@option("--reliability", help="New source: official, official-copy, press, compilation, weak.")
@option("--licence", help="New source: its terms.")
@option("--accept-doubts", is_flag=True, help="Record what is doubtful without asking.")
def read(
    file: str,
    out: Path | None,
    accept_sure: bool,
    as_json: bool,
    accept_doubts: bool,
    answer: tuple[str, ...],
    **given: str | None,
) -> None:
    """Read FILE, a bulletin or an article, into rows that can be recorded: every number, what it is, and what is known.

    FILE is a text, a web page, a Word document, a PDF, a workbook or a table, or "-" for what is piped in. What it is
    about is proposed from its first lines and confirmed once. Each row is held against what is recorded and against
    the others. In a review (--out) x in the column "accept" accepts a row, and `zhaotong add review.xlsx` records what
    is accepted.
    """
    said = {name: text.strip() for name, text in given.items() if text is not None}
    _check_usage(file, out, accept_sure, as_json, said)
    try:
        to_record = bool(out and out.suffix.lower() == ".xlsx") or accept_sure
        _read(_Order(file, said, answer, as_json, to_record), out, accept_sure, accept_doubts)
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("interrupted; figures recorded before stand"), err=True)
        sys.exit(130)


def _check_usage(file: str, out: Path | None, accept_sure: bool, as_json: bool, said: dict[str, str]) -> None:
    if out and out.suffix.lower() not in _FORMS:
        raise InputError(_('a review is an .xlsx workbook or an .html page, not "%(file)s"') % {"file": out.name})
    if as_json and (out or accept_sure):
        raise InputError(_("--json shows what would be proposed; leave out --out and --accept-sure"))
    if accept_sure and out and out.suffix.lower() == ".html":
        raise InputError(_("a page shows and records nothing; --accept-sure marks rows in an .xlsx review"))
    if out and out.exists():
        raise InputError(_("%(file)s exists already and may hold figures; give another name") % {"file": out})
    unsaid = [name for name in _CONFIRMED if not said.get(name)]
    if accept_sure and not out and unsaid and (file == _PIPED or not on_terminal()):
        words = _("without a terminal nobody confirms what the text is about: give --region and --period to record it")
        raise InputError(words)


@dataclass(frozen=True)
class _Order:
    """What is to be read, and what is said of it."""

    file: str
    said: Mapping[str, str]
    answers: tuple[str, ...]
    as_json: bool
    to_record: bool

    @property
    def asks(self) -> bool:
        """Whether somebody is asked."""
        return self.file != _PIPED and not self.as_json and on_terminal()

    def reviewing(self, lacking: Iterable[str] = ()) -> str:
        """The command that writes a workbook to record from, with a word to be replaced for each thing that lacks."""
        said = [word for name, text in self.said.items() for word in (f"--{name.replace('_', '-')}", text)]
        answers = [word for each in self.answers for word in ("--answer", each)]
        words = ["zhaotong", "read", self.file, "--out", "review.xlsx", *said, *answers, *data_option()]
        return " ".join([shlex.join(words), *(f"--{name} {name.upper()}" for name in lacking)])


def _read(order: _Order, out: Path | None, accept_sure: bool, accept_doubts: bool) -> None:
    from zhaotong.keeping.review.about import open_about
    from zhaotong.keeping.review.spoken import about_lines, batch_of, review_json, review_lines

    review, before = _reviewed(order)
    if order.as_json:
        click.echo(review_json(review))
        end_unheard()
        return
    for line in [*([] if order.asks else about_lines(review)), *review_lines(review)]:
        click.echo(line)
    command = order.reviewing(open_about(review.about, not review.publication.is_new))
    if out:
        _write(review, out, accept_sure, command)
    elif accept_sure:
        if not review.safe:
            raise InputError(_("nothing was recorded: no row is sure, new and not in question"))
        record(batch_of(review), accept_doubts)
        _keep(review, before)
    elif review.verdicts and {*review.verdicts} <= {*_RECORDED}:
        click.echo(_("all of its rows are recorded: there is nothing to add"))
    else:
        click.echo(_("next: %(command)s") % {"command": command})
    if order.asks and not order.to_record and _is_decided(review, before):
        words = _("Use what was decided for the next text of %(publisher)s, too?")
        if click.confirm(words % {"publisher": review.about.head.publisher}, default=True):
            _keep(review, before)
    if not out and not accept_sure:
        end_unheard()


def _reviewed(order: _Order) -> tuple["Review", "Choices"]:
    """The text, read, and what was decided before for its publisher."""
    from helpers.figures.observations import load_observations  # as all that follows: for this command alone
    from helpers.figures.package import read_package
    from helpers.reading.heads.proposing import propose_head
    from helpers.reading.intake import take_in
    from helpers.reading.reader import questions_of
    from zhaotong.keeping.files import refuse_filled
    from zhaotong.keeping.review.about import settle_about
    from zhaotong.keeping.review.asking import Asking
    from zhaotong.keeping.review.choices import Choices, choices_of
    from zhaotong.keeping.review.columns import answered
    from zhaotong.keeping.review.publication import publication_of, publisher_known_as
    from zhaotong.keeping.review.reviewing import review

    folder, said = data_folder(), order.said
    observations = load_observations(folder)
    package, _tables = read_package(folder)
    document = take_in(order.file)
    refuse_filled(document, shlex.join(["zhaotong", "add", order.file, *data_option()]))
    if document.letters > _LONG:
        words = _("%(file)s has %(letters)s letters: to read all of it takes some minutes")
        click.echo(words % {"file": document.name, "letters": number(document.letters, 0)}, err=True)
    head = propose_head(document, observations)
    is_known = said.get("source", "") in observations.sources.index
    if is_known:
        head = replace(head, publisher=observations.source(said["source"]).publisher_zh)
    publisher = publisher_known_as(said.get("publisher") or head.publisher, observations)
    choices, notices = choices_of(publisher, folder, observations)
    asking = Asking() if order.asks else None
    about = settle_about(head, said, observations, package, choices, asking, is_known, order.to_record)
    if (confirmed := publisher_known_as(about.head.publisher, observations)) != publisher:
        choices, notices = choices_of(confirmed, folder, observations)
    columns = answered(
        lambda answers: questions_of(document, about.head, observations, answers),
        order.answers,
        choices.columns,
        asking,
    )
    cells = {name: text for name, text in said.items() if name not in ("region", "period", "span")}
    publication = publication_of(about.head, about.region, document.digest, cells, observations, package)
    notices += columns.notices
    decided = Choices(about.decided, columns.decided)
    read = review(document, about, publication, observations, choices, columns.answers, notices, decided)
    return read, choices


def _write(review: "Review", out: Path, accept: bool, command: str) -> None:
    """Write a review to a file that is not there yet.

    Parameters
    ----------
    command
        That which writes the workbook of the same review.

    Raises
    ------
    InputError
        It cannot be written; nothing of it is left.
    """
    from helpers.figures.package import read_package
    from zhaotong.keeping.review.page import review_page
    from zhaotong.keeping.review.workbook import review_workbook

    names = {"file": out, "command": shlex.join(["zhaotong", "add", str(out), *data_option()])}
    if out.suffix.lower() == ".html":
        content = review_page(review, command).encode()
        words = _("%(file)s: a page to read along")
    else:
        package, _tables = read_package(data_folder())
        content = review_workbook(review, package, accept)
        words = _('%(file)s: put x in the column "accept" of each row to record, then: %(command)s')
    try:
        with out.open("xb") as new:
            new.write(content)
    except FileExistsError:
        raise InputError(_("%(file)s exists already and may hold figures; give another name") % {"file": out}) from None
    except OSError as error:
        out.unlink(missing_ok=True)
        raise InputError(_("%(file)s cannot be written: %(reason)s") % {"file": out, "reason": error}) from None
    click.echo(words % names)


def _is_decided(review: "Review", before: "Choices") -> bool:
    """Whether something was decided that is not kept yet for the publisher, who is known."""
    from zhaotong.keeping.review.choices import joined

    return bool(review.about.head.publisher) and joined(before, review.decided) != before


def _keep(review: "Review", before: "Choices") -> None:
    """Keep what was decided for next year's text of the publisher: regions and columns whose meaning had to be said."""
    from zhaotong.keeping.review.choices import FILE, joined, keep_choices
    from zhaotong.keeping.review.publication import publisher_known_as

    publisher = publisher_known_as(review.about.head.publisher, review.observations)
    try:
        if keep_choices(publisher, joined(before, review.decided), data_folder()):
            words = _("%(file)s: what was decided for %(publisher)s is used for its next text")
            click.echo(words % {"file": FILE, "publisher": publisher})
    except InputError as error:  # what was asked for is done
        click.echo(error, err=True)
