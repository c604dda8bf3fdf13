"""The sizes of peers in sentences: share of the region, whether sizes drew closer, whether small ones grew faster."""

import pandas as pd
from markupsafe import Markup, escape

from helpers.models.convergence import Beta
from helpers.models.group import GROWTH, Group
from helpers.questions.peers.sizes import Convergence, SelectedShare
from helpers.questions.peers.standings import level_of
from helpers.show.places import counted
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, _n, listed, number, opening_count, signed
from helpers.text.messages import RefusedError

_ENDS = ("b", "low", "high")


def sigma_text(found: Convergence, place: int) -> str:
    """The spread in the first (0) or last (-1) period, with the initial levels and the growth up to it."""
    rows, (start, *_after) = found.rows, found.sigma.index
    behind = (rows["at"] == start) | ((rows["indicator"] == GROWTH) & (rows["at"] <= found.sigma.index[place]))
    return cited(number(found.sigma.iloc[place], 2), rows.index[behind])


def share_sentences(group: Group, share: SelectedShare | None) -> list[Markup]:
    """How much of the group's GDP the region made at first and at last; none where one source does not have it."""
    if share is None:
        return []
    first, last = (
        cited(number(share.values.iloc[place]), share.rows.index[share.rows["at"] == share.values.index[place]])
        for place in (0, -1)
    )
    message = by_sign(
        round(share.values.iloc[-1], 1) - round(share.values.iloc[0], 1),
        _(
            "%(region)s's share in the GDP of the %(peers)s rose from %(first)s%% in %(start)s to %(last)s%% in "
            "%(end)s, as one source published it in each year."
        ),
        _(
            "%(region)s's share in the GDP of the %(peers)s fell from %(first)s%% in %(start)s to %(last)s%% in "
            "%(end)s, as one source published it in each year."
        ),
        _(
            "%(region)s's share in the GDP of the %(peers)s was %(first)s%% in %(start)s and again in %(end)s, as one "
            "source published it in each year."
        ),
    )
    said = {"first": first, "last": last, "start": share.values.index[0], "end": share.values.index[-1]}
    return [say(message, peers=counted(level_of(group), group.size), region=group.region.name, **said)]


def convergence_sentences(found: Convergence | RefusedError) -> list[Markup]:
    """What stands behind the main point: the slope, how far it hangs on one region or on the start; or a refusal."""
    if isinstance(found, RefusedError):
        return [escape(found)]
    if isinstance(found.beta, RefusedError):
        return [escape(found.beta)]
    return [*_slope_sentences(found.beta, found.rows), *_later_sentences(found.beta, found)]


def spread_sentence(group: Group, found: Convergence) -> Markup:
    """Whether sizes became more alike, by their spread as it is printed."""
    sigma = found.sigma
    message = by_sign(
        round(sigma.iloc[-1], 2) - round(sigma.iloc[0], 2),
        _(
            "Between %(start)s and %(end)s the %(peers)s drew apart in size: their spread (standard deviation of the "
            "logs) widened from %(first)s to %(last)s."
        ),
        _(
            "Between %(start)s and %(end)s the %(peers)s became more alike in size: their spread (standard deviation "
            "of the logs) narrowed from %(first)s to %(last)s."
        ),
        _(
            "Between %(start)s and %(end)s the %(peers)s became neither more nor less alike in size: their spread "
            "(standard deviation of the logs) stayed at %(last)s."
        ),
        decimals=2,
    )
    ends = {"first": sigma_text(found, 0), "last": sigma_text(found, -1)}
    peers = counted(level_of(group), len(found.initial))
    return say(message, start=sigma.index[0], end=sigma.index[-1], peers=peers, **ends)


def faster_sentence(beta: Beta) -> Markup:
    """Whether smaller economies grew faster, as far as that can be told."""
    if beta.converges:
        message = _("Smaller economies grew faster over these %(years)s years.")
    elif beta.low > 0:
        message = _("Larger economies grew faster over these %(years)s years.")
    else:
        message = _("Over these %(years)s years smaller economies grew neither clearly faster nor clearly slower.")
    return say(message, years=beta.years)


def _slope_sentences(beta: Beta, rows: pd.DataFrame) -> list[Markup]:
    said: dict[str, object] = {"n": beta.n}
    for key in ("b", "low", "high"):
        said[key] = cited(signed(getattr(beta, key), 2), rows.index)
    for key, place in (("least", int(beta.without.argmin())), ("most", int(beta.without.argmax()))):
        region = beta.without.index[place]
        slope = signed(beta.without.iloc[place], 2)
        said |= {f"without_{key}": region.name, key: cited(slope, rows.index[rows["region"] != region.code])}
    message = _(
        "The slope of growth on size is %(b)s (95%% interval %(low)s to %(high)s, %(n)s regions); with one of them "
        "left out it lies between %(least)s (without %(without_least)s) and %(most)s (without %(without_most)s)."
    )
    sentences = [say(message, **said)]
    if beta.converges:
        message = _("At that pace they come closer by %(speed)s%% of their distance a year.")
        sentences.append(say(message, speed=cited(number(beta.speed, 2), rows.index)))
    return sentences


def _later_sentences(beta: Beta, found: Convergence) -> list[Markup]:
    """The slope from later starts: whether the answer hangs on the window."""
    if not found.later:
        return []
    message = _("%(b)s from %(year)s (%(low)s to %(high)s)")
    slopes = [
        message % {"year": year, **{key: cited(signed(getattr(each, key), 2), found.rows.index) for key in _ENDS}}
        for year, each in found.later.items()
    ]
    verdicts = {(each.converges, each.low > 0) for each in (beta, *found.later.values())}
    sentences = [say(_("From later starts the slope is %(slopes)s."), slopes=listed(slopes))]
    if len(verdicts) > 1:
        sentences.append(say(_("What is found depends on the years that are chosen.")))
    suspect = found.rows.index[found.rows["status"] == "suspect"]
    if len(suspect):
        message = _n("%(n)s of the rates is suspect.", "%(n)s of the rates are suspect.", len(suspect))
        sentences.append(say(message, n=cited(opening_count(len(suspect)), suspect)))
    return sentences
