"""Fixed-asset investment in sentences, key figures, tables and a chart."""

import matplotlib as mpl
import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure as Drawing

from helpers.figures.observations import Observations
from helpers.figures.published import Figure
from helpers.figures.series import SelectedSeries
from helpers.models.association import Association
from helpers.models.requirements import Refusal
from helpers.questions.growth.tables import printed_figures
from helpers.questions.investment.lessons import Lesson
from helpers.show.amounts import amount
from helpers.show.chart import COLOURS, WIDTH, Chart, mark_year, style
from helpers.show.key_figures import KeyFigures
from helpers.show.table import Table
from helpers.show.wording import quoted, say
from helpers.text.citations import cited, plain
from helpers.text.language import _, joined, listed, number, signed


def lesson_sentence(observations: Observations, found: list[Lesson]) -> Markup:
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
        region=observations.region_name(worst.official.region),
        official=amount(worst.official),
        levels=quoted(worst.from_levels, sign=True),
    )


def investment_key_figures(
    observations: Observations,
    region: str,
    found: list[Lesson],
    growth: dict[str, dict[str, list[Figure]]],
    together: Association | Refusal,
) -> KeyFigures | None:
    """The region's own latest rate, where rates and levels part most, and the correlation; None without any."""
    name, figures = _("%(what)s, %(region)s, %(period)s"), {}
    if own := [_latest(places[region]) for places in growth.values() if places[region]]:
        said = {"what": own[0].name, "region": observations.region_name(region), "period": own[0].days}
        figures[name % said] = amount(own[0])
    if found:
        worst = max(found, key=lambda lesson: lesson.off)
        said = {"region": observations.region_name(worst.official.region), "period": worst.official.days}
        figures[name % {"what": worst.official.name, **said}] = amount(worst.official)
        figures[name % {"what": _("Change of its published levels"), **said}] = (
            f"{quoted(worst.from_levels, sign=True)}%"
        )
    if not isinstance(together, Refusal):
        what = _("Correlation of real growth and growth of investment, %(region)s")
        figures[what % {"region": observations.region_name(region)}] = cited(signed(together.r, 2), together.rows)
    return KeyFigures(figures) if figures else None


def _latest(figures: list[Figure]) -> Figure:
    return max(figures, key=lambda figure: figure.window.end)


def lessons_table(observations: Observations, found: list[Lesson]) -> Table | None:
    """Official growth beside the change of the levels, period by period; None without any."""
    if not found:
        return None
    frame = pd.DataFrame(
        {
            _("region"): [observations.region_name(lesson.official.region) for lesson in found],
            _("official growth"): [amount(lesson.official) for lesson in found],
            _("change of the levels"): [f"{quoted(lesson.from_levels, sign=True)}%" for lesson in found],
            _("level a year before"): [amount(lesson.before) for lesson in found],
            _("level"): [amount(lesson.now) for lesson in found],
            _("level of"): [lesson.now.name for lesson in found],
        },
        index=pd.Index([lesson.official.days for lesson in found], name=_("period")),
    )
    return Table(_("Official growth of investment beside the change of its levels"), frame)


def parts_table(observations: Observations, found: dict[str, dict[str, list[Figure]]]) -> Table | None:
    """Growth of investment and its parts in the region and those that contain it; what was not found says so."""
    if not found:
        return None
    rows = {
        observations.indicator_name(indicator): [_rates(figures) for figures in places.values()]
        for indicator, places in found.items()
    }
    columns = [observations.region_name(place) for place in next(iter(found.values()))]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(_("growth of"))
    return Table(_("Investment and its parts, on a year earlier, at current prices"), frame)


def _rates(figures: list[Figure]) -> str:
    """Each rate with its days once, leading to every row that prints it."""
    rows: dict[tuple[str, str], set[int]] = {}
    for figure in figures:
        rows.setdefault((plain(amount(figure)), figure.days), set()).update(figure.rows)
    rates = [
        _("%(value)s (%(period)s)") % {"value": cited(rate, rows[rate, days]), "period": days} for rate, days in rows
    ]
    return _("; ").join(rates) or _("not found")


