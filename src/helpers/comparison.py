"""A region against its benchmarks: gaps between growth rates, in percentage points, with their rounding."""

from dataclasses import dataclass

import pandas as pd

from helpers.growth import RefusedError
from helpers.observations import NoFiguresError, Observations, SelectedSeries, select_series
from helpers.rounding import Rounded

NATION = "100000"


def growth_gap(own: SelectedSeries, benchmark: SelectedSeries) -> pd.DataFrame:
    """Growth of the region less growth of the benchmark, percentage points by period, where both are known.

    Returns:
        value, low and high; low and high allow for the rounding of both rates

    Raises:
        RefusedError: the two do not measure the same thing over the same span
    """
    if own.indicator.name != benchmark.indicator.name or own.span != benchmark.span:
        raise RefusedError(
            f"no gap between {own.indicator.name} ({own.span}) and {benchmark.indicator.name} ({benchmark.span}): "
            "they do not measure the same thing"
        )
    mine, theirs = own.rounded, benchmark.rounded
    gap = pd.DataFrame(
        {
            "value": mine["value"] - theirs["value"],
            "low": mine["low"] - theirs["high"],
            "high": mine["high"] - theirs["low"],
        }
    )
    return gap.dropna().round(9)  # 2.6, not 2.5999999999999996


def cumulative_gap(own: pd.Series, benchmark: pd.Series) -> float:
    """How much more the region has grown than the benchmark over all periods that both know, in percent.

    prod((1+g_r)/(1+g_b)) - 1, a ratio of chained indices: it is not the mean gap times the years.

    Raises:
        RefusedError: the periods that both know are not consecutive
    """
    both = pd.concat([own, benchmark], axis=1, keys=["own", "benchmark"]).dropna()
    if len(both) and len(both) != (both.index[-1] - both.index[0]).n + 1:
        raise RefusedError("a cumulative gap wants consecutive periods known for both")
    return 100 * (((1 + both["own"] / 100) / (1 + both["benchmark"] / 100)).prod() - 1)


def implied_benchmark(own: Rounded, stated_gap: Rounded) -> Rounded:
    """The benchmark's growth that a stated gap implies, own less gap, in percent with its rounding interval.

    8 % and "2.8 points above the nation" imply 5.2 %. It is a statement turned round, never a published figure.
    """
    return own - stated_gap


@dataclass(frozen=True)
class BenchmarkFigure:
    """A benchmark's growth in the period of a claim, in percent, three ways; None where there is none.

    Attributes:
        then: as first published, known in the month of the claim
        now: as known today
        implied: as implied by the gap that the claim states
        stated_gap: that gap, in percentage points
    """

    region: str
    then: Rounded | None
    now: Rounded | None
    implied: Rounded | None
    stated_gap: Rounded | None


@dataclass(frozen=True)
class Claim:
    """A region's latest year-to-date growth figure, set against its benchmarks.

    Attributes:
        own: the region's growth in percent, with the interval of its printed digits
        printed: those digits
        known: the month it was published
        stated_rank: its rank among its peers as the same source states it, None where it does not
        rows: every row of figures behind the claim
    """

    region: str
    period: pd.Period
    own: Rounded
    printed: str
    known: pd.Period
    benchmarks: list[BenchmarkFigure]
    stated_rank: int | None
    rows: pd.DataFrame


def latest_claim(
    observations: Observations, region: str, benchmarks: list[str], as_of: pd.Period | None = None
) -> Claim | None:
    """The region's latest year-to-date real growth against its benchmarks; None where none is recorded.

    `as_of` is the month whose knowledge counts as today's.
    """
    try:
        series = select_series(observations, region, "gdp_growth_real", "ytd", as_of=as_of)
    except NoFiguresError:
        return None
    row = series.rows.iloc[-1]
    period, known = row["at"], row["known"]
    own, used = _rounded(row), [series.rows.iloc[[-1]]]

    def figure(place: str, indicator: str, at: pd.Period | None) -> Rounded | None:
        try:
            found = select_series(observations, place, indicator, "ytd", (period, period), at).rows
        except NoFiguresError:
            return None
        used.append(found)
        return _rounded(found.iloc[0])

    stated_gaps = {
        NATION: "gdp_growth_gap_nation",
        observations.regions.at[region, "parent"]: "gdp_growth_gap_province",
    }
    compared = []
    for benchmark in benchmarks:
        stated = figure(region, stated_gaps[benchmark], as_of) if benchmark in stated_gaps else None
        compared.append(
            BenchmarkFigure(
                benchmark,
                then=figure(benchmark, "gdp_growth_real", known),
                now=figure(benchmark, "gdp_growth_real", as_of),
                implied=implied_benchmark(own, stated) if stated else None,
                stated_gap=stated,
            )
        )
    rank = figure(region, "gdp_growth_rank_province", as_of)
    return Claim(region, period, own, row["value"], known, compared, int(rank.value) if rank else None, pd.concat(used))


def _rounded(row: pd.Series) -> Rounded:
    return Rounded(row["number"], row["low"], row["high"])
