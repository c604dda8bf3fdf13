"""The tables of a report as a workbook: its contents, a sheet a table with sources, every figure with its origin."""

from datetime import datetime

from helpers.figures.observations import Observations
from helpers.show.workbook import add_figures, add_table, fill_contents, new_book
from helpers.show.workbook_file import file_of
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
    made = datetime.fromisoformat(page_facts.time).replace(tzinfo=None)
    book = new_book(page_facts.question, made, page_facts.version)
    entries = [
        add_table(book, result.title, result.header, result.data, observations, result.chart)
        for result in results
        if result.kind in ("table", "run")
    ]
    entries.append(add_figures(book, observations, observations.figures.loc[sorted(rows)]))
    facts = {
        _("Finding"): finding,
        _("region"): page_facts.region,
        _("years"): page_facts.window,
        _("newest figures as of"): page_facts.vintage,
        _("made"): page_facts.made,
        _("version"): page_facts.version,
        _("command"): page_facts.command,
    }
    fill_contents(book, page_facts.question, entries, facts)
    return file_of(book)
