"""A region's place among its peers in sentences: the latest, how it moved, the best and the worst."""

import pandas as pd
from markupsafe import Markup

from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.models.group import Group
from helpers.questions.peers.standings import Place, earlier_place, latest_place, level_of
from helpers.show.places import counted, seen_from
from helpers.show.ranks import short_standing, whole_standing
from helpers.show.releases import years_listed
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, joined, listed, number, ordinal

_NAMED = 4  # regions at most that are named as too close to each other


def rank_sentence(group: Group) -> Markup | None:
    """Growth and rank in the region's last ranked year, and where it came from; None without such a year."""
    found = latest_place(group)
    if found is None:
        return None
    rate = group.series[group.region].figures[found.at]
    message = by_sign(
        rate.value,
        _("In %(year)s %(region)s grew by %(rate)s%%, which ranks %(standing)s."),
        _("In %(year)s %(region)s shrank by %(rate)s%%, which ranks %(standing)s."),
        _("In %(year)s %(region)s did not grow, which ranks %(standing)s."),
    )
    said = {"region": group.region.name, "rate": size_of(rate), "standing": whole_standing(found.standing)}
    return Markup(joined([say(message, year=found.at, **said), *_moved(found, earlier_place(group))]))


def size_of(rate: Rounded) -> str:
    """A rate without its sign, which the verb says."""
    return cited(number(abs(rate.value)), rate.rows)


def _moved(now: Place, before: Place | None) -> list[Markup]:
    """Where the region stood before, and whether it rose or fell since, whatever was rounded away."""
    if before is None:
        return []
    if before.standing.is_ahead_of(now.standing):
        message = _("In %(year)s it was %(standing)s; it has fallen since.")
    elif now.standing.is_ahead_of(before.standing):
        message = _("In %(year)s it was %(standing)s; it has risen since.")
    else:
        message = _("In %(year)s it was %(standing)s, which rounding does not tell apart from now.")
    return [say(message, year=before.at, standing=short_standing(before.standing))]


def ends_sentence(group: Group) -> Markup | None:
    """Which of the peers grew fastest and slowest in the last ranked year; None without such a year."""
    if not len(group.ranked):
        return None
    at = group.ranked[-1]
    rates = {region: group.series[region].figures[at] for region in group.ranks_in(at)}
    low, high = (pick(rates.values(), key=lambda rate: rate.value) for pick in (min, max))
    message = by_sign(
        low.value,
        _(
            "Of the %(peers)s of %(whole)s, %(first)s grew fastest in %(year)s, by %(high)s%%, and %(last)s "
            "slowest, by %(low)s%%."
        ),
        _(
            "Of the %(peers)s of %(whole)s, %(first)s did best in %(year)s, at %(high)s%%, while %(last)s shrank by "
            "%(low)s%%."
        ),
        _("Of the %(peers)s of %(whole)s, %(first)s did best in %(year)s, at %(high)s%%, while %(last)s did not grow."),
    )
    said = {"peers": counted(level_of(group), len(rates)), "whole": seen_from(group.parent, group.region)}
    said |= {"high": cited(number(high.value), high.rows), "low": size_of(low)}
    said |= {"first": _with(rates, high), "last": _with(rates, low)}
    return Markup(joined([say(message, year=at, **said), *close_sentences(group, at)]))


def _with(rates: dict[Region, Rounded], rate: Rounded) -> str:
    return listed([region.name for region, each in rates.items() if each.value == rate.value])


def close_sentences(group: Group, at: pd.Period) -> list[Markup]:
    """Who cannot be told apart from the region (of the parent, from the first) by figures so rounded; none or one."""
    possible = group.possible_ranks_in(at)
    own = group.region if group.region in possible else min(possible, key=lambda region: possible[region])
    best, worst = possible[own]
    others = [each for each, (low, high) in possible.items() if each != own and low <= worst and high >= best]
    if best == worst or not 0 < len(others) <= _NAMED:
        return []
    message = _("Between %(names)s the figures of %(year)s are too close to call within rounding.")
    return [say(message, names=listed([own.name, *(each.name for each in others)]), year=at)]


def range_sentence(group: Group) -> Markup | None:
    """The years of the region's best and worst rank; None for the parent, and where it never moved."""
    own = group.own_ranks
    if own.empty or own.min() == own.max():
        return None
    best, worst = (list(own.index[own == rank]) for rank in (own.min(), own.max()))
    message = _("%(region)s did best in %(best_years)s (%(best)s) and worst in %(worst_years)s (%(worst)s).")
    said = {"best": cited(ordinal(own.min()), group.rows_in(best).index), "best_years": years_listed(best)}
    said |= {"worst": cited(ordinal(own.max()), group.rows_in(worst).index), "worst_years": years_listed(worst)}
    return say(message, region=group.region.name, **said)


def average_sentences(group: Group) -> list[Markup]:
    """The average rank, and who cannot be told apart in the last year; none for the parent."""
    own = group.own_ranks
    if len(own) < 2:
        return []
    mean = cited(number(own.mean()), group.rows_in(own.index).index)
    message = _("The average rank of %(region)s over %(years)s years is %(average)s.")
    average = say(message, region=group.region.name, years=len(own), average=mean)
    return [average, *close_sentences(group, own.index[-1])]


def unranked_sentence(group: Group) -> Markup:
    """Why the region has no rank, and what is known instead."""
    own = group.series.get(group.region)
    if own is None:
        ends = ends_sentence(group)
        message = _("No growth of %(region)s that can be held against its peers was found.")
        return Markup(joined([say(message, region=group.region.name), *([ends] if ends else [])]))
    at = max(own.figures)
    known = sum(at in each.figures for each in group.series.values())
    message = by_sign(
        own.figures[at].value,
        _(
            "%(region)s grew by %(rate)s%% in %(year)s; a figure for that year was found for only %(known)s of the "
            "%(peers)s of %(whole)s, too few for a rank."
        ),
        _(
            "%(region)s shrank by %(rate)s%% in %(year)s; a figure for that year was found for only %(known)s of the "
            "%(peers)s of %(whole)s, too few for a rank."
        ),
        _(
            "%(region)s did not grow in %(year)s; a figure for that year was found for only %(known)s of the "
            "%(peers)s of %(whole)s, too few for a rank."
        ),
    )
    said = {"peers": counted(level_of(group), group.size), "whole": seen_from(group.parent, group.region)}
    return say(message, region=group.region.name, rate=size_of(own.figures[at]), year=at, known=known, **said)
