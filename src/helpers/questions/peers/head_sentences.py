"""GDP per head of peers in sentences: how much, whether the poorer catch up, and how unequal they are."""

from dataclasses import dataclass
from statistics import median

import pandas as pd
from markupsafe import Markup, escape

from helpers.figures.printed import Rounded
from helpers.figures.standings import Standing, standing_of
from helpers.models.group import Group
from helpers.questions.peers.per_head import PerHead, Year
from helpers.questions.peers.standings import level_of
from helpers.show.amounts import unit_cell
from helpers.show.places import counted, seen_from
from helpers.show.ranks import whole_standing
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, number, signed
from helpers.text.messages import RefusedError

_WIDE = 0.75  # of all peers, in a year that a rank is told for


@dataclass(frozen=True)
class HeadShare:
    """GDP per head against that of the parent, percent, in the last year that both are known by one reckoning."""

    at: pd.Period
    own: Rounded
    whole: Rounded

    @property
    def share(self) -> Rounded:
        return (self.own / self.whole).percent


def widest_year(group: Group, found: PerHead) -> Year | None:
    """The last year with GDP per head of three quarters of the peers, else the last with any."""
    wide = [year for year in found.years if len(year.heads) >= _WIDE * group.size]
    return next(iter([*wide[-1:], *found.years[-1:]]), None)


def head_standing(group: Group, year: Year) -> Standing | None:
    """The place of the region by GDP per head; None where its own is not known."""
    if group.region not in year.heads:
        return None
    return standing_of(group.region, group.parent, level_of(group), year.heads, [*group.series, *group.missing])


def head_share(group: Group, found: PerHead) -> HeadShare | None:
    """GDP per head of the region against that of its parent; None where no year has both, and for the parent."""
    for year in reversed(found.years):
        if year.parent is not None and group.region in year.heads:
            return HeadShare(year.at, year.heads[group.region], year.parent)
    return None


def head_text(figure: Rounded) -> str:
    """GDP per head in whole yuan."""
    return unit_cell(round(figure.value), "cny", figure.rows, decimals=0).text


def head_sentences(group: Group, found: PerHead) -> list[Markup]:
    """What stands behind the main points: the median, how GDP per head spread, how unequal it is."""
    year = widest_year(group, found)
    if year is None:
        return [say(_("GDP per head of eight peers or more was found for no year, too few to compare."))]
    place = [head_sentence(group, year)] if head_share(group, found) is not None else []  # else it is a main point
    return [
        *place,
        *_median_sentences(year),
        *_spread_sentences(found),
        *_beta_sentences(found),
        *_inequality_sentences(found),
    ]


def head_sentence(group: Group, year: Year) -> Markup:
    """The region's GDP per head and its place; without its own, who has most and least."""
    if (standing := head_standing(group, year)) is not None:
        message = _("In %(year)s GDP per head of %(region)s was %(own)s, %(standing)s.")
        own = head_text(year.heads[group.region])
        return say(message, year=year.at, region=group.region.name, own=own, standing=whole_standing(standing))
    first, last = (pick(year.heads, key=lambda place: year.heads[place].value) for pick in (max, min))
    message = _(
        "In %(year)s %(first)s had the most GDP per head of the %(peers)s of %(whole)s with figures, %(most)s, and "
        "%(last)s the least, %(least)s."
    )
    said = {"first": first.name, "most": head_text(year.heads[first])}
    said |= {"last": last.name, "least": head_text(year.heads[last])}
    said |= {"peers": counted(level_of(group), len(year.heads)), "whole": seen_from(group.parent, group.region)}
    return say(message, year=year.at, **said)


def _median_sentences(year: Year) -> list[Markup]:
    """The median and the most, and by what reckoning they are."""
    every = {row for figure in year.heads.values() for row in figure.rows}
    first = max(year.heads, key=lambda place: year.heads[place].value)
    middle = unit_cell(round(median(figure.value for figure in year.heads.values())), "cny", every, 0).text
    message = _("In %(year)s the median of GDP per head was %(median)s and the most %(most)s (%(first)s).")
    sentences = [say(message, year=year.at, median=middle, most=head_text(year.heads[first]), first=first.name)]
    if year.computed:
        sentences.append(say(_("It is GDP divided by the residents at the end of the year.")))
    return sentences