def level_sentences(observations: Observations, levels: SelectedSeries | None) -> list[Markup]:
    """What the levels are, and what weakens them."""
    if levels is None:
        return [say(_("No levels of investment are recorded for this region."))]
    known = levels.values.dropna()
    caveats = dict.fromkeys(code for codes in levels.rows["caveats"] for code in codes.split("|") if code)
    message = _("%(indicator)s of %(region)s is recorded for %(n)s years from %(first)s to %(last)s, from one source.")
    sentences = [
        say(
            message,
            indicator=observations.indicator_name(levels.indicator.name),
            region=observations.region_name(levels.region),
            n=len(known),
            first=known.index[0],
            last=known.index[-1],
        )
    ]
    if caveats:
        words = listed([observations.words("caveats", code) for code in caveats])
        sentences.append(say(_("What to know of them: %(caveats)s."), caveats=words))
    if len(levels.weak):
        sentences.append(say(_("The source is weak; the bars are drawn hollow.")))
    return sentences


def draw_levels(observations: Observations, levels: SelectedSeries | None) -> Chart | None:
    """Levels as bars, weak ones hollow, with the years in which the definition moved; None without levels."""
    if levels is None:
        return None
    known = levels.values.dropna()
    region, indicator = observations.region_name(levels.region), observations.indicator_name(levels.indicator.name)
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, 3.4), layout="constrained")
        axes = drawing.subplots()
        weak = known.index.isin(levels.weak)
        years = known.index.year
        axes.bar(years[~weak], known[~weak], color=COLOURS[1])
        axes.bar(years[weak], known[weak], color="white", edgecolor=COLOURS[1], hatch="////", linewidth=0.8)
        for year in filter(None, levels.indicator["level_breaks"].split("|")):
            if years[0] < int(year) <= years[-1]:
                mark_year(axes, int(year), _("definition changes"))
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_ylabel(_("100 million yuan"))
        said = {"first": number(known.iloc[0]), "latest": number(known.iloc[-1])}
        title = _("%(region)s: %(first)s in %(start)s, %(latest)s in %(end)s")
        axes.set_title(title % {"region": region, "start": known.index[0], "end": known.index[-1], **said})
    alt = _(
        "Bar chart of %(indicator)s of %(region)s, 100 million yuan: %(first)s in %(start)s to %(latest)s in %(end)s."
    )
    alt %= {"indicator": indicator, "region": region, "start": known.index[0], "end": known.index[-1], **said}
    caption = _("Levels as published in their year. Dotted: the definition changes. No growth is computed from them.")
    return Chart(drawing, alt, caption, _levels_table(observations, levels))


def _levels_table(observations: Observations, levels: SelectedSeries) -> Table:
    """The levels that are drawn, as printed; folded."""
    known = levels.values.dropna().index
    columns = {observations.region_name(levels.region): printed_figures(levels, known)}
    frame = pd.DataFrame(columns, index=pd.Index(known.astype(str), name=_("year")))
    caption = _("%(indicator)s by year as printed, 100 million yuan (*: weakly supported)")
    return Table(caption % {"indicator": observations.indicator_name(levels.indicator.name)}, frame, folded=True)


def association_sentence(observations: Observations, region: str, found: Association | Refusal) -> Markup:
    """How growth and investment growth moved together, without a word on causes, or why that is not said."""
    name = observations.region_name(region)
    if isinstance(found, Refusal):
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
    growth: dict[str, dict[str, list[Figure]]],
    levels: SelectedSeries | None,
    together: Association | Refusal,
) -> pd.DataFrame:
    """The rows of figures behind lessons, parts, levels and correlation, each once."""
    figures = [figure for lesson in found for figure in lesson.figures]
    figures += [figure for places in growth.values() for rates in places.values() for figure in rates]
    rows = {row for figure in figures for row in figure.rows}
    rows |= set() if levels is None else set(levels.rows.index)
    rows |= set() if isinstance(together, Refusal) else set(together.rows)
    return observations.figures.loc[sorted(rows)]
