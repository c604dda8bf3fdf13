"""The counties in sentences and tables: ranks and what they bound, the red list, the size of each county."""

import math

from markupsafe import Markup

from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.questions.counties.rankings import Ranking, Size, quarter_bound, share
from helpers.questions.counties.tables import ranking_period
from helpers.show.amounts import amount, amount_cell
from helpers.show.cells import PERCENT
from helpers.show.key_figures import KeyFigures
from helpers.show.printed import rounded_cell
from helpers.show.wording import quoted, say
from helpers.text.citations import cited
from helpers.text.language import _, listed, number


def leader_sentence(region: Region, now: Ranking) -> Markup:
    """Who grew fastest, and how many counties by two digits."""
    names = {
        "period": ranking_period(now),
        "first": now.first.name,
        "region": region.name,
    }
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
        names = {"county": now.highest.region.name, "period": ranking_period(now)}
        figures[_("Growth of %(county)s, the fastest, %(period)s") % names] = amount_cell(now.highest)
    for ranking in (now, before):
        if ranking is not None and ranking.double_digit is not None:
            name = _("Counties with growth of two digits, %(period)s") % {"period": ranking_period(ranking)}
            figures[name] = amount_cell(ranking.double_digit)
    names = {"n": len(now.places), "year": next(iter(sizes.values())).gdp.period}
    name = _("The %(n)s ranked counties' share of GDP, %(year)s") % names
    figures[name] = rounded_cell(share(sizes, now.places), words=PERCENT, unit="pct")
    return KeyFigures(figures)


def movement_sentences(before: Ranking | None, now: Ranking) -> list[Markup]:
    """Who rose, fell, entered and left the published ranks, and how the count of double-digit counties changed."""
    if before is None:
        message = _("No earlier ranking of the same year is published, so that no movement can be shown.")
        return [say(message)]
    groups = {"rose": [], "fell": [], "stayed": [], "entered": [], "left": []}
    for county in {**now.places, **before.places}:
        old, new = before.places.get(county), now.places.get(county)
        name = county.name
        if old is None or new is None:
            groups["entered" if old is None else "left"].append(name)
            continue
        change = new.rounded.value - old.rounded.value
        group = "stayed" if change == 0 else "rose" if change < 0 else "fell"
        moved = {"county": name, "old": cited(old.printed, old.rows), "new": cited(new.printed, new.rows)}
        message = _("%(county)s (%(old)s to %(new)s)") if change else _("%(county)s (%(old)s)")
        groups[group].append(message % moved)
    messages = {
        "rose": _("Up: %(counties)s."),
        "stayed": _("In the same place: %(counties)s."),
        "fell": _("Down: %(counties)s."),
        "entered": _("New among the published places: %(counties)s."),
        "left": _("No longer among them: %(counties)s."),
    }
    sentences = [say(messages[group], counties=listed(names)) for group, names in groups.items() if names]
    if before.double_digit is None or now.double_digit is None:
        return sentences
    message = _("Counties with growth of two digits: %(old)s in %(before)s, %(new)s in %(now)s.")
    counts = {"old": amount(before.double_digit), "new": amount(now.double_digit)}
    return [*sentences, say(message, before=ranking_period(before), now=ranking_period(now), **counts)]


def bound_sentence(before: Ranking | None, now: Ranking) -> Markup:
    """What the two rankings bound of the growth of the quarter between, whose weight is not known."""
    if before is None:
        return say(_("With one ranking, nothing can be said of the growth of a single quarter."))
    bounded = []
    for county in now.places:
        growth = quarter_bound(before.growth(county), now.growth(county))
        rose = math.isfinite(growth.low)
        bound = growth.low if rose else growth.high
        if math.isfinite(bound):
            message = _("%(county)s by more than %(bound)s%%") if rose else _("%(county)s by less than %(bound)s%%")
            name = county.name
            bounded.append(message % {"county": name, "bound": cited(number(bound, 2), growth.rows)})
    if not bounded:
        return say(_("The published rates and ranks bound the growth of no single quarter."))
    message = _(
        "In the quarter between, whatever its weight in the year, %(bounded)s; for the other counties the published "
        "rates and ranks bound nothing."
    )
    return say(message, bounded=listed(bounded))


def unnamed_sentence(now: Ranking, counties: list[Region]) -> Markup:
    """How many counties without a published place grew by two digits as well."""
    unnamed = len(counties) - len(now.places)
    named = Rounded(*[len(now.places)] * 3, frozenset(row for place in now.places.values() for row in place.rows))
    fast = now.double_digit.rounded - named if now.double_digit is not None else None
    if fast is None or fast.value <= 0:
        return say(_("%(n)s counties have no published place in %(period)s."), n=unnamed, period=ranking_period(now))
    message = _(
        "Of the %(n)s counties without a published place in %(period)s, %(fast)s grew by two digits as well; which, is "
        "not published."
    )
    return say(message, n=unnamed, period=ranking_period(now), fast=quoted(fast, 0))


def red_list_sentences(half_year: Ranking, red: dict[Region, Figure], black: Figure | None) -> list[Markup]:
    """The red list beside the growth ranks of the same half-year, who stands on both and who on one; the black list."""
    if not red:
        return [say(_("No red list is published for this half-year."))]
    names = listed([county.name for county in red])
    sentences = [say(_("On the red list of the half-year: %(counties)s."), counties=names)]
    ranked = half_year.places
    groups = {
        _("Also among the published growth ranks: %(counties)s."): [county for county in red if county in ranked],
        _("Ranked for growth, yet not on the list: %(counties)s."): [county for county in ranked if county not in red],
        _("On the list without a published growth rank: %(counties)s."): [each for each in red if each not in ranked],
    }
    sentences += [
        say(message, counties=listed([county.name for county in counties]))
        for message, counties in groups.items()
        if counties
    ]
    if black is not None:
        sentences.append(say(_("Counties on the black list: %(count)s."), count=amount(black)))
    return sentences


def size_sentence(sizes: dict[Region, Size], now: Ranking) -> Markup:
    """How large the largest county is, and how much of the counties' GDP the ranked ones make."""
    largest = next(iter(sizes))
    return say(
        _(
            "In %(year)s %(largest)s alone made %(share)s of the GDP of the %(n)s counties; the %(ranked)s ranked in "
            "%(period)s made %(together)s: a high rate in a small county moves the city little."
        ),
        year=sizes[largest].gdp.period,
        largest=largest.name,
        share=f"{quoted(share(sizes, [largest]))}%",
        n=len(sizes),
        ranked=len(now.places),
        period=ranking_period(now),
        together=f"{quoted(share(sizes, now.places))}%",
    )
