"""How alike neighbouring values of a short series are, what that leaves of its n, and what chance makes of such series.

Yearly rates resemble the years around them: thirty of them say less of an underlying rate than thirty independent ones,
and tests that take them for independent find shifts and trends where there are none. Every correction for that is here.
"""

from functools import cache

import numpy as np

_LIMIT = 0.95  # beyond it a series cannot be told from a wandering one
_DRAWS, _WARMING = 499, 50  # of the bootstrap: a p-value to two decimals, and the steps that forget the start


def first_autocorrelation(values: np.ndarray) -> float:
    """Correlation of a series about its mean with itself one step before; 0 where it does not vary."""
    centred = np.asarray(values) - np.mean(values)
    total = float(centred @ centred)
    return float(centred[1:] @ centred[:-1]) / total if total > 0 else 0.0


def corrected_autocorrelation(values: np.ndarray) -> float:
    """The first autocorrelation corrected for the smallness of the sample, (n r + 1) / (n - 4), from -0.95 to 0.95.

    r is about rho - (1 + 4 rho) / n on average (Marriott and Pope, Biometrika 41, 1954).
    """
    n = len(values)
    return float(np.clip((n * first_autocorrelation(values) + 1) / (n - 4), -_LIMIT, _LIMIT))


def effective_number(values: np.ndarray) -> float:
    """How many independent values a mean of these is worth, n (1 - rho) / (1 + rho); never more than there are.

    Bayley and Hammersley (Supplement to the Journal of the Royal Statistical Society 8, 1946), for a first-order
    autoregression, with the corrected autocorrelation.
    """
    rho = max(corrected_autocorrelation(values), 0.0)
    return len(values) * (1 - rho) / (1 + rho)


def series_by_chance(residuals: np.ndarray) -> np.ndarray:
    """Series without shift, turn or trend whose neighbours are as alike as some residuals: a row a draw, unit variance.

    The draws are the same at every call.
    """
    return _drawn(len(residuals), corrected_autocorrelation(residuals))


@cache
def _drawn(n: int, rho: float) -> np.ndarray:
    noise = np.random.default_rng(0).standard_normal((_DRAWS, n + _WARMING))
    drawn = np.zeros_like(noise)
    for step in range(1, n + _WARMING):
        drawn[:, step] = rho * drawn[:, step - 1] + noise[:, step]
    return drawn[:, _WARMING:]


def share_as_large(statistic: float, by_chance: np.ndarray) -> float:
    """The p-value of a statistic: how often chance gives one as large, itself counted."""
    return float((by_chance >= statistic).sum() + 1) / (len(by_chance) + 1)
