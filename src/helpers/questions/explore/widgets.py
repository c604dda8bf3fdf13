"""The widgets of `explore`: one view, the fields that change it, and what it shows.

The view is the only state. A field that is changed asks for another view; the view is settled on what the figures
allow, and every field and every part is then set from it. Parts are HTML that is replaced whole, so that nothing
flickers. Where there are no widgets, as in a report, the same parts stand as they were at first.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import ipywidgets as widgets
from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.region_search import find_regions
from helpers.parameters.values import Parameters
from helpers.questions.explore.choices import Choices
from helpers.questions.explore.fields import Fields
from helpers.questions.explore.look import look_at
from helpers.questions.explore.sentences import source_sentence
from helpers.questions.explore.settling import settle, stated
from helpers.questions.explore.taking import Taking, html_part
from helpers.show.resources import RESOURCE_TYPE
from helpers.show.sources import run_table, source_cards
from helpers.show.wording import Paragraph, finding
from helpers.text.citations import say
from helpers.text.language import _, listed
from helpers.text.messages import shortened

_HERE = Path(__file__).parent
_STYLE = Markup("<style>\n{}</style>").format(Markup((_HERE / "panel.css").read_text(encoding="utf-8")))


class Part:
    """Something that a cell shows: a widget where there are widgets, and what it showed at first where there are none.

    Parameters
    ----------
    parts
        What is shown, in MIME bundles of its own.
    """

    def __init__(self, widget: widgets.Widget, parts: Iterable[Any]) -> None:
        self.widget = widget
        self._fallback: dict[str, Any] = {}
        for bundle in (part._repr_mimebundle_() for part in parts):
            for kind, content in bundle.items():
                before = self._fallback.get(kind)
                if kind == RESOURCE_TYPE:  # several results make a data package
                    content = {"resources": [*(before or {"resources": []})["resources"], content]}
                self._fallback[kind] = "\n".join([before, content]) if isinstance(before, str) else content

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        return self.widget._repr_mimebundle_() | self._fallback


class Explorer:
    """A view that its fields change.

    Attributes
    ----------
    view
        The view shown, from which fields and parts are set.
    shown
        What it shows.
    panel, sources, run
        What cells show: the fields with chart or table; the sources; the run.
    """

    def __init__(self, observations: Observations, parameters: Parameters) -> None:
        self.observations = observations
        self.choices = Choices(observations)
        self.view = stated(self.choices, parameters)
        self.parameters = self.choices.resolved(self.view)
        self.shown = look_at(observations, self.parameters)
        self.fields = Fields(self.choices)
        self.taking = Taking(self)
        self._shown, self._sources, self._run = (html_part() for _part in range(3))
        self._said = widgets.HTML()
        self.panel = Part(self._panel(), self._parts())
        self.sources = Part(self._sources, self._tables())
        self.run = Part(self._run, [self._this_run()])
        self._fill()
        self.taking.run_in_browser((_HERE / "panel.js").read_text(encoding="utf-8"))

    def _panel(self) -> widgets.Widget:
        for name, field in self.fields.choosing.items():
            field.observe(self._changed(name), "value")
        self.fields.find.observe(self._find, "value")
        self.fields.add.observe(self._add, "value")
        panel = widgets.VBox([self.fields.box, *self.taking.parts, self._said, self.taking.taken, self._shown])
        panel.add_class("explore")
        return panel

    def _changed(self, name: str) -> Callable[[dict[str, Any]], object]:
        return lambda change: None if self.fields.being_set else self.look(**{name: change["new"]})

    def look(self, **changes: Any) -> list[Markup]:
        """Look at another view, the one shown with these parts changed; what else was changed is said and returned."""
        self.view, notes = settle(self.choices, replace(self.view, **changes))
        self.parameters = self.choices.resolved(self.view)
        self.shown = look_at(self.observations, self.parameters)
        self.taking.clear()
        self._fill(notes)
        return notes

    def _fill(self, notes: Iterable[Markup] = ()) -> None:
        """Set every field and every part from the view."""
        self.fields.show(self.view)
        self._show_chips()
        self.taking.offer(self.shown)
        self.say(*notes)
        screen = [*self._parts(), Paragraph([source_sentence(self.observations, self.shown.rows)])]
        self._shown.value = _STYLE + Markup(_joined(screen))
        self._sources.value = _joined(self._tables())
        self._run.value = _joined([self._this_run()])

    def _parts(self) -> list[Any]:
        """Finding, key figures, chart or table, sentences."""
        shown = self.shown
        drawn = shown.chart if shown.chart is not None else shown.table
        parts = [finding(shown.finding), shown.key_figures, drawn]
        if shown.sentences:
            parts.append(Paragraph(shown.sentences))
        return [part for part in parts if part is not None]

    def _tables(self) -> list[Any]:
        return [source_cards(self.observations, self.shown.rows)]

    def _this_run(self) -> Any:
        return run_table(self.parameters, self.observations, self.shown.rows)

    def _show_chips(self) -> None:
        """A button for each region that is compared; whoever takes one out finds the focus at the field that adds."""
        codes = self.choices.compared(self.view)
        names = [self.observations.region(code).name for code in codes]
        if [chip.description for chip in self.fields.chips.children] == [_chip(name) for name in names]:
            return
        chips = []
        for code, name in zip(codes, names, strict=True):
            chip = widgets.Button(description=_chip(name), tooltip=_("Take %(region)s out") % {"region": name})
            chip.layout.width = "auto"
            chip.on_click(lambda _button, code=code: self._take_out(code))
            chips.append(chip)
        self.fields.chips.children = chips

    def _take_out(self, code: str) -> None:
        kept = [each for each in self.choices.compared(self.view) if each != code]
        self.look(benchmarks=",".join(kept) or "none")
        self.fields.add.focus()

    def say(self, *sentences: Markup) -> None:
        """Show what the last change led to, where it led to more than was asked for."""
        status = Markup('<div role="status" aria-live="polite" style="min-height: 1.5em">{}</div>')
        self._said.value = status.format(Markup(" ").join(sentences))

    def _find(self, change: dict) -> None:
        """Look at the region that a typed text means; where it may mean several, at the likeliest."""
        self._typed(self.fields.find, change["new"], self.choices.regions(self.view), lambda code: {"region": code})

    def _add(self, change: dict) -> None:
        """Compare with the region that a typed text means as well."""
        held = self.choices.compared(self.view)
        codes = [code for code in self.choices.benchmarks(self.view) if code not in ("none", "parents", *held)]
        self._typed(self.fields.add, change["new"], codes, lambda code: {"benchmarks": ",".join([*held, code])})

    def _typed(
        self, field: widgets.Combobox, text: str, codes: list[str], asked: Callable[[str], dict[str, str]]
    ) -> None:
        typed = text.strip()
        if not typed:
            return
        field.value = ""
        found = [code for code in codes if self.fields.name_of(code) == typed]  # picked from the list
        find = self.observations.region
        found = found or [region.code for region in find_regions(typed, map(find, codes))]
        if not found:
            named = [region.code for region in find_regions(typed, self.observations.places.values())]
            message = _("%(region)s has no figure here.") if named else _("No region is called “%(typed)s”.")
            if named and named[0] in (self.view.region, *self.choices.compared(self.view)):
                message = _("%(region)s is shown already.")
            names = {"region": self.fields.name_of(named[0])} if named else {"typed": shortened(typed)}
            self.say(say(message, **names))
            return
        notes = self.look(**asked(found[0]))
        if others := listed([self.fields.name_of(code) for code in found[1:4]]):
            self.say(*notes, say(_("“%(typed)s” may also mean %(others)s."), typed=shortened(typed), others=others))


def _chip(name: str) -> str:
    return f"× {name}"


def _joined(parts: Iterable[Any]) -> str:
    return "\n".join(part._repr_mimebundle_()["text/html"] for part in parts)
