"""A region among its peers in sentences and key figures: rank, gap, whether sizes grew alike, what is missing."""

from statistics import fmean

import pandas as pd
from markupsafe import Markup

from helpers.figures.printed import Rounded
from helpers.models.gaps import summarise_gap
from helpers.questions.peers.group import Convergence, Group, SelectedShare
from helpers.show.cells import NUMBER, PERCENT, Cell, shown_number
from helpers.show.key_figures import KeyFigures
from helpers.show.printed import rounded_cell
from helpers.show.wording import say
from helpers.text.citations import cited
from helpers.text.language import _, listed, number, signed
from helpers.text.messages import RefusedError


def rank_sentence(group: Group) -> Markup:
    """The region's rank in the last complete year and on average; for a parent, who was first and last."""
    placed = group.ranks
    if placed.empty:
        return say(_("In no year of the window is a rate recorded for every peer, so that no rank is given."))
    year, n = placed.index[-1], placed.shape[1]
    if group.region not in placed:
        names = {"first": placed.loc[year].idxmin(), "last": placed.loc[year].idxmax()}
        message = _("In %(year)s, of %(n)s regions, %(first)s grew fastest and %(last)s slowest.")
        return say(message, year=year, n=n, **{key: code.name for key, code in names.items()})
    own = placed[group.region]
    message = _(
        "In %(year)s, the last year with a rate for every peer, %(region)s ranked %(rank)s of %(n)s by real growth; "
        "its average rank over %(years)s years is %(average)s."
    )
    names = {"region": group.region.name, "rank": _rank(group, year)}
    average = cited(number(own.mean()), group.rows_in(placed.index).index)
    return say(message, year=year, n=n, years=len(own), average=average, **names)


def _rank(group: Group, year: pd.Period) -> str:
    """The region's rank in a complete year, which rests on the rates of all peers."""
    return _rank_cell(group, year).text


def _rank_cell(group: Group, year: pd.Period, words: str = NUMBER) -> Cell:
    placed = group.ranks.loc[year]
    rank = int(placed[group.region])
    if (placed == rank).sum() > 1:
        words = words.replace(NUMBER, _("%(rank)s (tied)") % {"rank": NUMBER})
    return shown_number(number(rank, 0), group.rows_in([year]).index, words, "rank")


def range_sentences(group: Group) -> list[Markup]:
    """The years of the region's best and worst rank; none for the parent, and where no year is complete."""
    if group.region not in group.ranks or len(group.ranks) < 2:
        return []
    own = group.ranks[group.region]
    best, worst = own.idxmin(), own.idxmax()
    message = _(
        "Best placed was %(region)s in %(best_year)s, at rank %(best)s, and worst in %(worst_year)s, at %(worst)s."
    )
    ranks = {"best": _rank(group, best), "worst": _rank(group, worst)}
    return [say(message, region=group.region.name, best_year=best, worst_year=worst, **ranks)]


def position_key_figures(
    group: Group, sizes: Convergence | RefusedError, share: SelectedShare | None
) -> KeyFigures | None:
    """The region's rank, gap and share, or the first and last of its parts, and the spread of sizes; None without."""
    figures, placed = {}, group.ranks
    names = {"region": group.region.name, "parent": group.parent.name}
    if group.region in placed and len(placed):
        name = _("Rank of %(region)s by real growth, %(year)s") % {"year": placed.index[-1], **names}
        figures[name] = _rank_cell(
            group, placed.index[-1], _("%(rank)s of %(n)s") % {"rank": NUMBER, "n": placed.shape[1]}
        )
    elif len(placed):
        last = placed.iloc[-1]
        for message, region in (
            (_("Fastest, %(region)s, %(year)s"), last.idxmin()),
            (_("Slowest, %(region)s, %(year)s"), last.idxmax()),
        ):
            said = {"region": region.name, "year": placed.index[-1]}
            rate = group.series[region].figures[placed.index[-1]]
            figures[message % said] = rounded_cell(rate, words=PERCENT, unit="pct")
    if group.region != group.parent and group.region in group.series and (gaps := group.gap_figures(group.region)):
        name = _("Gap to %(parent)s, points a year on average, %(first)s–%(last)s")
        figures[name % {"first": min(gaps), "last": max(gaps), **names}] = average_gap(gaps)
    if share is not None:
        name = _("Share of %(region)s in the GDP of its peers, %(year)s") % {"year": share.values.index[-1], **names}
        figures[name] = _share(share, -1, PERCENT)
    if not isinstance(sizes, RefusedError):
        name = _("Spread of sizes (standard deviation of the logs), %(first)s and %(last)s")
        at = {"first": sizes.sigma.index[0], "last": sizes.sigma.index[-1]}
        figures[name % at] = _("%(first)s and %(last)s") % {"first": _sigma(sizes, 0), "last": _sigma(sizes, -1)}
    return KeyFigures(figures) if figures else None


