"""Fixed-asset investment in sentences, key figures, tables and a chart."""

import pandas as pd
from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries
from helpers.models.association import Association
from helpers.questions.investment.lessons import Lesson, Parts
from helpers.show.amounts import amount, amount_cell
from helpers.show.cells import PERCENT, shown_number
from helpers.show.key_figures import KeyFigures
from helpers.show.printed import rounded_cell
from helpers.show.wording import quoted, say
from helpers.text.citations import cited
from helpers.text.language import _, joined, listed, number, signed
from helpers.text.messages import RefusedError


def lesson_sentence(found: list[Lesson]) -> Markup:
    """The period in which official growth and the change of the levels lie furthest apart."""
    if not found:
        return say(_("No official rate of investment is recorded beside its levels."))
    worst = max(found, key=lambda lesson: lesson.off)
    return say(
        _(
            "In %(period)s investment in %(region)s grew by %(official)s officially, while its published levels "
            "changed by %(levels)s%%: growth must not be computed from them."
        ),
        period=worst.official.days,
        region=worst.official.region.name,
        official=amount(worst.official),
        levels=quoted(worst.from_levels, sign=True),
    )


def investment_key_figures(
    region: Region,
    found: list[Lesson],
    growth: Parts,
    together: Association | RefusedError,
) -> KeyFigures | None:
    """The region's own latest rate, where rates and levels part most, and the correlation; None without any."""
    name, figures = _("%(what)s, %(region)s, %(period)s"), {}
    if own := [_latest(places[region]) for places in growth.values() if places[region]]:
        said = {"what": own[0].name, "region": region.name, "period": own[0].days}
        figures[name % said] = amount_cell(own[0])
    if found:
        worst = max(found, key=lambda lesson: lesson.off)
        said = {"region": worst.official.region.name, "period": worst.official.days}
        figures[name % {"what": worst.official.name, **said}] = amount_cell(worst.official)
        figures[name % {"what": _("Change of its published levels"), **said}] = rounded_cell(
            worst.from_levels, 1, True, PERCENT, "pct"
        )
    if not isinstance(together, RefusedError):
        what = _("Correlation of real growth and growth of investment, %(region)s")
        figures[what % {"region": region.name}] = shown_number(signed(together.r, 2), together.rows)
    return KeyFigures(figures) if figures else None


def _latest(figures: list[Figure]) -> Figure:
    return max(figures, key=lambda figure: figure.window.end)


def level_sentences(levels: SelectedSeries | None) -> list[Markup]:
    """What the levels are, and what weakens them."""
    if levels is None:
        return [say(_("No levels of investment are recorded for this region."))]
    known = levels.values.dropna()
    message = _("%(indicator)s of %(region)s is recorded for %(n)s years from %(first)s to %(last)s, from one source.")
    sentences = [
        say(
            message,
            indicator=levels.indicator.name,
            region=levels.region.name,
            n=len(known),
            first=known.index[0],
            last=known.index[-1],
        )
    ]
    if levels.caveats:
        words = listed([caveat.name for caveat in levels.caveats])
        sentences.append(say(_("What to know of them: %(caveats)s."), caveats=words))
    if len(levels.weak):
        sentences.append(say(_("The source is weak; the bars are drawn hollow.")))
    return sentences


def association_sentence(region: Region, found: Association | RefusedError) -> Markup:
    """How growth and investment growth moved together, without a word on causes, or why that is not said."""
    name = region.name
    if isinstance(found, RefusedError):
        return say(_("Growth and investment in %(region)s: %(refusal)s"), region=name, refusal=str(found))
    numbers = {
        "r": signed(found.r, 2),
        "low": signed(found.low, 2),
        "high": signed(found.high, 2),
        "effective": number(found.effective),
        "needed": number(found.needed, 2),
    }
    values = {key: cited(text, found.rows) for key, text in numbers.items()} | {"region": name, "n": found.n}
    told = (
        _("It can be told from none, which takes %(needed)s.")
        if found.can_be_told
        else _("It cannot be told from none, which would take %(needed)s.")
    )
    message = _(
        "In %(region)s real growth and growth of investment have a correlation of %(r)s (95%% interval %(low)s to "
        "%(high)s) over %(n)s years, worth %(effective)s independent ones."
    )
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
    rows |= set() if levels is None else set(levels.rows.index)
    rows |= set() if isinstance(together, RefusedError) else set(together.rows)
    return observations.figures.loc[sorted(rows)]
