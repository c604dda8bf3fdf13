"""The parameter that only the tutorial takes."""

from collections.abc import Mapping
from typing import Any

from helpers.figures.comparable import select_pair
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.series import select_series
from helpers.parameters.errors import NotRecordedError, about
from helpers.parameters.types import ParameterType, Region
from helpers.text.language import _

GROWTH = "gdp_growth_real"
_FEWEST = 4  # years that a line can be put through at all


class _BenchmarkRegion(ParameterType):
    """Another region, with enough years in which figures of one release of both are recorded."""

    listed_by = "regions"

    @property
    def allowed(self) -> str:
        return Region.allowed

    def read(self, value: Any, observations: Observations) -> str:
        return Region.read(value, observations)

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        own, other = observations.region(values["region"]), observations.region(value)
        if own == other:
            message = _("%(region)s is the region itself; name another one to compare it with")
            raise NotRecordedError(about("benchmark", message % {"region": own.coded_name}))
        try:
            mine, theirs = (select_series(observations, each.code, GROWTH) for each in (own, other))
        except NoFiguresError as refusal:
            raise NotRecordedError(about("region", refusal)) from None
        if (years := len(select_pair(observations, mine, theirs).alike)) < _FEWEST:
            message = _("only %(n)s years have figures of one release of it and of %(region)s; %(least)s are needed")
            words = {"region": own.coded_name, "n": years, "least": _FEWEST}
            raise NotRecordedError(about("benchmark", message % words))
        return value

    @property
    def label(self) -> str:
        return _("benchmarks")

    def words(self, value: Any, observations: Observations) -> str:
        return observations.region(value).name


BenchmarkRegion = _BenchmarkRegion()
