"""A region among its peers in sentences and tables: rank, gap, whether sizes grew alike, and what is missing."""

import pandas as pd
from markupsafe import Markup

from helpers.comparison import summarise_gap
from helpers.convergence import Beta
from helpers.gates import Refusal
from helpers.language import _, listed, number, signed
from helpers.observations import Observations
from helpers.peers import Convergence, Group, SelectedShare
from helpers.table import MISSING, Table
from helpers.wording import say


def rank_sentence(observations: Observations, group: Group) -> Markup:
    """The region's rank in the last complete year and on average; for a parent, who was first and last."""
    placed = group.ranks
    if placed.empty:
        return say(_("In no year of the window is a rate recorded for every peer, so that no rank is given."))
    year, n = placed.index[-1], placed.shape[1]
    if group.region not in placed:
        names = {"first": placed.loc[year].idxmin(), "last": placed.loc[year].idxmax()}
        message = _("In %(year)s, of %(n)s regions, %(first)s grew fastest and %(last)s slowest.")
        return say(message, year=year, n=n, **{key: observations.region_name(code) for key, code in names.items()})
    own = placed[group.region]
    message = _(
        "In %(year)s, the last year with a rate for every peer, %(region)s ranked %(rank)s of %(n)s by real growth; "
        "its average rank over %(years)s years is %(average)s."
    )
    tied = int((placed.loc[year] == own.iloc[-1]).sum()) > 1
    rank = _("%(rank)s (tied)") % {"rank": int(own.iloc[-1])} if tied else str(int(own.iloc[-1]))
    region = observations.region_name(group.region)
    return say(message, year=year, region=region, rank=rank, n=n, years=len(own), average=number(own.mean()))


def all_rows(*parts: Group | Convergence | SelectedShare | Refusal | None) -> pd.DataFrame:
    """The rows of figures behind a group, the sizes it began with and a share, each once."""
    rows = pd.concat([part.rows for part in parts if part is not None and not isinstance(part, Refusal)])
    return rows[~rows.index.duplicated()].sort_index()


def share_sentences(observations: Observations, group: Group, share: SelectedShare | None) -> list[Markup]:
    """How much of the group's GDP the region made at first and at last; none where one source does not have it."""
    if share is None:
        return []
    values = share.values
    message = _(
        "Of the GDP of the %(n)s peers at current prices %(region)s made %(first)s%% in %(start)s and %(last)s%% in "
        "%(end)s, as one source published it in each year."
    )
    said = {"first": number(values.iloc[0]), "last": number(values.iloc[-1])}
    ends = {"start": values.index[0], "end": values.index[-1]}
    region = observations.region_name(group.region)
    return [say(message, n=group.rates.shape[1], region=region, **said, **ends)]


def gap_sentences(observations: Observations, group: Group) -> list[Markup]:
    """The gap to the parent over the years: mean, share of years ahead, persistence; none for the parent itself."""
    if group.region == group.parent or group.parent_series is None or group.region not in group.series:
        return []
    names = {"region": observations.region_name(group.region), "parent": observations.region_name(group.parent)}
    gap = summarise_gap(group.series[group.region], group.parent_series)
    if isinstance(gap, Refusal):
        return [say("%(refusal)s", refusal=str(gap))]
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
    bounds = {"low": signed(gap.mean.low), "high": signed(gap.mean.high), "mean": signed(gap.mean.value)}
    wander = say(persistence, ahead=gap.ahead, persistence=number(gap.persistence, 2))
    return [say(message, n=gap.n, **bounds, **names), wander]


def convergence_sentences(observations: Observations, found: Convergence | Refusal) -> list[Markup]:
    """Whether small economies grew faster, whether sizes became more alike, and what per head would take."""
    per_head = say(
        _("Per head nothing can be said: residents are not recorded for every peer. What follows is of size alone.")
    )
    if isinstance(found, Refusal):
        return [say("%(refusal)s", refusal=str(found))]
    beta = found.beta
    sentences = [per_head]
    if isinstance(beta, Refusal):
        sentences.append(say("%(refusal)s", refusal=str(beta)))
    else:
        sentences += _beta_sentences(observations, beta)
    sigma = found.sigma
    first, last = round(sigma.iloc[0], 2), round(sigma.iloc[-1], 2)
    spread = {"first": number(first, 2), "last": number(last, 2), "start": sigma.index[0], "end": sigma.index[-1]}
    message = _(
        "The spread of sizes (standard deviation of the logs) was %(first)s in %(start)s and %(last)s in %(end)s"
    )
    change = _(": it narrowed.") if last < first else _(": it widened.") if last > first else _(": it did not change.")
    return [*sentences, say(message + change, **spread)]


def _beta_sentences(observations: Observations, beta: Beta) -> list[Markup]:
    least, most = beta.without.idxmin(), beta.without.idxmax()
    said = {
        "b": signed(beta.b, 2),
        "low": signed(beta.low, 2),
        "high": signed(beta.high, 2),
        "n": beta.n,
        "years": beta.years,
        "speed": signed(beta.speed, 2),
        "least": signed(beta.without.min(), 2),
        "without_least": observations.region_name(least),
        "most": signed(beta.without.max(), 2),
        "without_most": observations.region_name(most),
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


def coverage_sentences(observations: Observations, group: Group) -> list[Markup]:
    """Which years lack peers, and which figures are weak or suspect."""
    counts = group.rates.notna().sum(axis=1)
    lacking = counts[counts < group.rates.shape[1] + len(group.missing)]
    sentences = []
    if len(lacking):
        years = listed([f"{period} ({count})" for period, count in lacking.items()])
        message = _("Rates are not recorded for all %(n)s peers in these years (number recorded): %(years)s.")
        sentences.append(say(message, n=group.rates.shape[1] + len(group.missing), years=years))
    weak = int((group.weak & group.rates.notna()).sum().sum())
    total = int(group.rates.notna().sum().sum())
    message = _("%(weak)s of %(total)s rates are weakly supported or suspect; they are marked.")
    return [*sentences, say(message, weak=weak, total=total)]


def peers_table(observations: Observations, group: Group) -> Table:
    """Every peer: last rate, rank, average rank, average gap to the parent; folded."""
    placed, gaps = group.ranks, group.gaps
    last = group.rates.apply(lambda column: column.last_valid_index())
    frame = pd.DataFrame(
        {
            _("latest year"): [str(last[region]) for region in group.rates],
            _("growth, %"): [_marked(group, region, last[region]) for region in group.rates],
            _("rank in the last complete year"): [
                str(int(placed[region].iloc[-1])) if len(placed) else MISSING for region in group.rates
            ],
            _("average rank"): [number(placed[region].mean()) if len(placed) else MISSING for region in group.rates],
            _("average gap, points"): [signed(gaps[region].mean()) if len(gaps) else MISSING for region in group.rates],
            _("years"): [str(int(group.rates[region].notna().sum())) for region in group.rates],
        },
        index=pd.Index([observations.region_name(region) for region in group.rates], name=_("region")),
    )
    return Table(_("The peers, with what is recorded of each"), frame, folded=True)


def _marked(group: Group, region: str, at: pd.Period) -> str:
    return number(group.rates.at[at, region]) + (" *" if group.weak.at[at, region] else "")
