"""Read cells of a workbook as they were meant: a spreadsheet turns digits into numbers and 2023-11 into a date."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Any

DATED = ("period", "published", "vintage", "accessed")  # the columns that hold dates
_AS_TEXT = "format the column as text and type it again"
_FIXED = re.compile(r"#?,?#*0(\.(?P<decimals>0+))?(_ |_\))?")  # a number format that fixes the decimals


def cell_text(cell: Any, column: str) -> tuple[str, str]:
    """The text of a cell of an openpyxl worksheet, and why it cannot be taken; one of them is empty.

    A number is taken where its format says how many decimals are shown, and these are all it has: 8 shown as 8.0 is
    8.0. Without such a format nobody can tell 8 from 8.0. A date is taken in the columns that hold dates, to the day or
    to the month, as its format shows it.
    """
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return "", "it is a formula; paste what it shows, as text"
    if cell.data_type == "e":
        return "", f"the spreadsheet shows the error {value}"
    if isinstance(value, datetime):
        return _date(value, cell.number_format, column)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, cell.number_format, column)
    return (value.strip(), "") if isinstance(value, str) else ("", f"text is expected; {_AS_TEXT}")


def _date(value: datetime, shown: str, column: str) -> tuple[str, str]:
    text = value.strftime("%Y-%m-%d" if "d" in re.sub(r'"[^"]*"|\[[^]]*\]', "", shown).lower() else "%Y-%m")
    if column in DATED and value.time() == datetime.min.time():
        return text, ""
    return "", f"the spreadsheet made the date {value:%Y-%m-%d} of it; {_AS_TEXT}"


def _number(value: int | float, shown: str, column: str) -> tuple[str, str]:
    fixed = _FIXED.fullmatch(shown)
    if column != "value":
        return f"{value:.15g}", ""
    if fixed is None:
        return "", (
            f"it is the number {value:.15g}, of which the spreadsheet drops printed zeros: nobody can tell 8 from 8.0; "
            f"{_AS_TEXT} with the printed digits"
        )
    text = f"{Decimal(repr(value)):.{len(fixed['decimals'] or '')}f}"
    if Decimal(text) != Decimal(repr(value)):
        why = f"it is the number {value:.15g}, shown as {text}: which was printed? {_AS_TEXT} with the printed digits"
        return "", why
    return text, ""
