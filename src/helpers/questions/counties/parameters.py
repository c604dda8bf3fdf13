"""The parameter that only the question of the counties takes."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.rankings import rankings
from helpers.parameters.errors import NotAllowedError, ParameterError
from helpers.parameters.meaning import text_of, word_of
from helpers.parameters.types import ParameterType, found
from helpers.questions.counties.rankings import cross_section
from helpers.text import language
from helpers.text.language import _
from helpers.text.typed import quarter_typed


class _Quarter(ParameterType):
    @property
    def allowed(self) -> str:
        return _('a quarter such as 2023Q3, to whose end the year is counted; "latest" for the last')

    def read(self, value: Any, observations: Observations) -> str:
        text = text_of(value)
        if (quarter := word_of(text, "latest") or quarter_typed(text)) is None:
            raise NotAllowedError(_('a quarter such as 2023Q3, or "latest", is expected'))
        return quarter

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
