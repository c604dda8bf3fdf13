"""Series of figures as a frame."""

from collections import Counter
from typing import Any

import pandas as pd

from helpers.api.frames import Frame, Said, key, said_of
from helpers.api.names import all_named
from helpers.api.periods import check_span, read_ends, read_month
from helpers.figures.observations import NoFiguresError, Observations, load_observations
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries, select_series
from helpers.text.language import _
from helpers.text.messages import InputError, did_you_mean, shortened

COLUMNS = ("year", "region", "indicator", "value", "low", "high", "unit", "source", "basis", "row", "weak")


def series(
    region: Any = None,
    indicator: Any = None,
    window: Any = None,
    *,
    span: str = "year",
    as_of: Any = None,
    source: str | None = None,
    basis: str | None = None,
    wide: bool = False,
) -> Frame:
    """The figures of one or several regions and indicators, by period, each with its source.

    Which source gives which figure is settled by one rule (`helpers.figures.series.select_series`): the fewest sources
    that give every period, the most reliable first; only growth rates are joined from several. In one year the figures
    of two regions may be of different releases: for differences and ranks there are `gap` and `rank`.

    Parameters
    ----------
    region, indicator
        A name or a list of names; a text may have several, with commas. Regions go by code, Chinese and English names,
        pinyin and its initials; indicators by identifier, names, or a part of them that only one has. What `regions`,
        `peers` and `indicators` give, and its index, are lists as well.
    window
        First and last period: (2010, 2024), "2010-2024", (2010, None), slice(2010, 2024); everything unless given.
    span
        What a period covers: "year", "ytd" (from January to the end of a quarter), "quarter" or "month".
    as_of
        A month such as "2023-11": what was known then; all that is known unless given.
    source
        The key of a source (`helpers.sources()`) from which alone figures are taken.
    basis
        The release of which alone figures are taken, as data/bases.csv lists them: "first_release", "fourth_census"
        (revised after it) and so on.
    wide
        Give a column a series instead of a line a figure.

    Returns
    -------
    Frame
        A DataFrame with a PeriodIndex, period. A line a figure, series after series in the order given:

        - year: a whole number; region: its name in the language in use; indicator: its identifier
        - value, low, high: the figure and the interval that its printed digits stand for; unit: theirs
        - source: the key of its source; basis: which release it is, empty where that is not known; row: its row in
          data/observations.csv
        - weak: whether it is weakly supported

        Wide, a column a series: named by region where there is one indicator, by indicator where there is one region,
        else by both; NaN where nothing is recorded. `attrs` says region, indicator, unit, sources, and by period rows
        and rounding of each column. Either keeps what it says when lines or columns are selected, or frames joined.

        `attrs["as_of"]` is the month, if one is given. Where nothing is recorded of some of several series,
        `attrs["not_recorded"]` and the caption name them.

    Raises
    ------
    InputError
        A name, window, span, month, source or release that is none.
    NoFiguresError
        Nothing is recorded of any of the series.

    See Also
    --------
    growth, gap, chart, sources

    Examples
    --------
    >>> rates = helpers.series("Zhaotong, China", "gdp_growth_real", (2022, 2023))
    >>> rates[["region", "value", "low", "high", "unit", "basis"]]
              region  value   low  high unit          basis
    period
    2022    Zhaotong    3.7  3.65  3.75    %  first_release
    2023    Zhaotong    7.7  7.65  7.75    %  first_release
    2022       China    3.1  3.05  3.15    %   fifth_census
    2023       China    5.4  5.35  5.45    %   fifth_census
    >>> helpers.series(["昭通", "全国"], "gdp_growth_real", (2022, 2023), wide=True)
    region  Zhaotong  China
    period
    2022         3.7    3.1
    2023         7.7    5.4
    >>> helpers.series("Zhaotong", "gdp_growth_real", "2023Q1-2023Q3", span="ytd")["value"].tolist()
    [7.4, 8.0]
    """
    if region is None or indicator is None:
        raise InputError(_missing("region" if region is None else "indicator"))
    ends = read_ends(window, check_span(span))
    observations = load_observations().as_known(read_month(as_of))
    known = observations.sources.index
    if source is not None and source not in known:
        message = _('source "%(source)s" is no key of data/sources.csv; helpers.sources() lists them')
        if hint := did_you_mean(source, known):
            message = _('source "%(source)s" is no key of data/sources.csv%(hint)s')
        raise InputError(message % {"source": shortened(source), "hint": hint})
    check_basis(observations, basis)
    of_regions, of_indicators = all_named(observations, region, indicator)
    window_asked = tuple(None if end is None else str(end) for end in ends)
    found: list[SelectedSeries] = []
    lacking: list[str] = []
    refusals: list[NoFiguresError] = []
    for term in of_indicators:
        for place in of_regions:
            try:
                found.append(select_series(observations, place.code, term.code, span, window_asked, source, basis))  # type: ignore[arg-type]
            except NoFiguresError as refusal:
                refusals.append(refusal)
                lacking.append(_("%(region)s, %(indicator)s") % {"region": place.name, "indicator": term.name})
    if not found:
        raise NoFiguresError(lambda: _told(refusals, observations.month))
    frame = _wide(found, of_regions, [term.code for term in of_indicators]) if wide else _long(found)
    if observations.month is not None:
        frame.attrs["as_of"] = str(observations.month)
    if lacking:
        frame.attrs["not_recorded"] = lacking
    return frame


