"""The charts of projects and investment: what is published by stage, and how concentrated it is."""

from math import log10
from textwrap import wrap

from matplotlib.ticker import FuncFormatter

from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.questions.projects.groups import Concentration, ProjectGroup
from helpers.questions.projects.tables import concentration_table, drawn_table
from helpers.show.amounts import amount, amount_in_prose, computed_in_prose
from helpers.show.chart import COLOURS, INK, Chart, canvas, label_beside
from helpers.show.prose import measured
from helpers.text.language import _, language_in_use, listed, number

_MARKERS = "osD^vP*X"
_BILLION = 10  # in units of 100 million
_LABEL_WIDTH = {"en": 42, "zh": 24}  # characters to a line


def draw_stages(region: Region, found: list[ProjectGroup], unit: str) -> Chart:
    """The projects, or their investment, as dots on a logarithmic axis, each labelled with its stage.

    They run over four powers of ten, and no bar is part of another: dots, for a bar on such an axis has no length.
    """
    money = unit == "investment"
    chosen = [each for group in found if (each := group.investment if money else group.projects) is not None]
    billions = money and language_in_use() == "en"
    values = [figure.rounded.value / (_BILLION if billions else 1) for figure in chosen]
    word = _in_billions if billions else amount_in_prose if money else measured
    said = [word(figure) for figure in chosen]
    labels = [
        _("%(stage)s: %(name)s") % {"stage": figure.indicator.stage_name, "name": figure.name} for figure in chosen
    ]
    stages = list(dict.fromkeys(figure.stage for figure in chosen))
    with canvas(1.1 + 0.4 * len(chosen)) as (drawing, axes):
        for height, (figure, value) in enumerate(zip(chosen, values, strict=True)):
            place = stages.index(figure.stage)
            colour, marker = COLOURS[place % len(COLOURS)], _MARKERS[place % len(_MARKERS)]
            axes.plot(value, height, marker, color=colour, markersize=7)
            label_beside(axes, said[height], (value, height), 8, fontsize=8.5, color=INK)
        axes.set_xscale("log")
        axes.margins(x=0.06)
        axes.set_xlim(right=axes.get_xlim()[1] * 60)  # room for the last figure in words
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _place: number(value, 0)))
        axes.grid(axis="y", color="#e3e3e3", linewidth=0.6)
        wrapped = ["\n".join(wrap(label, _LABEL_WIDTH[language_in_use()])) for label in labels]
        axes.set_yticks(range(len(chosen)), wrapped, fontsize=8)
        axes.set_ylim(len(chosen) - 0.5, -0.5)
        axes.set_xlabel(
            _("billion yuan (logarithmic axis)") if money else _("projects (logarithmic axis)"), loc="right"
        )
        drawing.suptitle(_stages_title(found, money), x=0.01, ha="left", fontsize=12)
    dots = listed([f"{label} {words}" for label, words in zip(labels, said, strict=True)])
    alt = _("Dot chart for %(region)s by stage: %(dots)s.")
    caption = _("As published, by stage. They are not parts of one another, and what is promised is not money spent.")
    alt %= {"region": region.name, "dots": dots}
    return Chart(drawing, alt, caption, drawn_table(chosen, _("investment") if money else _("projects")))


def _in_billions(figure: Figure) -> str:
    """A sum in the unit of the axis, whatever its size, to three digits."""
    value = figure.rounded.value / _BILLION
    decimals = max(0, 2 - int(log10(value)))
    return _("%(number)s billion yuan") % {"number": number(value, decimals)}


def _stages_title(found: list[ProjectGroup], money: bool) -> str:
    """How far the published figures reach: when money paid in was last told, or whether what is built is counted."""
    if not money:
        built = any(group.projects for group in found if group.leading.stage == "completed")
        return (
            _("Completed projects are counted, too") if built else _("How many projects are completed is not counted")
        )
    paid = [group.investment for group in found if group.investment and group.leading.stage == "paid_in"]
    if not paid:
        return _("Nothing published is money paid in")
    last = max(paid, key=lambda figure: figure.window.end)
    return _("Money paid in was last published for %(period)s") % {"period": last.days}


def draw_concentration(found: Concentration | None) -> Chart | None:
    """The share of the large projects among all projects and in all investment; None without a breakdown."""
    if found is None:
        return None
    shares = {_("of the projects"): found.share_of_projects, _("of the investment"): found.share_of_investment}
    with canvas(1.8) as (drawing, axes):
        for height, share in enumerate(shares.values()):
            value = share.rounded.value
            axes.barh(height, value, color=COLOURS[0], hatch="////", edgecolor="white")
            axes.barh(height, 100 - value, left=value, color="#d9d9d9")
            label_beside(axes, computed_in_prose(share), (100, height), color=INK)
        axes.set_yticks(range(len(shares)), list(shares))
        axes.set_ylim(len(shares) - 0.5, -0.5)
        axes.set_xlim(0, 100)
        axes.set_xlabel("%")
        title = _("%(n)s large projects carry %(share)s of the investment")
        axes.set_title(
            title % {"n": amount(found.large_projects), "share": computed_in_prose(found.share_of_investment)}
        )
    alt = _("Bar chart: large projects are %(projects)s of the projects and %(investment)s of the investment.")
    projects, investment = map(computed_in_prose, shares.values())
    caption = _("Share of the large projects, percent. Hatched: projects of at least %(size)s.")
    caption %= {"size": amount_in_prose(found.threshold)}
    return Chart(drawing, alt % {"projects": projects, "investment": investment}, caption, concentration_table(found))
