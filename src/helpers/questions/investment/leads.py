"""What a report on investment may say first: the region's own rates and levels, and what is not known of the whole."""

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.questions.investment.latest import latest_of_each, latest_rates, rates_beside, stated_rank, whole_rate
from helpers.questions.investment.lessons import GROWTH
from helpers.show.amounts import amount, amount_cell, amount_in_prose, prose_cell
from helpers.show.editor import Candidate, Edition, Fault, edit
from helpers.show.key_figures import KeyFigures
from helpers.show.places import seen_from
from helpers.show.prose import named, when
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, joined, ordinal

_LEVEL = 0.5  # what a level, which is held against none, weighs beside a usual rate
_KEYS = 3  # more numbers than this are no key figures


def title_of(region: Region) -> str:
    """The question of the page, with its region."""
    return _("How much does %(region)s invest, and in what?") % {"region": region.name}


def edition(observations: Observations, region: Region) -> Edition:
    """What leads and what follows; to what leads, unless it is of all investment, is added what is known of that."""
    given = list(_candidates(observations, region))
    newest = max((each.year for each in given), default=0)
    otherwise = _("No figure of investment in %(region)s was found.") % {"region": region.name}
    leading = edit(given, region, newest, otherwise).why[:1]
    whole = _of_the_whole(observations, region)
    if whole is not None and leading and leading[0]["subject"] != GROWTH:
        told = leading[0]["subject"]
        given = [replace(each, sentence=_with(each, whole)) if each.subject == told else each for each in given]
    return edit(given, region, newest, otherwise)


def key_figures(observations: Observations, region: Region) -> KeyFigures | None:
    """The region's rates of the last period, then its last levels; those of weak sources where all else is lacking."""
    levels = [each for each in latest_of_each(observations, region.code) if not each.indicator.is_growth]
    sound = [each for each in levels if not _faults(observations, each)]
    own = [*latest_rates(observations, region.code), *sound] or levels
    growth, level = _("Growth of %(what)s, %(region)s, %(period)s"), _("%(what)s, %(region)s, %(period)s")
    figures = {}
    for each in own[:_KEYS]:
        names = {"what": each.name, "region": region.name, "period": each.days}
        if each.indicator.is_growth:
            figures[growth % (names | {"what": named(each.indicator)})] = amount_cell(each)
        else:
            figures[level % names] = prose_cell(each)
    return KeyFigures(figures) if figures else None


def _with(candidate: Candidate, whole: Markup) -> Markup:
    return Markup(joined([candidate.sentence, whole]))


def _candidates(observations: Observations, region: Region) -> Iterator[Candidate]:
    """The last rate and level of each kind. Rates of the last period answer how much, that of all investment first."""
    figures = latest_of_each(observations, region.code)
    whole, rates = whole_rate(observations, region.code), [each for each in figures if each.indicator.is_growth]
    last = max((each.window.end for each in rates), default=None)
    told = [whole] if whole is not None and whole.window.end == last else [e for e in rates if e.window.end == last]
    for figure in figures:
        rate = figure.indicator.is_growth
        yield Candidate(
            figure.indicator.code,
            _compared(observations, figure) if rate else _level_sentence(observations, figure),
            region,
            figure.window.end.year,
            _size(observations, figure) if rate else _LEVEL,
            figure in (told or figures),
            _faults(observations, figure),
        )
    rank = stated_rank(observations, region.code)
    if rank is not None and region.parent is not None:
        sentence = _rank_sentence(observations, rank)
        faults = _faults(observations, rank)
        yield Candidate("rank", sentence, region, rank.window.end.year, _LEVEL, faults=faults)


def _size(observations: Observations, rate: Figure) -> float:
    """How large a rate is against the median of all that are recorded of its kind, signs apart."""
    usual = float(observations.figures_of(indicator=rate.indicator.code)["number"].abs().median())
    return abs(rate.rounded.value) / usual if usual else 1


