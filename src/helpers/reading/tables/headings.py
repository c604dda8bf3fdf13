"""What the head of a column or the name of a row says: subject, measure, unit, time, and what is not understood."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from helpers.figures.english_units import english_unit
from helpers.reading.readings import Role
from helpers.reading.tables.english_units import english_units
from helpers.reading.tables.heading_words import (
    AGAINST_YEAR,
    ANNUAL,
    BEGINS,
    CHILD,
    CUMULATIVE,
    EXPECTED,
    FOREIGN,
    GENERIC,
    HARMLESS,
    INDEX,
    LAST_YEAR,
    LEVEL,
    NOMINAL,
    NOTE_SIGNS,
    OF_YEAR,
    OTHERS,
    RATES,
    SINGLE,
    growth_in,
    words_in,
)
from helpers.reading.tables.times import time_told
from helpers.reading.vocabulary import Facet, Subject, Vocabulary
from helpers.reading.windows import PATTERN, Window, Windows


@dataclass(frozen=True)
class Heading:
    """What a heading says.

    Attributes
    ----------
    subject, facet
        What is measured, and what of it.
    role
        Where it is no plain value: last year's, a change, a target.
    unit
        As printed.
    units
        All units where it prints several: 亿元、%.
    window
        The time that it names.
    span
        ytd or single, where it says so: 累计, 当月.
    basis
        real, nominal or previous, where it says that growth is at constant or current prices, or on the month before.
    rate
        Whether its word for growth means per cent.
    index
        Whether it is an index.
    rest
        Words that are not understood; the whole is another thing then.
    child
        Whether it is marked as part of what is above it.
    marks
        Its footnote signs.
    forecast
        Whether its time is one that is only expected: 2033E.
    generic
        Whether it says only that numbers stand below it: 数值, value.
    """

    text: str = ""
    subject: Subject | None = None
    facet: Facet | None = None
    role: Role | None = None
    unit: str = ""
    units: tuple[str, ...] = ()
    window: Window | None = None
    span: str = ""
    basis: str = ""
    rate: bool = False
    index: bool = False
    rest: str = ""
    child: bool = False
    marks: tuple[str, ...] = ()
    forecast: bool = False
    generic: bool = False


class Headings:
    """Reads the headings of the tables of one text."""

    def __init__(self, vocabulary: Vocabulary, windows: Windows) -> None:
        self.vocabulary, self.windows = vocabulary, windows
        self._units = {*vocabulary.units, "%", "个百分点", "百分点"}

    def read(self, printed: str) -> Heading:
        """What a heading says."""
        marks = tuple(NOTE_SIGNS.findall(printed))
        text = BEGINS.sub("", words_in(printed)).strip()
        found = Heading(text, child=bool(CHILD.match(printed)), marks=marks, index=bool(INDEX.search(text)))
        if named := self.vocabulary.named(text):
            return replace(found, subject=named[0], facet=named[1])
        if OF_YEAR.fullmatch(text):
            return self._words(found, text)
        found, bare = self._in_brackets(found, text)
        if not found.unit:
            found, bare = self._unit_behind(found, bare)
        return self._words(found, bare.strip(" ，,：_　/"))

    def unit_of(self, words: str) -> str:
        """The unit that a text is, as printed; empty where it is none."""
        bare = re.sub(r"^(?:计量)?单位[：:]?|^units?:?\s*|[/　]人$|^annual ", "", words.strip(), flags=re.IGNORECASE)
        bare = bare.strip("（）() ：±")
        if bare not in self._units and words.isascii():
            bare = english_unit(bare)
        return bare if bare in self._units else ""

    def units_of(self, words: str) -> tuple[str, ...]:
        """The units that a text lists: 单位：亿元、%."""
        if words.isascii():
            listed = [self.unit_of(each) for each in english_units(words)]
            return tuple(listed) if all(listed) else ()
        bare = re.sub(r"^.*?(?:计量)?单位[：:]\s*", "", words_in(words)).strip("（）() ")
        found = [self.unit_of(part) for part in re.split("[、，,/；和 ]+", bare)]
        return tuple(found) if found and all(found) else ()

    def window_of(self, words: str) -> Window | None:
        """The time that a text is, and says nothing else."""
        return time_told(words, self.windows)

    def _in_brackets(self, found: Heading, text: str) -> tuple[Heading, str]:
        """What stands in brackets: a unit, a time, words of growth; what is not understood stays."""
        for inside in re.findall("（([^（）]*)）", text):
            unit, window = self.unit_of(inside), self.window_of(inside)
            if FOREIGN.search(inside):  # another currency, which no indicator is in
                found = replace(found, unit=inside)
                continue
            if ANNUAL.fullmatch(inside.strip()):
                found = replace(found, unit="%", facet=Facet.GROWTH, rate=True)
                continue
            units = self.units_of(inside)
            if unit:
                found = replace(found, unit=unit)
            elif len(units) > 1:
                found = replace(found, units=units)
            elif window:
                found = replace(found, window=window)
            elif INDEX.fullmatch(inside.strip()):
                found = replace(found, index=True)
            elif not HARMLESS.fullmatch(inside):
                unit = self.unit_of(re.split("[，、；：]| of ", inside)[0])
                found = replace(found, unit=unit, rest=found.rest + inside)
        return found, re.sub("（[^（）]*）", "", text)

    def _unit_behind(self, found: Heading, text: str) -> tuple[Heading, str]:
        for separator in ("：", "，", ", ", " ", "　", "/"):
            before, _sign, after = text.rpartition(separator)
            if before and (unit := self.unit_of(after)):
                return replace(found, unit=unit), before
        return found, text

    def _words(self, found: Heading, text: str) -> Heading:
        """The words of a heading: what they name, and what of it they measure."""
        if unit := self.unit_of(text):
            return replace(found, unit=found.unit or unit)
        if not text or (found.index and re.fullmatch("指数|index", text, re.IGNORECASE)):
            return found
        if re.fullmatch(LAST_YEAR, text, re.IGNORECASE):
            return replace(found, role=Role.PREVIOUS)
        if window := self.window_of(text):
            return replace(found, window=window, forecast=bool(EXPECTED.fullmatch(text)))
        if named := self.vocabulary.named(text):
            return replace(found, subject=named[0], facet=named[1] or found.facet)
        if against := AGAINST_YEAR.search(text):
            year_before = int(against[1]) == self.windows.head.year - 1
            found = replace(found, basis=found.basis if year_before else "previous")
            return self._words(found, _without(text, against))
        if NOMINAL.match(text):
            return self._words(replace(found, basis="nominal"), NOMINAL.sub("", text))
        for words, meaning in OTHERS:
            if match := re.search(words, text, re.IGNORECASE):
                if isinstance(meaning, Facet):
                    found = replace(found, facet=found.facet or meaning)
                else:
                    found = replace(found, role=found.role or meaning)
                return self._words(found, _without(text, match))
        grows = growth_in(text)
        if grows and found.facet in (None, Facet.GROWTH):
            return self._words(_grown(found, grows), _without(text, grows))
        for shape, span in ((CUMULATIVE, "ytd"), (SINGLE, "single")):
            if (said := shape.search(text)) and not found.span:
                found = replace(found, span=span, facet=found.facet or Facet.LEVEL)
                return self._words(found, _without(text, said))
        if (timed := re.search(PATTERN, text)) and not found.window and (window := self.window_of(timed[0])):
            return self._words(replace(found, window=window), _without(text, timed))
        if said := LEVEL.search(text):
            generic = bool(GENERIC.fullmatch(text))
            return self._words(replace(found, facet=found.facet or Facet.LEVEL, generic=generic), _without(text, said))
        return replace(found, rest=text + found.rest)


def together(headings: Iterable[Heading]) -> Heading:
    """What the levels of a heading say together, the upper first; the lower is more precise."""
    whole = Heading()
    for each in headings:
        whole = Heading(
            text=f"{whole.text} / {each.text}".strip(" /"),
            subject=each.subject or whole.subject,
            facet=each.facet or whole.facet,
            role=each.role or whole.role,
            unit=each.unit or whole.unit,
            units=each.units or whole.units,
            window=each.window or whole.window,
            span=each.span or whole.span,
            basis=each.basis or whole.basis,
            rate=each.rate or whole.rate,
            index=each.index or whole.index,
            rest=whole.rest + each.rest,
            child=whole.child or each.child,
            marks=whole.marks + each.marks,
            forecast=whole.forecast or each.forecast,
            generic=each.generic,
        )
    return whole


def _grown(found: Heading, said: re.Match[str]) -> Heading:
    """A heading with what its words for growth say."""
    parts = said.groupdict()
    kind = parts.get("kind") or parts.get("more") or ""
    basis = "real" if kind == "实际" or parts.get("prices") in ("不变价", "可比价") else ""
    basis = "nominal" if kind == "名义" or parts.get("prices") in ("现价", "当年价") else basis
    percent = bool(parts.get("percent")) or said[0].startswith("%")
    return replace(
        found,
        span=found.span or ("ytd" if "累计" in said[0] else ""),
        facet=Facet.GROWTH,
        basis="previous" if kind == "环比" else found.basis or basis,
        rate=found.rate or percent or parts.get("word") in RATES,
        unit=found.unit or ("%" if percent else ""),
    )


def _without(text: str, match: re.Match[str]) -> str:
    return (text[: match.start()] + text[match.end() :]).strip(" ，,：_　/的")
