"""What the audit says in sentences: a difference in a clause, what the claims and the statistics come to."""

from collections.abc import Iterable
from itertools import chain

import pandas as pd
from markupsafe import Markup

from helpers.checks.findings import CANNOT
from helpers.figures.observations import Observations
from helpers.figures.sources import Source
from helpers.questions.audit.evaluation import Finding
from helpers.questions.audit.grading import ARTEFACT, CONTRADICTION, DIFFERS, NO_DIFFERENCE, ROUNDED
from helpers.questions.audit.outcomes import BREAK, CENSUS, LEFT_OUT, VINTAGE
from helpers.questions.audit.reasons import arithmetic, both_readings, said_values
from helpers.show.key_figures import KeyFigures
from helpers.show.printed import count_cell
from helpers.text.cells import Cell
from helpers.text.citations import say
from helpers.text.language import _, day, joined, month, period

STATISTICS = "statistics"  # the topic of the checks that no source states


def claims_of(findings: Iterable[Finding], region: str) -> list[Finding]:
    """What sources state of a region."""
    return [each for each in findings if each.relation.claimed and each.relation.region == region]


def statistics_of(findings: Iterable[Finding]) -> list[Finding]:
    """The checks of the statistics themselves, which no source states."""
    return [each for each in findings if each.relation.topic == STATISTICS]


def kind_words(finding: Finding) -> str:
    """The sort of a difference in the language in use; of a known one, by what is known."""
    artefacts = {
        CENSUS: _("known artefact: census"),
        VINTAGE: _("known artefact: vintage"),
        BREAK: _("known artefact: break"),
        LEFT_OUT: _("known artefact: scope"),
    }
    words = {
        CONTRADICTION: _("contradiction in the text") if finding.relation.claimed else _("contradiction in one source"),
        DIFFERS: _("differs from another source"),
        ARTEFACT: artefacts.get(finding.outcome.artefact, ""),
        ROUNDED: _("rounding"),
        NO_DIFFERENCE: "",
    }
    return words[finding.kind]


def clause(finding: Finding) -> Markup:
    """A difference in the middle of a sentence: in the words of its relation, else its arithmetic."""
    if finding.relation.finding is not None:
        return say(str(finding.relation.finding), **said_values(finding.outcome, short=True))
    return Markup(str(arithmetic(finding.outcome, short=True)).rstrip(".。"))


def difference_sentence(finding: Finding) -> Markup:
    """A difference in a sentence of its own, with what stays open; in both readings where they differ."""
    if finding.finer is not None:
        message = _("Whether this is so hangs on how a rate is read: %(statement)s")
        intro = say(message, statement=finding.relation.statement)
        return Markup(joined([intro, *both_readings(finding)]))
    said = clause(finding)
    sentences = [say(_("%(sentence)s."), sentence=Markup(said[:1].upper() + said[1:]))]
    if finding.relation.note:
        sentences.append(say("%(note)s", note=finding.relation.note))
    return Markup(joined(sentences))


def source_words(observations: Observations, source: Source, region: str, inside: bool = False) -> str:
    """A text as a sentence begins with it: "The article of 12 November 2023 on Zhaotong".

    Parameters
    ----------
    inside
        Whether it stands inside a sentence instead.
    """
    published = observations.sources["published"].get(source.code, "") or source.vintage
    names = {"date": date_words(str(published)), "region": region}
    first = {
        ("press", True): _("The article of %(date)s on %(region)s"),
        ("press", False): _("An undated article on %(region)s"),
        ("", True): _("The source of %(date)s on %(region)s"),
        ("", False): _("An undated source on %(region)s"),
    }
    within = {
        ("press", True): _("the article of %(date)s on %(region)s"),
        ("press", False): _("an undated article on %(region)s"),
        ("", True): _("the source of %(date)s on %(region)s"),
        ("", False): _("an undated source on %(region)s"),
    }
    key = "press" if source.reliability == "press" else "", bool(names["date"])
    return (within if inside else first)[key] % names


def date_words(published: str) -> str:
    """A date as it is recorded, to the day, month or year, in words; empty where it is none."""
    if not published[:4].isdigit():
        return ""
    at = pd.Period(published)
    if at.freqstr == "D":
        return day(at.start_time.date())
    return month(at) if at.freqstr == "M" else period(at, "year")


def count_by_kind(findings: Iterable[Finding]) -> dict[str, Cell]:
    """How many findings are of each sort, the worst first, with the mark that leads to the rows they show."""
    labels = {
        CONTRADICTION: _("contradict their own source"),
        DIFFERS: _("differ from another source"),
        ARTEFACT: _("differ by what is known"),
        ROUNDED: _("agree"),
        CANNOT: _("cannot be checked"),
    }
    rows: dict[str, list[tuple[int, ...]]] = {kind: [] for kind in labels}
    for finding in findings:
        rows[_column(finding)].append(finding.outcome.rows)
    return {labels[kind]: count_cell(len(groups), chain.from_iterable(groups)) for kind, groups in rows.items()}


def _column(finding: Finding) -> str:
    if finding.verdict == CANNOT:
        return CANNOT
    return ROUNDED if finding.outcome.agrees else finding.kind


def key_figures(findings: list[Finding], region: str) -> KeyFigures:
    """What the claims come to, or, where there are none, the checks of the statistics."""
    claims = claims_of(findings, region)
    first = (
        {_("claims that sources make"): count_cell(len(claims), ())}
        if claims
        else {_("checks of its statistics"): count_cell(len(statistics_of(findings)), ())}
    )
    counted = count_by_kind(claims or statistics_of(findings))
    return KeyFigures(first | {name: cell for name, cell in counted.items() if cell.value})


def damage_sentence(findings: list[Finding]) -> Markup | None:
    """Whether all relations that must hold do; nothing where none must."""
    must = [finding for finding in findings if finding.relation.must]
    if not must:
        return None
    broken = [str(finding.relation.statement) for finding in must if finding.is_damage]
    if broken:
        return say(_("These must hold and do not; the data are damaged: %(broken)s"), broken=joined(broken))
    return say(_("All %(n)s relations that must hold, if the figures are copied right, do."), n=len(must))
