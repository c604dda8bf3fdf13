"""What a view shows: its form decides which of `helpers.questions.explore.kinds` shows it."""

from helpers.figures.observations import Observations, rows_behind
from helpers.parameters.values import Parameters
from helpers.questions.explore.kinds.index import shown_index
from helpers.questions.explore.kinds.lines import shown_lines
from helpers.questions.explore.kinds.one_year import in_one_year
from helpers.questions.explore.kinds.ranks import shown_ranks
from helpers.questions.explore.kinds.scatter import shown_scatter
from helpers.questions.explore.kinds.tiles import shown_tiles
from helpers.questions.explore.parameters import NONE
from helpers.questions.explore.shown import Shown, refused
from helpers.questions.explore.view import select, selected
from helpers.text.messages import RefusedError


def look_at(observations: Observations, parameters: Parameters) -> Shown:
    """What resolved parameters ask for; where the figures do not allow it, the sentence that says why.

    Raises
    ------
    NoFiguresError
        Nothing is recorded there.
    """
    known = observations.as_known(parameters.as_of)
    region, indicator, last = parameters.region, parameters.indicator, parameters.last_year
    try:
        if parameters.form == "scatter":
            return shown_scatter(known, region, (parameters.first_year, last), parameters)
        if parameters.form in ("map", "ranks"):
            year = in_one_year(known, region, indicator, last)
            return shown_tiles(known, year) if parameters.form == "map" else shown_ranks(known, year)
        selection = select(observations, parameters)
        return shown_lines(selection) if parameters.base == NONE else shown_index(selection)
    except RefusedError as refusal:
        own = selected(known, region, indicator, parameters.span, (parameters.first_year, last))
        return refused(refusal, rows_behind(own))
