"""The counties in sentences and tables: ranks and what they bound, the red list, the size of each county."""

import math

from markupsafe import Markup

from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.figures.rankings import Ranking
from helpers.figures.regions import Region
from helpers.questions.counties.rankings import Size, quarter_bound, share
from helpers.show.amounts import amount, amount_cell
from helpers.show.key_figures import KeyFigures
from helpers.show.printed import rounded_cell
from helpers.show.wording import quoted
from helpers.text.cells import PERCENT
from helpers.text.citations import cited, say
from helpers.text.language import _, listed, number


def leader_sentence(region: Region, now: Ranking) -> Markup:
    """Who grew fastest, and how many counties by two digits."""
    names = {"period": now.period_name, "first": now.first.name, "region": region.name}
    if now.highest is None or now.double_digit is None:
        return say(_("In %(period)s %(first)s grew fastest of the counties of %(region)s."), **names)
    message = _(
        "In %(period)s %(first)s grew fastest of the counties of %(region)s, by %(highest)s; %(count)s counties grew "
        "by two digits, and the source does not say of what."
    )
    return say(message, highest=amount(now.highest), count=amount(now.double_digit), **names)


def ranking_key_figures(before: Ranking | None, now: Ranking, sizes: dict[Region, Size]) -> KeyFigures:
    """The highest rate, how many counties grew by two digits now and before, and how much of all the ranked make."""
    figures = {}
    if now.highest is not None:
        names = {"county": now.highest.region.name, "period": now.period_name}
        figures[_("Growth of %(county)s, the fastest, %(period)s") % names] = amount_cell(now.highest)
    for ranking in (now, before):
        if ranking is not None and ranking.double_digit is not None:
            name = _("Counties with growth of two digits, %(period)s") % {"period": ranking.period_name}
            figures[name] = amount_cell(ranking.double_digit)
    name = _("The %(n)s ranked counties' share of GDP, %(year)s")
    name %= {"n": len(now.places), "year": next(iter(sizes.values())).gdp.period}
    figures[name] = rounded_cell(share(sizes, now.places), words=PERCENT, unit="pct")
    return KeyFigures(figures)


def movement_sentences(before: Ranking | None, now: Ranking) -> list[Markup]:
    """Who rose, fell, entered and left the published ranks, and how the count of double-digit counties changed."""
    if before is None:
        return [say(_("No earlier ranking of the same year is published, so that no movement can be shown."))]
    counties = {**now.places, **before.places}
    change = {county: now.place(county) - before.place(county) for county in counties}  # infinite if a place is missing
    groups = {
        _("Up: %(counties)s."): [county for county in counties if -math.inf < change[county] < 0],
        _("Down: %(counties)s."): [county for county in counties if 0 < change[county] < math.inf],
        _("In the same place: %(counties)s."): [county for county in counties if change[county] == 0],
        _("New among the published places: %(counties)s."): [each for each in counties if change[each] == -math.inf],
        _("No longer among them: %(counties)s."): [county for county in counties if change[county] == math.inf],
    }
    moves = {message: [_move(county, before, now) for county in group] for message, group in groups.items()}
    sentences = _grouped(moves)
    if before.double_digit is None or now.double_digit is None:
        return sentences
    message = _("Counties with growth of two digits: %(old)s in %(before)s, %(new)s in %(now)s.")
    counts = {"old": amount(before.double_digit), "new": amount(now.double_digit)}
    return [*sentences, say(message, before=before.period_name, now=now.period_name, **counts)]


def _move(county: Region, before: Ranking, now: Ranking) -> str:
    """A county with its old and its new place, where it has both."""
    if county not in before.places or county not in now.places:
        return county.name
    old, new = before.places[county], now.places[county]
    said = {"county": county.name, "old": cited(old.printed, old.rows), "new": cited(new.printed, new.rows)}
    message = _("%(county)s (%(old)s)") if old.printed == new.printed else _("%(county)s (%(old)s to %(new)s)")
    return message % said


def _grouped(groups: dict[str, list[str]]) -> list[Markup]:
    """A sentence for each group of counties that is not empty."""
    return [say(message, counties=listed(names)) for message, names in groups.items() if names]


def bound_sentence(before: Ranking | None, now: Ranking) -> Markup:
    """What the two rankings bound of the growth of the quarter between, whose weight is not known."""
    if before is None:
        return say(_("With one ranking, nothing can be said of the growth of a single quarter."))
    more, less = _("%(county)s by more than %(bound)s%%"), _("%(county)s by less than %(bound)s%%")
    bounded = []
    for county in now.places:
        growth = quarter_bound(before.growth(county), now.growth(county))
        for message, bound in ((more, growth.low), (less, growth.high)):
            if math.isfinite(bound):
                bounded.append(message % {"county": county.name, "bound": cited(number(bound, 2), growth.rows)})
    if not bounded:
        return say(_("The published rates and ranks bound the growth of no single quarter."))
    message = _(
        "In the quarter between, whatever its weight in the year, %(bounded)s; for the other counties the published "
        "rates and ranks bound nothing."
    )
    return say(message, bounded=listed(bounded))


def unnamed_sentence(now: Ranking, counties: list[Region]) -> Markup:
    """How many counties without a published place grew by two digits as well."""
    n = len(now.places)
    named = Rounded(n, n, n, frozenset(row for place in now.places.values() for row in place.rows))
    fast = now.double_digit.rounded - named if now.double_digit is not None else None
    unnamed = len(counties) - n
    if fast is None or fast.value <= 0:
        return say(_("%(n)s counties have no published place in %(period)s."), n=unnamed, period=now.period_name)
    message = _(
        "Of the %(n)s counties without a published place in %(period)s, %(fast)s grew by two digits as well; which, is "
        "not published."
    )
    return say(message, n=unnamed, period=now.period_name, fast=quoted(fast, 0))


def red_list_sentences(half_year: Ranking, red: dict[Region, Figure], black: Figure | None) -> list[Markup]:
    """The red list beside the growth ranks of the same half-year, who stands on both and who on one; the black list."""
    if not red:
        return [say(_("No red list is published for this half-year."))]
    ranked = half_year.places
    groups = {
        _("On the red list of the half-year: %(counties)s."): red,
        _("Also among the published growth ranks: %(counties)s."): [county for county in red if county in ranked],
        _("Ranked for growth, yet not on the list: %(counties)s."): [county for county in ranked if county not in red],
        _("On the list without a published growth rank: %(counties)s."): [each for each in red if each not in ranked],
    }
    sentences = _grouped({message: [county.name for county in group] for message, group in groups.items()})
    if black is not None:
        sentences.append(say(_("Counties on the black list: %(count)s."), count=amount(black)))
    return sentences


def size_sentence(sizes: dict[Region, Size], now: Ranking) -> Markup:
    """How large the largest county is, and how much of the counties' GDP the ranked ones make."""
    message = _(
        "In %(year)s %(largest)s alone made %(share)s of the GDP of the %(n)s counties; the %(ranked)s ranked in "
        "%(period)s made %(together)s: a high rate in a small county moves the city little."
    )
    largest = next(iter(sizes))
    names = {"largest": largest.name, "year": sizes[largest].gdp.period, "period": now.period_name}
    shares = {"share": share(sizes, [largest]), "together": share(sizes, now.places)}
    said = {name: f"{quoted(part)}%" for name, part in shares.items()}
    return say(message, n=len(sizes), ranked=len(now.places), **names, **said)
