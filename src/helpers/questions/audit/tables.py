"""The audit as a notebook shows it: relations by verdict and topic, conflicts first."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.published import figures_in
from helpers.questions.audit.evaluation import Finding
from helpers.questions.audit.relations import RelationSet
from helpers.questions.audit.sentences import reason, verdict_words
from helpers.show.amounts import amount_cell
from helpers.show.filters import Filter
from helpers.show.printed import year_cell
from helpers.show.table import Table
from helpers.text.cells import Cell
from helpers.text.language import _


def verdict_table(relations: RelationSet, findings: list[Finding], verdict: str) -> Table | None:
    """The relations with a verdict, each with its reason; None where there is none."""
    chosen = [finding for finding in findings if finding.verdict == verdict]
    if not chosen:
        return None
    words = verdict_words(verdict)
    caption = _("%(verdict)s: %(n)s") % {"verdict": words, "n": len(chosen)}
    rows = [[_statement(relations, finding), Cell(reason(finding))] for finding in chosen]
    classes = [_pick(relations, finding.relation.topic) for finding in chosen]
    return Table(caption, [_("statement"), _("why")], rows, classes=classes, label=words)


def _statement(relations: RelationSet, finding: Finding) -> Cell:
    """The claim, with its topic and its region below."""
    topic = relations.topics[finding.relation.topic]
    about = _("%(topic)s · %(region)s") % {"topic": topic, "region": finding.region.name}
    return Cell(Markup("{}<br><small>{}</small>").format(str(finding.relation.statement), about))


def topic_filter(relations: RelationSet) -> Filter:
    """The choice of a topic, for the tables of all verdicts."""
    present = {relation.topic for relation in relations.relations}
    choices = {_pick(relations, topic): str(words) for topic, words in relations.topics.items() if topic in present}
    return Filter(_("Show only"), _("all topics"), choices)


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
