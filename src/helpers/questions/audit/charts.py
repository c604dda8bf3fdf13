"""The chart of verdicts by topic."""

from collections import Counter

import matplotlib as mpl
from matplotlib.figure import Figure as Drawing

from helpers.questions.audit.evaluation import Finding
from helpers.questions.audit.outcomes import VERDICTS
from helpers.questions.audit.relations import RelationSet
from helpers.questions.audit.sentences import counted_cell, verdict_words
from helpers.show.chart import COLOURS, WIDTH, Chart, style
from helpers.show.table import Table
from helpers.text.language import _, listed

_FILLS = ((COLOURS[0], "////"), ("#d9d9d9", ""), (COLOURS[3], "...."), (COLOURS[1], ""))


def draw_verdicts(relations: RelationSet, findings: list[Finding]) -> Chart:
    """Relations by topic, each bar split by verdict."""
    counts = Counter((finding.relation.topic, finding.verdict) for finding in findings)
    topics = [topic for topic in relations.topics if any(counts[topic, verdict] for verdict in VERDICTS)]
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, 1.3 + 0.38 * len(topics)), layout="constrained")
        axes = drawing.subplots()
        left = [0] * len(topics)
        for verdict, (colour, hatch) in zip(VERDICTS, _FILLS, strict=True):
            sizes = [counts[topic, verdict] for topic in topics]
            look = {"color": colour, "hatch": hatch, "edgecolor": "white", "label": verdict_words(verdict)}
            bars = axes.barh(range(len(topics)), sizes, left=left, **look)
            backed = {"facecolor": "white", "edgecolor": "none", "pad": 1}
            for bar, size in zip(bars, sizes, strict=True):
                if size:
                    middle = bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2
                    axes.text(*middle, str(size), ha="center", va="center", fontsize=8.5, bbox=backed)
            left = [start + size for start, size in zip(left, sizes, strict=True)]
        axes.set_yticks(range(len(topics)), [str(relations.topics[topic]) for topic in topics])
        axes.invert_yaxis()
        axes.set_xlabel(_("relations"))
        drawing.legend(loc="outside lower center", ncols=4, frameon=False, fontsize=9)
        fails = sum(finding.verdict == VERDICTS[0] for finding in findings)
        axes.set_title(_("%(fails)s of %(n)s relations do not hold") % {"fails": fails, "n": len(findings)})
    rows = [
        _("%(topic)s: %(counts)s")
        % {
            "topic": relations.topics[topic],
            "counts": listed([f"{verdict_words(verdict)} {counts[topic, verdict]}" for verdict in VERDICTS]),
        }
        for topic in topics
    ]
    alt = _("Bar chart of relations by topic and verdict. %(rows)s.") % {"rows": _("; ").join(rows)}
    caption = _("Each relation counts once, whatever its weight.")
    return Chart(drawing, alt, caption, _counts_table(relations, findings, topics))


def _counts_table(relations: RelationSet, findings: list[Finding], topics: list[str]) -> Table:
    """How many relations of each topic have each verdict; folded."""
    columns = {_("topic"): [str(relations.topics[topic]) for topic in topics]}
    for verdict in VERDICTS:
        columns[verdict_words(verdict)] = [
            counted_cell([each for each in findings if (each.relation.topic, each.verdict) == (topic, verdict)])
            for topic in topics
        ]
    return Table.of_columns(_("Relations by topic and verdict"), columns, folded=True)
