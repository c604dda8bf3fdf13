"""Fixed-asset investment in sentences and key figures, and the rows of figures behind them."""

from itertools import chain

import pandas as pd
from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries
from helpers.models.association import Association
from helpers.questions.investment.latest import latest_level, latest_rates, side_by_side, whole_rate
from helpers.questions.investment.lessons import Lesson, Parts, furthest
from helpers.show.amounts import amount, amount_cell
from helpers.show.key_figures import KeyFigures
from helpers.show.wording import quoted
from helpers.text.cells import shown_number
from helpers.text.citations import cited, say
from helpers.text.language import _, joined, listed, number, signed
from helpers.text.messages import RefusedError


def lesson_sentence(found: list[Lesson]) -> Markup:
    """The period in which official growth and the change of the levels lie furthest apart."""
    if not found:
        return say(_("No official rate of investment is recorded beside its levels."))
    message = _(
        "In %(period)s investment in %(region)s grew by %(official)s officially, while its published levels "
        "changed by %(levels)s%%: growth must not be computed from them."
    )
    worst = furthest(found)
    names = {"period": worst.official.days, "region": worst.official.region.name}
    return say(message, official=amount(worst.official), levels=quoted(worst.from_levels, sign=True), **names)


def investment_sentence(observations: Observations, region: Region) -> Markup:
    """The region's own latest rates of investment, and what is known of the whole where they are of its parts."""
    rates, level = latest_rates(observations, region.code), latest_level(observations, region.code)
    whole = whole_rate(observations, region.code)
    sentences = []
    if rates:
        message = _("%(region)s, %(period)s: %(rates)s.")
        said = listed([_("%(what)s %(rate)s") % {"what": rate.name, "rate": amount(rate)} for rate in rates])
        sentences.append(say(message, region=region.name, period=rates[0].days, rates=said))
    if whole is None:
        message = _("No growth of all fixed-asset investment is recorded for %(region)s.")
        sentences.append(say(message, region=region.name))
    elif whole not in rates:
        message = _("Growth of all fixed-asset investment was last recorded for %(period)s, at %(rate)s.")
        sentences.append(say(message, period=whole.days, rate=amount(whole)))
    if whole is None and level is not None:
        message = _("The last level is that of %(period)s, %(level)s.")
        sentences.append(say(message, period=level.days, level=amount(level)))
    return Markup(joined(sentences))


def investment_key_figures(
    observations: Observations, region: Region, together: Association | RefusedError
) -> KeyFigures | None:
    """The region's own latest rates, else its last level, and the correlation with growth; None without any."""
    name = _("%(what)s, %(region)s, %(period)s")
    level = latest_level(observations, region.code)
    own = latest_rates(observations, region.code) or ([level] if level is not None else [])
    figures = {
        name % {"what": each.name, "region": region.name, "period": each.days}: amount_cell(each) for each in own
    }
    if not isinstance(together, RefusedError):
        what = _("Correlation of real growth and growth of investment, %(region)s")
        figures[what % {"region": region.name}] = shown_number(signed(together.r, 2), together.rows)
    return KeyFigures(figures) if figures else None


def level_sentences(levels: SelectedSeries | None) -> list[Markup]:
    """What the levels are, and what weakens them."""
    if levels is None:
        return [say(_("No levels of investment are recorded for this region."))]
    message = _("%(indicator)s of %(region)s is recorded for %(n)s years from %(first)s to %(last)s, from one source.")
    names = {"indicator": levels.indicator.name, "region": levels.region.name, "n": len(levels.figures)}
    sentences = [say(message, first=min(levels.figures), last=max(levels.figures), **names)]
    if levels.caveats:
        words = listed([caveat.name for caveat in levels.caveats])
        sentences.append(say(_("What to know of them: %(caveats)s."), caveats=words))
    if len(levels.weak):
        sentences.append(say(_("The source is weak; the bars are drawn hollow.")))
    return sentences


def association_sentence(
    region: Region, found: Association | RefusedError, pairs: list[tuple[Figure, Figure]]
) -> Markup:
    """How growth and investment growth moved together, without a word on causes; or why that is not said, and the two
    side by side."""
    if isinstance(found, RefusedError):
        return _refusal(region, found, pairs)
    numbers = {name: signed(value, 2) for name, value in {"r": found.r, "low": found.low, "high": found.high}.items()}
    numbers |= {"effective": number(found.effective), "needed": number(found.needed, 2)}
    values = {key: cited(text, found.rows) for key, text in numbers.items()} | {"region": region.name, "n": found.n}
    message = _(
        "In %(region)s real growth and growth of investment have a correlation of %(r)s (95%% interval %(low)s to "
        "%(high)s) over %(n)s years, worth %(effective)s independent ones."
    )
    if found.can_be_told:
        told = _("It can be told from none, which takes %(needed)s.")
    else:
        told = _("It cannot be told from none, which would take %(needed)s.")
    return Markup(joined([say(message, **values), say(told, **values)]))


def _refusal(region: Region, refusal: RefusedError, pairs: list[tuple[Figure, Figure]]) -> Markup:
    """Why no correlation is given, and what is recorded of both in the same periods instead."""
    sentences = [say(_("Growth and investment in %(region)s: %(refusal)s"), region=region.name, refusal=str(refusal))]
    if pairs:
        message = _("%(period)s: %(output)s against %(investment)s")
        told = [
            message % {"period": rate.days, "output": amount(growth), "investment": amount(rate)}
            for growth, rate in pairs
        ]
        message = _("Side by side, real growth of GDP against %(what)s: %(pairs)s.")
        sentences.append(say(message, what=pairs[0][1].name, pairs=_("; ").join(told)))
    else:
        sentences.append(say(_("Of no period both are recorded.")))
    return Markup(joined(sentences))


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
    figures += [*latest_rates(observations, region.code), *chain(*side_by_side(observations, region.code))]
    told = (whole_rate(observations, region.code), latest_level(observations, region.code))
    figures += [figure for figure in told if figure is not None]
    figures += [figure for places in growth.values() for rates in places.values() for figure in rates]
    rows = {row for figure in figures for row in figure.rows}
    if levels is not None:
        rows.update(levels.rows.index)
    if not isinstance(together, RefusedError):
        rows.update(together.rows)
    return observations.figures.loc[sorted(rows)]
