"""A region's latest year-to-date growth figure, held against its benchmarks as they were then and are now."""

from dataclasses import dataclass

import pandas as pd

from helpers.figures.comparable import select_pair
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.rows import rounded_figure
from helpers.figures.series import SelectedSeries, select_series, series_of
from helpers.models.gaps import implied_benchmark

NATION = "100000"


@dataclass(frozen=True)
class BenchmarkFigure:
    """A benchmark's growth in the period of a claim, in percent, three ways; None where there is none.

    Attributes
    ----------
    then
        Of the same release as the claim.
    release
        Which release that is, in words; empty where there is none.
    now
        As revised since, or, where none is of the same release, as it is recorded of another.
    implied
        As implied by the gap that the claim states.
    stated_gap
        The gap that the claim states, in percentage points.
    """

    region: Region
    then: Rounded | None
    release: str
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
    release
        Which release it is, in words; empty where that is not known.
    from_press
        Whether nothing more reliable than the press gives it.
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
    release: str
    from_press: bool
    known: pd.Period
    benchmarks: list[BenchmarkFigure]
    stated_rank: Rounded | None
    peers: int
    peers_known: int
    rows: pd.DataFrame


def latest_claim(observations: Observations, region: str, benchmarks: list[str]) -> Claim | None:
    """The region's latest year-to-date real growth against its benchmarks; None where none is recorded.

    A figure that is weakly supported is taken only where there is no other. Each benchmark is looked up twice: of the
    release that the claim is of, and as revised since.
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
    period, own, used = row["at"], rounded_figure(row), [rows]
    claimed = series_of(observations, rows[observations.figures.columns])

    def at_period(place: str, indicator: str) -> SelectedSeries | None:
        try:
            found = select_series(observations, place, indicator, "ytd", (period, period))
        except NoFiguresError:
            return None
        used.append(found.rows)
        return found

    def figure(place: str, indicator: str) -> Rounded | None:
        found = at_period(place, indicator)
        return found.figures[period] if found else None

    def held_against(benchmark: str, stated: Rounded | None) -> BenchmarkFigure:
        then = now = release = None
        if found := at_period(benchmark, "gdp_growth_real"):
            pair = select_pair(observations, claimed, found, row["basis"].rpartition("|")[2])  # the claim's, no other
            used.append(pair.rows)
            then = pair.benchmark.figures[period] if pair.alike else None
            release = pair.bases[period].name if pair.alike else None
            now = pair.revised.get(period) if pair.alike else found.figures[period]
        implied = implied_benchmark(own, stated) if stated else None
        return BenchmarkFigure(observations.region(benchmark), then, release or "", now, implied, stated)

    parent = series.region.parent.code if series.region.parent else ""
    stated_gaps = {NATION: "gdp_growth_gap_nation", parent: "gdp_growth_gap_province"}
    compared = []
    for benchmark in benchmarks:
        stated = figure(region, stated_gaps[benchmark]) if benchmark in stated_gaps else None
        compared.append(held_against(benchmark, stated))
    rank = figure(region, "gdp_growth_rank_province")
    peers = observations.peers_of(region)
    peers_known = sum(figure(peer.code, "gdp_growth_real") is not None for peer in peers) if rank else 0
    rows = pd.concat(used)
    return Claim(
        series.region,
        period,
        own,
        row["value"],
        _release(observations, row["basis"]),
        _is_from_press(observations, series.region, period),
        row["known"],
        compared,
        rank,
        len(peers),
        peers_known,
        rows,
    )


def _release(observations: Observations, releases: str) -> str:
    newest = releases.rpartition("|")[2]
    return observations.vocabularies["basis"][newest].name if newest else ""


def _is_from_press(observations: Observations, region: Region, period: pd.Period) -> bool:
    """Whether the press, or what is weaker, is all that the figures of a period are recorded from."""
    figures = observations.figures_of(indicator="gdp_growth_real", span="ytd")
    same = figures[(figures["region"] == region.code) & (figures["period"] == str(period))]
    return all(observations.source(code).reliability in ("press", "weak") for code in same["source"])
