"""What a report on counties could say first, and the question that it answers."""

from markupsafe import Markup

from helpers.figures.printed import Rounded
from helpers.figures.rankings import Ranking
from helpers.figures.regions import Region
from helpers.questions.counties.rankings import Size
from helpers.questions.counties.sentences import count_sentence, leader_size_sentence, rank_text, together_sentence
from helpers.show.amounts import amount
from helpers.show.editor import Candidate, Edition, edit
from helpers.show.places import counted
from helpers.text.citations import say
from helpers.text.language import _, joined
from helpers.text.messages import RefusedError


def title_of(region: Region, before: Ranking | None) -> str:
    """The question of the report, with its place."""
    if before is None:
        return _("Which counties of %(region)s grow fastest?") % {"region": region.name}
    return _("Which counties of %(region)s grow fastest, and what changed within the year?") % {"region": region.name}


def edition(
    region: Region,
    before: Ranking | None,
    now: Ranking,
    sizes: dict[Region, Size],
    together: Rounded | RefusedError | None,
) -> Edition:
    """The lead and the main points: who grew fastest and who did before, how many fast ones, what that can mean."""
    year = int(now.period[:4])
    bound = None if isinstance(together, RefusedError) else together_sentence(together, now, sizes)
    points = {
        "how many": count_sentence(before, now),
        "the others": bound,
        "size of the first": leader_size_sentence(sizes, now),
    }
    found = [Candidate("who leads", leader_sentence(region, before, now, len(sizes)), region, year, answers=True)]
    found += [
        Candidate(subject, sentence, region, year, 1 - place / 10)
        for place, (subject, sentence) in enumerate(points.items())
        if sentence is not None
    ]
    otherwise = say(_("No ranking of the counties of %(region)s was found."), region=region.name)
    return edit(found, region, year, otherwise)


def leader_sentence(region: Region, before: Ranking | None, now: Ranking, counties: int) -> Markup:
    """Who grew fastest, who had led before and where that one is now; and that the source does not say of what."""
    said = {"first": _with_rate(now), "period": now.period_name, "region": region.name}
    said |= {"peers": counted("county", counties)}
    message = _("%(first)s grew fastest of the %(peers)s of %(region)s in %(period)s.")
    if before is not None:
        old = before.first
        said |= {"old": _with_rate(before), "before": before.period_name}
        if old == now.first:
            message = _("%(first)s grew fastest of the %(peers)s of %(region)s in %(period)s, as it had in %(before)s.")
        elif old in now.places:
            said |= {"place": rank_text(now, old)}
            message = _(
                "%(first)s grew fastest of the %(peers)s of %(region)s in %(period)s; %(old)s, which had led in "
                "%(before)s, came %(place)s."
            )
        else:
            message = _(
                "%(first)s grew fastest of the %(peers)s of %(region)s in %(period)s; %(old)s, which had led in "
                "%(before)s, was no longer among those named."
            )
    sentences = [say(message, **said)]
    if now.highest is not None and any(each.code == "measure_open" for each in now.highest.caveats):
        sentences.append(say(_("The source does not say whether it was GDP that grew.")))
    return Markup(joined(sentences))


def _with_rate(ranking: Ranking) -> str:
    """The first county, with its rate where that is published."""
    if ranking.highest is None or ranking.highest.region != ranking.first:
        return ranking.first.name
    return _("%(county)s (%(rate)s)") % {"county": ranking.first.name, "rate": amount(ranking.highest)}
