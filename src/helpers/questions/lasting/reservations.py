"""The gap to a mixture of peers, and the bounds of what is not published, in sentences."""

from markupsafe import Markup, escape

from helpers.figures.regions import Region
from helpers.models.bounds import Bound
from helpers.models.synthetic import SyntheticControl
from helpers.questions.lasting.known import Bounded
from helpers.questions.lasting.lines import Line
from helpers.questions.lasting.sentences import control_rows
from helpers.text.citations import cited, say
from helpers.text.language import Number, _, listed, number, ordinal, signed
from helpers.text.messages import RefusedError

_LOOSE = 0.5  # of the range that the codebook allows: bounds that are wider hardly say anything


def control_sentences(
    line: Line | None, control: SyntheticControl | RefusedError, shorter: SyntheticControl | RefusedError
) -> list[Markup]:
    """The gap in the last year with its p-value, how good the fit was, and what the gap does not say."""
    if line is None or isinstance(control, RefusedError):
        return [escape(control)]
    rows, own = control_rows(line, control), control.own
    gap = own.gap.iloc[-1]
    said = {"region": line.region.name, "last": control.years[-1], "before": control.since - 1}
    said |= {"gap": cited(number(abs(gap)), rows), "n": len(control.placebos) + 1}
    said |= {"rank": cited(number(control.rank, 0), rows), "p": cited(number(control.p, 2), rows)}
    if gap >= 0:
        message = _(
            "In %(last)s the output of %(region)s at constant prices was %(gap)s%% above that of the mixture of peers "
            "that had kept pace with it up to %(before)s; by the fit before, the gap ranks %(rank)s of %(n)s regions "
            "(p = %(p)s)."
        )
    else:
        message = _(
            "In %(last)s the output of %(region)s at constant prices was %(gap)s%% below that of the mixture of peers "
            "that had kept pace with it up to %(before)s; by the fit before, the gap ranks %(rank)s of %(n)s regions "
            "(p = %(p)s)."
        )
    fitted = _("Over the %(fitted)s years that were fitted the mixture missed its path by %(missed)s%% on average.")
    missed = cited(number(own.before), rows)
    sentences = [say(message, **said), say(fitted, fitted=control.fitted, missed=missed)]
    sentences.append(_shorter_sentence(line, shorter))
    if not control.is_rare:
        message = _("Gaps of that size are not rare among its peers, so that it shows nothing of the region's own.")
    elif isinstance(shorter, RefusedError) or not shorter.is_rare:
        message = _("A gap that hangs on the years to which the mixture is fitted is no finding.")
    else:
        message = _(
            "That is rare, though with %(n)s regions p cannot fall below %(least)s; what made the gap, or whether the "
            "published rates did, it does not say."
        )
    sentences.append(say(message, n=said["n"], least=number(1 / (len(control.placebos) + 1), 2)))
    if control.left_out:
        message = _("Left out, as they lack a rate in some year: %(regions)s.")
        sentences.append(say(message, regions=listed([region.name for region in control.left_out])))
    return sentences


def _shorter_sentence(line: Line, shorter: SyntheticControl | RefusedError) -> Markup:
    """What is left of the gap if only the later years are fitted."""
    if isinstance(shorter, RefusedError):
        return say(_("Fitted to the later half of these years alone, no mixture keeps pace with it."))
    rows = control_rows(line, shorter)
    message = _("Fitted to the last %(fitted)s of these years alone, the gap is %(gap)s%% (p = %(p)s).")
    gap, p = (cited(text, rows) for text in (signed(shorter.own.gap.iloc[-1]), number(shorter.p, 2)))
    return say(message, fitted=shorter.fitted, gap=gap, p=p)


def implied_sentences(found: Bounded | RefusedError | None) -> list[Markup]:
    """What the unpublished rate of a benchmark must be, given the gap to it that is stated."""
    if found is None:
        message = _("No gap is stated to a region whose rate is not published, so that none has to be inferred.")
        return [say(message)]
    if isinstance(found, RefusedError):
        return _refused(found)
    message = _("The growth of %(region)s in %(period)s was not found; it must lie between %(low)s and %(high)s%%.")
    return _each(message, found)


def county_sentences(region: Region, found: Bounded | RefusedError | None) -> list[Markup]:
    """What the counties without a published place must have grown by, together and each."""
    if found is None:
        message = _("No ranking of the regions inside %(region)s is published that leaves one out.")
        return [say(message, region=region.name)]
    if isinstance(found, RefusedError):
        return _refused(found)
    if found.together is None or len(found.each) == 1:
        message = _("%(region)s has no published place in %(period)s; it grew by %(low)s to %(high)s%%.")
        return _each(message, found)
    message = _(
        "The %(n)s counties without a published place in %(period)s grew by %(low)s to %(high)s%% together; each alone "
        "may have grown by anything from %(least)s to %(most)s%%."
    )
    ends = {"low": found.together.low, "high": found.together.high}
    ends |= {"least": min(each.low for each in found.each.values())}
    ends |= {"most": max(each.high for each in found.each.values())}
    said = {name: cited(_end(end, found.together), found.rows) for name, end in ends.items()}
    return [say(message, n=len(found.each), period=found.period, **said)]


def missing_sentences(line: Line | None, found: Bounded | RefusedError | None) -> list[Markup]:
    """What the peers without a rate must have grown by, and whether the region's rank hangs on it."""
    if line is None:
        return []
    if found is None:
        return [say(_("In every ranked year all %(peers)s have a rate: none is left to be bounded."), peers=line.name)]
    if isinstance(found, RefusedError):
        return _refused(found)
    message = _("%(region)s has no rate for %(period)s; it must lie between %(low)s and %(high)s%%.")
    sentences = _each(message, found)
    widest = max(each.high - each.low for each in found.each.values())
    if widest > _LOOSE * (found.allowed.high - found.allowed.low):
        message = _("So small a part of the whole is hardly bounded by it.")
        sentences.append(say(message))
    if at := next((at for at in line.own_ranks if str(at) == found.period), None):
        own, rate = line.own_ranks[at], line.table.figure(line.region, at)
        message = _(
            "Had one of them grown by more than %(rate)s%%, %(region)s would have been %(next)s in that year, not "
            "%(rank)s."
        )
        if len(found.each) == 1:
            message = _(
                "Had it grown by more than %(rate)s%%, %(region)s would have been %(next)s in that year, not %(rank)s."
            )
        rows = line.rows_of_rank(line.region, at)
        said = {"rank": cited(ordinal(own), rows), "next": cited(ordinal(own + 1), rows)}
        if rate is not None:
            said["rate"] = cited(number(rate.value), rate.rows)
            sentences.append(say(message, region=line.region.name, **said))
    return sentences


def _each(message: str, found: Bounded) -> list[Markup]:
    sentences = []
    for region, bound in found.each.items():
        ends = {"low": bound.low, "high": bound.high}
        said = {name: cited(_end(end, bound), found.rows) for name, end in ends.items()}
        sentences.append(say(message, region=region.name, period=found.period, **said))
    return sentences


def _end(end: float, bound: Bound) -> Number:
    """An end with as many decimals as its bound is narrow."""
    return number(end, 2 if bound.high - bound.low < 1 else 1)


def _refused(refusal: RefusedError) -> list[Markup]:
    return [say(_("Nothing can be bounded here: %(reason)s."), reason=refusal)]
