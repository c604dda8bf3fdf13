"""Where figures come from, as a popover at a number says it: what they are, who published them, and how sure they are.

What is weakly supported is said first. A publication is said once, and its figures follow: a few with their place in it
each, those of a series in a row, very many as a count.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from markupsafe import Markup, escape

from helpers.figures.observations import Observations
from helpers.figures.periods import window_words
from helpers.figures.rows import lines_of
from helpers.figures.sources import Source
from helpers.show.amounts import printed_cell
from helpers.show.caveats import caveat_words, vintage_words
from helpers.show.locators import locator_words
from helpers.show.measures import figure_name
from helpers.show.prose import counting_word
from helpers.text.citations import link
from helpers.text.language import _, _n

PLACED = 4  # figures that stand with their place each; of more, those of one series stand in a row
_NAMED = 40  # figures that stand with their value; more are counted
_NAMED_IN_TABLES = 12  # there are many numbers in a table, and each has a popover of its own
_LONG = 80  # characters of a place for which a popover has no room; the entry of the figure has it
_COLUMNS = ["region", "indicator", "period", "span", "value", "status", "source", "locator", "caveats"]
_BETWEEN = Markup(" · ")
_BRACKET = re.compile(r"\s*[(（][^()（）]*[)）]$")


class Place(Enum):
    """Where the marks stand that open a popover."""

    TEXT = "text"
    TABLE = "a table"  # where a number that rests on many figures names them, and leads to their publications
    LINE = "a line"  # of a long table, which has one popover for all its numbers


class _Origin(NamedTuple):
    """One figure in words.

    Attributes
    ----------
    at
        Its period as it is recorded, by which figures are put in order.
    doubts
        Why it is weakly supported; empty where it is not.
    """

    row: int
    source: Source
    region: str
    indicator: str
    at: str
    period: str
    value: str
    place: str
    doubts: str

    @property
    def subject(self) -> str:
        """The series that it is of."""
        return _("%(region)s, %(indicator)s") % {"region": self.region, "indicator": self.indicator}

    @property
    def whole(self) -> str:
        """What it is, and its value."""
        names = {"region": self.region, "indicator": self.indicator, "period": self.period, "value": self.value}
        return _("%(region)s, %(indicator)s, %(period)s: %(value)s") % names


class Origins:
    """What popovers say of figures, in the language in use.

    Parameters
    ----------
    rows
        Those of the figures; what is no row of the data is passed by.
    addresses
        The ids of the page, among which are those of its entries of figures.
    """

    def __init__(self, observations: Observations, rows: Iterable[int], addresses: Collection[str]) -> None:
        self._observations, self._addresses = observations, addresses
        index = observations.figures.index
        known = observations.figures.loc[index.intersection(sorted(rows))]
        self._periods = {each: window_words(*each) for each in set(zip(known["period"], known["span"], strict=True))}
        self._editions: dict[tuple[str, ...], tuple[Markup, str]] = {}
        self._known = {row: self._origin(row, *said) for row, *said in lines_of(known, *_COLUMNS)}

    def _origin(self, row: int, region: str, code: str, at: str, span: str, printed: str, *said: str) -> _Origin:
        status, published, locator, caveats = said
        indicator, source = self._observations.indicator(code), self._observations.source(published)
        place, doubts = locator_words(locator), ""
        if source.reliability == "weak" or status != "normal":
            doubts = caveat_words(self._observations, caveats) or source.reliability_name
        where = self._observations.region(region)
        return _Origin(
            row,
            source,
            where.name,
            figure_name(indicator, where, span),
            at,
            self._periods[at, span],
            printed_cell(printed, indicator.unit, counted_by=counting_word(indicator)).text,
            Markup("<small>{}</small>").format(place) if 0 < len(place) <= _LONG else "",
            doubts,
        )

    def has(self, rows: Iterable[int]) -> bool:
        """Whether all of these are rows of the data."""
        return all(row in self._known for row in rows)

    def said(self, rows: Collection[int], place: Place = Place.TEXT) -> Markup:
        """What the popover says of marks that lead to these rows or, in a line, to some of them."""
        origins = [self._known[row] for row in sorted(rows)]
        groups: dict[tuple, list[_Origin]] = {}
        for origin in sorted(origins, key=lambda origin: (not origin.doubts, origin.source.rank)):
            editions = (origin.source.code,) if len(origins) <= PLACED else origin.source.publication
            groups.setdefault((bool(origin.doubts), origin.source.rank, *editions), []).append(origin)
        message = _("The %(n)s figures behind this line") if place is Place.LINE else _("Rests on %(n)s figures")
        heading = origins[0].whole if len(origins) == 1 else message % {"n": len(origins)}
        parts = (self._publication(group, len(origins), place) for group in groups.values())
        return Markup("<h3>{}</h3>{}").format(heading, Markup("").join(parts))

    def _publication(self, origins: list[_Origin], count: int, place: Place) -> Markup:
        """The figures of one publication, of so many in all: what speaks against them, whose they are, and where."""
        sources = list(dict.fromkeys(each.source for each in origins))
        lines: list[str] = []
        if doubts := _("; ").join(dict.fromkeys(each.doubts for each in origins if each.doubts)):
            words = _("Weakly supported: %(why)s") % {"why": doubts}
            lines.append(Markup("<strong>{}</strong>").format(words))
        few, card = count <= PLACED and place is not Place.LINE, f"p-{sources[0].code}"
        address = f"#{card}" if (not few or place is Place.TABLE) and card in self._addresses else ""
        said, known = self._words(sources, address)
        if place is not Place.TEXT and not few and address:  # the card has what else is to be said of the publisher
            said = Markup("<a href={}>{}</a>").format(address, short_name(sources[0].publisher))
        about = [said, sources[0].reliability_name, known]
        if count == 1:
            about += [origins[0].place, self._entry(origins[0])]
        lines.append(_joined(*about))
        if few and count > 1:
            lines += [_joined(each.whole, each.place, self._entry(each)) for each in origins]
        elif not few:
            most = _NAMED_IN_TABLES if place is Place.TABLE else _NAMED
            lines += self._together(origins, place is not Place.TABLE) if count <= most else _counts(origins)
        return Markup("").join(map(Markup("<p>{}").format, lines))  # a paragraph ends where the next one begins

    def _words(self, sources: list[Source], address: str) -> tuple[Markup, str]:
        """What editions of a publication are, and as of when, which many popovers say."""
        key = (address, *(each.code for each in sources))
        if key not in self._editions:
            self._editions[key] = publication(sources, address), vintage(sources)
        return self._editions[key]

    def _together(self, origins: list[_Origin], to_entries: bool) -> Iterator[Markup]:
        """Figures by their series or, where these are more, by their time; each value may lead to its entry."""
        series: dict[str, list[Markup]] = {}
        times: dict[str, list[Markup]] = {}
        for each in origins:
            value = self._entry(each, each.value) if to_entries else escape(each.value)
            series.setdefault(each.subject, []).append(_valued(each.period, value))
            time = _("%(indicator)s, %(period)s") % {"indicator": each.indicator, "period": each.period}
            times.setdefault(time, []).append(_valued(each.region, value))
        for name, values in min(series, times, key=len).items():
            yield Markup(_("%(name)s: %(value)s")) % {"name": name, "value": Markup(_(", ")).join(values)}

    def _entry(self, origin: _Origin, words: str = "") -> Markup:
        """The way to the full entry of a figure, where the page has it."""
        words = words or _("row %(row)s") % {"row": origin.row}
        if f"r{origin.row}" not in self._addresses:
            return escape(words)
        return Markup("<a href=#r{}>{}</a>").format(origin.row, words)


def popover(name: str, said: Markup) -> Markup:
    """What marks open that lead to this name."""
    html = Markup("<div popover class=origin id={0}><button popovertarget={0}>{1}</button>{2}</div>")
    return html.format(name, _("Close"), said)


def _counts(origins: list[_Origin]) -> Iterator[str]:
    """How many figures of each indicator, and of what time, where they are too many to be named."""
    found: dict[str, list[_Origin]] = {}
    for each in sorted(origins, key=lambda each: each.at):
        found.setdefault(each.indicator, []).append(each)
    for name, figures in found.items():
        words = _n("%(name)s, %(period)s: %(n)s figure", "%(name)s, %(period)s: %(n)s figures", len(figures))
        yield words % {"name": name, "period": _ends([each.period for each in figures]), "n": len(figures)}


def _ends(words: list[str]) -> str:
    """The first of several and, where it is another, the last."""
    first, last = words[0], words[-1]
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def short_name(publisher: str) -> str:
    """A publisher without what is said of it in brackets, for where its card is at hand."""
    return _BRACKET.sub("", publisher)


def publication(sources: list[Source], address: str = "", *, shortly: bool = False) -> Markup:
    """Publisher and title, which leads to it, or to an address; of several editions the first, and how many others."""
    first, *others = sources
    publisher = short_name(first.publisher) if shortly else first.publisher
    title = Markup('<a href="{}">{}</a>').format(address, first.title) if address else link(first.title, first.url)
    cited = Markup("<cite>{}</cite>").format(title)
    said = Markup(_("%(publisher)s, %(title)s")) % {"publisher": publisher, "title": cited}
    if not others:
        return said
    words = _n("%(title)s and %(n)s other edition", "%(title)s and %(n)s other editions", len(others))
    return Markup(words) % {"title": said, "n": len(others)}


def vintage(sources: Iterable[Source]) -> str:
    """As of when their figures are; empty where that is not recorded."""
    codes = sorted({source.vintage for source in sources} - {""})
    if not codes:
        return ""
    words = _ends([vintage_words(codes[0]), vintage_words(codes[-1])])
    return words if codes == ["first-release"] else _("figures as of %(vintage)s") % {"vintage": words}


def _valued(name: str, value: Markup) -> Markup:
    """A value behind its time or place: "2023 7.7%"; in Chinese without a space."""
    return Markup(_("%(name)s %(value)s")) % {"name": name, "value": value}


def _joined(*parts: str) -> Markup:
    """What is said, one after the other."""
    return _BETWEEN.join(filter(None, parts))
