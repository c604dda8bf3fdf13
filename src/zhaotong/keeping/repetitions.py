"""Find figures that one source prints more than once: a recorded figure is never overwritten."""

from dataclasses import dataclass, field

import pandas as pd

from helpers.figures.observations import Observations
from zhaotong.keeping.entries import Entry

_CELL = ["region", "indicator", "period", "span", "source"]
_CONFLICT = "conflict"


@dataclass
class Repetitions:
    """What was found: faults by entry, and questions."""

    faults: list[tuple[Entry, list[str]]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def find_repetitions(entries: list[Entry], observations: Observations) -> Repetitions:
    """The entries whose cell the same source fills already, in the tables or among the entries before them."""
    found = Repetitions()
    earlier: dict[tuple[str, ...], list[tuple[str, dict]]] = {}
    for row, cells in _recorded(entries, observations).iterrows():
        place = f"data/observations.csv, row {row}"
        earlier.setdefault(tuple(cells[_CELL]), []).append((place, dict(cells)))
    recorded = {place for others in earlier.values() for place, _cells in others}
    for entry in entries:
        others = earlier.setdefault(tuple(entry[column] for column in _CELL), [])
        faults = [fault for place, cells in others if (fault := _fault(entry, place, cells))]
        found.faults += [(entry, faults[:1])] if faults else []
        found.doubts += [
            f"{entry.place}: {place}, has {entry['value']} from {entry['source']} already, at "
            f'"{cells["locator"]}": does it print the figure again at "{entry["locator"]}"?'
            for place, cells in others
            if not faults and place in recorded and cells["value"] == entry["value"]
        ][:1]
        others.append((entry.place, entry.cells))
    return found


def _recorded(entries: list[Entry], observations: Observations) -> pd.DataFrame:
    """The figures of the regions and indicators of the entries."""
    figures = observations.figures
    return figures[
        figures["region"].isin({entry["region"] for entry in entries})
        & figures["indicator"].isin({entry["indicator"] for entry in entries})
    ]


def _fault(entry: Entry, place: str, cells: dict[str, str]) -> str:
    """Why a figure cannot stand beside one of the same cell and source; empty where it can."""
    same_value, same_place = entry["value"] == cells["value"], entry["locator"] == cells["locator"]
    name = ", ".join(entry[column] for column in _CELL)
    if same_value and same_place:
        return f": {name} is already recorded: {entry['value']} in {place}"
    if same_value or (entry["status"] == cells["status"] == _CONFLICT and not same_place):
        return ""
    refused = (
        f": {name}: {place}, has {cells['value']}, and here stands {entry['value']}; a figure is never overwritten. "
    )
    if same_place:
        return refused + "A revision wants a source of its own, with its vintage"
    return refused + (
        "A revision wants a source of its own, with its vintage; where this source prints both, both rows want the "
        "status conflict"
    )
