"""The numbers of a text as what they can be held against: with their rounding, what they are of, and their sentence."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from helpers.figures.indicators import Indicator
from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.reading.checking.rounding import interval, scaled, unit_of_last_digit
from helpers.reading.document import Document, Place
from helpers.reading.letters import letters_of
from helpers.reading.readings import Head, Reading, Role, State

TO_COME = ("target", "plan", "forecast")
# Reasons for which a number says nothing that could be so.
NOTHING_CLAIMED = (*TO_COME, "policy", "name", "threshold", "base", "identifier", "damaged")
_SENTENCE = re.compile(r"[。！？!?；;]|\.(?=\s|$)")
_WHOLE_PLACES = {"全国": "nation", "全省": "province", "全市": "prefecture"}  # named by what they are to the head
_PREFERRED = {"元": "cny", "yuan": "cny", "人": "persons"}  # of units that print several: else the first
_ONE = Decimal(1)
_GROWS = re.compile("(?:（现价）|实际)?(?:同比)?(?:增速|涨幅)?$|, (?:year-on-year growth|current prices)$")
_NEAR = 60  # numbers to either side among which those of its paragraph are sought
_HALF_A_TENTH = Decimal("0.05")

Cell = tuple[str, str, str, str]  # indicator, place, period, span


@dataclass(frozen=True)
class Fact:
    """A number of a text that says something.

    Attributes
    ----------
    reading
        What it was read as.
    order
        Where it stands among the numbers of the text, from 0.
    indicator, region
        What it measures, and of what; None where no indicator, or no region of data/regions.csv, stands for it.
    number
        Its value with what its printed digits and words such as "over" leave open, in the unit of the data.
    finer
        The same, where a rate printed without a decimal ("8") is read as published to one ("8.0").
    sentence, before, after
        The sentence that it stands in, in the letters of a reader, and its parts before and after the number.
    start, end
        Where it stands in the letters of its paragraph.
    unit
        The code of the unit of the number; the printed one where the data know none.
    value
        The value in that unit, as exactly as it is printed; None where it has none.
    """

    reading: Reading
    order: int
    indicator: Indicator | None
    region: Region | None
    number: Rounded
    finer: Rounded
    before: str
    after: str
    start: int
    end: int
    unit: str
    value: Decimal | None

    @property
    def sentence(self) -> str:
        return self.before + self.reading.printed + self.after

    @property
    def place(self) -> str:
        """What it is of: the code of the region, or the name that the text has where it has none."""
        return self.region.code if self.region else self.reading.region

    @property
    def cell(self) -> Cell:
        """What it is a figure of; two numbers of one cell are numbers of one thing."""
        return self.reading.indicator, self.place, self.reading.period, self.reading.span

    @property
    def role(self) -> Role:
        return self.reading.role

    @property
    def is_row(self) -> bool:
        """Whether it is a plain value of an indicator."""
        return self.reading.is_row and self.value is not None

    def is_alike(self, other: "Fact") -> bool:
        """Whether two amounts may be added up: both sums of money, or counts that are counted by one word."""
        words = {"户" if unit == "家" else unit for unit in (self.reading.unit, other.reading.unit)}
        return self.unit == other.unit and (self.unit != "count" or len(words) == 1)

    @property
    def is_claim(self) -> bool:
        """Whether it says that something is so, and not what is planned, expected or part of a name."""
        planned = self.role is Role.TARGET or self.reading.reason in NOTHING_CLAIMED
        return self.value is not None and not planned and self.reading.state is not State.UNREAD

    @property
    def is_percent(self) -> bool:
        return self.indicator.is_percent if self.indicator else self.reading.unit in ("%", "％")


class Facts:
    """All numbers of a text that have a value.

    Parameters
    ----------
    readings
        Of the document, in the order in which they stand there.
    """

    def __init__(self, document: Document, head: Head, readings: Collection[Reading], observations: Observations):
        self.document, self.head, self.observations = document, head, observations
        self._regions: dict[str, Region | None] = {}
        self.all = tuple(self._fact(order, each) for order, each in enumerate(readings))

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.all)

    @cached_property
    def units(self) -> dict[str, tuple[str, Decimal]]:
        """The unit of the data, and how many of it one is, by the printed units of what no indicator stands for."""
        table = self.observations.printed_units
        found: dict[str, tuple[str, Decimal]] = {}
        for base, printed, factor in table[["unit", "printed_unit", "factor"]].itertuples(index=False):
            known = found.get(printed, ("", _ONE))[0]
            if not known or _PREFERRED.get(printed) == base:
                found[printed] = base, Decimal(str(factor)).normalize()
        return found

    @cached_property
    def by_cell(self) -> dict[Cell, list[Fact]]:
        """The plain values of the text by what they are figures of, in its order."""
        found: dict[Cell, list[Fact]] = defaultdict(list)
        for fact in self.all:
            if fact.is_row:
                found[fact.cell].append(fact)
        return dict(found)

    def value(self, indicator: str, like: Fact, place: str | None = None) -> Fact | None:
        """The first plain value of an indicator over the days of another number, and of its place unless one is named.

        Of values that are equal but for their rounding the exactest; None where there is none, or where they differ.
        """
        cell = indicator, like.place if place is None else place, like.reading.period, like.reading.span
        found = self.by_cell.get(cell, [])
        if not found or any(not each.number.agrees_with(found[0].number) for each in found):
            return None
        return min(found, key=lambda each: each.number.high - each.number.low)

    @cached_property
    def called(self) -> dict[str, tuple[str, ...]]:
        """What each indicator goes by in a clause, by code; a rate of growth by what grows."""
        table = self.observations.indicators
        found = {}
        for code in map(str, table.index):
            known = [self.observations.indicator(code)]
            known += [
                self.observations.indicator(str(level)) for level in table.index[table["growth_indicator"] == code]
            ]
            names = (name for each in known for name in (*each.names[1:], *each.aliases))
            found[code] = tuple(dict.fromkeys(_GROWS.sub("", name) for name in names))
        return found

    def paragraph(self, fact: Fact) -> str:
        """The text of the paragraph, or of the cell, that a number stands in."""
        return self._letters(fact.reading.place)[0]

    def beside(self, fact: Fact) -> list[Fact]:
        """The other numbers of its paragraph, or of its cell, in their order."""
        where = _where(fact)
        near = self.all[max(0, fact.order - _NEAR) : fact.order + _NEAR]
        return [each for each in near if each is not fact and _where(each) == where]

    def together(self, fact: Fact) -> list[Fact]:
        """The other numbers of its sentence, in their order."""
        start, end = fact.start - len(fact.before), fact.end + len(fact.after)
        return [each for each in self.beside(fact) if start <= each.start < end]

    def region(self, name: str) -> Region | None:
        """The region of a name in the text: the only one that it means, or the one in or around that of the head."""
        if name not in self._regions:
            found = self.observations.places.meant(name, self.observations.recorded) if name else []
            own = self.region(self.head.region) if name != self.head.region else None
            if own and name in _WHOLE_PLACES:
                found = [each for each in own.lineage if each.level == _WHOLE_PLACES[name]]
            elif own and len(found) > 1:
                around = {each.code for each in own.lineage}
                found = [each for each in found if each.code in around or each.is_within(own.code)]
            self._regions[name] = found[0] if len(found) == 1 else None
        return self._regions[name]

    def _fact(self, order: int, reading: Reading) -> Fact:
        known = reading.indicator in self.observations.indicators.index
        indicator = self.observations.indicator(reading.indicator) if known else None
        understood = replace(reading, value=None) if reading.reason == "damaged" else reading
        text, start, end = self._letters(reading.place)
        sentence = [match.end() for match in _SENTENCE.finditer(text, 0, start)]
        stop = _SENTENCE.search(text, end)
        unit, finer = unit_of_last_digit(understood, indicator), None
        if indicator and indicator.is_growth and indicator.is_percent and unit == 1 and not reading.words:
            finer = _HALF_A_TENTH
        base, scale = (
            self.units.get(reading.unit, (reading.unit, _ONE)) if indicator is None else (indicator.unit, _ONE)
        )
        return Fact(
            reading=reading,
            order=order,
            indicator=indicator,
            region=self.region(reading.region),
            number=scaled(interval(understood, unit / 2), scale),
            finer=interval(understood, unit / 2 if finer is None else finer),
            before=text[sentence[-1] if sentence else 0 : start],
            after=text[end : stop.start() if stop else len(text)],
            start=start,
            end=end,
            unit=base,
            value=None if understood.value is None else understood.value * scale,
        )

    def _letters(self, place: Place) -> tuple[str, int, int]:
        """The text at a place in the letters of a reader, and from where to where a number stands in it."""
        printed = self.document.text_at(place)
        if self.head.language != "zh":
            return printed, place.start, place.end
        letters = _letters_of(printed)
        start, end = (bisect_left(letters.places, at) for at in (place.start, place.end))
        return letters.text, start, end


_letters_of = lru_cache(letters_of)


def _where(fact: Fact) -> tuple[int, int | None, int | None]:
    place = fact.reading.place
    return place.block, place.row, place.column
