"""The parameter that only the question of peers takes."""

from collections.abc import Iterable, Mapping
from typing import Any

from helpers.figures.observations import Observations
from helpers.models.group import SIBLINGS
from helpers.parameters.errors import ParameterError
from helpers.parameters.types import Known
from helpers.text.language import _


class _Peers(Known):
    @property
    def allowed(self) -> str:
        return _(
            '"siblings" (the regions of the same parent), or a group of data/peer_groups.csv, such as yearbook_cities'
        )

    def known(self, observations: Observations) -> Iterable[str]:
        return [SIBLINGS, *observations.vocabularies["group"]]

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> str:
        region = observations.region(values["region"])
        if value != SIBLINGS and region not in observations.regions_of(value):
            message = _('peers "%(group)s": %(region)s is not one of them')
            raise ParameterError(message % {"group": value, "region": region.coded_name})
        return value

    @property
    def label(self) -> str:
        return _("peers")

    def words(self, value: Any, observations: Observations) -> str:
        return _("regions of the same parent") if value == SIBLINGS else observations.vocabularies["group"][value].name


Peers = _Peers()
