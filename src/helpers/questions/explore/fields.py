"""The fields of `explore`: one for each part of the view, with the choices that the figures leave."""

from typing import Any

import ipywidgets as widgets
import pandas as pd

from helpers.questions.explore.choices import Choices
from helpers.questions.explore.view import View
from helpers.text import language
from helpers.text.language import _, listed

_LABEL = {"description_width": "7.5em"}
_WIDE = widgets.Layout(width="auto", margin="2px 12px 2px 0")


class Fields:
    """Fields, each labelled, in the order in which Tab reaches them.

    Attributes
    ----------
    choosing
        A field by the part of the view that it shows and changes.
    find
        Where a region is looked for by its name.
    buttons
        Copy as code, copy as command, download.
    being_set
        Whether the fields are being set from a view, and not by a person.
    """

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self.being_set = False
        self.find = widgets.Combobox(
            description=_("Find a region"),
            placeholder=_("name, pinyin or initials, then Enter"),
            continuous_update=False,
            style=_LABEL,
            layout=_WIDE,
        )
        self.choosing: dict[str, Any] = {
            "region": _dropdown(_("Region")),
            "indicator": _dropdown(_("Indicator")),
            "benchmarks": _dropdown(_("Compare with")),
            "first_year": _dropdown(_("From")),
            "last_year": _dropdown(_("To")),
            "as_of": _dropdown(_("As known in")),
            "trend": _dropdown(_("Trend"), {_("on"): "on", _("off"): "off"}),
            "form": _dropdown(_("Show as"), {_("chart"): "chart", _("table"): "table"}),
        }
        labels = (_("Copy as code"), _("Copy as command"), _("Download xlsx"))
        self.buttons = [widgets.Button(description=label, layout=widgets.Layout(width="auto")) for label in labels]

    @property
    def box(self) -> widgets.Widget:
        """The fields, side by side where there is room."""
        columns = widgets.Layout(grid_template_columns="repeat(auto-fit, minmax(19rem, 1fr))", max_width="56rem")
        region, *others = self.choosing.values()
        buttons = widgets.HBox(self.buttons, layout=widgets.Layout(flex_flow="row wrap"))
        return widgets.GridBox([region, self.find, *others, buttons], layout=columns)

    def show(self, view: View) -> None:
        """Set every field to a view, with the choices that it leaves."""
        choices = self._choices
        years, (first, last) = choices.years(view), choices.window(view)
        self.being_set = True
        try:
            regions = {code: self.name_of(code) for code in choices.regions(view)}
            self.find.options = list(regions.values())
            self._set("region", view.region, regions)
            find = choices.observations.indicator
            self._set("indicator", view.indicator, {code: find(code).name for code in choices.indicators(view)})
            compared = view.benchmarks if choices.compared(view) else "none"
            offered = dict.fromkeys([*choices.benchmarks(view), compared])
            self._set("benchmarks", compared, {code: self._benchmark(code, view) for code in offered})
            months = sorted({*choices.months(view), view.as_of} - {"latest"})
            said = {month: language.month(pd.Period(month, freq="M")) for month in months}
            self._set("as_of", view.as_of, {"latest": _("all that is known"), **said})
            begins = {_end(year, years[0], "earliest"): str(year) for year in years if year <= last}
            stops = {_end(year, years[-1], "latest"): str(year) for year in years if year >= first}
            self._set("first_year", view.first_year, begins)
            self._set("last_year", view.last_year, stops)
            self.choosing["form"].value, self.choosing["trend"].value = view.form, view.trend
        finally:
            self.being_set = False

    def _set(self, name: str, value: Any, labels: dict[Any, str]) -> None:
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


def _end(year: int, end: int, word: str) -> int | str:
    """The first and the last year of a series go by a word, so that they stay its ends when the series changes."""
    return word if year == end else year


def _dropdown(label: str, options: dict[str, str] | None = None) -> widgets.Dropdown:
    return widgets.Dropdown(description=label, options=list((options or {}).items()), style=_LABEL, layout=_WIDE)
