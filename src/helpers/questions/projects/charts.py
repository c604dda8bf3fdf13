"""The charts of projects and investment: what is published by stage, and how concentrated it is."""

from math import log10

from matplotlib.ticker import FuncFormatter, NullFormatter

from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.questions.projects.groups import Concentration, ProjectGroup
from helpers.questions.projects.tables import concentration_table, drawn_table
from helpers.show.amounts import amount, amount_in_prose, computed_in_prose
from helpers.show.chart import Chart
from helpers.show.measures import opening
from helpers.show.palette import INK, PAGE, REST, RULE, look
from helpers.show.prose import measured
from helpers.show.rows import BAR, Row, lay_rows, leave_out_axis
from helpers.show.sheet import Sheet, label_beside
from helpers.text.language import _, joined, language_in_use, listed, number

_BILLION = 10  # in units of 100 million
_DONE = ("completed", "paid_in")  # the stages at which something stands, or has been paid
_AXIS = 42  # pixels of the axis below the rows


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
    colour, done = look(region).colour, [figure.stage in _DONE for figure in chosen]

    def draw(sheet: Sheet) -> None:
        rows = [Row(figure.name, opening(figure.indicator.stage_name)) for figure in chosen]
        axes, heights = lay_rows(sheet, rows, above=sheet.is_narrow, foot=_AXIS)
        axes.set_xscale("log")
        for height, value, is_done, text in zip(heights, values, done, said, strict=True):
            axes.plot(value, height, "o", color=colour, markersize=9, markerfacecolor=colour if is_done else PAGE)
            label_beside(axes, text, (value, height), 9, color=INK)
        axes.margins(x=0.04)
        left, right = axes.get_xlim()
        axes.hlines(heights, left, values, color=RULE, linewidth=0.5, zorder=1)
        axes.set_xlim(left, right)
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _place: number(value, 0)))

    dots = listed([f"{label} {words}" for label, words in zip(labels, said, strict=True)])
    alt = _("Dot chart for %(region)s by stage: %(dots)s.")
    caption = [_("As published, by stage. They are not parts of one another, and what is promised is not money spent.")]
    if any(done):
        caption.append(_("Filled: completed, or paid in."))
    measure = _("Billion yuan, logarithmic axis") if money else _("Number of projects, logarithmic axis")
    alt %= {"region": region.name, "dots": dots}
    table = drawn_table(chosen, _("investment") if money else _("projects"))
    return Chart(draw, _stages_title(found, money), measure, alt, joined(caption), table)


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
    colour = look(found.projects.region).colour

    def draw(sheet: Sheet) -> None:
        axes, heights = lay_rows(sheet, [Row(opening(name)) for name in shares])
        for height, share in zip(heights, shares.values(), strict=True):
            value = share.rounded.value
            axes.barh(height, value, height=BAR, color=colour)
            axes.barh(height, 100 - value, left=value, height=BAR, color=REST, alpha=0.4)
            label_beside(axes, computed_in_prose(share), (100, height), color=INK)
        axes.set_xlim(0, 100)
        leave_out_axis(axes)

    title = _("%(n)s large projects carry %(share)s of the investment")
    title %= {"n": amount(found.large_projects), "share": computed_in_prose(found.share_of_investment)}
    alt = _("Bar chart: large projects are %(projects)s of the projects and %(investment)s of the investment.")
    projects, investment = map(computed_in_prose, shares.values())
    measure = _("Share of the large projects, %")
    caption = _("Large: projects of at least %(size)s.") % {"size": amount_in_prose(found.threshold)}
    alt %= {"projects": projects, "investment": investment}
    return Chart(draw, title, measure, alt, caption, concentration_table(found))
