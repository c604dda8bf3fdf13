"""Numbers as cells: as they were printed, or as they were computed; each with the mark of its rows."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from helpers.figures.printed import Rounded, split_printed
from helpers.figures.rows import lines_of
from helpers.figures.series import SelectedSeries
from helpers.show.table import MISSING
from helpers.show.wording import as_printed, interval
from helpers.text.cells import NUMBER, Cell, shown_number
from helpers.text.citations import cited
from helpers.text.language import _, number, signed


def printed_figures(series: SelectedSeries, index: pd.PeriodIndex) -> list[Cell]:
    """The digits as printed by period, with an asterisk where they are weakly supported."""
    printed = {
        at: shown_number(as_printed(value), [row], weak_words(weak), series.indicator.unit)
        for row, at, value, weak in lines_of(series.rows, "at", "value", "weak")
    }
    return [printed.get(at, Cell(MISSING)) for at in index]


def later_figures(series: SelectedSeries, index: pd.PeriodIndex) -> list[Cell]:
    """What other sources have of a level after its own one ends, by period."""
    parts = [printed_figures(later, index) for later in series.goes_on]
    return [next((cell for cell in cells if cell.text != MISSING), Cell(MISSING)) for cells in zip(*parts, strict=True)]


def weak_words(weak: bool) -> str:
    """What stands around a number: an asterisk behind one that is weakly supported."""
    return f"{NUMBER} *" if weak else NUMBER


def rounded_cell(figure: Rounded, decimals: int = 1, sign: bool = False, words: str = NUMBER, unit: str = "") -> Cell:
    """A figure's value; with its sign where it is a difference."""
    return shown_number((signed if sign else number)(figure.value, decimals), figure.rows, words, unit)


def with_interval(cell: Cell, figure: Rounded) -> Cell:
    """A number, and behind it the interval that the printed digits allow."""
    low, high = (round(end, 2) for end in figure.bounds)
    return replace(cell, text=f"{cell.text} ({interval(figure)})", low=low, high=high)


def interval_cell(low: float, high: float, rows: Iterable[int], decimals: int = 1, sign: bool = False) -> Cell:
    """An interval without the number that it is of."""
    ends = [(signed if sign else number)(end, decimals) for end in (low, high)]
    words = _("%(low)s to %(high)s") % {"low": ends[0], "high": ends[1]}
    text = cited(words, rows, ends[0].value, ends[1].value)
    return Cell(text, None, ends[0].value, ends[1].value, decimals=decimals, signed=sign)


def count_cell(count: int, rows: Iterable[int], unit: str = "") -> Cell:
    """A count, or a rank."""
    return Cell(cited(str(count), rows, count), count, unit=unit)


def year_cell(period: object, rows: Iterable[int] = ()) -> Cell:
    """A period, as the number of its year where it is one."""
    text = str(period)
    return count_cell(int(text), rows, "year") if text.isdigit() else Cell(cited(text, rows))


def raw_cell(printed: str, rows: Iterable[int] = (), unit: str = "") -> Cell:
    """A printed figure: a number with its digits, a bound or a range in the notation of the data."""
    parts = split_printed(printed)
    if parts.upper or parts.bound:
        return Cell(cited(printed, rows))
    if parts.exponent:  # printed in another unit: its digits, in that of the indicator
        return shown_number(as_printed(printed), rows, unit=unit)
    return Cell(cited(printed, rows), float(parts.digits), unit=unit, decimals=len(parts.digits.partition(".")[2]))
