"""What the words among checked parameters stand for, and whether the data hold what is asked for.

A notebook whose parameters resolve finds its figures: nothing that this module lets pass fails for want of data.
"""

from types import SimpleNamespace
from typing import Any

import pandas as pd

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.series import select_series
from helpers.parameters.declarations import NotRecordedError, ParameterError
from helpers.questions.audit.relations import load_relations, relations_about
from helpers.questions.business_climate.registrations import registrations
from helpers.questions.counties.rankings import cross_section, rankings
from helpers.questions.projects.groups import project_groups

SUBJECT = "gdp_growth_real"  # the indicator whose years a window is held against, unless a notebook declares one


def resolve(values: dict[str, Any], observations: Observations) -> SimpleNamespace:
    """Checked values as a notebook uses them: words such as "parents" and "latest" replaced by what they stand for.

    Raises:
        ParameterError: the window is empty, turned round, or outside what the data hold
    """
    if values.get("as_of", "latest") == "latest":
        return _resolved(values | ({"as_of": None} if "as_of" in values else {}), observations)
    month = pd.Period(values["as_of"], freq="M")
    try:
        return _resolved(values | {"as_of": month}, observations.as_known(month))
    except ParameterError as error:
        raise type(error)(f"{error} (as known in {month})") from None


def _resolved(values: dict[str, Any], observations: Observations) -> SimpleNamespace:
    resolved = dict(values)
    if "benchmarks" in values:
        resolved["benchmarks"] = _benchmarks(values["benchmarks"], values["region"], observations)
    if "first_year" in values and "last_year" in values:
        resolved["first_year"], resolved["last_year"] = window = _window(resolved, observations)
        indicator = resolved.get("indicator", SUBJECT)
        compared = [("benchmarks", benchmark) for benchmark in resolved.get("benchmarks", [])]
        for parameter, region in [("region", resolved["region"]), *compared]:
            try:
                select_series(observations, region, indicator, window=window)
            except NoFiguresError as error:
                if parameter == "benchmarks" and values["benchmarks"] == "parents" and "indicator" in values:
                    resolved["benchmarks"].remove(region)  # not every indicator is recorded for all that contain it
                    continue
                raise ParameterError(f"{parameter}: {error}") from None
    if "quarter" in values:
        resolved["quarter"] = _quarter(values, observations)
    if "stage" in values:
        _check_stage(values, observations)
    if "days" in values:
        _found(registrations, values["region"], observations)
    if "topic" in values and "source" in values:
        _check_relations(values, observations)
    return SimpleNamespace(**resolved)


def _benchmarks(benchmarks: list[str] | str, region: str, observations: Observations) -> list[str]:
    if benchmarks == "none":
        return []
    if benchmarks == "parents":
        benchmarks = [place.code for place in observations.region(region).lineage]
    return [benchmark for benchmark in benchmarks if benchmark != region]


def _window(values: dict[str, Any], observations: Observations) -> tuple[int, int]:
    indicator = values.get("indicator", SUBJECT)
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


def _quarter(values: dict[str, Any], observations: Observations) -> str:
    ranked = _found(rankings, values["region"], observations)
    _found(cross_section, values["region"], observations)
    quarter = list(ranked)[-1] if values["quarter"] == "latest" else values["quarter"]
    if quarter not in ranked:
        raise ParameterError(f'quarter "{quarter}": rankings are recorded for {", ".join(ranked)}')
    return quarter


def _check_stage(values: dict[str, Any], observations: Observations) -> None:
    stages = list(
        dict.fromkeys(group.leading.stage for group in _found(project_groups, values["region"], observations))
    )
    if values["stage"] not in stages:
        raise ParameterError(f'stage "{values["stage"]}": recorded for this region are {", ".join(stages)}')


def _check_relations(values: dict[str, Any], observations: Observations) -> None:
    try:
        relations_about(load_relations(observations), observations, values["region"], values["topic"], values["source"])
    except NoFiguresError as error:
        raise NotRecordedError(f"topic, source: {error}") from None


def _found(find: Any, region: str, observations: Observations) -> Any:
    """What the data hold for a region.

    Raises:
        NotRecordedError: nothing
    """
    try:
        return find(observations, region)
    except NoFiguresError as error:
        raise NotRecordedError(f"region: {error}") from None
