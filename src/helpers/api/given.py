"""The one series that is given: a frame of one, a column, or any series by period."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from helpers.api.frames import as_published, has, key, rows_by_line, rows_by_period
from helpers.figures.observations import Observations
from helpers.figures.series import SelectedSeries, series_of
from helpers.text.language import _, listed
from helpers.text.messages import InputError, shortened


@dataclass(frozen=True)
class Given:
    """One series, as the models take it.

    Attributes
    ----------
    values
        By period, from first to last without holes in the index; NaN where there is none.
    rounded
        value, low and high by period; NaN for low and high where nothing is known of rounding.
    rows
        The rows behind each value.
    name
        What it is of: a region, or the name of the column; empty where it has none.
    published
        The series of published figures that it is; None for anything else.
    recorded
        The series of published figures behind it, whether the values are still theirs or were computed from them.
    indicator, unit
        Codes of the codebook; empty where they are not known.
    weak
        The periods whose value is weakly supported.
    computed
        Whether each value was computed from several figures.
    span
        What its periods cover; a year where it is not known.
    """

    rounded: pd.DataFrame
    rows: dict[pd.Period, list[int]]
    name: str
    published: SelectedSeries | None = None
    recorded: SelectedSeries | None = None
    indicator: str = ""
    unit: str = ""
    weak: frozenset[pd.Period] = frozenset()
    computed: bool = False
    span: str = "year"

    @cached_property
    def values(self) -> pd.Series:
        return self.rounded["value"]

    @property
    def computed_growth(self) -> bool:
        """Whether it is growth that was computed from levels."""
        return self.computed and self.unit == "pct"

    @property
    def freq(self) -> str:
        """The length of its periods, as pandas names it."""
        return pd.PeriodIndex(self.values.index).freqstr

    @property
    def all_rows(self) -> list[int]:
        """The rows behind it."""
        return sorted({row for rows in self.rows.values() for row in rows})

    @property
    def title(self) -> str:
        """What it is, in words."""
        if self.published is None:
            return self.name
        return _("%(region)s, %(indicator)s") % {"region": self.name, "indicator": self.published.indicator.name}


def one_series(name: str, what: Any, observations: Observations) -> Given:
    """The one series that is given: a frame from `series`, a column of one, or any series by period.

    Parameters
    ----------
    name
        Of the function that was called, for messages.

    Raises
    ------
    InputError
        It is not by period, has several series or two values of a period, or is no series at all.
    """
    if isinstance(what, pd.Series):
        return _of_column(name, what, observations)
    if not isinstance(what, pd.DataFrame):
        message = _(
            '%(function)s takes figures, such as series("Zhaotong", "gdp_growth_real"), or a pandas Series by period; '
            "%(given)s is none"
        )
        raise InputError(message % {"function": name, "given": shortened(repr(what))})
    parts = list(_selections(what))
    if len(parts) != 1:
        raise InputError(_not_one(name, parts))
    if not is_long(what):
        return _of_column(name, what.iloc[:, 0], observations)
    return _of_lines(name, what, observations)


def is_long(frame: pd.DataFrame) -> bool:
    """Whether a frame has a line a figure."""
    return has(frame, "value", "low", "high")


def parts_of(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The series of a frame, each as a frame of its own."""
    if not is_long(frame):
        yield from (frame.iloc[:, [at]] for at in range(frame.shape[1]))
        return
    by = _told_by(frame)
    yield from (part for _labels, part in frame.groupby(by, sort=False)) if by else [frame]


def _told_by(frame: pd.DataFrame) -> list[str]:
    """The columns by which the series of a frame with a line a figure are told apart."""
    return [column for column in ("region", "indicator", "against") if column in frame]


