"""Series of a region's indicator, selected out of all figures by one explicit rule."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.figures import used
from helpers.figures.candidates import FREQUENCY, candidates_for, dated, one_row_a_period
from helpers.figures.indicators import Indicator
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.rows import rounded_figures
from helpers.figures.terms import Term
from helpers.text.language import _
from helpers.text.messages import InputError, did_you_mean


@dataclass(frozen=True)
class SelectedSeries:
    """One series: a region's indicator over a window, one figure a period, each with its source.

    Attributes
    ----------
    region, indicator, span
        What it is of, what it measures, and over what.
    index
        Every period of the window without holes; where an end was left open, it ends at a figure.
    rows
        The rows of `Observations.figures` behind it, with their period (at), and whether they are weak.
    back_revised
        Whether every source used carries its levels back onto one basis.
    publisher
        Who published its last figure.
    caveats
        What its sources leave open.
    goes_on
        Of a level, which keeps to one source: what others have of the years after this one ends, each by one source
        and not joined.
    """

    region: Region
    indicator: Indicator
    span: str
    index: pd.PeriodIndex
    rows: pd.DataFrame
    back_revised: bool
    publisher: str
    caveats: tuple[Term, ...] = ()
    goes_on: tuple["SelectedSeries", ...] = ()

    @cached_property
    def rounded(self) -> pd.DataFrame:
        """value, low and high by period, in the indicator's unit; NaN where no figure is recorded."""
        columns = {"value": "number", "low": "low", "high": "high"}
        found = {name: self.rows[column].to_numpy() for name, column in columns.items()}
        return pd.DataFrame(found, pd.PeriodIndex(self.rows["at"])).reindex(self.index)

    @cached_property
    def values(self) -> pd.Series:
        """The figures by period, in the indicator's unit; NaN where none is recorded."""
        return self.rounded["value"]

    @cached_property
    def figures(self) -> dict[pd.Period, Rounded]:
        """The figures by period, each with its rounding interval and its row."""
        return dict(zip(self.rows["at"], rounded_figures(self.rows).values(), strict=True))

    def rows_in(self, periods: pd.PeriodIndex) -> list[int]:
        """The rows behind the figures of some periods."""
        return self.rows.index[self.rows["at"].isin(periods)].to_list()

    @property
    def missing(self) -> pd.PeriodIndex:
        """The periods without a figure."""
        return self.index[self.values.isna()]

    @property
    def seams(self) -> pd.PeriodIndex:
        """The first period after each change of source."""
        publications = self.rows["publication"]
        return pd.PeriodIndex(self.rows["at"][publications.ne(publications.shift())][1:])

    @property
    def weak(self) -> pd.PeriodIndex:
        """The periods whose figure rests on a weak source, is implausible, or was read from a sentence."""
        return pd.PeriodIndex(self.rows["at"][self.rows["weak"]])

    @property
    def breaks(self) -> tuple[int, ...]:
        """The years inside it from which its level is on another basis than before."""
        if not self.indicator.is_level or self.back_revised:
            return ()
        known = self.values.dropna().index
        first, last = known[0].year, known[-1].year
        sources = self.rows["source"].unique()
        return tuple(sorted({year for code in sources for year in self.indicator.breaks_between(first, last, code)}))


def select_series(
    observations: Observations,
    region: str,
    indicator: str,
    span: str = "year",
    window: tuple[str | int | None, str | int | None] = (None, None),
    source: str | None = None,
    basis: str | None = None,
) -> SelectedSeries:
    """The series of a region's indicator in a window, by one rule.

    The fewest sources that together give every recorded period are used, and each period is taken from the most
    reliable of them that is not suspect, then from the latest vintage. The window has no say in this: a period has the
    same figure in every report. Only growth rates may be spliced from several sources; a level, share or rank keeps to
    the one source that covers most. The editions of a yearbook are one source.
    Left aside: figures in conflict within their source, bounds and ranges.

    Parameters
    ----------
    window
        First and last period, such as (1994, 2024) or ("2022Q1", None); None leaves an end open.
    source, basis
        Use this source, or figures of this release, alone.

    Raises
    ------
    InputError
        An unknown region, indicator, span, source or release.
    NoFiguresError
        Nothing is recorded there.
    """
    question = (region, indicator, span, tuple(window), source, basis)
    if question in observations.selected:  # a report asks for the same series many times
        return observations.selected[question]
    for what, key, known in (
        ("region", region, observations.regions.index),
        ("indicator", indicator, observations.indicators.index),
        ("span", span, FREQUENCY),
        ("source", source or observations.sources.index[0], observations.sources.index),
        ("release", basis or "first_release", observations.vocabularies["basis"]),
    ):
        if key not in known:
            raise InputError(_unknown(what) % {"name": key, "hint": did_you_mean(key, known)})
    candidates, frequency = candidates_for(observations, region, indicator, span, source), FREQUENCY[span]
    if basis is not None:
        released = [basis in releases.split("|") for releases in candidates["basis"]]
        candidates = candidates[np.array(released, bool)]
    first, last = (pd.Period(str(end), freq=frequency) if end is not None else None for end in window)
    inside = candidates
    if first is not None:
        inside = inside[inside["at"] >= first]
    if last is not None:
        inside = inside[inside["at"] <= last]
    if inside.empty:
        raise NoFiguresError(lambda: _nothing_in(observations, (region, indicator, span), candidates, window))
    # Chosen out of all that is recorded, whatever the window: a period has the same figure in every report.
    splice = observations.indicator(indicator).is_growth
    whole = one_row_a_period(candidates, splice)
    rows = whole if inside is candidates else whole[whole.index.isin(inside.index)]
    if rows.empty:  # the source of a level that covers most has nothing in this window
        rows = one_row_a_period(inside, splice)
    begin, end = rows["at"].iloc[0], rows["at"].iloc[-1]  # they are in order
    index = pd.period_range(first or begin, last or end, freq=frequency, name="period")
    cut_off = last is not None and last < whole["at"].iloc[-1]  # by the window, not by the end of its source
    later = [] if splice or cut_off else _parts(observations, candidates[candidates["at"] > end])
    series = replace(made_of(observations, rows, index), goes_on=tuple(later))
    return observations.selected.setdefault(question, series)


