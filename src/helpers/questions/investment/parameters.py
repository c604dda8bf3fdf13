"""The parameter that only the question of investment takes."""

from collections.abc import Mapping
from typing import Any

from helpers.figures.observations import Observations
from helpers.parameters.types import RegionType, found
from helpers.questions.investment.latest import require_investment
from helpers.text.language import _


class _InvestingRegion(RegionType):
    @property
    def allowed(self) -> str:
        return _("a code or name of data/regions.csv, with a figure of investment: 530600, 昭通市 or Zhaotong")

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        found(require_investment, value, observations)
        return str(value)


InvestingRegion = _InvestingRegion()
