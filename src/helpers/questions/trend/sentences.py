"""What the models add to how the figures ran, in sentences and key figures, or why they do not."""

from markupsafe import Markup, escape

from helpers.models.averages import Estimate
from helpers.models.fits import direction, on_fitted, slope_cell, slope_words
from helpers.models.shifts import Shift
from helpers.models.trend import Trend
from helpers.models.turns import Turn
from helpers.questions.trend.expected import about, expected_of
from helpers.questions.trend.fitted import FittedModels
from helpers.questions.trend.pace import CLEAR, Verdict, verdict, years_of
from helpers.show.amounts import unit_cell
from helpers.show.key_figures import KeyFigures
from helpers.show.measures import in_words
from helpers.text.cells import PERCENT, Cell, shown_number
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, number, signed
from helpers.text.messages import RefusedError


def on_all(fitted: FittedModels, text: str) -> str:
    """A number that was estimated from the whole series, with its rows."""
    return cited(text, fitted.series.rows.index)


def chance_sentence(fitted: FittedModels) -> Markup | None:
    """How often chance makes two averages differ as much; None where they do not, or where a turn tells them apart."""
    shift, found = fitted.late_shift, verdict(fitted)
    if not isinstance(shift, Shift) or found in (None, Verdict.HELD):
        return None
    is_open = found == Verdict.OPEN
    if not is_open and round(shift.p, 2) > CLEAR:
        return None
    message = _(
        "The difference of the two averages is more than chance: where years resemble their neighbours as much and "
        "nothing changes, it comes about %(times)s times in 100 (p = %(p)s)."
    )
    if is_open:
        message = _(
            "The difference of the two averages may be chance: where years resemble their neighbours as much and "
            "nothing changes, it comes about %(times)s times in 100 (p = %(p)s)."
        )
    times, p = (on_all(fitted, number(*each)) for each in ((100 * shift.p, 0), (shift.p, 2)))
    return say(message, times=times, p=p)


def recent_sentence(fitted: FittedModels) -> Markup | None:
    """How rates ran in the last fifteen or ten years, the first that a line tells of; None of a level, or without."""
    told = [each.line for each in fitted.recent if isinstance(each.line, Trend) and not each.line.is_open]
    if not told or fitted.series.indicator.is_level:
        return None
    rose = _("From %(first)s to %(last)s it rose by %(slope)s a year (95%% interval %(low)s to %(high)s).")
    fell = _("From %(first)s to %(last)s it fell by %(slope)s a year (95%% interval %(low)s to %(high)s).")
    same = _("From %(first)s to %(last)s it shows no clear trend (95%% interval %(low)s to %(high)s a year).")
    if fitted.series.indicator.is_growth:
        rose = _("From %(first)s to %(last)s growth rose by %(slope)s a year (95%% interval %(low)s to %(high)s).")
        fell = _("From %(first)s to %(last)s growth fell by %(slope)s a year (95%% interval %(low)s to %(high)s).")
        same = _("From %(first)s to %(last)s growth shows no clear trend (95%% interval %(low)s to %(high)s a year).")
    message = by_sign(direction(told[0]), rose, fell, same)
    return say(message, **years_of(told[0].fitted), **slope_words(fitted, told[0]))


def turn_sentence(fitted: FittedModels) -> Markup | None:
    """That the figures rose and then fell, where chance hardly bends a line as much."""
    turn = fitted.turn
    if not isinstance(turn, Turn) or not turn.is_hump or round(turn.p, 2) > CLEAR:
        return None
    message = _(
        "It rose by %(before)s points a year until about %(at)s and has fallen by %(after)s since; chance hardly bends "
        "a line as much (p = %(p)s)."
    )
    before, after, p = (on_all(fitted, number(abs(each), 2)) for each in (turn.before, turn.after, turn.p))
    return say(message, at=turn.at, before=before, after=after, p=p)


