"""The fields of `explore`: one for each part of the view, with the choices that the figures leave."""

from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets
import pandas as pd
from markupsafe import Markup

from helpers.questions.explore import forms
from helpers.questions.explore.choices import Choices
from helpers.questions.explore.parameters import NONE, Dots, Form, Scale, Switch
from helpers.questions.explore.view import View
from helpers.text import language
from helpers.text.language import _, listed

_LABEL = {"description_width": "7.5em"}
_WIDE = "2px 12px 2px 0"
_ROWS = (  # the question, how it is shown, over which time
    ("region", "find", "indicator", "benchmarks", "add"),
    ("form", "scale", "base", "second", "dots", "trend"),
    ("span", "first_year", "last_year", "as_of"),
)


class Fields:
    """Fields, each labelled, in the order in which Tab reaches them.

    Attributes
    ----------
    choosing
        A field by the part of the view that it shows and changes.
    find, add
        Where a region is looked for by its name: to look at it, or to compare it as well.
    chips
        A button for each region that is compared, which takes it out.
    reasons
        Why fields are closed, or offer less than they might.
    being_set
        Whether the fields are being set from a view, and not by a person.
    """

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self.being_set = False
        self.find = _combobox(_("Find a region"), _("name, pinyin or initials, then Enter"))
        self.add = _combobox(_("Add a region"), _("to compare with, then Enter"))
        self.chips = widgets.HBox(layout=widgets.Layout(flex_flow="row wrap"))
        self.reasons = widgets.HTML()
        self.choosing: dict[str, Any] = {
            "region": _dropdown(_("Region")),
            "indicator": _dropdown(_("Indicator")),
            "benchmarks": _dropdown(_("Compare with")),
            "form": _dropdown(_("Show as")),
            "scale": _dropdown(_("Scale")),
            "base": _dropdown(_("Set to 100 in")),
            "second": _dropdown(_("Against")),
            "dots": _dropdown(_("Dots are")),
            "trend": _dropdown(_("Trend")),
            "span": _dropdown(_("Figures of")),
            "first_year": _dropdown(_("From")),
            "last_year": _dropdown(_("To")),
            "as_of": _dropdown(_("As known in")),
        }

    @property
    def box(self) -> widgets.Widget:
        """The fields in three rows, side by side where there is room."""
        found = self.choosing | {"find": self.find, "add": self.add}
        columns = widgets.Layout(grid_template_columns="repeat(auto-fit, minmax(17rem, 1fr))", max_width="56rem")
        first, *others = [widgets.GridBox([found[name] for name in row], layout=columns) for row in _ROWS]
        for row in (first, *others):
            row.add_class("explore-row")
        return widgets.VBox([first, self.chips, *others, self.reasons])

    def show(self, view: View) -> None:
        """Set every field to a view, with the choices that it leaves."""
        self.being_set = True
        try:
            self._show_question(view)
            self._show_form(view)
            self._show_time(view)
            for name, field in self.choosing.items():
                _display(field, forms.wants(view, name))
            self._say_reasons(view)
        finally:
            self.being_set = False

    def _show_question(self, view: View) -> None:
        choices, find = self._choices, self._choices.observations.indicator
        regions = {code: self.name_of(code) for code in choices.regions(view)}
        self.find.options = list(regions.values())
        self._set("region", view.region, regions)
        self._set("indicator", view.indicator, {code: find(code).name for code in choices.indicators(view)})
        codes, benchmarks = choices.compared(view), choices.benchmarks(view)
        compared = view.benchmarks if codes else NONE
        offered = dict.fromkeys([*benchmarks, compared])
        self._set("benchmarks", compared, {code: self._benchmark(code, view) for code in offered})
        self.add.options = [regions[code] for code in benchmarks if code in regions and code not in codes]
        _display(self.add, forms.wants(view, "benchmarks"))
        _display(self.chips, forms.wants(view, "benchmarks"))

    def _show_form(self, view: View) -> None:
        choices, find = self._choices, self._choices.observations.indicator
        self._set("form", view.form, _called(Form.called_so, forms.forms(choices, view)))
        self._set("scale", view.scale, _called(Scale.called_so, forms.scales(choices, view)))
        self._set("trend", view.trend, _called(Switch.called_so, ["on", "off"]))
        bases = forms.bases(choices, view)
        self._set("base", view.base, {NONE: _("no year"), **{year: str(year) for year in bases}})
        if view.form == "scatter":
            offered = [each for each in ("regions", "years") if forms.seconds(choices, view, each)]
            self._set("dots", view.dots, _called(Dots.called_so, offered))
            codes = forms.seconds(choices, view, view.dots)
            self._set("second", view.second, {code: find(code).name for code in codes})

    def _show_time(self, view: View) -> None:
        choices = self._choices
        years, (first, last) = choices.years(view), choices.window(view)
        spans = choices.observations.vocabularies["span"]
        self._set("span", view.span, {code: spans[code].name for code in choices.spans(view)})
        months = sorted({*choices.months(view), view.as_of} - {"latest"})
        said = {month: language.month(pd.Period(month, freq="M")) for month in months}
        self._set("as_of", view.as_of, {"latest": _("all that is known"), **said})
        begins = {_end(year, years[0], "earliest"): str(year) for year in years if year <= last}
        stops = {_end(year, years[-1], "latest"): str(year) for year in years if year >= first}
        self._set("first_year", view.first_year, begins)
        self._set("last_year", view.last_year, stops)
        self.choosing["last_year"].description = _("To") if forms.wants(view, "first_year") else _("Year")

    def _say_reasons(self, view: View) -> None:
        """Close the fields that have nothing to choose, and say why, where that is not to be seen."""
        choices, closed = self._choices, {}
        reasons = forms.why_fewer_forms(choices, view)
        if len(choices.spans(view)) < 2:
            closed["span"] = ""
        if forms.wants(view, "base") and not forms.bases(choices, view):
            closed["base"] = forms.why_not_base(choices, view) or _("No year can be set to 100 here.")
        if forms.wants(view, "scale") and "log" not in forms.scales(choices, view):
            closed["scale"] = _("A logarithmic scale is for positive levels and for an index.")
        if forms.wants(view, "trend") and (view.span != "year" or view.base != NONE):
            closed["trend"] = _("A trend is drawn through yearly figures as they are published.")
        for name, field in self.choosing.items():
            field.disabled = name in closed
        said = dict.fromkeys([*reasons, *filter(None, closed.values())])
        self.reasons.value = Markup('<p class="reasons">{}</p>').format(language.joined(said)) if said else ""

    def _set(self, name: str, value: Any, labels: Mapping[Any, str]) -> None:
        if value not in labels:  # what a report was asked for and refused: it is shown, and can be left
            labels = {**labels, value: str(value)}
        field, options = self.choosing[name], tuple((label, key) for key, label in labels.items())
        with field.hold_sync():
            if field.options != options:
                field.options = options
            if field.value != value:
                field.value = value

    def name_of(self, code: str) -> str:
        """A region in the language of the page and in the other."""
        region = self._choices.observations.region(code)
        names = [region.name_en, region.name_zh]
        return " ".join(names if language.language_in_use() == "en" else reversed(names))

    def _benchmark(self, code: str, view: View) -> str:
        find = self._choices.observations.region
        if code == "none":
            return _("nothing")
        if code == "parents":
            held = self._choices.benchmarks(view)
            return listed([place.name for place in find(view.region).lineage[1:] if place.code in held])
        return listed([find(each).name for each in code.split(",")]) if "," in code else self.name_of(code)


def _called(words: Mapping[str, Any], offered: list[str]) -> dict[str, str]:
    return {word: said() for word, said in words.items() if word in offered}


def _end(year: int, end: int, word: str) -> int | str:
    """The first and the last year of a series go by a word, so that they stay its ends when the series changes."""
    return word if year == end else year


def _display(widget: widgets.Widget, shown: bool) -> None:
    """Show a widget, or take it out of sight and out of reach of Tab."""
    widget.layout.display = None if shown else "none"


def _dropdown(label: str) -> widgets.Dropdown:
    return widgets.Dropdown(description=label, style=_LABEL, layout=widgets.Layout(width="auto", margin=_WIDE))


def _combobox(label: str, placeholder: str) -> widgets.Combobox:
    return widgets.Combobox(
        description=label,
        placeholder=placeholder,
        continuous_update=False,
        style=_LABEL,
        layout=widgets.Layout(width="auto", margin=_WIDE),
    )
