"""A region among its peers: key figures, the gap to the region that contains them, all together, what is missing."""

from statistics import fmean
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from helpers.figures.observations import rows_behind
from helpers.figures.printed import Rounded
from helpers.models.gaps import GapSummary, summarise_gap
from helpers.models.group import Group
from helpers.questions.peers.head_sentences import head_share
from helpers.questions.peers.per_head import PerHead
from helpers.questions.peers.size_sentences import sigma_text
from helpers.questions.peers.sizes import Convergence
from helpers.questions.peers.standings import Place, latest_place, level_of
from helpers.questions.peers.together import Together
from helpers.show.amounts import Amount, computed
from helpers.show.key_figures import KeyFigures
from helpers.show.places import counted, seen_from
from helpers.show.printed import rounded_cell
from helpers.show.ranks import short_standing
from helpers.show.releases import release_sentences
from helpers.show.wording import quoted
from helpers.text.cells import PERCENT, Cell, shown_number
from helpers.text.citations import cited, say
from helpers.text.forms import by_count, by_sign
from helpers.text.language import _, listed, number, opening_count, signed
from helpers.text.messages import RefusedError

_KEY = 4  # key figures at most


def position_key_figures(
    group: Group, cities: Place | None, heads: PerHead, sizes: Convergence | RefusedError
) -> KeyFigures | None:
    """The region's ranks, gap and GDP per head, or the first and last of its parts and their spread; None without."""
    figures: dict[str, Cell | str] = {}
    names = {"region": group.region.name, "parent": seen_from(group.parent, group.region)}
    if own := latest_place(group):
        figures[_("Growth of %(region)s among its peers, %(year)s") % {"year": own.at, **names}] = _rank_cell(own)
    elif len(group.ranked):
        year = group.ranked[-1]
        messages = _("Fastest: %(region)s, %(year)s"), _("Slowest: %(region)s, %(year)s")
        for message, region in zip(messages, group.ends, strict=True):
            rate = group.series[region].figures[year]
            figures[message % {"region": region.name, "year": year}] = rounded_cell(rate, words=PERCENT, unit="pct")
    if cities is not None:
        figures[_("Growth of %(region)s among the cities of China, %(year)s") % {"year": cities.at, **names}] = (
            _rank_cell(cities)
        )
    if gaps := group.gaps.get(group.region):
        name = _("Growth less that of %(parent)s, average of %(first)s–%(last)s, points")
        figures[name % {"first": min(gaps), "last": max(gaps), **names}] = average_gap(gaps)
    if (part := head_share(group, heads)) is not None:
        name = _("GDP per head against that of %(parent)s, %(year)s")
        figures[name % {"year": part.at, **names}] = rounded_cell(part.share, 0, words=PERCENT, unit="pct")
    if not isinstance(sizes, RefusedError):
        name = _("How unequal the peers are in size (spread), %(first)s and %(last)s")
        at = {"first": sizes.sigma.index[0], "last": sizes.sigma.index[-1]}
        ends = {"first": sigma_text(sizes, 0), "last": sigma_text(sizes, -1)}
        figures[name % at] = _("%(first)s and %(last)s") % ends
    return KeyFigures(dict(list(figures.items())[:_KEY])) if figures else None


def _rank_cell(found: Place) -> Cell:
    """A rank in words, which knows its number."""
    return Cell(short_standing(found.standing), found.standing.rank, unit="rank")


def average_gap(gaps: dict[pd.Period, Rounded]) -> Cell:
    """The mean of gaps by period, in points, with the rows of all of them."""
    return shown_number(signed(fmean(gap.value for gap in gaps.values())), _rows(gaps), unit="pp")


def _rows(gaps: dict[pd.Period, Rounded]) -> set[int]:
    return {row for gap in gaps.values() for row in gap.rows}


def all_rows(*parts: Any) -> pd.DataFrame:
    """The rows of figures behind a group and what is reckoned of it, each once."""
    return rows_behind(*(part for part in parts if part is not None and not isinstance(part, RefusedError)))


def record_sentence(group: Group) -> Markup | None:
    """How often the region was ahead of its parent, and by how much on average; None where none can be told."""
    if not group.gaps.get(group.region):
        return None
    try:
        return _record(group, summarise_gap(group.pairs[group.region]))
    except RefusedError:
        return None


