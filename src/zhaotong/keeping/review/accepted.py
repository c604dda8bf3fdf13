"""What a keeper accepted of a review: its rows, after each quote was found where it is said to stand."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from helpers.figures.package import DataError, cell_fault
from helpers.figures.printed import split_printed
from helpers.reading.proposals import plain_digits
from helpers.text.language import _
from helpers.text.messages import InputError
from zhaotong.keeping.entries import REVIEWED, Batch, Entry, ReviewedText
from zhaotong.keeping.review.choices import Choices, kind_of
from zhaotong.keeping.review.releases import first_releases
from zhaotong.keeping.sheets import TEXT

_YES = ("x", "yes", "y", "1", "✓", "√", "是", "接受", "收录")
_NO = ("no", "n", "0", "否", "不", "不收")
_LINE = re.compile(r"¶(?P<line>\d+)(?: \[(?P<row>\d+), \d+\])?.*")
_BASE = Decimal(100)  # of an index
_FACTORS = (Decimal(5), Decimal("0.5"), Decimal("0.05"))  # 亿斤 in 万吨 and its like: digits that no notation keeps
_SIGNS = re.compile(r"[\s,，]")


@dataclass(frozen=True)
class Accepted:
    """What of a review is to be recorded.

    Attributes
    ----------
    batch
        The rows that were accepted, and the source where it is new.
    proposed
        How many rows the review has.
    decided
        What is to be kept for the next text of the publisher, kinds of rows that are not wanted among it.
    wanted
        The kinds of the rows that were accepted.
    notice
        What must be known, or nothing.
    """

    batch: Batch
    proposed: int
    decided: Choices
    wanted: frozenset[str]
    notice: str = ""


def accepted(path: Path, batch: Batch) -> Accepted:
    """The accepted rows of a review.

    Parameters
    ----------
    path
        The workbook.
    batch
        All of its rows.

    Raises
    ------
    InputError
        Nothing was accepted, the file of the text has changed, or a quote does not stand where it is said to, or
        without the digits that are to be recorded; one line a fault.
    """
    text = batch.text or ReviewedText("", "", ())
    if not text.lines:
        words = _('%(file)s has no sheet "%(sheet)s" with the text that was read: read it again')
        raise InputError(words % {"file": path.name, "sheet": TEXT})
    lines, notice = _lines(path, text)
    rows, unwanted, faults = [], set[str](), list[str]()
    for entry in batch.figures:
        said = entry["accept"].strip().casefold()
        if said and said not in (*_YES, *_NO):
            faults.append(entry.place + cell_fault("accept", entry["accept"], _("x or no is expected")))
        elif said in _YES:
            faults += [entry.place + fault for fault in _faults(entry, lines)]
            rows.append(entry)
        elif said in _NO:
            unwanted.add(_kind(entry))
    faults += _faults_of_sources(batch, text)
    if faults:
        raise DataError(faults)
    if not rows:
        words = _('%(file)s: no row is accepted; put x in the column "accept" of each row that is to be recorded')
        raise InputError(words % {"file": path.name})
    figures = [replace(each, cells=_without_review(each)) for each in rows]
    used = {each["source"] for each in figures}
    sources = [each for each in batch.sources if each["source"] in used]
    wanted = frozenset(_kind(each) for each in rows)
    proposed = sum(each["state"] == "row" for each in batch.figures)
    return Accepted(
        Batch(figures, sources, releases=first_releases(figures, sources)),
        proposed,
        Choices(text.regions, text.columns, frozenset(unwanted) - wanted),
        wanted,
        notice,
    )


def _kind(entry: Entry) -> str:
    return kind_of({name: entry[name] for name in ("region", "indicator", "span")})


def _without_review(entry: Entry) -> dict[str, str]:
    return {name: text for name, text in entry.cells.items() if name not in REVIEWED}


def _lines(path: Path, text: ReviewedText) -> tuple[tuple[str, ...], str]:
    """The lines that quotes are sought in: of the file where it is at hand, else of the workbook, which is said."""
    file = next((each for each in (path.parent / text.file, Path(text.file)) if text.file and each.is_file()), None)
    if file is None:
        words = _("%(file)s is not at hand: quotes were sought in the text that the review holds")
        return text.lines, words % {"file": text.file}
    if sha256(file.read_bytes()).hexdigest() != text.digest:
        words = _("%(file)s is no longer the file that was read for this review; nothing was recorded, read it again")
        raise InputError(words % {"file": file})
    from helpers.reading.intake import take_in  # for reviews alone
    from helpers.reading.quotes import Lines

    return tuple(Lines(take_in(file)).texts), ""


def _faults(entry: Entry, lines: tuple[str, ...]) -> list[str]:
    """Why an accepted row does not stand in the text as it says."""
    quote, printed, found = entry["quote"], entry["printed"], _LINE.fullmatch(entry["locator"])
    if not quote:
        return [cell_fault("quote", "", _("the sentence is needed that the number stands in"))]
    if found:
        number = int(found["line"]) + (int(found["row"]) - 1 if found["row"] else 0)
        near = lines[number - 1 : number] if number else ()
        missing = _("it does not stand on line %(line)s of the text") % {"line": number}
    else:
        near, missing = lines, _("it does not stand in the text")
    if not any(_bare(quote) in _bare(line) for line in near):
        return [cell_fault("quote", quote, missing)]
    if not printed or _bare(printed) not in _bare(quote):
        return [cell_fault("printed", printed, _("it does not stand in the quote"))]
    if not _comes_from(plain_digits(printed).lstrip("-+"), entry["value"]):
        return [cell_fault("value", entry["value"], _("the text has %(printed)s") % {"printed": printed})]
    return []


def _comes_from(digits: str, value: str) -> bool:
    """Whether a value is that of printed digits: the same, in a unit that is no power of ten of it, or off an index."""
    try:
        parts = split_printed(value)
    except ValueError:
        return True  # whoever checks the row says what is wrong with it
    if not re.search(r"[0-9]", digits) or parts.digits.lstrip("-") in re.findall(r"[0-9]+(?:\.[0-9]+)?", digits):
        return True
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", digits):
        return False
    printed, number = Decimal(digits), abs(parts.numbers[0])
    return number == abs(printed - _BASE) or number in [printed * factor for factor in _FACTORS]


def _faults_of_sources(batch: Batch, text: ReviewedText) -> list[str]:
    words = _("it is not that of the file that was read, %(digest)s")
    return [
        each.place + cell_fault("digest", each["digest"], words % {"digest": text.digest})
        for each in batch.sources
        if each["digest"] and each["digest"] != text.digest
    ]


def _bare(text: str) -> str:
    """A text without spaces and the commas that part thousands, which a spreadsheet may lose."""
    return _SIGNS.sub("", text)
