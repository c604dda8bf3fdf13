"""Growth on a year earlier, as published or computed from levels."""

from functools import partial
from typing import Any

import pandas as pd

from helpers.api.frames import Frame, leave_out, of_several
from helpers.api.given import one_series, parts_of
from helpers.api.names import lists_regions
from helpers.api.selecting import series
from helpers.figures.indicators import Indicator
from helpers.figures.observations import Observations, load_observations
from helpers.figures.series import SelectedSeries
from helpers.text.language import _
from helpers.text.messages import InputError, RefusedError

SUBJECT = "gdp_growth_real"
_A_YEAR = {"Y": 1, "Q": 4, "M": 12}  # periods


def growth(
    what: Any,
    window: Any = None,
    *,
    span: str = "year",
    as_of: Any = None,
    source: str | None = None,
    basis: str | None = None,
    wide: bool = False,
) -> Frame:
    """Growth on a year earlier in percent: that of real GDP as published, or computed from levels.

    Parameters
    ----------
    what
        Regions, as `series` takes them: their real GDP growth as published, the same as
        `series(what, "gdp_growth_real", ...)`. Or a frame of levels from `series`: growth is computed from it, where
        the codebook allows that.
    window, span, as_of, source, basis, wide
        As of `series`, for names of regions alone.

    Returns
    -------
    Frame
        As of `series`. Computed, low and high are as wide as the rounding of both levels allows, and rows holds the
        rows of the earlier and the later one. No growth is computed across a revision of the level; the years where
        this leaves none stand in `attrs["left_out"]` and the caption.

    Raises
    ------
    InputError
        As `series`; or the frame is not one of published levels.
    RefusedError
        The codebook does not allow growth to be computed from these levels: those of investment never.

    See Also
    --------
    series, gap, rank

    Examples
    --------
    >>> helpers.growth("Zhaotong", (2022, 2023))[["value", "unit", "basis"]]
            value unit          basis
    period
    2022      3.7    %  first_release
    2023      7.7    %  first_release
    >>> levels = helpers.series("Zhaotong", "gdp_current", (2015, 2017))
    >>> helpers.growth(levels)[["value", "unit"]].round(2)
            value unit
    period
    2016     8.07    %
    2017     8.74    %
    """
    if not isinstance(what, pd.DataFrame | pd.Series) or lists_regions(what):
        return series(what, SUBJECT, window, span=span, as_of=as_of, source=source, basis=basis, wide=wide)
    if (window, span, as_of, source, basis, wide) != (None, "year", None, None, None, False):
        raise InputError(
            _("growth: window, span, as_of, source, basis and wide select figures by name; a frame is selected already")
        )
    observations = load_observations()
    parts = list(parts_of(what)) if isinstance(what, pd.DataFrame) else [what]
    several = [one_series("growth", part, observations) for part in (parts if len(parts) > 1 else [what])]
    levels = [each.published for each in several if each.published is not None]
    if len(levels) < len(several):
        raise InputError(
            _("growth is computed from published levels, a frame from series; for other numbers there is pct_change")
        )
    for each in levels:
        _check_levels(observations, each.indicator)
    return _computed(levels)


def _check_levels(observations: Observations, indicator: Indicator) -> None:
    """Refuse growth that may not be computed from levels."""
    names = {"indicator": indicator.name, "code": indicator.code}
    if indicator.is_growth:
        raise RefusedError(_("%(indicator)s (%(code)s) is growth already.") % names)
    if not indicator.is_level:
        raise RefusedError(_("%(indicator)s (%(code)s) is no level, and has no growth in percent.") % names)
    if indicator.growth_from_levels == "no":
        message = _("Growth is not computed from the levels of %(indicator)s (%(code)s), which are not comparable.")
        if published := str(observations.indicators.at[indicator.code, "growth_indicator"]):
            message = _(
                "Growth is not computed from the levels of %(indicator)s (%(code)s), which are not comparable; the "
                "published rate is %(rate)s."
            )
            names["rate"] = published
        raise RefusedError(message % names)


def _computed(several: list[SelectedSeries]) -> Frame:
    """Growth computed from levels, a line a rate."""
    if len(several) == 1:
        return _of_levels(several[0])
    return of_several(((levels.region.name, partial(_of_levels, levels)) for levels in several), "level")


def _of_levels(levels: SelectedSeries) -> Frame:
    """Growth computed from levels, wherever two of them a year apart may be divided."""
    figures, sources = levels.figures, dict(zip(levels.rows["at"], levels.rows["source"], strict=True))
    weak = set(levels.weak)
    lines, left_out = {}, []
    for at, later in figures.items():
        before = at - _A_YEAR[at.freqstr[0]]
        if (earlier := figures.get(before)) is None:
            continue
        source = sources[at] if sources[before] == sources[at] else None
        allowed = levels.indicator.allows_growth(before.year, at.year, source, levels.back_revised)
        if earlier.low <= 0 or not allowed:
            left_out.append(str(at))
            continue
        rate = (later / earlier).percent_change
        rows = tuple(row for level in (earlier, later) for row in sorted(level.rows))
        lines[at] = (rate.value, rate.low, rate.high, sources[at], rows, bool({before, at} & weak))
    if not lines:
        names = {"region": levels.region.name, "indicator": levels.indicator.name}
        message = _(
            "%(region)s, %(indicator)s: no two figures lie a year apart on one basis, and no growth is computed."
        )
        raise RefusedError(message % names)
    columns = ["value", "low", "high", "source", "rows", "weak"]
    frame = Frame(list(lines.values()), pd.PeriodIndex(list(lines), name="period"), columns=columns)
    frame.insert(0, "year", pd.PeriodIndex(frame.index).year)
    frame.insert(1, "region", levels.region.name)
    frame.insert(2, "indicator", levels.indicator.code)
    frame.insert(6, "unit", "%")
    if left_out:
        leave_out(frame, left_out, "level")
    return frame
