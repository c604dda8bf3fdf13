"""The counties in sentences: who moved, what the places bound, the red list, the size of each county."""

import math
from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup, escape

from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.figures.rankings import Ranking
from helpers.figures.regions import Region
from helpers.questions.counties.rankings import Size, quarter_bound, share
from helpers.show.amounts import amount_cell
from helpers.show.key_figures import KeyFigures
from helpers.show.places import counted
from helpers.show.printed import rounded_cell
from helpers.show.wording import quoted
from helpers.text import language
from helpers.text.cells import PERCENT
from helpers.text.citations import cited, say
from helpers.text.forms import by_count
from helpers.text.language import _, _n, cardinal, joined, listed, number, opening_count, ordinal
from helpers.text.messages import RefusedError


def rank_text(ranking: Ranking, county: Region) -> str:
    """The published place of a county: "fourth"; "第4位"."""
    place = ranking.places[county]
    return cited(ordinal(int(place.rounded.value)), place.rows)


def ranking_key_figures(before: Ranking | None, now: Ranking, sizes: dict[Region, Size]) -> KeyFigures:
    """The highest rate, how many counties grew by 10 % or more now and before, and how much of all the named make."""
    figures = {}
    if now.highest is not None:
        names = {"county": now.highest.region.name, "period": now.period_name}
        figures[_("%(county)s, the fastest, %(period)s") % names] = amount_cell(now.highest)
    for ranking in (now, before):
        if ranking is not None and ranking.double_digit is not None:
            name = _("Counties growing by 10%% or more, %(period)s") % {"period": ranking.period_name}
            figures[name] = amount_cell(ranking.double_digit)
    name = _("Share of the %(n)s counties with a published place in all GDP, %(year)s")
    name %= {"n": len(now.places), "year": next(iter(sizes.values())).gdp.period}
    figures[name] = rounded_cell(share(sizes, now.places), words=PERCENT, unit="pct")
    return KeyFigures(figures)


def count_sentence(before: Ranking | None, now: Ranking) -> Markup | None:
    """How many counties grew by 10 % or more, now and before; None where that is not published."""
    if now.double_digit is None:
        return None
    count = int(now.double_digit.rounded.value)
    said: dict[str, object] = {
        "n": cited(opening_count(count), now.double_digit.rows),
        "now": now.period_name,
        "ten": cited("10%", now.double_digit.rows),
    }
    if before is None or before.double_digit is None:
        message = _n(
            "%(n)s county grew by %(ten)s or more in %(now)s.",
            "%(n)s counties grew by %(ten)s or more in %(now)s.",
            count,
        )
        return say(message, **said)
    message = _n(
        "%(n)s county grew by %(ten)s or more in %(now)s, after %(old)s in %(before)s.",
        "%(n)s counties grew by %(ten)s or more in %(now)s, after %(old)s in %(before)s.",
        count,
    )
    return say(
        message,
        old=cited(cardinal(int(before.double_digit.rounded.value)), before.double_digit.rows),
        before=before.period_name,
        **said,
    )


def movement_sentences(before: Ranking | None, now: Ranking) -> list[Markup]:
    """Who rose, fell, entered and left the published places."""
    if before is None:
        return [say(_("No earlier ranking of the same year was published, so it cannot be said who moved."))]
    counties = {**now.places, **before.places}
    change = {county: now.place(county) - before.place(county) for county in counties}  # infinite if a place is missing
    groups = {
        _("%(counties)s rose."): [county for county in counties if -math.inf < change[county] < 0],
        _("%(counties)s fell."): [county for county in counties if 0 < change[county] < math.inf],
        _("%(counties)s kept the same place."): [county for county in counties if change[county] == 0],
        _("%(counties)s entered the published places."): [each for each in counties if change[each] == -math.inf],
        _("%(counties)s dropped out of them."): [county for county in counties if change[county] == math.inf],
    }
    moves = {message: [_move(county, before, now) for county in group] for message, group in groups.items()}
    return _grouped(moves)


def _move(county: Region, before: Ranking, now: Ranking) -> str:
    """A county with its old and its new place, as far as it has them."""
    if county in before.places and county in now.places and before.place(county) != now.place(county):
        said = {"county": county.name, "old": rank_text(before, county), "new": rank_text(now, county)}
        return _("%(county)s (%(old)s to %(new)s)") % said
    ranking = now if county in now.places else before
    return _("%(county)s (%(place)s)") % {"county": county.name, "place": rank_text(ranking, county)}


def _grouped(groups: dict[str, list[str]]) -> list[Markup]:
    """A sentence for each group of counties that is not empty."""
    return [say(message, counties=listed(names)) for message, names in groups.items() if names]


def bound_sentence(before: Ranking | None, now: Ranking) -> Markup:
    """What the two rankings bound of the growth of the months between, whose weight is not known."""
    if before is None:
        return say(_("One ranking alone says nothing of the growth of single months."))
    more, less = _("%(county)s grew by more than %(bound)s%%"), _("%(county)s grew by less than %(bound)s%%")
    bounded = []
    for county in now.places:
        growth = quarter_bound(before.growth(county), now.growth(county))
        for message, bound in ((more, growth.low), (less, growth.high)):
            if math.isfinite(bound):
                bounded.append(message % {"county": county.name, "bound": cited(number(bound, 2), growth.rows)})
    between = months_between(before, now)
    if not bounded:
        return say(_("For %(months)s alone the published rates and places bound no growth."), months=between)
    message = _(
        "In %(months)s alone %(bounded)s, whatever the weight of these months; of the other counties the published "
        "rates and places say nothing for them."
    )
    return say(message, months=between, bounded=listed(bounded))


