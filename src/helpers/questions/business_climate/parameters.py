"""The parameter that only the question of the business climate takes."""

from collections.abc import Mapping
from typing import Any

from helpers.figures.observations import Observations
from helpers.parameters.types import Choice, found
from helpers.questions.business_climate.registrations import days_name, registrations
from helpers.text.language import _


class _Days(Choice):
    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        found(registrations, values["region"], observations)
        return value

    @property
    def label(self) -> str:
        return _("days counted")

    def words(self, value: Any, observations: Observations) -> str:
        return days_name(value)


Days = _Days("calendar", "weekdays", allowed=lambda: _("calendar (all days) or weekdays (Monday to Friday)"))