def _parts(observations: Observations, candidates: pd.DataFrame) -> list[SelectedSeries]:
    """Candidates, best first, in parts of one source each: the one that has most, and what lies before and after it."""
    if candidates.empty:
        return []
    chosen, at = one_row_a_period(candidates, splice=False), candidates["at"]
    first, last = chosen["at"].iloc[0], chosen["at"].iloc[-1]
    part = _described(observations, chosen, pd.period_range(first, last, name="period"))
    before, after = (_parts(observations, candidates[beside]) for beside in (at < first, at > last))
    return [*before, part, *after]


def series_of(observations: Observations, figures: pd.DataFrame) -> SelectedSeries:
    """The series that some figures of one region, indicator and span make, a figure a period, from first to last."""
    rows = dated(observations, figures, figures["span"].iloc[0]).sort_values("at")
    index = pd.period_range(rows["at"].iloc[0], rows["at"].iloc[-1], name="period")
    return made_of(observations, rows, index)


def made_of(observations: Observations, rows: pd.DataFrame, index: pd.PeriodIndex) -> SelectedSeries:
    """The series over some periods that rows make, which have their period (at) and whether they are weak."""
    used.rows.update(rows.index)
    return _described(observations, rows, index)


def _described(observations: Observations, rows: pd.DataFrame, index: pd.PeriodIndex) -> SelectedSeries:
    region, indicator, span = (rows[column].iloc[0] for column in ("region", "indicator", "span"))
    back_revised = all(observations.source(code).back_revised for code in rows["source"].unique())
    named = observations.region(region), observations.indicator(indicator)
    publisher = observations.source(rows["source"].iloc[-1]).publisher
    caveats = observations.caveats(rows["caveats"])
    return SelectedSeries(*named, span, index, rows, back_revised, publisher, caveats)


def _unknown(what: str) -> str:
    """What to tell of a code that is none of its kind."""
    messages = {
        "region": _('unknown region "%(name)s"%(hint)s'),
        "indicator": _('unknown indicator "%(name)s"%(hint)s'),
        "span": _('unknown span "%(name)s"%(hint)s'),
        "source": _('unknown source "%(name)s"%(hint)s'),
        "release": _('unknown release "%(name)s"%(hint)s'),
    }
    return messages[what]


def _nothing_in(
    observations: Observations,
    asked: tuple[str, str, str],
    candidates: pd.DataFrame,
    window: tuple[str | int | None, str | int | None],
) -> str:
    """What to tell of a region, indicator and span without a figure in a window, and where else there are some."""
    region, indicator, span = asked
    names: dict[str, object] = {
        "region": observations.region(region).coded_name,
        "indicator": observations.indicator(indicator).name,
        "code": indicator,
        "span": observations.vocabularies["span"][span].name,
    }
    if candidates.empty:
        return _("no figure of %(indicator)s (%(code)s, %(span)s) is recorded for %(region)s") % names
    first, last = ("…" if end is None else end for end in window)
    names["asked"] = _("%(first)s to %(last)s") % {"first": first, "last": last}
    message = _(
        "no figure of %(indicator)s (%(code)s, %(span)s) is recorded for %(region)s in %(asked)s; those recorded are "
        "of %(first)s to %(last)s"
    )
    return message % {**names, "first": candidates["at"].min(), "last": candidates["at"].max()}
