"""Every two figures that two sources print of one cell."""

import numpy as np
import pandas as pd

from helpers.checks.numbers import greater, lesser

PAIRS = ["one", "other"]


def pairs_in(figures: pd.DataFrame) -> pd.DataFrame:
    """Every two figures of one cell from two sources.

    Returns
    -------
    one, other
        Their rows.
    number_one, low_one, high_one, number_other, low_other, high_other
        Their numbers, with the intervals of their rounding.
    """
    ordered = figures[["cell", "source", "value", "number", "low", "high"]].sort_values("cell", kind="stable")
    # Files pad with zeros what was printed with fewer digits: 650.470 is 650.47 with one of the file's own.
    padded = ordered["value"].str.extract(r"\.\d\d+?(0+)$", expand=False).str.len()
    slack = (0.5 * 10.0 ** -(ordered["value"].str.extract(r"\.(\d+)$", expand=False).str.len() - padded)).fillna(0)
    # A range is no number, and has its own ends.
    ordered["low"] = lesser(ordered["low"], (ordered["number"] - slack).fillna(ordered["low"]))
    ordered["high"] = greater(ordered["high"], (ordered["number"] + slack).fillna(ordered["high"]))
    cell, source = ordered["cell"].to_numpy(), pd.factorize(ordered["source"])[0]
    firsts, seconds = [np.array([], dtype=np.intp)], [np.array([], dtype=np.intp)]
    step, at = 1, np.arange(len(ordered) - 1)
    while len(at):  # as many rounds as the fullest cell has figures
        at = at[at + step < len(ordered)]
        at = at[cell[at] == cell[at + step]]
        apart = at[source[at] != source[at + step]]
        firsts.append(apart)
        seconds.append(apart + step)
        step += 1
    places = dict(zip(PAIRS, (np.concatenate(firsts), np.concatenate(seconds)), strict=True))
    columns = {name: ordered.index.to_numpy()[at] for name, at in places.items()}
    for column in ("number", "low", "high"):
        columns |= {f"{column}_{name}": ordered[column].to_numpy()[at] for name, at in places.items()}
    return pd.DataFrame(columns)


def equal(pairs: pd.DataFrame) -> pd.Series:
    """Whether both print one number."""
    return pairs["number_one"] == pairs["number_other"]


def agreeing(pairs: pd.DataFrame) -> pd.Series:
    """Whether one number can have been printed as either (`Rounded.agrees_with`)."""
    low = pairs[["low_one", "low_other"]].max(axis=1)
    high = pairs[["high_one", "high_other"]].min(axis=1)
    exact = (pairs["low_one"] == pairs["high_one"]) | (pairs["low_other"] == pairs["high_other"])
    return equal(pairs) | (low < high) | (exact & (low == high))
