"""Why a relation holds or not, in one sentence written from its numbers; the verdicts in words."""

import pandas as pd
from markupsafe import Markup

from helpers import language
from helpers.amounts import amount, computed
from helpers.audit import Finding
from helpers.language import _, _n, joined, listed, number
from helpers.ledger import Figure
from helpers.observations import Observations
from helpers.outcomes import CANNOT, DERIVED, FAILS, HOLDS, VERDICTS, Amount, Outcome
from helpers.wording import interval, say


def verdict_words(verdict: str) -> str:
    """A verdict in the language in use."""
    words = {
        FAILS: _("does not hold"),
        CANNOT: _("cannot be checked"),
        DERIVED: _("derived only"),
        HOLDS: _("holds"),
    }
    return words[verdict]


def counts_sentence(findings: list[Finding]) -> Markup:
    """How many relations there are, by verdict."""
    counts = {verdict: sum(finding.verdict == verdict for finding in findings) for verdict in VERDICTS}
    return say(
        _n(
            "Of %(n)s relation among the published figures, %(holds)s holds, %(fails)s does not, %(cannot)s cannot be "
            "checked, and %(derived)s gives a number with nothing to hold it against.",
            "Of %(n)s relations among the published figures, %(holds)s hold, %(fails)s do not, %(cannot)s cannot be "
            "checked, and %(derived)s give a number with nothing to hold it against.",
            len(findings),
        ),
        n=len(findings),
        holds=counts[HOLDS],
        fails=counts[FAILS],
        cannot=counts[CANNOT],
        derived=counts[DERIVED],
    )


def reason(finding: Finding, observations: Observations) -> Markup:
    """Why the verdict is what it is, what it would take, and what stays open."""
    key, outcome = finding.outcome.key, finding.outcome
    message = _SENTENCES[key](outcome)
    values = {name: _said(value, observations) for name, value in outcome.values.items()}
    sentences = [say(message, **values, **_more(outcome))]
    if finding.relation.note:
        sentences.append(say("%(note)s", note=finding.relation.note))
    return Markup(joined(sentences))


def _said(value: object, observations: Observations) -> str:
    """A value of an outcome in words."""
    if isinstance(value, Figure):
        return amount(value)
    if isinstance(value, Amount):
        return computed(value)
    if isinstance(value, pd.Period):
        return str(value)
    if isinstance(value, list):
        return listed([_said(each, observations) for each in value])
    if isinstance(value, str) and value in observations.regions.index:
        return observations.region_name(value)
    if isinstance(value, str) and value in observations.indicators.index:
        return observations.indicator_name(value)
    return number(value, 0) if isinstance(value, int) else str(value)


def _more(outcome: Outcome) -> dict[str, str]:
    """Ranges and signs that some sentences add."""
    values, more = outcome.values, {}
    for name in ("difference", "implied"):
        if name in values:
            more[f"{name}_range"] = interval(values[name].rounded)
    if "parts" in values:
        more["added"] = " + ".join(amount(part) for part in values["parts"])
    if "off" in values:
        off = values["off"]
        sign = language.signed(off.rounded.value, 1 if off.unit == "pp" else 2)
        more["apart"] = _("%(number)s points") % {"number": sign} if off.unit == "pp" else f"{sign}%"
    return more


def _part(outcome: Outcome) -> str:
    several = len(outcome.values["parts"]) > 1
    if outcome.key == "open_part":
        return _("%(sum)s would fit into %(whole)s, but the source does not say that the one is part of the other.")
    if outcome.verdict == FAILS:
        return _("%(added)s is more than %(whole)s.")
    return _("%(added)s = %(sum)s is within %(whole)s.") if several else _("%(added)s is within %(whole)s.")


def _rate_day(outcome: Outcome) -> str:
    if outcome.verdict == HOLDS:
        return _("%(total)s over %(length)s days are %(computed)s a day, printed as %(rate)s.")
    if outcome.values["wanted"]:
        return _("%(total)s over %(length)s days are %(computed)s a day, not %(rate)s; it would take %(wanted)s days.")
    return _("%(total)s over %(length)s days are %(computed)s a day, not %(rate)s; no whole number of days gives that.")


def _rate_month(outcome: Outcome) -> str:
    if outcome.verdict == HOLDS:
        return _("%(total)s in %(length)s months are %(rate)s a month.")
    return _("%(total)s in %(length)s months are %(computed)s a month, not %(rate)s.")


def _whole_share(outcome: Outcome) -> str:
    if outcome.verdict == FAILS:
        return _("No whole number out of %(whole)s is printed as %(share)s.")
    if outcome.values["n"] == 1:
        return _("Exactly one whole number out of %(whole)s is printed as %(share)s: %(first)s.")
    return _("%(n)s whole numbers out of %(whole)s are printed as %(share)s, from %(first)s to %(last)s.")


def _agreement(outcome: Outcome) -> str:
    if outcome.verdict == HOLDS:
        return _("%(stated)s and the %(other)s of %(period)s can be one number.")
    if outcome.values["elsewhere"]:
        return _("%(stated)s is not the %(other)s of %(period)s; the source compared with has it for %(elsewhere)s.")
    return _("%(stated)s is not the %(other)s of %(period)s.")


def _by_period(outcome: Outcome) -> str:
    if outcome.values["n"] == 1:
        return _("In %(worst)s, the only period that has all figures: %(found)s against %(expected)s (%(apart)s).")
    if outcome.verdict == HOLDS:
        return _("Holds in all %(n)s periods from %(first)s to %(last)s within rounding.")
    return _(
        "Holds in %(holding)s of %(n)s periods from %(first)s to %(last)s; furthest off in %(worst)s: %(found)s "
        "against %(expected)s (%(apart)s)."
    )


