"""Files of any kind taken in: text, web page, Word document, PDF, workbook, separated values, standard input."""

from helpers.reading.intake.taking import take_in

__all__ = ["take_in"]
