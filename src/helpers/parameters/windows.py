"""The window of years that the parameters `first_year` and `last_year` name, checked against the figures."""

from collections.abc import Collection, Mapping
from typing import Any

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.periods import ends_in
from helpers.figures.series import select_series
from helpers.parameters.errors import NotRecordedError, ParameterError, about
from helpers.text.language import _

SUBJECT = "gdp_growth_real"  # the indicator whose years limit a window, unless a notebook declares one


def resolve_window(
    resolved: Mapping[str, Any], given: Mapping[str, Any], observations: Observations, ends: Collection[str]
) -> dict[str, Any]:
    """The years of the window, and the benchmarks as far as they have figures in it.

    Parameters
    ----------
    resolved
        the parameters, region and benchmarks resolved; the years as they were read
    given
        all parameters as they were read
    observations
        what was known in the month that the parameters name
    ends
        which of first_year and last_year the notebook declares

    Raises
    ------
    ParameterError
        the window is empty, turned round, or outside what the data hold
    """
    if "region" not in given and all(isinstance(given[name], int) for name in ends):
        return {}  # years as such, of whatever the notebook is about
    indicator = resolved.get("indicator", SUBJECT)
    region, span = given["region"], resolved.get("span", "year")
    first, last = _window(resolved, region, indicator, observations)
    found: dict[str, Any] = {name: year for name, year in (("first_year", first), ("last_year", last)) if name in ends}
    compared = resolved.get("benchmarks", [])
    lacking = []
    for parameter, each_region in [("region", region), *(("benchmarks", each) for each in compared)]:
        try:
            select_series(observations, each_region, indicator, span, ends_in(first, last, span))
        except NoFiguresError as error:
            if parameter == "benchmarks" and given["benchmarks"] == "parents" and "indicator" in given:
                lacking.append(each_region)  # not every indicator is recorded for all that contain it
                continue
            raise ParameterError(about(parameter, error)) from None
    if "benchmarks" in resolved:
        found["benchmarks"] = [each for each in compared if each not in lacking]
    return found


def _window(values: Mapping[str, Any], region: str, indicator: str, observations: Observations) -> tuple[int, int]:
    span = values.get("span", "year")
    try:
        recorded = select_series(observations, region, indicator, span).index
    except NoFiguresError as error:
        if span != "year":
            raise NotRecordedError(about("region", error)) from None
        message = _("no yearly figure of %(indicator)s is recorded for %(region)s")
        raise NotRecordedError(about("region", message % _names(region, indicator, observations))) from None
    earliest, latest = recorded[0].year, recorded[-1].year
    figures = observations.figures
    periods = figures.loc[figures["indicator"] == indicator, "period"]  # each begins with its year
    held = range(int(periods.min()[:4]), int(periods.max()[:4]) + 1)
    window = {}
    for parameter in ("first_year", "last_year"):
        asked = values.get(parameter, {"first_year": "earliest", "last_year": "latest"}[parameter])
        window[parameter] = {"earliest": earliest, "latest": latest}.get(asked, asked)
        if window[parameter] not in held:
            message = _(
                "%(parameter)s %(asked)s: the data hold %(indicator)s of %(region)s for %(earliest)s to %(latest)s"
            )
            words = {"parameter": parameter, "asked": asked, "earliest": earliest, "latest": latest}
            raise ParameterError(message % {**words, **_names(region, indicator, observations)})
    first, last = window.values()
    if first <= last and first <= latest and last >= earliest:
        return first, last
    message = _(
        "first_year %(first)s to last_year %(last)s is a window without figures: the data hold %(indicator)s of "
        "%(region)s for %(earliest)s to %(latest)s"
    )
    if first > last:
        message = _(
            "first_year %(first)s is after last_year %(last)s: the data hold %(indicator)s of %(region)s for "
            "%(earliest)s to %(latest)s"
        )
    words = {"first": first, "last": last, "earliest": earliest, "latest": latest}
    raise ParameterError(message % {**words, **_names(region, indicator, observations)})


def _names(region: str, indicator: str, observations: Observations) -> dict[str, str]:
    return {"region": observations.region(region).coded_name, "indicator": observations.indicator(indicator).coded_name}