def _faults(observations: Observations, figure: Figure) -> tuple[Fault, ...]:
    suspect = observations.figures.at[figure.rows[0], "status"] == "suspect"
    return (Fault.WEAK,) if suspect or figure.source.reliability == "weak" else ()


def rate_sentence(rate: Figure) -> Markup:
    """That investment, or a part of it, rose, fell or did not change."""
    if rate.span == "year":
        message = by_sign(
            rate.rounded.value,
            _("In %(region)s, %(what)s rose by %(rate)s %(when)s."),
            _("In %(region)s, %(what)s fell by %(rate)s %(when)s."),
            _("In %(region)s, %(what)s did not change %(when)s."),
        )
    else:
        message = by_sign(
            rate.rounded.value,
            _("In %(region)s, %(what)s rose by %(rate)s %(when)s, compared with a year before."),
            _("In %(region)s, %(what)s fell by %(rate)s %(when)s, compared with a year before."),
            _("In %(region)s, %(what)s did not change %(when)s, compared with a year before."),
        )
    return say(message, region=rate.region.name, what=_explained(rate), rate=unsigned(rate), when=when(rate))


def _compared(observations: Observations, rate: Figure) -> Markup:
    """A rate, and those of the same days and release of what contains the region."""
    sentences = [rate_sentence(rate)]
    if _faults(observations, rate):
        sentences.append(say(_("Its source is of weak reliability.")))
    for other in rates_beside(observations, rate):
        message = by_sign(
            other.rounded.value,
            _("In %(region)s it rose by %(rate)s."),
            _("In %(region)s it fell by %(rate)s."),
            _("In %(region)s it did not change."),
        )
        sentences.append(say(message, region=seen_from(other.region, rate.region), rate=unsigned(other)))
    return Markup(joined(sentences))


def unsigned(rate: Figure) -> str:
    """A rate as printed, without the minus that its verb says."""
    return amount(replace(rate, printed=rate.printed.removeprefix("-")))


def _explained(rate: Figure) -> str:
    """What a rate is of; investment in productive industries, which few know, with what it takes in."""
    if rate.indicator.code == "chanye_investment_growth":
        return _("chanye investment (in productive industries of every kind, wider than industrial investment)")
    return named(rate.indicator)


def _level_sentence(observations: Observations, level: Figure) -> Markup:
    if _faults(observations, level):
        message = _("In %(region)s, %(what)s came to %(level)s %(when)s, according to a source of weak reliability.")
    else:
        message = _("In %(region)s, %(what)s came to %(level)s %(when)s.")
    what, said = named(level.indicator), amount_in_prose(level)
    return say(message, region=level.region.name, what=what, level=said, when=when(level))


def _rank_sentence(observations: Observations, rank: Figure) -> Markup:
    if _faults(observations, rank):
        message = _(
            "By fixed-asset investment %(region)s ranked %(rank)s in its province %(when)s, according to a source of "
            "weak reliability."
        )
    else:
        message = _("By fixed-asset investment %(region)s ranked %(rank)s in its province %(when)s, as stated.")
    place = cited(ordinal(int(rank.rounded.value)), rank.rows)
    return say(message, region=rank.region.name, rank=place, when=when(rank))


def _of_the_whole(observations: Observations, region: Region) -> Markup | None:
    """What is known of the growth of all investment where a part is told, or its last rate."""
    whole = whole_rate(observations, region.code)
    if whole is None:
        message = _(
            "No growth of fixed-asset investment as a whole was found for %(region)s in any year, so whether more or "
            "less was built cannot be said."
        )
        return say(message, region=region.name)
    message = by_sign(
        whole.rounded.value,
        _("As a whole fixed-asset investment last rose by %(rate)s, %(when)s."),
        _("As a whole fixed-asset investment last fell by %(rate)s, %(when)s."),
        _("As a whole fixed-asset investment last did not change, %(when)s."),
    )
    return say(message, rate=unsigned(whole), when=when(whole))
