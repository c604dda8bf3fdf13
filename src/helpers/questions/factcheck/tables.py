"""The fact-check as a notebook shows it: each claim in its sentence, what was not read, and what the text is about."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers.checks.findings import CANNOT, verdict_words
from helpers.figures.observations import Observations
from helpers.figures.periods import window_words
from helpers.figures.published import figures_in
from helpers.parameters.values import Parameters
from helpers.questions.factcheck.checked import Checked
from helpers.questions.factcheck.quotes import NARROW, WIDE, harmless, quoted, spoken, where
from helpers.questions.factcheck.sentences import claim_sentence
from helpers.reading.claims import Claim
from helpers.reading.readings import Reading, State
from helpers.show.amounts import amount
from helpers.show.table import Table
from helpers.text.cells import Cell
from helpers.text.citations import say
from helpers.text.language import LANGUAGES, _

_BREAK = Markup("<br>")


def wrong_table(checked: Checked) -> Table | None:
    """The claims that contradict the record or the text itself, or are recorded otherwise; None where there is none."""
    claims = [*checked.of_group("wrong"), *checked.of_group("otherwise")]
    return _table(checked, claims, _("Claims that do not agree: %(n)s"), _("Claims that do not agree"), WIDE)


def agreeing_table(checked: Checked) -> Table | None:
    """The claims that agree; None where there is none."""
    return _table(checked, checked.of_group("agreeing"), _("Claims that agree: %(n)s"), _("Claims that agree"))


def unchecked_table(checked: Checked) -> Table | None:
    """The claims that cannot be checked, with what it would take; None where there is none."""
    label = _("Claims that cannot be checked")
    return _table(checked, checked.of_group("unchecked"), _("Claims that cannot be checked: %(n)s"), label)


def _table(checked: Checked, claims: list[Claim], caption: str, label: str, around: int = NARROW) -> Table | None:
    """A line a claim; its verdict only where it tells lines apart."""
    if not claims:
        return None
    columns: dict[str, list[Any]] = {_("in the text"): [_statement(checked, each, around) for each in claims]}
    if any(each.verdict != CANNOT for each in claims):
        columns[_("verdict")] = [verdict_words(each.verdict) for each in claims]
    columns[_("why")] = [_why(checked, each) for each in claims]
    return Table.of_columns(caption % {"n": len(claims)}, columns, label=label)


def _statement(checked: Checked, claim: Claim, around: int) -> Cell:
    """A claim in its sentence, its numbers marked, and where it stands."""
    places = [each.place for each in claim.numbers]
    sentence = quoted(checked.document, places, claim.rows, checked.head.language, around)
    if len(checked.document.blocks) == 1:
        return Cell(sentence)
    return Cell(Markup("{}<br><small>{}</small>").format(sentence, where(checked.document, *places)))


def _why(checked: Checked, claim: Claim) -> Cell:
    """The arithmetic of a claim, and below it the figures that it was held against, each with who published it."""
    observations = checked.observations
    figures = figures_in(observations, observations.figures.loc[list(claim.rows)])
    message = _("%(figure)s: %(publisher)s")
    held = _BREAK.join(say(message, figure=amount(each), publisher=each.source.publisher) for each in figures)
    below = Markup("<br><small>{}</small>").format(held) if held else ""
    return Cell(claim_sentence(checked, claim) + below)


def unread_table(checked: Checked) -> Table | None:
    """The numbers that were not read; None where all were."""
    readings = checked.of_state(State.UNREAD)
    return _numbers(checked, readings, _("Numbers that were not read: %(n)s"), _("Numbers that were not read"), {})


def left_out_table(checked: Checked) -> Table | None:
    """The numbers of which no figure is made, each with the reason; folded. None where there is none."""
    from helpers.reading.reasons import reason_words  # as the reader itself, only where a text is read

    readings = checked.of_state(State.LEFT_OUT)
    why: dict[str, Callable[[Reading], str]] = {_("why"): lambda each: reason_words(each.reason)}
    return _numbers(checked, readings, _("Numbers left out for a reason: %(n)s"), _("Numbers left out"), why, True)


def _numbers(
    checked: Checked,
    readings: list[Reading],
    caption: str,
    label: str,
    more: dict[str, Callable[[Reading], str]],
    folded: bool = False,
) -> Table | None:
    if not readings:
        return None
    language = checked.head.language
    columns: dict[str, list[Any]] = {
        _("in the text"): [Cell(quoted(checked.document, [each.place], (), language, NARROW)) for each in readings],
        _("place"): [where(checked.document, each.place) for each in readings],
        **{name: [said(each) for each in readings] for name, said in more.items()},
    }
    return Table.of_columns(caption % {"n": len(readings)}, columns, label=label, folded=folded)


def reasons_table(checked: Checked) -> Table | None:
    """How many numbers were left out for which reason, the most frequent first; None where none was."""
    from helpers.reading.reasons import reason_words

    counted = Counter(reason_words(each.reason) for each in checked.of_state(State.LEFT_OUT))
    if not counted:
        return None
    columns: dict[str, list[Any]] = {_("why"): [*counted], _("numbers"): [*counted.values()]}
    return Table.of_columns(_("Why numbers were left out"), columns)


def about_table(checked: Checked) -> Table:
    """What the text is taken to be about, where its sentences say nothing else."""
    head, language = checked.head, checked.head.language
    region = checked.observations.region(checked.region).coded_name if checked.region else ""
    said = {
        _("region"): region or _own(head.region, language),
        _("period"): _window(head.period, head.span),
        _("title"): _own(head.title, language),
        _("publisher"): _own(head.publisher, language),
        _("published"): harmless(head.published),
        _("language"): spoken(LANGUAGES[language], language),
    }
    lines = [[name, Cell(value or _("not known"))] for name, value in said.items()]
    return Table(_("What the text is taken to be about"), [_("what"), _("value")], lines)


def _own(text: str, language: str) -> Markup | str:
    return spoken(harmless(text), language) if text else ""


def _window(period: str, span: str) -> str:
    try:
        return window_words(period, span) if period else ""
    except ValueError:
        return harmless(period)


@dataclass(frozen=True)
class Run:
    """What the table of a run states: the region is that of the text."""

    checked: Checked
    parameters: Parameters

    @property
    def region(self) -> str:
        return self.checked.region

    def window_words(self, years: pd.Series) -> str:
        """The time that the text is about; if it does not say it, the years of the figures that were used."""
        head = self.checked.head
        return _window(head.period, head.span) or self.parameters.window_words(years)

    def facts(self, observations: Observations) -> dict[str, str | Cell]:
        """The text, and as of when it was checked."""
        return self.parameters.facts(observations)
