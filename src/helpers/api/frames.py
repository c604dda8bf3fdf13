"""Frames and columns that keep, through selection and joining, what says unit, source and rounding.

In a long frame that is said by columns. Where there are none for it, in a frame with a column a series, in a column by
itself and in what was computed, `attrs` says it: region, indicator, unit, sources, rows and rounding, each by the name
of the column, rows and rounding by period below that. All of it is text, numbers, lists and dictionaries, which any
format can hold.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import reduce
from typing import Any

import pandas as pd

from helpers.figures.observations import Observations
from helpers.show.frame import About
from helpers.text.language import _
from helpers.text.messages import RefusedError

_BETWEEN = " · "  # the names of a column that has several


class Said(dict[str, Any]):
    """A part of `attrs`, which copies of a frame share: pandas copies all of it whenever something is selected."""

    def __deepcopy__(self, _copied: dict[int, Any]) -> "Said":
        return self


class _Kept:
    """What both have in common: joining keeps what each part says, as far as they do not contradict each other."""

    attrs: dict[Any, Any]

    def __finalize__(self, other: Any, method: str | None = None, **options: Any) -> Any:
        before = self.attrs
        made: Any = super().__finalize__(other, method=method, **options)  # type: ignore[misc]
        said = [part.attrs for part in _parts(other)] or ([before, made.attrs] if before else [])
        if said:
            made.attrs = reduce(_together, said)
        return made


def _parts(joined: Any) -> Iterable[Any]:
    """What pandas joined, by concat or merge, as its versions name it."""
    if isinstance(joined, pd.DataFrame | pd.Series):
        return []
    pair = [getattr(joined, side) for side in ("left", "right") if hasattr(joined, side)]
    return getattr(joined, "input_objs", None) or getattr(joined, "objs", None) or pair


def _together(first: Any, second: Any) -> Any:
    """What two say together: lists are united, and where two values differ neither stands."""
    if isinstance(first, dict) and isinstance(second, dict):
        both = {key: _together(first[key], second[key]) for key in first if key in second}
        return {key: value for key, value in {**first, **second, **both}.items() if value is not None}
    if isinstance(first, list) and isinstance(second, list):
        return sorted({*first, *second})
    return first if first == second else None


class Values(_Kept, pd.Series):
    """A column of a `Frame`."""

    @property
    def _constructor(self) -> Callable[..., "Values"]:
        return Values

    @property
    def _constructor_expanddim(self) -> Callable[..., "Frame"]:
        return Frame


class Frame(_Kept, pd.DataFrame):
    """A frame of figures, or of what was computed from them; it is shown as a table with a caption."""

    @property
    def _constructor(self) -> Callable[..., "Frame"]:
        return Frame

    @property
    def _constructor_sliced(self) -> Callable[..., Values]:
        return Values

    def __getitem__(self, key: Any) -> Any:
        """As of any frame; what is selected keeps what the columns beside it, or its name above a name, say of it."""
        found = super().__getitem__(key)
        if not isinstance(key, str):
            return found
        if key == "value" and (has(self, "row") or has(self, "rows")) and _one_a_period(self):
            found.attrs |= said_of(self, key)
        if self.columns.nlevels > 1 and isinstance(found, Frame):
            found.attrs = {what: _below(key, said) for what, said in self.attrs.items()}
        return found

    def _repr_html_(self) -> str | None:
        return str(self._repr_mimebundle_()["text/html"])

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        """As a table with a caption, and its cells for a report's workbook and record; as text what pandas writes."""
        from helpers.api.tables import shown  # what shows frames knows them

        return shown(self)


def computed(frame: pd.DataFrame, about: About) -> Frame:
    """What was computed from figures as a frame that is shown with a caption, its numbers with their sources.

    Parameters
    ----------
    frame
        Any, of numbers and texts.
    about
        What it is shown with: title, rows behind its numbers, and names in the language in use.

    Returns
    -------
    Frame
        The same values, index and columns; `attrs` says title, rows and names, and what it said before.
    """
    made = Frame(frame)
    rows = {key(name): {str(at): sorted(each) for at, each in lines.items()} for name, lines in about.rows.items()}
    made.attrs = {**frame.attrs, "title": about.title, "rows": Said(rows), "names": Said(about.names)}
    return made


