"""What a report on a trend could say first, and the question that it answers."""

from markupsafe import Markup

from helpers.questions.trend.expected import expected_of, expected_sentence
from helpers.questions.trend.fitted import FittedModels
from helpers.questions.trend.lookback import LookBack, changed_sentence, past_sentence, surprise
from helpers.questions.trend.nowcasts import basis_sentence
from helpers.questions.trend.pace import SHORT, latest_sentence, pace_sentences
from helpers.questions.trend.sentences import chance_sentence, recent_sentence, record_sentence, turn_sentence
from helpers.show.editor import Candidate, Edition, Fault, edit
from helpers.show.measures import subject_of
from helpers.text.citations import say
from helpers.text.language import _, joined

_GROWTH = "gdp_growth_real"


def title_of(fitted: FittedModels) -> str:
    """The question of the report, with its region and, unless it is GDP that grows, what is looked at."""
    indicator, region = fitted.series.indicator, fitted.series.region
    if indicator.code == _GROWTH:
        return _("Has %(region)s's growth slowed, and what comes next?") % {"region": region.name}
    message = _("How did %(subject)s move, and what comes next?")
    if indicator.is_growth:
        message = _("Has growth of %(subject)s slowed, and what comes next?")
    return message % {"subject": subject_of(indicator, region)}


def edition(fitted: FittedModels, last: LookBack) -> Edition:
    """The lead, which says how the figures ran and what to expect, and what the models add to it."""
    series = fitted.series
    otherwise = say(_("No figure of %(region)s is recorded."), region=series.region.name)
    newest = max(series.figures).year
    return edit([lead(fitted), *_points(fitted, last)], series.region, newest, otherwise)


def lead(fitted: FittedModels) -> Candidate:
    """How the figures ran, and what to expect of the next year or, where nothing is, what the latest was."""
    series = fitted.series
    sentences = pace_sentences(fitted)
    if _is_led(fitted):
        sentences += filter(None, [expected_sentence(fitted)])
    elif len(series.figures) >= SHORT and not series.indicator.is_level:
        sentences.append(latest_sentence(series))
    year = max(series.figures)
    faults = (Fault.WEAK,) if year in series.weak else ()
    return Candidate("pace", Markup(joined(sentences)), series.region, year.year, 2, True, faults)


def _is_led(fitted: FittedModels) -> bool:
    """Whether what is expected belongs to the lead: that of a year to come, or a test of which the outcome is known."""
    found = expected_of(fitted)
    return found is not None and (not found.is_test or bool(fitted.after and str(found.year) in fitted.after.came))


def _points(fitted: FittedModels, last: LookBack) -> list[Candidate]:
    """What the models add, and how the last forecast did."""
    series, nowcast = fitted.series, fitted.nowcasts.latest
    year = max(series.figures).year
    found = {
        "changed forecasts": (changed_sentence(last), 3.0),
        "what is expected": (basis_sentence(nowcast) if nowcast is not None else None, 1.5),
        "test": (None if _is_led(fitted) else expected_sentence(fitted), 1.1),
        "turn": (turn_sentence(fitted), 1.4),
        "last years": (recent_sentence(fitted), 1.3),
        "chance": (chance_sentence(fitted), 1.6),
        "last forecast": (past_sentence(last), 1.0 if last.past is None else 0.6 + surprise(last.past)),
        "record": (record_sentence(fitted) if nowcast is None else None, 0.5),
    }
    return [
        Candidate(subject, sentence, series.region, year, size)
        for subject, (sentence, size) in found.items()
        if sentence is not None
    ]
