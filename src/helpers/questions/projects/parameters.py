"""The parameters that only the question of projects takes."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from helpers.figures.observations import Observations
from helpers.parameters.errors import NotAllowedError, ParameterError
from helpers.parameters.types import Choice, Known, ParameterType, found
from helpers.questions.projects.groups import project_groups
from helpers.text.language import _
from helpers.text.typed import number_typed


class _Stage(Known):
    @property
    def allowed(self) -> str:
        return _("a stage of projects and investment: planned, negotiating, signed, started …")

    def known(self, observations: Observations) -> Iterable[str]:
        return observations.vocabularies["stage"]

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        recorded = found(project_groups, values["region"], observations)
        stages = list(dict.fromkeys(group.leading.stage for group in recorded))
        if value not in stages:
            message = _('stage "%(stage)s": recorded for this region are %(stages)s')
            raise ParameterError(message % {"stage": value, "stages": _(", ").join(stages)})
        return value

    @property
    def label(self) -> str:
        return _("stage")

    def words(self, value: Any, observations: Observations) -> str:
        return observations.vocabularies["stage"][value].name


class _Size(ParameterType):
    @property
    def allowed(self) -> str:
        return _("an amount in 100 million yuan (亿元), above zero")

    def read(self, value: Any, observations: Observations) -> int | float:
        try:
            size = float(re.sub("亿元?$", "", number_typed(value)) if isinstance(value, str) else value)
        except (TypeError, ValueError):
            size = math.nan
        if isinstance(value, bool) or not 0 < size < math.inf:
            raise NotAllowedError(_("a number above zero is expected"))
        return int(size) if size.is_integer() else size

    @property
    def label(self) -> str:
        return _("threshold, 100 million yuan")


class _Unit(Choice):
    @property
    def label(self) -> str:
        return _("unit")

    def words(self, value: Any, observations: Observations) -> str:
        return {"investment": _("investment"), "projects": _("projects")}[value]


Stage = _Stage()
Size = _Size()
Unit = _Unit("investment", "projects", allowed=lambda: _("what is counted: investment or projects"))
