"""How the published figures of data/ are loaded, transformed, compared, shown and reported.

For an analysis of one's own these names are enough; each is loaded when it is first used:

    import helpers

    growth = helpers.series("Zhaotong, Yunnan, China", "gdp_growth_real", (2010, 2024))

Listed: regions, peers, indicators, sources. Figures: load, series. Computed: growth, gap, rank, trend, forecast. Shown
and taken away: chart, cite, finding, seal, export. docs/reference.md has each with an example, and help(helpers.series)
says the same; notebooks/ten-minutes.ipynb goes from a name to a report.
"""

from importlib import import_module
from typing import Any

_PLACES = {
    "load": "helpers.api.listing",
    "regions": "helpers.api.places",
    "peers": "helpers.api.places",
    "indicators": "helpers.api.listing",
    "sources": "helpers.api.listing",
    "series": "helpers.api.selecting",
    "cite": "helpers.api.citing",
    "growth": "helpers.api.growing",
    "gap": "helpers.api.comparing",
    "rank": "helpers.api.ranking",
    "trend": "helpers.api.fitting",
    "forecast": "helpers.api.fitting",
    "seal": "helpers.api.sealing",
    "chart": "helpers.api.drawing",
    "export": "helpers.api.exporting",
    "finding": "helpers.show.wording",
}
__all__ = [  # noqa: RUF022 - they come when they are asked for
    "load",
    "regions",
    "peers",
    "indicators",
    "series",
    "sources",
    "cite",
    "growth",
    "gap",
    "rank",
    "trend",
    "forecast",
    "seal",
    "chart",
    "export",
    "finding",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_PLACES[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
