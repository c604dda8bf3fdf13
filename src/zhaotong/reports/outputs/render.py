"""What the cells of an executed notebook show, as HTML for a page: every output is there, or a sentence is."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from markupsafe import Markup, escape

from helpers.text.language import _
from zhaotong.reports.outputs.formulas import latex_output, markdown
from zhaotong.reports.outputs.html import Styles, harmless, taken_out
from zhaotong.reports.outputs.images import ALT, picture, static_picture
from zhaotong.reports.outputs.plots import Plots
from zhaotong.reports.outputs.tables import accessible, are_framed
from zhaotong.reports.policy import STYLES
from zhaotong.runs.client import ERROR_TYPE
from zhaotong.runs.last_words import ANSI

_IMAGES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
_WIDGET = "application/vnd.jupyter.widget-view+json"
_SCRIPT = "application/javascript"
# What a drawing's function returns, beside the drawing itself: it says nothing to a reader.
_HANDLE = re.compile(
    r"^(\[?<(Axes|Figure|matplotlib|seaborn|AxesSubplot)\b|\[?Text\(|\(?\[?array\(\[\[?<Axes|\(array\(|\[\[?<Axes)"
)
_STYLE = (STYLES / "outputs.css").read_text(encoding="utf-8")
_FOREIGN = re.compile(r'class="(note|picture|error|formula|simpletable|dataframe)|<math')  # what that style is for
_LONGEST = 20_000  # characters of a text: more is no reading


class Rendering:
    """The parts of one page, in the language in use, and what they bring along.

    Attributes
    ----------
    styles
        The rules that its parts need.
    plots
        Its charts, which its parts have places for.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.styles, self.plots = Styles(), Plots()
        self._folder = folder
        self._tables = self._places = 0
        self._is_foreign = False

    @property
    def style(self) -> str:
        """What its parts need of style beyond that of every page."""
        return (_STYLE if self._is_foreign else "") + self.styles.text

    def render(self, cell: nbformat.NotebookNode) -> list[Markup]:
        """What the page has of a cell: its prose, or what its code shows.

        Raises
        ------
        ValueError
            An output cannot be shown; the message says why.
        """
        parts = [self._prose(cell)] if cell.cell_type == "markdown" else []
        if cell.cell_type == "code":
            parts = list(self._outputs(cell))
        self._is_foreign = self._is_foreign or any(_FOREIGN.search(part) for part in parts)
        return parts

    def _prose(self, cell: nbformat.NotebookNode) -> Markup:
        """A Markdown cell."""
        return self._safe(markdown(cell.source, cell.get("attachments")))

    def _outputs(self, cell: nbformat.NotebookNode) -> Iterator[Markup]:
        """Every output of a code cell in its richest form; what is for its author is left to the notebook."""
        outputs = cell.get("outputs", [])
        drawn = any(kind in output.get("data", {}) for output in outputs for kind in _IMAGES)
        for output in _joined(outputs):
            if output.output_type == "stream":
                if output.name != "stderr":
                    yield _text(output.text)
            elif output.output_type == "error":
                yield _error(output)
            else:
                yield self._shown(output, cell, drawn)

    def _shown(self, output: nbformat.NotebookNode, cell: nbformat.NotebookNode, drawn: bool) -> Markup:
        data, metadata = output.data, output.get("metadata", {})
        if (chart := static_picture(data, metadata.get(ALT, ""))) is not None:
            return chart
        if "text/html" in data:
            return self._safe(_whole(data["text/html"]))
        if ERROR_TYPE in data:
            return _error(data[ERROR_TYPE])
        if "text/markdown" in data:
            return self._safe(markdown(_whole(data["text/markdown"])))
        for kind in _IMAGES:
            if kind in data:
                about = metadata.get(kind, {})
                alt = about.get(ALT) or metadata.get(ALT) or cell.metadata.get(ALT) or ""
                return picture(kind, _whole(data[kind]), about, alt)
        if "text/latex" in data:
            return latex_output(_whole(data["text/latex"]))
        if "application/json" in data:
            return _text(json.dumps(data["application/json"], ensure_ascii=False, indent=2))
        if _SCRIPT in data:
            return taken_out([_("a script")])
        text = _whole(data.get("text/plain", ""))
        if _WIDGET in data or text.startswith("<IPython.core.display.Javascript"):
            return _note(_("An interactive part stands here in the notebook, which a page cannot have."))
        if drawn and _HANDLE.match(text):
            return Markup("")
        if not text:
            kinds = ", ".join(kind for kind in data if not kind.startswith("application/vnd.zhaotong"))
            return (
                _note(
                    _("An output stands here in the notebook, of a kind that a page cannot show: %(kinds)s.")
                    % {"kinds": kinds}
                )
                if kinds
                else Markup("")
            )
        return _text(text)

    def _safe(self, html: str) -> Markup:
        place = f"o{self._places + 1}"
        before = len(self.styles.rules)
        safe, dangers = harmless(self.plots.take_out(html), self.styles, place, self._folder)
        if not are_framed(safe):
            soup = BeautifulSoup(safe, "html.parser")
            self._tables += accessible(soup, self._tables + 1)
            safe = str(soup)
        content = Markup(safe) + taken_out(dangers)
        if any(rule.startswith(f"#{place} ") for rule in list(self.styles.rules)[before:]):
            self._places += 1
            return Markup('<div id="{}">{}</div>').format(place, content)
        return content


def _joined(outputs: list[nbformat.NotebookNode]) -> Iterator[nbformat.NotebookNode]:
    """Outputs, with what was printed in several pieces as one text."""
    last: nbformat.NotebookNode | None = None
    for output in outputs:
        if last is not None and (output.output_type, output.get("name")) == ("stream", last.get("name")):
            last = nbformat.from_dict({**last, "text": _whole(last.text) + _whole(output.text)})
            continue
        if last is not None:
            yield last
            last = None
        if output.output_type == "stream":
            last = output
        else:
            yield output
    if last is not None:
        yield last


def _whole(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _text(text: str | list[str]) -> Markup:
    """A text as it was printed: without colours, and with lines written over as a terminal leaves them."""
    lines = [
        line.rpartition("\r")[2] if not line.endswith("\r") else line for line in ANSI.sub("", _whole(text)).split("\n")
    ]
    content = "\n".join(lines).rstrip()
    if not content:
        return Markup("")
    if len(content) > _LONGEST:
        count = {"count": f"{len(content) - _LONGEST:,}"}
        content = content[:_LONGEST] + "\n" + _("… and %(count)s more characters, which stand in the notebook") % count
    return Markup('<pre tabindex="0">{}</pre>').format(content)


def _error(error: Mapping[str, Any]) -> Markup:
    """An error that the notebook expects: what it says, and folded where it came from, without names of folders."""
    told = ANSI.sub("", "\n".join(error["traceback"]))
    told = re.sub(r"(File )?(~|/|[A-Z]:\\)[^\s:]*[/\\]([^/\\\s:]+)", r"\1\3", told)
    said = escape(f"{error['ename']}: {error['evalue']}".rstrip(": "))
    return Markup(
        '<pre class="error">{}</pre><details><summary>{}</summary><pre tabindex="0">{}</pre></details>'
    ).format(said, _("Where it came from"), told)


def _note(sentence: str) -> Markup:
    return Markup('<p class="note">{}</p>').format(sentence)
