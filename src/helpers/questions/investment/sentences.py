"""Fixed-asset investment in sentences: its lesson, its levels, what moved with growth, and the rows behind them."""

from itertools import chain

import pandas as pd
from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries
from helpers.models.association import Association
from helpers.models.requirements import ModelRefusedError
from helpers.questions.investment.latest import latest_of_each, rates_beside, side_by_side, stated_rank
from helpers.questions.investment.leads import rate_sentence
from helpers.questions.investment.lessons import Lesson, Parts, furthest
from helpers.show.prose import named
from helpers.text.citations import cited, say
from helpers.text.forms import by_count, by_sign
from helpers.text.language import _, joined, listed, number, signed
from helpers.text.messages import RefusedError


def lesson_sentence(found: list[Lesson]) -> Markup:
    """The period in which official growth and the change of the levels lie furthest apart."""
    if not found:
        return say(_("No official rate of investment is recorded beside its levels."))
    worst = furthest(found)
    change = worst.from_levels
    message = by_sign(
        change.value,
        _("The level published for it rose by %(change)s%%: growth must not be computed from levels."),
        _("The level published for it fell by %(change)s%%: growth must not be computed from levels."),
        _("The level published for it did not change: growth must not be computed from levels."),
    )
    told = say(message, change=cited(number(abs(change.value)), change.rows))
    return Markup(joined([rate_sentence(worst.official), told]))


def level_sentences(levels: SelectedSeries | None) -> list[Markup]:
    """What the levels are, and what weakens them."""
    if levels is None:
        return [say(_("No levels of investment are recorded for this region."))]
    message = _("For %(region)s %(what)s is recorded for %(n)s years from %(first)s to %(last)s, from one source.")
    names = {"what": named(levels.indicator), "region": levels.region.name, "n": len(levels.figures)}
    sentences = [say(message, first=min(levels.figures), last=max(levels.figures), **names)]
    if levels.caveats:
        words = listed([caveat.name for caveat in levels.caveats])
        sentences.append(say(_("What to know of them: %(caveats)s."), caveats=words))
    if len(levels.weak):
        sentences.append(say(_("The source is of weak reliability; its bars are drawn hollow.")))
    return sentences


def association_sentence(region: Region, found: Association | RefusedError) -> Markup:
    """How growth and investment growth moved together, without a word on causes; or why that is not said."""
    if isinstance(found, RefusedError):
        return _refusal(region, found)
    numbers = {name: signed(value, 2) for name, value in {"r": found.r, "low": found.low, "high": found.high}.items()}
    numbers |= {"effective": number(found.effective, 0), "needed": number(found.needed, 2)}
    values = {key: cited(text, found.rows) for key, text in numbers.items()} | {"region": region.name, "n": found.n}
    message = _(
        "In %(region)s real growth and growth of investment have a correlation of %(r)s (95%% interval %(low)s to "
        "%(high)s) over %(n)s years, which tell as much as %(effective)s independent ones."
    )
    if found.can_be_told:
        told = _("That is more than chance, which gives up to %(needed)s.")
    else:
        told = _("It may be chance, which gives up to %(needed)s.")
    return Markup(joined([say(message, **values), say(told, **values)]))


def _refusal(region: Region, refusal: RefusedError) -> Markup:
    """Why no correlation is given."""
    if not isinstance(refusal, ModelRefusedError) or refusal.reason != "short":
        return say(_("Growth and investment in %(region)s: %(refusal)s"), region=region.name, refusal=str(refusal))
    n = int(str(refusal.values["n"]))
    message = by_count(
        n,
        _(
            "No year is recorded for %(region)s with both growth and the growth of all investment, so whether the two "
            "move together cannot be said; that takes %(minimum)s years at least."
        ),
        _(
            "One year is recorded for %(region)s with both growth and the growth of all investment; whether the two "
            "move together can be said from %(minimum)s years on."
        ),
        _(
            "%(n)s years are recorded for %(region)s with both growth and the growth of all investment; whether the "
            "two move together can be said from %(minimum)s years on."
        ),
    )
    return say(message, region=region.name, n=n, minimum=refusal.values["minimum"])


def rows_used(
    observations: Observations,
    region: Region,
    found: list[Lesson],
    growth: Parts,
    levels: SelectedSeries | None,
    together: Association | RefusedError,
) -> pd.DataFrame:
    """The rows of figures behind lead, lessons, parts, levels and correlation, each once."""
    figures = [figure for lesson in found for figure in lesson.figures]
    figures += [*latest_of_each(observations, region.code), *chain(*side_by_side(observations, region.code))]
    rates = [each for each in latest_of_each(observations, region.code) if each.indicator.is_growth]
    figures += [other for rate in rates for other in rates_beside(observations, rate)]
    rank = stated_rank(observations, region.code)
    figures += [rank] if rank is not None else []
    figures += [figure for places in growth.values() for rates in places.values() for figure in rates]
    rows = {row for figure in figures for row in figure.rows}
    if levels is not None:
        rows.update(levels.rows.index)
    if not isinstance(together, RefusedError):
        rows.update(together.rows)
    return observations.figures.loc[sorted(rows)]
