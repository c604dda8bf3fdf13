"""The parameter that only the question of investment takes."""

from collections.abc import Mapping
from typing import Any

from helpers.figures.observations import Observations
from helpers.parameters.types import RegionType, found
from helpers.questions.investment.latest import require_investment


class _InvestingRegion(RegionType):
    allowed = f"{RegionType.allowed}, with a figure of investment"

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        found(require_investment, value, observations)
        return str(value)


InvestingRegion = _InvestingRegion()
