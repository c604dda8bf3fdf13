"""Why a relation holds or not, in one sentence written from its numbers; the verdicts in words."""

from markupsafe import Markup

from helpers.figures.published import Figure
from helpers.figures.terms import Term
from helpers.questions.audit.evaluation import Finding
from helpers.questions.audit.outcomes import CANNOT, DERIVED, FAILS, HOLDS, VERDICTS, Outcome
from helpers.show.amounts import Amount, amount, computed
from helpers.show.cells import Cell
from helpers.show.key_figures import KeyFigures
from helpers.show.printed import count_cell
from helpers.show.wording import interval, quoted, say
from helpers.text.language import _, _n, joined, listed, number


def verdict_words(verdict: str) -> str:
    """A verdict in the language in use."""
    words = {FAILS: _("does not hold"), CANNOT: _("cannot be checked"), DERIVED: _("derived only"), HOLDS: _("holds")}
    return words[verdict]


def counted(findings: list[Finding]) -> str:
    """How many findings there are, with the mark that leads to the rows whose numbers they show."""
    return counted_cell(findings).text


def counted_cell(findings: list[Finding]) -> Cell:
    """How many findings there are, as a cell of a table."""
    return count_cell(len(findings), [row for finding in findings for row in finding.outcome.rows])


def counts_sentence(findings: list[Finding]) -> Markup:
    """How many relations there are, by verdict."""
    counts = {verdict: counted([each for each in findings if each.verdict == verdict]) for verdict in VERDICTS}
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


def reason(finding: Finding) -> Markup:
    """Why the verdict is what it is, what it would take, and what stays open."""
    outcome = finding.outcome
    holds, fails = _messages()[outcome.key]
    values = {name: _said(value) for name, value in outcome.values.items()}
    sentences = [say(fails if outcome.verdict == FAILS else holds, **values, **_more(outcome))]
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


def _more(outcome: Outcome) -> dict[str, str]:
    """Ranges, sums and signs that some sentences add."""
    values, more = outcome.values, {}
    for name in ("difference", "implied"):
        if name in values:
            more["range"] = interval(values[name].rounded)
    if "parts" in values:
        more["added"] = " + ".join(amount(part) for part in values["parts"])
    if "off" in values:
        off = values["off"]
        sign = quoted(off.rounded, 1 if off.unit == "pp" else 2, sign=True)
        more["apart"] = _("%(number)s points") % {"number": sign} if off.unit == "pp" else f"{sign}%"
    return more


