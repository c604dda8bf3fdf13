"""Numbers of checks: out of a table, the lesser and the greater where one is unknown, written in a sentence."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from helpers.text.language import language_in_use


def at(frame: pd.DataFrame, row: Any, column: Any) -> Any:
    """One cell of a table, of the type that its column has."""
    return frame.at[row, column]


def records(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, whose cells are had by name; the name of the row is its Index."""
    yield from frame.itertuples()


def lesser(one: Any, other: Any) -> Any:
    """The lesser of two, element by element; of a number and NaN the number."""
    with np.errstate(invalid="ignore"):
        return np.fmin(one, other)


def greater(one: Any, other: Any) -> Any:
    """The greater of two, element by element; of a number and NaN the number."""
    with np.errstate(invalid="ignore"):
        return np.fmax(one, other)


def plain_number(number: float, digits: int = 10) -> str:
    """A number without noise of binary fractions, its thousands parted where the language parts them: 1,100,000."""
    return _parted(f"{round(number, 6):,.{digits}g}")


def times(ratio: float) -> str:
    """How many times as large, or the like share of it: 13 or 0.25."""
    return _parted(f"{ratio:,.3g}" if ratio < 1000 else f"{ratio:,.0f}")


def percent(share: float) -> str:
    """A share in percent: 81 for 0.81."""
    return _parted(f"{share * 100:,.3g}")


def _parted(number: str) -> str:
    return number if language_in_use() == "en" else number.replace(",", "")
