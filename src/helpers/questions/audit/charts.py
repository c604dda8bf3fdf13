"""The chart of what the claims come to, by topic; of a region without any, what the checks of its statistics do."""

from collections.abc import Iterable

from helpers.figures.regions import Region
from helpers.questions.audit.evaluation import Finding
from helpers.questions.audit.grading import CONTRADICTION
from helpers.questions.audit.relations import RelationSet
from helpers.questions.audit.sentences import claims_of, count_by_kind, statistics_of
from helpers.show.chart import Chart
from helpers.show.counted import KNOWN, OPEN, OTHERWISE, RIGHT, WRONG, counts_words, draw_counts
from helpers.show.table import Table
from helpers.text.cells import Cell
from helpers.text.forms import by_count
from helpers.text.language import _, opening_count

_FILLS = (WRONG, OTHERWISE, KNOWN, RIGHT, OPEN)


def draw_outcomes(relations: RelationSet, findings: list[Finding], region: Region) -> Chart | None:
    """What is claimed of a region, or its statistics, by topic and by sort of difference; None for nothing."""
    chosen = claims_of(findings, region.code) or statistics_of(findings)
    if not chosen:
        return None
    about = {topic: [each for each in chosen if each.relation.topic == topic] for topic in relations.topics}
    counts = {str(relations.topics[topic]): count_by_kind(each) for topic, each in about.items() if each}
    said = {"title": _title(findings, region), "rows": counts_words(counts)}
    alt = _("Bar chart by topic and outcome: %(title)s. %(rows)s.") % said
    columns = {label: [cells[label] for cells in counts.values()] for label in count_by_kind([])}
    table: dict[str, Iterable[Cell | str]] = {_("topic"): list(counts), **columns}
    data = Table.of_columns(_("Outcomes by topic"), table, folded=True)
    fills = dict(zip(count_by_kind([]), _FILLS, strict=True))
    claims = bool(claims_of(findings, region.code))
    measure = _("Number of claims by topic and outcome") if claims else _("Number of checks by topic and outcome")
    return Chart(
        lambda sheet: draw_counts(sheet, counts, fills),
        _title(findings, region),
        measure,
        alt,
        _caption(findings, region),
        data,
    )


def _title(findings: list[Finding], region: Region) -> str:
    """The finding of the chart."""
    claims, checks = claims_of(findings, region.code), [each for each in statistics_of(findings) if each.is_checked]
    agreeing = sum(each.outcome.agrees for each in checks)
    values = {"n": len(claims), "checks": len(checks), "agreeing": agreeing}
    if not claims:
        return _("%(agreeing)s of %(checks)s checks of its statistics agree") % values
    wrong = sum(each.kind == CONTRADICTION for each in claims)
    none = _("No claim contradicts its own text")
    one = _("One of %(n)s claims contradicts its own text")
    several = _("%(wrong)s of %(n)s claims contradict their own text")
    return by_count(wrong, none, one, several) % (values | {"wrong": opening_count(wrong)})


def _caption(findings: list[Finding], region: Region) -> str:
    if claims_of(findings, region.code):
        return _("Claims that sources make, by topic. Each counts once; checks that nobody claims are not among them.")
    return _("Checks of the statistics, which no source states. Each counts once, whatever its weight.")
