"""Typed parameters of notebooks.

A notebook declares its parameters once, in the cell tagged `parameters`, a line each:

    region: Region = "530600"  # what it means

The annotation names one of the types of this module, which carries the rule. The command line reads the declarations
out of the file and checks values before anything runs; the notebook's set-up cell reads them out of the cells just
run and checks again, so that plain papermill and a person in JupyterLab get the same sentences.
"""

import math
import re
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, WithJsonSchema, create_model

from helpers.figures.observations import Observations
from helpers.parameters.declarations import Declaration, ParameterError, declared_in
from helpers.parameters.resolution import resolve
from helpers.questions.audit.relations import load_relations
from helpers.text.language import LANGUAGES
from helpers.text.messages import did_you_mean, shortened

_INJECTED = "# Parameters\n"  # how papermill begins the cell that it adds


def _region(value: Any, info: ValidationInfo) -> str:
    return info.context.find_region(_text(value))


def _regions(value: Any, info: ValidationInfo) -> list[str] | str:
    if value in ("parents", "none"):
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


def _quarter(value: Any) -> str:
    if value != "latest" and not re.fullmatch(r"[0-9]{4}Q[1-4]", _text(value)):
        raise ValueError('a quarter such as 2023Q3, or "latest", is expected')
    return _text(value)


def _size(value: Any) -> int | float:
    try:
        size = float(value)
    except (TypeError, ValueError):
        size = math.nan
    if isinstance(value, bool) or not 0 < size < math.inf:
        raise ValueError("a number above zero is expected")
    return int(size) if size.is_integer() else size


def _indicator(value: Any, info: ValidationInfo) -> str:
    return _one_of(_text(value), info.context.indicators.index)


def _stage(value: Any, info: ValidationInfo) -> str:
    return _one_of(_text(value), info.context.vocabularies["stage"])


def _source(value: Any, info: ValidationInfo) -> str:
    return _one_of(_text(value), ["all", *info.context.sources.index])


def _topic(value: Any, info: ValidationInfo) -> str:
    return _one_of(_text(value), ["all", *load_relations(info.context).topics])


def _unit(value: Any) -> str:
    return _one_of(_text(value), ["investment", "projects"])


def _days(value: Any) -> str:
    return _one_of(_text(value), ["calendar", "weekdays"])


def _form(value: Any) -> str:
    return _one_of(_text(value), ["chart", "table"])


def _switch(value: Any) -> str:
    return _one_of({True: "on", False: "off"}[value] if isinstance(value, bool) else _text(value), ["on", "off"])


def _one_of(value: str, known: Iterable[str]) -> str:
    if value not in known:
        some = list(known)[:8]
        more = ", …" if len(some) < len(list(known)) else ""
        raise ValueError(f"one of {', '.join(some)}{more} is expected{did_you_mean(value, known)}")
    return value


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
Regions = _type(
    list[str] | str,
    _regions,
    'regions, separated by commas; "parents" are those that contain the region, "none" is none',
)
Year = _type(int | str, _year, 'a year with figures, "earliest" or "latest"')
Month = _type(str, _month, 'a month such as 2023-11, whose knowledge is used; "latest" for all that is known')
Language = _type(str, _language, "en or zh")
Quarter = _type(str, _quarter, 'a quarter such as 2023Q3, to whose end the year is counted; "latest" for the last')
Size = _type(int | float, _size, "an amount in 100 million yuan (亿元), above zero")
Indicator = _type(str, _indicator, "an indicator of data/indicators.csv, such as gdp_growth_real or gdp_current")
Stage = _type(str, _stage, "a stage of projects and investment: planned, negotiating, signed, started …")
Unit = _type(str, _unit, "what is counted: investment or projects")
Days = _type(str, _days, "calendar days, or weekdays (Monday to Friday)")
Source = _type(str, _source, 'a source of data/sources.csv, or "all"')
Topic = _type(str, _topic, 'a topic of data/relations.yml, or "all"')
Form = _type(str, _form, "chart or table")
Switch = _type(str, _switch, "on or off")
TYPES = {
    "Region": Region,
    "Regions": Regions,
    "Year": Year,
    "Month": Month,
    "Quarter": Quarter,
    "Size": Size,
    "Indicator": Indicator,
    "Stage": Stage,
    "Unit": Unit,
    "Days": Days,
    "Source": Source,
    "Topic": Topic,
    "Form": Form,
    "Switch": Switch,
    "Language": Language,
}


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


def check_parameters(namespace: dict[str, Any], observations: Observations) -> SimpleNamespace:
    """The parameters of the running notebook, checked and resolved; called with globals() by its set-up cell.

    Names are read from the cells just run: the last that declares parameters, and what papermill added after it.

    Raises:
        ParameterError: see `check_values`
    """
    declarations, injected = declared_in(namespace["In"], _INJECTED)
    names = injected | {declaration.name for declaration in declarations}
    return resolve(check_values(declarations, {name: namespace[name] for name in names}, observations), observations)
