"""Why a relation holds or not, in one sentence written from its numbers; the verdicts in words."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from markupsafe import Markup

from helpers.figures.published import Figure
from helpers.figures.terms import Term
from helpers.questions.audit.evaluation import Finding
from helpers.questions.audit.outcomes import CANNOT, DERIVED, FAILS, HOLDS, VERDICTS
from helpers.show.amounts import Amount, amount, computed
from helpers.show.key_figures import KeyFigures
from helpers.show.printed import count_cell
from helpers.show.wording import interval, quoted
from helpers.text.cells import Cell
from helpers.text.citations import say
from helpers.text.language import _, _n, joined, listed, number


def verdict_words(verdict: str) -> str:
    """A verdict in the language in use."""
    words = {FAILS: _("does not hold"), CANNOT: _("cannot be checked"), DERIVED: _("derived only"), HOLDS: _("holds")}
    return words[verdict]


def counted(findings: Iterable[Finding]) -> dict[str, Cell]:
    """How many findings have each verdict, conflicts first, with the mark that leads to the rows they show."""
    rows: dict[str, list[tuple[int, ...]]] = {verdict: [] for verdict in VERDICTS}
    for finding in findings:
        rows[finding.verdict].append(finding.outcome.rows)
    return {verdict: count_cell(len(groups), chain.from_iterable(groups)) for verdict, groups in rows.items()}


def counts_sentence(findings: list[Finding]) -> Markup:
    """How many relations there are, by verdict."""
    message = _n(
        "Of %(n)s relation among the published figures, %(holds)s holds, %(fails)s does not, %(cannot)s cannot be "
        "checked, and %(derived)s gives a number with nothing to hold it against.",
        "Of %(n)s relations among the published figures, %(holds)s hold, %(fails)s do not, %(cannot)s cannot be "
        "checked, and %(derived)s give a number with nothing to hold it against.",
        len(findings),
    )
    fails, cannot, derived, holds = (cell.text for cell in counted(findings).values())
    return say(message, n=len(findings), holds=holds, fails=fails, cannot=cannot, derived=derived)


def reason(finding: Finding) -> Markup:
    """Why the verdict is what it is, what it would take, and what stays open."""
    outcome, messages = finding.outcome, _messages()
    message = messages[outcome.key]
    if outcome.verdict == FAILS:
        message = messages.get(f"{outcome.key} fails", message)
    values = {name: _said(value) for name, value in outcome.values.items()}
    sentences = [say(message, **values, **_more(outcome.values))]
    if finding.relation.note:
        sentences.append(say("%(note)s", note=finding.relation.note))
    return Markup(joined(sentences))


def _said(value: object) -> str:
    """A value of an outcome in words."""
    if isinstance(value, Figure):
        return amount(value)
    if isinstance(value, Amount):
        return computed(value)
    if isinstance(value, list):
        return listed([_said(each) for each in value])
    if isinstance(value, Term):
        return value.name
    return number(value, 0) if isinstance(value, int) else str(value)


def _more(values: dict[str, Any]) -> dict[str, str]:
    """Ranges, sums and signs that some sentences add."""
    more = {}
    if ranged := values.get("difference") or values.get("implied"):
        more["range"] = interval(ranged.rounded)
    if "parts" in values:
        more["added"] = " + ".join(amount(part) for part in values["parts"])
    if off := values.get("off"):
        sign = quoted(off.rounded, 1 if off.unit == "pp" else 2, sign=True)
        more["apart"] = _("%(number)s points") % {"number": sign} if off.unit == "pp" else f"{sign}%"
    return more


def _messages() -> dict[str, str]:
    """What is said by the key of an outcome, and where it fails, by "<key> fails" if that is something else."""
    sum_fits = _("%(sum)s would fit into %(whole)s, but the source does not say that the one is part of the other.")
    series_holds = _("Holds in all %(n)s periods from %(first)s to %(last)s within rounding.")
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
        "agreement fails": _("%(stated)s is not the %(other)s of %(period)s."),
        "agreement_elsewhere": _(
            "%(stated)s is not the %(other)s of %(period)s; the source compared with has it for %(elsewhere)s."
        ),
        "by_period": series_holds,
        "by_period fails": _(
            "Holds in %(holding)s of %(n)s periods from %(first)s to %(last)s; furthest off in %(worst)s: %(found)s "
            "against %(expected)s (%(apart)s)."
        ),
        "growth_by_period": series_holds,
        "growth_by_period fails": _(
            "Holds in %(holding)s of %(n)s periods that have both, from %(first)s to %(last)s; furthest off in "
            "%(worst)s: %(found)s from the levels against the official %(expected)s."
        ),
        "one_period": _(
            "In %(worst)s, the only period that has all figures: %(found)s against %(expected)s (%(apart)s)."
        ),
        "no_period": _("There is no period for which all figures are recorded."),
        "deflator": _(
            "Between %(low)s and %(high)s in %(holding)s of %(n)s years from %(first)s to %(last)s; furthest out in "
            "%(worst)s: %(implied)s, from %(nominal)s nominal and %(real)s real growth."
        ),
        "across_sources": _("In all %(n)s periods that several sources print, their digits can stand for one number."),
        "across_sources fails": _(
            "In %(differing)s of %(n)s periods that several sources print they differ by more than rounding; most "
            "in %(period)s: %(figures)s (%(sources)s)."
        ),
        "one_source": _("Only one source prints it, so there is nothing to hold it against."),
        "implied": _(
            "No figure of %(indicator)s was found for %(region)s; the statement implies %(implied)s, with rounding "
            "%(range)s."
        ),
        "missing": _("No figure of %(indicator)s is recorded for %(region)s."),
        "unpublished": _("It would take %(what)s, which is not published."),
        "refused": _("Refused: %(reason)s."),
        "ratio": _("%(numerator)s ÷ %(denominator)s = %(ratio)s."),
        "share": _("%(numerator)s of %(denominator)s is %(ratio)s."),
        "concentration": _(
            "%(part)s of %(whole)s is %(of_value)s, in %(of_count)s of the projects (%(part_count)s of "
            "%(whole_count)s)."
        ),
        "growth": _("From %(earlier)s to %(later)s: %(growth)s."),
        "change": _("From %(before)s to %(after)s: %(cut)s less."),
    }


def verdict_key_figures(findings: list[Finding]) -> KeyFigures:
    """How many relations have each verdict, conflicts first."""
    return KeyFigures({verdict_words(verdict): cell for verdict, cell in counted(findings).items()})


def damage_sentence(findings: list[Finding]) -> Markup:
    """Whether all relations that must hold do."""
    must = [finding for finding in findings if finding.relation.must]
    if not must:
        return say(_("None of them has to hold if the figures are copied right."))
    broken = [str(finding.relation.statement) for finding in must if finding.is_damage]
    if broken:
        return say(_("These must hold and do not; the data are damaged: %(broken)s"), broken=" ".join(broken))
    return say(_("All %(n)s relations that must hold, if the figures are copied right, do."), n=len(must))
