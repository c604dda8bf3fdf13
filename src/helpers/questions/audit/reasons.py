"""Why a relation has its verdict, in sentences written from its numbers; in both readings where they differ."""

from math import isfinite
from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers.checks.findings import verdict_words
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.figures.terms import Term
from helpers.questions.audit.evaluation import Finding
from helpers.questions.audit.outcomes import Outcome, figures_joined
from helpers.questions.audit.readings import HALF_A_TENTH, is_bare
from helpers.questions.audit.series_checks import ONE_DECIMAL
from helpers.show.amounts import Amount, amount, computed
from helpers.show.wording import interval, quoted
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, joined, listed, number, period


def reason(finding: Finding) -> Markup:
    """Why the verdict is what it is, what it would take, and what stays open."""
    sentences = [arithmetic(finding.outcome)] if finding.finer is None else both_readings(finding)
    if finding.relation.note:
        sentences.append(say("%(note)s", note=finding.relation.note))
    return Markup(joined(sentences))


def arithmetic(outcome: Outcome, short: bool = False) -> Markup:
    """The sentence of an outcome, with its numbers; what is too close for any published rate is said to be."""
    messages = _messages()
    key = "open" if outcome.key.startswith("open_") and outcome.key not in messages else outcome.key
    message = messages[key]
    if outcome.differs:
        message = messages.get(f"{outcome.key} fails", message)
    if 0 in (outcome.values.get("holding"), outcome.values.get("known")):
        message = messages.get(f"{outcome.key} none", message)
    said = say(message, **said_values(outcome, short))
    if not outcome.values.get("close"):
        return said
    close = _("Levels within %(limit)s%% of each other give the same growth to the one decimal that is published.")
    return Markup(joined([said, say(close, limit=number(ONE_DECIMAL, 2))]))


def both_readings(finding: Finding) -> list[Markup]:
    """The verdict as the digits stand, and with rates read to one decimal, each with its arithmetic."""
    if finding.finer is None:
        return []
    figures = [each for each in figures_joined(finding.outcome.values.values()) if is_bare(each)]
    wide = finding.outcome, _("As the digits stand the verdict is “%(verdict)s”: %(arithmetic)s")
    fine = finding.finer, _("With rates read to one decimal it is “%(verdict)s”: %(arithmetic)s")
    if len(figures) == 1:
        wide = finding.outcome, _("Read as %(low)s to %(high)s%%, %(printed)s gives “%(verdict)s”: %(arithmetic)s")
        fine = finding.finer, _("Read as %(exact)s%%, %(from)s to %(to)s%%, it gives “%(verdict)s”: %(arithmetic)s")
    values: dict[str, Any] = {}
    for figure in figures[:1]:
        value = figure.rounded.value
        values = {
            "printed": amount(figure),
            "low": cited(number(figure.rounded.low), figure.rows),
            "high": cited(number(figure.rounded.high), figure.rows),
            "exact": cited(number(value), figure.rows),
            "from": cited(number(value - HALF_A_TENTH, 2), figure.rows),
            "to": cited(number(value + HALF_A_TENTH, 2), figure.rows),
        }
    return [
        say(message, verdict=verdict_words(outcome.verdict), arithmetic=arithmetic(outcome), **values)
        for outcome, message in (wide, fine)
    ]


def said_values(outcome: Outcome, short: bool = False) -> dict[str, str]:
    """The values of an outcome in words, with the ranges, sums and signs that some sentences add.

    Parameters
    ----------
    short
        Whether figures have two decimals at most, as prose says them; a bound or a range stays as it is printed.
    """
    span = outcome.values.get("span", "year")
    return {name: _said(value, span, short) for name, value in outcome.values.items()} | _more(outcome.values)


def _said(value: object, span: str, short: bool) -> str:
    """A value of an outcome in words; of a period, those of its span."""
    if isinstance(value, Figure):
        single = isfinite(value.rounded.value) and isfinite(value.rounded.high - value.rounded.low)
        return computed(Amount(value.rounded, value.unit)) if short and single else amount(value)
    if isinstance(value, Amount):
        return computed(value)
    if isinstance(value, list):
        return listed([_said(each, span, short) for each in value])
    if isinstance(value, Term):
        return value.name
    if isinstance(value, pd.Period):
        return period(value, span)
    return number(value, 0) if isinstance(value, int) else str(value)


