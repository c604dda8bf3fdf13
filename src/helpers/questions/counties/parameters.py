"""The parameter that only the question of the counties takes."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.rankings import rankings
from helpers.parameters.errors import NotAllowedError, ParameterError
from helpers.parameters.types import ParameterType, found, text_of
from helpers.questions.counties.rankings import cross_section
from helpers.text import language
from helpers.text.language import _


class _Quarter(ParameterType):
    @property
    def allowed(self) -> str:
        return _('a quarter such as 2023Q3, to whose end the year is counted; "latest" for the last')

    def read(self, value: Any, observations: Observations) -> str:
        if value != "latest" and not re.fullmatch(r"[0-9]{4}Q[1-4]", text_of(value)):
            raise NotAllowedError(_('a quarter such as 2023Q3, or "latest", is expected'))
        return text_of(value)

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        ranked = found(rankings, values["region"], observations)
        found(cross_section, values["region"], observations)
        quarter = list(ranked)[-1] if value == "latest" else value
        if quarter not in ranked:
            message = _('quarter "%(quarter)s": rankings are recorded for %(ranked)s')
            raise ParameterError(message % {"quarter": quarter, "ranked": _(", ").join(ranked)})
        return quarter

    def window(self, value: Any) -> str:
        return language.period(pd.Period(value), "ytd")


Quarter = _Quarter()
