"""The tables of what lasts: those that led and their rank a year later, the mixture of peers, bounds."""

from collections.abc import Iterable

import numpy as np

from helpers.models.first_places import FirstPlaces, Followed
from helpers.models.synthetic import SyntheticControl
from helpers.questions.lasting.known import Bounded
from helpers.questions.lasting.lines import Line
from helpers.show.printed import count_cell, rounded_cell, year_cell
from helpers.show.table import MISSING, Table
from helpers.text.cells import PERCENT, Cell, shown_number
from helpers.text.language import _, number, signed
from helpers.text.messages import RefusedError


def places_table(line: Line) -> Table:
    """The first of every year, its rate, and its rank and rate in the next; of many regions, year by year; folded."""
    if line.is_large:
        return _years_table(line)
    header = [_("year"), _("first"), _("growth, %"), _("rank in the next year"), _("growth then, %"), _("of")]
    lines = []
    for each in line.leading.followed:
        after = line.table.figure(each.leader, each.at + 1)
        rank = count_cell(each.after, line.rows_of_rank(each.leader, each.at + 1), "rank") if each.after else MISSING
        lines.append(
            [
                year_cell(each.at, line.rows_of_rank(each.leader, each.at)),
                each.leader.name,
                _rate(line, each, 0),
                rank,
                _rate(line, each, 1) if after is not None else MISSING,
                each.among or MISSING,
            ]
        )
    caption = _("The fastest of the %(peers)s and where they stood a year later") % {"peers": line.name}
    return Table(caption, header, lines, folded=True)


def _rate(line: Line, each: Followed, later: int) -> Cell | str:
    figure = line.table.figure(each.leader, each.at + later)
    return MISSING if figure is None else rounded_cell(figure, unit="pct")


def _years_table(line: Line) -> Table:
    header = [_("year"), _("regions"), _("median rank in the next year"), _("half of them, from"), _("to")]
    header += [_("still among them"), _("of")]
    lines = []
    for at in dict.fromkeys(each.at for each in line.leading.known):
        found = FirstPlaces(line.leading.top, [each for each in line.leading.known if each.at == at])
        rows = line.rows_behind(found.known)
        low, high = found.half
        ranks = [shown_number(number(value, 1), rows, unit="rank") for value in (found.median, low, high)]
        lines.append([year_cell(at), len(found.known), *ranks, count_cell(found.stayed, rows), found.known[0].among])
    caption = _("The %(top)s fastest %(peers)s of each year and where they stood in the next")
    return Table(caption % {"top": line.leading.top, "peers": line.name}, header, lines, folded=True)


def weights_table(line: Line | None, control: SyntheticControl | RefusedError) -> Table | None:
    """The mixture: the weight of every peer that has one; None where it is refused."""
    if line is None or isinstance(control, RefusedError):
        return None
    weights = control.own.weights
    weighing = sorted(control.weighing, key=lambda peer: -weights[peer])
    before = [at for at in control.years if at < control.since]
    lines = [
        [peer.name, shown_number(number(100 * weights[peer], 0), line.table.rows_of([peer], before), PERCENT, "pct")]
        for peer in weighing
    ]
    caption = _("The mixture of peers, fitted to the %(n)s years before %(since)s; all others have no weight")
    names = {"n": control.fitted, "since": control.since}
    return Table(caption % names, [_("region"), _("weight")], lines, label=_("The mixture of peers"))


def gap_table(line: Line, control: SyntheticControl) -> Table:
    """The gap of every year, and between which the placebos lie; folded."""
    header = [_("year"), _("gap to the mixture, %"), _("gaps of the peers to theirs, lowest"), _("highest")]
    lines = []
    for place, (at, gap) in enumerate(zip(control.years, control.own.gap, strict=True)):
        rows = line.table.rows_of([line.region, *control.weighing], [at])
        placebos = [float(each.gap.iloc[place]) for each in control.placebos.values()]
        others = line.table.rows_of(control.placebos, [at])
        ends = [shown_number(signed(end), others, unit="pct") for end in (np.min(placebos), np.max(placebos))]
        lines.append([year_cell(at), shown_number(signed(gap), rows, unit="pct"), *ends])
    caption = _("Output against the mixture of peers, and the same of every peer, %")
    return Table(caption, header, lines, folded=True)


def bounds_table(*found: Bounded | Exception | None) -> Table | None:
    """What every unpublished rate must lie between; folded. None where there is none."""
    header, lines = [_("region"), _("period"), _("at least, %"), _("at most, %")], []
    for bounded in _given(found):
        named = [(region.name, bound) for region, bound in bounded.each.items()]
        if bounded.together is not None and len(named) > 1:
            named.append((_("these together, weighted by GDP"), bounded.together))
        for name, bound in named:
            ends = [shown_number(number(end, 2), bounded.rows, unit="pct") for end in (bound.low, bound.high)]
            lines.append([name, bounded.period, *ends])
    return Table(_("Bounds of rates that are not published"), header, lines, folded=True) if lines else None


def _given(found: Iterable[Bounded | Exception | None]) -> list[Bounded]:
    return [each for each in found if isinstance(each, Bounded)]
