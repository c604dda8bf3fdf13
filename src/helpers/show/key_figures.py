"""The few numbers that a report puts first, each with what it is.

The number is large, its unit smaller, and what is said beside it at length as small as its name, below it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from helpers.show.marks import live
from helpers.show.resources import RESOURCE_TYPE, resource
from helpers.show.wording import repeated
from helpers.text.cells import Cell, as_cell
from helpers.text.citations import linked, plain

_PARTS = re.compile(
    "(?P<before>[^\ue000]{7,}(?=\ue000))?(?P<number>.*?)(?P<remark> ?[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）])?"
)
_UNIT = re.compile("(?<=[\\d\ue002]) ?[^\\W\\d_][^\\d\ue000-\ue002<&%]+(?=\ue002?$)")  # words behind a number
_BESIDE = Markup('<span class="beside">{}</span>')


@dataclass(frozen=True)
class KeyFigures:
    """Numbers with their names, marked with the rows they rest on, in the order in which they are read.

    Attributes
    ----------
    figures
        The number, with its unit and mark, by its name.
    """

    figures: Mapping[str, Cell | str]

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        return {
            "text/html": live(self.html),
            "text/plain": plain("\n".join(f"{name.plain}: {figure.plain}" for name, figure in self._lines)),
            RESOURCE_TYPE: resource("key figures", "", ["name", "value"], self._lines),
        }

    @property
    def html(self) -> Markup:
        """As a page shows them."""
        names, figures = [name.text for name, _ in self._lines], [_in_sizes(figure.text) for _, figure in self._lines]
        entries = repeated("<div><dt>{}</dt><dd>{}</dd></div>", names, figures)
        return linked(Markup('<dl class="key">{}</dl>').format(entries))

    @property
    def _lines(self) -> list[list[Cell]]:
        return [[Cell(name), as_cell(figure)] for name, figure in self.figures.items()]


def _in_sizes(text: str) -> Markup:
    """A key figure in its parts, as far as it has some; what it says stays as it is."""
    parts = _PARTS.fullmatch(escape(text))
    if parts is None:
        return escape(text)
    number = Markup(_UNIT.sub(r"<small>\g<0></small>", parts["number"]))
    beside = [_BESIDE.format(Markup(said)) if said else "" for said in (parts["before"], parts["remark"])]
    if not any(beside):
        return number
    return Markup("{}<span>{}</span>{}").format(beside[0], number, beside[1])
