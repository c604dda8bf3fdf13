"""The window of years that the parameters `first_year` and `last_year` name, checked against the figures."""

from collections.abc import Mapping
from typing import Any

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.series import select_series
from helpers.parameters.errors import NotRecordedError, ParameterError

SUBJECT = "gdp_growth_real"  # the indicator whose years limit a window, unless a notebook declares one


def resolve_window(resolved: Mapping[str, Any], given: Mapping[str, Any], observations: Observations) -> dict[str, Any]:
    """The years of the window, and the benchmarks as far as they have figures in it.

    Parameters
    ----------
    resolved
        the parameters, region and benchmarks resolved; the years as they were read
    given
        all parameters as they were read
    observations
        what was known in the month that the parameters name

    Raises
    ------
    ParameterError
        the window is empty, turned round, or outside what the data hold
    """
    indicator = resolved.get("indicator", SUBJECT)
    first, last = _window(resolved, indicator, observations)
    found: dict[str, Any] = {"first_year": first, "last_year": last}
    compared = resolved.get("benchmarks", [])
    lacking = []
    for parameter, region in [("region", resolved["region"]), *(("benchmarks", each) for each in compared)]:
        try:
            select_series(observations, region, indicator, window=(first, last))
        except NoFiguresError as error:
            if parameter == "benchmarks" and given["benchmarks"] == "parents" and "indicator" in given:
                lacking.append(region)  # not every indicator is recorded for all that contain it
                continue
            raise ParameterError(f"{parameter}: {error}") from None
    if "benchmarks" in resolved:
        found["benchmarks"] = [region for region in compared if region not in lacking]
    return found


def _window(values: Mapping[str, Any], indicator: str, observations: Observations) -> tuple[int, int]:
    name = f"{observations.region(values['region']).name_en} ({values['region']})"
    try:
        recorded = select_series(observations, values["region"], indicator).index
    except NoFiguresError:
        raise NotRecordedError(f"region: no yearly figure of {indicator} is recorded for {name}") from None
    earliest, latest = recorded[0].year, recorded[-1].year
    hint = f"the data hold {indicator} of {name} for {earliest} to {latest}"
    held = observations.figures.loc[observations.figures["indicator"] == indicator, "period"].str[:4].astype(int)
    window = {}
    for parameter in ("first_year", "last_year"):
        asked = values[parameter]
        window[parameter] = {"earliest": earliest, "latest": latest}.get(asked, asked)
        if not held.min() <= window[parameter] <= held.max():
            raise ParameterError(f"{parameter} {asked}: {hint}")
    first, last = window.values()
    if first > last:
        raise ParameterError(f"first_year {first} is after last_year {last}: {hint}")
    if first > latest or last < earliest:
        raise ParameterError(f"first_year {first} to last_year {last} is a window without figures: {hint}")
    return first, last
