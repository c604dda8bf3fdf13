"""The tables of a report as a workbook: one sheet a table with its sources, and every figure with its origin.

What stands in a cell is text or a number, never a formula: a spreadsheet computes nothing from a report.
"""

from datetime import datetime

from openpyxl import Workbook

from helpers.figures.observations import Observations
from helpers.show.workbook import add_table, fact_lines, figure_lines, file_of, fill
from helpers.text.language import _
from zhaotong.reports.formats import PageFacts
from zhaotong.reports.results import Result


def write_workbook(
    results: list[Result], finding: str, rows: list[int], observations: Observations, page_facts: PageFacts
) -> bytes:
    """The workbook of a report, in the language in use.

    Parameters
    ----------
    rows
        the rows of `Observations.figures` that the report used
    """
    book = Workbook()
    made = datetime.fromisoformat(page_facts.time).replace(tzinfo=None)
    book.properties.created = made
    book.properties.creator = page_facts.version
    facts = {
        _("Question"): page_facts.question,
        _("Finding"): finding,
        _("region"): page_facts.region,
        _("years"): page_facts.window,
        _("newest figures as of"): page_facts.vintage,
        _("made"): page_facts.made,
        _("version"): page_facts.version,
        _("command"): page_facts.command,
    }
    fill(book.active, _("Report"), fact_lines(facts))
    for result in results:
        if result.kind in ("table", "run"):
            add_table(book, result.title, result.header, result.data, observations)
    fill(book.create_sheet(), _("Figures"), figure_lines(observations, observations.figures.loc[sorted(rows)]))
    return file_of(book, made)
