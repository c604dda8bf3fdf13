"""The window of years that the parameters `first_year` and `last_year` name, checked against the figures."""

from collections.abc import Collection, Mapping
from typing import Any

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.series import select_series
from helpers.parameters.errors import NotRecordedError, ParameterError

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
    region = given["region"]
    first, last = _window(resolved, region, indicator, observations)
    found: dict[str, Any] = {name: year for name, year in (("first_year", first), ("last_year", last)) if name in ends}
    compared = resolved.get("benchmarks", [])
    lacking = []
    for parameter, each_region in [("region", region), *(("benchmarks", each) for each in compared)]:
        try:
            select_series(observations, each_region, indicator, window=(first, last))
        except NoFiguresError as error:
            if parameter == "benchmarks" and given["benchmarks"] == "parents" and "indicator" in given:
                lacking.append(each_region)  # not every indicator is recorded for all that contain it
                continue
            raise ParameterError(f"{parameter}: {error}") from None
    if "benchmarks" in resolved:
        found["benchmarks"] = [each for each in compared if each not in lacking]
    return found


def _window(values: Mapping[str, Any], region: str, indicator: str, observations: Observations) -> tuple[int, int]:
    name = f"{observations.region(region).name_en} ({region})"
    try:
        recorded = select_series(observations, region, indicator).index
    except NoFiguresError:
        raise NotRecordedError(f"region: no yearly figure of {indicator} is recorded for {name}") from None
    earliest, latest = recorded[0].year, recorded[-1].year
    hint = f"the data hold {indicator} of {name} for {earliest} to {latest}"
    held = observations.figures.loc[observations.figures["indicator"] == indicator, "period"].str[:4].astype(int)
    window = {}
    for parameter in ("first_year", "last_year"):
        asked = values.get(parameter, {"first_year": "earliest", "last_year": "latest"}[parameter])
        window[parameter] = {"earliest": earliest, "latest": latest}.get(asked, asked)
        if not held.min() <= window[parameter] <= held.max():
            raise ParameterError(f"{parameter} {asked}: {hint}")
    first, last = window.values()
    if first > last:
        raise ParameterError(f"first_year {first} is after last_year {last}: {hint}")
    if first > latest or last < earliest:
        raise ParameterError(f"first_year {first} to last_year {last} is a window without figures: {hint}")
    return first, last
