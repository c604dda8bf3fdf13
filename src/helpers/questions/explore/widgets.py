"""The widgets of `explore`: one view, the fields that change it, and what it shows.

The view is the only state. A field that is changed asks for another view; the view is settled on what the figures
allow, and every field and every part is then set from it. Parts are HTML that is replaced whole, so that nothing
flickers. Where there are no widgets, as in a report, the same parts stand as they were at first.
"""

import base64
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import ipywidgets as widgets
from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.region_search import find_regions
from helpers.parameters.values import Parameters
from helpers.questions.explore.charts import draw_series, series_table
from helpers.questions.explore.choices import Choices
from helpers.questions.explore.export import as_code, as_command, as_workbook, file_name
from helpers.questions.explore.fields import Fields
from helpers.questions.explore.sentences import finding_sentence, source_sentence, view_key_figures, view_sentences
from helpers.questions.explore.view import select
from helpers.show.resources import RESOURCE_TYPE
from helpers.show.sources import figures_table, run_table, sources_table
from helpers.show.wording import Paragraph, finding
from helpers.text.citations import say
from helpers.text.language import _, listed
from helpers.text.messages import shortened

_DOTS = 150  # of a picture on the screen, which is made anew at every change
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
    selection
        The series of the view.
    panel, sources, run
        What cells show: the fields with chart or table; the sources; the run.
    """

    def __init__(self, observations: Observations, parameters: Parameters) -> None:
        self.observations = observations
        self.choices = Choices(observations)
        self.view = self.choices.stated(parameters)
        self.selection = select(observations, self.choices.resolved(self.view))
        self.fields = Fields(self.choices)
        self._shown, self._taken, self._sources, self._run = (_html() for _part in range(4))
        self._said = widgets.HTML()
        self._messenger = widgets.Output(layout=widgets.Layout(height="0"))
        self.panel = Part(self._panel(), self._parts())
        self.sources = Part(self._sources, self._tables())
        self.run = Part(self._run, [self._this_run()])
        self._fill()
        self._run_in_browser((_HERE / "panel.js").read_text(encoding="utf-8"))

    def _panel(self) -> widgets.Widget:
        for name, field in self.fields.choosing.items():
            field.observe(self._changed(name), "value")
        self.fields.find.observe(self._find, "value")
        actions = (self._copy_code, self._copy_command, self._download)
        for button, action in zip(self.fields.buttons, actions, strict=True):
            button.on_click(action)
        panel = widgets.VBox([self.fields.box, self._said, self._taken, self._messenger, self._shown])
        panel.add_class("explore")
        return panel

    def _changed(self, name: str) -> Callable[[dict[str, Any]], object]:
        return lambda change: None if self.fields.being_set else self.look(**{name: change["new"]})

    def look(self, **changes: Any) -> list[Markup]:
        """Look at another view, the one shown with these parts changed; what else was changed is said and returned."""
        self.view, notes = self.choices.settle(replace(self.view, **changes))
        self.selection = select(self.observations, self.choices.resolved(self.view))
        self._taken.value = ""
        self._fill(notes)
        return notes

    def _fill(self, notes: Iterable[Markup] = ()) -> None:
        """Set every field and every part from the view."""
        self.fields.show(self.view)
        self._say(*notes)
        screen = [*self._parts(_DOTS), Paragraph([source_sentence(self.observations, self.selection)])]
        self._shown.value = _STYLE + Markup(_joined(screen))
        self._sources.value = _joined(self._tables())
        self._run.value = _joined([self._this_run()])

    def _parts(self, dots: int = 220) -> list[Any]:
        """Finding, key figures, chart or table, sentences."""
        shown = self.selection
        series = (shown.own, shown.benchmarks, shown.fitted)
        return [
            finding(finding_sentence(shown)),
            view_key_figures(shown),
            draw_series(*series, dots) if shown.parameters.form == "chart" else series_table(*series),
            *([Paragraph(sentences)] if (sentences := view_sentences(shown)) else []),
        ]

    def _tables(self) -> list[Any]:
        rows = self.selection.rows
        return [sources_table(self.observations, rows), figures_table(self.observations, rows)]

    def _this_run(self) -> Any:
        return run_table(self.selection.parameters, self.observations, self.selection.rows)

    def _say(self, *sentences: Markup) -> None:
        """Show what the last change led to, where it led to more than was asked for."""
        status = Markup('<div role="status" aria-live="polite" style="min-height: 1.5em">{}</div>')
        self._said.value = status.format(Markup(" ").join(sentences))

    def _find(self, change: dict) -> None:
        """Look at the region that a typed text means; where it may mean several, at the likeliest."""
        typed = change["new"].strip()
        if not typed:
            return
        self.fields.find.value = ""
        codes = self.choices.regions(self.view)
        found = [code for code in codes if self.fields.name_of(code) == typed]  # picked from the list
        find = self.observations.region
        found = found or [region.code for region in find_regions(typed, map(find, codes))]
        if not found:
            named = [region.code for region in find_regions(typed, self.observations.places.values())]
            message = _("%(region)s has no yearly figure here.") if named else _("No region is called “%(typed)s”.")
            names = {"region": self.fields.name_of(named[0])} if named else {"typed": shortened(typed)}
            self._say(say(message, **names))
            return
        notes = self.look(region=found[0])
        if others := listed([self.fields.name_of(code) for code in found[1:4]]):
            self._say(*notes, say(_("“%(typed)s” may also mean %(others)s."), typed=shortened(typed), others=others))

    def _copy_code(self, _button: widgets.Button) -> None:
        self._copy(as_code(self.selection))

    def _copy_command(self, _button: widgets.Button) -> None:
        self._copy(as_command(self.view))

    def _copy(self, text: str) -> None:
        """Put a text on the clipboard, as far as the browser lets this page, and show it."""
        self._taken.value = Markup('<pre tabindex="0">{}</pre>').format(text)
        self._say(say(_("On the clipboard, where the browser allows it, and below.")))
        self._run_in_browser(f"navigator.clipboard && navigator.clipboard.writeText({json.dumps(text)})")

    def _download(self, _button: widgets.Button) -> None:
        """Hand the workbook to the browser, which saves it; where it does not, a link stays."""
        name = file_name(self.selection)
        content = base64.b64encode(as_workbook(self.observations, self.view, self.selection)).decode()
        link = Markup('<a href="data:{};base64,{}" download="{}">{}</a>').format(_XLSX, content, name, name)
        self._taken.value = link
        self._say(say(_("%(name)s is among your downloads; if not, the link below saves it."), name=name))
        self._run_in_browser(
            "const link = document.createElement('a');"
            f"link.href = 'data:{_XLSX};base64,{content}'; link.download = {json.dumps(name)}; link.click();"
        )

    def _run_in_browser(self, script: str) -> None:
        self._messenger.outputs = ()
        data = {"application/javascript": f"{{{script}}}", "text/plain": ""}
        self._messenger.outputs = ({"output_type": "display_data", "data": data, "metadata": {}},)


def _html() -> widgets.HTML:
    """A part that looks like any other output of a notebook."""
    part = widgets.HTML(layout=widgets.Layout(width="100%"))
    part.add_class("jp-RenderedHTMLCommon")
    return part


def _joined(parts: Iterable[Any]) -> str:
    return "\n".join(part._repr_mimebundle_()["text/html"] for part in parts)
