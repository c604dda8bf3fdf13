"""How far growth lies from that of others."""

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from helpers.api.frames import Frame, leave_out, of_several
from helpers.api.given import Given, one_series, parts_of
from helpers.api.growing import growth
from helpers.api.names import lists_regions
from helpers.api.periods import read_month
from helpers.api.selecting import check_basis
from helpers.figures.comparable import select_pair
from helpers.figures.observations import NoFiguresError, Observations, load_observations
from helpers.figures.series import SelectedSeries, select_series
from helpers.models.gaps import rounded_difference
from helpers.text.language import _, listed
from helpers.text.messages import RefusedError

_MIXED = "mixed"  # the basis of a gap between figures of different releases


def gap(a: Any, b: Any, *, basis: str | None = None, mixed: bool = False) -> Frame:
    """How far growth rates lie above another one, in percentage points, wherever figures of one release are known.

    A revision can turn a gap round, so that a first release is held against first releases. Where two series are what
    `series` and `growth` give by themselves, the figure of either may be exchanged for that of the newest release that
    both have; `basis` and `rows` say which were taken. Figures that were chosen by source stay.

    Parameters
    ----------
    a
        A frame from `series` or `growth`, a column of one, or any Series of percents by period, of which no rounding
        is known; or names of regions, whose published growth is meant. Each of several series is held against b.
    b
        One series, in the same ways.
    basis
        Hold figures of this release against each other, such as "first_release"; periods without are left out.
    mixed
        Keep the periods in which there are only figures of different releases, or of one that is not known: their
        basis is "mixed". Otherwise they are left out, and stand in `attrs["left_out"]` and the caption.

    Returns
    -------
    Frame
        By period: year, region, against, indicator, value (a less b, percentage points), low and high (as wide as the
        rounding of both allows; NaN where it is not known), unit, basis (the release of both; empty where one is no
        published figure), rows (those of a, then those of b), weak (whether one of them is).

    Raises
    ------
    InputError
        One of them is no series by period, b is several, or the release is none.
    RefusedError
        They do not measure the same thing over the same span, not in percent, or never in the same period or release.

    See Also
    --------
    growth, rank, trend

    Examples
    --------
    >>> helpers.gap("Zhaotong", "China").loc["2022":"2023", ["value", "low", "high", "unit", "basis"]].round(2)
            value  low  high               unit          basis
    period
    2022      0.7  0.6   0.8  percentage points  first_release
    2023      2.5  2.4   2.6  percentage points  first_release
    >>> prefectures = helpers.growth(helpers.peers("Zhaotong"), (2022, 2022))
    >>> helpers.gap(prefectures, "Yunnan").nlargest(2, "value")[["region", "against", "value"]].round(2)
             region against  value
    period
    2022     Qujing  Yunnan    3.8
    2022    Lijiang  Yunnan    1.8
    """
    observations = load_observations()
    check_basis(observations, basis)
    a, b = (growth(each) if _is_named(each) else each for each in (a, b))
    other = one_series("gap", b, observations)
    then = observations.as_known(_month_of(a, b))
    parts = list(parts_of(a)) if isinstance(a, pd.DataFrame) else []
    if len(parts) < 2:
        return _one_gap(then, one_series("gap", a, observations), other, basis, mixed)
    several = [one_series("gap", part, observations) for part in parts]
    for own in several:
        _check_alike(observations, own, other)
    return of_several(((own.name, partial(_one_gap, then, own, other, basis, mixed)) for own in several), "release")


def _is_named(given: Any) -> bool:
    """Whether regions are named, whose published growth is meant."""
    return isinstance(given, str | list | pd.Index) or lists_regions(given)


def _one_gap(observations: Observations, own: Given, other: Given, basis: str | None, mixed: bool) -> Frame:
    """The gap between two series, of what was known."""
    _check_alike(observations, own, other)
    own, other = _of_one_release(observations, own, other, basis)
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
    index = pd.PeriodIndex(kept, name="period")
    about = {"year": index.year, "region": own.name, "against": other.name}
    about |= {"indicator": own.indicator or other.indicator}
    columns = {**about, **difference.loc[kept], "unit": observations.vocabularies["unit"]["pp"].name}
    columns |= {"basis": releases[kept].to_numpy(), "rows": rows[kept].to_numpy(), "weak": weak}
    frame = Frame(columns, index)
    if left_out:
        leave_out(frame, left_out, "release")
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
