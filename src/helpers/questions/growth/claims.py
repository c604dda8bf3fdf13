"""A region's latest year-to-date growth figure, held against its benchmarks as they were then and are now."""

from dataclasses import dataclass

import pandas as pd

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.rows import rounded_figure
from helpers.figures.series import select_series
from helpers.models.gaps import implied_benchmark

NATION = "100000"


@dataclass(frozen=True)
class BenchmarkFigure:
    """A benchmark's growth in the period of a claim, in percent, three ways; None where there is none.

    Attributes
    ----------
    then
        As first published, known in the month of the claim.
    now
        As known today.
    implied
        As implied by the gap that the claim states.
    stated_gap
        The gap that the claim states, in percentage points.
    """

    region: Region
    then: Rounded | None
    now: Rounded | None
    implied: Rounded | None
    stated_gap: Rounded | None


@dataclass(frozen=True)
class Claim:
    """A region's latest year-to-date growth figure, set against its benchmarks.

    Attributes
    ----------
    own
        The region's growth in percent, with the interval of its printed digits.
    printed
        The digits of that figure as printed.
    known
        The month it was published.
    stated_rank
        Its rank among its peers, the regions of the same parent, as the same source states it, if it does.
    peers, peers_known
        How many peers it has, and of how many the figure of the same period is known.
    rows
        Every row of figures behind the claim.
    """

    region: Region
    period: pd.Period
    own: Rounded
    printed: str
    known: pd.Period
    benchmarks: list[BenchmarkFigure]
    stated_rank: Rounded | None
    peers: int
    peers_known: int
    rows: pd.DataFrame


def latest_claim(observations: Observations, region: str, benchmarks: list[str]) -> Claim | None:
    """The region's latest year-to-date real growth against its benchmarks; None where none is recorded.

    A figure that is weakly supported is taken only where there is no other. Each benchmark is looked up twice: as known
    in the month in which the claim was published, and as these observations know it now.
    """
    try:
        series = select_series(observations, region, "gdp_growth_real", "ytd")
    except NoFiguresError:
        return None
    supported = series.rows[~series.rows["weak"]]
    rows = (series.rows if supported.empty else supported).iloc[
        [-1]
    ]  # what one page says that no other does is no claim
    row = rows.iloc[0]
    period, then = row["at"], observations.as_known(row["known"])
    own, used = rounded_figure(row), [rows]

    def figure(known: Observations, place: str, indicator: str) -> Rounded | None:
        try:
            found = select_series(known, place, indicator, "ytd", (period, period)).rows
        except NoFiguresError:
            return None
        used.append(found)
        return rounded_figure(found.iloc[0])

    parent = series.region.parent.code if series.region.parent else ""
    stated_gaps = {NATION: "gdp_growth_gap_nation", parent: "gdp_growth_gap_province"}
    compared = []
    for benchmark in benchmarks:
        stated = figure(observations, region, stated_gaps[benchmark]) if benchmark in stated_gaps else None
        compared.append(
            BenchmarkFigure(
                observations.region(benchmark),
                then=figure(then, benchmark, "gdp_growth_real"),
                now=figure(observations, benchmark, "gdp_growth_real"),
                implied=implied_benchmark(own, stated) if stated else None,
                stated_gap=stated,
            )
        )
    rank = figure(observations, region, "gdp_growth_rank_province")
    peers = observations.peers_of(region)
    peers_known = sum(figure(observations, peer.code, "gdp_growth_real") is not None for peer in peers) if rank else 0
    rows = pd.concat(used)
    return Claim(series.region, period, own, row["value"], row["known"], compared, rank, len(peers), peers_known, rows)
