"""What a cell of a workbook shows, or why that cannot be taken.

A spreadsheet turns digits into numbers and 2023-11 into a date, and has ways to strike letters through or to raise
them, which the text alone does not tell: cells are read as they were meant, or refused.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.escape import unescape

from helpers.text.language import _
from helpers.text.number_formats import decimals_fixed, shown_number, shows_days

_DATED = ("period", "published", "vintage", "accessed")  # the columns that hold dates


def text_of(cell: Any, column: str) -> tuple[str, str]:
    """The text of a cell of an openpyxl worksheet, and why it cannot be taken; one of them is empty.

    A number is taken where its format says how many decimals are shown, and these are all it has: 8 shown as 8.0 is
    8.0. Without such a format nobody can tell 8 from 8.0. A date is taken in the columns that hold dates, to the day or
    to the month, as its format shows it.
    """
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return "", _("it is a formula; paste what it shows, as text")
    if cell.data_type == "e":
        return "", _("the spreadsheet shows the error %(error)s") % {"error": value}
    if cell.font.strike and column:
        return "", _("it is struck through: leave it out, or type what replaced it")
    if isinstance(value, datetime):
        return _date(value, cell.number_format, column)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, cell.number_format, column)
    if isinstance(value, CellRichText) and (reason := _marked(value)):
        return "", reason
    if isinstance(value, str | CellRichText):
        return unescape(str(value)).strip(), ""
    return "", _("text is expected; format the column as text and type it again")


def _marked(text: CellRichText) -> str:
    """Why a text cannot be taken of which a part is struck through, raised or lowered; empty where none is."""
    for part in text:
        if not isinstance(part, TextBlock) or not part.text.strip():
            continue
        if part.font.strike:
            words = _('"%(part)s" in it is struck through: type it again as it is meant')
            return words % {"part": part.text.strip()}
        if part.font.vertAlign in ("superscript", "subscript"):
            words = _('"%(part)s" in it is raised or lowered, a mark that is no part of it: type it again without')
            return words % {"part": part.text.strip()}
    return ""


def _date(value: datetime, shown: str, column: str) -> tuple[str, str]:
    text = value.strftime("%Y-%m-%d" if shows_days(shown) else "%Y-%m")
    if column in _DATED and value.time() == datetime.min.time():
        return text, ""
    words = _("the spreadsheet made the date %(date)s of it; format the column as text and type it again")
    return "", words % {"date": f"{value:%Y-%m-%d}"}


def _number(value: int | float, shown: str, column: str) -> tuple[str, str]:
    digits = f"{value:.15g}"  # all that a spreadsheet keeps
    if column != "value":
        return digits, ""
    if decimals_fixed(shown, value) is None:
        words = _(
            "it is the number %(number)s, of which the spreadsheet drops printed zeros: nobody can tell 8 from 8.0; "
            "format the column as text and type it again with the printed digits"
        )
        return "", words % {"number": digits}
    text = shown_number(value, shown)
    if Decimal(text.rstrip("%")) != Decimal(digits) * (100 if text.endswith("%") else 1):
        words = _(
            "it is the number %(number)s, shown as %(shown)s: which was printed? "
            "format the column as text and type it again with the printed digits"
        )
        return "", words % {"number": digits, "shown": text}
    return text, ""
