"""From what a text was read as to rows of data/observations.csv that a keeper may accept."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from helpers.figures.observations import Observations
from helpers.figures.printed import CONVERTED, in_unit, split_printed
from helpers.figures.regions import Region
from helpers.figures.rows import period_refusal
from helpers.reading.document import Document
from helpers.reading.quotes import Lines, Quote
from helpers.reading.readings import Head, Reading
from helpers.text.messages import InputError

_WHOLES = {"全国": "nation", "全省": "province", "全市": "prefecture", "全州": "prefecture", "全县": "county"}
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class Proposal:
    """A number of a text with the row that is proposed for it.

    Attributes
    ----------
    number
        Which of the numbers of the text, from 1.
    reading
        What it was read as.
    cells
        The row, by column of data/observations.csv; empty where no row is proposed.
    quote
        Where it stands.
    """

    number: int
    reading: Reading
    cells: Mapping[str, str]
    quote: Quote

    @property
    def is_row(self) -> bool:
        return bool(self.cells)

    @property
    def is_whole(self) -> bool:
        """Whether its row lacks nothing: its region is one of data/regions.csv, its period is one of its span."""
        needed = ("region", "indicator", "period", "span", "value")
        if not self.is_row or not all(self.cells[name] for name in needed):
            return False
        return self.cells["region"].isdigit() and not period_refusal(self.cells["period"], self.cells["span"])


def propose(
    document: Document, head: Head, region: str, readings: Iterable[Reading], observations: Observations, source: str
) -> list[Proposal]:
    """A proposal for every number of a text, in their order.

    Parameters
    ----------
    head
        What the text is about, as it was confirmed.
    region
        The code of its region; empty where that is not known.
    source
        The identifier of its source, recorded or new.
    """
    home, found, lines = observations.places.get(region), dict[str, str](), Lines(document)
    proposals = []
    for number, reading in enumerate(readings, start=1):
        quote, cells = lines.quote(reading.place, reading.words), dict[str, str]()
        if reading.is_row and reading.value is not None:
            name = reading.region
            if name not in found:
                found[name] = region if name in ("", head.region) else _code(name, home, observations)
            cells = {
                "region": found[name] or name,
                "indicator": reading.indicator,
                "period": reading.period,
                "span": reading.span,
                "source": source,
                "locator": quote.locator,
                **_printed_as(reading, observations),
            }
        proposals.append(Proposal(number, reading, cells, quote))
    return proposals


def _code(name: str, home: Region | None, observations: Observations) -> str:
    """The code of the region that a name means in a text about another; empty where it means none, or several."""
    lineage = home.lineage if home else []
    if name in _WHOLES:
        return next((each.code for each in lineage if each.level == _WHOLES[name]), "")
    found = observations.places.meant(name)
    if len(found) > 1:
        around = {each.code for each in lineage}
        near = {each.code for each in lineage[:2]}
        inner = [each for each in found if each.code in around or any(each.is_within(code) for code in near)]
        found = inner or found
    return found[0].code if len(found) == 1 else ""


def _printed_as(reading: Reading, observations: Observations) -> dict[str, str]:
    """The value of a row, and what is to be known of how it was printed."""
    value, digits = value_of(reading), plain_digits(reading.printed).lstrip("-")
    if reading.words or not _PLAIN.fullmatch(digits):
        return {"value": value, "status": "normal", "caveats": ""}
    parts = split_printed(value)
    if parts.digits.lstrip("-") != digits:  # a unit that is no power of ten of the other, an index
        return {"value": value, "status": "derived", "caveats": ""}
    known = CONVERTED in observations.vocabularies["caveats"]  # data of an earlier edition have no such caveat
    return {"value": value, "status": "normal", "caveats": CONVERTED if parts.exponent and known else ""}


def value_of(reading: Reading) -> str:
    """The value of a reading as data/observations.csv writes it: its printed digits, in the unit of the indicator.

    Where these cannot be kept (a number in words, a unit that is no power of ten of the other) it is the number itself.
    """
    value = reading.value
    if value is None:
        return ""
    digits = plain_digits(reading.printed)
    if reading.words or not _PLAIN.fullmatch(digits):
        return f"{value:f}"
    printed = Decimal(digits)
    if not printed or not value:
        return digits.lstrip("-") if printed == value == 0 else f"{value:f}"
    digits = digits.lstrip("-")
    try:
        kept = in_unit(digits, abs(value / printed))
    except (InputError, InvalidOperation):
        return f"{value:f}"
    return f"-{kept}" if value < 0 else kept


def plain_digits(printed: str) -> str:
    """Printed digits without what groups them, in plain letters with a plain minus."""
    text = unicodedata.normalize("NFKC", printed).replace("−", "-").replace("–", "-")
    return re.sub(r"[,\s]", "", text)
