"""The values of parameters: checked before anything runs, and resolved to what a notebook uses.

The command line checks values before a run, and the notebook's set-up cell checks them again, so that plain papermill
and a person in JupyterLab get the same sentences. A notebook whose parameters resolve finds its figures.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.figures.observations import Observations
from helpers.parameters.declarations import Declaration, declared_in
from helpers.parameters.errors import ParameterError, refusal
from helpers.parameters.plain import PlainType
from helpers.parameters.spans import Span
from helpers.parameters.types import Indicator, Month, ParameterType, Region, Regions, Year
from helpers.parameters.windows import resolve_window
from helpers.text.cells import Cell
from helpers.text.language import _, in_language, language_in_use
from helpers.text.messages import did_you_mean, shortened
from helpers.text.typed import language_typed

_INJECTED = "# Parameters\n"  # how papermill begins the cell that it adds
_LANGUAGE = ("helpers.parameters.types", "Language")  # the type that says in which language a notebook is written
# What these parameters mean to others goes by their names, where they have these types.
_SHARED: dict[str, ParameterType] = {"region": Region, "benchmarks": Regions, "indicator": Indicator, "span": Span}


class Parameters:
    """The resolved values of a notebook's parameters, as attributes.

    Attributes
    ----------
    types
        the type of each parameter by its name, in the order of their declaration
    """

    def __init__(self, values: Mapping[str, Any], types: Mapping[str, ParameterType]) -> None:
        self.values = dict(values)
        self.types = dict(types)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["values"][name]
        except KeyError:
            raise AttributeError(f'no parameter "{name}"') from None

    def window_words(self, years: pd.Series) -> str:
        """The years asked for, the stretch that another parameter names, or else the years of the figures used."""
        if {"first_year", "last_year"} & self.values.keys():
            return _years(self.values.get("first_year", years.min()), self.values.get("last_year", years.max()))
        named = (each.window(self.values[name]) for name, each in self.types.items())
        return next(filter(None, named), _years(years.min(), years.max()))

    def facts(self, observations: Observations) -> dict[str, str | Cell]:
        """The parameters beyond region and window, in words; those that notebooks share come first.

        One of Python's types goes by its name, with spaces.
        """
        own_last = sorted(self.types.items(), key=lambda item: item[1] not in (Regions, Month))
        plain = {name: name.replace("_", " ") for name, each in own_last if isinstance(each, PlainType)}
        labels = {name: each.label or plain.get(name, "") for name, each in own_last}
        return {labels[name]: _stated(each, self.values[name], observations) for name, each in own_last if labels[name]}


def _years(first: int | str, last: int | str) -> str:
    return str(first) if first == last else _("%(first)s–%(last)s") % {"first": first, "last": last}


def _stated(parameter: ParameterType, value: object, observations: Observations) -> str | Cell:
    words = parameter.words(value, observations)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(words, float(value), decimals=len(words.partition(".")[2]))
    return words


class _Stated(dict[str, Any]):
    """Checked values by the names of parameters; what a notebook does not declare is asked for in vain."""

    def __missing__(self, name: str) -> Any:
        message = _('the notebook must declare the parameter "%(name)s", which others of its parameters want')
        raise ParameterError(message % {"name": name})


def check_values(
    declarations: list[Declaration], given: Mapping[str, Any], observations: Observations
) -> dict[str, Any]:
    """The value of every declared parameter, given or default, in its standard form.

    Raises
    ------
    ParameterError
        a name is not declared, a value not allowed, or the data do not hold what they ask for
    """
    names = [declaration.name for declaration in declarations]
    faults = [_unknown(name, names) for name in sorted(given.keys() - set(names))]
    for declaration in declarations:
        try:
            declaration.rule  # noqa: B018
        except ParameterError as error:
            faults.append(str(error))
    if faults:
        raise ParameterError("\n".join(faults))
    values = {}
    for declaration in declarations:
        value = given.get(declaration.name, declaration.default)
        try:
            values[declaration.name] = declaration.rule.read(value, observations)
        except ValueError as error:
            faults.append(refusal(declaration.name, value, str(error)))
    if faults:
        raise ParameterError("\n".join(faults))
    resolve(declarations, values, observations)
    return values


def _language_asked(declarations: list[Declaration], given: Mapping[str, Any]) -> str | None:
    """The language that a notebook is to be written in; None where its parameters name none that there is."""
    asked = (language_typed(str(given[each.name])) for each in declarations if each.origin == _LANGUAGE)
    return next(filter(None, asked), None)


def _unknown(name: str, known: list[str]) -> str:
    words = {"name": shortened(name), "hint": did_you_mean(name, known), "known": _(", ").join(known)}
    return _('unknown parameter "%(name)s"%(hint)s (known: %(known)s)') % words


def resolve(declarations: list[Declaration], given: Mapping[str, Any], observations: Observations) -> Parameters:
    """Checked values as a notebook uses them: words such as "parents" and "latest" replaced by what they stand for.

    Raises
    ------
    ParameterError
        the data do not hold what they ask for
    """
    types = {declaration.name: declaration.rule for declaration in declarations}
    own = {name for name, kind in types.items() if isinstance(kind, type(_SHARED.get(name, kind)))}
    values = _Stated({name: value for name, value in given.items() if name in own})
    months = [Month.resolve(values[name], values, observations) for name, each in types.items() if each is Month]
    month = months[0] if months else None
    known = observations.as_known(month)
    try:
        resolved = {name: each.resolve(given[name], values, known) for name, each in types.items()}
        years = [name for name in ("first_year", "last_year") if types.get(name) is Year]
        if years:
            resolved |= resolve_window({name: resolved[name] for name in own}, values, known, years)
    except ParameterError as error:
        if month is None:
            raise
        words = {"fault": error, "month": month}
        raise type(error)(_("%(fault)s (as known in %(month)s)") % words) from None
    return Parameters(resolved, types)


def check_parameters(namespace: dict[str, Any], observations: Observations) -> Parameters:
    """The parameters of the running notebook, checked and resolved; called with globals() by its set-up cell.

    Names are read from the cells just run: the last that declares parameters, and what papermill added after it. What
    is wrong is said in the language that they ask for, as far as that is one.

    Raises
    ------
    ParameterError
        see `check_values`
    """
    declarations, injected = declared_in(namespace["In"], _INJECTED)
    names = injected | {declaration.name for declaration in declarations}
    given = {name: namespace[name] for name in names}
    with in_language(_language_asked(declarations, given) or language_in_use()):
        values = check_values(declarations, given, observations)
        return resolve(declarations, values, observations)
