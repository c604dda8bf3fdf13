"""Frames as tables: a caption that says what is shown, headers with their scope, digits as printed, marked."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers.api.frames import as_published, columns_of, has, key, rows_by_line, rows_by_period
from helpers.figures.observations import Observations, list_sources
from helpers.figures.printed import decimals_of
from helpers.show.marks import live, observations_shown
from helpers.show.medium import in_page, own_style
from helpers.show.printed import year_cell
from helpers.show.releases import years_between
from helpers.show.resources import RESOURCE_TYPE
from helpers.show.table import MISSING, Table
from helpers.show.wording import as_printed
from helpers.text import language
from helpers.text.cells import Cell, shown_number
from helpers.text.citations import link
from helpers.text.language import _, _n, joined, number

_FIRST, _LAST, _SHOWN = 10, 5, 20  # lines and columns that a longer table shows, and how many are shown whole
_RECORDED, _COMPUTED = 3, 2  # decimals, at most
_MOST = 3  # names that a caption lists


def shown(frame: pd.DataFrame) -> dict[str, Any]:
    """A frame as a notebook shows it, and its cells as a report keeps them; of an empty one a page has nothing."""
    if frame.empty and in_page():
        return {"text/html": "", "text/plain": repr(frame)}
    table = table_of(frame, observations_shown())
    html = own_style("table") + live(table.html)
    return {"text/html": html, "text/plain": repr(frame), RESOURCE_TYPE: table.resource}


def table_of(frame: pd.DataFrame, observations: Observations) -> Table:
    """A frame as a table; of many lines or columns the first and last, which the caption says."""
    lines, across = _cut(len(frame)), _cut(frame.shape[1])
    shown = _without_repeated_year(frame.iloc[lines, across])
    places = _COMPUTED if is_computed(frame) else _RECORDED
    columns = [_cells(observations, column, shown, places) for column in columns_of(shown)]
    names = {"period": _("period"), **frame.attrs.get("names", {})}
    index = " · ".join(str(names.get(name, name)) for name in frame.index.names if name) or " "
    header = [index, *(str(names.get(name, key(name))) for name in shown.columns)]
    labels = [_label(label, frame.index.name) for label in shown.index]
    rows: list[list[Any]] = [[label, *cells] for label, *cells in zip(labels, *columns, strict=True)]
    if len(lines) < len(frame):
        rows.insert(_FIRST, ["…"] * len(header))
    caption = _caption(frame, observations, len(lines), len(across))
    return Table(caption, header, rows, label=_named(frame, observations))


def _without_repeated_year(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame without the column of the year where its yearly index says the same."""
    yearly = isinstance(frame.index, pd.PeriodIndex) and frame.index.freqstr.startswith("Y")
    if not (yearly and has(frame, "year") and (frame["year"] == frame.index.year).all()):  # type: ignore[attr-defined]
        return frame
    return frame.drop(columns="year")


def _label(label: Any, name: Any) -> Cell | str:
    """What stands before a line: a year as a number, which a workbook sorts."""
    if isinstance(label, pd.Period):
        return year_cell(label)
    return _publication(label) if name == "source" else key(label)


def _publication(source: str) -> str:
    """The key of a source; in a page it leads to the card of the publication."""
    return Markup('<a href="#p-{0}">{0}</a>').format(source) if in_page() else source


def _cut(count: int) -> list[int]:
    """The places that are shown of so many."""
    return list(range(count)) if count <= _SHOWN else [*range(_FIRST), *range(count - _LAST, count)]


def is_computed(frame: pd.DataFrame) -> bool:
    """Whether the numbers of a frame were computed from figures, each from several."""
    return has(frame, "rows") or isinstance(frame.attrs.get("rows"), list) or "names" in frame.attrs


