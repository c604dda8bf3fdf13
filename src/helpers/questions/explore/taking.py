"""The buttons by which a view is taken away: copied as code, command or link, or downloaded as a file."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import ipywidgets as widgets
from markupsafe import Markup

from helpers.questions.explore.export import as_command, as_picture, as_query, as_text, as_workbook, file_name
from helpers.questions.explore.shown import Shown
from helpers.text.citations import say
from helpers.text.language import _

if TYPE_CHECKING:
    from helpers.questions.explore.widgets import Explorer

_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_COPY = "navigator.clipboard && navigator.clipboard.writeText({})"
_LINK = (Path(__file__).parent / "link.js").read_text(encoding="utf-8")


class Taking:
    """The buttons, and where what they give is shown.

    Attributes
    ----------
    buttons
        By what they give: code, command, link, csv, xlsx, svg, png.
    taken
        What was copied last, or a link to the file that was downloaded.
    parts
        What of it stands in the panel above.
    """

    def __init__(self, explorer: "Explorer") -> None:
        self._explorer = explorer
        labels = {
            "code": _("Copy as code"),
            "command": _("Copy as command"),
            "link": _("Copy as link"),
            "csv": _("Download CSV"),
            "xlsx": _("Download xlsx"),
            "svg": _("Download SVG"),
            "png": _("Download PNG"),
        }
        self.buttons = {kind: widgets.Button(description=label) for kind, label in labels.items()}
        self.taken = html_part()
        self._messenger = widgets.Output(layout=widgets.Layout(height="0"))
        for kind, button in self.buttons.items():
            button.layout.width = "auto"
            button.on_click(self._copied(kind) if kind in ("code", "command", "link") else self._downloaded(kind))
        row = widgets.HBox([*self.buttons.values()], layout=widgets.Layout(flex_flow="row wrap"))
        self.parts = [row, self._messenger]

    def offer(self, shown: Shown) -> None:
        """Close the buttons for which a view has nothing."""
        self.buttons["code"].disabled = shown.code is None
        for kind in ("csv", "xlsx"):
            self.buttons[kind].disabled = shown.table is None
        for kind in ("svg", "png"):
            self.buttons[kind].disabled = shown.chart is None

    def clear(self) -> None:
        """Show no more what was taken of another view."""
        self.taken.value = ""

    def text_of(self, kind: str) -> str:
        """What a button copies: the link without the address of this JupyterLab, which only the browser knows."""
        view, shown = self._explorer.view, self._explorer.shown
        if kind == "code":
            return shown.code() if shown.code is not None else ""
        return as_command(view) if kind == "command" else f"?{as_query(view)}"

    def file_of(self, kind: str) -> bytes:
        """What a button downloads."""
        view, shown, observations = self._explorer.view, self._explorer.shown, self._explorer.observations
        if kind == "csv":
            return as_text(observations, shown)
        return as_workbook(observations, view, shown) if kind == "xlsx" else as_picture(shown, kind)

    def _copied(self, kind: str) -> Callable[[object], None]:
        def copy(_button: object) -> None:
            """Put a text on the clipboard, as far as the browser lets this page, and show it."""
            text = self.text_of(kind)
            self.taken.value = Markup('<pre tabindex="0" class="{}">{}</pre>').format(kind, text)
            self._explorer.say(say(_("On the clipboard, where the browser allows it, and below.")))
            if kind == "link":
                script = _LINK.replace("QUERY", text.removeprefix("?")) + _COPY.format("link")
            else:
                script = _COPY.format(json.dumps(text))
            self.run_in_browser(script)

        return copy

    def _downloaded(self, kind: str) -> Callable[[object], None]:
        def download(_button: object) -> None:
            """Hand a file to the browser, which saves it; where it does not, a link stays."""
            name = file_name(self._explorer.observations, self._explorer.view, kind)
            content = base64.b64encode(self.file_of(kind)).decode()
            address = f"data:{_TYPES[kind]};base64,{content}"
            self.taken.value = Markup('<a href="{}" download="{}">{}</a>').format(address, name, name)
            sentence = _("%(name)s is among your downloads; if not, the link below saves it.")
            self._explorer.say(say(sentence, name=name))
            self.run_in_browser(
                "const link = document.createElement('a');"
                f"link.href = '{address}'; link.download = {json.dumps(name)}; link.click();"
            )

        return download

    def run_in_browser(self, script: str) -> None:
        """Run a script in the page that shows the panel."""
        self._messenger.outputs = ()
        data = {"application/javascript": f"{{{script}}}", "text/plain": ""}
        self._messenger.outputs = ({"output_type": "display_data", "data": data, "metadata": {}},)


def html_part() -> widgets.HTML:
    """A part that looks like any other output of a notebook."""
    part = widgets.HTML(layout=widgets.Layout(width="100%"))
    part.add_class("jp-RenderedHTMLCommon")
    return part
