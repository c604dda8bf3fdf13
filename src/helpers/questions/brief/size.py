"""How large and how rich a region is beside what contains it, in the latest year with figures of one release."""

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.released import Released, over_residents, released_figures
from helpers.show.amounts import Amount, computed_in_prose
from helpers.show.editor import Candidate
from helpers.show.places import gdp_of, seen_from
from helpers.text.citations import cited, say
from helpers.text.language import _, joined, listed, number

_LEVEL, _HEAD, _RESIDENTS = "gdp_current", "gdp_per_capita", "population_resident"
_FEW = 10  # percent below which a share keeps a decimal
_LEAST = 0.1  # percent that a share must have to be worth a word


@dataclass(frozen=True)
class Size:
    """A quantity of a region in the latest year in which it is known, and of what contains it in that year.

    Attributes
    ----------
    at
        The year.
    own
        The region's own, as published or computed.
    others
        By region that contains it, of the same year and release.
    computed
        Whether it is GDP over the residents at the end of the year.
    """

    at: pd.Period
    own: Rounded
    others: dict[Region, Rounded]
    computed: bool = False


@dataclass(frozen=True)
class Sizes:
    """GDP and GDP per head of a region, as far as they are recorded, with the rows of figures behind them."""

    region: Region
    output: Size | None
    head: Size | None
    rows: pd.DataFrame


def sizes_of(observations: Observations, region: Region, window: tuple[int | None, int | None]) -> Sizes:
    """How large and how rich a region is.

    GDP per head is the published one, or GDP over residents where that is newer, or can be held against more.
    """
    places = region.lineage
    output, residents, heads = (released_figures(observations, places, code) for code in (_LEVEL, _RESIDENTS, _HEAD))
    level = _latest(output, region, window, False)
    over = {place: over_residents(output[place], residents[place]) for place in places}
    reckoned = [_latest(heads, region, window, False), _latest(over, region, window, True)]
    known = [each for each in reckoned if each is not None]
    head = max(known, key=lambda each: (each.at, len(each.others)), default=None)
    figures = [figure for size in (level, head) if size for figure in (size.own, *size.others.values())]
    rows = observations.figures.loc[sorted({row for figure in figures for row in figure.rows})]
    return Sizes(region, level, head, rows)


def _latest(
    figures: dict[Region, Released], region: Region, window: tuple[int | None, int | None], computed: bool
) -> Size | None:
    """The latest year of the region in the window, by the release that most of what contains it has too."""
    first, last = window
    own = {
        key: figure
        for key, figure in figures[region].items()
        if (first is None or key[0].year >= first) and (last is None or key[0].year <= last)
    }
    if not own:
        return None
    at = max(period for period, _release in own)
    beside = {
        release: {place: figures[place][at, release] for place in region.lineage[1:] if (at, release) in figures[place]}
        for period, release in own
        if period == at
    }
    release = max(beside, key=lambda each: len(beside[each]))
    return Size(at, own[at, release], beside[release], computed)


def size_point(sizes: Sizes) -> Candidate | None:
    """How large and how rich it is, as a main point."""
    known = [size.at.year for size in (sizes.output, sizes.head) if size]
    return Candidate("size", _sentence(sizes), sizes.region, max(known)) if known else None


def _sentence(sizes: Sizes) -> Markup:
    """GDP and GDP per head with their shares of those around it."""
    sentences, region = [], sizes.region
    if size := sizes.output:
        said = {"gdp": gdp_of(region), "year": size.at, "amount": computed_in_prose(Amount(size.own, "100m_cny"))}
        if size.others:
            message = _("%(gdp)s was %(amount)s in %(year)s, %(shares)s.")
            sentences.append(say(message, shares=_shares(region, size, _("%(share)s%% of that of %(place)s")), **said))
        else:
            sentences.append(say(_("%(gdp)s was %(amount)s in %(year)s."), **said))
    if sizes.head:
        sentences.append(_head(region, sizes.head))
    return Markup(joined(sentences))


def _head(region: Region, size: Size) -> Markup:
    amount = cited(number(size.own.value, 0), size.own.rows)
    said = {"year": size.at, "amount": amount, "region": region.name}
    if not size.others:
        return say(_("GDP per head of %(region)s was %(amount)s yuan in %(year)s."), **said)
    shares = _shares(region, size, _("%(share)s%% of that of %(place)s"))
    if size.computed:
        message = _("GDP per head, by residents at the end of %(year)s, was %(amount)s yuan, %(shares)s.")
        return say(message, shares=shares, year=size.at, amount=amount)
    return say(
        _("GDP per head was %(amount)s yuan in %(year)s, %(shares)s."), shares=shares, year=size.at, amount=amount
    )


def _shares(region: Region, size: Size, message: str) -> str:
    """What share of those around it the region has."""
    shares = []
    for place, figure in size.others.items():
        share = 100 * size.own.value / figure.value
        if share < _LEAST:
            continue
        text = cited(number(share, 0 if share >= _FEW else 1), size.own.rows | figure.rows)
        shares.append(message % {"share": text, "place": seen_from(place, region)})
    return listed(shares)