def underlying_sentences(fitted: FittedModels) -> list[Markup]:
    """Between what bounds the rate lies about which the figures move, or why that is not told."""
    found = fitted.underlying
    if not isinstance(found, Estimate):
        return [] if found is None or isinstance(fitted.line, RefusedError) else [escape(found)]
    alike = round(found.effective) < found.n
    message = _("The rate about which the years move is put at %(value)s, and may be %(low)s to %(high)s (95%%).")
    if alike:
        message = _(
            "The rate about which the years move is put at %(value)s, and may be %(low)s to %(high)s (95%%): %(n)s "
            "years that resemble their neighbours tell what %(effective)s independent ones would."
        )
    unit, rows = fitted.series.indicator.unit, fitted.series.rows.index
    ends = {"value": found.value, "low": found.low, "high": found.high}
    said = {name: unit_cell(end, unit, rows, decimals=1).text for name, end in ends.items()}
    return [say(message, n=found.n, effective=on_all(fitted, number(found.effective, 0)), **said)]


def record_sentence(fitted: FittedModels) -> Markup | None:
    """How such forecasts did in the past of the series; None where that could not be tested."""
    tested = fitted.backtest
    if isinstance(tested, RefusedError) or isinstance(fitted.forecast, RefusedError):
        return None
    kept, naive = tested.scores.T[tested.published], tested.scores.T["naive"]
    message = by_sign(
        naive["mase"] - kept["mase"],
        _(
            "Such a range would have held %(kept)s of %(n)s past outcomes, and the forecasts came closer than the "
            "last figure repeated (scaled error %(mase)s against %(naive)s)."
        ),
        _(
            "Such a range would have held %(kept)s of %(n)s past outcomes, but the last figure repeated came closer "
            "than the forecasts (scaled error %(naive)s against %(mase)s)."
        ),
        _(
            "Such a range would have held %(kept)s of %(n)s past outcomes, and the forecasts came as close as the "
            "last figure repeated (scaled error %(mase)s)."
        ),
        decimals=2,
    )
    errors = {name: on_all(fitted, number(each["mase"], 2)) for name, each in (("mase", kept), ("naive", naive))}
    return say(message, kept=_kept(fitted, kept["cover80"]).text, n=tested.forecasts, **errors)


def forecast_sentences(fitted: FittedModels) -> list[Markup]:
    """Why there is no forecast, or why its intervals could not be tested; empty where there is nothing to explain."""
    if isinstance(fitted.forecast, RefusedError):
        return [escape(fitted.forecast)]
    if isinstance(fitted.backtest, RefusedError):
        message = _("The intervals could not be tested on the past of this series. %(refusal)s")
        return [say(message, refusal=str(fitted.backtest))]
    return []


def _kept(fitted: FittedModels, share: float) -> Cell:
    return shown_number(number(100 * share, 0), fitted.series.rows.index, PERCENT, "pct")


def trend_key_figures(fitted: FittedModels) -> KeyFigures:
    """The latest figure, how the last years ran, what is expected next, and how such forecasts did."""
    series = fitted.series
    at, latest = list(series.figures.items())[-1]
    name = _("%(region)s, %(year)s") % {"region": series.region.name, "year": at}
    figures: dict[str, Cell | str] = {
        name: in_words(latest.value, series.indicator, latest.rows),
        **_trend_figure(fitted),
    }
    if (found := expected_of(fitted)) is not None:
        low, high = (about(end, series.indicator, found.behind) for end in (found.low, found.high))
        name = _("Expected for %(year)s (four times in five %(low)s to %(high)s)")
        if found.is_test:
            name = _("Test for %(year)s (four times in five %(low)s to %(high)s)")
        name %= {"year": found.year, "low": low, "high": high}
        figures[name] = about(found.point, series.indicator, found.rows)
    if not isinstance(fitted.backtest, RefusedError) and fitted.nowcasts.latest is None:
        kept = fitted.backtest.scores["cover80"][fitted.backtest.published]
        figures[_("Past outcomes inside such a range")] = _kept(fitted, kept)
    return KeyFigures(figures)


def _trend_figure(fitted: FittedModels) -> dict[str, Cell]:
    """The slope of the last years, else of all, with an interval that allows for residuals that are alike.

    Where none does, no slope is told.
    """
    lines = [each.line for each in fitted.recent] + [fitted.line]
    line = next((each for each in lines if isinstance(each, Trend) and not each.is_open), None)
    if line is None:
        return {}
    low, high = (on_fitted(fitted, line, signed(end, 2)) for end in line.allowing)
    name = _("Change a year, %(first)s–%(last)s (95%% interval %(low)s to %(high)s)")
    ends = {"first": line.fitted.index[0], "last": line.fitted.index[-1]}
    return {name % {"low": low, "high": high, **ends}: slope_cell(fitted, line)}
