"""What a row of data/observations.csv must satisfy beyond its description, and the columns derived from it."""

from collections.abc import Iterator
from functools import cache
from typing import Any, cast

import pandas as pd

from helpers.figures.package import DataError, Fault, fault
from helpers.figures.periods import read_window
from helpers.figures.printed import Rounded, read_printed
from helpers.text.language import _, either

_ROUNDED = {"number": "value", "low": "low", "high": "high"}
_EXAMPLE = {"Y": "2023", "Q": "2023Q3", "M": "2023-08", "D": "2023-11-06", "I": "2023-05/2023-11-12"}
_NOTATION = {"year": "Y", "quarter": "Q", "month": "M", "ytd": "QMD", "interval": "I", "event": "YMD", "point": "YMD"}


def derive_columns(figures: pd.DataFrame, indicators: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The figures with number, low and high (what their digits stand for) and known (the month they date from).

    Raises
    ------
    DataError
        A period does not suit its span, a value is implausible, or a source prints a cell twice unsaid.
    """
    printed = {value: read_printed(value) for value in figures["value"].unique()}  # many figures share their digits
    figures = figures.assign(
        **{
            column: figures["value"].map({value: getattr(read, name) for value, read in printed.items()}).astype(float)
            for column, name in _ROUNDED.items()
        },
        known=_known_from(figures, sources),
    )
    if faults := [*_check_periods(figures), *_check_ranges(figures, indicators), *_check_repetitions(figures)]:
        raise DataError(faults)
    return figures


def rounded_figure(row: pd.Series) -> Rounded:
    """The value and rounding interval of a row of `Observations.figures`, which knows its row."""
    value, low, high = (float(row[column]) for column in _ROUNDED)
    return Rounded(value, low, high, frozenset([cast(int, row.name)]))


def rounded_figures(rows: pd.DataFrame) -> dict[int, Rounded]:
    """The value and rounding interval of each row of `Observations.figures`, by its number."""
    said = lines_of(rows, *_ROUNDED)
    return {row: Rounded(value, low, high, frozenset([row])) for row, value, low, high in said}


def lines_of(rows: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The number of each row, and what it has in some columns; `itertuples`, which copies these, takes four times as
    long.
    """
    return zip(rows.index, *(rows[column] for column in columns), strict=True)


def _known_from(figures: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """The month from which each figure was known: its source's vintage; a first release follows its period."""
    vintages = figures["source"].map(sources["vintage"])
    pairs = pd.MultiIndex.from_arrays([vintages, figures["period"]])
    codes, distinct = pairs.factorize()
    months = pd.PeriodIndex([_known_month(vintage, period) for vintage, period in distinct], freq="M")
    return pd.Series(months.take(codes), figures.index)


def _known_month(vintage: str, period: str) -> pd.Period:
    """The month of a vintage, December where it names a year alone; a first release follows its period."""
    if vintage != "first-release":
        return pd.Period(f"{vintage}-12" if len(vintage) == 4 else vintage or "NaT", freq="M")
    try:
        return read_window(period, "point").end.to_period("M") + 1
    except ValueError:  # no date: it is refused with its row below
        return pd.Period("NaT", freq="M")


def _check_periods(figures: pd.DataFrame) -> Iterator[str]:
    refused = cache(period_refusal)
    for row, period, span in figures[["period", "span"]].itertuples(name=None):
        if reason := refused(period, span):
            yield fault("observations.csv", row, "period", period, reason)


def period_refusal(period: str, span: str) -> str:
    """Why a period does not suit its span; empty where it does."""
    notation = "I" if "/" in period else "Q" if "Q" in period else "YMD"[period.count("-")]
    if notation not in _NOTATION[span]:
        examples = either([_EXAMPLE[letter] for letter in _NOTATION[span]])
        return _("span %(span)s is written %(examples)s") % {"span": span, "examples": examples}
    try:
        read_window(period, span)
    except ValueError:
        return _("it is no stretch of the calendar")
    return ""


def _check_ranges(figures: pd.DataFrame, indicators: pd.DataFrame) -> Iterator[str]:
    lowest, highest = figures["indicator"].map(indicators["minimum"]), figures["indicator"].map(indicators["maximum"])
    outside = (figures["low"] < lowest) & (figures["number"] < lowest) | (figures["number"] > highest)
    outside &= figures["status"] != "suspect"  # which says that the figure, as it is printed, cannot be
    for row, indicator, value in figures.loc[outside, ["indicator", "value"]].itertuples(name=None):
        words = {"indicator": indicator, "lowest": f"{lowest[row]:g}", "highest": f"{highest[row]:g}"}
        allowed = _("%(indicator)s lies between %(lowest)s and %(highest)s (data/indicators.csv)") % words
        yield fault("observations.csv", row, "value", value, allowed)


def _check_repetitions(figures: pd.DataFrame) -> Iterator[str]:
    """One source prints one value for a cell, however often; where it prints two, both rows say so."""
    cell = ["region", "indicator", "period", "span", "source"]
    settled = figures[figures["status"] != "conflict"].drop_duplicates([*cell, "value"])
    for row in settled.index[settled.duplicated(cell)]:
        first = settled.index[(settled[cell] == settled.loc[row, cell]).all(axis=1)][0]
        message = _(
            ": same %(columns)s as row %(first)s; where a source really prints two values, give both rows the status "
            "conflict"
        )
        same = message % {"columns": _(", ").join(cell), "first": first}
        yield Fault("observations.csv", row, same, same_as=first)
