"""What the brief says first, its main points, and how sure they are."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from helpers.figures.comparable import Pair
from helpers.figures.observations import Observations
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries
from helpers.figures.standings import Standing
from helpers.questions.brief.arc import Arc, Reported, arc_sentence
from helpers.questions.brief.behind import Behind
from helpers.questions.brief.size import Sizes
from helpers.show.editor import Candidate, Edition, Fault, edit
from helpers.show.ranks import as_printed, short_standing
from helpers.show.releases import years_listed
from helpers.text import language
from helpers.text.citations import rows_cited, say
from helpers.text.language import _, _n, joined, listed

_FIRST = "first_release"


@dataclass(frozen=True)
class Cited:
    """The rows that the marks of an edition lead to."""

    rows: pd.DataFrame


def cited(observations: Observations, edition: Edition) -> Cited:
    """What lead and main points rest on."""
    marks = rows_cited("".join([*map(str, edition.lead.sentences), *map(str, edition.points.sentences)]))
    return Cited(observations.figures.loc[sorted(marks)])


def title_of(region: Region, pairs: list[Pair]) -> str:
    """The question of the brief, with its places."""
    if not pairs:
        return _("How is %(region)s doing?") % {"region": region.name}
    names = {"region": region.name, "benchmarks": listed([pair.benchmark.region.name for pair in pairs])}
    return _("How is %(region)s doing, against %(benchmarks)s?") % names


def edition(arc: Arc, pairs: list[Pair], points: Iterable[Candidate | None]) -> Edition:
    """The arc of the latest years leads; what else is known of the region follows, the most telling first."""
    weak = any(year in pairs[0].own.weak for year in arc.figures) if pairs else False
    lead = Candidate("arc", arc_sentence(arc, pairs), arc.region, arc.last.year, 2, True, (Fault.WEAK,) if weak else ())
    otherwise = say(_("No growth of %(region)s is recorded."), region=arc.region.name)
    return edit([lead, *points], arc.region, arc.last.year, otherwise)


def lasting_point(arc: Arc, sentence: Markup) -> Candidate:
    """What became of others who led, as a main point; of less weight than what is known of the region itself."""
    return Candidate("first places", sentence, arc.region, arc.last.year, 0.6)


def ranked_point(standings: dict[pd.Period, Standing]) -> Candidate | None:
    """The last place among a list of many, such as the cities of the yearbook; None without one."""
    if not standings:
        return None
    year, standing = max(standings.items())
    message = _("In %(year)s %(region)s ranked %(standing)s cities of China by real growth.")
    sentence = say(message, year=year, region=standing.region.name, standing=short_standing(as_printed(standing)))
    return Candidate("cities", sentence, standing.region, year.year, 0.9)


def sure_sentence(own: SelectedSeries, arc: Arc) -> Markup:
    """What the figures of the arc rest on: how many sources, which years may be revised, which are weak."""
    rows = own.rows[own.rows["at"].isin(arc.figures)]
    count = rows["source"].nunique()
    message = _n(
        "The rates of these years come from %(count)s source, known by %(month)s.",
        "The rates of these years come from %(count)s sources, the latest known by %(month)s.",
        count,
    )
    sentences = [say(message, count=count, month=language.month(rows["known"].max()))]
    first = [at for at, releases in zip(rows["at"], rows["basis"], strict=True) if releases.split("|")[-1] == _FIRST]
    if first:
        message = _("The figures of %(years)s are first releases, which may still be revised.")
        sentences.append(say(message, years=years_listed(first)))
    if weak := [at for at in own.weak if at in arc.figures]:
        sentences.append(say(_("The figures of %(years)s are weakly supported."), years=years_listed(weak)))
    absent = [at for at in pd.period_range(arc.first, arc.last, freq="Y") if at not in arc.figures]
    if absent:
        message = _("No growth of %(region)s is recorded for %(years)s.")
        sentences.append(say(message, region=own.region.name, years=years_listed(absent)))
    return Markup(joined(sentences))


def missing_sentences(arc: Arc, claim: Reported | None, sizes: Sizes, background: Behind) -> list[Markup]:
    """What a reader would look for and is not recorded, in a sentence; none where nothing is missing."""
    lacking = {
        _("growth in part of a year"): claim is None,
        _("GDP"): sizes.output is None,
        _("GDP per head"): sizes.head is None,
        _("what grew beside GDP"): not background.rates,
    }
    named = [name for name, is_lacking in lacking.items() if is_lacking]
    message = _("Of %(region)s these are not recorded for the latest years: %(named)s.")
    return [say(message, region=arc.region.name, named=listed(named))] if named else []
