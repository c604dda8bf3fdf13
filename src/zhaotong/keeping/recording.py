"""Check entries against the tables they are for: either they become new rows, or every fault in them is reported.

Nothing is written here.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pandas as pd

from helpers.checks.findings import Finding
from helpers.checks.xray import near, xray
from helpers.figures.observations import Observations, assemble_observations, load_observations
from helpers.figures.package import DataError, Fault, cell_fault, check_tables, fields_of, read_package, refusal
from helpers.text.language import _
from helpers.text.messages import did_you_mean
from zhaotong.keeping.doubts import figure_doubts, source_doubts
from zhaotong.keeping.entries import Batch, Entry, resolve_figure, resolve_source, text_faults
from zhaotong.keeping.repetitions import find_repetitions
from zhaotong.keeping.source_texts import TEXTS, place_faults
from zhaotong.keeping.statements import relation_doubts
from zhaotong.keeping.tables import Addition, add_rows


@dataclass(frozen=True)
class Recording:
    """What recording a batch would do.

    Attributes
    ----------
    additions
        The tables with new rows, in the order in which they are to be written.
    figures
        The cells of the new figures, by column.
    doubts
        Questions to the keeper, one line each.
    unlisted
        The sources of new figures that are of no release which is known: nothing will be held against these.
    """

    additions: list[Addition]
    figures: list[dict[str, str]]
    doubts: list[str]
    unlisted: list[str]


class _Faults:
    """Every fault found so far, and which entries have one: these are left out of further checks."""

    def __init__(self, batch: Batch) -> None:
        self._lines: dict[str, list[str]] = {
            entry.place: [] for entry in [*batch.sources, *batch.releases, *batch.figures]
        }
        self.others: list[str] = []  # of the tables as they stand, and of what several entries share

    @property
    def lines(self) -> list[str]:
        """In the order of the entries."""
        return [*self.others, *chain.from_iterable(self._lines.values())]

    def note(self, entry: Entry, whats: Iterable[str]) -> None:
        for what in whats:
            line = f"{entry.place}{what}"
            if line not in self._lines[entry.place]:  # one row of a .csv file may be of a figure and of its source
                self._lines[entry.place].append(line)

    def good(self, entries: list[Entry]) -> list[Entry]:
        return [entry for entry in entries if not self._lines[entry.place]]

    def note_tables(self, faults: list[str], entries: dict[str, list[Entry]], tables: dict[str, pd.DataFrame]) -> None:
        """Note faults of tables whose last rows are these entries; a fault in such a row is noted at its entry."""
        firsts = {f"{name}.csv": len(tables[name]) + 2 for name in entries}
        for fault in faults:
            if not isinstance(fault, Fault) or fault.row < firsts.get(fault.file, float("inf")):
                self.others.append(fault)
            elif fault.same_as is None:  # a repetition is reported by find_repetitions, with the places of the entries
                entry = entries[fault.file.removesuffix(".csv")][fault.row - firsts[fault.file]]
                self.note(entry, [fault.what])


def prepare(batch: Batch, folder: Path) -> Recording:
    """What recording a batch in a data folder would do.

    Raises
    ------
    DataError
        Entries have faults, one line each, or the tables have some before anything is added.
    """
    package, _tables = read_package(folder)
    paths = {resource["name"]: folder / resource["path"] for resource in package["resources"]}
    # Read before the tables are checked, so that what is written later is added to bytes that were checked.
    contents = {table: paths[table].read_bytes() for table in ("sources", "bases", "observations")}
    entries, doubts, unlisted = _checked(batch, folder, load_observations(folder))
    rows = {table: [entry.cells for entry in entries[table]] for table in contents}
    additions = [add_rows(paths[table], contents[table], table, cells) for table, cells in rows.items() if cells]
    return Recording(additions, rows["observations"], doubts, unlisted)


def _checked(
    batch: Batch, folder: Path, observations: Observations
) -> tuple[dict[str, list[Entry]], list[str], list[str]]:
    """The rows that a batch becomes, by table, what is doubtful about them, and sources whose release is not known.

    Parameters
    ----------
    observations
        The figures of the data folder, whose tables are without fault.
    """
    package, tables = read_package(folder)
    found = _Faults(batch)
    for entry in [*batch.sources, *batch.figures]:
        found.note(entry, [*entry.faults, *text_faults(entry)])
    sources = _new_sources(batch.sources, observations, found)
    figures = [resolve_figure(entry, observations) for entry in found.good(batch.figures)]
    for entry in found.good([*sources, *figures]):
        found.note(entry, entry.faults)
    figures = found.good(figures)
    used = {"", *(entry["source"] for entry in batch.figures)}
    for entry in sources:
        if entry["source"] not in used:
            found.note(entry, [_(': no figure here is from the source "%(source)s"') % {"source": entry["source"]}])
    about = fields_of(package, "sources")["source"]
    tables["sources"] = _with_stand_ins(tables["sources"], about, sources, figures, found)

    entries = {"sources": sources, "bases": batch.releases, "observations": figures}
    found.note_tables(check_tables(package, _joined(tables, entries)), entries, tables)
    entries = {name: found.good(each) for name, each in entries.items()}
    repeated, doubts = find_repetitions(entries["observations"], observations)
    for entry, what in repeated:
        found.note(entry, [what])
    known = {*tables["sources"]["source"], *(entry["source"] for entry in entries["sources"])}
    entries["observations"] = [each for each in found.good(entries["observations"]) if each["source"] in known]
    try:
        after = assemble_observations(folder, package, _joined(tables, entries))
    except DataError as error:
        found.note_tables(error.faults, entries, tables)
    if found.lines:
        raise DataError(found.lines)
    new = after.figures.tail(len(entries["observations"]))
    if texts := os.environ.get(TEXTS):
        for row, what in place_faults(new, after, Path(texts)).items():
            found.note(entries["observations"][row - new.index[0]], [what])
    if found.lines:
        raise DataError(found.lines)
    unlisted = list(new.loc[new["basis"] == "", "source"].unique())
    return entries, doubts + _doubts(entries, observations, after), unlisted


def _with_stand_ins(
    recorded: pd.DataFrame, field: dict, sources: list[Entry], figures: list[Entry], found: _Faults
) -> pd.DataFrame:
    """The sources, and a stand-in for each that figures name but nobody describes.

    With a stand-in, everything else about these figures can still be checked. Such a source is reported once, however
    many figures name it.
    """
    if recorded.empty:  # nothing to stand in
        return recorded
    known = {*recorded["source"], *(entry["source"] for entry in sources)}
    naming: dict[str, list[Entry]] = {}
    for entry in figures:
        if entry["source"] and entry["source"] not in known and not refusal(field, entry["source"]):
            naming.setdefault(entry["source"], []).append(entry)
    for name, entries in naming.items():
        once = _(
            "no such source in sources.csv%(hint)s (describe a new one in the sheet or the columns for it, or by "
            "--publisher, --title and so on)"
        )
        often = _(
            "no such source in sources.csv%(hint)s (describe a new one in the sheet or the columns for it, or by "
            "--publisher, --title and so on; %(rows)s rows name it)"
        )
        missing = (often if len(entries) > 1 else once) % {"hint": did_you_mean(name, known), "rows": len(entries)}
        found.others.append(f"{entries[0].place}{cell_fault('source', name, missing)}")
    joined = pd.concat([recorded, *(recorded.iloc[:1].assign(source=name) for name in naming)])
    return joined.set_axis(range(2, len(joined) + 2))


def _joined(tables: dict[str, pd.DataFrame], entries: dict[str, list[Entry]]) -> dict[str, pd.DataFrame]:
    """The tables with entries as their last rows."""
    joined = dict(tables)
    for name, new in entries.items():
        table = tables[name]
        rows = [[entry[column] for column in table.columns] for entry in new]
        index = range(len(table) + 2, len(table) + 2 + len(new))
        joined[name] = pd.concat([table, pd.DataFrame(rows, columns=table.columns, index=index, dtype=object)])
    return joined


def _new_sources(entries: list[Entry], observations: Observations, found: _Faults) -> list[Entry]:
    """The sources that are not recorded, each once; one that is recorded must be described as it is recorded."""
    new: dict[str, Entry] = {}
    for entry in entries:
        name, why, recorded = entry["source"], "", {}
        if name in observations.sources.index:
            why = _('the source "%(source)s" is recorded in sources.csv with "%(text)s"; leave it empty')
            recorded = dict(observations.sources.loc[name])
        elif name in new:
            why = _('the source "%(source)s" is described at %(place)s with "%(text)s"; leave it empty')
            recorded = {column: text for column, text in new[name].cells.items() if text}
            new[name] = new[name].with_cells(**{**entry.cells, **recorded})
        else:
            new[name] = entry
        for column, text in entry.cells.items():
            if text and column != "source" and recorded.get(column, text) != text:
                names = {"source": name, "text": recorded[column], "place": new[name].place if name in new else ""}
                found.note(entry, [cell_fault(column, text, why % names)])
    return [resolve_source(entry) for entry in new.values()]


def _doubts(entries: dict[str, list[Entry]], before: Observations, after: Observations) -> list[str]:
    doubts = [doubt for entry in entries["sources"] for doubt in source_doubts(entry)]
    seen = xray(near(after, {entry["region"] for entry in entries["observations"]}))
    asked: set[Finding] = set()
    for row, entry in enumerate(entries["observations"], start=len(before.figures) + 2):
        about = {"entry": entry.place, "indicator": entry["indicator"], "period": entry["period"]}
        about |= {"region": after.region(entry["region"]).name}
        words = _("%(entry)s, %(indicator)s of %(region)s, %(period)s: %(doubt)s")
        doubts += [words % {**about, "doubt": doubt} for doubt in figure_doubts(row, after, seen, asked)]
    new = {(entry["region"], entry["indicator"]) for entry in entries["observations"]}
    return doubts + relation_doubts(new, before, after)
