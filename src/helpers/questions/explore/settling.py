"""From what is asked for to the nearest view that has figures, and what was changed for that, in sentences."""

from dataclasses import fields, replace

from markupsafe import Markup

from helpers.parameters.values import Parameters
from helpers.questions.explore import forms
from helpers.questions.explore.choices import MOST, Choices
from helpers.questions.explore.parameters import NONE
from helpers.questions.explore.view import View
from helpers.text import language
from helpers.text.citations import say
from helpers.text.language import _, listed

_DEFAULTS = {field.name: field.default for field in fields(View)}


def stated(choices: Choices, parameters: Parameters) -> View:
    """The view that the notebook's resolved parameters state."""
    values = {field.name: parameters.values[field.name] for field in fields(View)}
    as_of = "latest" if parameters.as_of is None else str(parameters.as_of)
    view = View(**values | {"benchmarks": "parents", "as_of": as_of})
    if parameters.benchmarks != choices.compared(view):
        view = replace(view, benchmarks=",".join(parameters.benchmarks) or "none")
    return _compared(choices, _inside(choices, view, []), [])


def _with_words(choices: Choices, view: View) -> View:
    """The same with the ends of the series called so, as they stay its ends when it changes."""
    years, (first, last) = choices.years(view), choices.window(view)
    words = {years[0]: "earliest"}.get(first, first), {years[-1]: "latest"}.get(last, last)
    return replace(view, first_year=words[0], last_year=words[1])


def settle(choices: Choices, view: View) -> tuple[View, list[Markup]]:
    """A view whose every part has figures, nearest to the one asked for, and what was changed for that."""
    notes: list[Markup] = []
    if view.known is not None and view.region not in choices.regions(view):
        message = _("Nothing of %(region)s was known in %(month)s; all that is known now is shown.")
        notes.append(_said(choices, message, view, month=language.month(view.known)))
        view = replace(view, as_of="latest")
    if view.indicator not in (held := choices.indicators(view)):
        message = _("%(region)s has no figure of %(indicator)s; %(other)s is shown.")
        notes.append(_said(choices, message, view, other=choices.observations.indicator(held[0]).name))
        view = replace(view, indicator=held[0])
    if view.span not in (spans := choices.spans(view)):
        message = _("%(region)s has %(indicator)s for this span alone: %(span)s.")
        names = choices.observations.vocabularies["span"]
        notes.append(_said(choices, message, view, span=names[spans[0]].name))
        view = replace(view, span=spans[0])
    view = _inside(choices, view, notes)
    view = _compared(choices, view, notes)
    return _in_form(choices, view, notes), notes


def _inside(choices: Choices, view: View, notes: list[Markup]) -> View:
    """The view with a window that begins and ends at years with figures; ends of the series are called so."""
    years = choices.years(view)
    first, last = choices.window(view)
    begin = next((year for year in years if year >= first), None)
    end = next((year for year in reversed(years) if year <= last), None)
    if begin is None or end is None or begin > end:
        begin, end = years[0], years[-1]
    moved = [asked for asked, got in ((first, begin), (last, end)) if asked != got]
    if moved:
        message = _("There are no figures for %(years)s; the window is %(begin)s to %(end)s.")
        said = listed([str(year) for year in moved])
        notes.append(_said(choices, message, view, years=said, begin=begin, end=end))
    return _with_words(choices, replace(view, first_year=begin, last_year=end))


def _compared(choices: Choices, view: View, notes: list[Markup]) -> View:
    """The view with regions that have figures to compare with."""
    if view.benchmarks in ("parents", "none"):
        return view
    codes = view.benchmarks.split(",")
    kept = [code for code in choices.compared(view) if code != view.region]
    if len(kept) < len(codes):
        gone = listed([choices.observations.region(code).name for code in codes if code not in kept])
        notes.append(_said(choices, _("There is nothing to compare with %(gone)s here."), view, gone=gone))
        view = replace(view, benchmarks=",".join(kept) or "parents")
    if len(kept) > MOST:
        message = _("No more than %(most)s can be told apart beside %(region)s; the first of them are shown.")
        notes.append(_said(choices, message, view, most=MOST))
        kept = kept[:MOST]
        view = replace(view, benchmarks=",".join(kept))
    if kept and choices.compared(replace(view, benchmarks="parents")) == kept:
        view = replace(view, benchmarks="parents")
    return view


def _in_form(choices: Choices, view: View, notes: list[Markup]) -> View:
    """The view in a form that its figures allow, with the parts that this form wants, the others as by default."""
    if view.form not in forms.forms(choices, view):
        reasons = forms.why_fewer_forms(choices, view)
        message = _("%(reasons)s The chart is shown.")
        notes.append(_said(choices, message, view, reasons=language.joined(reasons)))
        view = replace(view, form="chart")
    if view.form == "scatter":
        view = _paired(choices, view, notes)
    elif view.second != NONE or view.dots != _DEFAULTS["dots"]:
        view = replace(view, second=NONE, dots="regions")
    if view.base != NONE and view.base not in forms.bases(choices, view):
        if forms.wants(view, "base"):
            reason = forms.why_not_base(choices, view) or _("%(year)s cannot be set to 100 here.") % {"year": view.base}
            notes.append(_said(choices, "%(reason)s", view, reason=reason))
        view = replace(view, base=NONE)
    if view.scale not in forms.scales(choices, view) or not forms.wants(view, "scale"):
        if view.scale == "log" and forms.wants(view, "scale"):
            notes.append(_said(choices, _("%(indicator)s has no logarithmic scale here."), view))
        view = replace(view, scale="auto")
    return view


def _paired(choices: Choices, view: View, notes: list[Markup]) -> View:
    """A scatter with a second indicator, and dots, that have enough figures."""
    offered = forms.seconds(choices, view, view.dots)
    if not offered:
        view = replace(view, dots="years" if view.dots == "regions" else "regions")
        offered = forms.seconds(choices, view, view.dots)
        said = {"regions": _("the dots are regions"), "years": _("the dots are years")}[view.dots]
        notes.append(_said(choices, _("Only so are there enough figures: %(dots)s."), view, dots=said))
    if view.second not in offered:
        if view.second not in (NONE, view.indicator):
            message = _("%(second)s has too few figures beside it; %(other)s is shown.")
            find = choices.observations.indicator
            words = {"second": find(view.second).name, "other": find(offered[0]).name}
            notes.append(_said(choices, message, view, **words))
        view = replace(view, second=offered[0])
    return view


def _said(choices: Choices, message: str, view: View, **values: object) -> Markup:
    find = choices.observations
    names = {"region": find.region(view.region).name, "indicator": find.indicator(view.indicator).name}
    return say(message, **names | values)