def _more(values: dict[str, Any]) -> dict[str, str]:
    """Ranges, sums and signs that some sentences add."""
    more = {}
    if ranged := values.get("difference") or values.get("implied"):
        more["range"] = interval(ranged.rounded)
    for name in ("found", "expected"):
        if isinstance(moved := values.get(name), Amount) and moved.unit == "pct":
            more[f"{name}_moved"] = _moved(moved)
    if "parts" in values:
        more["added"] = " + ".join(amount(part) for part in values["parts"])
    if off := values.get("off"):
        sign = quoted(off.rounded, 1 if off.unit == "pp" else 2, sign=True)
        more["apart"] = _("%(number)s points") % {"number": sign} if off.unit == "pp" else f"{sign}%"
    return more


def _moved(rate: Amount) -> str:
    """What a rate of growth says, by its sign: "rose by 7.3%", "fell by 8.87%"."""
    size = computed(Amount(Rounded(abs(rate.rounded.value), 0, 0, rate.rounded.rows), rate.unit))
    message = by_sign(rate.rounded.value, _("rose by %(size)s"), _("fell by %(size)s"), _("did not change"), decimals=2)
    return message % {"size": size} if "%" in message else message


def _messages() -> dict[str, str]:
    """What is said by the key of an outcome, and where it fails, by "<key> fails" if that is something else."""
    sum_fits = _("%(sum)s would fit into %(whole)s, but the source does not say that the one is part of the other.")
    series_holds = _("Agrees in all %(n)s periods from %(first)s to %(last)s, within rounding.")
    exceeds = _("%(added)s is more than %(whole)s.")
    return {
        "sum": _("%(added)s = %(sum)s, the printed total."),
        "sum fails": _("%(added)s = %(sum)s, which leaves %(rest)s of %(total)s unexplained."),
        "part": _("%(added)s is within %(whole)s."),
        "part fails": exceeds,
        "open_part": sum_fits,
        "parts": _("%(added)s = %(sum)s is within %(whole)s."),
        "parts fails": exceeds,
        "open_parts": sum_fits,
        "at_most": _("%(smaller)s is within %(larger)s."),
        "at_most fails": _("%(smaller)s exceeds %(larger)s, by %(excess)s."),
        "difference": _("%(own)s less %(benchmark)s is %(difference)s; with rounding %(range)s, which allows %(gap)s."),
        "difference fails": _(
            "%(own)s less %(benchmark)s is %(difference)s; with rounding %(range)s, which excludes %(gap)s."
        ),
        "rate_day": _("%(total)s over %(length)s days are %(computed)s a day, printed as %(rate)s."),
        "rate_day_between": _("%(total)s over %(length)s days are %(computed)s a day, printed as %(rate)s."),
        "rate_day_between fails": _(
            "%(total)s over %(length)s days are %(computed)s a day, not %(rate)s; the number of days would have to lie "
            "between %(wanted)s."
        ),
        "rate_day fails": _(
            "%(total)s over %(length)s days are %(computed)s a day, not %(rate)s; it would take %(wanted)s days."
        ),
        "rate_day_never": _(
            "%(total)s over %(length)s days are %(computed)s a day, not %(rate)s; no whole number of days gives that."
        ),
        "rate_month": _("%(total)s in %(length)s months are %(rate)s a month."),
        "rate_month fails": _("%(total)s in %(length)s months are %(computed)s a month, not %(rate)s."),
        "named": _("%(named)s are named and %(stated)s counted."),
        "named fails": _("%(named)s are named, but %(stated)s counted."),
        "open_named": _("%(named)s of %(stated)s are named; the list is not closed, so it proves no more."),
        "rank": _("%(ahead)s of its %(peers)s peers are ahead of %(own)s, which suits %(stated)s."),
        "rank fails": _("%(ahead)s of its %(known)s known peers are ahead of %(own)s, which does not suit %(stated)s."),
        "rank_unknown": _(
            "A figure of the same period is recorded for %(known)s of its %(peers)s peers in %(parent)s; it would take "
            "all."
        ),
        "rank_unknown none": _(
            "No figure of the same period is recorded for any of its %(peers)s peers in %(parent)s; it would take all."
        ),
        "each_at_least": _("%(count)s × %(threshold)s = %(needed)s is within %(value)s."),
        "each_at_least fails": _("%(count)s × %(threshold)s = %(needed)s is more than %(value)s."),
        "open_each_at_least": _(
            "%(count)s × %(threshold)s = %(needed)s would fit into %(value)s, but the source does not say that it is "
            "part of it."
        ),
        "rest_below": _("The other %(count)s share %(rest)s, %(average)s each on average, below %(threshold)s."),
        "rest_below fails": _("The other %(count)s share %(rest)s, %(average)s each, not below %(threshold)s."),
        "no_others": _("There are no others that could share the rest."),
        "once": _("One value is printed."),
        "once fails": _("%(n)s values are printed for one thing: %(found)s."),
        "whole_share": _("%(n)s whole numbers out of %(whole)s are printed as %(share)s, from %(first)s to %(last)s."),
        "whole_share fails": _("No whole number out of %(whole)s is printed as %(share)s."),
        "whole_share_once": _("Exactly one whole number out of %(whole)s is printed as %(share)s: %(first)s."),
        "agreement": _("%(stated)s and the %(other)s of %(period)s can be one number."),
        "open": _("The figures would allow it, but the source does not say so."),
        "agreement fails": _("%(stated)s is not the %(other)s of %(period)s."),
        "agreement_elsewhere": _(
            "%(stated)s is not the %(other)s of %(period)s; the source compared with has it for %(elsewhere)s."
        ),
        "by_period": series_holds,
        "by_period fails": _(
            "Agrees in %(holding)s of %(n)s periods from %(first)s to %(last)s; furthest off in %(worst)s: %(found)s "
            "against %(expected)s (%(apart)s)."
        ),
        "by_period none": _(
            "Agrees in none of %(n)s periods from %(first)s to %(last)s; furthest off in %(worst)s: %(found)s against "
            "%(expected)s (%(apart)s)."
        ),
        "growth_by_period": series_holds,
        "growth_by_period fails": _(
            "Agrees in %(holding)s of %(n)s periods that have both, from %(first)s to %(last)s; furthest off in "
            "%(worst)s: %(found)s from the levels against the official %(expected)s."
        ),
        "growth_by_period none": _(
            "Agrees in none of %(n)s periods that have both, from %(first)s to %(last)s; furthest off in %(worst)s: "
            "%(found)s from the levels against the official %(expected)s."
        ),
        "one_period": _(
            "In %(worst)s, the only period that has all figures: %(found)s against %(expected)s (%(apart)s)."
        ),
        "no_period": _("There is no period for which all figures are recorded."),
        "deflator": _(
            "GDP and its real growth imply that prices moved by %(low)s to %(high)s in all %(n)s years from %(first)s "
            "to %(last)s."
        ),
        "deflator_census": _(
            "GDP and its real growth imply that prices moved by %(low)s to %(high)s in %(holding)s of %(n)s years from "
            "%(first)s to %(last)s; furthest out is %(worst)s with %(implied)s (%(nominal)s nominal, %(real)s real "
            "growth), where a census parts the levels."
        ),
        "deflator_unexplained": _(
            "GDP and its real growth imply that prices moved by %(low)s to %(high)s in %(holding)s of %(n)s years from "
            "%(first)s to %(last)s; furthest out is %(worst)s with %(implied)s (%(nominal)s nominal, %(real)s real "
            "growth), where no census parts the levels."
        ),
        "repeated": _(
            "For “%(indicator)s” sources agree within rounding in all %(n)s periods that several print, the last of "
            "them %(period)s (%(figures)s)."
        ),
        "repeated_one": _(
            "For “%(indicator)s” sources agree within rounding in the one period that several print, %(period)s "
            "(%(figures)s)."
        ),
        "repeated_revision": _(
            "For “%(indicator)s” sources differ by another release in %(revised)s of %(n)s periods that several print, "
            "most of all for %(period)s (%(figures)s)."
        ),
        "repeated_conflict": _(
            "For “%(indicator)s” sources cannot all be right in %(conflicting)s of %(n)s periods that several print, "
            "most of all for %(period)s (%(figures)s)."
        ),
        "repeated_conflict_revision": _(
            "For “%(indicator)s” sources cannot all be right in %(conflicting)s of %(n)s periods that several print, "
            "most of all for %(period)s (%(figures)s); in %(revised)s more they differ by another release."
        ),
        "implied": _(
            "No figure of %(indicator)s was found for %(region)s; the statement implies %(implied)s, with rounding "
            "%(range)s."
        ),
        "missing": _("No figure of %(indicator)s is recorded for %(region)s."),
        "unpublished": _("It would take %(what)s, which is not published."),
        "refused": _("Not the same thing. %(reason)s."),
        "ratio": _("%(numerator)s ÷ %(denominator)s = %(ratio)s."),
        "share": _("%(numerator)s of %(denominator)s is %(ratio)s."),
        "concentration": _(
            "%(part)s of %(whole)s is %(of_value)s, in %(of_count)s of the projects (%(part_count)s of "
            "%(whole_count)s)."
        ),
        "growth": _("From %(earlier)s to %(later)s: %(growth)s."),
        "change": _("From %(before)s to %(after)s: %(cut)s less."),
    }
