"""The parameter that only the question of what lasts takes."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.figures.observations import Observations
from helpers.parameters.errors import NotAllowedError
from helpers.parameters.meaning import text_of
from helpers.parameters.types import ParameterType
from helpers.text.language import _
from helpers.text.typed import year_typed


class _Since(ParameterType):
    @property
    def allowed(self) -> str:
        return _("a year such as 2020: the path before it is fitted, the gap is told from it on")

    def read(self, value: Any, observations: Observations) -> int:
        year = year_typed(text_of(value))
        if year is None or not year.startswith(("19", "20")):
            raise NotAllowedError(_("a year such as 2020 is expected"))
        return int(year)

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> pd.Period:
        return pd.Period(str(value), freq="Y")

    @property
    def label(self) -> str:
        return _("mixture of peers, fitted")

    def words(self, value: Any, observations: Observations) -> str:
        return _("up to %(year)s") % {"year": value - 1}


Since = _Since()
