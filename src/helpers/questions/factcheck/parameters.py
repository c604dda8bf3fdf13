"""The parameters that only the fact-check takes: what a text is about, where its head does not say it."""

from collections.abc import Iterable, Mapping
from typing import Any

from helpers.figures.observations import Observations
from helpers.figures.periods import read_window
from helpers.parameters.errors import NotAllowedError, ParameterError, about
from helpers.parameters.meaning import text_of, word_of
from helpers.parameters.types import Known, ParameterType, Region
from helpers.text.language import _
from helpers.text.typed import day_typed, in_each_language, month_typed, quarter_typed, year_typed

STATED = "stated"  # as the text says


class _Region(ParameterType):
    listed_by = "regions"

    @property
    def allowed(self) -> str:
        return _('a code or name of data/regions.csv, or "stated": as the text says')

    def read(self, value: Any, observations: Observations) -> str:
        return word_of(text_of(value), STATED) or Region.read(value, observations)

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        return "" if value == STATED else value


class _Period(ParameterType):
    @property
    def allowed(self) -> str:
        return _('a year, quarter, month or day such as 2023, 2023Q3, 2023-09 or 2023-09-30, or "stated"')

    def read(self, value: Any, observations: Observations) -> str:
        text = text_of(value)
        period = word_of(text, STATED) or year_typed(text) or quarter_typed(text) or month_typed(text)
        if period is None:
            period = day_typed(text)
            try:
                read_window(period, "event")
            except ValueError:
                raise NotAllowedError(_("%(allowed)s is expected") % {"allowed": self.allowed}) from None
        return period

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        return "" if value == STATED else value


class _Span(Known):
    @property
    def allowed(self) -> str:
        return _('what the figures of the text cover, such as year, ytd, quarter or month, or "stated"')

    def known(self, observations: Observations) -> Iterable[str]:
        return [STATED, *observations.vocabularies["span"]]

    def called(self, observations: Observations) -> Mapping[str, Iterable[str]]:
        return {**super().called(observations), STATED: [STATED, *in_each_language(lambda: _("stated"))]}

    def words(self, value: Any, observations: Observations) -> str:
        return _("stated") if value in ("", STATED) else observations.vocabularies["span"][value].name

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        period = values["period"]
        if value == "quarter" and period != STATED and "Q" not in period:
            message = _("%(period)s is no quarter; write one such as 2023Q3")
            raise ParameterError(about("span", message % {"period": period}))
        return "" if value == STATED else value


StatedRegion = _Region()
StatedPeriod = _Period()
StatedSpan = _Span()
