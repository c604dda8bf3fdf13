"""What the periods of a series cover, as a parameter: whole years, or shorter stretches where they are recorded."""

from collections.abc import Iterable

from helpers.figures.candidates import FREQUENCY
from helpers.figures.observations import Observations
from helpers.parameters.types import Known
from helpers.text.language import _, either


class _Span(Known):
    @property
    def allowed(self) -> str:
        return either([*FREQUENCY])

    def known(self, observations: Observations) -> Iterable[str]:
        return FREQUENCY

    @property
    def label(self) -> str:
        return _("span")

    def words(self, value: str, observations: Observations) -> str:
        return observations.vocabularies["span"][value].name


Span = _Span()
