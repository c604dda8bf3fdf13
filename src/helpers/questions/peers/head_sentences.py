"""GDP per head of peers in sentences: how much, whether the poorer catch up, and how unequal they are."""

from statistics import median

from markupsafe import Markup, escape

from helpers.figures.printed import Rounded
from helpers.models.group import Group
from helpers.questions.peers.per_head import PerHead, Year
from helpers.show.amounts import unit_cell
from helpers.text.citations import cited, say
from helpers.text.language import _, listed, number, signed
from helpers.text.messages import RefusedError

_WIDE, _NAMED = 0.75, 3  # of all peers, in a year that a rank is told for; missing ones that are named at most


def widest_year(group: Group, found: PerHead) -> Year | None:
    """The last year with GDP per head of three quarters of the peers, else the last with any."""
    wide = [year for year in found.years if len(year.heads) >= _WIDE * group.size]
    return next(iter([*wide[-1:], *found.years[-1:]]), None)


def head_rank(group: Group, year: Year) -> int | None:
    """The rank of the region by GDP per head, 1 the highest; None where its own is not known."""
    own = year.heads.get(group.region)
    return None if own is None else 1 + sum(other.value > own.value for other in year.heads.values())


def head_text(figure: Rounded) -> str:
    """GDP per head in whole yuan."""
    return unit_cell(round(figure.value), "cny", figure.rows, decimals=0).text


def head_sentences(group: Group, found: PerHead) -> list[Markup]:
    """GDP per head of the region among its peers and against its parent; how it spread; how unequal it is."""
    year = widest_year(group, found)
    if year is None:
        return [say(_("GDP per head is not known of eight peers in any year, so that nothing is said of it."))]
    return [
        *_level_sentences(group, year),
        *_parent_sentences(group, found),
        *_spread_sentences(found),
        *_beta_sentences(found),
        *_inequality_sentences(found),
    ]


def _level_sentences(group: Group, year: Year) -> list[Markup]:
    """Who has most and least a head, where the region stands, and by what reckoning."""
    order = sorted(year.heads, key=lambda place: -year.heads[place].value)
    every = {row for figure in year.heads.values() for row in figure.rows}
    middle = median(figure.value for figure in year.heads.values())
    said = {"year": year.at, "n": len(order), "median": unit_cell(round(middle), "cny", every, 0).text}
    said |= {"first": order[0].name, "most": head_text(year.heads[order[0]])}
    said |= {"last": order[-1].name, "least": head_text(year.heads[order[-1]])}
    if (rank := head_rank(group, year)) is not None:
        message = _(
            "In %(year)s GDP per head of %(region)s was %(own)s, rank %(rank)s of the %(n)s peers with figures, from "
            "%(most)s (%(first)s) down to %(least)s (%(last)s); the median is %(median)s."
        )
        own = {"region": group.region.name, "own": head_text(year.heads[group.region])}
        said |= own | {"rank": cited(str(rank), every, rank)}
    else:
        message = _(
            "In %(year)s %(first)s had most GDP per head of the %(n)s peers with figures (%(most)s) and %(last)s least "
            "(%(least)s), the median is %(median)s."
        )
    lacking = [place.name for place in (*group.series, *group.missing) if place not in year.heads]
    sentences = [say(message, **said)]
    if 0 < len(lacking) <= _NAMED:
        sentences.append(say(_("Not known: %(names)s."), names=listed(lacking)))
    if year.computed:
        sentences.append(say(_("It is GDP over the residents at the end of the year.")))
    return sentences


def _parent_sentences(group: Group, found: PerHead) -> list[Markup]:
    """GDP per head against that of the parent, in the last year that both are known by one reckoning."""
    both = [year for year in found.years if group.region in year.heads and year.parent is not None]
    if not both or both[-1].parent is None:
        return []
    last, parent = both[-1], both[-1].parent
    share = (last.heads[group.region] / parent).percent
    message = _("In %(year)s it was %(own)s, which is %(share)s%% of that of %(parent)s (%(whole)s).")
    said = {"own": head_text(last.heads[group.region]), "whole": head_text(parent), "parent": group.parent.name}
    return [say(message, year=last.at, share=cited(number(share.value, 0), share.rows), **said)]


def _spread_sentences(found: PerHead) -> list[Markup]:
    """Whether GDP per head became more alike, among those known throughout."""
    sigma = found.sigma
    if sigma.empty:
        return []
    first, last = round(sigma.iloc[0], 2), round(sigma.iloc[-1], 2)
    message = _(
        "Among the %(n)s known throughout, its spread (standard deviation of the logs) was %(first)s in %(start)s and "
        "%(last)s in %(end)s"
    )
    change = _(": it narrowed.") if last < first else _(": it widened.") if last > first else _(": it did not change.")
    said = {"first": _on(found, number(first, 2)), "last": _on(found, number(last, 2)), "n": found.alike}
    return [say(message + change, start=sigma.index[0], end=sigma.index[-1], **said)]


def _on(found: PerHead, text: str) -> str:
    """A number that rests on all of it."""
    return cited(text, found.rows.index)


def _beta_sentences(found: PerHead) -> list[Markup]:
    """Whether the poorer grew faster per head, or why that is not told."""
    if isinstance(found.beta, RefusedError):
        return [escape(found.beta)]
    said = {key: _on(found, signed(getattr(found.beta, key), 2)) for key in ("b", "low", "high")}
    if found.beta.converges:
        message = _("From %(start)s to %(end)s the poorer grew faster per head")
    elif found.beta.low > 0:
        message = _("From %(start)s to %(end)s the richer grew faster per head")
    else:
        message = _("Whether the poorer grew faster per head from %(start)s to %(end)s, one cannot tell")
    message += _(" (slope %(b)s, 95%% interval %(low)s to %(high)s, n = %(n)s).")
    return [say(message, start=found.beta_years[0], end=found.beta_years[1], n=found.beta.n, **said)]


def _inequality_sentences(found: PerHead) -> list[Markup]:
    """Theil's index and what of it lies between groups, and how it changed among the same regions; or a refusal."""
    if isinstance(found.widest, RefusedError):
        return [escape(found.widest)]
    at, index = found.widest
    said: dict[str, object] = {"year": at, "n": index.n, "total": _on(found, number(index.total, 3))}
    if _parts(index.between):
        message = _(
            "Theil's index of GDP per head was %(total)s in %(year)s (%(n)s regions), of which %(share)s%% lie between "
            "provinces and the rest within them."
        )
        said |= {"share": _on(found, number(100 * index.between / index.total, 0))}
    else:
        message = _("Theil's index of GDP per head was %(total)s in %(year)s (%(n)s regions; 0 is equality).")
    sentences = [say(message, **said)]
    if found.inequality:
        (start, before), (end, after) = found.inequality.items()
        message = _("Among the same %(n)s it went from %(first)s in %(start)s to %(last)s in %(end)s.")
        ends = {"first": _on(found, number(before.total, 3)), "last": _on(found, number(after.total, 3))}
        sentences.append(say(message, start=start, end=end, n=after.n, **ends))
    return sentences


def _parts(between: float) -> bool:
    """Whether there are several groups, so that something may lie between them."""
    return abs(between) > 1e-9


def is_computed(year: Year) -> str:
    """By which reckoning the figures of a year are, in a word for a table."""
    return _("GDP over residents") if year.computed else _("as published")
