"""What became of the figures that a page carries: each held against what the data print now."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from helpers.checks.findings import CANNOT, CONFLICT, REVISION, ROUNDING, SAME, verdict_words
from helpers.figures.observations import Observations
from helpers.figures.periods import window_words
from helpers.figures.printed import read_printed
from helpers.show.locators import locator_words
from helpers.text.cells import MISSING
from helpers.text.language import _, in_language, month
from zhaotong.reports.printed import PrintedFigure, used_figures, used_sources
from zhaotong.reports.proof import Proof

NEW, REVISED, WITHDRAWN, DESCRIBED, RENAMED = "new", "revised", "withdrawn", "described", "renamed"
_DESCRIPTION = ("unit", "locator", "vintage", "reliability", "caveats")
_Cell = tuple[str, ...]


class Change(NamedTuple):
    """What is printed otherwise than when a page was made.

    Attributes
    ----------
    what
        NEW, REVISED, WITHDRAWN, DESCRIBED or RENAMED.
    verdict
        What that makes of the figure on the page, in the one vocabulary of verdicts.
    then, now
        What the page carries, and what the data print; empty where there is nothing.
    said
        It in a sentence of the language in use.
    """

    what: str
    verdict: str
    then: str
    now: str
    said: str


class Printed:
    """The figures of the data as pages carry them, by what they are figures of.

    Parameters
    ----------
    observations
        The data.
    """

    def __init__(self, observations: Observations) -> None:
        self.observations = observations
        self._by_source: dict[_Cell, list[PrintedFigure]] = {}
        self._by_cell: dict[_Cell, list[PrintedFigure]] = {}
        self.figures = set(used_figures(observations, observations.figures))
        for figure in self.figures:
            self._by_source.setdefault(_of_source(figure), []).append(figure)
            self._by_cell.setdefault(_cell(figure), []).append(figure)

    def changes(self, proof: Proof, used: Iterable[PrintedFigure] = ()) -> list[Change]:
        """What changed since a page was made of what it rests on, in its order.

        Parameters
        ----------
        used
            The figures that the page would rest on now.
        """
        found = [*filter(None, map(self._since, proof.figures))]
        carried = {_of_source(figure) for figure in proof.figures}
        found += [self._new(figure) for figure in used if _of_source(figure) not in carried]
        return [*found, *self._renamed(proof)]

    def _since(self, figure: PrintedFigure) -> Change | None:
        """What became of a figure of a page; None where it stands as it stood."""
        own = self._by_source.get(_of_source(figure), [])
        if any(each[1:] == figure[1:] for each in own):
            return None
        if alike := [each for each in own if each.value == figure.value]:
            return self._described(figure, alike[0])
        if own:
            verdict = _verdict(figure, own[0])
            message = _("%(figure)s: %(then)s when the page was made, %(now)s now; %(source)s, %(place)s (%(verdict)s)")
            return self._change(REVISED, verdict, figure, own[0].value, message)
        others = self._by_cell.get(_cell(figure), [])
        if others:
            verdict = min((_verdict(figure, each) for each in others), key=[SAME, ROUNDING, REVISION, CONFLICT].index)
            verdict = REVISION if verdict == CONFLICT else verdict
            message = _(
                "%(figure)s: %(then)s when the page was made, withdrawn since, and %(now)s from others; "
                "%(source)s, %(place)s (%(verdict)s)"
            )
            values = _(", ").join(dict.fromkeys(each.value for each in others))
            return self._change(WITHDRAWN, verdict, figure, values, message)
        message = _(
            "%(figure)s: %(then)s when the page was made, withdrawn since, and printed by no other; "
            "%(source)s, %(place)s (%(verdict)s)"
        )
        return self._change(WITHDRAWN, CANNOT, figure, "", message)

    def _described(self, figure: PrintedFigure, now: PrintedFigure) -> Change:
        message = _("%(figure)s: %(then)s as before, recorded otherwise (%(now)s); %(source)s, %(place)s (%(verdict)s)")
        names = [name for name in _DESCRIPTION if getattr(figure, name) != getattr(now, name)]
        said = (f"{getattr(figure, name) or MISSING} → {getattr(now, name) or MISSING}" for name in names)
        return self._change(DESCRIBED, SAME, figure, _(", ").join(said), message)

    def _new(self, figure: PrintedFigure) -> Change:
        message = _("%(figure)s: %(now)s is new; %(source)s, %(place)s")
        return self._change(NEW, SAME, figure, figure.value, message)._replace(then="")

    def _change(self, what: str, verdict: str, figure: PrintedFigure, now: str, message: str) -> Change:
        words = {"figure": self.name(figure), "then": figure.value, "now": now, "verdict": verdict_words(verdict)}
        words |= {"source": self._source(figure), "place": locator_words(figure.locator)}
        return Change(what, verdict, figure.value, now, message % words)

    def _renamed(self, proof: Proof) -> Iterator[Change]:
        known = self.observations.sources.index
        with in_language(proof.language):  # in which the page names them
            present = used_sources(self.observations, [each for each in proof.figures if each.source in known])
        for code, now in present.items():
            then = proof.sources.get(code)
            pairs = zip((then or now).model_dump().values(), now.model_dump().values(), strict=True)
            for one, other in ((one, other) for one, other in pairs if one != other):
                words = _('the source %(code)s was named "%(then)s" when the page was made, "%(now)s" now')
                said = words % {"code": code, "then": one, "now": other}
                yield Change(RENAMED, SAME, one, other, said)

    def name(self, figure: PrintedFigure) -> str:
        """What a figure is of: place, indicator and period."""
        places, indicators = self.observations.places, self.observations.indicators.index
        region, indicator = figure.region, figure.indicator
        region = places[region].name if region in places else region
        indicator = self.observations.indicator(indicator).name if indicator in indicators else indicator
        try:
            period = window_words(figure.period, figure.span)
        except (ValueError, AttributeError):  # of a page that was tampered with
            period = figure.period
        return _(", ").join([region, indicator, period])

    def _source(self, figure: PrintedFigure) -> str:
        known = figure.source in self.observations.sources.index
        name = self.observations.source(figure.source).publisher if known else figure.source
        return (
            _("%(source)s, %(month)s") % {"source": name, "month": _month(figure.vintage)} if figure.vintage else name
        )


def _cell(figure: PrintedFigure) -> _Cell:
    return figure[1:5]


def _of_source(figure: PrintedFigure) -> _Cell:
    return (*_cell(figure), figure.source)


def _month(code: str) -> str:
    try:
        return month(pd.Period(code, freq="M")) if code else ""
    except ValueError:
        return code


def _verdict(then: PrintedFigure, now: PrintedFigure) -> str:
    """What another print of a cell makes of a figure."""
    if then.value == now.value:
        return SAME
    try:
        one, other = read_printed(then.value), read_printed(now.value)
    except ValueError:
        return CONFLICT
    if one.low <= other.value <= one.high or other.low <= one.value <= other.high:
        return ROUNDING
    return REVISION if then.vintage != now.vintage else CONFLICT