def _one_a_period(frame: pd.DataFrame) -> bool:
    return isinstance(frame.index, pd.PeriodIndex) and frame.index.is_unique and len(frame) > 0


def _below(name: str, said: Any) -> Any:
    """What is said of columns, of those alone that have a name above theirs."""
    above = f"{name}{_BETWEEN}"
    if not isinstance(said, dict):
        return said
    return {label.removeprefix(above): each for label, each in said.items() if label.startswith(above)}


def leave_out(frame: pd.DataFrame, names: list[str], why: str) -> None:
    """Have a frame say what it leaves out, and why: a "release" or a "figure" is lacking, or the "level" forbids it."""
    frame.attrs |= {"left_out": names, "why_left_out": why}


def of_several(parts: Iterable[tuple[str, Callable[[], Frame]]], why: str) -> Frame:
    """One frame of those that are made of several series, each named; what is refused or left out of one is named so.

    Raises
    ------
    RefusedError
        All are refused.
    """
    found: list[Frame] = []
    left_out: list[str] = []
    for name, make in parts:
        try:
            found.append(make())
        except RefusedError as refusal:
            reason = refusal
            left_out.append(name)
            continue
        periods = found[-1].attrs.pop("left_out", [])
        left_out += [_("%(region)s %(period)s") % {"region": name, "period": at} for at in periods]
    if not found:
        raise reason
    frame = Frame(pd.concat(found))
    if left_out:
        leave_out(frame, left_out, why)
    return frame


def said_of(frame: pd.DataFrame, label: Hashable) -> dict[str, Any]:
    """What the columns of one series say, as `attrs` say it of a column."""
    at = frame.index.astype(str)
    said: dict[str, Any] = {"rows": dict(zip(at, rows_by_line(frame), strict=True))}
    if has(frame, "unit") and frame["unit"].nunique() == 1:
        said["unit"] = frame["unit"].dropna().iloc[0]
    if has(frame, "low", "high"):
        said["rounding"] = dict(zip(at, frame[["low", "high"]].to_dict("records"), strict=True))
    if has(frame, "source"):
        said["sources"] = sorted(set(frame["source"].dropna()))
    return {what: {key(label): each} for what, each in said.items()}


def has(frame: pd.DataFrame, *names: str) -> bool:
    """Whether a frame has these columns, and no two of one name."""
    return frame.columns.is_unique and set(names) <= set(frame.columns)


def key(label: Hashable) -> str:
    """The name of a column as `attrs` have it."""
    return _BETWEEN.join(map(str, label)) if isinstance(label, tuple) else str(label)


def rows_by_period(column: pd.Series) -> list[list[int]]:
    """The rows behind each value of a column, as far as they are known.

    A line of a frame with a column a series is a column here as well: its index are the names of the series.
    """
    known: Any = column.attrs.get("rows", {})
    if not isinstance(known, dict):
        return [known] * len(column)
    if key(column.name) in known:
        return [known[key(column.name)].get(str(at), []) for at in column.index]
    return [known.get(key(label), {}).get(str(column.name), []) for label in column.index]


def rows_by_line(frame: pd.DataFrame) -> list[list[int]]:
    """The rows behind each line of a frame, as far as they are known."""
    if has(frame, "row"):
        return [[int(row)] if pd.notna(row) else [] for row in frame["row"]]
    if has(frame, "rows"):
        return [list(rows) if isinstance(rows, tuple | list) else [] for rows in frame["rows"]]
    if frame.index.name == "row":
        return [[int(row)] for row in frame.index]
    columns = [rows_by_period(frame.iloc[:, at]) for at in range(frame.shape[1])]
    return [sorted({row for rows in line for row in rows}) for line in zip(*columns, strict=True)]


def as_published(observations: Observations, values: pd.Series) -> bool:
    """Whether all values are still those of the rows behind them, a row a value."""
    rows = rows_by_period(values)
    if any(len(each) != 1 or each[0] not in observations.figures.index for each in rows):
        return False
    numbers = observations.figures.loc[[row for [row] in rows], "number"]
    return numbers.tolist() == values.tolist()


def columns_of(frame: pd.DataFrame) -> Iterator[pd.Series]:
    """The columns of a frame, each with what is known of it."""
    return (frame.iloc[:, at] for at in range(frame.shape[1]))
