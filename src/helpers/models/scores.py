"""Scores of forecasts."""


def interval_score(low: float, high: float, outcome: float, alpha: float) -> float:
    """The interval score, in the unit of the values: width, and a penalty for an outcome outside; less is better.

    (high - low) + 2 / alpha times the distance by which the outcome lies outside (Winkler 1972; Gneiting and Raftery
    2007, equation 43).

    Parameters
    ----------
    alpha
        The share of outcomes that the interval leaves out: 0.05 at 95 %.
    """
    return high - low + 2 / alpha * max(low - outcome, outcome - high, 0)
