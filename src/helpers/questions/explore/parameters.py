"""The parameters that only `explore` takes: how a view is shown."""

from typing import Any

from helpers.figures.observations import Observations
from helpers.parameters.types import Choice
from helpers.text.language import _


class _Switch(Choice):
    def read(self, value: Any, observations: Observations) -> str:
        words = {True: "on", False: "off"}
        return super().read(words[value] if isinstance(value, bool) else value, observations)


Form = Choice("chart", "table", allowed=lambda: _("chart or table"))
Switch = _Switch("on", "off", allowed=lambda: _("on or off"))
