"""Typed parameters of notebooks.

A notebook declares its parameters once, in the cell tagged `parameters`, a line each:

    region: Region = "530600"  # what it means

The annotation names one of the types of this module, which carries the rule. The command line reads the declarations
out of the file and checks values before anything runs; the notebook's set-up cell reads them out of the cells just
run and checks again, so that plain papermill and a person in JupyterLab get the same sentences.
"""

import re
from types import SimpleNamespace
from typing import Annotated, Any

import pandas as pd
from pydantic import BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, WithJsonSchema, create_model

from helpers.declarations import Declaration, ParameterError, declared_in
from helpers.language import LANGUAGES
from helpers.messages import did_you_mean, shortened
from helpers.observations import NoFiguresError, Observations
from helpers.series import select_series

SUBJECT = "gdp_growth_real"  # the indicator whose years a window is held against, unless a notebook declares one
_INJECTED = "# Parameters\n"  # how papermill begins the cell that it adds


def _region(value: Any, info: ValidationInfo) -> str:
    return info.context.find_region(_text(value))


def _regions(value: Any, info: ValidationInfo) -> list[str] | str:
    if value == "parents":
        return value
    names = re.split("[,，、]", value) if isinstance(value, str) else value
    if not isinstance(names, list | tuple):
        names = [names]
    return list(dict.fromkeys(_region(name, info) for name in names))


def _year(value: Any) -> int | str:
    text = _text(value)
    if text in ("earliest", "latest"):
        return text
    if not re.fullmatch(r"[0-9]{4}", text):
        raise ValueError('a year such as 2015, "earliest" or "latest" is expected')
    return int(text)


def _month(value: Any) -> str:
    if value != "latest" and not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", _text(value)):
        raise ValueError('a month such as 2023-11, or "latest", is expected')
    return _text(value)


def _language(value: Any) -> str:
    if _text(value) not in LANGUAGES:
        raise ValueError(f"{' or '.join(LANGUAGES)} is expected")
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("text or a whole number is expected")
    return str(value).strip()


def allowed_values(type_name: str) -> str:
    """What values a type takes, in words."""
    return TYPES[type_name].__metadata__[-1].json_schema["description"]


def _type(base: Any, rule: Any, allowed: str) -> Any:
    return Annotated[base, BeforeValidator(rule), WithJsonSchema({"description": allowed})]


Region = _type(str, _region, "a code or name of data/regions.csv: 530600, 昭通市 or Zhaotong")
Regions = _type(list[str] | str, _regions, 'regions, separated by commas; "parents" are those that contain the region')
Year = _type(int | str, _year, 'a year with figures, "earliest" or "latest"')
Month = _type(str, _month, 'a month such as 2023-11, whose knowledge is used; "latest" for all that is known')
Language = _type(str, _language, "en or zh")
TYPES = {"Region": Region, "Regions": Regions, "Year": Year, "Month": Month, "Language": Language}


def check_values(declarations: list[Declaration], given: dict[str, Any], observations: Observations) -> dict[str, Any]:
    """The value of every declared parameter, given or default, in the one form that all spellings of it share.

    Raises:
        ParameterError: a name is not declared, a value not allowed, or the window holds no figure
    """
    known = [declaration.name for declaration in declarations]
    faults = [
        f'unknown parameter "{shortened(name)}"{did_you_mean(name, known)}'
        for name in sorted(given.keys() - set(known))
    ]
    faults += [
        f'parameter "{declaration.name}": unknown type "{declaration.type}"{did_you_mean(declaration.type, TYPES)}'
        for declaration in declarations
        if declaration.type not in TYPES
    ]
    if faults:
        raise ParameterError("\n".join(f"{fault} (known: {', '.join(known)})" for fault in faults))
    model = create_model(
        "Parameters",
        __config__=ConfigDict(extra="forbid"),
        **{d.name: (TYPES[d.type], Field(default=d.default, validate_default=True)) for d in declarations},
    )
    try:
        values = model.model_validate(given, context=observations).model_dump()
    except ValidationError as error:
        raise ParameterError("\n".join(_sentence(fault) for fault in error.errors())) from None
    resolve(values, observations)
    return values


def _sentence(fault: dict) -> str:
    reason = str(fault.get("ctx", {}).get("error", fault["msg"]))
    name, value = fault["loc"][0], shortened(fault["input"])
    return f"{name}: {reason}" if f'"{value}"' in reason else f'{name} "{value}": {reason}'


def resolve(values: dict[str, Any], observations: Observations) -> SimpleNamespace:
    """Checked values as a notebook uses them: words such as "parents" and "latest" replaced by what they stand for.

    Raises:
        ParameterError: the window is empty, turned round, or outside what the data hold
    """
    resolved = dict(values)
    if "as_of" in values:
        resolved["as_of"] = None if values["as_of"] == "latest" else pd.Period(values["as_of"], freq="M")
    if "benchmarks" in values:
        resolved["benchmarks"] = _benchmarks(values["benchmarks"], values["region"], observations)
    if "first_year" in values and "last_year" in values:
        resolved["first_year"], resolved["last_year"] = window = _window(resolved, observations)
        indicator, as_of = resolved.get("indicator", SUBJECT), resolved.get("as_of")
        compared = [("benchmarks", benchmark) for benchmark in resolved.get("benchmarks", [])]
        for parameter, region in [("region", resolved["region"]), *compared]:
            try:
                select_series(observations, region, indicator, window=window, as_of=as_of)
            except NoFiguresError as error:
                raise ParameterError(f"{parameter}: {error}") from None
    return SimpleNamespace(**resolved)


def _benchmarks(benchmarks: list[str] | str, region: str, observations: Observations) -> list[str]:
    if benchmarks == "parents":
        benchmarks, parent = [], observations.regions.at[region, "parent"]
        while parent:
            benchmarks.append(parent)
            parent = observations.regions.at[parent, "parent"]
    return [benchmark for benchmark in benchmarks if benchmark != region]


def _window(values: dict[str, Any], observations: Observations) -> tuple[int, int]:
    indicator, as_of = values.get("indicator", SUBJECT), values.get("as_of")
    name = f"{observations.regions.at[values['region'], 'name_en']} ({values['region']})"
    try:
        recorded = select_series(observations, values["region"], indicator, as_of=as_of).index
    except NoFiguresError:
        known = f", known in {as_of}," if as_of is not None else ""
        raise ParameterError(f"region: no yearly figure of {indicator}{known} is recorded for {name}") from None
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


def check_parameters(namespace: dict[str, Any], observations: Observations) -> SimpleNamespace:
    """The parameters of the running notebook, checked and resolved; called with globals() by its set-up cell.

    Names are read from the cells just run: the last that declares parameters, and what papermill added after it.

    Raises:
        ParameterError: see `check_values`
    """
    declarations, injected = declared_in(namespace["In"], _INJECTED)
    names = injected | {declaration.name for declaration in declarations}
    return resolve(check_values(declarations, {name: namespace[name] for name in names}, observations), observations)
