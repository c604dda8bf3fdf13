"""Two reports held against each other, in words: what differs, by kind, and what to know before reading it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.figures.periods import window_words
from helpers.show.locators import locator_words
from helpers.show.table import MISSING
from helpers.text.language import LANGUAGES, _, in_language, language_in_use, month
from zhaotong.compare.differences import Differences, Result, Revision, differences
from zhaotong.reports.record_model import Report, UsedFigure, read_report

ARROW, BETWEEN = " → ", " · "


@dataclass(frozen=True)
class Part:
    """Differences that belong together.

    Attributes
    ----------
    lines
        What differs, with its text in each report that has it.
    places
        Where in their sources the figures of each line stand; none where the lines are no figures.
    language
        That of names and texts, where they are a report's own.
    """

    name: str
    lines: list[tuple[str, ...]]
    places: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True)
class Section:
    """All differences of a kind; `columns` says what the texts of a line are."""

    title: str
    columns: tuple[str, ...]
    parts: list[Part]

    @property
    def count(self) -> int:
        return sum(len(part.lines) for part in self.parts)


@dataclass(frozen=True)
class Comparison:
    """What differs between two reports.

    Attributes
    ----------
    language
        The one that it is told in.
    summary
        Whether anything does.
    notes
        What to know before reading it.
    sections
        The differences by kind; none where the reports are equal.
    """

    first: Report
    second: Report
    language: str
    summary: str
    notes: list[str]
    sections: list[Section]


def compare(first: Path, second: Path, tolerance: float = 0, language: str | None = None) -> Comparison:
    """What differs between two reports.

    Parameters
    ----------
    first, second
        A report's page, its record or any other of its files.
    tolerance
        How far numbers may differ without being told, see `differences`.
    language
        The one to tell it in; that of both reports, or else the one in use, unless given.

    Raises
    ------
    InputError
        A report is missing or broken, they are of different notebooks, or the tolerance is no number of at
        least 0.
    """
    one, other = read_report(first), read_report(second)
    found = differences(one, other, tolerance)
    own = one.language if one.language == other.language else ""
    with in_language(language or own or language_in_use()):
        return _told(found, one, other, tolerance)


def _told(found: Differences, one: Report, other: Report, tolerance: float) -> Comparison:
    """Differences in the language in use."""
    own = one.language if one.language == other.language else None
    both = (_("first report"), _("second report"))
    finding = [("", (_("Finding"), *found.finding), "")] if found.finding else []
    sections = [
        Section(_("Parameters"), both, _parts(_parameters(found.parameters, one, other))),
        Section(_("Figures revised, or from another source"), both, _parts(_revised(found.revised, one, other))),
        Section(_("Figures added"), both[1:], _parts(_alone(found.added, other))),
        Section(_("Figures removed"), both[:1], _parts(_alone(found.removed, one))),
        Section(_("Results that moved"), both, [*_parts(finding, own), *_parts(_results(found.moved), one.language)]),
        Section(_("Results only in the first report"), both[:1], _parts(_results(found.first_only), one.language)),
        Section(_("Results only in the second report"), both[1:], _parts(_results(found.second_only), other.language)),
    ]
    summary = _("The two reports are equal.") if found.none else _("The two reports differ.")
    notes = list(_notes(one, other, tolerance))
    return Comparison(one, other, language_in_use(), summary, notes, [section for section in sections if section.parts])


def _notes(first: Report, second: Report, tolerance: float) -> Iterator[str]:
    if first.result.region != second.result.region:
        names = {"first": _region(first), "second": _region(second)}
        yield _("They are about different regions, %(first)s and %(second)s.") % names
        if first.language == second.language:
            yield _("Results are compared where both have one of the same name.")
        else:
            yield _("As they are in different languages too, their results are not compared.")
    elif first.language != second.language:
        yield _(
            "They are in different languages: results are compared by their place, and only where they are numbers."
        )
    if first.version != second.version:
        versions = {"first": first.version, "second": second.version}
        yield _("They were made with different versions: %(first)s and %(second)s.") % versions
    if tolerance:
        yield _("Results whose numbers differ by at most %(tolerance)s are not told.") % {"tolerance": tolerance}


def labelled(name: str, text: str) -> str:
    """A text with the name of what it is about before it."""
    return _("%(name)s: %(text)s") % {"name": name, "text": text}


def _region(report: Report) -> str:
    code = report.result.region
    return f"{report.name(code, language_in_use())} ({code})"


_Entry = tuple[str, tuple[str, ...], str]  # the part that a line goes to, the line, its place in its source


def _parts(entries: Iterable[_Entry], language: str | None = None) -> list[Part]:
    parts: dict[str, list[_Entry]] = {}
    for entry in entries:
        parts.setdefault(entry[0], []).append(entry)
    return [
        Part(name, [line for _name, line, _place in own], tuple(place for *_line, place in own if place), language)
        for name, own in parts.items()
    ]


def _parameters(pairs: dict[str, tuple[Any, Any]], *reports: Report) -> Iterator[_Entry]:
    for name, values in pairs.items():
        label = _("newest figures as of") if name == "vintage" else name.replace("_", " ")
        yield "", (label, *(_value(name, value, report) for value, report in zip(values, reports, strict=True))), ""


def _value(name: str, value: Any, report: Report) -> str:
    if name == "region" and value == report.result.region:
        return _region(report)
    if name == "language":
        return LANGUAGES[value]
    if name == "vintage":
        return month_words(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return MISSING if value is None else str(value)


def _revised(revisions: list[Revision], *reports: Report) -> Iterator[_Entry]:
    """What changed of a series from the same sources to the same others is one part."""
    for each in revisions:
        sides = (each.before, each.after)
        sources = dict.fromkeys(map(_sources, sides, reports))
        places = dict.fromkeys(_listed(locator_words(figure.locator) for figure in side) for side in sides)
        texts = [_listed(figure.value for figure in side) for side in sides]
        name = labelled(_series(each.after[0], reports[1]), ARROW.join(sources))
        yield name, (_period(each.after[0]), *texts), ARROW.join(places)


def _alone(figures: list[UsedFigure], report: Report) -> Iterator[_Entry]:
    for figure in figures:
        name = labelled(_series(figure, report), _sources([figure], report))
        yield name, (_period(figure), figure.value), locator_words(figure.locator)


def _series(figure: UsedFigure, report: Report) -> str:
    return BETWEEN.join(report.name(code, language_in_use()) for code in (figure.region, figure.indicator))


def _sources(figures: Iterable[UsedFigure], report: Report) -> str:
    """The sources of figures, each with the month from which it makes them known."""
    return _listed(_source(figure, report) for figure in figures)


def _source(figure: UsedFigure, report: Report) -> str:
    name = report.name(figure.source, language_in_use())
    return _("%(source)s, %(month)s") % {"source": name, "month": month_words(figure.known)} if figure.known else name


def _listed(texts: Iterable[str]) -> str:
    return _(", ").join(dict.fromkeys(texts))


def _period(figure: UsedFigure) -> str:
    try:
        return window_words(figure.period, figure.span)
    except (ValueError, AttributeError):  # nothing but a record that was tampered with has such a period
        return figure.period


def month_words(code: str) -> str:
    """A month of a record in words of the language in use."""
    try:
        return month(pd.Period(code, freq="M")) if code else MISSING
    except ValueError:  # as above
        return code


def _results(found: list[Result] | list[tuple[Result, Result]]) -> Iterator[_Entry]:
    """Results, or pairs of them with the same names, by their table."""
    for each in found:
        results = [each] if isinstance(each, Result) else each
        name = BETWEEN.join(filter(None, [results[0].row, results[0].column]))
        yield results[0].table, (name, *(result.cell.text for result in results)), ""
