"""Fixed-asset investment in sentences and key figures, and the rows of figures behind them."""

import pandas as pd
from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries
from helpers.models.association import Association
from helpers.questions.investment.lessons import Lesson, Parts, furthest
from helpers.show.amounts import amount, amount_cell
from helpers.show.key_figures import KeyFigures
from helpers.show.printed import rounded_cell
from helpers.show.wording import quoted
from helpers.text.cells import PERCENT, shown_number
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


def investment_key_figures(
    region: Region, found: list[Lesson], growth: Parts, together: Association | RefusedError
) -> KeyFigures | None:
    """The region's own latest rate, where rates and levels part most, and the correlation; None without any."""
    name, figures = _("%(what)s, %(region)s, %(period)s"), {}
    if own := [max(places[region], key=lambda rate: rate.window.end) for places in growth.values() if places[region]]:
        said = {"what": own[0].name, "region": region.name, "period": own[0].days}
        figures[name % said] = amount_cell(own[0])
    if found:
        worst = furthest(found)
        said = {"region": worst.official.region.name, "period": worst.official.days}
        figures[name % {"what": worst.official.name, **said}] = amount_cell(worst.official)
        change = rounded_cell(worst.from_levels, 1, True, PERCENT, "pct")
        figures[name % {"what": _("Change of its published levels"), **said}] = change
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


def association_sentence(region: Region, found: Association | RefusedError) -> Markup:
    """How growth and investment growth moved together, without a word on causes, or why that is not said."""
    if isinstance(found, RefusedError):
        return say(_("Growth and investment in %(region)s: %(refusal)s"), region=region.name, refusal=str(found))
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


def rows_used(
    observations: Observations,
    found: list[Lesson],
    growth: Parts,
    levels: SelectedSeries | None,
    together: Association | RefusedError,
) -> pd.DataFrame:
    """The rows of figures behind lessons, parts, levels and correlation, each once."""
    figures = [figure for lesson in found for figure in lesson.figures]
    figures += [figure for places in growth.values() for rates in places.values() for figure in rates]
    rows = {row for figure in figures for row in figure.rows}
    if levels is not None:
        rows.update(levels.rows.index)
    if not isinstance(together, RefusedError):
        rows.update(together.rows)
    return observations.figures.loc[sorted(rows)]
