"""A text read: every number of it proposed as a figure, left out with a reason, or unread."""

from helpers.figures.observations import Observations
from helpers.reading.document import Document
from helpers.reading.natural_growth import doubted
from helpers.reading.questions import Answers, Question
from helpers.reading.readings import Head, Reading
from helpers.reading.vocabulary import vocabulary_of


def read(document: Document, head: Head, observations: Observations, answers: Answers | None = None) -> list[Reading]:
    """Every number of a text, in the order in which it stands there, and what it was read as.

    Parameters
    ----------
    head
        What the text is about; without its region or period nothing that its sentences leave open is sure.
    answers
        To `questions_of` the text, by their keys.
    """
    vocabulary = vocabulary_of(observations)
    found: list[Reading] = []
    if head.language == "en":
        from helpers.reading.english.prose import read_english

        found += read_english(document, head, vocabulary)
    else:
        from helpers.reading.chinese.prose import read_prose

        found += read_prose(document, head, vocabulary)
    if document.tables:
        from helpers.reading.tables.reading import read_tables

        found += read_tables(document, head, vocabulary, answers)
    return sorted(doubted(found, document), key=_where)


def questions_of(
    document: Document, head: Head, observations: Observations, answers: Answers | None = None
) -> list[Question]:
    """What is to be asked about a text, as far as it is not answered: the columns of its tables that leave it open."""
    from helpers.reading.tables.reading import table_questions

    return table_questions(document, head, vocabulary_of(observations), answers) if document.tables else []


def _where(reading: Reading) -> tuple[int, int, int, int]:
    place = reading.place
    return place.block, place.row or 0, place.column or 0, place.start
