"""The entries of a keeper: figures and new sources, cell by cell as text, each with its place in a file."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from helpers.figures.observations import Observations
from helpers.figures.package import cell_fault
from helpers.text.language import _, either, number
from helpers.text.messages import InputError
from helpers.text.typed_periods import lacks_year, period_typed, span_typed
from zhaotong.keeping.indicators import indicator_for
from zhaotong.keeping.values import CONVERTED, value_meant

_SECOND_HALF = re.compile("下半年|h2", re.IGNORECASE)
_LONGEST = 2000  # characters in a cell: a longer one is no place, title or note


@dataclass(frozen=True)
class Entry:
    """A figure or a source that is to be recorded.

    Attributes
    ----------
    place
        Its place, such as 'figures.xlsx, sheet "figures 数据", row 7'.
    cells
        Its text by column of the table it is for; a column without a cell is empty.
    faults
        What was wrong with it before any check, to be put behind its place.
    """

    place: str
    cells: dict[str, str]
    faults: tuple[str, ...] = ()

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def with_cells(self, **cells: str) -> "Entry":
        """The entry with other text in some of its cells."""
        return replace(self, cells=self.cells | cells)


def _column(title_zh: str, description: str, description_zh: str) -> dict[str, str]:
    return {"title_zh": title_zh, "description": description, "description_zh": description_zh}


# The columns that a review has besides those of data/observations.csv.
REVIEWED = {
    "accept": _column("接受", "x: record this row; no: never propose its like again", "x：收录；no：今后不再提出同类"),
    "state": _column(
        "处理", "row, other, left_out or unread", "row 建议收录，other 非指标值，left_out 略去，unread 未读懂"
    ),
    "standing": _column("比对", "how it stands to what is recorded", "与已有数据的比对结果"),
    "sure": _column("把握", "yes where the text leaves no doubt", "yes：原文明确无疑"),
    "printed": _column("原文数字", "the number as the text has it", "原文中的数字"),
    "quote": _column("原句", "the sentence that it stands in", "数字所在的句子"),
    "why": _column("说明", "what there is to know of it", "须知"),
}


@dataclass(frozen=True)
class ReviewedText:
    """The text that a review is of.

    Attributes
    ----------
    file, digest
        The name of its file and the SHA-256 of that.
    lines
        Its lines, the first of them line 1.
    regions, columns
        What was decided of it: codes of regions by the names that it has for them, answers by the questions.
    """

    file: str
    digest: str
    lines: tuple[str, ...]
    regions: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Batch:
    """Entries that are recorded together or not at all.

    Attributes
    ----------
    unfilled
        The places of rows without value and locator, which are no figures.
    text
        The text that was reviewed; None where the figures are not those of a review.
    releases
        Rows of data/bases.csv: which release the figures of a new source are.
    """

    figures: list[Entry]
    sources: list[Entry] = field(default_factory=list)
    unfilled: list[str] = field(default_factory=list)
    text: ReviewedText | None = None
    releases: list[Entry] = field(default_factory=list)


def text_faults(entry: Entry) -> list[str]:
    """The cells with text that no column allows: it would break the table, or run in a spreadsheet that opens it."""
    return [cell_fault(column, text, reason) for column, text in entry.cells.items() if (reason := text_refusal(text))]


def text_refusal(text: str) -> str:
    """Why a text is allowed in no cell; empty where it is allowed."""
    if len(text) > _LONGEST:
        words = _("%(count)s characters, where at most %(most)s are expected")
        return words % {"count": number(len(text), 0), "most": number(_LONGEST, 0)}
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"):
            if character in "\r\n\u2028\u2029":
                return _("it holds a line break, which cannot be seen in a table")
            words = _("it holds the character U+%(code)s, which cannot be seen in a table")
            return words % {"code": f"{ord(character):04X}"}
    if re.match(r"[=@]|\+(?![0-9.]+$)|-(?![0-9])", text):  # +5.8 is a number, and read as 5.8
        words = _('a spreadsheet would take what begins with "%(sign)s" for a formula; begin with a word')
        return words % {"sign": text[0]}
    return ""


def resolve_figure(entry: Entry, observations: Observations) -> Entry:
    """A figure as it is recorded: codes for the names of region and indicator, its period and value in their notation.

    The default status is normal. The default span is that of the words of the period, else that of all recorded figures
    of the indicator whose period is written in the same way, where there is but one. The entry that is returned has the
    faults that were found.
    """
    found, faults = {"status": entry["status"] or "normal"}, list(entry.faults)

    def read(column: str, how: Callable[[str], str]) -> None:
        if entry[column]:  # an empty one is refused as what it is
            try:
                found[column] = how(entry[column])
            except InputError as error:
                faults.append(_unread(column, entry[column], error))

    read("region", partial(observations.find_region, recording=True))
    read("indicator", lambda name: indicator_for(name, entry["value"], observations))
    period = period_typed(entry["period"])
    read("period", lambda text: period.period if period else period_named(text))
    read("span", lambda text: span_typed(text) or text)
    if "indicator" in found:
        indicator = observations.indicator(found["indicator"])

        def value(text: str) -> str:
            meant = value_meant(text, indicator, observations, entry["caveats"])
            if meant.converted and CONVERTED not in entry["caveats"].split("|"):
                found["caveats"] = "|".join(sorted(filter(None, [*entry["caveats"].split("|"), CONVERTED])))
            return meant.notation

        read("value", value)
    if bool(entry["note_zh"]) != bool(entry["note_en"]):
        missing = "note_zh" if entry["note_en"] else "note_en"
        faults.append(cell_fault(missing, "", _("a note comes in both languages")))
    if period and period.span:
        said = found.setdefault("span", period.span)
        if said != period.span:
            words = _('"%(period)s" is %(span)s') % {"period": entry["period"], "span": period.span}
            faults.append(cell_fault("span", entry["span"], words))
    if not found.get("span") and "indicator" in found and "period" in found:
        spans = spans_of(observations, found["indicator"], found["period"])
        if len(spans) == 1:
            found["span"] = spans[0]
        elif spans:
            names = {"period": entry["period"], "indicator": found["indicator"], "spans": either(spans)}
            which = _("%(period)s of %(indicator)s is %(spans)s: say which")
            faults.append(cell_fault("span", "", which % names))
    return replace(entry.with_cells(**found), faults=tuple(faults))


def _unread(column: str, text: str, error: InputError) -> str:
    """What is wrong with a cell whose text means nothing that is recorded, or not one thing alone."""
    if column in ("region", "indicator"):  # whose messages name the text
        return _(', column "%(column)s": %(reason)s') % {"column": column, "reason": error}
    return cell_fault(column, text, str(error))


def period_named(text: str) -> str:
    """A period that is not put in words, as it stands.

    Raises
    ------
    InputError
        It is the part of a year, without the year, or a day as spreadsheets count it.
    """
    if _SECOND_HALF.search(text):
        raise InputError(_("the data have no span for the second half of a year: record its quarters, or the year"))
    if re.fullmatch("[34][0-9]{4}", text):
        day = date(1899, 12, 30) + timedelta(days=int(text))
        raise InputError(_("a spreadsheet counts days so: it is %(day)s there") % {"day": f"{day:%Y-%m-%d}"})
    if lacks_year(text):
        part = re.sub("^[今去本上当明]年(?:同期|以来)?", "", text)
        raise InputError(
            _("of which year? Such as %(year)s年%(period)s") % {"year": date.today().year - 1, "period": part}
        )
    return text


def spans_of(observations: Observations, indicator: str, period: str) -> list[str]:
    """The spans under which figures of an indicator with a period of this notation are recorded."""
    figures = observations.figures_of(indicator=indicator)
    notations = figures["period"].str.replace(r"\d", "0", regex=True)
    recorded = set(figures["span"][notations == re.sub(r"\d", "0", period)])
    return [span for span in observations.vocabularies["span"] if span in recorded]


def resolve_source(entry: Entry) -> Entry:
    """A source with default values for empty cells: levels not carried back; known when it was published.

    The entry that is returned has the faults that were found.
    """
    faults = list(entry.faults)
    for column in ("published", "accessed"):
        if len(entry[column]) == len("2025-03-20"):
            try:
                date.fromisoformat(entry[column])
            except ValueError:
                faults.append(cell_fault(column, entry[column], _("it is no day of the calendar")))
    vintage = entry["vintage"] or entry["published"][: len("2025-03")]
    filled = entry.with_cells(back_revised=entry["back_revised"] or "no", vintage=vintage)
    return replace(filled, faults=tuple(faults))