def _growth_by_period(outcome: Outcome) -> str:
    if outcome.verdict == HOLDS:
        return _by_period(outcome)
    return _(
        "Holds in %(holding)s of %(n)s periods that have both, from %(first)s to %(last)s; furthest off in %(worst)s: "
        "%(found)s from the levels against the official %(expected)s."
    )


def _deflator(outcome: Outcome) -> str:
    return _(
        "Between %(low)s and %(high)s in %(holding)s of %(n)s years from %(first)s to %(last)s; furthest out in "
        "%(worst)s: %(implied)s, from %(nominal)s nominal and %(real)s real growth."
    )


def _across_sources(outcome: Outcome) -> str:
    if outcome.verdict == HOLDS:
        return _("In all %(n)s periods that several sources print, their digits can stand for one number.")
    return _(
        "In %(differing)s of %(n)s periods that several sources print they differ by more than rounding; most in "
        "%(period)s: %(figures)s (%(sources)s)."
    )


def _sum(outcome: Outcome) -> str:
    if outcome.verdict == FAILS:
        return _("%(added)s = %(sum)s, which leaves %(rest)s of %(total)s unexplained.")
    return _("%(added)s = %(sum)s, the printed total.")


def _at_most(outcome: Outcome) -> str:
    if outcome.verdict == FAILS:
        return _("%(smaller)s exceeds %(larger)s, by %(excess)s.")
    return _("%(smaller)s is within %(larger)s.")


def _difference(outcome: Outcome) -> str:
    if outcome.verdict == FAILS:
        return _(
            "%(own)s less %(benchmark)s is %(difference)s; with rounding %(difference_range)s, which excludes %(gap)s."
        )
    return _("%(own)s less %(benchmark)s is %(difference)s; with rounding %(difference_range)s, which allows %(gap)s.")


def _named(outcome: Outcome) -> str:
    if outcome.verdict == FAILS:
        return _("%(named)s are named, but %(stated)s counted.")
    return _("%(named)s are named and %(stated)s counted.")


def _rank(outcome: Outcome) -> str:
    if outcome.verdict == FAILS:
        return _("%(ahead)s of its %(known)s known peers are ahead of %(own)s, which does not suit %(stated)s.")
    return _("%(ahead)s of its %(peers)s peers are ahead of %(own)s, which suits %(stated)s.")


def _each_at_least(outcome: Outcome) -> str:
    if outcome.verdict == FAILS:
        return _("%(count)s × %(threshold)s = %(needed)s is more than %(value)s.")
    return _("%(count)s × %(threshold)s = %(needed)s is within %(value)s.")


def _rest_below(outcome: Outcome) -> str:
    if outcome.verdict == FAILS:
        return _("The other %(count)s share %(rest)s, %(average)s each, not below %(threshold)s.")
    return _("The other %(count)s share %(rest)s, %(average)s each on average, below %(threshold)s.")


def _once(outcome: Outcome) -> str:
    if outcome.verdict == FAILS:
        return _("%(n)s values are printed for one thing: %(found)s.")
    return _("One value is printed.")


_SENTENCES = {
    "sum": _sum,
    "part": _part,
    "open_part": _part,
    "at_most": _at_most,
    "difference": _difference,
    "implied": lambda outcome: _(
        "No figure of %(indicator)s was found for %(region)s; the statement implies %(implied)s, with rounding "
        "%(implied_range)s."
    ),
    "missing": lambda outcome: _("No figure of %(indicator)s is recorded for %(region)s."),
    "unpublished": lambda outcome: _("It would take %(what)s, which is not published."),
    "refused": lambda outcome: _("Refused: %(reason)s."),
    "rate_day": _rate_day,
    "rate_month": _rate_month,
    "whole_share": _whole_share,
    "named": _named,
    "open_named": lambda outcome: _("%(named)s of %(stated)s are named; the list is not closed, so it proves no more."),
    "agreement": _agreement,
    "rank": _rank,
    "rank_unknown": lambda outcome: _(
        "A figure of the same period is recorded for %(known)s of its %(peers)s peers in %(parent)s; it would take all."
    ),
    "each_at_least": _each_at_least,
    "open_each_at_least": lambda outcome: _(
        "%(count)s × %(threshold)s = %(needed)s would fit into %(value)s, but the source does not say that it is part "
        "of it."
    ),
    "rest_below": _rest_below,
    "once": _once,
    "ratio": lambda outcome: _("%(numerator)s ÷ %(denominator)s = %(ratio)s."),
    "share": lambda outcome: _("%(numerator)s of %(denominator)s is %(ratio)s."),
    "concentration": lambda outcome: _(
        "%(part)s of %(whole)s is %(of_value)s, in %(of_count)s of the projects (%(part_count)s of %(whole_count)s)."
    ),
    "growth": lambda outcome: _("From %(earlier)s to %(later)s: %(growth)s."),
    "change": lambda outcome: _("From %(before)s to %(after)s: %(cut)s less."),
    "sum_by_period": _by_period,
    "shares_by_period": _by_period,
    "regions_by_period": _by_period,
    "growth_by_period": _growth_by_period,
    "deflator": _deflator,
    "across_sources": _across_sources,
    "no_period": lambda outcome: _("There is no period for which all figures are recorded."),
    "one_source": lambda outcome: _("Only one source prints it, so there is nothing to hold it against."),
}