def _messages() -> dict[str, tuple[str, str]]:
    """What is said by the key of an outcome: where it holds or cannot be said to fail, and where it fails."""
    sum_fits = _("%(sum)s would fit into %(whole)s, but the source does not say that the one is part of the other.")
    series_fails = _(
        "Holds in %(holding)s of %(n)s periods from %(first)s to %(last)s; furthest off in %(worst)s: %(found)s "
        "against %(expected)s (%(apart)s)."
    )
    series_holds = _("Holds in all %(n)s periods from %(first)s to %(last)s within rounding.")
    one_period = _("In %(worst)s, the only period that has all figures: %(found)s against %(expected)s (%(apart)s).")
    deflator = _(
        "Between %(low)s and %(high)s in %(holding)s of %(n)s years from %(first)s to %(last)s; furthest out in "
        "%(worst)s: %(implied)s, from %(nominal)s nominal and %(real)s real growth."
    )
    judged = {
        "sum": (
            _("%(added)s = %(sum)s, the printed total."),
            _("%(added)s = %(sum)s, which leaves %(rest)s of %(total)s unexplained."),
        ),
        "part": (_("%(added)s is within %(whole)s."), _("%(added)s is more than %(whole)s.")),
        "parts": (_("%(added)s = %(sum)s is within %(whole)s."), _("%(added)s is more than %(whole)s.")),
        "at_most": (_("%(smaller)s is within %(larger)s."), _("%(smaller)s exceeds %(larger)s, by %(excess)s.")),
        "difference": (
            _("%(own)s less %(benchmark)s is %(difference)s; with rounding %(range)s, which allows %(gap)s."),
            _("%(own)s less %(benchmark)s is %(difference)s; with rounding %(range)s, which excludes %(gap)s."),
        ),
        "rate_day": (
            _("%(total)s over %(length)s days are %(computed)s a day, printed as %(rate)s."),
            _("%(total)s over %(length)s days are %(computed)s a day, not %(rate)s; it would take %(wanted)s days."),
        ),
        "rate_month": (
            _("%(total)s in %(length)s months are %(rate)s a month."),
            _("%(total)s in %(length)s months are %(computed)s a month, not %(rate)s."),
        ),
        "named": (_("%(named)s are named and %(stated)s counted."), _("%(named)s are named, but %(stated)s counted.")),
        "rank": (
            _("%(ahead)s of its %(peers)s peers are ahead of %(own)s, which suits %(stated)s."),
            _("%(ahead)s of its %(known)s known peers are ahead of %(own)s, which does not suit %(stated)s."),
        ),
        "each_at_least": (
            _("%(count)s × %(threshold)s = %(needed)s is within %(value)s."),
            _("%(count)s × %(threshold)s = %(needed)s is more than %(value)s."),
        ),
        "rest_below": (
            _("The other %(count)s share %(rest)s, %(average)s each on average, below %(threshold)s."),
            _("The other %(count)s share %(rest)s, %(average)s each, not below %(threshold)s."),
        ),
        "once": (_("One value is printed."), _("%(n)s values are printed for one thing: %(found)s.")),
        "whole_share": (
            _("%(n)s whole numbers out of %(whole)s are printed as %(share)s, from %(first)s to %(last)s."),
            _("No whole number out of %(whole)s is printed as %(share)s."),
        ),
        "agreement": (
            _("%(stated)s and the %(other)s of %(period)s can be one number."),
            _("%(stated)s is not the %(other)s of %(period)s."),
        ),
        "agreement_elsewhere": (
            _("%(stated)s and the %(other)s of %(period)s can be one number."),
            _("%(stated)s is not the %(other)s of %(period)s; the source compared with has it for %(elsewhere)s."),
        ),
        "by_period": (series_holds, series_fails),
        "growth_by_period": (
            series_holds,
            _(
                "Holds in %(holding)s of %(n)s periods that have both, from %(first)s to %(last)s; furthest off in "
                "%(worst)s: %(found)s from the levels against the official %(expected)s."
            ),
        ),
        "across_sources": (
            _("In all %(n)s periods that several sources print, their digits can stand for one number."),
            _(
                "In %(differing)s of %(n)s periods that several sources print they differ by more than rounding; most "
                "in %(period)s: %(figures)s (%(sources)s)."
            ),
        ),
    }
    alike = {
        "one_period": one_period,
        "deflator": deflator,
        "whole_share_once": _("Exactly one whole number out of %(whole)s is printed as %(share)s: %(first)s."),
        "rate_day_never": _(
            "%(total)s over %(length)s days are %(computed)s a day, not %(rate)s; no whole number of days gives that."
        ),
        "open_part": sum_fits,
        "open_parts": sum_fits,
        "open_named": _("%(named)s of %(stated)s are named; the list is not closed, so it proves no more."),
        "open_each_at_least": _(
            "%(count)s × %(threshold)s = %(needed)s would fit into %(value)s, but the source does not say that it is "
            "part of it."
        ),
        "implied": _(
            "No figure of %(indicator)s was found for %(region)s; the statement implies %(implied)s, with rounding "
            "%(range)s."
        ),
        "missing": _("No figure of %(indicator)s is recorded for %(region)s."),
        "unpublished": _("It would take %(what)s, which is not published."),
        "refused": _("Refused: %(reason)s."),
        "rank_unknown": _(
            "A figure of the same period is recorded for %(known)s of its %(peers)s peers in %(parent)s; it would take "
            "all."
        ),
        "no_period": _("There is no period for which all figures are recorded."),
        "one_source": _("Only one source prints it, so there is nothing to hold it against."),
        "ratio": _("%(numerator)s ÷ %(denominator)s = %(ratio)s."),
        "share": _("%(numerator)s of %(denominator)s is %(ratio)s."),
        "concentration": _(
            "%(part)s of %(whole)s is %(of_value)s, in %(of_count)s of the projects (%(part_count)s of "
            "%(whole_count)s)."
        ),
        "growth": _("From %(earlier)s to %(later)s: %(growth)s."),
        "change": _("From %(before)s to %(after)s: %(cut)s less."),
    }
    return judged | {key: (message, message) for key, message in alike.items()}


def verdict_key_figures(findings: list[Finding]) -> KeyFigures:
    """How many relations have each verdict, conflicts first."""
    return KeyFigures(
        {
            verdict_words(verdict): counted_cell([finding for finding in findings if finding.verdict == verdict])
            for verdict in VERDICTS
        }
    )


def damage_sentence(findings: list[Finding]) -> Markup:
    """Whether all relations that must hold do."""
    must = [finding for finding in findings if finding.relation.must]
    if not must:
        return say(_("None of them has to hold if the figures are copied right."))
    broken = [str(finding.relation.statement) for finding in must if finding.is_damage]
    if broken:
        return say(_("These must hold and do not; the data are damaged: %(broken)s"), broken=" ".join(broken))
    return say(_("All %(n)s relations that must hold, if the figures are copied right, do."), n=len(must))
