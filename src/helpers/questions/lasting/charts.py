"""The charts of what lasts: where first places led, and the gap to a mixture of peers among the placebos."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.models.first_places import FirstPlaces
from helpers.models.synthetic import SyntheticControl
from helpers.questions.lasting.lines import Line
from helpers.questions.lasting.reservations import Finding, finding_of
from helpers.questions.lasting.tables import gap_table, places_table
from helpers.show.chart import Chart
from helpers.show.labels import Spot, write_clear
from helpers.show.palette import FAINT, INK, OTHERS, REST, RULE, look
from helpers.show.sheet import Sheet, keep_apart, label_beside, label_ends, mark_year
from helpers.text.language import _, joined, listed, number, opening_count, signed
from helpers.text.messages import RefusedError

_BESIDE = ((-8, 0), (8, 0), (0, 8), (0, -8), (-6, 8), (6, 8), (-6, -8), (6, -8))  # pixels from a dot to its name


def draw_places(line: Line | None) -> Chart | None:
    """The rank a year later by the year of the first place; of many regions, the middle half. None without any."""
    if line is None or not line.leading.known:
        return None
    found = line.leading

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(320)
        axes.set_ylim((line.among if line.is_large else max(found.after.max(), found.by_chance)) + 1, 0)
        axes.set_yticks([1, *range(*((50, line.among, 50) if line.is_large else (5, line.among + 1, 5)))])
        levels = [(found.by_chance, "--", FAINT, _("by lot %(rank)s"))]
        if line.is_large:
            _draw_halves(axes, line)
        else:
            levels.append((found.median, "-", INK, _("median %(rank)s")))
        for rank, dashes, colour, _name in levels:
            axes.axhline(rank, color=colour, linestyle=dashes, linewidth=1)
        if not line.is_large:
            _draw_dots(axes, line)
        sheet.few_years(axes)
        right = axes.get_xlim()[1]
        names = [
            label_beside(axes, name % {"rank": number(rank, int(rank % 1 > 0))}, (right, rank), 4, color=colour)
            for rank, _dashes, colour, name in sorted(levels)
        ]
        keep_apart(axes, names)
        if not line.is_large:
            _name_own(axes, line)

    said = {"top": found.top, "n": line.among, "peers": line.name, "region": line.region.name}
    alt = _("Ranks in the year after, by year; median %(median)s, by chance %(chance)s: %(dots)s.")
    alt %= {"median": number(found.median, 1), "chance": number(found.by_chance), "dots": _in_words(line)}
    return Chart(
        draw, _places_title(line), _places_measure(line) % said, alt, _places_caption(line) % said, places_table(line)
    )


def _places_measure(line: Line) -> str:
    if line.leading.top == 1:
        return _("Rank by growth a year after the first place among the %(peers)s, by year of the first place")
    return _("Rank by growth a year later of the %(top)s fastest of %(n)s %(peers)s, by year")


def _places_caption(line: Line) -> str:
    by_lot = _("Dashed: what drawing by lot would give.")
    if line.is_large:
        return joined([_("Dots: median; bars: the middle half."), by_lot])
    return joined([_("In colour: %(region)s."), by_lot]) if _own_dots(line) else by_lot


def _places_title(line: Line) -> str:
    """How many first places were kept; of many regions, whether the fastest stayed in the faster half."""
    found, said = (
        line.leading,
        {"n": len(line.leading.known), "kept": opening_count(line.leading.stayed), "top": line.leading.top},
    )
    if not line.is_large:
        return _("%(kept)s of %(n)s first places were kept the year after") % said
    message = _("The %(top)s fastest of a year are spread over all ranks in the next")
    if found.half[1] <= found.by_chance:
        message = _("Most of the %(top)s fastest of a year stay in the faster half")
    return message % said


def _own_dots(line: Line) -> list[tuple[int, int]]:
    return [(each.at.year, each.after or 0) for each in line.leading.known if each.leader == line.region]


def _draw_dots(axes: Axes, line: Line) -> None:
    others = [(each.at.year, each.after or 0) for each in line.leading.known if each.leader != line.region]
    for dots, colour, size in ((others, OTHERS.colour, 6), (_own_dots(line), look(line.region).colour, 8)):
        if dots:
            axes.plot(*zip(*dots, strict=True), "o", color=colour, markersize=size)


def _name_own(axes: Axes, line: Line) -> None:
    """The name of the region beside the last of its dots that has room for it."""
    spots = [Spot(*dot, *beside) for dot in _own_dots(line)[::-1] for beside in _BESIDE]
    write_clear(axes, line.region.name, spots, color=look(line.region).colour)


def _draw_halves(axes: Axes, line: Line) -> None:
    for at in dict.fromkeys(each.at for each in line.leading.known):
        of_year = FirstPlaces(line.leading.top, [each for each in line.leading.known if each.at == at])
        axes.plot([at.year] * 2, of_year.half, color=REST, linewidth=10, solid_capstyle="butt")
        axes.plot([at.year], [of_year.median], "o", color=INK, markersize=8)
    axes.margins(x=0.1)


def _in_words(line: Line) -> str:
    """What is drawn, dot by dot or year by year."""
    if not line.is_large:
        return listed([f"{each.at} {each.leader.name} {each.after}" for each in line.leading.known])
    medians: dict[pd.Period, list[int]] = {}
    for each in line.leading.known:
        medians.setdefault(each.at, []).append(each.after or 0)
    return listed([f"{at} {number(np.median(ranks))}" for at, ranks in medians.items()])


def draw_gap(
    line: Line | None, control: SyntheticControl | RefusedError, shorter: SyntheticControl | RefusedError
) -> Chart | None:
    """The gap to the mixture of peers by year, and fitted to fewer years; those of the peers behind it in grey.

    None where it is refused.
    """
    if line is None or isinstance(control, RefusedError):
        return None
    own = control.own.gap
    shown = {peer: each for peer, each in control.placebos.items() if each.before <= control.spread}
    colour = look(line.region).colour
    drawn = [(control, "-"), *([] if isinstance(shorter, RefusedError) else [(shorter, "--")])]

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(320)
        axes.axhline(0, color=RULE, linewidth=0.8)
        for each in shown.values():
            axes.plot(control.years.year, each.gap, color=REST, linewidth=0.9)
        for fit, dashes in drawn:
            axes.plot(fit.years.year, fit.own.gap, dashes, color=colour)
        mark_year(axes, control.since.year)
        sheet.few_years(axes)
        label_ends(
            axes, [(fit.own.gap.iloc[-1], fit.years[-1].year, _fitted_from(fit), colour) for fit, _dashes in drawn]
        )

    titles = {
        Finding.HOLDS: _("%(region)s has left its mixture of peers since %(year)s"),
        Finding.HANGS: _("The gap of %(region)s hangs on the years fitted"),
        Finding.COMMON: _("The gap of %(region)s is no larger than those of its peers"),
    }
    title = titles[finding_of(control, shorter)] % {"region": line.region.name, "year": control.since}
    measure = _("Output at constant prices less that of a mixture of peers, %")
    alt = _("Line chart of the gap to the mixture of peers in percent: %(gaps)s; in grey that of %(n)s peers.")
    gaps = listed([f"{at} {signed(gap)}" for at, gap in own.items()])
    caption = _(
        "Each line is named by the first year of its fit, which ends at the dotted line. Grey: each peer that has a "
        "mixture fitting as well, against its own."
    )
    return Chart(
        draw, title, measure, alt % {"gaps": gaps, "n": len(shown)}, caption, gap_table(line, control, shorter)
    )


def _fitted_from(control: SyntheticControl) -> str:
    return _("from %(year)s") % {"year": control.years[0]}
