"""The sizes of peers in sentences: the region's share, and whether small ones grew faster."""

import pandas as pd
from markupsafe import Markup, escape

from helpers.models.convergence import Beta
from helpers.models.group import GROWTH, Group
from helpers.questions.peers.sizes import Convergence, SelectedShare
from helpers.text.cells import NUMBER, Cell, shown_number
from helpers.text.citations import cited, say
from helpers.text.language import _, _n, listed, number, signed
from helpers.text.messages import RefusedError

_ENDS = ("b", "low", "high")


def share_cell(share: SelectedShare, place: int, words: str = NUMBER) -> Cell:
    """The share in the first (0) or last (-1) period, with the levels of that period."""
    rows = share.rows.index[share.rows["at"] == share.values.index[place]]
    return shown_number(number(share.values.iloc[place]), rows, words, "pct")


def sigma_text(found: Convergence, place: int) -> str:
    """The spread in the first (0) or last (-1) period, with the initial levels and the growth up to it."""
    rows, (start, *_after) = found.rows, found.sigma.index
    behind = (rows["at"] == start) | ((rows["indicator"] == GROWTH) & (rows["at"] <= found.sigma.index[place]))
    return cited(number(found.sigma.iloc[place], 2), rows.index[behind])


def share_sentences(group: Group, share: SelectedShare | None) -> list[Markup]:
    """How much of the group's GDP the region made at first and at last; none where one source does not have it."""
    if share is None:
        return []
    message = _(
        "Of the GDP of the %(n)s peers at current prices %(region)s made %(first)s%% in %(start)s and %(last)s%% in "
        "%(end)s, as one source published it in each year."
    )
    said = {"first": share_cell(share, 0).text, "last": share_cell(share, -1).text}
    said |= {"start": share.values.index[0], "end": share.values.index[-1]}
    return [say(message, n=len(group.series), region=group.region.name, **said)]


def convergence_sentences(found: Convergence | RefusedError) -> list[Markup]:
    """Whether small economies grew faster, and whether sizes became more alike."""
    if isinstance(found, RefusedError):
        return [escape(found)]
    sigma = found.sigma
    first, last = round(sigma.iloc[0], 2), round(sigma.iloc[-1], 2)
    spread = {
        "first": sigma_text(found, 0),
        "last": sigma_text(found, -1),
        "start": sigma.index[0],
        "end": sigma.index[-1],
    }
    message = _(
        "The spread of sizes (standard deviation of the logs) was %(first)s in %(start)s and %(last)s in %(end)s"
    )
    change = _(": it narrowed.") if last < first else _(": it widened.") if last > first else _(": it did not change.")
    return [*_beta_sentences(found.beta, found.rows), *_later_sentences(found), say(message + change, **spread)]


def _later_sentences(found: Convergence) -> list[Markup]:
    """The slope from later starts: whether the answer hangs on the window."""
    if isinstance(found.beta, RefusedError) or not found.later:
        return []
    message = _("from %(year)s %(b)s (%(low)s to %(high)s)")
    slopes = [
        message % {"year": year, **{key: cited(signed(getattr(each, key), 2), found.rows.index) for key in _ENDS}}
        for year, each in found.later.items()
    ]
    verdicts = {(each.converges, each.low > 0) for each in (found.beta, *found.later.values())}
    sentences = [say(_("From later starts the slope is %(slopes)s."), slopes=listed(slopes))]
    if len(verdicts) > 1:
        sentences.append(say(_("What is found hangs on the window.")))
    suspect = found.rows.index[found.rows["status"] == "suspect"]
    if len(suspect):
        message = _n("%(n)s of the rates is suspect.", "%(n)s of the rates are suspect.", len(suspect))
        sentences.append(say(message, n=cited(str(len(suspect)), suspect, len(suspect))))
    return sentences


def _beta_sentences(beta: Beta | RefusedError, rows: pd.DataFrame) -> list[Markup]:
    if isinstance(beta, RefusedError):
        return [escape(beta)]
    said: dict[str, object] = {"n": beta.n, "years": beta.years}
    for key in ("b", "low", "high", "speed"):
        said[key] = cited(signed(getattr(beta, key), 2), rows.index)
    for key, place in (("least", int(beta.without.argmin())), ("most", int(beta.without.argmax()))):
        region = beta.without.index[place]
        slope = signed(beta.without.iloc[place], 2)
        said |= {f"without_{key}": region.name, key: cited(slope, rows.index[rows["region"] != region.code])}
    if beta.converges:
        message = _("Smaller economies grew faster over %(years)s years.")
    elif beta.low > 0:
        message = _("Larger economies grew faster over %(years)s years, so that there is no convergence.")
    else:
        message = _("Whether smaller economies grew faster over %(years)s years, one cannot tell.")
    slopes = _(
        "The slope is %(b)s (95%% interval %(low)s to %(high)s, n = %(n)s), which is %(speed)s%% a year towards each "
        "other; leaving out one at a time, it lies between %(least)s (without %(without_least)s) and %(most)s (without "
        "%(without_most)s)."
    )
    return [say(message, **said), say(slopes, **said)]