def average_gap(gaps: dict[pd.Period, Rounded]) -> Cell:
    """The mean of gaps by period, in points, with the rows of all of them."""
    rows = frozenset().union(*(gap.rows for gap in gaps.values()))
    return shown_number(signed(fmean(gap.value for gap in gaps.values())), rows, unit="pp")


def _share(share: SelectedShare, place: int, words: str = NUMBER) -> Cell:
    """The share in the first (0) or last (-1) period, with the levels of that period."""
    rows = share.rows.index[share.rows["at"] == share.values.index[place]]
    return shown_number(number(share.values.iloc[place]), rows, words, "pct")


def _sigma(found: Convergence, place: int) -> str:
    """The spread in the first (0) or last (-1) period, with the initial levels and the growth up to it."""
    at = found.rows["at"] <= found.sigma.index[place]
    return cited(number(found.sigma.iloc[place], 2), found.rows.index[at])


def all_rows(*parts: Group | Convergence | SelectedShare | RefusedError | None) -> pd.DataFrame:
    """The rows of figures behind a group, the sizes it began with and a share, each once."""
    rows = pd.concat([part.rows for part in parts if part is not None and not isinstance(part, RefusedError)])
    return rows[~rows.index.duplicated()].sort_index()


def share_sentences(group: Group, share: SelectedShare | None) -> list[Markup]:
    """How much of the group's GDP the region made at first and at last; none where one source does not have it."""
    if share is None:
        return []
    values = share.values
    message = _(
        "Of the GDP of the %(n)s peers at current prices %(region)s made %(first)s%% in %(start)s and %(last)s%% in "
        "%(end)s, as one source published it in each year."
    )
    said = {"first": _share(share, 0).text, "last": _share(share, -1).text}
    ends = {"start": values.index[0], "end": values.index[-1]}
    region = group.region.name
    return [say(message, n=group.rates.shape[1], region=region, **said, **ends)]


def gap_sentences(group: Group) -> list[Markup]:
    """The gap to the parent over the years: mean, share of years ahead, persistence; none for the parent itself."""
    if group.region == group.parent or group.parent_series is None or group.region not in group.series:
        return []
    names = {"region": group.region.name, "parent": group.parent.name}
    try:
        gap = summarise_gap(group.series[group.region], group.parent_series)
    except RefusedError as refusal:
        return [say("%(refusal)s", refusal=str(refusal))]
    low, high = round(gap.mean.low, 1), round(gap.mean.high, 1)  # as they are printed
    if low == high == 0:
        message = _("%(region)s was level with %(parent)s on average over %(n)s years.")
    elif low <= 0 <= high:
        message = _(
            "Against %(parent)s the gap averaged %(mean)s points over %(n)s years (95%% interval %(low)s to %(high)s): "
            "ahead or behind, one cannot tell."
        )
    elif gap.mean.value > 0:
        message = _(
            "%(region)s was ahead of %(parent)s by %(mean)s points on average over %(n)s years (95%% interval %(low)s "
            "to %(high)s)."
        )
    else:
        message = _(
            "%(region)s was behind %(parent)s, %(mean)s points on average over %(n)s years (95%% interval %(low)s to "
            "%(high)s)."
        )
    persistence = _("It was ahead in %(ahead)s of them; persistence of the gap %(persistence)s (near 1 it may wander).")
    numbers = {
        "low": signed(gap.mean.low),
        "high": signed(gap.mean.high),
        "mean": signed(gap.mean.value),
        "ahead": str(gap.ahead),
        "persistence": number(gap.persistence, 2),
    }
    rows = frozenset().union(*(each.rows for each in group.gap_figures(group.region).values()))
    said = {key: cited(text, rows) for key, text in numbers.items()} | {"n": gap.n, **names}
    return [say(message, **said), say(persistence, **said)]


