"""The charts of what lasts: where first places led, and the gap to a mixture of peers among the placebos."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.models.first_places import FirstPlaces
from helpers.models.synthetic import SyntheticControl
from helpers.questions.lasting.lines import Line
from helpers.questions.lasting.tables import gap_table, places_table
from helpers.show.chart import COLOURS, FAINT, Chart, canvas, label_beside, label_ends, mark_year
from helpers.text.language import _, listed, number, signed
from helpers.text.messages import RefusedError


def draw_places(line: Line | None) -> Chart | None:
    """The rank a year later by the year of the first place; of many regions, the middle half. None without any."""
    if line is None or not line.leading.known:
        return None
    found = line.leading
    median = number(found.median, 1)
    with canvas(3.4) as (drawing, axes):
        if line.is_large:
            _draw_halves(axes, line)
            title = _("The median of the %(top)s fastest %(peers)s ranked %(median)s of %(n)s a year later")
            caption = _("Dots: median rank in the year after; bars: the middle half. Dashed: what chance would give.")
        else:
            _draw_dots(axes, line)
            title = _("The median first place of one year ranked %(median)s of %(n)s in the next")
            caption = _("Rank in the year after each first place. Line: median; dashed: what chance would give.")
        axes.axhline(found.by_chance, color=FAINT, linestyle="--", linewidth=1)
        axes.set_ylim((line.among if line.is_large else max(found.after.max(), found.by_chance)) + 1, 0)
        axes.set_yticks([1, *range(*((50, line.among, 50) if line.is_large else (5, line.among + 1, 5)))])
        axes.locator_params("x", integer=True)
        axes.set_xlabel(_("year of the first place") if found.top == 1 else _("year among the fastest"))
        axes.set_ylabel(_("rank in the year after"))
        axes.set_title(title % {"top": found.top, "peers": line.name, "median": median, "n": line.among})
    alt = _("Ranks in the year after, by year; median %(median)s, by chance %(chance)s: %(dots)s.")
    alt %= {"median": median, "chance": number(found.by_chance), "dots": _in_words(line)}
    return Chart(drawing, alt, caption, places_table(line))


def _draw_dots(axes: Axes, line: Line) -> None:
    found = line.leading
    axes.axhline(found.median, color=COLOURS[1], linewidth=1)
    for mine, colour, size in ((False, COLOURS[1], 5), (True, COLOURS[0], 7)):
        dots = [(each.at.year, each.after) for each in found.known if (each.leader == line.region) == mine]
        if dots:
            axes.plot(*zip(*dots, strict=True), "o", color=colour, markersize=size)
    for each in found.known:
        if each.leader == line.region:
            offset = 8 if each.at.year < line.ranked[-1].year - 4 else -8
            label_beside(
                axes, line.region.name, (each.at.year, each.after or 0), offset, fontsize=8.5, color=COLOURS[0]
            )


def _draw_halves(axes: Axes, line: Line) -> None:
    for at in dict.fromkeys(each.at for each in line.leading.known):
        of_year = FirstPlaces(line.leading.top, [each for each in line.leading.known if each.at == at])
        axes.plot([at.year] * 2, of_year.half, color=COLOURS[1], linewidth=5, alpha=0.35, solid_capstyle="butt")
        axes.plot([at.year], [of_year.median], "o", color=COLOURS[1], markersize=6)
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
    own, years = control.own.gap, control.years
    shown = {peer: each for peer, each in control.placebos.items() if each.before <= control.spread}
    names = {"region": line.region.name, "gap": signed(own.iloc[-1]), "year": years[-1]}
    title = _("%(region)s against its mixture of peers in %(year)s: %(gap)s%%")
    with canvas(3.4) as (drawing, axes):
        for each in shown.values():
            axes.plot(years.year, each.gap, color="#c4c4c4", linewidth=0.9)
        axes.plot(years.year, own, color=COLOURS[0], linewidth=2.2)
        ends = [(float(own.iloc[-1]), years[-1].year, _fitted_from(control), COLOURS[0])]
        if not isinstance(shorter, RefusedError):
            other = shorter.own.gap
            axes.plot(shorter.years.year, other, color=COLOURS[1], linestyle="--", linewidth=1.8)
            ends.append((float(other.iloc[-1]), shorter.years[-1].year, _fitted_from(shorter), COLOURS[1]))
            title = _("%(region)s: %(gap)s%% or %(other)s%%, by the years fitted")
            names["other"] = signed(other.iloc[-1])
        axes.axhline(0, color=FAINT, linewidth=0.7)
        label_ends(axes, ends)
        mark_year(axes, control.since.year, "")
        axes.locator_params("x", integer=True)
        axes.set_ylabel(_("gap to the mixture, %"))
        axes.set_title(title % names)
    alt = _("Line chart of the gap to the mixture of peers in percent: %(gaps)s; in grey that of %(n)s peers.")
    gaps = listed([f"{at} {signed(gap)}" for at, gap in own.items()])
    caption = _(
        "Output at constant prices less that of the mixture; grey: each peer that has a mixture fitting as well "
        "against its own. Dotted: end of the fit."
    )
    return Chart(drawing, alt % {"gaps": gaps, "n": len(shown)}, caption, gap_table(line, control, shorter))


def _fitted_from(control: SyntheticControl) -> str:
    return _("fitted from %(year)s") % {"year": control.years[0]}