def _selections(frame: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """The series of a frame: what each is called, and how it is selected."""
    if not is_long(frame):
        yield from ((key(label), f"frame[{label!r}]") for label in frame.columns)
        return
    by = _told_by(frame)
    several = [column for column in by if frame[column].nunique() > 1] or by[:1]
    if not several:
        yield "value", ""
        return
    for labels, _part in frame.groupby(several, sort=False):
        chosen = " & ".join(f'(frame["{column}"] == "{label}")' for column, label in zip(several, labels, strict=True))
        yield _(", ").join(map(str, labels)), f"frame[{chosen[1:-1] if len(several) == 1 else chosen}]"


def _not_one(function: str, parts: list[tuple[str, str]]) -> str:
    """What to tell of a frame that has no series, or several."""
    if not parts:
        return _("%(function)s takes one series, and this frame has none") % {"function": function}
    names = [label for label, _part in parts]
    some = names if len(names) <= 4 else [*names[:3], _("%(number)s more") % {"number": len(names) - 3}]
    words = {"function": function, "count": len(names), "names": listed(some), "example": parts[0][1]}
    return (
        _("%(function)s takes one series, and this frame has %(count)s: %(names)s; select one, such as %(example)s")
        % words
    )


def _of_lines(name: str, frame: pd.DataFrame, observations: Observations) -> Given:
    """The series of a frame with a line a figure."""
    index = _periods(name, frame.index)
    rounded = frame[["value", "low", "high"]].astype(float).set_axis(index)
    rows = dict(zip(index, rows_by_line(frame), strict=True))
    region = str(frame["region"].iloc[0]) if "region" in frame else ""
    weak = frozenset(index[frame["weak"].astype(bool)]) if "weak" in frame else frozenset()
    made = replace(_made(observations, rounded, rows, region), weak=weak)
    if "rows" not in frame:
        return made
    unit, indicator = "pp" if "against" in frame else "pct", str(frame["indicator"].iloc[0])
    if "against" in frame:
        region = _("%(region)s less %(against)s") % {"region": region, "against": frame["against"].iloc[0]}
    figures = observations.figures
    spans = [*figures.loc[figures.index.isin(made.all_rows), "span"].unique(), "year"]
    return replace(made, name=region, indicator=indicator, unit=unit, computed=True, span=spans[0])


def _of_column(name: str, column: pd.Series, observations: Observations) -> Given:
    """The series that a column is."""
    index = _periods(name, column.index)
    try:
        values = column.astype(float).set_axis(index)
    except (TypeError, ValueError):
        message = _("%(function)s: the values of %(column)s are no numbers")
        raise InputError(message % {"function": name, "column": key(column.name)}) from None
    known = column.attrs.get("rounding", {}).get(key(column.name), {})
    ends = (
        [known.get(str(at), {}) for at in index] if as_published(observations, column.dropna()) else [{}] * len(index)
    )
    columns = {"value": values, **{end: [each.get(end, float("nan")) for each in ends] for end in ("low", "high")}}
    rows = dict(zip(index, rows_by_period(column), strict=True))
    return _made(observations, pd.DataFrame(columns, index), rows, "" if column.name is None else key(column.name))


def _periods(name: str, index: pd.Index) -> pd.PeriodIndex:
    if not isinstance(index, pd.PeriodIndex):
        message = _("%(function)s takes values by period: give them a PeriodIndex, as series does")
        raise InputError(message % {"function": name})
    if not len(index):
        raise InputError(_("%(function)s takes a series, and none of its lines are left") % {"function": name})
    if len(twice := index[index.duplicated()]):
        message = _("%(function)s takes one series, and %(period)s has two values here")
        raise InputError(message % {"function": name, "period": twice[0]})
    return index


def _made(observations: Observations, rounded: pd.DataFrame, rows: dict[pd.Period, list[int]], name: str) -> Given:
    rounded = rounded.sort_index()
    rounded = rounded.reindex(pd.period_range(rounded.index[0], rounded.index[-1], name="period"))
    known = [row for each in rows.values() for row in each]
    if any(len(each) > 1 for each in rows.values()) or not known or not set(known) <= set(observations.figures.index):
        return Given(rounded, rows, name)
    figures = observations.figures.loc[known]
    if len(figures[["region", "indicator", "span"]].drop_duplicates()) > 1:
        return Given(rounded, rows, name)
    recorded = series_of(observations, figures)
    same = recorded.values.reindex(rounded.index).to_numpy()
    published = recorded if np.array_equal(same, rounded["value"].to_numpy(), equal_nan=True) else None
    if published is None:
        return Given(rounded, rows, name, None, recorded, span=recorded.span)
    said = {"indicator": published.indicator.code, "unit": published.indicator.unit, "weak": frozenset(published.weak)}
    return Given(rounded, rows, published.region.name, published, recorded, span=published.span, **said)  # type: ignore[arg-type]
