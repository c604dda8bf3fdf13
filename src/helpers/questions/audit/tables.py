"""The audit as a notebook shows it: relations by verdict and topic, conflicts first."""

from collections import Counter

import matplotlib as mpl
import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from helpers.figures.observations import Observations
from helpers.figures.published import figures_in
from helpers.questions.audit.evaluation import Finding
from helpers.questions.audit.outcomes import VERDICTS
from helpers.questions.audit.relations import RelationSet
from helpers.questions.audit.sentences import counted, reason, verdict_words
from helpers.show.amounts import amount
from helpers.show.chart import COLOURS, WIDTH, Chart, style
from helpers.show.filters import Filter
from helpers.show.key_figures import KeyFigures
from helpers.show.table import Table
from helpers.show.wording import say
from helpers.text.language import _, listed

_FILLS = (
    (COLOURS[0], "////"),
    ("#d9d9d9", ""),
    (COLOURS[3], "...."),
    (COLOURS[1], ""),
)


def verdict_key_figures(findings: list[Finding]) -> KeyFigures:
    """How many relations have each verdict, conflicts first."""
    return KeyFigures(
        {
            verdict_words(verdict): counted([finding for finding in findings if finding.verdict == verdict])
            for verdict in VERDICTS
        }
    )


def verdict_table(
    relations: RelationSet, findings: list[Finding], verdict: str, observations: Observations
) -> Table | None:
    """The relations with a verdict, each with its reason; None where there is none."""
    chosen = [finding for finding in findings if finding.verdict == verdict]
    if not chosen:
        return None
    statements = [_statement(relations, finding, observations) for finding in chosen]
    why = [reason(finding, observations) for finding in chosen]
    frame = pd.DataFrame({_("why"): why}, index=pd.Index(statements, name=_("statement")))
    caption = _("%(verdict)s: %(n)s") % {"verdict": verdict_words(verdict), "n": len(chosen)}
    return Table(caption, frame, classes=[_pick(relations, finding.relation.topic) for finding in chosen])


def _statement(relations: RelationSet, finding: Finding, observations: Observations) -> Markup:
    """The claim, with its topic and its region below."""
    relation = finding.relation
    about = _("%(topic)s · %(region)s") % {
        "topic": relations.topics[relation.topic],
        "region": observations.region_name(relation.region),
    }
    return Markup("{}<br><small>{}</small>").format(str(relation.statement), about)


def topic_filter(relations: RelationSet) -> Filter:
    """The choice of a topic, for the tables of all verdicts."""
    present = {relation.topic for relation in relations.relations}
    choices = {_pick(relations, topic): str(words) for topic, words in relations.topics.items() if topic in present}
    return Filter(_("Show only"), _("all topics"), choices)


def _pick(relations: RelationSet, topic: str) -> str:
    return f"pick-{list(relations.topics).index(topic) + 1}"


def draw_verdicts(relations: RelationSet, findings: list[Finding]) -> Chart:
    """Relations by topic, each bar split by verdict."""
    counts = Counter((finding.relation.topic, finding.verdict) for finding in findings)
    topics = [topic for topic in relations.topics if any(counts[topic, verdict] for verdict in VERDICTS)]
    with mpl.rc_context(style()):
        drawing = Figure(figsize=(WIDTH, 1.3 + 0.38 * len(topics)), layout="constrained")
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
    frame = pd.DataFrame(
        {
            verdict_words(verdict): [
                counted([each for each in findings if (each.relation.topic, each.verdict) == (topic, verdict)])
                for topic in topics
            ]
            for verdict in VERDICTS
        },
        index=pd.Index([str(relations.topics[topic]) for topic in topics], name=_("topic")),
    )
    return Table(_("Relations by topic and verdict"), frame, folded=True)


def damage_sentence(findings: list[Finding]) -> Markup:
    """Whether all relations that must hold do."""
    must = [finding for finding in findings if finding.relation.must]
    if not must:
        return say(_("None of them has to hold if the figures are copied right."))
    broken = [str(finding.relation.statement) for finding in must if finding.is_damage]
    if broken:
        return say(_("These must hold and do not; the data are damaged: %(broken)s"), broken=" ".join(broken))
    return say(_("All %(n)s relations that must hold, if the figures are copied right, do."), n=len(must))


def ledger_rows(observations: Observations, region: str, source: str) -> pd.DataFrame:
    """The figures about a region and its parts, of the sources whose texts are read in full."""
    read = set(observations.omissions["source"])
    wanted = sorted(read if source == "all" else read & {source})
    figures = pd.concat([observations.figures.iloc[:0], *(observations.figures_of(source=each) for each in wanted)])
    figures = figures[figures["region"].map(lambda place: region in observations.lineage(place))]
    return figures.sort_index()


def ledger_table(observations: Observations, rows: pd.DataFrame) -> Table | None:
    """Every figure of the texts that are read in full, in words; None where none is about the region."""
    if rows.empty:
        return None
    figures = figures_in(observations, rows)
    frame = pd.DataFrame(
        {
            _("region"): [observations.region_name(figure.region) for figure in figures],
            _("printed"): [amount(figure) for figure in figures],
            _("days"): [figure.days for figure in figures],
            _("meaning"): [figure.definition for figure in figures],
        },
        index=pd.Index([figure.name for figure in figures], name=_("what")),
    )
    message = _("The %(n)s figures of the articles, each with what it means")
    return Table(message % {"n": len(figures)}, frame, heading=_("Every figure of the articles"), folded=True)


def rows_shown(observations: Observations, findings: list[Finding], ledger: pd.DataFrame) -> pd.DataFrame:
    """The rows of figures whose numbers the audit shows."""
    shown = {row for finding in findings for row in finding.outcome.rows} | set(ledger.index)
    return observations.figures.loc[sorted(shown)]
