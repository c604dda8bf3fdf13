"""The gap to a mixture of peers, and the bounds of what is not published, in sentences."""

from enum import StrEnum

from markupsafe import Markup, escape

from helpers.figures.regions import Region
from helpers.models.bounds import Bound
from helpers.models.synthetic import SyntheticControl
from helpers.questions.lasting.known import Bounded
from helpers.questions.lasting.lines import Line
from helpers.questions.lasting.sentences import control_rows
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import Number, _, joined, listed, number, ordinal
from helpers.text.messages import RefusedError

_TELLS = 0.25  # of the range that the codebook allows: what an end of a bound must cut off to be worth a word


class Finding(StrEnum):
    """What a gap to a mixture of peers is worth."""

    HOLDS = "holds"
    HANGS = "hangs"  # on the years to which the mixture is fitted
    COMMON = "common"  # among the peers, each against its own mixture


def finding_of(control: SyntheticControl, shorter: SyntheticControl | RefusedError) -> Finding:
    """What a gap is worth, by the rank of its size among those of the peers, and fitted to fewer years."""
    if not control.is_rare:
        return Finding.COMMON
    return Finding.HANGS if isinstance(shorter, RefusedError) or not shorter.is_rare else Finding.HOLDS


def gap_sentence(
    line: Line | None, control: SyntheticControl | RefusedError, shorter: SyntheticControl | RefusedError
) -> Markup | None:
    """How the region did against a mixture of its peers, and what that is worth; None where it has none."""
    if line is None or isinstance(control, RefusedError):
        return None
    gap, found = float(control.own.gap.iloc[-1]), finding_of(control, shorter)
    told = by_sign(
        gap,
        _(
            "In %(last)s output in %(region)s was %(gap)s%% above that of a mixture of its peers which had moved as it "
            "did up to %(before)s."
        ),
        _(
            "In %(last)s output in %(region)s was %(gap)s%% below that of a mixture of its peers which had moved as it "
            "did up to %(before)s."
        ),
        _(
            "In %(last)s output in %(region)s was level with that of a mixture of its peers which had moved as it did "
            "up to %(before)s."
        ),
    )
    worth = {
        Finding.HOLDS: _("By chance as large a gap comes about %(times)s times in 100 (p = %(p)s)."),
        Finding.HANGS: _("A gap that hangs on the years to which the mixture is fitted is no finding."),
        Finding.COMMON: _("Gaps of that size are not rare among its peers (p = %(p)s)."),
    }[found]
    rows = control_rows(line, control)
    said = {"region": line.region.name, "last": control.years[-1], "before": control.since - 1}
    said |= {"gap": cited(number(abs(gap)), rows), "p": cited(number(control.p, 2), rows)}
    said |= {"times": cited(number(100 * control.p, 0), rows)}
    return Markup(joined([say(told, **said), say(worth, **said)]))


def control_sentences(
    line: Line | None, control: SyntheticControl | RefusedError, shorter: SyntheticControl | RefusedError
) -> list[Markup]:
    """How good the fit was, where the gap ranks, what is left of it fitted to fewer years, and who is left out."""
    if line is None or isinstance(control, RefusedError):
        return [escape(control)]
    rows, n = control_rows(line, control), len(control.placebos) + 1
    message = _(
        "Over the %(fitted)s years that were fitted the mixture missed the path of %(region)s by %(missed)s%% on "
        "average. By its fit before, the gap ranks %(rank)s among those of %(n)s regions, each against its own mixture "
        "(p = %(p)s, where %(least)s is the least that can be)."
    )
    said = {"fitted": control.fitted, "region": line.region.name, "n": n, "least": cited(number(1 / n, 2), rows)}
    said |= {"missed": cited(number(control.own.before), rows), "rank": cited(ordinal(control.rank), rows)}
    sentences = [say(message, p=cited(number(control.p, 2), rows), **said), _shorter_sentence(line, shorter)]
    if control.left_out:
        message = _("Left out, as they lack a rate in some year: %(regions)s.")
        sentences.append(say(message, regions=listed([region.name for region in control.left_out])))
    return sentences


def _shorter_sentence(line: Line, shorter: SyntheticControl | RefusedError) -> Markup:
    """What is left of the gap if only the later years are fitted."""
    if isinstance(shorter, RefusedError):
        return say(_("Fitted to the later half of these years alone, no mixture keeps pace with it."))
    rows, gap = control_rows(line, shorter), float(shorter.own.gap.iloc[-1])
    message = by_sign(
        gap,
        _("Fitted to the last %(fitted)s of these years alone, output was %(gap)s%% above it (p = %(p)s)."),
        _("Fitted to the last %(fitted)s of these years alone, output was %(gap)s%% below it (p = %(p)s)."),
        _("Fitted to the last %(fitted)s of these years alone, output was level with it (p = %(p)s)."),
    )
    said = {"gap": cited(number(abs(gap)), rows), "p": cited(number(shorter.p, 2), rows)}
    return say(message, fitted=shorter.fitted, **said)


