"""A report as its page alone has it: for whoever was mailed one, without the files that stood beside it."""

import re
from collections.abc import Iterator
from typing import Any, cast

from bs4 import BeautifulSoup, NavigableString, Tag

from helpers.figures.observations import Observations, load_observations
from helpers.text.cells import Cell
from helpers.text.messages import InputError
from zhaotong.reports.proof import Proof, proof_in
from zhaotong.reports.record_model import Facts, Names, Report, UsedFigure
from zhaotong.reports.results import Result

_NUMBER = re.compile(r"(?<![\d.])[+\u2212-]?\d+(?:,\d{3})*(?:\.\d+)?")
_AROUND = re.compile(r"[\s()%至]|to|≤")  # what stands around the numbers of a cell that is one number with its interval
_INTERVAL = 3  # a value and the ends of its interval


def report_of_page(html: str) -> Report:
    """The report that a page is.

    Its figures and what it states are those of the block that it carries, its results those of its own tables. Codes
    are named by the data at hand, or stay codes.

    Raises
    ------
    InputError
        The page carries no block, or one that cannot be read.
    """
    page = BeautifulSoup(html, "html.parser")
    proof = proof_in(page)
    return Report(
        notebook=proof.notebook,
        language=cast(Any, proof.language),  # one of the two, which the block was held to
        parameters=proof.parameters,
        result=Facts(region=proof.region, window=proof.window, vintage=proof.vintage, finding=proof.finding),
        figures=[UsedFigure(*each[1:5], each.source, each.locator, each.value, each.vintage) for each in proof.figures],
        names=_names(proof),
        shown=list(_shown(page, proof)),
        made=proof.made,
        version=proof.version,
        is_page=True,
    )


def as_on_a_page(report: Report) -> Report:
    """A report whose cells are as its page has them: a text, and what is read in it."""
    shown = [
        each.model_copy(update={"data": [[read_cell(cell.plain) for cell in line] for line in each.data]})
        for each in report.shown
    ]
    return report.model_copy(update={"shown": shown})


def read_cell(text: str) -> Cell:
    """A cell from its text alone: a number with its interval where it says nothing else, or words with numbers."""
    text = " ".join(text.split())
    found = list(_NUMBER.finditer(text))
    values = [float(each[0].replace(",", "").replace("\N{MINUS SIGN}", "-")) for each in found]
    if len(found) in (1, _INTERVAL) and not _AROUND.sub("", _NUMBER.sub("", text)):
        low, high = values[1:] if len(found) == _INTERVAL else (None, None)
        return Cell(text, values[0], low, high)
    return Cell(text, numbers=tuple((*each.span(), value) for each, value in zip(found, values, strict=True)))


def _shown(page: BeautifulSoup, proof: Proof) -> Iterator[Result]:
    """The finding, key figures and tables of results of a page, in its order."""
    yield _result("finding", "", "", ["finding"], [[proof.finding]])
    tables = list(proof.tables)
    for part in page.main.find_all(["dl", "table"]) if page.main else ():
        if part.name == "dl" and "key" not in part.get_attribute_list("class"):
            continue
        if part.name == "dl":
            entries = [[_text(each) for each in entry.find_all(["dt", "dd"])] for entry in part.find_all("div")]
            yield _result("key figures", "", "", ["name", "value"], [entry for entry in entries if len(entry) == 2])
            continue
        title = _title(part)
        at = next((number for number, (name, _label) in enumerate(tables) if name == title), None)
        header, *lines = [[_text(cell) for cell in line.find_all(["th", "td"])] for line in part.find_all("tr")] or [[]]
        if at is not None and header and all(len(line) == len(header) for line in lines):
            yield _result("table", *tables.pop(at), header, lines)


def _result(kind: str, title: str, label: str, header: list[str], lines: list[list[str]]) -> Result:
    fields = [{"name": name} for name in header]
    empty = Result.model_validate({"kind": kind, "title": title, "schema": {"fields": fields}, "data": []})
    return empty.model_copy(update={"label": label, "data": [[read_cell(text) for text in line] for line in lines]})


def _title(table: Tag) -> str:
    """What a table is called: its caption, or what opens it."""
    folded = table.find_parent("details")
    caption = table.caption or (folded.find("summary") if folded else None)
    return _text(caption) if caption else ""


def _text(part: Tag) -> str:
    """The text of a cell as its record has it: what stands in a line of its own is set off."""
    strings = (" · " if isinstance(each, Tag) else str(each) for each in part.descendants if _says(each))
    return " ".join("".join(strings).split())


def _says(part: object) -> bool:
    return type(part) is NavigableString or (isinstance(part, Tag) and part.name == "br")


def _names(proof: Proof) -> dict[str, Names]:
    """What codes are called, and publications, as the page names them where the data do not."""
    names = {code: Names(en=source.publisher, zh=source.publisher) for code, source in proof.sources.items()}
    try:
        return names | _known(proof, load_observations())
    except InputError:  # the data at hand cannot be read: a comparison needs none
        return names


def _known(proof: Proof, observations: Observations) -> dict[str, Names]:
    regions = {each.region for each in proof.figures} | {proof.region}
    terms = [observations.region(code) for code in sorted(regions) if code in observations.places]
    indicators = sorted({each.indicator for each in proof.figures} & set(observations.indicators.index))
    known = {each.code: Names(en=each.name_en, zh=each.name_zh) for each in terms}
    known |= {each.code: Names(en=each.name_en, zh=each.name_zh) for each in map(observations.indicator, indicators)}
    for code in sorted(proof.sources.keys() & set(observations.sources.index)):
        source = observations.source(code)
        known[code] = Names(en=source.publisher_en, zh=source.publisher_zh)
    return known
