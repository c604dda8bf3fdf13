"""Growth, and how far it lies from that of others."""

from typing import Any

import pandas as pd

from helpers.api.frames import Frame
from helpers.api.given import Given, one_series
from helpers.api.selecting import series
from helpers.figures.indicators import Indicator
from helpers.figures.observations import Observations, load_observations
from helpers.figures.series import SelectedSeries
from helpers.models.gaps import rounded_difference
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
    wide: bool = False,
) -> Frame:
    """Growth on a year earlier in percent: that of real GDP as published, or computed from levels.

    Parameters
    ----------
    what
        Names of regions: their real GDP growth as published, the same as `series(what, "gdp_growth_real", ...)`. Or a
        frame of one series of levels: growth is computed from it, where the codebook allows that.
    window, span, as_of, source, wide
        As of `series`, for names of regions alone.

    Returns
    -------
    Frame
        As of `series`. Computed, low and high are as wide as the rounding of both levels allows, and rows holds the
        rows of the earlier and the later one. No growth is computed across a revision of the level; the years where
        this leaves none stand in `attrs["left_out"]`.

    Raises
    ------
    InputError
        As `series`; or the frame has several series, or none of published levels.
    RefusedError
        The codebook does not allow growth to be computed from these levels: those of investment never.
    """
    if not isinstance(what, pd.DataFrame | pd.Series):
        return series(what, SUBJECT, window, span=span, as_of=as_of, source=source, wide=wide)
    if (window, span, as_of, source, wide) != (None, "year", None, None, False):
        raise InputError(
            "growth: window, span, as_of, source and wide select figures by name; a frame is selected already"
        )
    observations = load_observations()
    given = one_series("growth", what, observations)
    if given.published is None:
        raise InputError(
            "growth is computed from published levels, a frame from series; for other numbers there is pct_change"
        )
    _check_levels(observations, given.published.indicator)
    return _computed(given.published)


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


def _computed(levels: SelectedSeries) -> Frame:
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
    frame.insert(0, "region", levels.region.name)
    frame.insert(1, "indicator", levels.indicator.code)
    frame.insert(5, "unit", "%")
    if left_out:
        frame.attrs["left_out"] = left_out
    return frame


def gap(a: Any, b: Any) -> Frame:
    """How far a growth rate lies above another, in percentage points, wherever both are known.

    Parameters
    ----------
    a, b
        Each a frame of one series from `series` or `growth`, a column of one, or any Series of percents by period,
        of which no rounding is known. Shares in percent serve as well.

    Returns
    -------
    Frame
        By period: region, against, indicator, value (a less b), low and high (as wide as the rounding of both allows;
        NaN where it is not known), unit, rows (those of a, then those of b), weak (whether one of them is).

    Raises
    ------
    InputError
        One of them is not one series by period.
    RefusedError
        They do not measure the same thing over the same span, not in percent, or never in the same period.
    """
    observations = load_observations()
    own, other = (one_series("gap", each, observations) for each in (a, b))
    _check_alike(own, other)
    difference = rounded_difference(own.rounded, other.rounded)
    difference = difference[difference["value"].notna()]
    if difference.empty:
        raise RefusedError(_("No period has a figure of both."))
    weak = [at in own.weak | other.weak for at in difference.index]
    rows = [(*own.rows.get(at, []), *other.rows.get(at, [])) for at in difference.index]
    about = {"region": own.name, "against": other.name, "indicator": own.indicator or other.indicator}
    columns = {**about, **difference, "unit": observations.vocabularies["unit"]["pp"].name, "rows": rows, "weak": weak}
    return Frame(columns, pd.PeriodIndex(difference.index, name="period"))


def _check_alike(own: Given, other: Given) -> None:
    """Refuse to hold against each other what does not measure the same thing."""
    for each in (own, other):
        if each.unit not in ("", "pct"):
            raise RefusedError(
                _("A gap in points is one between rates in percent, and %(series)s is none.") % {"series": each.title}
            )
    if own.freq != other.freq:
        raise RefusedError(_("A gap is one between periods of the same length."))
    known = [each for each in (own, other) if each.indicator]
    if len({(each.indicator, each.computed, each.span) for each in known}) > 1:
        names = [f"{each.indicator} ({_('computed') if each.computed else each.span})" for each in known]
        message = _("There is no gap between %(first)s and %(second)s: they do not measure the same thing.")
        raise RefusedError(message % {"first": names[0], "second": names[1]})