def _cells(observations: Observations, column: pd.Series, frame: pd.DataFrame, places: int) -> list[Cell]:
    """A column as cells: as printed where a number is still that of its row, else as it is."""
    rows: Sequence[list[int]] = [[]] * len(column)
    if column.name == "value" and frame.columns.is_unique:
        rows = rows_by_line(frame)
    elif isinstance(column.attrs.get("rows"), dict):
        rows = rows_by_period(column)
    return [_cell(observations, value, behind, column, places) for value, behind in zip(column, rows, strict=True)]


def _cell(observations: Observations, value: Any, rows: list[int], column: pd.Series, places: int) -> Cell:
    if isinstance(value, tuple | list):
        return Cell(" ".join(map(str, value)))
    if value is None or value is pd.NA or value != value:
        return Cell(MISSING)
    if isinstance(value, str):
        return Cell(link(value, value) if column.name == "url" else value)
    if column.dtype.kind in "iu":
        return Cell(str(value), int(value))
    if column.dtype.kind != "f" and not isinstance(value, float):
        return Cell(str(value))
    figures = observations.figures
    if len(rows) == 1 and rows[0] in figures.index and figures.at[rows[0], "number"] == value:
        return shown_number(as_printed(str(figures.at[rows[0], "value"])), rows)
    return shown_number(number(value, _decimals(value, places)), rows)


def _decimals(value: float, most: int) -> int:
    """As many as a number needs, up to so many."""
    if value in (float("inf"), float("-inf")):
        return 0
    return max(0, decimals_of(Decimal(repr(round(float(value), most))).normalize()))


def _caption(frame: pd.DataFrame, observations: Observations, lines: int, columns: int) -> str:
    """What a frame shows: what it is of, how many figures from which sources, and what of it is left out here."""
    named = _subject(frame, observations)
    said = [] if in_page() else _figures(frame, observations)  # a page lists its sources, and opens them at each number
    if month := frame.attrs.get("as_of"):
        said.append(_("As known in %(month)s.") % {"month": language.month(pd.Period(month, "M"))})
    if left_out := frame.attrs.get("left_out"):
        said.append(_why_left_out(frame) % {"left_out": _few(left_out, _(", "))})
    if lacking := frame.attrs.get("not_recorded"):
        said.append(_("Nothing is recorded of: %(series)s.") % {"series": _few(lacking, _("; "))})
    if lines < len(frame):
        counts = {"first": _FIRST, "last": _LAST, "n": len(frame)}
        said.append(_("Shown are the first %(first)s and last %(last)s of %(n)s lines.") % counts)
    if columns < frame.shape[1]:
        counts = {"first": _FIRST, "last": _LAST, "n": frame.shape[1]}
        said.append(_("Shown are the first %(first)s and last %(last)s of %(n)s columns.") % counts)
    return joined([_("%(subject)s.") % {"subject": subject} for subject in named] + said) if said else "".join(named)


def _why_left_out(frame: pd.DataFrame) -> str:
    """What the caption says of what is left out and, as far as it is known of frames that were joined, why."""
    why = {
        "release": _("Left out, for figures of both of one release are not recorded: %(left_out)s."),
        "figure": _("Without a rank, for no figure of that release is recorded: %(left_out)s."),
        "level": _("Not computed for %(left_out)s: the level was revised, or is not above zero."),
    }
    return why.get(frame.attrs.get("why_left_out", ""), _("Left out: %(left_out)s."))


def _named(frame: pd.DataFrame, observations: Observations) -> str:
    """What the figures of a frame are of and in which unit: the same in any report, whatever its periods are."""
    title = frame.attrs.get("title")
    return title if isinstance(title, str) else _few(_titles(frame, observations), _("; "))


def _subject(frame: pd.DataFrame, observations: Observations) -> list[str]:
    """What the figures of a frame are of, in which unit, over which periods."""
    title, subject = frame.attrs.get("title"), _named(frame, observations)
    if not subject:
        return []
    rows = [row for line in rows_by_line(frame) for row in line if row in observations.figures.index]
    spans = observations.figures.loc[rows, "span"].unique()
    if title is None and len(spans) == 1 and spans[0] != "year":
        span = observations.vocabularies["span"][spans[0]].name
        subject = _("%(subject)s, %(span)s") % {"subject": subject, "span": span}
    if isinstance(frame.index, pd.PeriodIndex) and len(frame):
        return [over_periods(subject, frame.index)]
    return [subject]


