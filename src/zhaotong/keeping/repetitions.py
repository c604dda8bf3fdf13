"""Find figures that one source prints more than once: a recorded figure is never overwritten."""

from helpers.figures.observations import Observations
from helpers.text.language import _
from zhaotong.keeping.entries import Entry

_CELL = ["region", "indicator", "period", "span", "source"]


def find_repetitions(entries: list[Entry], observations: Observations) -> tuple[list[tuple[Entry, str]], list[str]]:
    """Find entries whose cell the same source fills already, in the tables or among the entries before them.

    Returns
    -------
    faults
        Entries that cannot be recorded, each with the reason.
    doubts
        Questions about others.
    """
    faults, doubts = [], []
    figures = observations.figures
    regions, indicators = ({entry[column] for entry in entries} for column in ("region", "indicator"))
    near = figures[figures["region"].isin(regions) & figures["indicator"].isin(indicators)]
    earlier: dict[tuple[str, ...], list[tuple[str, dict]]] = {}
    for row, cells in zip(near.index, near[[*_CELL, "value", "status", "locator"]].to_dict("records"), strict=True):
        place = _("data/observations.csv, row %(row)s") % {"row": row}
        earlier.setdefault(tuple(cells[column] for column in _CELL), []).append((place, cells))
    recorded = {place for others in earlier.values() for place, _cells in others}
    for entry in entries:
        others = earlier.setdefault(tuple(entry[column] for column in _CELL), [])
        fault = next(filter(None, (_fault(entry, place, cells) for place, cells in others)), None)
        faults += [(entry, fault)] if fault else []
        doubts += [
            _again(entry, place, cells)
            for place, cells in others
            if not fault and place in recorded and cells["value"] == entry["value"]
        ][:1]
        others.append((entry.place, entry.cells))
    return faults, doubts


def _again(entry: Entry, place: str, cells: dict[str, str]) -> str:
    """The question whether a source prints a figure at a second place."""
    words = _(
        '%(entry)s: %(place)s, has %(value)s from %(source)s already, at "%(locator)s": '
        'does it print the figure again at "%(again)s"?'
    )
    names = {"entry": entry.place, "place": place, "value": entry["value"], "source": entry["source"]}
    return words % {**names, "locator": cells["locator"], "again": entry["locator"]}


def _fault(entry: Entry, place: str, cells: dict[str, str]) -> str:
    """Why a figure cannot stand beside one of the same cell and source; empty where it can."""
    same_value, same_place = entry["value"] == cells["value"], entry["locator"] == cells["locator"]
    names = {"cell": ", ".join(entry[column] for column in _CELL), "place": place}
    names |= {"value": entry["value"], "recorded": cells["value"]}
    if same_value and same_place:
        return _(": %(cell)s is already recorded: %(value)s in %(place)s") % names
    if same_value or (entry["status"] == cells["status"] == "conflict" and not same_place):
        return ""
    if same_place:
        words = _(
            ": %(cell)s: %(place)s, has %(recorded)s, and here stands %(value)s; a figure is never overwritten. "
            "A revision wants a source of its own, with its vintage"
        )
    else:
        words = _(
            ": %(cell)s: %(place)s, has %(recorded)s, and here stands %(value)s; a figure is never overwritten. "
            "A revision wants a source of its own, with its vintage; where this source prints both, both rows want the "
            "status conflict"
        )
    return words % names
