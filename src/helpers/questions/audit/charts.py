"""The chart of what the claims come to, by topic; of a region without any, what the checks of its statistics do."""

from collections.abc import Iterable

from helpers.figures.regions import Region
from helpers.questions.audit.evaluation import Finding
from helpers.questions.audit.grading import CONTRADICTION
from helpers.questions.audit.relations import RelationSet
from helpers.questions.audit.sentences import claims_of, count_by_kind, statistics_of
from helpers.show.chart import COLOURS, Chart, canvas
from helpers.show.table import Table
from helpers.text.cells import Cell
from helpers.text.forms import by_count
from helpers.text.language import _, listed

_FILLS = ((COLOURS[0], "////"), (COLOURS[2], "xxxx"), (COLOURS[3], "...."), (COLOURS[1], ""), ("#d9d9d9", ""))
_HATCHED = {"edgecolor": "white"}


def draw_outcomes(relations: RelationSet, findings: list[Finding], region: Region) -> Chart | None:
    """What is claimed of a region, or its statistics, by topic and by sort of difference; None for nothing."""
    chosen = claims_of(findings, region.code) or statistics_of(findings)
    if not chosen:
        return None
    about = {topic: [each for each in chosen if each.relation.topic == topic] for topic in relations.topics}
    counts = {str(relations.topics[topic]): count_by_kind(each) for topic, each in about.items() if each}
    columns = {label: [cells[label] for cells in counts.values()] for label in count_by_kind([])}
    with canvas(1.5 + 0.38 * len(counts)) as (drawing, axes):
        left = [0] * len(counts)
        for (label, cells), (colour, hatch) in zip(columns.items(), _FILLS, strict=True):
            sizes = [int(cell.value or 0) for cell in cells]
            if not any(sizes):
                continue
            places = range(len(counts))
            bars = axes.barh(places, sizes, left=left, color=colour, hatch=hatch, label=label, **_HATCHED)
            backed = {"facecolor": "white", "edgecolor": "none", "pad": 1}
            for bar, size in zip(bars, sizes, strict=True):
                if size:
                    middle = bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2
                    axes.text(*middle, str(size), ha="center", va="center", fontsize=8.5, bbox=backed)
            left = [start + size for start, size in zip(left, sizes, strict=True)]
        axes.set_yticks(range(len(counts)), list(counts))
        axes.invert_yaxis()
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_xlabel(_("claims") if claims_of(findings, region.code) else _("checks"))
        drawing.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=9)
        axes.set_title(_title(findings, region))
    rows = []
    for topic, by_label in counts.items():
        numbers = listed([f"{label} {cell.plain}" for label, cell in by_label.items() if cell.value])
        rows.append(_("%(topic)s: %(counts)s") % {"topic": topic, "counts": numbers})
    said = {"title": _title(findings, region), "rows": _("; ").join(rows)}
    alt = _("Bar chart by topic and outcome: %(title)s. %(rows)s.") % said
    table: dict[str, Iterable[Cell | str]] = {_("topic"): list(counts), **columns}
    data = Table.of_columns(_("Outcomes by topic"), table, folded=True)
    return Chart(drawing, alt, _caption(findings, region), data)


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
    return by_count(wrong, none, one, several) % (values | {"wrong": wrong})


def _caption(findings: list[Finding], region: Region) -> str:
    if claims_of(findings, region.code):
        return _("Claims that sources make, by topic. Each counts once; checks that nobody claims are not among them.")
    return _("Checks of the statistics, which no source states. Each counts once, whatever its weight.")
