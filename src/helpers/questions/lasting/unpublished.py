"""Three kinds of unpublished rates of a region, bounded by all that is recorded around them: never a point."""

import pandas as pd

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.rankings import rankings
from helpers.figures.regions import Region
from helpers.questions.lasting.known import Bounded, Known, open_words, state_own, stated_gaps
from helpers.questions.lasting.lines import Line
from helpers.questions.lasting.weights import SEEN, gdp_of, greatest_difference, growth_of_whole, latest_gdp
from helpers.show.wording import as_printed
from helpers.text import language
from helpers.text.citations import cited
from helpers.text.language import _, number
from helpers.text.messages import RefusedError


def implied_benchmarks(observations: Observations, region: Region) -> Bounded | None:
    """The rate of a benchmark that is not published, in the latest period for which a gap to it is stated.

    None where none is stated, or all these benchmarks have a published rate of the same release.

    Raises
    ------
    ConflictError
        What is published cannot hold together.
    """
    stated = [figure for figure, _benchmark in stated_gaps(observations, region)]
    if not stated:
        return None
    period = max(figure.period for figure in stated)
    known = Known(observations)
    lacking = state_own(known, region, period, implied=True)
    at = pd.Period(period)
    return known.bounded(language.period(at, "ytd"), at.year, lacking) if lacking else None


def unranked_counties(observations: Observations, region: Region) -> Bounded | None:
    """The counties without a place in the latest published ranking: each, and all of them together.

    None where no ranking is published, or every county has a place in it.

    Raises
    ------
    ConflictError
        What is published cannot hold together.
    RefusedError
        The GDP of the counties, by which they weigh, or the rate of the region is not recorded.
    """
    try:
        ranking = list(rankings(observations, region.code).values())[-1]
    except NoFiguresError:
        return None
    counties = observations.regions_within(region.code)
    unranked = [county for county in counties if county not in ranking.places]
    if not unranked:
        return None
    known = Known(observations)
    state_own(known, region, ranking.period)
    if not known.system.names:
        raise RefusedError(
            _("no growth of %(region)s is recorded for %(period)s")
            % {"region": region.name, "period": ranking.period_name}
        )
    year, levels = latest_gdp(observations, counties, int(ranking.period[:4]))
    highest = ranking.highest
    known.rows |= {row for figure in ranking.figures for row in figure.rows}
    for county in ranking.places:
        growth = ranking.growth(county)
        message = _(
            "a county placed within the count of those growing by %(ten)s or more is one of them; the first is fastest"
        )
        counted = ranking.double_digit.rows if ranking.double_digit is not None else ()
        said = {"county": county.name, "ten": cited("10%", counted)}
        if highest is not None and highest.region == county:
            message = _("%(county)s grew fastest, by %(rate)s%%")
            said["rate"] = cited(as_printed(highest.printed), highest.rows)
        low, high = max(growth.low, known.allowed.low), min(growth.high, known.allowed.high)
        known.system.unknown(county.code, low, high, message % said)
    for county in unranked:
        known.open(county, open_words())
    places = sorted(ranking.places, key=ranking.place)
    known.system.order([county.code for county in places], _("the published places are right"))
    for county in unranked:
        known.system.order(
            [places[-1].code, county.code], _("a county without a place grew no faster than the last named")
        )
    whole = sum(level.value for level in levels.values())
    terms = {county.code: level.value / whole for county, level in levels.items()} | {region.code: -1.0}
    message = _(
        "the published growth of counties is that of GDP, and weighted by that of %(year)s gives the rate above"
    )
    known.system.relation(terms, 0.0, 0.0, message % {"year": year})
    known.rows |= {row for level in levels.values() for row in level.rows}
    weights = {county: level.value for county, level in levels.items()}
    return known.bounded(ranking.period_name, int(ranking.period[:4]), unranked, weights)


def missing_peers(observations: Observations, line: Line | None) -> Bounded | None:
    """The peers without a rate in the latest ranked year that lacks any, from the others and the parent.

    None where no ranked year lacks one, or there are no peers.

    Raises
    ------
    ConflictError
        What is published cannot hold together.
    RefusedError
        The parent's rate of the same release, or the GDP of all peers in the year before, is not recorded.
    """
    if line is None:
        return None
    regions = line.table.regions
    lacking_years = [at for at in line.ranked if len(line.rates_in(at)) < len(regions)]
    if not lacking_years:
        return None
    year = lacking_years[-1]
    whole, levels = growth_of_whole(observations, line, year), gdp_of(observations, regions, year - 1)
    names = {"parent": line.parent.name, "year": year, "before": year - 1}
    if whole is None or levels is None:
        raise RefusedError(_("the rate of %(parent)s or the GDP of all peers is not recorded for %(year)s") % names)
    difference = greatest_difference(observations, line, year)
    known = Known(observations)
    known.rows |= difference.rows
    missing = []
    for region in regions:
        figure = line.table.figure(region, year)
        if figure is not None and region in line.rates_in(year):
            known.known(region, figure, _("the rates of the others in %(year)s are as printed") % names)
        else:
            missing.append(region)
            known.open(region, open_words())
    message = _(
        "weighted by their GDP of %(before)s the peers give the rate of %(parent)s (%(rate)s%%), but for %(tolerance)s "
        "points: the most by which the two differed in the %(seen)s years to %(year)s, in %(at)s"
    )
    names |= {
        "rate": cited(number(whole.value), whole.rows),
        "tolerance": cited(number(difference.points, 2), difference.rows),
    }
    weights = {region.code: level.value for region, level in levels.items()}
    known.system.mean(weights, whole, message % {**names, "seen": SEEN, "at": difference.at}, difference.points)
    known.rows |= whole.rows | {row for level in levels.values() for row in level.rows}
    return known.bounded(str(year), year.year, missing)
