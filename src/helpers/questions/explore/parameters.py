"""The parameters that only `explore` takes: how a view is shown, and what of it must go together."""

from collections.abc import Callable, Mapping
from typing import Any

from helpers.figures.named import indicator_meant
from helpers.figures.observations import Observations
from helpers.parameters.errors import NotAllowedError, ParameterError, about
from helpers.parameters.meaning import text_of, word_of
from helpers.parameters.types import Choice, ParameterType
from helpers.text.language import _
from helpers.text.typed import year_typed

NONE = "none"
OVER_TIME = ("chart", "table")  # the forms that have an axis of time; the others are of one year, or of two indicators


class _Worded(Choice):
    """One of a few words, each with what a person calls it."""

    def __init__(self, called: Mapping[str, Callable[[], str]], allowed: Callable[[], str]) -> None:
        super().__init__(*called, allowed=allowed)
        self.called_so = called

    def words(self, value: Any, observations: Observations) -> str:
        return self.called_so[value]()


class _Switch(_Worded):
    def read(self, value: Any, observations: Observations) -> str:
        words = {True: "on", False: "off"}
        return super().read(words[value] if isinstance(value, bool) else value, observations)


class _Scale(_Worded):
    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        if value == "log" and values["form"] in ("map", "ranks"):
            raise ParameterError(about("scale", _("a map and ranks have no scale that could be logarithmic")))
        if value == "log" and values["base"] == NONE:
            measured = [observations.indicator(values["indicator"])]
            if values["form"] == "scatter" and values["second"] != NONE:
                measured.append(observations.indicator(values["second"]))
            if not any(each.is_level for each in measured):
                message = _("%(indicator)s is no level, and only positive levels have a logarithmic scale")
                raise ParameterError(about("scale", message % {"indicator": measured[0].coded_name}))
        return str(value)


class _Base(ParameterType):
    @property
    def allowed(self) -> str:
        return _('a year that is set to 100, or "none"')

    def read(self, value: Any, observations: Observations) -> int | str:
        text = text_of(value)
        if word := word_of(text, NONE):
            return word
        if (year := year_typed(text)) is None:
            raise NotAllowedError(_('a year such as 2015, or "none", is expected'))
        return int(year)

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> int | str:
        if value != NONE and (values["form"] not in OVER_TIME or values["span"] != "year"):
            raise ParameterError(about("base", _("only yearly figures in a chart or a table are set to 100 in a year")))
        return int(value) if value != NONE else NONE

    def words(self, value: Any, observations: Observations) -> str:
        return _("none") if value == NONE else str(value)


class _Second(ParameterType):
    listed_by = "indicators"

    @property
    def allowed(self) -> str:
        return _('an indicator of data/indicators.csv, or "none"; a scatter wants one')

    def read(self, value: Any, observations: Observations) -> str:
        text = text_of(value)
        return word_of(text, NONE) or indicator_meant(observations, text).code

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        scatter = values["form"] == "scatter"
        if scatter and values["span"] != "year":
            raise ParameterError(about("form", _("a scatter is of whole years")))
        if scatter and value == NONE:
            raise ParameterError(about("second", _("a scatter wants a second indicator")))
        if scatter and value == values["indicator"]:
            raise ParameterError(about("second", _("a scatter wants another indicator than the first")))
        if not scatter and value != NONE:
            raise ParameterError(about("second", _('only form "scatter" has a second indicator')))
        return str(value)

    def words(self, value: Any, observations: Observations) -> str:
        return _("none") if value == NONE else observations.indicator(value).name


class _Form(_Worded):
    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        if value in ("map", "ranks") and values["span"] != "year":
            raise ParameterError(about("form", _("a map and ranks are of whole years")))
        return str(value)


Form = _Form(
    {
        "chart": lambda: _("chart"),
        "table": lambda: _("table"),
        "scatter": lambda: _("scatter of two indicators"),
        "map": lambda: _("map of tiles"),
        "ranks": lambda: _("ranks"),
    },
    allowed=lambda: _("chart, table, scatter, map or ranks"),
)
Switch = _Switch({"on": lambda: _("on"), "off": lambda: _("off")}, allowed=lambda: _("on or off"))
Scale = _Scale(
    {"auto": lambda: _("as the figures ask"), "linear": lambda: _("linear"), "log": lambda: _("logarithmic")},
    allowed=lambda: _("auto, linear or log; log for positive levels alone"),
)
Dots = _Worded(
    {"regions": lambda: _("regions, in one year"), "years": lambda: _("years, of the region")},
    allowed=lambda: _("regions or years: what the dots of a scatter are"),
)
Base, Second = _Base(), _Second()