def convergence_sentences(found: Convergence | RefusedError) -> list[Markup]:
    """Whether small economies grew faster, whether sizes became more alike, and what per head would take."""
    per_head = say(
        _("Per head nothing can be said: residents are not recorded for every peer. What follows is of size alone.")
    )
    if isinstance(found, RefusedError):
        return [say("%(refusal)s", refusal=str(found))]
    beta = found.beta
    sentences = [per_head]
    if isinstance(beta, RefusedError):
        sentences.append(say("%(refusal)s", refusal=str(beta)))
    else:
        sentences += _beta_sentences(found)
    sigma = found.sigma
    first, last = round(sigma.iloc[0], 2), round(sigma.iloc[-1], 2)
    spread = {"first": _sigma(found, 0), "last": _sigma(found, -1), "start": sigma.index[0], "end": sigma.index[-1]}
    message = _(
        "The spread of sizes (standard deviation of the logs) was %(first)s in %(start)s and %(last)s in %(end)s"
    )
    change = _(": it narrowed.") if last < first else _(": it widened.") if last > first else _(": it did not change.")
    return [*sentences, say(message + change, **spread)]


def _beta_sentences(found: Convergence) -> list[Markup]:
    beta = found.beta
    least, most = beta.without.idxmin(), beta.without.idxmax()
    all_but = {region: found.rows.index[found.rows["region"] != region.code] for region in (least, most)}
    numbers = {"b": beta.b, "low": beta.low, "high": beta.high, "speed": beta.speed}
    said = {key: cited(signed(value, 2), found.rows.index) for key, value in numbers.items()} | {
        "n": beta.n,
        "years": beta.years,
        "least": cited(signed(beta.without.min(), 2), all_but[least]),
        "without_least": least.name,
        "most": cited(signed(beta.without.max(), 2), all_but[most]),
        "without_most": most.name,
    }
    if beta.converges:
        message = _("Smaller economies grew faster over %(years)s years.")
    elif beta.low > 0:
        message = _("Larger economies grew faster over %(years)s years, so that there is no convergence.")
    else:
        message = _("Whether smaller economies grew faster over %(years)s years, one cannot tell.")
    slope = _(
        "The slope is %(b)s (95%% interval %(low)s to %(high)s, n = %(n)s), which is %(speed)s%% a year towards each "
        "other; leaving out one at a time, it lies between %(least)s (without %(without_least)s) and %(most)s (without "
        "%(without_most)s)."
    )
    return [say(message, **said), say(slope, **said)]


def coverage_sentences(group: Group) -> list[Markup]:
    """Which years lack peers, and which figures are weak or suspect."""
    counts = group.rates.notna().sum(axis=1)
    lacking = counts[counts < group.rates.shape[1] + len(group.missing)]
    sentences = []
    if len(lacking):
        years = listed([f"{period} ({count})" for period, count in lacking.items()])
        message = _("Rates are not recorded for all %(n)s peers in these years (number recorded): %(years)s.")
        sentences.append(say(message, n=group.rates.shape[1] + len(group.missing), years=years))
    weak = [row for each in group.series.values() for row in each.rows.index[each.rows["weak"]]]
    total = int(group.rates.notna().sum().sum())
    message = _("%(weak)s of %(total)s rates are weakly supported or suspect; they are marked.")
    return [*sentences, say(message, weak=cited(str(len(weak)), weak), total=total)]
