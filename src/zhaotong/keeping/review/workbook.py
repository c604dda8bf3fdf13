"""A review as a workbook: the template with every number of a text, its row where one is proposed, and the text."""

from dataclasses import replace

from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from helpers.figures.package import fields_of
from helpers.reading.compared import NEW
from helpers.text.language import _
from zhaotong.keeping.entries import REVIEWED
from zhaotong.keeping.review.reviewing import LEFT_OUT, OTHER, UNREAD, Item, Review
from zhaotong.keeping.review.words import standing_words
from zhaotong.keeping.sheets import COLUMN, REGION, TEXT
from zhaotong.keeping.templates import blank_workbook, bytes_of

ACCEPTED = "x"
_WIDTHS = {"accept": 9, "state": 9, "standing": 12, "sure": 7, "printed": 12, "quote": 56, "why": 44}
_WRAPPED = ("quote", "why")
_LEFT = ("state", LEFT_OUT), ("state", OTHER)
_GREY, _RED, _YELLOW = (PatternFill("solid", fgColor=colour) for colour in ("EEEEEE", "F8D7DA", "FFF3CD"))


def review_workbook(review: Review, package: dict, accept: bool) -> bytes:
    """An .xlsx workbook in which a keeper decides on every row.

    Parameters
    ----------
    accept
        Whether the rows that may be accepted as they are are marked so already.
    """
    own = fields_of(package, "observations")
    fields = {**REVIEWED, **own}
    known = review.observations
    if review.publication.is_new:  # it is no recorded one that the workbook could list
        known = replace(known, sources=known.sources.drop(review.publication.source))
    book, figures, sources = blank_workbook(package, known, fields)
    columns = list(fields)
    for name, width in _WIDTHS.items():
        figures.column_dimensions[get_column_letter(columns.index(name) + 1)].width = width
    for down, item in enumerate(review.items, start=2):
        _put(figures, down, columns, _cells(review, item, accept))
        _shade(figures, down, len(columns), item)
    figures.freeze_panes = "B2"
    figures.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(review.items) + 1}"
    if review.publication.is_new:
        _put(sources, 2, list(fields_of(package, "sources")), dict(review.publication.cells))
    _put_text(book.create_sheet(f"{TEXT} 原文", 2), review)
    return bytes_of(book)


def _cells(review: Review, item: Item, accept: bool) -> dict[str, str]:
    proposal, standing = item.proposal, item.standing
    reading, head = proposal.reading, review.about.head
    cells = {
        "accept": ACCEPTED if accept and item.is_safe else "",
        "state": item.state,
        "standing": standing_words(standing.verdict) if standing else "",
        "sure": "yes" if reading.sure else "no",
        "printed": reading.printed,
        "quote": proposal.quote.text,
        "why": _("; ").join(said.rstrip(".。") for said in item.why),
    }
    if standing:
        return cells | dict(proposal.cells)
    cells |= {"source": review.publication.source, "locator": proposal.quote.locator}
    if item.state == UNREAD:  # for whoever reads it himself
        cells |= {"region": review.about.region, "period": head.period, "span": head.span, "status": "normal"}
    return cells


def _put(sheet: Worksheet, down: int, columns: list[str], cells: dict[str, str]) -> None:
    for name, text in cells.items():
        if not text:
            continue
        cell = sheet.cell(down, columns.index(name) + 1)
        cell.value = text
        cell.data_type, cell.number_format = "s", "@"  # whatever stands in a text, no spreadsheet computes it
        cell.alignment = Alignment(wrap_text=name in _WRAPPED, vertical="top")


def _shade(sheet: Worksheet, down: int, width: int, item: Item) -> None:
    """Grey for what is no row, red for what is most likely wrong, yellow for what a keeper looks at twice."""
    fill = None
    if not item.standing:
        fill = _YELLOW if item.state == UNREAD else _GREY
    elif item.standing.is_grave:
        fill = _RED
    elif item.standing.verdict == NEW and not item.is_safe:
        fill = _YELLOW
    for across in range(1, width + 1) if fill else ():
        sheet.cell(down, across).fill = fill


def _put_text(sheet: Worksheet, review: Review) -> None:
    columns = ["line 行", "text 原文", "file 文件", "digest 文件摘要", "decided 已定", "on 事项", "as 为"]
    _put(sheet, 1, columns, dict(zip(columns, columns, strict=True)))
    said = [(REGION, *each) for each in review.decided.regions.items()]
    said += [(COLUMN, *each) for each in review.decided.columns.items()]
    for down, each in enumerate(said, start=2):
        _put(sheet, down, columns, dict(zip(columns[4:], each, strict=True)))
    for number, line in enumerate(review.lines, start=1):
        cells = {columns[0]: str(number), columns[1]: line}
        if number == 1:
            cells |= {columns[2]: review.document.name, columns[3]: review.document.digest}
        _put(sheet, number + 1, columns, cells)
    for column, width in zip("ABCDEFG", (8, 110, 24, 68, 9, 40, 24), strict=True):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows(min_col=2, max_col=2):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
