"""The tables of what lasts: those that led and their rank a year later, the mixture of peers, bounds."""

from collections.abc import Iterable

import numpy as np
from markupsafe import Markup

from helpers.figures.regions import Region
from helpers.models.first_places import FirstPlaces, Followed
from helpers.models.synthetic import SyntheticControl
from helpers.questions.lasting.known import Bounded
from helpers.questions.lasting.lines import Line
from helpers.show.frame import About
from helpers.show.printed import count_cell, rounded_cell, year_cell
from helpers.show.table import MISSING, Table
from helpers.text.cells import PERCENT, Cell, shown_number
from helpers.text.language import _, listed, number, signed
from helpers.text.messages import RefusedError

_TAIL = 5  # lines of a frame that are shown


def about_places(line: Line | None) -> About:
    """What the frame of those that led, and of their rank a year later, is shown with."""
    if line is None:
        return About("")
    said = {"peers": line.name, "top": line.leading.top}
    title = _("The fastest of the %(peers)s, and their rank by growth a year later") % said
    if line.leading.top > 1:
        title = _("The %(top)s fastest of the %(peers)s, and their rank by growth a year later") % said
    names = {"leader": _("region"), "rank": _("rank"), "after": _("rank a year later"), "among": _("of")}
    behind = {str(each.at): line.rows_behind([each]) for each in line.leading.known[-_TAIL:]}
    return About(title, {"rank": behind, "after": behind} if not line.is_large else {}, names)


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


def weights_table(
    line: Line | None, control: SyntheticControl | RefusedError, shorter: SyntheticControl | RefusedError
) -> Table | None:
    """The weight of every peer that has one, by the years that are fitted; None where the mixture is refused."""
    if line is None or isinstance(control, RefusedError):
        return None
    fits = [control, *([] if isinstance(shorter, RefusedError) else [shorter])]
    peers = dict.fromkeys(
        peer for fit in fits for peer in sorted(fit.weighing, key=lambda each: -fit.own.weights[each])
    )
    lines = [[peer.name, *(_weight(line, fit, peer) for fit in fits)] for peer in peers]
    years = _("fitted to the %(n)s years before %(since)s")
    header = [_("region"), *(years % {"n": fit.fitted, "since": fit.since} for fit in fits)]
    return Table(_("The mixture of peers: all others have no weight"), header, lines)


def _weight(line: Line, fit: SyntheticControl, peer: Region) -> Cell | str:
    if peer not in fit.weighing:
        return MISSING
    before = [at for at in fit.years if at < fit.since]
    return shown_number(number(100 * fit.own.weights[peer], 0), line.table.rows_of([peer], before), PERCENT, "pct")


def gap_table(line: Line, control: SyntheticControl, shorter: SyntheticControl | RefusedError) -> Table:
    """The gap of every year, the same fitted to fewer years, and between which the placebos lie; folded."""
    later = {} if isinstance(shorter, RefusedError) else dict(zip(shorter.years, shorter.own.gap, strict=True))
    header = [_("year"), _("gap to the mixture, %"), _("fitted to the later years alone")]
    header += [_("gaps of the peers to theirs, lowest"), _("highest")]
    lines = []
    for place, (at, gap) in enumerate(zip(control.years, control.own.gap, strict=True)):
        rows = line.table.rows_of([line.region, *control.weighing], [at])
        placebos = [float(each.gap.iloc[place]) for each in control.placebos.values()]
        others = line.table.rows_of(control.placebos, [at])
        shown = [(gap, rows), (later.get(at), others), (np.min(placebos), others), (np.max(placebos), others)]
        cells = [MISSING if gap is None else shown_number(signed(gap), behind, unit="pct") for gap, behind in shown]
        lines.append([year_cell(at), *cells])
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
            lines.append([name, year_cell(bounded.period), *ends])
    return Table(_("Bounds of rates that are not published"), header, lines, folded=True) if lines else None


def assumptions_table(*found: Bounded | Exception | None) -> Table | None:
    """What the bounds rest on, published or assumed; None where there are none."""
    lines = []
    for bounded in _given(found):
        said = {"region": listed([region.name for region in bounded.each]), "period": bounded.period}
        if bounded.period.isdigit():
            said["period"] = _("%(year)s") % {"year": bounded.period}
        lines.append([_("%(region)s, %(period)s") % said, Cell(Markup("<br>").join(bounded.assumptions))])
    header = [_("bounds of"), _("known or assumed")]
    return Table(_("What the bounds rest on"), header, lines) if lines else None


def _given(found: Iterable[Bounded | Exception | None]) -> list[Bounded]:
    return [each for each in found if isinstance(each, Bounded)]