def months_between(before: Ranking, now: Ranking) -> str:
    """What of the year the later ranking counts and the earlier one does not, in words."""
    first, last = pd.Period(before.period) + 1, pd.Period(now.period)
    if first == last:
        return language.period(last, "quarter")
    return language.months(first.asfreq("M", how="start"), last.asfreq("M", how="end"))


def unnamed_sentence(now: Ranking, counties: list[Region]) -> Markup:
    """How many counties without a published place grew by 10 % or more as well."""
    n = len(now.places)
    named = Rounded(n, n, n, frozenset(row for place in now.places.values() for row in place.rows))
    fast = now.double_digit.rounded - named if now.double_digit is not None else None
    unnamed = len(counties) - n
    if fast is None or fast.value <= 0:
        message = _("%(n)s of the counties have no published place in %(period)s.")
        return say(message, n=unnamed, period=now.period_name)
    message = _(
        "Of the %(n)s counties without a published place in %(period)s, %(fast)s grew by %(ten)s or more as well; "
        "which, was not published."
    )
    said = {"fast": quoted(fast, 0), "ten": cited("10%", fast.rows)}
    return say(message, n=unnamed, period=now.period_name, **said)


def together_sentence(found: Rounded | None, now: Ranking, sizes: dict[Region, Size]) -> Markup | None:
    """What the counties without a place can have grown by together at most; None where nothing bounds it."""
    if found is None or not math.isfinite(found.high):
        return None
    message = _(
        "If these are rates of GDP, the %(n)s counties without a published place cannot have grown by more than "
        "%(most)s%% together in %(period)s, weighted by their GDP of %(year)s."
    )
    most = number(math.ceil(10 * round(found.high, 6)) / 10)  # no less than what is possible
    said = {"n": len(sizes) - len(now.places), "most": cited(most, found.rows), "period": now.period_name}
    return say(message, year=next(iter(sizes.values())).gdp.period, **said)


def conflict_sentences(found: Rounded | RefusedError | None) -> list[Markup]:
    """Why nothing is said of the others together: what is published cannot all hold; none where it can."""
    return [escape(found)] if isinstance(found, RefusedError) else []


def red_list_sentences(half_year: Ranking, red: Iterable[Region], black: Figure | None) -> list[Markup]:
    """The red list beside the growth ranks of the same half-year, who stands on both and who on one; the black list."""
    red = list(red)
    if not red:
        return [say(_("No list of the half-yearly assessment was found."))]
    ranked = half_year.places
    groups = {
        _("The half-yearly assessment put %(counties)s on its red list, of those that did well."): red,
        _("Of these %(counties)s also had a published place by growth."): [each for each in red if each in ranked],
        _("For %(counties)s no place by growth was published."): [each for each in red if each not in ranked],
        _("The list leaves out %(counties)s, among the fastest by growth."): [
            each for each in ranked if each not in red
        ],
    }
    sentences = _grouped({message: [county.name for county in group] for message, group in groups.items()})
    if black is not None:
        n = int(black.rounded.value)
        count = by_count(n, _("no county"), _("one county"), counted("county", n))
        message = _("It put %(count)s on its black list, of those that did badly.")
        sentences.append(say(message, count=cited(count, black.rows, n)))
    return sentences


def leader_size_sentence(sizes: dict[Region, Size], now: Ranking) -> Markup:
    """How large the fastest county is among all, and what its rate adds to the growth of all."""
    first, order = now.first, list(sizes)
    part = share(sizes, [first])
    said = {"county": first.name, "period": now.period_name, "year": sizes[first].gdp.period}
    said |= {"place": cited(ordinal(order.index(first) + 1), part.rows), "peers": counted("county", len(sizes))}
    said |= {"share": quoted(part)}
    if part.high < 100 / len(sizes):
        message = _(
            "%(county)s, the fastest in %(period)s, was %(place)s of the %(peers)s by GDP in %(year)s; its %(share)s%% "
            "of the whole is less than an even share."
        )
    else:
        message = _(
            "%(county)s, the fastest in %(period)s, was %(place)s of the %(peers)s by GDP in %(year)s, with "
            "%(share)s%% of the whole."
        )
    sentences = [say(message, **said)]
    if now.highest is not None and now.highest.region == first:
        added = now.highest.rounded * part / Rounded.exact(100.0)
        message = _("If its rate is of GDP, it adds %(points)s points to the growth of all.")
        sentences.append(say(message, points=quoted(added)))
    return Markup(joined(sentences))


def size_sentence(sizes: dict[Region, Size], now: Ranking) -> Markup:
    """How large the largest county is, and how much of the counties' GDP those with a place make."""
    message = _(
        "In %(year)s %(largest)s alone made %(share)s%% of the GDP of the %(n)s counties; the %(ranked)s with a "
        "published place in %(period)s made %(together)s%% together."
    )
    largest = next(iter(sizes))
    names = {"largest": largest.name, "year": sizes[largest].gdp.period, "period": now.period_name}
    shares = {"share": quoted(share(sizes, [largest])), "together": quoted(share(sizes, now.places))}
    return say(message, n=len(sizes), ranked=len(now.places), **names, **shares)
