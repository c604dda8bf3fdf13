"""What the audit says first: what the texts themselves get wrong, the worst first, as a reader would list it.

Only what a source states can lead. Where nobody states anything of a region, that is said, and what the checks of its
statistics come to.
"""

from collections.abc import Iterable

from markupsafe import Markup

from helpers.checks.findings import CONFLICT, SUSPECT
from helpers.figures.observations import Observations
from helpers.figures.regions import Region
from helpers.questions.audit.evaluation import Finding
from helpers.questions.audit.grading import ARTEFACT, CONTRADICTION, DIFFERS
from helpers.questions.audit.reasons import arithmetic
from helpers.questions.audit.relations import references
from helpers.questions.audit.sentences import (
    claims_of,
    clause,
    difference_sentence,
    source_words,
    statistics_of,
)
from helpers.show.editor import Candidate, Edition, Fault, edit
from helpers.text.citations import say
from helpers.text.forms import by_count
from helpers.text.language import _, cardinal

_LISTED = 3  # places that a lead lists
_SIZES = {CONTRADICTION: 8.0, DIFFERS: 4.0, ARTEFACT: 2.0}  # what a sort of difference is worth; any other is worth 1
_STATISTICS, _REFUSED = 0.5, "refused"


def title_of(region: Region) -> str:
    """The question of the report."""
    message = _("Do the published figures of %(region)s agree with each other, and with other sources?")
    return message % {"region": region.name}


def edition(observations: Observations, findings: list[Finding], place: Region) -> Edition:
    """What leads, and the main points: what the claims of a region come to, then the next worst differences."""
    claims, statistics = claims_of(findings, place.code), statistics_of(findings)
    contradictions = [each for each in claims if each.kind == CONTRADICTION]
    years = {each.relation.relation: _year(observations, each) for each in findings}
    newest = max(years.values(), default=0)
    said = contradiction_candidates(observations, contradictions, place)
    if not said:
        lead = claims_sentence(claims, place) if claims else unclaimed_sentence(statistics, place)
        said = [Candidate("claims", lead, place, newest, size=_SIZES[CONTRADICTION], answers=True)]
    others = [each for each in findings if _tellable(each) and each not in contradictions]
    said += [_candidate(each, place, years[each.relation.relation]) for each in others]
    unchecked = [each for each in claims if not each.is_checked]
    if unchecked:
        said.append(Candidate("unchecked", unchecked_sentence(unchecked), place, newest, size=1.0))
    if claims and statistics:
        said.append(Candidate("statistics", statistics_sentence(statistics, place), place, newest, size=0.9))
    return edit(said, place, newest, otherwise=unclaimed_sentence(statistics, place))


def contradiction_candidates(
    observations: Observations, contradictions: list[Finding], region: Region
) -> list[Candidate]:
    """A candidate for each text that contradicts itself, what is worst first in each.

    Parameters
    ----------
    contradictions
        The claims that their own texts contradict, the worst first.
    """
    by_source: dict[str, list[Finding]] = {}
    for each in contradictions:
        by_source.setdefault(_source(observations, each), []).append(each)
    said = []
    for code, found in by_source.items():
        text = source_words(observations, observations.source(code), region.name)
        one, several, more = (
            _("%(text)s contradicts itself in one place: %(places)s."),
            _("%(text)s contradicts itself in %(n)s places: %(places)s."),
            _("%(text)s contradicts itself in %(n)s places. The worst: %(places)s."),
        )
        message = by_count(len(found), "", one, several) if len(found) <= _LISTED else more
        places = Markup(_("; ")).join(clause(each) for each in found[:_LISTED])
        sentence = say(message, text=text, n=cardinal(len(found)), places=places)
        year = max(_year(observations, each) for each in found)
        said.append(Candidate(f"contradictions {code}", sentence, region, year, _size(found[0]), answers=True))
    return said


def claims_sentence(claims: list[Finding], region: Region) -> Markup:
    """What the claims of a region come to, where no text contradicts itself."""
    checked = [each for each in claims if each.is_checked]
    differing = [each for each in checked if each.kind == DIFFERS]
    agreeing = [each for each in checked if each.outcome.agrees]
    values = {"region": region.name, "n": len(claims), "checked": len(checked), "agreeing": len(agreeing)}
    values["differing"] = len(differing)
    if not checked:
        one = _("One claim that a source makes of %(region)s is on record, and it cannot be checked.")
        several = _("Sources make %(n)s claims of %(region)s, and none of them can be checked.")
        return say(by_count(len(claims), "", one, several), **values)
    if differing:
        one = _("No text contradicts itself on %(region)s, but one of its claims differs from another source. %(worst)s")
        several = _(
            "No text contradicts itself on %(region)s, but %(differing)s of the %(checked)s claims that can be checked "
            "differ from another source, most of all this. %(worst)s"
        )
        return say(by_count(len(differing), "", one, several), worst=difference_sentence(differing[0]), **values)
    if len(agreeing) == len(checked):
        one = _("No text contradicts itself on %(region)s: the one claim that can be checked agrees.")
        several = _("No text contradicts itself on %(region)s: all %(checked)s claims that can be checked agree.")
        return say(by_count(len(checked), "", one, several), **values)
    message = _(
        "No text contradicts itself on %(region)s: %(agreeing)s of the %(checked)s claims that can be checked agree, "
        "and the rest differ by what is known, such as another release."
    )
    return say(message, **values)


