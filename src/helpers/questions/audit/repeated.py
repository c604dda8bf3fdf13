"""What several sources print of one thing, for any region: the statistics held against themselves."""

from dataclasses import replace
from typing import Any

import pandas as pd

from helpers.checks.findings import AGREEING, CONFLICT, REVISION, ROUNDING, SAME
from helpers.checks.releases import judged_pairs
from helpers.checks.table import table_of
from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import figures_in
from helpers.figures.rows import rounded_figure
from helpers.questions.audit.evaluation import Finding, found
from helpers.questions.audit.outcomes import CENSUS, VINTAGE, Outcome, distance
from helpers.questions.audit.readings import to_one_decimal
from helpers.questions.audit.relations import Reference, Relation, Words
from helpers.questions.audit.series_checks import ONE_DECIMAL
from helpers.text.language import _

KIND, TOPIC = "repeated", "statistics"
_GRAVEST = (CONFLICT, REVISION, ROUNDING, SAME)


def repeated_figures(observations: Observations, region: str, topic: str = "all", source: str = "all") -> list[Finding]:
    """One finding an indicator of the region that several sources print for one period.

    Parameters
    ----------
    topic, source
        Nothing is found of another topic than that of the statistics; of a source, only what it prints too.
    """
    if topic not in ("all", TOPIC):
        return []
    figures = observations.figures_of(region)
    several = figures.groupby(["indicator", "period", "span"])["source"].transform("nunique") > 1
    if not several.any():
        return []
    own = replace(observations, figures=figures[several])
    wide, fine = (_outcomes(each, source) for each in (own, to_one_decimal(own)))
    return [
        found(_relation(observations, region, indicator), observations, outcome, fine[indicator])
        for indicator, outcome in wide.items()
    ]


def _outcomes(own: Observations, source: str) -> dict[str, Outcome]:
    """What is found of each indicator."""
    pairs = judged_pairs(table_of(own).printed, own)
    if pairs.empty:
        return {}
    for column in ("indicator", "period", "span"):
        pairs[column] = own.figures[column].loc[pairs["one"]].to_numpy()
    if source != "all":
        named = [own.figures["source"].loc[pairs[side]].eq(source).to_numpy() for side in ("one", "other")]
        pairs = pairs[named[0] | named[1]]
    close = pairs["level"] & (pairs["ratio"] < 1 + ONE_DECIMAL / 100)
    pairs["verdict"] = pairs["verdict"].mask(close & ~pairs["verdict"].eq(SAME), ROUNDING)
    return {str(indicator): _outcome(own, of_it) for indicator, of_it in pairs.groupby("indicator")}


def _outcome(own: Observations, pairs: pd.DataFrame) -> Outcome:
    """The gravest verdict on one indicator, how many periods have which, and the two that are furthest apart."""
    order = pairs["verdict"].map(_GRAVEST.index)
    by_cell = order.groupby([pairs["period"], pairs["span"]]).min()
    revised, conflicting = (int((by_cell == _GRAVEST.index(verdict)).sum()) for verdict in (REVISION, CONFLICT))
    gravest = pairs[order == order.min()]
    apart = {row: distance(*_both(own, pair)) for row, pair in gravest.iterrows()}
    worst = gravest.loc[max(apart, key=apart.__getitem__)]
    rows = tuple(sorted((int(worst["one"]), int(worst["other"]))))
    figures = figures_in(own, own.figures.loc[list(rows)])
    values: dict[str, Any] = {"n": len(by_cell), "revised": revised, "conflicting": conflicting}
    values |= {"indicator": figures[0].indicator, "period": figures[0].days, "figures": figures}
    verdict, artefact = _GRAVEST[int(order.min())], CENSUS if worst["census"] else VINTAGE
    if verdict in AGREEING:
        last = pairs.loc[pairs["period"].str[:4].sort_values(kind="stable").index[-1]]
        rows = tuple(sorted((int(last["one"]), int(last["other"]))))
        figures = figures_in(own, own.figures.loc[list(rows)])
        values |= {"period": figures[0].days, "figures": figures if verdict == ROUNDING else figures[:1]}
        key = KIND if len(by_cell) > 1 else f"{KIND}_one"
        return Outcome(verdict, key, values, rows, max(apart.values()))
    if verdict == REVISION:
        return Outcome(verdict, f"{KIND}_revision", values, rows, max(apart.values()), artefact)
    key = f"{KIND}_conflict_revision" if revised else f"{KIND}_conflict"
    return Outcome(verdict, key, values, rows, max(apart.values()))


def _both(own: Observations, pair: pd.Series) -> tuple[Rounded, Rounded]:
    one, other = (rounded_figure(own.figures.loc[int(pair[side])]) for side in ("one", "other"))
    return one, other


def _relation(observations: Observations, region: str, indicator: str) -> Relation:
    """What is held of an indicator, in the language in use: a relation that no file states."""
    message = _("%(indicator)s, in several sources")
    words = message % {"indicator": observations.indicator(indicator).name}
    return Relation(
        relation=f"{KIND}-{indicator}",
        topic=TOPIC,
        kind=KIND,
        figures={"figure": Reference(indicator=indicator)},
        statement=Words(en=words, zh=words),
        region=region,
        open=True,
    )
