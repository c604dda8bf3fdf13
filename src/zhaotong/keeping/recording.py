"""Prepare the tables that hold a batch; nothing is written here."""

from dataclasses import dataclass
from pathlib import Path

from helpers.figures.observations import Observations, load_observations
from helpers.figures.package import read_package
from zhaotong.keeping.entries import Batch
from zhaotong.keeping.proposals import propose
from zhaotong.keeping.tables import Addition, add_rows


@dataclass(frozen=True)
class Recording:
    """What recording a batch would do.

    Attributes
    ----------
    additions
        The tables with new rows, in the order in which they are to be written.
    figures
        The cells of the new figures, by column.
    doubts
        Questions to the keeper, one line each.
    """

    additions: list[Addition]
    figures: list[dict[str, str]]
    doubts: list[str]


def prepare(batch: Batch, folder: Path) -> Recording:
    """What recording a batch in a data folder would do; nothing is written.

    Raises
    ------
    DataError
        An entry has a fault, or the tables have one before anything is added.
    """
    package, _tables = read_package(folder)
    paths = {resource["name"]: folder / resource["path"] for resource in package["resources"]}
    # Read before the tables are checked, so that what is written later is added to bytes that were checked.
    contents = {table: paths[table].read_bytes() for table in ("sources", "observations")}
    observations: Observations = load_observations(folder)
    proposal = propose(batch, folder, observations)
    rows = {"sources": proposal.sources, "observations": proposal.figures}
    return Recording(
        [add_rows(paths[table], contents[table], table, cells) for table, cells in rows.items() if cells],
        proposal.figures,
        proposal.doubts,
    )