def unclaimed_sentence(statistics: list[Finding], region: Region) -> Markup:
    """That nobody states anything of a region that can be checked, and what the checks of its statistics come to."""
    checked = [each for each in statistics if each.is_checked]
    grave = _grave(checked)
    agreeing = [each for each in checked if each.outcome.agrees]
    values = {"region": region.name, "n": len(checked), "agreeing": len(agreeing), "grave": len(grave)}
    if not checked:
        return say(_("No source on record claims anything of %(region)s that can be checked."), **values)
    if grave:
        one = _(
            "No source on record claims anything of %(region)s that can be checked. Of %(n)s checks of its statistics "
            "%(agreeing)s agree, and one does not add up. %(worst)s"
        )
        several = _(
            "No source on record claims anything of %(region)s that can be checked. Of %(n)s checks of its statistics "
            "%(agreeing)s agree, and %(grave)s do not add up, most of all this one. %(worst)s"
        )
        return say(by_count(len(grave), "", one, several), worst=difference_sentence(grave[0]), **values)
    if len(agreeing) == len(checked):
        one = _(
            "No source on record claims anything of %(region)s that can be checked. The one check of its statistics "
            "agrees."
        )
        several = _(
            "No source on record claims anything of %(region)s that can be checked. All %(n)s checks of its "
            "statistics agree."
        )
        return say(by_count(len(checked), "", one, several), **values)
    message = _(
        "No source on record claims anything of %(region)s that can be checked. Of %(n)s checks of its statistics "
        "%(agreeing)s agree, and the rest differ by what is known, such as a census."
    )
    return say(message, **values)


def unchecked_sentence(unchecked: list[Finding]) -> Markup:
    """How many claims cannot be checked, and what it would take for the first of them."""
    one = _("One claim cannot be checked: %(statement)s %(reason)s")
    several = _("%(n)s claims cannot be checked. The first of them: %(statement)s %(reason)s")
    first = unchecked[0]
    values = {"statement": str(first.relation.statement), "reason": arithmetic(first.outcome)}
    return say(by_count(len(unchecked), "", one, several), n=len(unchecked), **values)


def statistics_sentence(statistics: list[Finding], region: Region) -> Markup:
    """What the checks of the statistics of a region come to, where sources make claims as well."""
    checked = [each for each in statistics if each.is_checked]
    grave = _grave(checked)
    values = {"region": region.name, "n": len(checked), "agreeing": sum(each.outcome.agrees for each in checked)}
    none = _("Of %(n)s checks of the statistics of %(region)s themselves, %(agreeing)s agree; none is grave.")
    one = _(
        "Of %(n)s checks of the statistics of %(region)s themselves, %(agreeing)s agree; one does not add "
        "up. %(worst)s"
    )
    several = _(
        "Of %(n)s checks of the statistics of %(region)s themselves, %(agreeing)s agree; %(grave)s do not "
        "add up, most of all this one. %(worst)s"
    )
    worst = difference_sentence(grave[0]) if grave else ""
    return say(by_count(len(grave), none, one, several), grave=len(grave), worst=worst, **values)


def _grave(findings: Iterable[Finding]) -> list[Finding]:
    """What cannot both be right, or is most likely an error."""
    return [each for each in findings if each.verdict in (CONFLICT, SUSPECT)]


def _tellable(finding: Finding) -> bool:
    """Whether a finding is a difference between figures, in either reading; what was never compared is none."""
    differs = finding.outcome.differs or (finding.finer is not None and finding.finer.differs)
    return differs and finding.outcome.key != _REFUSED


def _candidate(finding: Finding, region: Region, year: int) -> Candidate:
    """A difference as a main point; what nobody states, and what rounding decides, never leads."""
    faults = [] if finding.relation.claimed else [Fault.UNCLAIMED]
    faults += [Fault.ROUNDING] if finding.finer is not None else []
    first = references(finding.relation)[0].indicator
    size = _size(finding) * (_STATISTICS if finding in statistics_of([finding]) else 1)
    return Candidate(
        f"{finding.relation.kind} {first}", difference_sentence(finding), region, year, size, faults=tuple(faults)
    )


def _size(finding: Finding) -> float:
    """What a difference is worth: by its sort, then by how far apart its figures are."""
    distance = finding.outcome.distance
    return _SIZES.get(finding.kind, 1.0) * (1 + distance / (1 + distance)) / 2


def _year(observations: Observations, finding: Finding) -> int:
    """The last year of the figures that a finding rests on; 0 where it shows none."""
    periods = observations.figures["period"].loc[list(finding.outcome.rows)]
    return max((int(period[:4]) for period in periods), default=0)


def _source(observations: Observations, finding: Finding) -> str:
    return str(observations.figures["source"].loc[finding.outcome.rows[0]])