def share_sentence(group: Group, found: HeadShare) -> Markup:
    """GDP per head against that of the parent."""
    message = _("In %(year)s GDP per head of %(region)s was %(own)s, %(share)s%% of that of %(parent)s (%(whole)s).")
    said = {"own": head_text(found.own), "whole": head_text(found.whole), "region": group.region.name}
    said |= {"parent": seen_from(group.parent, group.region)}
    return say(message, year=found.at, share=cited(number(found.share.value, 0), found.share.rows), **said)


def _spread_sentences(found: PerHead) -> list[Markup]:
    """Whether GDP per head became more alike, among those known throughout."""
    sigma = found.sigma
    if sigma.empty:
        return []
    first, last = round(sigma.iloc[0], 2), round(sigma.iloc[-1], 2)
    message = by_sign(
        last - first,
        _(
            "Among the %(n)s with figures throughout its spread (standard deviation of the logs) widened from "
            "%(first)s in %(start)s to %(last)s in %(end)s."
        ),
        _(
            "Among the %(n)s with figures throughout its spread (standard deviation of the logs) narrowed from "
            "%(first)s in %(start)s to %(last)s in %(end)s."
        ),
        _(
            "Among the %(n)s with figures throughout its spread (standard deviation of the logs) was %(first)s in "
            "%(start)s and again in %(end)s."
        ),
        decimals=2,
    )
    said = {"first": _on(found, number(first, 2)), "last": _on(found, number(last, 2)), "n": found.alike}
    return [say(message, start=sigma.index[0], end=sigma.index[-1], **said)]


def _on(found: PerHead, text: str) -> str:
    """A number that rests on all of it."""
    return cited(text, found.rows.index)


def _beta_sentences(found: PerHead) -> list[Markup]:
    """Whether the poorer grew faster per head, or why that is not told."""
    if isinstance(found.beta, RefusedError):
        return [escape(found.beta)]
    said = {key: _on(found, signed(getattr(found.beta, key), 2)) for key in ("b", "low", "high")}
    if found.beta.converges:
        message = _(
            "From %(start)s to %(end)s the poorer grew faster per head (slope %(b)s, 95%% interval %(low)s to "
            "%(high)s, %(n)s regions)."
        )
    elif found.beta.low > 0:
        message = _(
            "From %(start)s to %(end)s the richer grew faster per head (slope %(b)s, 95%% interval %(low)s to "
            "%(high)s, %(n)s regions)."
        )
    else:
        message = _(
            "From %(start)s to %(end)s the poorer grew neither clearly faster nor clearly slower per head (slope "
            "%(b)s, 95%% interval %(low)s to %(high)s, %(n)s regions)."
        )
    return [say(message, start=found.beta_years[0], end=found.beta_years[1], n=found.beta.n, **said)]


def _inequality_sentences(found: PerHead) -> list[Markup]:
    """Theil's index and what of it lies between groups, and how it changed among the same regions; or a refusal."""
    if isinstance(found.widest, RefusedError):
        return [escape(found.widest)]
    at, index = found.widest
    said: dict[str, object] = {"year": at, "n": index.n, "total": _on(found, number(index.total, 3))}
    if _parts(index.between):
        message = _(
            "Theil's index of GDP per head, 0 where all have the same, was %(total)s in %(year)s (%(n)s regions); "
            "%(share)s%% of it lay between provinces and the rest within them."
        )
        said |= {"share": _on(found, number(100 * index.between / index.total, 0))}
    else:
        message = _(
            "Theil's index of GDP per head, 0 where all have the same, was %(total)s in %(year)s (%(n)s regions)."
        )
    sentences = [say(message, **said)]
    if found.inequality:
        (start, before), (end, after) = found.inequality.items()
        message = by_sign(
            round(after.total, 3) - round(before.total, 3),
            _("Among the same %(n)s it rose from %(first)s in %(start)s to %(last)s in %(end)s."),
            _("Among the same %(n)s it fell from %(first)s in %(start)s to %(last)s in %(end)s."),
            _("Among the same %(n)s it was %(first)s in %(start)s and again in %(end)s."),
            decimals=3,
        )
        ends = {"first": _on(found, number(before.total, 3)), "last": _on(found, number(after.total, 3))}
        sentences.append(say(message, start=start, end=end, n=after.n, **ends))
    return sentences


def _parts(between: float) -> bool:
    """Whether there are several groups, so that something may lie between them."""
    return abs(between) > 1e-9


def is_computed(year: Year) -> str:
    """By which reckoning the figures of a year are, in a word for a table."""
    return _("GDP over residents") if year.computed else _("as published")
