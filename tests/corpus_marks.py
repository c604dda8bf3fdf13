"""Reads the hand-marked texts of tests/corpus: what a bulletin prints, and what each of its numbers means."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"
HALVES = ("build", "gate")

# How many of an indicator's own unit one of the printed unit is.
UNITS: Mapping[str, Mapping[str, str]] = {
    "100m_cny": {
        **{"万亿元": "10000", "亿元": "1", "億元": "1", "万元": "0.0001", "萬元": "0.0001", "元": "0.00000001"},
        **{"trillion yuan": "10000", "billion yuan": "10", "million yuan": "0.01"},
    },
    "cny": {"元": "1", "万元": "10000", "萬元": "10000", "yuan": "1"},
    "10k_persons": {"万人": "1", "萬人": "1", "人": "0.0001", "million people": "100"},
    "10k_visits": {"万人次": "1", "亿人次": "10000"},
    "10k_tonnes": {"万吨": "1", "萬噸": "1", "吨": "0.0001", "亿斤": "5", "million tonnes": "100"},
    "10k_m2": {"万平方米": "1"},
    "100m_kwh": {"亿千瓦时": "1", "億千瓦時": "1", "万千瓦时": "0.0001", "billion kWh": "10"},
    "pct": {"%": "1", "％": "1", "percent": "1", "百分之": "1"},
    "per_mille": {"‰": "1"},
    "pp": {"个百分点": "1", "个点": "1", "個百分點": "1", "percentage points": "1", "percentage point": "1"},
    "count": dict.fromkeys(("户", "戶", "家", "个", "個", "件", "项", "項", "次", "场", "場"), "1"),
    "workdays": {"个工作日": "1"},
    "years": {"年": "1"},
    "km2": {"平方公里": "1"},
}
# What stands in a unit of its own beside the indicator that it is about.
RELATIVE = ("gap", "change", "share", "multiple", "rank", "contribution")
_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]*)\]")


def factor(printed: str, unit: str) -> Decimal | None:
    """How many of `unit` one of the `printed` unit is; None where they measure different things."""
    found = UNITS.get(unit, {}).get(printed)
    return None if found is None else Decimal(found)


@dataclass(frozen=True)
class Mark:
    """One number of a text: where it stands in the plain text, and what a person read it as.

    `value` is in the unit of the indicator and signed; None for what is only said in words and has no value.
    """

    start: int
    end: int
    printed: str
    indicator: str | None
    region: str
    period: str
    span: str
    keys: Mapping[str, str]

    @property
    def role(self) -> str:
        return self.keys.get("role", "value")

    @property
    def words(self) -> bool:
        return "words" in self.keys

    @property
    def value(self) -> Decimal | None:
        if "value" in self.keys:
            return Decimal(self.keys["value"])
        try:
            return Decimal(unicodedata.normalize("NFKC", self.printed).replace(",", "").replace(" ", ""))
        except InvalidOperation:
            return None

    @property
    def is_row(self) -> bool:
        """Whether a row of observations can be made of it: a plain value of an indicator, now or earlier."""
        return self.indicator is not None and self.role in ("value", "previous") and "bound" not in self.keys


@dataclass(frozen=True)
class Contradiction:
    """What a text says that cannot all be true: the kind, the numbers that it is seen in, and why."""

    kind: str
    printed: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class MarkedText:
    head: Mapping[str, str]
    contradictions: tuple[Contradiction, ...]
    plain: str
    marks: tuple[Mark, ...]


def parse(text: str) -> MarkedText:
    """Split a marked text into its head, the text as printed, and its marks with their place in the text as printed."""
    top, body = text.split("\n---\n", 1)
    head, told = {}, []
    for line in top.splitlines():
        key, _, value = line.partition(": ")
        if key == "contradiction":
            kind, printed, why = value.split(" | ")
            told.append(Contradiction(kind, tuple(printed.split("; ")), why))
        else:
            head[key] = value
    plain, marks, end = "", [], 0
    for match in _MARK.finditer(body):
        plain += body[end : match.start()]
        name, *given = match[2].split("; ")
        keys = {key: value for key, _, value in (part.partition("=") for part in given)}
        said = {key: keys.pop(key, head[key]) for key in ("region", "period", "span")}
        start, end = len(plain), match.end()
        plain += match[1]
        marks.append(Mark(start, len(plain), match[1], None if name == "-" else name, **said, keys=keys))
    return MarkedText(head, tuple(told), plain + body[end:], tuple(marks))


def texts(half: str) -> dict[str, MarkedText]:
    """The texts of a half (build, gate) by the name of their file."""
    return {file.name: parse(file.read_text("utf-8")) for file in sorted((FOLDER / half).glob("*.txt"))}


def each(check: Callable[[MarkedText], Iterator[str]], of: Mapping[str, MarkedText]) -> None:
    """All at once: the names of all texts that fail, with what is wrong in each."""
    wrong = {name: found for name, text in of.items() if (found := list(check(text)))}
    assert wrong == {}
