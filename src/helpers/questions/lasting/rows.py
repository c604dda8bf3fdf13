"""The rows of figures behind the whole of the report: what its sources and figures are listed from."""

import pandas as pd

from helpers.figures.observations import Observations
from helpers.models.synthetic import SyntheticControl
from helpers.questions.lasting.known import Bounded
from helpers.questions.lasting.lines import Line, siblings
from helpers.questions.lasting.sentences import control_rows
from helpers.text.messages import RefusedError

_Found = Bounded | RefusedError | None


def all_rows(
    observations: Observations, lines: list[Line], controls: list[SyntheticControl | RefusedError], *found: _Found
) -> pd.DataFrame:
    """The rates that are ranked (of many regions, of those that led), those of the mixture, and what bounds rest on."""
    rows: set[int] = set()
    for line in lines:
        rows |= set(line_rows(line) if line.is_large else line.table.rows_of(None, line.ranked))
    peers = siblings(lines)
    for control in controls:
        if peers is not None and not isinstance(control, RefusedError):
            rows |= set(control_rows(peers, control)) | set(peers.table.rows_of(control.placebos, control.years))
    for each in found:
        rows |= each.rows if isinstance(each, Bounded) else set()
    return observations.figures.loc[sorted(rows)]


def line_rows(*lines: Line) -> list[int]:
    """The rates of those that led in some year, then and a year later, and the suspect ones that were passed over."""
    return sorted({row for line in lines for row in [*line.rows_behind(line.leading.followed), *line.suspect]})
