"""The few numbers that a report puts first, each with what it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from helpers.show.marks import live
from helpers.show.resources import RESOURCE_TYPE, resource
from helpers.show.wording import repeated
from helpers.text.cells import Cell, as_cell
from helpers.text.citations import linked, plain


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
        names, figures = ([line[at].text for line in self._lines] for at in (0, 1))
        entries = repeated("<div><dt>{}</dt><dd>{}</dd></div>", names, figures)
        return linked(Markup('<dl class="key">{}</dl>').format(entries))

    @property
    def _lines(self) -> list[list[Cell]]:
        return [[Cell(name), as_cell(figure)] for name, figure in self.figures.items()]
