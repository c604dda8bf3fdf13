"""The parameter that only the question of what lasts takes."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.figures.observations import Observations
from helpers.parameters.errors import NotAllowedError
from helpers.parameters.types import ParameterType, text_of
from helpers.text.language import _


class _Since(ParameterType):
    @property
    def allowed(self) -> str:
        return _("a year such as 2020: the path before it is fitted, the gap is told from it on")

    def read(self, value: Any, observations: Observations) -> int:
        if not re.fullmatch(r"(19|20)[0-9]{2}", text_of(value)):
            raise NotAllowedError(_("a year such as 2020 is expected"))
        return int(text_of(value))

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> pd.Period:
        return pd.Period(str(value), freq="Y")

    @property
    def label(self) -> str:
        return _("mixture of peers, fitted")

    def words(self, value: Any, observations: Observations) -> str:
        return _("up to %(year)s") % {"year": value - 1}


Since = _Since()
