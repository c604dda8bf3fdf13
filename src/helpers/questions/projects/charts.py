"""The charts of projects and investment: what is published by stage, and how concentrated it is."""

from textwrap import wrap

from matplotlib.ticker import FuncFormatter

from helpers.figures.regions import Region
from helpers.questions.projects.groups import Concentration, ProjectGroup
from helpers.questions.projects.tables import concentration_table, drawn_table
from helpers.show.amounts import amount, computed
from helpers.show.chart import COLOURS, INK, Chart, canvas, label_beside
from helpers.text.language import _, language_in_use, listed, number

_MARKERS = "osD^vP*X"
_LABEL_WIDTH = {"en": 42, "zh": 24}  # characters to a line


def draw_stages(region: Region, found: list[ProjectGroup], unit: str) -> Chart:
    """The projects, or their investment, as dots on a logarithmic axis, each labelled with its stage.

    They run over four powers of ten, and no bar is part of another: dots, for a bar on such an axis has no length.
    """
    counted = [group.investment if unit == "investment" else group.projects for group in found]
    chosen = [figure for figure in counted if figure is not None]
    values = [figure.rounded.value for figure in chosen]
    labels = [
        _("%(stage)s: %(name)s") % {"stage": figure.indicator.stage_name, "name": figure.name} for figure in chosen
    ]
    stages = list(dict.fromkeys(figure.stage for figure in chosen))
    with canvas(1.1 + 0.4 * len(chosen)) as (drawing, axes):
        for height, (figure, value) in enumerate(zip(chosen, values, strict=True)):
            place = stages.index(figure.stage)
            colour, marker = COLOURS[place % len(COLOURS)], _MARKERS[place % len(_MARKERS)]
            axes.plot(value, height, marker, color=colour, markersize=7)
            label_beside(axes, amount(figure), (value, height), 8, fontsize=8.5, color=INK)
        axes.set_xscale("log")
        axes.margins(x=0.06)
        axes.set_xlim(right=axes.get_xlim()[1] * 60)  # room for the last figure in words
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _place: number(value, 0)))
        axes.grid(axis="y", color="#e3e3e3", linewidth=0.6)
        wrapped = ["\n".join(wrap(label, _LABEL_WIDTH[language_in_use()])) for label in labels]
        axes.set_yticks(range(len(chosen)), wrapped, fontsize=8)
        axes.set_ylim(len(chosen) - 0.5, -0.5)
        quantity = _("investment, 100 million yuan") if unit == "investment" else _("projects")
        axes.set_xlabel(_("%(quantity)s (logarithmic axis)") % {"quantity": quantity}, loc="right")
        least, most = (amount(chosen[values.index(end)]) for end in (min(values), max(values)))
        title = _("From %(least)s to %(most)s, and not a funnel")
        drawing.suptitle(title % {"least": least, "most": most}, x=0.01, ha="left", fontsize=12)
    dots = listed([f"{label} {amount(figure)}" for label, figure in zip(labels, chosen, strict=True)])
    alt = _("Dot chart for %(region)s by stage: %(dots)s.")
    caption = _("As published, by stage. They are not parts of one another, and what is promised is not money spent.")
    alt %= {"region": region.name, "dots": dots}
    return Chart(drawing, alt, caption, drawn_table(chosen, _("investment") if unit == "investment" else _("projects")))


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
            label_beside(axes, computed(share), (100, height), color=INK)
        axes.set_yticks(range(len(shares)), list(shares))
        axes.set_ylim(len(shares) - 0.5, -0.5)
        axes.set_xlim(0, 100)
        axes.set_xlabel("%")
        title = _("%(n)s large projects carry %(share)s of the investment")
        axes.set_title(title % {"n": amount(found.large_projects), "share": computed(found.share_of_investment)})
    alt = _("Bar chart: large projects are %(projects)s of the projects and %(investment)s of the investment.")
    projects, investment = (number(share.rounded.value) + "%" for share in shares.values())
    caption = _("Hatched: projects that reach %(size)s.") % {"size": amount(found.threshold)}
    return Chart(drawing, alt % {"projects": projects, "investment": investment}, caption, concentration_table(found))
