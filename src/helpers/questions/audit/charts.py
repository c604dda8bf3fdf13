"""The chart of what the claims come to, by topic; of a region without any, what the checks of its statistics do."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from helpers.figures.regions import Region
from helpers.questions.audit.evaluation import Finding
from helpers.questions.audit.grading import CONTRADICTION
from helpers.questions.audit.relations import RelationSet
from helpers.questions.audit.sentences import claims_of, count_by_kind, statistics_of
from helpers.show.chart import Chart
from helpers.show.palette import INK, PAGE, REST, VIOLET
from helpers.show.sheet import SMALL, Sheet, settle
from helpers.show.table import Table
from helpers.text.cells import Cell
from helpers.text.forms import by_count
from helpers.text.language import _, listed

_FILLS = (("#b3372f", "////"), (VIOLET, "xxxx"), ("#846616", "...."), ("#2f6f9f", ""), (REST, ""))
_Counts = Mapping[str, dict[str, Cell]]


def draw_outcomes(relations: RelationSet, findings: list[Finding], region: Region) -> Chart | None:
    """What is claimed of a region, or its statistics, by topic and by sort of difference; None for nothing."""
    chosen = claims_of(findings, region.code) or statistics_of(findings)
    if not chosen:
        return None
    about = {topic: [each for each in chosen if each.relation.topic == topic] for topic in relations.topics}
    counts = {str(relations.topics[topic]): count_by_kind(each) for topic, each in about.items() if each}
    rows = []
    for topic, by_label in counts.items():
        numbers = listed([f"{label} {cell.plain}" for label, cell in by_label.items() if cell.value])
        rows.append(_("%(topic)s: %(counts)s") % {"topic": topic, "counts": numbers})
    said = {"title": _title(findings, region), "rows": _("; ").join(rows)}
    alt = _("Bar chart by topic and outcome: %(title)s. %(rows)s.") % said
    columns = {label: [cells[label] for cells in counts.values()] for label in count_by_kind([])}
    table: dict[str, Iterable[Cell | str]] = {_("topic"): list(counts), **columns}
    data = Table.of_columns(_("Outcomes by topic"), table, folded=True)
    claims = bool(claims_of(findings, region.code))
    measure = _("Number of claims by topic and outcome") if claims else _("Number of checks by topic and outcome")
    return Chart(
        lambda sheet: _draw(sheet, counts), _title(findings, region), measure, alt, _caption(findings, region), data
    )


def _draw(sheet: Sheet, counts: _Counts) -> None:
    """A bar a topic; on a phone its name stands above it."""
    axes = sheet.axes(80 + 46 * len(counts) if sheet.is_narrow else 60 + 30 * len(counts))
    left, numbers = np.zeros(len(counts)), []
    for label, (colour, hatch) in zip(count_by_kind([]), _FILLS, strict=True):
        sizes = [int(cells[label].value or 0) for cells in counts.values()]
        if any(sizes):
            height = 0.45 if sheet.is_narrow else 0.7
            style: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": PAGE, "height": height}
            bars = axes.barh(range(len(counts)), sizes, left=left, label=label, **style)
            numbers += [(bar, _write(axes, bar, size)) for bar, size in zip(bars, sizes, strict=True) if size]
            left += sizes
    axes.set_ylim(len(counts) - 0.6, -0.8 if sheet.is_narrow else -0.5)
    if sheet.is_narrow:
        axes.set_yticks([])
        for at, topic in enumerate(counts):
            axes.text(0, at - 0.3, topic, va="bottom")
    else:
        axes.set_yticks(range(len(counts)), list(counts), color=INK)
    axes.set_xticks([])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    sheet.drawing.legend(
        loc="outside upper left", ncols=1 if sheet.is_narrow else 3, frameon=False, borderaxespad=0, handlelength=1.4
    )
    settle(axes)
    for bar, written in numbers:  # a number for which its bar is too short is left to the table
        written.set_visible(written.get_window_extent().width <= bar.get_window_extent().width)


def _write(axes: Axes, bar: Rectangle, size: int) -> Text:
    middle = bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2
    backed = {"facecolor": PAGE, "edgecolor": "none", "pad": 1}
    return axes.text(*middle, str(size), ha="center", va="center", fontsize=SMALL, bbox=backed)


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