def over_periods(subject: str, periods: pd.PeriodIndex) -> str:
    """What figures are of, and over which periods."""
    first, last = periods.min(), periods.max()
    if first.freqstr.startswith("Y"):
        return _("%(subject)s; %(years)s") % {"subject": subject, "years": years_between(first, last)}
    return _("%(subject)s; %(first)s to %(last)s") % {"subject": subject, "first": first, "last": last}


def _titles(frame: pd.DataFrame, observations: Observations) -> list[str]:
    """What the series of a frame are, those of one indicator together."""
    regions: dict[tuple[str, ...], list[str]] = {}
    for region, *measured in _measured(frame, observations):
        regions.setdefault(tuple(measured), []).append(region)
    said = []
    for (code, unit, against), names in regions.items():
        indicator = observations.indicator(code).name if code in observations.indicators.index else code
        words = {"region": _few(names, _(", ")), "indicator": indicator, "unit": unit, "against": against}
        if against:
            message = _("%(region)s less %(against)s: %(indicator)s, in %(unit)s")
        elif has(frame, "rows"):
            message = _("%(region)s: growth on a year earlier of %(indicator)s, in %(unit)s")
        else:
            message = _("%(region)s: %(indicator)s, in %(unit)s")
        said.append(message % words)
    return said


def _measured(frame: pd.DataFrame, observations: Observations) -> list[tuple[str, str, str, str]]:
    """Of each series of a frame: region, indicator, unit, and the region that it is held against, if there is one."""
    if has(frame, "region", "indicator", "unit"):
        frame = frame.dropna(subset=["region", "indicator", "unit"])
        columns = [frame[name].astype(str) for name in ("region", "indicator", "unit")]
        against = frame["against"].astype(str) if "against" in frame else [""] * len(frame)
        return list(dict.fromkeys(zip(*columns, against, strict=True)))
    known = [frame.attrs.get(name, {}) for name in ("region", "indicator", "unit")]
    labels = [key(column.name) for column in columns_of(frame) if as_published(observations, column.dropna())]
    if not all(isinstance(each, dict) for each in known):
        return []
    return [(*(each[label] for each in known), "") for label in labels if all(label in each for each in known)]


def _figures(frame: pd.DataFrame, observations: Observations) -> list[str]:
    """How many figures, and whose."""
    rows = sorted({row for line in rows_by_line(frame) for row in line})
    figures = observations.figures.loc[[row for row in rows if row in observations.figures.index]]
    if figures.empty or frame.index.name == "source":
        return []
    publishers = list(dict.fromkeys(source.publisher for source in list_sources(observations, figures)))
    count = len(figures)
    if is_computed(frame) or not _published(frame, observations):
        message = _n("Computed from %(n)s figure of %(sources)s.", "Computed from %(n)s figures of %(sources)s.", count)
    else:
        message = _n("%(n)s figure, from %(sources)s.", "%(n)s figures, from %(sources)s.", count)
    return [message % {"n": number(count, 0), "sources": _few(publishers, _("; "))}]


def _published(frame: pd.DataFrame, observations: Observations) -> bool:
    """Whether all values are those of figures, none computed from them."""
    if has(frame, "row") or (frame.index.name == "row" and frame.columns.is_unique):
        rows = frame["row"] if "row" in frame else pd.Series(frame.index, frame.index)
        known = rows.map(observations.figures["number"])
        return "value" not in frame or bool((known.eq(frame["value"]) | known.isna()).all())
    return all(as_published(observations, column.dropna()) for column in columns_of(frame))


def _few(names: list[str], between: str) -> str:
    """The first names of a list, and how many more there are."""
    if len(names) > _MOST:
        return _("%(names)s and %(n)s more") % {"names": between.join(names[:_MOST]), "n": len(names) - _MOST}
    return between.join(names)
