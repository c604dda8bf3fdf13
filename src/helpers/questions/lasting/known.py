"""What is known around a region's unpublished figures: its own rate, gaps that are stated, and those who contain it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from helpers.figures.candidates import candidates_for
from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure, find_figures
from helpers.figures.regions import Region
from helpers.figures.rows import rounded_figure
from helpers.models.bounds import Bound, Unpublished
from helpers.questions.lasting.lines import GROWTH
from helpers.show.wording import as_printed
from helpers.text.citations import cited
from helpers.text.language import _, number

_STATED_GAPS = {"nation": "gdp_growth_gap_nation", "province": "gdp_growth_gap_province"}  # by level of the benchmark


@dataclass(frozen=True)
class Bounded:
    """Unpublished rates of one period and what they must lie between, percent.

    Attributes
    ----------
    period, year
        In words, and the year that it lies in.
    each
        By region.
    together
        Of all of them weighted by their GDP; None for a single one.
    allowed
        What the codebook allows of such a rate.
    assumptions
        What the bounds rest on, published or assumed, in sentences without a full stop.
    rows
        The rows of figures behind them.
    """

    period: str
    year: int
    each: dict[Region, Bound]
    together: Bound | None
    allowed: Rounded
    assumptions: tuple[str, ...]
    rows: frozenset[int]


@dataclass
class Known:
    """What is stated so far, with the rows of figures that it rests on."""

    observations: Observations
    system: Unpublished = field(default_factory=Unpublished)
    rows: set[int] = field(default_factory=set)

    @property
    def allowed(self) -> Rounded:
        """The range that the codebook allows of a growth rate."""
        ends = self.observations.indicators[["minimum", "maximum"]].astype(float)
        low, high = ends[ends.index == GROWTH].to_numpy()[0]
        return Rounded(float("nan"), float(low), float(high))

    def known(self, region: Region, figure: Rounded, why: str) -> None:
        self.system.known(region.code, figure, why)
        self.rows |= figure.rows

    def open(self, region: Region, why: str, high: float | None = None) -> None:
        allowed = self.allowed
        self.system.unknown(region.code, allowed.low, allowed.high if high is None else high, why)

    def bounded(
        self, period: str, year: int, regions: Iterable[Region], weights: Mapping[Region, float] | None = None
    ) -> Bounded:
        each = {region: self.system.bound({region.code: 1.0}) for region in regions}
        together = None
        if weights is not None:
            whole = sum(weights[region] for region in each)
            together = self.system.bound({region.code: weights[region] / whole for region in each})
        assumptions = dict.fromkeys(relation.why for relation in self.system.relations)
        return Bounded(period, year, each, together, self.allowed, tuple(assumptions), frozenset(self.rows))


def stated_gaps(observations: Observations, region: Region) -> list[tuple[Figure, Region]]:
    """The year-to-date gaps to regions that contain it which sources state, each with that region."""
    found = []
    for benchmark in region.lineage[1:]:
        if code := _STATED_GAPS.get(benchmark.level):
            found += [(each, benchmark) for each in find_figures(observations, code, region.code, span="ytd")]
    return found


def state_own(known: Known, region: Region, period: str, implied: bool = False) -> list[Region]:
    """State the region's rate of a period, and what is stated and published of those that contain it.

    Parameters
    ----------
    implied
        Whether those are stated as well whose rate is not published: they bound no other.

    Returns
    -------
    list of Region
        Those to which a gap is stated, but whose rate of the same release is not published.
    """
    observations, lacking = known.observations, []
    own = _ytd(observations, region, period)
    if own.empty:
        return []
    figure, releases = rounded_figure(own.iloc[0]), own["basis"].iloc[0].split("|")
    known.known(region, figure, _printed_words(region, own.iloc[0]))
    for gap, benchmark in stated_gaps(observations, region):
        if gap.period != period or gap.source.code != own["source"].iloc[0]:
            continue
        published = _ytd(observations, benchmark, period)
        published = published[[bool(set(each.split("|")) & set(releases)) for each in published["basis"]]]
        if published.empty and not implied:
            continue
        if published.empty:
            lacking.append(benchmark)
            known.open(benchmark, open_words())
        else:
            known.known(benchmark, rounded_figure(published.iloc[0]), _printed_words(benchmark, published.iloc[0]))
        said = {"gap": cited(as_printed(gap.printed), gap.rows), "region": region.name, "benchmark": benchmark.name}
        message = _("%(region)s was %(gap)s points ahead of %(benchmark)s, as stated, before either rate was rounded")
        terms = {region.code: 1.0, benchmark.code: -1.0}
        known.system.relation(terms, gap.rounded.low, gap.rounded.high, message % said)
        known.rows |= set(gap.rows)
    return lacking


def _ytd(observations: Observations, region: Region, period: str) -> pd.DataFrame:
    """The rows of year-to-date growth to the end of a quarter, the best first."""
    rows = candidates_for(observations, region.code, GROWTH, "ytd")
    return rows[rows["period"] == period]


def _printed_words(region: Region, row: pd.Series) -> str:
    figure = rounded_figure(row)
    low, high = (cited(number(end, 2), figure.rows) for end in figure.bounds)
    said = {"region": region.name, "rate": cited(as_printed(row["value"]), figure.rows), "low": low, "high": high}
    return _("%(region)s grew by %(rate)s%%, which is %(low)s to %(high)s before rounding") % said


def open_words() -> str:
    """Within what a rate lies of which nothing is published."""
    return _("what is not published lies within the range that the codebook allows of any growth rate")
