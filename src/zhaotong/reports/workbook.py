"""The tables of a report as a workbook: one sheet a table with its sources, and every figure with its origin.

What stands in a cell is text or a number, never a formula: a spreadsheet computes nothing from a report.
"""

from datetime import datetime

from bs4 import BeautifulSoup
from openpyxl import Workbook

from helpers.figures.observations import Observations
from zhaotong.reports.formats import Face
from zhaotong.reports.page_results import shown_tables, table_lines, table_name
from helpers.show.workbook import add_table, figure_lines, file_of, fill
from helpers.text.language import _, use_language


def write_workbook(
    page: BeautifulSoup, language: str, rows: list[int], observations: Observations, face: Face
) -> bytes:
    """The workbook of a report's page.

    Args:
        rows: the rows of `Observations.figures` that the report used
    """
    use_language(language)
    book = Workbook()
    made = datetime.fromisoformat(face.time).replace(tzinfo=None)
    book.properties.created = made
    book.properties.creator = face.version
    fill(book.active, _("Report"), _about(page, face))
    for table in shown_tables(page):  # the sources follow, whole
        rows_behind = observations.figures.loc[[int(row) for row in table.get("data-rows", "").split()]]
        add_table(book, table_name(table), table_lines(table), rows_behind, observations)
    fill(book.create_sheet(), _("Figures"), figure_lines(observations, observations.figures.loc[sorted(rows)]))
    return file_of(book, made)


def _about(page: BeautifulSoup, face: Face) -> list[list[str]]:
    """What the report says on its face, a line each."""
    finding = page.main.find(class_="finding")
    facts = {
        _("Question"): page.main.h1.get_text(),
        _("Finding"): finding.get_text(),
        _("region"): face.region,
        _("years"): face.window,
        _("latest vintage of the data used"): face.vintage,
        _("made"): face.made,
        _("version"): face.version,
        _("command"): face.command,
    }
    return [[_("what"), _("value")], *([name, value] for name, value in facts.items())]
