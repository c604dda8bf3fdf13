"""Figures to take away: as a text file or a workbook, with their sources."""

import os
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.api.behind import known_rows, rows_given
from helpers.api.frames import Frame, rows_by_line
from helpers.api.tables import is_computed
from helpers.figures.observations import Observations, list_sources, load_observations
from helpers.figures.printed import decimals_of
from helpers.show.workbook import add_figures, new_book, source_lines
from helpers.show.workbook_file import file_of
from helpers.show.worksheet import fill
from helpers.text.cells import Cell, as_cell
from helpers.text.language import _, number
from helpers.text.messages import InputError, did_you_mean, shortened
from helpers.text.spreadsheets import harmless


def export(frame: pd.DataFrame | pd.Series, path: str | os.PathLike[str]) -> Path:
    """Write figures to a file with their sources; what stood there before stands until the new file is whole.

    Parameters
    ----------
    frame
        What `series`, `growth`, `gap`, `forecast` or `load` give, or a selection of it.
    path
        A file in a folder that there is: .csv (UTF-8 with a byte-order mark, which spreadsheets want; two columns more
        with title and address of the source of each line) or .xlsx (a second sheet with the sources, a third with every
        figure as printed, its place and its caveats).

    Returns
    -------
    Path
        The file.

    Raises
    ------
    InputError
        The suffix or the folder is none, the file cannot be written, or no rows are known behind the figures.

    See Also
    --------
    sources, series

    Examples
    --------
    >>> rates = helpers.series("Zhaotong", "gdp_growth_real", (2005, 2023))
    >>> helpers.export(rates, "rates.csv").name
    'rates.csv'
    >>> import pandas
    >>> pandas.read_csv("rates.csv")["value"].equals(rates["value"].reset_index(drop=True))
    True
    """
    file = Path(path)
    writers: dict[str, Callable[[Frame, Observations, pd.DataFrame], bytes]] = {".csv": _as_text, ".xlsx": _as_workbook}
    if file.suffix.lower() not in writers:
        message = _('export to "%(path)s": a file that ends in .csv or .xlsx is expected%(hint)s')
        raise InputError(message % {"path": shortened(path), "hint": did_you_mean(file.suffix, writers)})
    if file.is_dir():
        raise InputError(_('export to "%(path)s": it is a folder; name a file in it') % {"path": shortened(path)})
    if not file.parent.is_dir():
        message = _('export to "%(path)s": there is no folder "%(folder)s"')
        raise InputError(message % {"path": shortened(path), "folder": shortened(file.parent)})
    if not isinstance(frame, pd.DataFrame | pd.Series):
        raise InputError(
            _("export takes a frame, such as series gives; %(given)s is none") % {"given": shortened(repr(frame))}
        )
    observations = load_observations()
    figures = known_rows(observations, rows_given("export", frame))
    table = Frame(frame.to_frame() if isinstance(frame, pd.Series) else frame)
    table.attrs = frame.attrs
    _write(file, writers[file.suffix.lower()](table, observations, figures))
    return file


def _write(file: Path, content: bytes) -> None:
    """Put a file in its place at once, or not at all."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        aside.replace(file)
    except OSError as error:
        words = {"path": shortened(file), "error": error.strerror or error}
        raise InputError(_('export to "%(path)s": %(error)s') % words) from None
    finally:
        aside.unlink(missing_ok=True)


def _as_text(frame: Frame, observations: Observations, _figures: pd.DataFrame) -> bytes:
    table = pd.DataFrame(frame)
    for name in table.columns[[isinstance(each, tuple | list) for each in table.iloc[0]]]:
        table[name] = [" ".join(map(str, each)) for each in table[name]]
    behind = [_sources_of(observations, rows) for rows in rows_by_line(frame)]
    more = {
        "source_title": ["; ".join(source.title for source in sources) for sources in behind],
        "source_url": [" ".join(source.url for source in sources) for sources in behind],
    }
    table = table.assign(**more) if table.columns.nlevels == 1 else _flat(table).assign(**more)
    table = table.map(lambda value: harmless(value) if isinstance(value, str) else value)
    text = table.to_csv(lineterminator="\n")
    return b"\xef\xbb\xbf" + text.encode()


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    """A table with one line of headers."""
    return table.set_axis([" · ".join(map(str, label)) for label in table.columns], axis=1)


def _sources_of(observations: Observations, rows: list[int]) -> list[Any]:
    return list(list_sources(observations, observations.figures.loc[rows])) if rows else []


def _as_workbook(frame: Frame, observations: Observations, figures: pd.DataFrame) -> bytes:
    book = new_book(_("Table"), datetime.now().replace(microsecond=0))
    table = frame if frame.columns.nlevels == 1 else _flat(frame)
    places = 2 if is_computed(frame) else 9
    lines: list[list[Cell]] = [[Cell(str(name)) for name in (frame.index.name or " ", *table.columns)]]
    for label, *values in table.itertuples(name=None):
        lines.append([_cell(value, places) for value in (label, *values)])
    fill(book.worksheets[0], _("Table"), lines)
    fill(book.create_sheet(), _("Sources"), source_lines(observations, figures))
    add_figures(book, observations, figures)
    return file_of(book)


def _cell(value: Any, places: int) -> Cell:
    """What stands in a cell: a number as it is, anything else as text."""
    if isinstance(value, tuple | list):
        return Cell(" ".join(map(str, value)))
    if isinstance(value, bool) or not isinstance(value, float | int):
        return Cell("" if value is None or value is pd.NA or value is pd.NaT else str(value))
    if value != value or value in (float("inf"), float("-inf")):
        return Cell("")
    decimals = max(0, decimals_of(Decimal(repr(round(float(value), places))).normalize()))
    return as_cell(number(value, decimals)) if isinstance(value, float) else Cell(str(value), value)
