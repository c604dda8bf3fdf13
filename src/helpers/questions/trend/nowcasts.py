"""The nowcast in sentences, a key figure and tables: what the year to date says of the year, and what that is worth."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from helpers.models.nowcast import Nowcast
from helpers.models.paths import LEVELS
from helpers.models.requirements import MINIMUM
from helpers.questions.trend.fitted import FittedModels
from helpers.show.measures import between
from helpers.show.printed import interval_cell, rounded_cell, weak_words, year_cell
from helpers.show.table import MISSING, Table
from helpers.text.cells import Cell, shown_number
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, listed, number, period, signed
from helpers.text.messages import RefusedError


def nowcast_sentences(fitted: FittedModels) -> list[Markup]:
    """Where the year under way is put, how sure that is, and what was forecast without; or how nowcasts did before.

    Empty where no figure of the year to date can be held against that of its year.
    """
    nowcasts, latest = fitted.nowcasts, fitted.nowcasts.latest
    if latest is not None:
        found = [_record_sentence(latest), _borrowed_sentence(latest)]
        found.append(_without_sentence(fitted, latest))
    elif nowcasts.refusal is not None:
        found = [escape(nowcasts.refusal)]
    else:
        found = [_awaited_sentence(fitted), _past_sentence(nowcasts.past)] if nowcasts.past else []
    return [sentence for sentence in found if sentence is not None]


def _stage(nowcast: Nowcast) -> str:
    return {1: _("first quarter"), 2: _("first half"), 3: _("first three quarters")}[nowcast.told.stage]


def basis_sentence(nowcast: Nowcast) -> Markup:
    """By which figure of the year to date the year under way is put, and how far past years ended from theirs."""
    rows, figure = nowcast.told.figure.rows, nowcast.told.figure.value
    message = by_sign(
        figure,
        _(
            "What is expected of %(year)s rests on growth of %(figure)s%% in %(period)s; past years ended %(error)s "
            "points from there on average."
        ),
        _(
            "What is expected of %(year)s rests on a fall of %(figure)s%% in %(period)s; past years ended %(error)s "
            "points from there on average."
        ),
        _(
            "What is expected of %(year)s rests on no growth in %(period)s; past years ended %(error)s points from "
            "there on average."
        ),
    )
    told = period(pd.Period(f"{nowcast.told.year}Q{nowcast.told.stage}"), "ytd")
    said = {"figure": cited(number(abs(figure)), rows), "error": _error(nowcast).text}
    return say(message, year=nowcast.told.year, period=told, **said)


def _record_sentence(nowcast: Nowcast) -> Markup:
    message = _(
        "Of %(n)s past years of %(regions)s the 80%% interval, made of all other years, held %(held80)s, the 95%% "
        "interval %(held95)s."
    )
    if outside := nowcast.missed[LEVELS[1]]:
        message = _(
            "Of %(n)s past years of %(regions)s the 80%% interval, made of all other years, held %(held80)s, the 95%% "
            "interval %(held95)s: all but %(outside)s."
        )
    held80, held95, n = (
        cited(str(count), nowcast.past_rows, count)
        for count in (*(nowcast.held[level] for level in LEVELS), len(nowcast.pairs))
    )
    names = listed([region.name for region in nowcast.regions])
    years = listed(list(dict.fromkeys(str(pair.year) for pair in outside)))
    said = {"held80": held80, "held95": held95, "outside": years}
    return say(message, n=n, regions=names, **said)


def _borrowed_sentence(nowcast: Nowcast) -> Markup | None:
    if not nowcast.borrowed:
        return None
    message = _(
        "%(region)s itself has %(own)s past years with both figures, where %(minimum)s are needed: these errors are "
        "borrowed, and its own may be larger."
    )
    own = sum(pair.region == nowcast.told.region for pair in nowcast.pairs)
    return say(message, region=nowcast.told.region.name, own=own, minimum=MINIMUM["nowcast"])


def _without_sentence(fitted: FittedModels, nowcast: Nowcast) -> Markup | None:
    """What was forecast of the year without its year to date."""
    ahead = _without(fitted, nowcast)
    if ahead is None:
        return None
    message = by_sign(
        ahead["point"],
        _("Without the year to date, expect growth of %(point)s%% for %(year)s, four times in five %(range)s."),
        _("Without the year to date, expect a fall of %(point)s%% for %(year)s, four times in five %(range)s."),
        _("Without the year to date, expect no growth for %(year)s, four times in five %(range)s."),
    )
    said = {"point": cited(number(abs(ahead["point"])), fitted.ahead_rows), "year": nowcast.told.year}
    return say(message, range=between(ahead["low80"], ahead["high80"], fitted.ahead_rows), **said)


def _without(fitted: FittedModels, nowcast: Nowcast) -> pd.Series | None:
    if isinstance(fitted.forecast, RefusedError):
        return None
    frame = fitted.forecast.frame
    told = frame[pd.PeriodIndex(frame.index).year == nowcast.told.year]
    return None if told.empty else told.iloc[0]


def _awaited_sentence(fitted: FittedModels) -> Markup | None:
    if fitted.nowcasts.awaited is None:
        return None
    message = _("No figure of %(year)s to date that could be used is recorded yet, so there is no nowcast.")
    return say(message, year=fitted.nowcasts.awaited)


def _past_sentence(past: tuple[Nowcast, ...]) -> Markup:
    inside = sum(_came_inside(each, LEVELS[0]) for each in past)
    error = sum(abs(each.told.difference) for each in past) / len(past)
    said = {name: cited(text, _all_rows(past)) for name, text in (("error", number(error)), ("held", str(inside)))}
    if len(past) > 1:
        message = _(
            "In the last %(n)s years of which both are known, the year came within %(error)s points of its year to "
            "date on average; the 80%% interval held %(held)s of them."
        )
        return say(message, n=len(past), **said)
    said |= {"year": str(past[0].told.year), "stage": _stage(past[0])}
    if inside:
        return say(_("%(year)s came %(error)s points from its %(stage)s, inside the 80%% interval."), **said)
    return say(_("%(year)s came %(error)s points from its %(stage)s, outside the 80%% interval."), **said)


def nowcast_table(fitted: FittedModels) -> Table | None:
    """The year under way as each figure of it told it, beside the forecast without; None where there is no nowcast."""
    running, unit = fitted.nowcasts.running, fitted.series.indicator.unit
    if not running:
        return None
    header = [_("told from"), _("year to date"), _("the year"), _("80% interval"), _("95% interval")]
    header += [_("past error"), _("inside 80%"), _("inside 95%")]
    lines: list[list[Any]] = []
    for nowcast in running:
        behind = nowcast.told.figure.rows
        figure = rounded_cell(nowcast.told.figure, words=weak_words(nowcast.told.weak), unit=unit)
        told = [_stage(nowcast), figure, shown_number(number(nowcast.point), behind, unit=unit), *_intervals(nowcast)]
        lines.append([*told, _error(nowcast), *(_share(nowcast, level) for level in LEVELS)])
    if (ahead := _without(fitted, running[-1])) is not None:
        rows, ends = fitted.ahead_rows, [(ahead[f"low{level}"], ahead[f"high{level}"]) for level in (80, 95)]
        told = [shown_number(number(ahead["point"]), rows, unit=unit), *(interval_cell(*pair, rows) for pair in ends)]
        lines.append([_("forecast without it"), MISSING, *told, *[MISSING] * 3])
    caption = _("%(year)s from its year to date as it stands, in %(unit)s (*: weakly supported)")
    return Table(caption % {"year": running[-1].told.year, "unit": fitted.series.indicator.unit_name}, header, lines)


def past_nowcasts_table(fitted: FittedModels) -> Table | None:
    """What nowcasts would have said of the last years, from earlier ones alone, and what came; None without any."""
    past, unit = fitted.nowcasts.past, fitted.series.indicator.unit
    if not past:
        return None
    columns: dict[str, list[Any]] = {
        _("year"): [year_cell(each.told.year, each.told.rows) for each in past],
        _("told from"): [_stage(each) for each in past],
        _("nowcast"): [rounded_cell(each.told.figure, words=weak_words(each.told.weak), unit=unit) for each in past],
        _("80% interval"): [_intervals(each)[0] for each in past],
        _("95% interval"): [_intervals(each)[1] for each in past],
        _("what came"): [rounded_cell(each.told.whole, unit=unit) for each in past if each.told.whole],
        _("came less told"): [shown_number(signed(each.told.difference), each.told.rows, unit="pp") for each in past],
    }
    caption = _("What nowcasts would have said of past years, each from the years before it, in %(unit)s (*: weak)")
    return Table.of_columns(caption % {"unit": fitted.series.indicator.unit_name}, columns, folded=True)


def _intervals(nowcast: Nowcast) -> list[Cell]:
    return [interval_cell(*nowcast.bounds(level), nowcast.rows) for level in LEVELS]


def _share(nowcast: Nowcast, level: float) -> Cell:
    """How many past outcomes an interval held, of how many."""
    held, n = nowcast.held[level], len(nowcast.pairs)
    return Cell(cited(_("%(held)s of %(n)s") % {"held": held, "n": n}, nowcast.past_rows, held, n))


def _error(nowcast: Nowcast) -> Cell:
    return shown_number(number(nowcast.error), nowcast.past_rows, unit="pp")


def _came_inside(nowcast: Nowcast, level: float) -> bool:
    low, high = nowcast.bounds(level)
    return nowcast.told.whole is not None and low <= nowcast.told.whole.value <= high


def _all_rows(past: Iterable[Nowcast]) -> set[int]:
    return {row for nowcast in past for row in nowcast.rows | nowcast.told.rows}
