"""English prose read into figures: what each number of a communiqué, release or article says of which indicator.

A sentence is read number by number. What stands before a number, back to the one before it, says what it is about, or
takes up what the sentence is about already (up by, and that of rural households); what stands behind it says whether it
is compared, dated or bounded. A number whose subject no indicator stands for, or only one that is wider, is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from helpers.reading.document import Document, Paragraph, Place
from helpers.reading.english.clauses import Clause, clauses_of, is_compared
from helpers.reading.english.numbers import numbers_in
from helpers.reading.english.places import EnglishPlaces
from helpers.reading.english.roles import reading_of
from helpers.reading.english.subjects import Subjects
from helpers.reading.english.times import of_head
from helpers.reading.english.topics import Setting
from helpers.reading.readings import Head, Reading
from helpers.reading.vocabulary import Vocabulary

_SENTENCE = re.compile(r"(?<=[.!?])(?:[\"”’])?\s+(?=[\"“(]?[A-Z0-9])")
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$")
_SHORT = re.compile(r"(?:^|\s)(?:\d{1,2}|No|Nos|U\.S|Mr|Ms|Dr|St|[A-Z])\.$")


def read_english(document: Document, head: Head, vocabulary: Vocabulary) -> list[Reading]:
    """The numbers in the prose of an English text, each as it is read, in their order.

    Tables are not read.
    """
    text = "\n".join(each.text for each in document.paragraphs)
    places = EnglishPlaces(head, text, vocabulary.places)
    setting = Setting(head, Subjects(vocabulary, places.words), places)
    return [
        reading_of(clause, Place(at, clause.number.start, clause.number.end), head, vocabulary, places)
        for at, block in enumerate(document.blocks)
        if isinstance(block, Paragraph)
        for clause in _clauses(block.text, setting)
    ]


def _clauses(text: str, setting: Setting) -> Iterator[Clause]:
    """What stands around each number of a paragraph.

    What follows figures of another time or place, and says neither, may be of these too: it is never sure.
    """
    numbers = numbers_in(text)
    carried, away = None, False
    for start, end in _sentences(text):
        inside = [each for each in numbers if start <= each.start < end]
        found = clauses_of(text, (start, end), inside, carried, setting)
        told_whose = setting.places.within(text[start:end])
        away = away and not told_whose and not any(each.when for each in found)
        yield from (replace(each, plain=False) for each in found) if away else found
        main = [each for each in found if not (each.bracketed or is_compared(each))][-1:]
        away = away or any(each.region or each.when not in (None, of_head(setting.head)) for each in main)
        told = [clause.mention for clause in found if clause.mention]
        topics = told[-1:] if found else setting.subjects.mentions(text[start:end])
        carried = topics[0] if len(topics) == 1 else carried


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends."""
    start = 0
    for gap in _SENTENCE.finditer(text):
        dated = text[gap.end()].isdigit() and _MONTH.search(text[start : gap.start()])  # Oct. 27
        if not dated and not _SHORT.search(text[start : gap.start()]):
            yield start, gap.start()
            start = gap.end()
    yield start, len(text)
