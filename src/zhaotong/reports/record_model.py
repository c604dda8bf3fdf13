"""What a record keeps of a report so that it can be held against another: its figures by content, its results by name.

The number of a row in data/observations.csv shifts when a row is put in above it; what stands in the row does not.
"""

import os
import re
from errno import ENOENT
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pandas as pd
from pydantic import BaseModel, ValidationError

from helpers.figures.observations import Observations
from helpers.text.cells import Cell
from helpers.text.language import _
from helpers.text.messages import InputError, shortened
from zhaotong.reports.results import Result

_STEM = re.compile(r"(.+?\.(?:en|zh))\..+")  # the files of a report share their name up to its language


_PAGES = (".html", ".htm")


class UsedFigure(NamedTuple):
    """A published figure as a report used it.

    Attributes
    ----------
    value
        Its printed digits.
    known
        The month from which its source makes it known; empty where that is not recorded.
    """

    region: str
    indicator: str
    period: str
    span: str
    source: str
    locator: str
    value: str
    known: str

    @property
    def cell(self) -> tuple[str, str, str, str]:
        """What it is a figure of; a revision gives the same cell another value."""
        return self[:4]


class Names(BaseModel):
    """What a code is called in either language; a report's data need not be at hand when it is compared.

    A source is called by who published it.
    """

    en: str
    zh: str


class Facts(BaseModel):
    """What a report is about."""

    region: str
    window: str
    vintage: str
    finding: str


class Report(BaseModel):
    """A report as its record keeps it, or as its page alone has it.

    Attributes
    ----------
    is_page
        Whether its results were read from its page, which says of a number no more than its text.
    """

    notebook: str
    language: Literal["en", "zh"]
    parameters: dict[str, Any]
    result: Facts
    figures: list[UsedFigure]
    names: dict[str, Names]
    shown: list[Result]
    made: str
    version: str
    is_page: bool = False

    @property
    def finding(self) -> Cell:
        findings = [result.data[0][0] for result in self.shown if result.kind == "finding"]
        return findings[0] if findings else Cell(self.result.finding)

    @property
    def values(self) -> dict[str, Any]:
        """Its parameters, the language aside."""
        return {name: value for name, value in self.parameters.items() if name != "language"}

    def name(self, code: str, language: str) -> str:
        """A region, an indicator or a source in a language; its code where the record does not say."""
        return getattr(self.names[code], language) if code in self.names else code


def figures_kept(observations: Observations, rows: pd.DataFrame) -> dict[str, Any]:
    """The figures in these rows, and what their codes are called, as a record keeps them."""
    kept = rows.assign(known=rows["known"].astype(str).where(rows["known"].notna(), ""))
    codes = {name: sorted(rows[name].unique()) for name in ("region", "indicator", "source")}
    terms = [*map(observations.region, codes["region"]), *map(observations.indicator, codes["indicator"])]
    names = {term.code: {"en": term.name_en, "zh": term.name_zh} for term in terms}
    for source in map(observations.source, codes["source"]):
        names[source.code] = {"en": source.publisher_en, "zh": source.publisher_zh}
    return {"figures": kept[list(UsedFigure._fields)].to_numpy().tolist(), "names": names}


def record_path(file: Path) -> Path:
    """The record of the report that a file belongs to."""
    stem = _STEM.fullmatch(file.name)
    return file.with_name(f"{stem[1]}.json") if stem else file.with_suffix(".json")


def read_report(file: Path) -> Report:
    """The report that a file belongs to: its page, its record or any other of its files.

    A page without its own record, such as one that came by mail, is read for itself, whatever it is called by now.

    Raises
    ------
    InputError
        The file or the record beside it is missing or broken, or was made before records kept their figures.
    """
    if not os.path.isfile(file):
        words = _("%(file)s is no file: give a report's page, or its record")
        raise InputError(words % {"file": shortened(file, 200)})
    is_page, path = file.suffix.lower() in _PAGES, record_path(file)
    if is_page and not path.is_file():
        return _read_page(file, path)
    try:
        report = Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise _no_record(file, path, error.strerror or "") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"][:2])) or path.name
        words = _(
            "%(file)s: the record %(record)s is broken, or by an earlier version; make the report again "
            "(%(where)s: %(reason)s)"
        )
        names = {"file": shortened(file, 200), "record": path.name, "where": shortened(where)}
        names["reason"] = shortened(first["msg"])
        raise InputError(words % names) from None
    return report if not is_page or _states(file, report.made) else _read_page(file, path)


def _read_page(page: Path, record: Path) -> Report:
    """A report from its page alone.

    Raises
    ------
    InputError
        It cannot be read, or does not state what it was made from.
    """
    from zhaotong.reports.page_model import report_of_page  # a parser, which a record does not need
    from zhaotong.reports.proof import NoReportError

    try:
        return report_of_page(page.read_text(encoding="utf-8-sig"))
    except NoReportError:
        raise _no_record(page, record, os.strerror(ENOENT)) from None
    except (InputError, OSError, UnicodeDecodeError) as error:
        words = _("%(file)s has no record beside it, and cannot be read for itself: %(reason)s")
        raise InputError(words % {"file": shortened(page, 200), "reason": shortened(error, 200)}) from None


def _no_record(file: Path, record: Path, reason: str) -> InputError:
    words = _("%(file)s is no report: its record %(record)s cannot be read (%(reason)s)")
    return InputError(words % {"file": shortened(file, 200), "record": record.name, "reason": reason})


def _states(page: Path, made: str) -> bool:
    """Whether a page says that it was made at this time, so that the record beside it is its own."""
    stated = re.search(rb'"made":\s?"([^"]*)"', page.read_bytes().rpartition(b"<script")[2])
    return stated is None or stated[1].decode(errors="replace") == made
