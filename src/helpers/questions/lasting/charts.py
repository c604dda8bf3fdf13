"""The charts of what lasts: where first places led, and the gap to a mixture of peers among the placebos."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.models.first_places import FirstPlaces
from helpers.models.synthetic import SyntheticControl
from helpers.questions.lasting.lines import Line
from helpers.questions.lasting.reservations import Finding, finding_of
from helpers.questions.lasting.tables import gap_table, places_table
from helpers.show.chart import COLOURS, FAINT, Chart, canvas, label_beside, label_ends, mark_year
from helpers.text.language import _, language_in_use, listed, number, signed
from helpers.text.messages import RefusedError

_LETTER = 5  # points that a letter of a name is wide


def draw_places(line: Line | None) -> Chart | None:
    """The rank a year later by the year of the first place; of many regions, the middle half. None without any."""
    if line is None or not line.leading.known:
        return None
    found = line.leading
    with canvas(3.4) as (drawing, axes):
        if line.is_large:
            _draw_halves(axes, line)
            caption = _(
                "Dots: median rank a year later of the %(top)s fastest of %(n)s %(peers)s; bars: the middle half. "
                "Dashed: what drawing by lot would give."
            )
        else:
            _draw_dots(axes, line)
            caption = _(
                "Rank a year later of each leader among the %(peers)s, 1 the fastest; red: %(region)s. Line: median; "
                "dashed: what drawing by lot would give."
            )
        axes.axhline(found.by_chance, color=FAINT, linestyle="--", linewidth=1)
        axes.set_ylim((line.among if line.is_large else max(found.after.max(), found.by_chance)) + 1, 0)
        axes.set_yticks([1, *range(*((50, line.among, 50) if line.is_large else (5, line.among + 1, 5)))])
        axes.locator_params("x", integer=True)
        axes.set_xlabel(_("year of the first place") if found.top == 1 else _("year among the fastest"))
        axes.set_ylabel(_("rank in the year after"))
        axes.set_title(_places_title(line))
        if not line.is_large:
            _name_own(axes, line)
    alt = _("Ranks in the year after, by year; median %(median)s, by chance %(chance)s: %(dots)s.")
    alt %= {"median": number(found.median, 1), "chance": number(found.by_chance), "dots": _in_words(line)}
    caption %= {"top": found.top, "n": line.among, "peers": line.name, "region": line.region.name}
    return Chart(drawing, alt, caption, places_table(line))


def _places_title(line: Line) -> str:
    """How many first places were kept; of many regions, whether the fastest stayed in the faster half."""
    found, said = line.leading, {"n": len(line.leading.known), "kept": line.leading.stayed, "top": line.leading.top}
    if not line.is_large:
        return _("%(kept)s of %(n)s first places were kept the year after") % said
    message = _("The %(top)s fastest of a year are spread over all ranks in the next")
    if found.half[1] <= found.by_chance:
        message = _("Most of the %(top)s fastest of a year stay in the faster half")
    return message % said


def _draw_dots(axes: Axes, line: Line) -> None:
    found = line.leading
    axes.axhline(found.median, color=COLOURS[1], linewidth=1)
    for mine, colour, size in ((False, COLOURS[1], 5), (True, COLOURS[0], 7)):
        dots = [(each.at.year, each.after) for each in found.known if (each.leader == line.region) == mine]
        if dots:
            axes.plot(*zip(*dots, strict=True), "o", color=colour, markersize=size)


def _name_own(axes: Axes, line: Line) -> None:
    """The name of the region beside its last dot, on the side where it covers the fewest others."""
    own = [each for each in line.leading.known if each.leader == line.region]
    if not own:
        return
    drawing = axes.figure
    assert drawing is not None, "the axes were made with one"
    places = np.array([(each.at.year, each.after or 0) for each in [own[-1], *line.leading.known]], dtype=float)
    dots = axes.transData.transform(places) * 72 / drawing.dpi
    right, up = (dots[1:] - dots[0]).T  # points from the last own dot
    width = _LETTER * len(line.region.name) * (1 if language_in_use() == "en" else 2)
    beside = {side: _between(side * right, 4, width + 12) & (np.abs(up) < _LETTER) for side in (1, -1)}
    side = min(beside, key=lambda each: (beside[each].sum(), each))
    style = {"fontsize": 8.5, "color": COLOURS[0]}
    label_beside(axes, line.region.name, tuple(places[0]), 8 * side, **style)


def _between(values: np.ndarray, low: float, high: float) -> np.ndarray:
    return (values > low) & (values < high)


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
    titles = {
        Finding.HOLDS: _("%(region)s has left its mixture of peers since %(year)s"),
        Finding.HANGS: _("The gap of %(region)s hangs on the years fitted"),
        Finding.COMMON: _("The gap of %(region)s is no larger than those of its peers"),
    }
    with canvas(3.4) as (drawing, axes):
        for each in shown.values():
            axes.plot(years.year, each.gap, color="#c4c4c4", linewidth=0.9)
        axes.plot(years.year, own, color=COLOURS[0], linewidth=2.2)
        ends = [(float(own.iloc[-1]), years[-1].year, _fitted_from(control), COLOURS[0])]
        if not isinstance(shorter, RefusedError):
            other = shorter.own.gap
            axes.plot(shorter.years.year, other, color=COLOURS[1], linestyle="--", linewidth=1.8)
            ends.append((float(other.iloc[-1]), shorter.years[-1].year, _fitted_from(shorter), COLOURS[1]))
        axes.axhline(0, color=FAINT, linewidth=0.7)
        label_ends(axes, ends)
        mark_year(axes, control.since.year, "")
        axes.locator_params("x", integer=True)
        axes.set_ylabel(_("gap to the mixture, %"))
        axes.set_title(titles[finding_of(control, shorter)] % {"region": line.region.name, "year": control.since})
    alt = _("Line chart of the gap to the mixture of peers in percent: %(gaps)s; in grey that of %(n)s peers.")
    gaps = listed([f"{at} {signed(gap)}" for at, gap in own.items()])
    caption = _(
        "Output at constant prices less that of the mixture; grey: each peer that has a mixture fitting as well "
        "against its own. Dotted: end of the fit."
    )
    return Chart(drawing, alt % {"gaps": gaps, "n": len(shown)}, caption, gap_table(line, control, shorter))


def _fitted_from(control: SyntheticControl) -> str:
    return _("fitted from %(year)s") % {"year": control.years[0]}
