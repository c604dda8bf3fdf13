"""The parameter that only the question of the business climate takes."""

from collections.abc import Mapping
from typing import Any

from helpers.figures.observations import Observations
from helpers.parameters.types import Choice, found
from helpers.questions.business_climate.registrations import registrations
from helpers.text.language import _


class _Days(Choice):
    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        found(registrations, values["region"], observations)
        return value

    @property
    def label(self) -> str:
        return _("days counted")

    def words(self, value: Any, observations: Observations) -> str:
        return {"calendar": _("calendar days"), "weekdays": _("days from Monday to Friday")}[value]


Days = _Days("calendar", "weekdays", allowed="calendar days, or weekdays (Monday to Friday)")