def implied_sentences(found: Bounded | RefusedError | None) -> list[Markup]:
    """What the unpublished rate of a benchmark must be, given the gap to it that is stated."""
    if not isinstance(found, Bounded):
        return []
    return [
        say(
            _("No growth of %(region)s in %(period)s was found; %(bound)s."),
            region=region.name,
            period=found.period,
            bound=_bound(bound, found),
        )
        for region, bound in found.each.items()
    ]


def county_sentences(region: Region, found: Bounded | RefusedError | None) -> list[Markup]:
    """What the counties without a published place must have grown by, together and each."""
    if not isinstance(found, Bounded):
        return []
    if found.together is None or len(found.each) == 1:
        message = _("%(region)s has no published place in %(period)s; %(bound)s.")
        return [
            say(message, region=each.name, period=found.period, bound=_bound(bound, found))
            for each, bound in found.each.items()
        ]
    message = _(
        "The %(n)s counties of %(region)s without a published place in %(period)s grew by %(low)s%% to %(high)s%% "
        "together."
    )
    ends = {"low": found.together.low, "high": found.together.high}
    said = {name: cited(_end(end, found.together), found.rows) for name, end in ends.items()}
    sentences = [say(message, n=len(found.each), region=region.name, period=found.period, **said)]
    most = max(each.high for each in found.each.values())
    if _cuts(found, high=most):
        sentences.append(say(_("No one of them grew by more than %(most)s%%."), most=cited(number(most), found.rows)))
    return sentences


def missing_sentences(line: Line | None, found: Bounded | RefusedError | None) -> list[Markup]:
    """What the peers without a rate must have grown by, and whether the region's rank hangs on it."""
    if line is None or not isinstance(found, Bounded):
        return []
    message = _("%(region)s has no rate for %(period)s that can be compared; %(bound)s.")
    sentences = [
        say(message, region=each.name, period=found.period, bound=_bound(bound, found))
        for each, bound in found.each.items()
    ]
    return [*sentences, *_hanging_sentences(line, found)]


def _hanging_sentences(line: Line, found: Bounded) -> list[Markup]:
    """By what rate of a peer without one the region would have ranked lower, as far as that is possible."""
    at = next((at for at in line.own_ranks if at.year == found.year), None)
    rate = line.table.figure(line.region, at) if at is not None else None
    if at is None or rate is None or not any(each.low <= rate.value < each.high for each in found.each.values()):
        return []
    grown = _("Had one of them grown by more than %(rate)s%%, %(region)s would have come %(next)s, not %(rank)s.")
    fallen = _("Had one of them fallen by less than %(rate)s%%, %(region)s would have come %(next)s, not %(rank)s.")
    same = _("Had one of them grown at all, %(region)s would have come %(next)s, not %(rank)s.")
    if len(found.each) == 1:
        grown = _("Had it grown by more than %(rate)s%%, %(region)s would have come %(next)s, not %(rank)s.")
        fallen = _("Had it fallen by less than %(rate)s%%, %(region)s would have come %(next)s, not %(rank)s.")
        same = _("Had it grown at all, %(region)s would have come %(next)s, not %(rank)s.")
    rows, rank = line.rows_of_rank(line.region, at), line.own_ranks[at]
    said = {"rank": cited(ordinal(rank), rows), "next": cited(ordinal(rank + 1), rows)}
    said["rate"] = cited(number(abs(rate.value)), rate.rows)
    return [say(by_sign(rate.value, grown, fallen, same), region=line.region.name, **said)]


def _bound(bound: Bound, found: Bounded) -> str:
    """Between what a rate lies, as far as that says more than what the codebook allows of any rate."""
    low, high = _cuts(found, low=bound.low), _cuts(found, high=bound.high)
    ends = {"low": cited(_end(bound.low, bound), found.rows), "high": cited(_end(bound.high, bound), found.rows)}
    if low and high:
        return _("it must lie between %(low)s%% and %(high)s%%") % ends
    if high:
        return _("it can be %(high)s%% at most") % ends
    if low:
        return _("it must be %(low)s%% at least") % ends
    return _("it is hardly bounded by what is known")


def _cuts(found: Bounded, low: float | None = None, high: float | None = None) -> bool:
    """Whether an end of a bound cuts off enough of what the codebook allows."""
    allowed = found.allowed
    enough = _TELLS * (allowed.high - allowed.low)
    return (low is not None and low - allowed.low >= enough) or (high is not None and allowed.high - high >= enough)


def _end(end: float, bound: Bound) -> Number:
    """An end with as many decimals as its bound is narrow."""
    return number(end, 2 if bound.high - bound.low < 1 else 1)


def refusal_sentences(region: Region, *found: Bounded | RefusedError | None) -> list[Markup]:
    """Why a rate is not bounded, or that none around the region is left to be."""
    if all(each is None for each in found):
        return [say(_("No rate is missing around %(region)s that could be bounded."), region=region.name)]
    message = _("Nothing can be bounded here: %(reason)s.")
    return [say(message, reason=each) for each in found if isinstance(each, RefusedError)]
