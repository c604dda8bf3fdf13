"""The chart of verdicts by topic."""

from collections.abc import Iterable

from helpers.questions.audit.evaluation import Finding
from helpers.questions.audit.outcomes import FAILS, VERDICTS
from helpers.questions.audit.relations import RelationSet
from helpers.questions.audit.sentences import counted, verdict_words
from helpers.show.chart import COLOURS, Chart, canvas
from helpers.show.table import Table
from helpers.text.cells import Cell
from helpers.text.language import _, listed

_FILLS = ((COLOURS[0], "////"), ("#d9d9d9", ""), (COLOURS[3], "...."), (COLOURS[1], ""))


def draw_verdicts(relations: RelationSet, findings: list[Finding]) -> Chart:
    """Relations by topic, each bar split by verdict."""
    about = {topic: [each for each in findings if each.relation.topic == topic] for topic in relations.topics}
    counts = {str(relations.topics[topic]): counted(each) for topic, each in about.items() if each}
    columns = {verdict: [cells[verdict] for cells in counts.values()] for verdict in VERDICTS}
    with canvas(1.3 + 0.38 * len(counts)) as (drawing, axes):
        left = [0] * len(counts)
        for verdict, (colour, hatch) in zip(VERDICTS, _FILLS, strict=True):
            sizes = [int(cell.value or 0) for cell in columns[verdict]]
            bars = axes.barh(
                range(len(counts)),
                sizes,
                left=left,
                color=colour,
                hatch=hatch,
                edgecolor="white",
                label=verdict_words(verdict),
            )
            backed = {"facecolor": "white", "edgecolor": "none", "pad": 1}
            for bar, size in zip(bars, sizes, strict=True):
                if size:
                    middle = bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2
                    axes.text(*middle, str(size), ha="center", va="center", fontsize=8.5, bbox=backed)
            left = [start + size for start, size in zip(left, sizes, strict=True)]
        axes.set_yticks(range(len(counts)), list(counts))
        axes.invert_yaxis()
        axes.set_xlabel(_("relations"))
        drawing.legend(loc="outside lower center", ncols=4, frameon=False, fontsize=9)
        fails = sum(finding.verdict == FAILS for finding in findings)
        axes.set_title(_("%(fails)s of %(n)s relations do not hold") % {"fails": fails, "n": len(findings)})
    rows = []
    for topic, cells in counts.items():
        numbers = listed([f"{verdict_words(verdict)} {cell.plain}" for verdict, cell in cells.items()])
        rows.append(_("%(topic)s: %(counts)s") % {"topic": topic, "counts": numbers})
    alt = _("Bar chart of relations by topic and verdict. %(rows)s.") % {"rows": _("; ").join(rows)}
    table: dict[str, Iterable[Cell | str]] = {_("topic"): list(counts)}
    table |= {verdict_words(verdict): cells for verdict, cells in columns.items()}
    data = Table.of_columns(_("Relations by topic and verdict"), table, folded=True)
    return Chart(drawing, alt, _("Each relation counts once, whatever its weight."), data)
