"""What leaves the project together: figures, the publications that they are from, and the codebook of both."""

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from helpers.figures.observations import Observations
from helpers.figures.package import fields_of, read_package
from helpers.figures.paths import digest_of
from zhaotong.dissemination.codebook import codebook_table
from zhaotong.dissemination.figures import Table, figures_table, sources_table
from zhaotong.dissemination.selection import Selection, select_figures


@dataclass(frozen=True)
class Collection:
    """Figures with what explains them.

    Attributes
    ----------
    figures, sources, codebook
        The tables; sources and codebook have what occurs among the figures, and nothing else.
    about
        Title, version, licence, digest of the data folder, and what was asked for, as plain data. There is no time in
        it: the same figures are the same bytes.
    """

    figures: Table
    sources: Table
    codebook: Table
    about: dict[str, Any]

    @property
    def tables(self) -> tuple[Table, ...]:
        return self.figures, self.sources, self.codebook


def collect(observations: Observations, selection: Selection | None = None) -> Collection:
    """The published figures that match a selection, all of them without one, with sources and codebook.

    Raises
    ------
    InputError
        What is asked for is none.
    NoFiguresError
        No figure matches.

    Examples
    --------
    >>> from helpers.figures.observations import load_observations
    >>> asked = Selection(regions=["Zhaotong"], indicators=["gdp_growth_real"], window="2023-2023", series=True)
    >>> collect(load_observations(), asked).figures.column("printed")
    ['8.0']
    """
    asked = selection or Selection()
    rows = select_figures(observations, asked)
    package, _tables = read_package(observations.folder)
    fields = {name: fields_of(package, name) for name in ("observations", "sources")}
    about = {
        "title": package["title"],
        "description": package["description"],
        "licence": package["licenses"][0]["title"],
        "version": version("zhaotong-growth"),
        "data": digest_of(observations.folder),
        "selection": asked.said(),
    }
    return Collection(
        figures_table(observations, rows),
        sources_table(observations, rows, fields["sources"]),
        codebook_table(observations, rows, fields["observations"]),
        about,
    )
