"""The natural growth of a population, which some texts print without its minus and explain afterwards."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from helpers.reading.document import Document, Paragraph
from helpers.reading.readings import Reading

_NATURAL, _BIRTHS, _DEATHS = "natural_growth_rate", "birth_rate", "death_rate"
_SHRINKS = re.compile("负增长|負增長|自然减少|自然減少|negative growth|natural decrease", re.IGNORECASE)
_ROUNDING = Decimal("0.02")  # per mille: of two rates and their difference


def doubted(readings: Sequence[Reading], document: Document) -> list[Reading]:
    """The readings, natural growth never sure where the text speaks of a decline, or its rates do not give it."""
    return [_doubted(each, readings, document) if each.indicator == _NATURAL else each for each in readings]


def _doubted(reading: Reading, readings: Sequence[Reading], document: Document) -> Reading:
    block = document.blocks[reading.place.block]
    told = isinstance(block, Paragraph) and bool(_SHRINKS.search(block.text))
    positive = reading.value is not None and reading.value > 0
    fits = _fits(reading, readings)
    return replace(reading, sure=False) if (told and positive) or not fits else reading


def _fits(reading: Reading, readings: Sequence[Reading]) -> bool:
    """Whether births less deaths of the same place and time are the growth; so too where one of them is not told."""

    def rate(code: str) -> Decimal | None:
        same = (each for each in readings if (each.indicator, _of(each)) == (code, _of(reading)))
        return next((each.value for each in same), None)

    births, deaths = rate(_BIRTHS), rate(_DEATHS)
    if births is None or deaths is None or reading.value is None:
        return True
    return abs(births - deaths - reading.value) <= _ROUNDING


def _of(reading: Reading) -> tuple[str, str, str, str]:
    return reading.region, reading.period, reading.span, reading.role.value
