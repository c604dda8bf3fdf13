"""What a report on growth could say first, and the question that it answers."""

import pandas as pd

from helpers.figures.comparable import Pair
from helpers.figures.series import SelectedSeries
from helpers.questions.growth.claims import Claim
from helpers.questions.growth.latest import claim_sentence, latest_sentence
from helpers.questions.growth.sentences import average_sentence, extremes_sentence, record_sentence
from helpers.show.editor import Candidate, Edition, Fault, edit
from helpers.text.citations import say
from helpers.text.language import _, listed

_MUCH = 3.0  # however far a gap lies from what is usual: one odd year is not all that matters


def title_of(own: SelectedSeries, pairs: list[Pair]) -> str:
    """The question of the report, with its places."""
    if not pairs:
        return _("How fast has %(region)s grown?") % {"region": own.region.name}
    names = {"region": own.region.name, "benchmarks": listed([pair.benchmark.region.name for pair in pairs])}
    return _("How fast has %(region)s grown, against %(benchmarks)s?") % names


def edition(own: SelectedSeries, pairs: list[Pair], gaps: pd.DataFrame, claim: Claim | None) -> Edition:
    """The lead and the main points: the latest year, what is recorded of the year to date, averages and the record.

    Parameters
    ----------
    pairs
        The region with each benchmark, by figures of one release: names, releases and sources.
    gaps
        Percentage points by year, a column a benchmark (`Pair.against`), of years in which both figures are of one
        release: every gap that is told is one of these, or is counted or averaged from them.
    claim
        The latest figure of a year to date; None where there is none.
    """
    newest = max(max(own.figures).year, claim.period.year if claim else 0)
    otherwise = say(_("No growth of %(region)s is recorded."), region=own.region.name)
    return edit(
        [*candidates(own, pairs, gaps), claimed(own, claim), *_long_run(own, pairs, gaps)],
        own.region,
        newest,
        otherwise,
    )


def candidates(own: SelectedSeries, pairs: list[Pair], gaps: pd.DataFrame) -> list[Candidate]:
    """The latest year against its benchmarks."""
    year = max(own.figures)
    faults = (Fault.WEAK,) if year in own.weak else ()
    size = max([1.0, *(_unusual(gaps[name].dropna()) for name in gaps if pd.notna(gaps[name].get(year)))])
    return [Candidate("latest year", latest_sentence(own, pairs, gaps), own.region, year.year, size, True, faults)]


def claimed(own: SelectedSeries, claim: Claim | None) -> Candidate | None:
    """The latest figure of a year to date; it answers the title while its year has no figure of its own."""
    if claim is None:
        return None
    open_year = claim.period.year > max(own.figures).year
    size = 1 if open_year else 0.7  # what became of it is known by then
    return Candidate("year to date", claim_sentence(claim), own.region, claim.period.year, size, open_year)


def _long_run(own: SelectedSeries, pairs: list[Pair], gaps: pd.DataFrame) -> list[Candidate]:
    year = max(own.figures).year
    found = {"average": average_sentence(own), "extremes": extremes_sentence(own)}
    found |= {
        f"against {pair.benchmark.region.code}": record_sentence(pair, gaps[pair.against].dropna()) for pair in pairs
    }
    sizes = {"average": 0.9, "extremes": 0.5}
    return [
        Candidate(subject, sentence, own.region, year, sizes.get(subject, 0.7))
        for subject, sentence in found.items()
        if sentence is not None
    ]


def _unusual(gap: pd.Series) -> float:
    """How large the latest gap is beside the median one."""
    usual = float(gap.abs().median())
    return min(_MUCH, abs(float(gap.iloc[-1])) / usual) if usual else 1.0
