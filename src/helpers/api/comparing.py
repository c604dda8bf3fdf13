"""Growth, and how far it lies from that of others."""

from dataclasses import replace
from typing import Any

import pandas as pd

from helpers.api.frames import Frame
from helpers.api.given import Given, one_series
from helpers.api.periods import read_month
from helpers.api.selecting import check_basis, series
from helpers.figures.comparable import select_pair
from helpers.figures.indicators import Indicator
from helpers.figures.observations import NoFiguresError, Observations, load_observations
from helpers.figures.series import SelectedSeries, select_series
from helpers.models.gaps import rounded_difference
from helpers.text.language import _, listed
from helpers.text.messages import InputError, RefusedError

SUBJECT = "gdp_growth_real"
_A_YEAR = {"Y": 1, "Q": 4, "M": 12}  # periods
_MIXED = "mixed"  # the basis of a gap between figures of different releases


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
        Names of regions: their real GDP growth as published, the same as `series(what, "gdp_growth_real", ...)`. Or a
        frame of one series of levels: growth is computed from it, where the codebook allows that.
    window, span, as_of, source, basis, wide
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
        return series(what, SUBJECT, window, span=span, as_of=as_of, source=source, basis=basis, wide=wide)
    if (window, span, as_of, source, basis, wide) != (None, "year", None, None, None, False):
        raise InputError(
            _("growth: window, span, as_of, source, basis and wide select figures by name; a frame is selected already")
        )
    observations = load_observations()
    given = one_series("growth", what, observations)
    if given.published is None:
        raise InputError(
            _("growth is computed from published levels, a frame from series; for other numbers there is pct_change")
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


def gap(a: Any, b: Any, *, basis: str | None = None, mixed: bool = False) -> Frame:
    """How far a growth rate lies above another, in percentage points, wherever figures of one release are known.

    A revision can turn a gap round, so that a first release is held against first releases. Where two series are what
    `series` and `growth` give by themselves, the figure of either may be exchanged for that of the newest release that
    both have; `basis` and `rows` say which were taken. Figures that were chosen by source stay.

    Parameters
    ----------
    a, b
        Each a frame of one series from `series` or `growth`, a column of one, or any Series of percents by period,
        of which no rounding is known. Shares in percent serve as well.
    basis
        Hold figures of this release against each other, such as "first_release"; periods without are left out.
    mixed
        Keep the periods in which there are only figures of different releases, or of one that is not known: their
        basis is "mixed". Otherwise they are left out, and stand in `attrs["left_out"]`.

    Returns
    -------
    Frame
        By period: region, against, indicator, value (a less b), low and high (as wide as the rounding of both allows;
        NaN where it is not known), unit, basis (the release of both; empty where one is no published figure), rows
        (those of a, then those of b), weak (whether one of them is).

    Raises
    ------
    InputError
        One of them is not one series by period, or the release is none.
    RefusedError
        They do not measure the same thing over the same span, not in percent, or never in the same period or release.
    """
    observations = load_observations()
    check_basis(observations, basis)
    own, other = (one_series("gap", each, observations) for each in (a, b))
    _check_alike(observations, own, other)
    own, other = _of_one_release(observations.as_known(_month_of(a, b)), own, other, basis)
    difference = rounded_difference(own.rounded, other.rounded)
    difference = difference[difference["value"].notna()]
    if difference.empty:
        raise RefusedError(_("No period has a figure of both."))
    rows = pd.Series([(*own.rows.get(at, []), *other.rows.get(at, [])) for at in difference.index], difference.index)
    releases = pd.Series([_release(observations, each, basis) for each in rows], difference.index, dtype=object)
    releases[[not (own.rows.get(at) and other.rows.get(at)) for at in difference.index]] = ""
    kept = difference.index if mixed else difference.index[releases != _MIXED]
    kept = difference.index[releases == basis] if basis else kept
    left_out = [str(at) for at in difference.index.difference(kept)]
    if kept.empty:
        message = _("No period has figures of both of one release: %(periods)s; mixed=True shows their differences.")
        raise RefusedError(message % {"periods": listed(left_out)})
    weak = [at in own.weak | other.weak for at in kept]
    about = {"region": own.name, "against": other.name, "indicator": own.indicator or other.indicator}
    columns = {**about, **difference.loc[kept], "unit": observations.vocabularies["unit"]["pp"].name}
    columns |= {"basis": releases[kept].to_numpy(), "rows": rows[kept].to_numpy(), "weak": weak}
    frame = Frame(columns, pd.PeriodIndex(kept, name="period"))
    if left_out:
        frame.attrs["left_out"] = left_out
    return frame


def _month_of(*frames: Any) -> pd.Period | None:
    """The month whose knowledge all of them are; None for all that is known."""
    months = {getattr(each, "attrs", {}).get("as_of") for each in frames}
    return read_month(months.pop()) if len(months) == 1 else None


def _of_one_release(observations: Observations, own: Given, other: Given, basis: str | None) -> tuple[Given, Given]:
    """Both with figures of one release, where they are what is selected by itself, or a release is asked for."""
    mine, theirs = own.published, other.published
    if (
        mine is None
        or theirs is None
        or not (basis or all(_as_selected(observations, each) for each in (mine, theirs)))
    ):
        return own, other
    pair = select_pair(observations, mine, theirs, basis)
    return _replaced(own, pair.own), _replaced(other, pair.benchmark)


def _as_selected(observations: Observations, given: SelectedSeries) -> bool:
    """Whether its figures are those that are selected where nothing but region, indicator and span is asked for."""
    try:
        selected = select_series(observations, given.region.code, given.indicator.code, given.span)
    except NoFiguresError:
        return False
    return set(given.rows.index) <= set(selected.rows.index)


def _replaced(given: Given, chosen: SelectedSeries) -> Given:
    rows = {at: sorted(figure.rows) for at, figure in chosen.figures.items()}
    rounded = chosen.rounded.reindex(given.rounded.index)
    return replace(given, rounded=rounded, rows=rows, weak=frozenset(chosen.weak))


def _release(observations: Observations, rows: tuple[int, ...], basis: str | None) -> str:
    """The newest release that all rows are of, the given one before others; that they are mixed where there is none."""
    shared = [set(releases.split("|")) - {""} for releases in observations.figures.loc[list(rows), "basis"]]
    common = set.intersection(*shared) if shared else set()
    order = [code for code in observations.vocabularies["basis"] if code in common]
    if basis is not None and basis in common:
        return basis
    return order[-1] if order else _MIXED


def _check_alike(observations: Observations, own: Given, other: Given) -> None:
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
        spans = observations.vocabularies["span"]
        names = [
            _("%(code)s (%(name)s)")
            % {"code": each.indicator, "name": _("computed") if each.computed else spans[each.span].name}
            for each in known
        ]
        message = _("There is no gap between %(first)s and %(second)s: they do not measure the same thing.")
        raise RefusedError(message % {"first": names[0], "second": names[1]})
