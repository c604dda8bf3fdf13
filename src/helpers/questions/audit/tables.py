"""The audit as a notebook shows it: a line an outcome, the worst first."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers.checks.findings import verdict_words
from helpers.figures.observations import Observations
from helpers.figures.published import figures_in
from helpers.questions.audit.evaluation import Finding
from helpers.questions.audit.reasons import reason
from helpers.questions.audit.relations import RelationSet
from helpers.questions.audit.sentences import STATISTICS, kind_words, statistics_of
from helpers.show.amounts import amount_cell
from helpers.show.filters import Filter
from helpers.show.printed import year_cell
from helpers.show.table import Table
from helpers.text.cells import Cell
from helpers.text.language import _


def wrong_table(relations: RelationSet, findings: list[Finding]) -> Table | None:
    """The claims whose figures are not one number, in either reading; None where there is none."""
    chosen = [each for each in _claims(findings) if each.outcome.differs or each.finer is not None]
    return _table(relations, chosen, _("Claims that do not agree: %(n)s"), _("Claims that do not agree"))


def unchecked_table(relations: RelationSet, findings: list[Finding]) -> Table | None:
    """The claims that cannot be checked, with what it would take; None where there is none."""
    chosen = [each for each in _claims(findings) if not each.is_checked]
    return _table(relations, chosen, _("Claims that cannot be checked: %(n)s"), _("Claims that cannot be checked"))


def agreeing_table(relations: RelationSet, findings: list[Finding]) -> Table | None:
    """The claims whose figures agree in both readings; None where there is none."""
    chosen = [each for each in _claims(findings) if each.outcome.agrees and each.finer is None]
    return _table(relations, chosen, _("Claims that agree: %(n)s"), _("Claims that agree"))


def statistics_table(relations: RelationSet, findings: list[Finding]) -> Table | None:
    """The checks of the statistics themselves; None where there is none."""
    label = _("Checks of the statistics")
    return _table(relations, statistics_of(findings), _("Checks of the statistics: %(n)s"), label)


def unstated_table(relations: RelationSet, findings: list[Finding]) -> Table | None:
    """What no source states and only follows from what it prints, or does not; None where there is none."""
    chosen = [each for each in findings if not each.relation.claimed and each.relation.topic != STATISTICS]
    return _table(relations, chosen, _("What no source states: %(n)s"), _("What no source states"), folded=True)


def _claims(findings: list[Finding]) -> list[Finding]:
    return [each for each in findings if each.relation.claimed]


def _table(
    relations: RelationSet, findings: list[Finding], caption: str, label: str, folded: bool = False
) -> Table | None:
    """A line a finding; the sort of difference and the verdict only where they tell lines apart."""
    if not findings:
        return None
    columns: dict[str, list[Any]] = {_("statement"): [_statement(relations, each) for each in findings]}
    if any(each.is_checked for each in findings):
        columns[_("verdict")] = [_verdict(each) for each in findings]
    if any(each.kind for each in findings):
        columns[_("kind")] = [kind_words(each) for each in findings]
    columns[_("why")] = [Cell(reason(each)) for each in findings]
    classes = [_pick(relations, each.relation.topic) for each in findings]
    return Table.of_columns(caption % {"n": len(findings)}, columns, classes=classes, label=label, folded=folded)


def _verdict(finding: Finding) -> str:
    """The verdict, in both readings where they differ."""
    wide = verdict_words(finding.verdict)
    if finding.finer is None:
        return wide
    return _("%(wide)s; to one decimal: %(fine)s") % {"wide": wide, "fine": verdict_words(finding.finer.verdict)}


def _statement(relations: RelationSet, finding: Finding) -> Cell:
    """The claim, with its topic and its region below."""
    topic = relations.topics[finding.relation.topic]
    about = _("%(topic)s · %(region)s") % {"topic": topic, "region": finding.region.name}
    return Cell(Markup("{}<br><small>{}</small>").format(str(finding.relation.statement), about))


def topic_filter(relations: RelationSet, findings: list[Finding]) -> Filter | None:
    """The choice of a topic, for all tables; nothing where there is no choice."""
    present = {finding.relation.topic for finding in findings}
    choices = {_pick(relations, topic): str(words) for topic, words in relations.topics.items() if topic in present}
    return Filter(_("Show only"), _("all topics"), choices) if len(choices) > 1 else None


def _pick(relations: RelationSet, topic: str) -> str:
    return f"pick-{list(relations.topics).index(topic) + 1}"


def ledger_rows(observations: Observations, region: str, source: str) -> pd.DataFrame:
    """The figures about a region and its parts, of the sources whose texts are read in full."""
    read = set(observations.omissions["source"])
    wanted = sorted(read if source == "all" else read & {source})
    figures = pd.concat([observations.figures.iloc[:0], *(observations.figures_of(source=each) for each in wanted)])
    figures = figures[figures["region"].map(lambda place: observations.region(place).is_within(region))]
    return figures.sort_index()


def ledger_table(observations: Observations, rows: pd.DataFrame) -> Table | None:
    """Every figure of the texts that are read in full, in words; None where none is about the region."""
    if rows.empty:
        return None
    figures = figures_in(observations, rows)
    columns: dict[str, Iterable[Any]] = {
        _("what"): [figure.name for figure in figures],
        _("region"): [figure.region.name for figure in figures],
        _("printed"): [amount_cell(figure) for figure in figures],
        _("days"): [year_cell(figure.days) for figure in figures],
        _("meaning"): [figure.indicator.definition for figure in figures],
    }
    caption = _("The %(n)s figures of the articles, each with what it means") % {"n": len(figures)}
    heading = _("Every figure of the articles")
    return Table.of_columns(caption, columns, heading=heading, label=heading, folded=True)


def rows_shown(observations: Observations, findings: list[Finding], ledger: pd.DataFrame) -> pd.DataFrame:
    """The rows of figures whose numbers the audit shows."""
    shown = {row for finding in findings for row in finding.outcome.rows} | set(ledger.index)
    return observations.figures.loc[sorted(shown)]
