"""The figures of a report as a file inside its page: it travels with it, and a spreadsheet opens what is in it."""

import zipfile
from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO

import pandas as pd

from helpers.figures.observations import Observations
from helpers.show.workbook import figure_lines, source_lines
from helpers.text.cells import Cell
from helpers.text.language import _
from helpers.text.spreadsheets import csv_file

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day of a ZIP file: equal figures give equal files


@dataclass(frozen=True)
class Download:
    """A file inside a page.

    Attributes
    ----------
    name
        What a browser saves it as.
    """

    name: str
    file: bytes

    @property
    def address(self) -> str:
        """The file as an address that holds it."""
        return f"data:application/zip;base64,{b64encode(self.file).decode()}"


def download(observations: Observations, rows: pd.DataFrame, name: str) -> Download | None:
    """The figures in these rows and their sources, two tables in one file, in the language in use; None without any.

    They are packed: of 800 figures the tables weigh 140 kB, packed and as an address 20.

    Parameters
    ----------
    name
        That of the file, without its ending.
    """
    if rows.empty:
        return None
    columns = {title.plain: [title, *cells] for title, *cells in zip(*figure_lines(observations, rows), strict=True)}
    columns[_("code")] = [Cell(_("code")), *map(Cell, rows["region"])]
    columns[_("source")] = [Cell(_("source")), *map(Cell, rows["source"])]
    kept = [_("row"), _("region"), _("code"), _("indicator"), _("unit"), _("period"), _("printed"), _("source")]
    kept += [_("place in it"), _("caveats"), _("note")]
    tables = {
        f"{name}.csv": [list(line) for line in zip(*map(columns.__getitem__, kept), strict=True)],
        f"{name}-sources.csv": source_lines(observations, rows),
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for each, lines in tables.items():
            content = csv_file([cell.plain for cell in line] for line in lines)
            file.writestr(zipfile.ZipInfo(each, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return Download(f"{name}.zip", packed.getvalue())
