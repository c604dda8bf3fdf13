"""What a cell of a table is by itself: a number, with the unit behind it; the name of a place."""

import re

from helpers.figures.regions import Regions
from helpers.reading.document import Table
from helpers.reading.letters import letters_of
from helpers.reading.tables.headings import Headings

NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"(?<=\d)，(?=\d{1,2}\s*$)")  # 1698,4 as much of Europe prints it
_PLACE = re.compile(
    r"(?!人均|各|分|按|其[他它])[\u4e00-\u9fff]{1,14}(?:省|市|县|区|州|盟|旗)|全国|全[省市县州区]|本[省市县州区]|中国|China"
)


def number_in(cell: str, headings: Headings) -> re.Match[str] | None:
    """The number that a cell is, with a unit or a sign of a note at most; None where it is none."""
    text = _DECIMAL_COMMA.sub(".", letters_of(cell).text)
    found = re.fullmatch(rf"(?P<number>{NUMBER.pattern})(?P<unit>\D{{0,8}})", text.strip())
    return found if found and (not found["unit"].strip() or headings.unit_of(found["unit"])) else None


def has_decimal_commas(table: Table) -> bool:
    """Whether cells of a table have a comma where others have a point."""
    return any(_DECIMAL_COMMA.search(letters_of(cell).text) for row in table.rows for cell in row if "," in cell)


def is_place(words: str, known: Regions) -> bool:
    """Whether words name a place: a region of the data, or what ends as places do."""
    return (bool(_PLACE.fullmatch(words)) and words != "城市") or (
        bool(words) and not words.isdecimal() and bool(known.meant(words))
    )
