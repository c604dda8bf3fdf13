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
    STATISTICS,
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
_STATISTICS, _UNCHECKED = 0.75, 0.6  # what the sentence that sums them up is worth


def title_of(observations: Observations, region: Region, source: str) -> str:
    """The question of the report, about all that is published of a region or about one source."""
    if source == "all":
        message = _("Do the published figures of %(region)s agree with each other, and with other sources?")
        return message % {"region": region.name}
    text = source_words(observations, observations.source(source), region.name, inside=True)
    return _("Do the figures in %(text)s agree with each other, and with other sources?") % {"text": text}


def edition(observations: Observations, findings: list[Finding], place: Region) -> Edition:
    """What leads, and the main points: what the claims of a region come to, then the next worst differences."""
    claims, statistics = claims_of(findings, place.code), statistics_of(findings)
    contradictions = [each for each in claims if each.kind == CONTRADICTION]
    years = [_year(observations, each) for each in findings]
    newest = max(years, default=0)
    said = contradiction_candidates(observations, contradictions, place)
    if not said:
        lead = claims_sentence(claims, place) if claims else unclaimed_sentence(statistics, place)
        worst = _worst([each for each in claims if each.kind == DIFFERS] if claims else statistics, place)
        subject = _subject(worst) if worst else "claims"
        said = [Candidate(subject, lead, place, newest, size=_SIZES[CONTRADICTION], answers=True)]
    for each, year in zip(findings, years, strict=True):
        summed_up = claims and each.relation.topic == STATISTICS
        if _tellable(each) and each not in contradictions and not summed_up:
            said.append(_candidate(each, place, year))
    unchecked = [each for each in claims if not each.is_checked]
    if unchecked:
        said.append(Candidate("unchecked", unchecked_sentence(claims, unchecked), place, newest, _UNCHECKED))
    if claims and any(each.is_checked for each in statistics):
        said.append(Candidate("statistics", statistics_sentence(statistics, place), place, newest, _STATISTICS))
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
        one = _("No text contradicts itself on %(region)s, but one claim differs from another source. %(worst)s")
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
    none, one, several = (
        _(
            "No source on record claims anything of %(region)s that can be checked. Of %(n)s checks of its statistics "
            "none agrees; what sets the figures apart is known. The widest gap is this one. %(worst)s"
        ),
        _(
            "No source on record claims anything of %(region)s that can be checked. Of %(n)s checks of its statistics "
            "one agrees; what sets the rest apart is known. The widest gap is this one. %(worst)s"
        ),
        _(
            "No source on record claims anything of %(region)s that can be checked. Of %(n)s checks of its statistics "
            "%(agreeing)s agree; what sets the rest apart is known. The widest gap is this one. %(worst)s"
        ),
    )
    furthest = _worst(checked, region)
    said = difference_sentence(furthest) if furthest else ""
    return say(by_count(len(agreeing), none, one, several), worst=said, **values)


def unchecked_sentence(claims: list[Finding], unchecked: list[Finding]) -> Markup:
    """How many claims cannot be checked, and what it would take for the first of them."""
    one = _("One of %(all)s claims cannot be checked. %(statement)s %(reason)s")
    several = _("Of %(all)s claims %(n)s cannot be checked. The first of them: %(statement)s %(reason)s")
    first = unchecked[0]
    values = {"statement": str(first.relation.statement), "reason": arithmetic(first.outcome)}
    return say(by_count(len(unchecked), "", one, several), all=len(claims), n=len(unchecked), **values)


def statistics_sentence(statistics: list[Finding], region: Region) -> Markup:
    """What the checks of the statistics of a region come to, where sources make claims as well."""
    checked = [each for each in statistics if each.is_checked]
    grave = _grave(checked)
    values = {"region": region.name, "n": len(checked), "agreeing": sum(each.outcome.agrees for each in checked)}
    none = _("Of %(n)s checks of the statistics of %(region)s themselves, %(agreeing)s agree; none is grave.")
    one = _(
        "Of %(n)s checks of the statistics of %(region)s themselves, %(agreeing)s agree; one does not add up. %(worst)s"
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
    return differs and finding.outcome.key != "refused"


def _worst(findings: list[Finding], region: Region) -> Finding | None:
    """What is gravest, else what differs most; of what differs alike, the region's own before that of its whole."""
    differing = [each for each in findings if each.outcome.differs]
    own = [each for each in differing if each.relation.region == region.code]
    return next(iter(_grave(differing) or own or differing), None)


def _candidate(finding: Finding, region: Region, year: int) -> Candidate:
    """A difference as a main point; what nobody states, and what rounding decides, never leads."""
    faults = [] if finding.relation.claimed else [Fault.UNCLAIMED]
    faults += [Fault.ROUNDING] if finding.finer is not None else []
    sentence = difference_sentence(finding)
    return Candidate(_subject(finding), sentence, region, year, _size(finding), faults=tuple(faults))


def _subject(finding: Finding) -> str:
    """What a difference is about: of one quantity checked in one way, one is said."""
    return f"{finding.relation.kind} {references(finding.relation)[0].indicator}"


def _size(finding: Finding) -> float:
    """What a difference is worth: by its sort, then by how far apart its figures are."""
    distance = finding.outcome.distance
    kind = ARTEFACT if finding.finer is not None else finding.kind
    return _SIZES.get(kind, 1.0) * (1 + distance / (1 + distance)) / 2


def _year(observations: Observations, finding: Finding) -> int:
    """The last year of the figures that a finding rests on; 0 where it shows none."""
    periods = observations.figures["period"].loc[list(finding.outcome.rows)]
    return max((int(period[:4]) for period in periods), default=0)


def _source(observations: Observations, finding: Finding) -> str:
    return str(observations.figures["source"].loc[finding.outcome.rows[0]])
