"""The rows of data/observations.csv behind what is given."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from helpers.api.frames import rows_by_line, rows_by_period
from helpers.figures.observations import Observations
from helpers.text.language import _
from helpers.text.messages import InputError


def rows_given(name: str, what: Any) -> list[int]:
    """The rows behind what is given: a frame, a column or a line of one, a result, a number of a row, or several.

    Raises
    ------
    InputError
        It is not known which they are.
    """
    rows = sorted(set(_rows(what)))
    if not rows:
        message = _(
            "%(function)s: it is not known which figures are behind this; give those that it was computed from: a "
            "frame from series, lines or columns of one, what growth, gap, trend or forecast give, or a list of these"
        )
        raise InputError(message % {"function": name})
    return rows


def _rows(what: Any) -> Iterable[int]:
    if isinstance(what, pd.DataFrame):
        return (row for line in rows_by_line(what) for row in line)
    if isinstance(what, pd.Series):
        return _rows_of_series(what)
    if isinstance(what, bool | str | bytes) or what is None:
        return ()
    if hasattr(what, "rows"):
        return _rows(what.rows)
    if isinstance(what, Iterable):
        return (row for part in what for row in _rows(part))
    try:
        return (int(what),) if int(what) == what else ()
    except (TypeError, ValueError):
        return ()


def _rows_of_series(column: pd.Series) -> Iterable[int]:
    """The rows behind a column, or behind a line of a frame, which is a series as well."""
    if "row" in column.index or "rows" in column.index:
        behind = column["row"] if "row" in column.index else column["rows"]
        return (int(row) for row in (behind if isinstance(behind, tuple | list) else [behind]) if pd.notna(row))
    if column.name in ("row", "rows"):
        return (row for each in column for row in _rows(each))
    return (row for rows in rows_by_period(column) for row in rows)


def known_rows(observations: Observations, rows: list[int]) -> pd.DataFrame:
    """Rows of figures, each once.

    Raises
    ------
    InputError
        The data have no such row.
    """
    wanted = sorted(set(rows))
    if unknown := [row for row in wanted if row not in observations.figures.index]:
        message = _("row %(row)s is no row of data/observations.csv, which has %(count)s")
        raise InputError(message % {"row": unknown[0], "count": len(observations.figures)})
    return observations.figures.loc[wanted]
