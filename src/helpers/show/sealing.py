"""A forecast as a report publishes it: a table and, for the report's record, what it says as data."""

from dataclasses import dataclass
from typing import Any

from helpers.show.table import Table

FORECAST_TYPE = "application/vnd.zhaotong.forecast+json"


@dataclass(frozen=True)
class PublishedForecast:
    """A table of a forecast, with what is to be sealed in the record of the report.

    Attributes
    ----------
    content
        That of a `helpers.models.sealing.Statement`; None where it is a test, of which nothing is sealed.
    """

    table: Table
    content: dict[str, Any] | None

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        sealed = {FORECAST_TYPE: self.content} if self.content else {}
        return self.table._repr_mimebundle_() | sealed
