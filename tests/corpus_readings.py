"""The marked texts of tests/corpus as a perfect reader would read them, for what is built on a reader."""

from corpus_marks import Mark, MarkedText

from helpers.reading.document import Document, Paragraph, Place
from helpers.reading.readings import Head, Reading, Role, State


def document_of(text: MarkedText) -> Document:
    """Its lines, those of tables too, each as a paragraph."""
    lines = text.plain.split("\n")
    return Document(text.head["title"], "0" * 64, tuple(Paragraph(line, at + 1) for at, line in enumerate(lines)))


def head_of(text: MarkedText) -> Head:
    """What its head says."""
    about = {key: text.head[key] for key in ("region", "period", "span", "title", "publisher", "published")}
    return Head(**about, language="en" if text.head["form"] == "english" else "zh")


def readings_of(text: MarkedText) -> list[Reading]:
    """Its marks, each as a reading of `document_of` it."""
    return [_reading(text.plain, mark) for mark in text.marks]


def _reading(plain: str, mark: Mark) -> Reading:
    line = plain.count("\n", 0, mark.start)
    begin = plain.rfind("\n", 0, mark.start) + 1
    return Reading(
        place=Place(line, mark.start - begin, mark.end - begin),
        printed=mark.printed,
        state=State.PROPOSED if mark.indicator else State.LEFT_OUT,
        words=mark.words,
        indicator=mark.indicator or "",
        subject=mark.indicator or "",
        region=mark.region,
        period=mark.period,
        span=mark.span,
        value=mark.value,
        unit=mark.keys.get("unit", ""),
        role=Role(mark.role),
        bound=mark.keys.get("bound", ""),
        against=mark.keys.get("against", ""),
        reason=mark.keys.get("why", ""),
        sure=True,
    )
