"""A text read: every number of it proposed as a figure, left out with a reason, or unread."""

from collections.abc import Sequence

from helpers.figures.observations import Observations
from helpers.reading.document import Document
from helpers.reading.readings import Head, Reading
from helpers.reading.vocabulary import vocabulary_of


def read(document: Document, head: Head, observations: Observations) -> list[Reading]:
    """Every number of a text, in the order in which it stands there, and what it was read as.

    Parameters
    ----------
    head
        What the text is about; without its region or period nothing that its sentences leave open is sure.
    """
    vocabulary = vocabulary_of(observations)
    found: list[Reading] = []
    if head.language == "en":
        from helpers.reading.english import read_english

        found += read_english(document, head, vocabulary)
    else:
        from helpers.reading.prose import read_prose

        found += read_prose(document, head, vocabulary)
    if document.tables:
        from helpers.reading.tables import read_tables

        found += read_tables(document, head, vocabulary)
    return sorted(found, key=_where)


def _where(reading: Reading) -> Sequence[int]:
    place = reading.place
    return place.block, place.row or 0, place.column or 0, place.start
