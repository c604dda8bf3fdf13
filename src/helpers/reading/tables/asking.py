"""Asking about the columns of tables: one question for all that may mean the same things, and what was answered."""

import re
from collections.abc import Sequence

from helpers.reading.questions import Answers, Question
from helpers.reading.tables.meanings import candidate_words
from helpers.reading.tables.rows import Row
from helpers.reading.tables.shapes import Column
from helpers.reading.vocabulary import Facet
from helpers.text.language import _
from helpers.text.messages import shortened

TIMES = "times"  # what a question is about that is about the times of all columns


class Asked:
    """What is asked about the tables of a text.

    Parameters
    ----------
    answers
        Those that were given.
    """

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._asked: dict[str, tuple[str, list[str], Sequence[str]]] = {}

    def answer(self, about: str, candidates: Sequence[str]) -> str:
        """What was answered; empty where nothing was, or what is none of the candidates."""
        given = self._answers.get(_key(about, candidates), "")
        return given if given in candidates else ""

    def ask(self, table: str, about: str, column: str, candidates: Sequence[str]) -> None:
        """Ask about a column, or about more of those that a question is about already."""
        _table, columns, _candidates = self._asked.setdefault(_key(about, candidates), (table, [], candidates))
        if column not in columns:
            columns.append(column)

    @property
    def questions(self) -> list[Question]:
        """What is asked, in the order of the tables."""
        return [
            Question(key, _said(table, columns), {each: candidate_words(each) for each in candidates})
            for key, (table, columns, candidates) in self._asked.items()
        ]


def label(row: Row, column: Column) -> str:
    """What a question about a number is about: the heading of its column; the name of its row where that is silent."""
    said = column.heading
    if column.shared or not column.words:
        words = {"heading": column.words, "letter": _letter(column.index)}
        return (_("%(heading)s (column %(letter)s)") % words).strip()
    silent = not (said.subject or said.rest or said.role) and said.facet in (None, Facet.LEVEL)
    return row.heading.text if silent and row.heading.text else column.words


def _letter(column: int) -> str:
    """A column as spreadsheets call it: A, B, AA."""
    return (_letter(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def _key(about: str, candidates: Sequence[str]) -> str:
    """By which an answer is remembered: digits are #, since next year's table has others."""
    return re.sub(r"\d+", "#", " | ".join([about, *sorted(candidates)]))


def _said(table: str, columns: Sequence[str]) -> str:
    listed = _(", ").join(_in_one_line(column) for column in columns)
    return _('%(table)s: what are the numbers of "%(columns)s"?') % {"table": _in_one_line(table), "columns": listed}


def _in_one_line(printed: str) -> str:
    return shortened(" ".join(printed.split()))