def _missing(name: str) -> str:
    """What to tell where the region or the indicator is missing."""
    messages = {
        "region": _(
            'series wants a region and an indicator, such as series("Zhaotong", "gdp_growth_real"); the region is '
            "missing, and helpers.regions() lists what there is"
        ),
        "indicator": _(
            'series wants a region and an indicator, such as series("Zhaotong", "gdp_growth_real"); the indicator is '
            "missing, and helpers.indicators() lists what there is"
        ),
    }
    return messages[name]


def _told(refusals: list[NoFiguresError], month: pd.Period | None) -> str:
    """What is not recorded, all of it, or was not in a month."""
    said = _("; ").join(map(str, refusals))
    return said if month is None else _("%(fault)s (as known in %(month)s)") % {"fault": said, "month": month}


def check_basis(observations: Observations, basis: Any) -> None:
    """Refuse a release that is none.

    Raises
    ------
    InputError
        Of data/bases.csv.
    """
    known = observations.vocabularies["basis"]
    if basis is not None and basis not in known:
        words = {"basis": shortened(basis), "known": _(", ").join(known), "hint": did_you_mean(str(basis), known)}
        raise InputError(_('basis "%(basis)s": one of %(known)s is expected%(hint)s') % words)


def _long(found: list[SelectedSeries]) -> Frame:
    names = region_labels([series.region for series in found])
    return Frame(pd.concat([long_frame(series, names[series.region]) for series in found]))


def long_frame(series: SelectedSeries, name: str) -> pd.DataFrame:
    """A line a figure, of one series."""
    rows = series.rows
    index = pd.PeriodIndex(rows["at"], name="period")
    columns = {
        "year": index.year,
        "region": name,
        "indicator": series.indicator.code,
        "value": rows["number"].to_numpy(),
        "low": rows["low"].to_numpy(),
        "high": rows["high"].to_numpy(),
        "unit": series.indicator.unit_name,
        "source": rows["source"].to_numpy(),
        "basis": rows["basis"].to_numpy(),
        "row": rows.index.to_numpy(),
        "weak": rows["weak"].to_numpy(dtype=bool),
    }
    return pd.DataFrame(columns, index, columns=list(COLUMNS))


def region_labels(regions: list[Region]) -> dict[Region, str]:
    """The name of each region, with its code where another has the same name."""
    each = list(dict.fromkeys(regions))
    counts = Counter(region.name for region in each)
    return {region: region.name if counts[region.name] == 1 else region.coded_name for region in each}


def frame_of(*found: SelectedSeries, **named: SelectedSeries) -> Frame:
    """Series that are selected already as a frame, a column a series, which keeps unit, source and rows of each figure.

    Parameters
    ----------
    found
        Of one indicator, or of one region; a column is called by what differs, as `series(..., wide=True)` calls it.
    named
        Called as they are given here: frame_of(growth=own).

    Returns
    -------
    Frame
        Values by period, in the unit of each indicator; NaN where nothing is recorded. It begins with the first series
        and ends with the last; it is empty without any. `attrs` says region, indicator, unit, sources, rows and
        rounding of each column.
    """
    series = [*found, *named.values()]
    if not series:
        return Frame()
    frame = _wide(series, [each.region for each in series], list(dict.fromkeys(each.indicator.code for each in series)))
    if named:
        labels = dict(zip(map(key, frame.columns), named, strict=True))
        frame.columns = pd.Index(list(named), name=frame.columns.name)
        frame.attrs = {
            what: Said({labels[each]: text for each, text in said.items()}) for what, said in frame.attrs.items()
        }
    return frame


def _wide(found: list[SelectedSeries], regions: list[Region], indicators: list[str]) -> Frame:
    names = region_labels(regions)
    columns, said = {}, []
    for series in found:
        place, code = names[series.region], series.indicator.code
        label = place if len(indicators) == 1 else code if len(regions) == 1 else (place, code)
        columns[label] = series.values
        named = {"region": {key(label): place}, "indicator": {key(label): code}}
        said.append(named | said_of(long_frame(series, place), label))
    index = pd.period_range(min(s.index[0] for s in found), max(s.index[-1] for s in found), name="period")
    frame = Frame({label: values.reindex(index) for label, values in columns.items()}, index)
    if isinstance(frame.columns, pd.MultiIndex):
        frame.columns.names = ["region", "indicator"]
    else:
        frame.columns.name = "region" if len(indicators) == 1 else "indicator"
    frame.attrs = {what: Said({label: text for each in said for label, text in each[what].items()}) for what in said[0]}
    return frame
