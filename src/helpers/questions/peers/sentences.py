"""A region among its peers in sentences and key figures: rank, gap, whether sizes grew alike, what is missing."""

from statistics import fmean
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from helpers.figures.observations import rows_behind
from helpers.figures.printed import Rounded
from helpers.models.gaps import summarise_gap
from helpers.models.group import Group
from helpers.questions.peers.size_sentences import share_cell, sigma_text
from helpers.questions.peers.sizes import Convergence, SelectedShare
from helpers.questions.peers.together import Together
from helpers.show.amounts import Amount, computed
from helpers.show.key_figures import KeyFigures
from helpers.show.printed import rounded_cell
from helpers.show.releases import release_sentences, years_listed
from helpers.show.wording import quoted
from helpers.text.cells import NUMBER, PERCENT, Cell, shown_number
from helpers.text.citations import cited, say
from helpers.text.language import _, listed, number, signed
from helpers.text.messages import RefusedError

_NAMED = 4  # missing regions at most are named in a sentence


def rank_sentence(group: Group) -> Markup:
    """The region's rank in its last ranked year and on average; for a parent, who was first and last."""
    if not len(group.ranked):
        return say(_("In no year of the window three quarters of the peers have a rate, so that no rank is given."))
    own = group.own_ranks
    if own.empty:
        year, (first, last) = group.ranked[-1], group.ends
        message = _("In %(year)s, of %(n)s regions, %(first)s grew fastest and %(last)s slowest.")
        return say(message, year=year, n=len(group.ranks_in(year)), first=first.name, last=last.name)
    year = own.index[-1]
    message = _(
        "In %(year)s %(region)s ranked %(rank)s of %(among)s by real growth (%(release)s); its average rank over "
        "%(years)s years is %(average)s."
    )
    average = cited(number(own.mean()), group.rows_in(own.index).index)
    if rounding := rounding_words(group, year):
        message = _(
            "In %(year)s %(region)s ranked %(rank)s of %(among)s by real growth (%(release)s; %(rounding)s); its "
            "average rank over %(years)s years is %(average)s."
        )
    said = {"rank": _rank(group, year).text, "release": group.compared.bases[year].name, "among": _among(group, year)}
    return say(message, year=year, region=group.region.name, years=len(own), average=average, rounding=rounding, **said)


def rounding_words(group: Group, year: pd.Period) -> str:
    """Which ranks the rounding of the rates leaves open to the region: "4 to 6 within rounding"; empty where one."""
    best, worst = group.possible_ranks_in(year)[group.region]
    if best == worst:
        return ""
    return _("%(best)s to %(worst)s within rounding") % {"best": best, "worst": worst}


def _among(group: Group, year: pd.Period) -> str:
    """Of how many a rank of a year is: "all 16", "the 15 with figures (Diqing missing)"."""
    ranked, lacking = len(group.ranks_in(year)), group.unranked(year)
    if not lacking:
        return _("all %(n)s") % {"n": ranked}
    if len(lacking) > _NAMED:
        return _("the %(n)s with figures") % {"n": ranked}
    missing = listed([region.name for region in lacking])
    return _("the %(n)s with figures (%(missing)s missing)") % {"n": ranked, "missing": missing}


def _rank(group: Group, year: pd.Period, words: str = NUMBER) -> Cell:
    """The region's rank in a ranked year, which rests on the rates of all peers."""
    placed = group.ranks_in(year)
    rank = placed[group.region]
    if list(placed.values()).count(rank) > 1:
        words = words.replace(NUMBER, _("%(rank)s (tied)") % {"rank": NUMBER})
    return shown_number(number(rank, 0), group.rows_in([year]).index, words, "rank")


def range_sentences(group: Group) -> list[Markup]:
    """The years of the region's best and worst rank; none for the parent, and with less than two ranked years."""
    own = group.own_ranks
    if len(own) < 2:
        return []
    best, worst = (list(own.index[own == rank]) for rank in (own.min(), own.max()))
    message = _(
        "%(region)s stood best in %(best_years)s, at rank %(best)s, and worst in %(worst_years)s, at %(worst)s."
    )
    said = {"best": _rank(group, best[-1]).text, "worst": _rank(group, worst[-1]).text}
    said |= {"best_years": years_listed(best), "worst_years": years_listed(worst)}
    return [say(message, region=group.region.name, **said)]


def position_key_figures(
    group: Group, sizes: Convergence | RefusedError, share: SelectedShare | None
) -> KeyFigures | None:
    """The region's rank, gap and share, or the first and last of its parts, and the spread of sizes; None without."""
    figures: dict[str, Cell | str] = {}
    names = {"region": group.region.name, "parent": group.parent.name}
    if len(own := group.own_ranks):
        year = own.index[-1]
        name = _("Rank of %(region)s by real growth, %(year)s") % {"year": year, **names}
        words = _("%(rank)s of %(n)s") % {"rank": NUMBER, "n": len(group.ranks_in(year))}
        figures[name] = _rank(group, year, words)
    elif len(group.ranked):
        year = group.ranked[-1]
        messages = _("Fastest, %(region)s, %(year)s"), _("Slowest, %(region)s, %(year)s")
        for message, region in zip(messages, group.ends, strict=True):
            rate = group.series[region].figures[year]
            figures[message % {"region": region.name, "year": year}] = rounded_cell(rate, words=PERCENT, unit="pct")
    if gaps := group.gaps.get(group.region):
        name = _("Gap to %(parent)s, points a year on average, %(first)s–%(last)s")
        figures[name % {"first": min(gaps), "last": max(gaps), **names}] = average_gap(gaps)
    if share is not None:
        name = _("Share of %(region)s in the GDP of its peers, %(year)s") % {"year": share.values.index[-1], **names}
        figures[name] = share_cell(share, -1, PERCENT)
    if not isinstance(sizes, RefusedError):
        name = _("Spread of sizes (standard deviation of the logs), %(first)s and %(last)s")
        at = {"first": sizes.sigma.index[0], "last": sizes.sigma.index[-1]}
        figures[name % at] = _("%(first)s and %(last)s") % {
            "first": sigma_text(sizes, 0),
            "last": sigma_text(sizes, -1),
        }
    return KeyFigures(figures) if figures else None


