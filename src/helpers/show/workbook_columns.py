"""The columns of a table as a workbook has them: the unit in the head, ends of intervals and reservations apart.

A page says much in one cell, such as "4.6% * (4.55 to 4.65)"; who computes with a column wants one kind of thing in it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from helpers.figures.observations import Observations
from helpers.figures.printed import decimals_of
from helpers.show.table import MISSING
from helpers.text import language
from helpers.text.cells import Cell
from helpers.text.language import _

WEAK = "*"  # what a page puts behind a number that is weakly supported
_PLACES = ("rank", "year")  # numbers that measure nothing
_UNSAID = ("", "count", "named", "year")  # units that have no words of their own
_REMARK = re.compile(r"\s*[(（]([^()（）]*)[)）]$")


@dataclass(frozen=True)
class Column:
    """A column of a workbook.

    Attributes
    ----------
    name
        What it is called without its unit.
    head
        Its head, with the unit that all its numbers share.
    unit
        That unit in words; empty where there is none.
    measures
        Whether its numbers are quantities of one unit, which a chart can draw.
    """

    name: str
    head: str
    cells: list[Cell]
    unit: str = ""
    measures: bool = False


def columns_of(header: list[str], lines: list[list[Cell]], observations: Observations) -> list[Column]:
    """The columns of a table, each followed by those of its intervals and of what its asterisks stand for."""
    return [
        column
        for at, name in enumerate(header)
        for column in _columns(name, [_blank(line[at]) for line in lines], observations)
    ]


def _blank(cell: Cell) -> Cell:
    """What is missing is an empty cell: nothing counts, sorts or draws it."""
    return Cell("") if cell.plain == MISSING else cell


def _columns(name: str, cells: list[Cell], observations: Observations) -> Iterable[Column]:
    bare = [_without_asterisk(cell) if _is_weak(cell) else cell for cell in cells]
    unit, bare = _unit_apart(bare, observations)
    head = _head(name, unit, _("%(column)s, %(unit)s"))
    if not _all_intervals(bare):
        measures = {cell.unit for cell in bare if cell.value is not None}
        yield Column(name, head, bare, unit, len(measures) == 1 and not measures & {*_PLACES})
    if any((cell.low, cell.high) != (None, None) for cell in bare):
        lowest = _head(name, unit, _("%(column)s, lowest, %(unit)s"), _("%(column)s, lowest"))
        highest = _head(name, unit, _("%(column)s, highest, %(unit)s"), _("%(column)s, highest"))
        yield Column(name, lowest, [_end(cell, cell.low) for cell in bare], unit)
        yield Column(name, highest, [_end(cell, cell.high) for cell in bare], unit)
    if any(map(_is_weak, cells)):
        notes = [Cell(_reservation(cell, observations) if _is_weak(cell) else "") for cell in cells]
        yield Column(name, _("%(column)s, reliability") % {"column": name}, notes)


def _all_intervals(cells: list[Cell]) -> bool:
    """Whether a column is ends of intervals and nothing else, so that its texts would say them again."""
    said = [cell for cell in cells if cell.plain]
    return any(cell.is_number for cell in said) and all(cell.is_number and cell.value is None for cell in said)


def _is_weak(cell: Cell) -> bool:
    return cell.value is not None and cell.after.endswith(WEAK)


def _without_asterisk(cell: Cell) -> Cell:
    return replace(cell, text=cell.text.replace(f" {WEAK}", ""), after=cell.after.removesuffix(WEAK).rstrip())


def _reservation(cell: Cell, observations: Observations) -> str:
    """What weakens a figure: its source, and its caveats."""
    rows = observations.figures.loc[list(cell.rows)]
    reliabilities = {observations.source(code).reliability_term for code in rows["source"]}
    terms = [*sorted(reliabilities), *observations.caveats(rows["caveats"])]
    return _("; ").join([_("weakly supported"), *(term.name for term in terms)])


def _unit_apart(cells: list[Cell], observations: Observations) -> tuple[str, list[Cell]]:
    """The unit that all numbers of a column share, in words, and the cells without it; more words than it stay."""
    shared = {(cell.unit, cell.before, cell.after) for cell in cells if cell.is_number}
    if len(shared) != 1:
        return "", cells
    [(code, before, after)] = shared
    if code == "rank":
        words = _("rank")
    elif before or set(after) & {*"(（"}:
        return "", cells
    else:
        unit = observations.vocabularies["unit"].get(code)
        words = after.strip() or (unit.name if unit and code not in _UNSAID else "")
    return words, [replace(cell, before="", after="") if cell.is_number else cell for cell in cells]


def _head(name: str, unit: str, with_unit: str, without: str = "%(column)s") -> str:
    """The head of a column; a name that says the unit is not given it again."""
    *_begin, last = re.split(r"[,，(（]\s*", name)
    is_said = not unit or unit in name or bool(last and last != name and last in unit)
    return (without if is_said else with_unit) % {"column": name, "unit": unit}


def _end(cell: Cell, value: float | None) -> Cell:
    """An end of an interval, with as many decimals as it needs; behind a number in the page it has no plus sign."""
    if value is None:
        return Cell("")
    signed = cell.signed and cell.value is None
    decimals = max(cell.decimals, decimals_of(Decimal(repr(value)).normalize()))
    text = (language.signed if signed else language.number)(value, decimals)
    return replace(cell, text=text, value=value, decimals=decimals, signed=signed)


def title_and_note(caption: str) -> tuple[str, str]:
    """A caption without what it says of asterisks and brackets, which a workbook has not, and what it says instead."""
    remark = _REMARK.search(caption)
    if remark is None:
        return caption, ""
    without = caption[: remark.start()]
    if remark[1].startswith(WEAK):
        return without, ""
    if remark[1].startswith(("in brackets", "括号内")):
        return without, _("Lowest and highest: what rounding allows.")
    return caption, ""
