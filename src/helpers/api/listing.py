"""What there is: all figures, the indicators, the sources."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from helpers.api.behind import known_rows, rows_given
from helpers.api.frames import Frame
from helpers.api.names import regions_named
from helpers.api.periods import read_month
from helpers.figures.indicators import Indicator
from helpers.figures.named import containing
from helpers.figures.observations import list_sources, load_observations
from helpers.show.sources import vintage_words
from helpers.text.language import _
from helpers.text.messages import InputError, did_you_mean, shortened


def load(as_of: Any = None) -> Frame:
    """All figures, a line each, indexed by row in data/observations.csv.

    Parameters
    ----------
    as_of
        A month such as "2023-11": what was known then; all that is known unless given.

    Returns
    -------
    Frame
        - region: name in the language in use; indicator: identifier; period and span: what it covers
        - value, low, high: the figure (missing for a printed range) and the interval that its digits stand for
        - unit: theirs; printed: the digits; status: normal, suspect, derived or conflict
        - source: the key of its source; known: the month from which it was known

    Raises
    ------
    InputError
        The month is none.

    See Also
    --------
    series, sources

    Examples
    --------
    >>> figures = helpers.load()
    >>> own = figures.query("region == 'Zhaotong' and indicator == 'gdp_growth_real' and period == '2023'")
    >>> own["printed"].unique().tolist(), own["unit"].unique().tolist()
    (['7.7'], ['%'])
    >>> len(helpers.load("2023-11")) < len(figures)  # fewer were known then
    True
    """
    observations = load_observations().as_known(read_month(as_of))
    figures = observations.figures_of()  # so that a report knows what it rests on
    names = {code: observations.region(code).name for code in figures["region"].unique()}
    units = {code: observations.indicator(code).unit_name for code in figures["indicator"].unique()}
    columns = {
        "region": figures["region"].map(names),
        **{name: figures[name] for name in ("indicator", "period", "span")},
        "value": figures["number"],
        **{name: figures[name] for name in ("low", "high")},
        "unit": figures["indicator"].map(units),
        "printed": figures["value"],
        **{name: figures[name] for name in ("status", "source", "known")},
    }
    frame = Frame(columns).rename_axis("row")
    frame.attrs["title"] = _("All figures")
    if observations.month is not None:
        frame.attrs["as_of"] = str(observations.month)
    return frame


def indicators(text: str | None = None, region: Any = None) -> Frame:
    """The indicators of data/indicators.csv, by identifier, with what is recorded of them.

    Parameters
    ----------
    text
        Only those that have it in their identifier or one of their names.
    region
        Only those with figures of this region, or of one of several; of these alone figures are counted then.

    Returns
    -------
    Frame
        name_en, name_zh, unit, measure (level, growth, share ...), prices (real, nominal or none); spans: what its
        figures cover (year, ytd ...); figures, regions: how many are recorded; first, last: the years that they are of.

    Raises
    ------
    InputError
        No indicator has the text in a name, or the region is none.

    See Also
    --------
    regions, series

    Examples
    --------
    >>> helpers.indicators("urbanisation")[["name_en", "unit", "measure"]]
                                              name_en unit measure
    indicator
    urbanisation_rate  Urbanisation rate of residents    %   share
    >>> helpers.indicators(region="Zhaotong").loc["gdp_growth_real", "spans"]
    'year, ytd'
    """
    observations = load_observations()
    found = [observations.indicator(code) for code in observations.indicators.index]
    if text is not None:
        found = _some(text, containing(str(text), found), found)
    about = {
        "name_en": [indicator.name_en for indicator in found],
        "name_zh": [indicator.name_zh for indicator in found],
        "unit": [indicator.unit_name for indicator in found],
        "measure": [indicator.measure for indicator in found],
        "prices": [indicator.price_basis for indicator in found],
    }
    figures = observations.figures
    if region is not None:
        figures = figures[figures["region"].isin([each.code for each in regions_named(observations, region)])]
    order = list(observations.vocabularies["span"])
    spans = figures.groupby("indicator")["span"].unique().map(lambda each: ", ".join(sorted(each, key=order.index)))
    about["spans"] = [spans.get(indicator.code, "") for indicator in found]
    frame = listed_by_code(figures, "indicator", found, about, "region", _("Indicators"))
    return frame if region is None else frame[frame["figures"] > 0]


def sources(frame: Any = None) -> Frame:
    """The publications behind figures, the most reliable first; of all figures unless some are given.

    Parameters
    ----------
    frame
        What `helpers.series`, `load`, `growth`, `gap`, `trend` or `forecast` give, a selection of it, or rows.

    Returns
    -------
    Frame
        By key of the source: title, publisher, url, vintage (when it was released), reliability, and figures: how many
        of those given are from it.

    Raises
    ------
    InputError
        It is not known which figures are behind what is given.

    See Also
    --------
    cite, export

    Examples
    --------
    >>> rates = helpers.series("China", "gdp_growth_real", (2022, 2023))
    >>> helpers.sources(rates)[["vintage", "reliability", "figures"]]
                         vintage               reliability  figures
    source
    nbs-2026-quarterly  May 2026  copy of an official file        2
    """
    observations = load_observations()
    rows = observations.figures if frame is None else known_rows(observations, rows_given("sources", frame))
    counts = list_sources(observations, rows)
    columns = {
        "title": [source.title for source in counts],
        "publisher": [source.publisher for source in counts],
        "url": [source.url for source in counts],
        "vintage": [vintage_words(source.vintage) for source in counts],
        "reliability": [source.reliability_name for source in counts],
        "figures": list(counts.values()),
    }
    listed = Frame(columns, pd.Index([source.code for source in counts], name="source"))
    listed.attrs["title"] = _("Publications, most reliable first")
    return listed


def _some(text: str, found: list[Indicator], known: Iterable[Indicator]) -> list[Indicator]:
    """What a text finds, if it finds any."""
    if found:
        return found
    hint = did_you_mean(text, [name for term in known for name in term.names])
    message = _('"%(text)s" is part of the name of no indicator of data/indicators.csv%(hint)s')
    raise InputError(message % {"text": shortened(text), "hint": hint})


def listed_by_code(
    figures: pd.DataFrame, by: str, terms: list[Any], about: dict[str, list[str]], other: str, title: str
) -> Frame:
    """Terms by code, with what some figures record of each."""
    figures = figures.assign(year=figures["period"].str[:4].astype(int))
    counted = figures.groupby(by).agg(
        figures=("value", "size"), others=(other, "nunique"), first=("year", "min"), last=("year", "max")
    )
    codes = pd.Index([term.code for term in terms], name=by, dtype="str")
    known = counted.reindex(codes).astype("Int64").fillna({"figures": 0, "others": 0})
    frame = Frame({**about, **known.rename(columns={"others": f"{other}s"})}, codes)
    frame.attrs["title"] = title
    return frame