def average_gap(gaps: dict[pd.Period, Rounded]) -> Cell:
    """The mean of gaps by period, in points, with the rows of all of them."""
    return shown_number(signed(fmean(gap.value for gap in gaps.values())), _rows(gaps), unit="pp")


def _rows(gaps: dict[pd.Period, Rounded]) -> set[int]:
    return {row for gap in gaps.values() for row in gap.rows}


def all_rows(*parts: Any) -> pd.DataFrame:
    """The rows of figures behind a group and what is reckoned of it, each once."""
    return rows_behind(*(part for part in parts if not isinstance(part, RefusedError)))


def gap_sentences(group: Group) -> list[Markup]:
    """The gap to the parent over the years: mean, share of years ahead, persistence; none for the parent itself."""
    if group.region not in group.pairs:
        return []
    try:
        gap = summarise_gap(group.pairs[group.region])
    except RefusedError as refusal:
        return [escape(refusal)]
    pair, rows = group.pairs[group.region], _rows(group.gaps[group.region])
    message = _(
        "Against %(parent)s the gap of %(region)s averaged %(mean)s points over the %(n)s years with figures of one "
        "release; it was ahead in %(ahead)s of them."
    )
    said: dict[str, object] = {"region": group.region.name, "parent": group.parent.name, "n": gap.mean.n}
    said |= {"ahead": cited(str(gap.ahead), rows), "mean": cited(signed(gap.mean.value), rows)}
    said |= {"first": gap.run[0], "last": gap.run[1]}
    sentences = [say(message, **said)]
    if isinstance(gap.lasting, RefusedError):
        sentences.append(escape(gap.lasting))
    else:
        low, high = round(gap.lasting.low, 1), round(gap.lasting.high, 1)  # as they are printed
        if low <= 0 <= high:
            message = _(
                "Whether a gap lies behind the years %(first)s to %(last)s that lasts, one cannot tell: %(low)s to "
                "%(high)s points (95%%)."
            )
        else:
            message = _(
                "Behind the years %(first)s to %(last)s lies a gap of %(low)s to %(high)s points (95%%): more than "
                "chance."
            )
        in_run = pair.own.rows_in(pd.PeriodIndex(pair.run)) + pair.benchmark.rows_in(pd.PeriodIndex(pair.run))
        ends = {"low": signed(gap.lasting.low), "high": signed(gap.lasting.high)}
        sentences.append(say(message, **said, **{name: cited(end, in_run) for name, end in ends.items()}))
    if gap.persistence is not None:
        message = _("Neighbouring gaps are alike by %(persistence)s (near 1 the gap may wander).")
        sentences.append(say(message, persistence=cited(number(gap.persistence, 2), rows)))
    return [*sentences, *release_sentences(pair)]


def together_sentences(group: Group, found: Together) -> list[Markup]:
    """What the peers make together in the last year, and whether the region that contains them publishes the same."""
    if not found.years:
        return []
    last = found.years[-1]
    said = {"n": last.regions, "year": last.at, "release": last.release.name, "parent": group.parent.name}
    said |= {"size": computed(Amount(last.size, "100m_cny")), "growth": quoted(last.growth, 2)}
    if last.whole_size is not None and last.whole_growth is not None:
        message = _(
            "Together the GDP of the %(n)s was %(size)s in %(year)s, against %(whole_size)s published for %(parent)s; "
            "weighted by it their rates give %(growth)s%%, against %(whole_growth)s%% (%(release)s)."
        )
        said |= {"whole_size": computed(Amount(last.whole_size, "100m_cny")), "whole_growth": quoted(last.whole_growth)}
    else:
        message = _(
            "Together the GDP of the %(n)s was %(size)s in %(year)s; weighted by it their rates give %(growth)s%% "
            "(%(release)s). Of %(parent)s not both are recorded of that release."
        )
    return [say(message, **said)]


def coverage_sentences(group: Group) -> list[Markup]:
    """Which years lack peers, and which figures are weak or suspect."""
    counts, n = group.rates.notna().sum(axis=1), group.size
    sentences = []
    if years := [f"{period} ({count})" for period, count in counts.items() if count < n]:
        message = _("Rates are not recorded for all %(n)s peers in these years (number recorded): %(years)s.")
        sentences.append(say(message, n=n, years=listed(years)))
    weak = [row for each in group.series.values() for row in each.rows.index[each.rows["weak"]]]
    message = _("%(weak)s of %(total)s rates are weakly supported or suspect; they are marked.")
    return [*sentences, say(message, weak=cited(str(len(weak)), weak), total=counts.sum())]
