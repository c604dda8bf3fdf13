"""A number in a sentence, with the mark that leads to the rows it rests on."""

from numbers import Integral, Real
from typing import Any

import pandas as pd

from helpers.api.behind import known_rows, rows_given
from helpers.api.fitting import StraightLine
from helpers.api.frames import rows_by_line
from helpers.api.given import is_long
from helpers.figures.observations import Observations, load_observations
from helpers.figures.printed import split_printed
from helpers.show.amounts import unit_cell, with_unit
from helpers.text.citations import cited
from helpers.text.language import _, number
from helpers.text.messages import InputError, shortened


def cite(what: Any, text: Any = None) -> str:
    """A number as text with the rows it rests on, as a mark that opens where it is from.

    It stands inside an f-string: `finding(f"Zhaotong grew by {cite(growth.loc["2023"])}.")`.

    Parameters
    ----------
    what
        What the number rests on: a frame from `series`, lines or a column of it, one line, the result of `growth`,
        `gap`, `trend` or `forecast`, rows of data/observations.csv, or a list of such.
    text
        What is written: a text as it is; a number, to one decimal; a format for the one value that is given, such as
        "{:.2f} %". Unless given, the one value as it was printed, with its unit.

    Returns
    -------
    str
        The text with its mark.

    Raises
    ------
    InputError
        It is not known which rows are behind what is given; the text is none; or there are several values and no text.

    See Also
    --------
    finding, sources

    Examples
    --------
    >>> rates = helpers.series("Zhaotong", "gdp_growth_real", (2022, 2023))
    >>> mean = helpers.cite(rates, rates["value"].mean())
    >>> helpers.finding(f"{helpers.cite(rates.loc['2023'])} in 2023, {mean} on average of two years.").text
    '7.7% in 2023, 5.7 on average of two years.'
    """
    observations = load_observations()
    rows = known_rows(observations, rows_given("cite", what)).index
    if isinstance(text, str) and text.strip() and "{" not in text:
        return cited(text, rows)
    if isinstance(text, Real) and text is not True and text is not False and text == text:
        return cited(number(float(text), 0 if isinstance(text, Integral) else 1), rows)
    value, said = _one_value(observations, what)
    if text is None:
        return cited(said, rows, value)
    try:
        written = str(text).format(value)
    except (ValueError, LookupError, AttributeError):
        written = ""
    if not isinstance(text, str) or not written.strip():
        message = _('cite: "%(text)s" is no text, number, or format of one value such as "{:.1f} points"')
        raise InputError(message % {"text": shortened(text)})
    return cited(written, rows, value)


def _one_value(observations: Observations, what: Any) -> tuple[float, str]:
    """The one value that is given, and how it is written."""
    if isinstance(what, StraightLine):
        return what.slope, what.text
    frame = _as_frame(what)
    if frame is None:
        rows = rows_given("cite", what)
        if len(rows) == 1:
            return _printed(observations, rows[0])
        message = _("cite: %(count)s figures are given; give the text that rests on them, such as %(example)s")
        raise InputError(message % {"count": len(rows), "example": _EXAMPLE})
    values = (frame[["value"]] if is_long(frame) else frame).to_numpy().ravel()
    if len(values) != 1:
        message = _("cite: %(count)s values are given; give the text that rests on them, such as %(example)s")
        raise InputError(message % {"count": len(values), "example": _EXAMPLE})
    value, [rows] = float(values[0]), rows_by_line(frame)
    figures = observations.figures
    if len(rows) == 1 and figures.at[rows[0], "number"] == value:
        return _printed(observations, rows[0])
    if is_long(frame) and "rows" in frame:
        if "against" in frame:
            return value, unit_cell(value, "pp", (), 1).text
        return value, unit_cell(value, "pct", (), 1).text
    message = _("cite: %(value)s was computed from the figures; give its text, such as %(example)s")
    raise InputError(message % {"value": f"{value:g}", "example": _EXAMPLE})


_EXAMPLE = 'cite(frame, frame["value"].mean())'


def _as_frame(what: Any) -> pd.DataFrame | None:
    """A frame, a column, or a line, as a frame; None for anything else."""
    if isinstance(what, pd.DataFrame):
        return what
    if not isinstance(what, pd.Series):
        return None
    if {"value", "low", "high"} <= set(what.index):
        return what.to_frame().T
    return what.to_frame()


def _printed(observations: Observations, row: int) -> tuple[float, str]:
    """The figure of a row as it was printed, with its unit."""
    printed, indicator = (str(observations.figures.at[row, column]) for column in ("value", "indicator"))
    parts = split_printed(printed)
    if parts.upper or parts.bound:
        message = _('cite: row %(row)s prints "%(printed)s", which is no single value; give its text')
        raise InputError(message % {"row": row, "printed": printed})
    return float(parts.numbers[0]), with_unit(parts.numbers[0], observations.indicator(indicator).unit)
