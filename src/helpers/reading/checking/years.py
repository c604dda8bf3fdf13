"""The year of a text that names none: the latest of which the record bears out the most of its numbers."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from helpers.figures.observations import Observations
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.record import recorded
from helpers.reading.document import Document
from helpers.reading.reader import read
from helpers.reading.readings import Head, Reading

_AGREES = 100  # votes of a number for a year in which it is as recorded
_PROBE = 2001  # a year to read the text in, so that its windows are known but for theirs


def in_some_year(
    document: Document, head: Head, readings: Collection[Reading], observations: Observations
) -> tuple[list[Reading], str]:
    """The readings of a text, those without days in the year that the record speaks for; and that year.

    The year is empty where the head or any sentence says one, or where nothing is recorded to choose by.
    """
    undated = {reading.place for reading in readings if not reading.period}
    if head.period or not any(reading.indicator and not reading.period for reading in readings):
        return list(readings), ""

    def read_in(year: int) -> list[Reading]:
        dated = {each.place: each for each in read(document, _in(head, year), observations)}
        found = [dated.get(each.place, each) if each.place in undated else each for each in readings]
        guessed = undated if year != _PROBE else ()
        return [_unsure(each, year) if each.place in guessed else each for each in found]

    probed = read_in(_PROBE)
    pairs = [(one.period, other.period) for one, other in zip(probed, read_in(_PROBE + 1), strict=True)]
    said = Counter(int(one[:4]) for one, other in pairs if one == other and one[:4].isdigit())
    if said:
        return read_in(max(said, key=lambda year: (said[year], year))), ""
    votes: Counter[int] = Counter()
    for fact in Facts(document, _in(head, _PROBE), probed, observations):
        if fact.is_row and fact.region and fact.reading.period[:4].isdigit():
            votes.update(_years(observations, fact))
    if not votes:
        return list(readings), ""
    year = max(votes, key=lambda each: (votes[each], each))
    return read_in(year), str(year)


def _unsure(reading: Reading, year: int) -> Reading:
    """A reading that is not sure where the text says nothing of its days, and all of a year was taken for them."""
    return replace(reading, sure=False) if (reading.period, reading.span) == (str(year), "year") else reading


def _in(head: Head, year: int) -> Head:
    return replace(head, period=str(year), span="year")


def _years(observations: Observations, fact: Fact) -> dict[int, int]:
    """The years in which the same part of the year is recorded, by weight: one in which the number agrees has most."""
    assert fact.region is not None
    figures = observations.figures_of(fact.region.code, fact.reading.indicator, fact.reading.span)
    part, shift = fact.reading.period[4:], int(fact.reading.period[:4]) - _PROBE
    found = {}
    for period in figures.loc[figures["period"].str[4:] == part, "period"].unique():
        held = recorded(observations, fact.region.code, fact.reading.indicator, period, fact.reading.span)
        agrees = any(each.number.agrees_with(fact.finer) for each in held)
        found[int(period[:4]) - shift] = _AGREES if agrees else 1
    return found
