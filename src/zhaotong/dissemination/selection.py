"""Which published figures are wanted: by place, indicator, source, span, time, release and what was known when."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeVar

import pandas as pd

from helpers.api.periods import read_ends
from helpers.figures.candidates import FREQUENCY
from helpers.figures.named import indicator_meant, region_meant, sources_by
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.periods import read_window
from helpers.figures.regions import LEVELS, Region
from helpers.figures.series import select_series
from helpers.text.language import _, either
from helpers.text.messages import InputError, did_you_mean, shortened
from helpers.text.typed import month_typed, plain

SIBLINGS = "siblings"
Named = TypeVar("Named")


@dataclass(frozen=True)
class Selection:
    """What is asked for, as it was typed; what is empty leaves nothing out.

    Attributes
    ----------
    regions, indicators
        Each by code or name; of regions several in one text, with commas.
    sources
        Each by key, or by a word of key, title or publisher, which may mean several.
    spans, levels, bases
        Codes of the data: what a period covers, the level of a region, the release that a figure is of.
    peers
        "siblings" adds the regions of the same parent as those named, a group of data/peer_groups.csv its regions.
    window
        First and last period, such as "2010-2024": figures whose last day lies in it.
    as_of
        A month such as "2023-11": what was known then.
    series
        Of each series the one figure a period that a report would take, by `helpers.figures.series.select_series`.
    """

    regions: Sequence[str] = ()
    indicators: Sequence[str] = ()
    sources: Sequence[str] = ()
    spans: Sequence[str] = ()
    levels: Sequence[str] = ()
    bases: Sequence[str] = ()
    peers: Sequence[str] = ()
    window: str = ""
    as_of: str = ""
    series: bool = False

    def said(self) -> dict[str, Any]:
        """What of it was asked for, as plain data."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(self).items() if value}


def select_figures(observations: Observations, selection: Selection) -> pd.DataFrame:
    """The rows of `Observations.figures` that match, in their order.

    Raises
    ------
    InputError
        A name, code, window or month is none, or may mean several.
    NoFiguresError
        No figure matches.
    """
    known = observations.as_known(_month(selection.as_of))
    figures = known.figures
    wanted = pd.Series(True, figures.index)
    if regions := _regions(observations, selection):
        wanted &= figures["region"].isin([region.code for region in regions])
    if selection.levels:
        levels = _codes("level", selection.levels, LEVELS)
        wanted &= figures["region"].map(observations.regions["level"]).isin(levels)
    if selection.indicators:
        indicators = _each(selection.indicators, lambda name: [indicator_meant(observations, name).code])
        wanted &= figures["indicator"].isin(indicators)
    if selection.sources:
        codes = observations.sources.index
        sources = _each(selection.sources, lambda word: [word] if word in codes else sorted(sources_by(word, known)))
        wanted &= figures["source"].isin(sources)
    if selection.spans:
        wanted &= figures["span"].isin(_codes("span", selection.spans, observations.vocabularies["span"]))
    if selection.bases:
        bases = set(_codes("basis", selection.bases, observations.vocabularies["basis"]))
        releases = {joined: not bases.isdisjoint(joined.split("|")) for joined in figures["basis"].unique()}
        wanted &= figures["basis"].map(releases).astype(bool)
    if selection.window:
        wanted &= _ends_within(figures, selection.window)
    rows = figures[wanted]
    if selection.series and len(rows):
        rows = rows[rows.index.isin(_selected(known, rows, selection))]
    if rows.empty:
        raise NoFiguresError(lambda: _("no published figure matches all that is asked for"))
    return rows


def _regions(observations: Observations, selection: Selection) -> list[Region]:
    """The regions that are named, and their peers."""

    def named(text: str) -> list[Region]:
        return [region_meant(observations, name) for name in observations.places.listed(text)]

    found: list[Region] = _each(selection.regions, named)
    groups = _codes("peers", selection.peers, [SIBLINGS, *observations.vocabularies["group"]])
    if SIBLINGS in groups and not found:
        raise InputError(_("--peers siblings: of which region? name it with --region"))
    beside = [peer for region in found for peer in observations.peers_of(region.code)] if SIBLINGS in groups else []
    listed = [region for group in groups if group != SIBLINGS for region in observations.regions_of(group)]
    return list(dict.fromkeys([*found, *beside, *listed]))


def _each(texts: Iterable[str], find: Callable[[str], list[Named]]) -> list[Named]:
    """What texts mean, each once; all that mean nothing are told at once."""
    found: list[Named] = []
    wrong: list[str] = []
    for text in texts:
        try:
            found += find(plain(text))
        except InputError as error:
            wrong.append(str(error))
    if wrong:
        raise InputError("\n".join(wrong))
    return list(dict.fromkeys(found))


def _codes(option: str, given: Iterable[str], known: Collection[str] | Mapping[str, object]) -> list[str]:
    """Codes of a few that are known."""

    def one(text: str) -> list[str]:
        if text in known:
            return [text]
        words = {"option": option, "value": shortened(text), "known": either([*known])}
        hint = did_you_mean(text, known)
        raise InputError(_('--%(option)s "%(value)s": %(known)s is expected%(hint)s') % {**words, "hint": hint})

    return _each(given, one)


def _month(text: str) -> pd.Period | None:
    """The month whose knowledge is asked for; None for all that is known."""
    if not text or plain(text) == "latest":
        return None
    if month := month_typed(text):
        return pd.Period(month, freq="M")
    raise InputError(_('--as-of "%(month)s": a month such as 2023-11, or latest, is expected') % {"month": text})


def _ends_within(figures: pd.DataFrame, window: str) -> pd.Series:
    """Whether the last day of each figure lies in a window."""
    try:
        first, last = read_ends(plain(window), "month")
    except InputError:
        message = _('--window "%(window)s": two ends are expected, such as 2010-2024 or 2010-')
        raise InputError(message % {"window": shortened(window)}) from None
    times = figures[["period", "span"]].drop_duplicates().itertuples(index=False, name=None)
    inside = {}
    for time in times:
        month = read_window(*time).end.to_period("M")
        inside[time] = (first is None or month >= first) and (last is None or month <= last)
    pairs = zip(figures["period"], figures["span"], strict=True)
    return pd.Series([inside[pair] for pair in pairs], figures.index, dtype=bool)


def _selected(observations: Observations, rows: pd.DataFrame, selection: Selection) -> set[int]:
    """The rows that stand in a series: one a period, of each source or release that is asked for by itself."""
    chosen: set[int] = set()
    asked = rows[rows["span"].isin(FREQUENCY)]
    sources: list[Any] = sorted(set(asked["source"])) if selection.sources else [None]
    bases: list[Any] = [plain(each) for each in selection.bases] or [None]
    for region, indicator, span in set(asked[["region", "indicator", "span"]].itertuples(index=False, name=None)):
        for source, basis in product(sources, bases):
            with suppress(NoFiguresError):  # only figures that stand in no series: in conflict, bounds, ranges
                found = select_series(observations, region, indicator, span, source=source, basis=basis)
                chosen |= {*found.rows.index}
    return chosen