def _record(group: Group, gap: GapSummary) -> Markup:
    rows = _rows(group.gaps[group.region])
    message = by_sign(
        gap.mean.value,
        _(
            "%(region)s grew faster than %(parent)s in %(ahead)s of the %(n)s years with comparable figures; over all "
            "of them it gained %(mean)s points a year."
        ),
        _(
            "%(region)s grew faster than %(parent)s in %(ahead)s of the %(n)s years with comparable figures; over all "
            "of them it lost %(mean)s points a year."
        ),
        _(
            "%(region)s grew faster than %(parent)s in %(ahead)s of the %(n)s years with comparable figures; over all "
            "of them both grew at the same pace."
        ),
    )
    said: dict[str, object] = {"region": group.region.name, "parent": seen_from(group.parent, group.region)}
    said |= {"ahead": cited(str(gap.ahead), rows), "n": gap.mean.n}
    return say(message, mean=cited(number(abs(gap.mean.value)), rows), **said)


def gap_sentences(group: Group) -> list[Markup]:
    """What stands behind how often it was ahead: whether a gap lasts, and releases; none for the parent itself."""
    if group.region not in group.pairs:
        return []
    try:
        gap = summarise_gap(group.pairs[group.region])
    except RefusedError as refusal:
        return [escape(refusal)]
    pair, sentences = group.pairs[group.region], []
    if isinstance(gap.lasting, RefusedError):
        sentences.append(escape(gap.lasting))
    else:
        low, high = round(gap.lasting.low, 1), round(gap.lasting.high, 1)  # as they are printed
        if low <= 0 <= high:
            message = _(
                "No lasting gap shows in the years %(first)s to %(last)s: it may be anything from %(low)s to %(high)s "
                "points (95%%)."
            )
        else:
            message = _(
                "The years %(first)s to %(last)s show a lasting gap of %(low)s to %(high)s points (95%%), more than "
                "chance would bring."
            )
        in_run = pair.own.rows_in(pd.PeriodIndex(pair.run)) + pair.benchmark.rows_in(pd.PeriodIndex(pair.run))
        ends = {"low": signed(gap.lasting.low), "high": signed(gap.lasting.high)}
        marked = {name: cited(end, in_run) for name, end in ends.items()}
        sentences.append(say(message, first=gap.run[0], last=gap.run[1], **marked))
    if gap.persistence is not None:
        message = _("The gap of a year and that of the next correlate by %(persistence)s.")
        rows = _rows(group.gaps[group.region])
        sentences.append(say(message, persistence=cited(number(gap.persistence, 2), rows)))
    return [*sentences, *release_sentences(pair)]


def together_sentences(group: Group, found: Together) -> list[Markup]:
    """What the peers make together in the last year, and whether the region that contains them publishes the same."""
    if not found.years:
        return []
    last = found.years[-1]
    said = {
        "peers": counted(level_of(group), last.regions),
        "year": last.at,
        "release": last.release.name,
        "parent": group.parent.name,
    }
    said |= {"size": computed(Amount(last.size, "100m_cny")), "growth": quoted(last.growth, 2)}
    if last.whole_size is not None and last.whole_growth is not None:
        message = _(
            "In %(year)s the GDP of the %(peers)s added up to %(size)s, and %(parent)s published %(whole_size)s; their "
            "rates, weighted by size, give %(growth)s%%, and %(parent)s published %(whole_growth)s%% (%(release)s)."
        )
        said |= {"whole_size": computed(Amount(last.whole_size, "100m_cny")), "whole_growth": quoted(last.whole_growth)}
    else:
        message = _(
            "In %(year)s the GDP of the %(peers)s added up to %(size)s, and their rates, weighted by size, give "
            "%(growth)s%% (%(release)s). For %(parent)s no figures of that release were found to hold against both."
        )
    return [say(message, **said)]


def coverage_sentences(group: Group) -> list[Markup]:
    """Which years lack peers, and which figures are weak or suspect."""
    counts, n = group.rates.notna().sum(axis=1), group.size
    sentences, told = [], _("%(year)s (%(n)s)")
    if years := [told % {"year": period, "n": count} for period, count in counts.items() if count < n]:
        message = _("Figures of some of the %(peers)s are missing in these years (how many have one): %(years)s.")
        sentences.append(say(message, peers=counted(level_of(group), n), years=listed(years)))
    weak = [row for each in group.series.values() for row in each.rows.index[each.rows["weak"]]]
    message = by_count(
        len(weak),
        _("None of the %(total)s growth rates is weakly supported or suspect."),
        _("One of the %(total)s growth rates is weakly supported or suspect; it is marked."),
        _("%(weak)s of the %(total)s growth rates are weakly supported or suspect; they are marked."),
    )
    return [*sentences, say(message, weak=cited(opening_count(len(weak)), weak), total=counts.sum())]
