"""The place of a region among its peers in one year: a bar each, ties, who is missing, and what rounding leaves."""

from collections.abc import Mapping

from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.regions import Region
from helpers.models.ranks import possible_ranks
from helpers.questions.explore.code import figures_code, preamble
from helpers.questions.explore.kinds.one_year import FEW, OneYear
from helpers.questions.explore.shown import Shown
from helpers.show.amounts import Amount, computed
from helpers.show.chart import Chart
from helpers.show.key_figures import KeyFigures
from helpers.show.palette import INK, OTHERS, RULE, looks
from helpers.show.printed import count_cell, raw_cell
from helpers.show.ranks import short_standing, whole_standing
from helpers.show.sheet import SMALL, Sheet, label_beside
from helpers.show.table import Table
from helpers.text.cells import Cell
from helpers.text.citations import say
from helpers.text.language import _, listed, number

_LINE = 21  # pixels of a bar


def shown_ranks(known: Observations, year: OneYear) -> Shown:
    """The ranks of a year."""
    places = possible_ranks(year.figures)
    table = ranks_table(year, places)
    figures: dict[str, Cell | str] = {}
    if (own := year.standing) is not None:
        figures[_("%(region)s, %(year)s") % {"region": year.region.name, "year": year.at}] = short_standing(own)
    return Shown(
        finding=_finding(year),
        rows=year.rows,
        code=lambda: "\n".join([*preamble(), *_code(known, year)]),
        table=table,
        chart=_chart(year, table),
        key_figures=KeyFigures(figures) if figures else None,
        sentences=sentences(year),
        points=year.points,
    )


def _finding(year: OneYear) -> Markup:
    """The place of the region with its figure; where it has none, who is first."""
    name = year.indicator.name
    name = name if name[:3].isupper() else f"{name[0].lower()}{name[1:]}"
    names: dict[str, object] = {"year": year.at, "indicator": name, "region": year.region.name}
    own = year.standing
    if own is None:
        first = next(iter(year.figures))
        message = _("%(region)s has no sound figure of %(indicator)s in %(year)s; first was %(first)s with %(figure)s.")
        return say(message, first=first.name, figure=_amount(year, first), **names)
    message = _("In %(year)s %(region)s was %(standing)s by %(indicator)s, with %(figure)s.")
    return say(message, standing=Markup(whole_standing(own)), figure=_amount(year, year.region), **names)


def _amount(year: OneYear, region: Region) -> str:
    return computed(Amount(year.figures[region], year.indicator.unit))


def sentences(year: OneYear) -> list[Markup]:
    """Of which release the figures are, who shares a place, and who has no figure."""
    said = [say(_("All are figures of one release: %(release)s."), release=year.basis.name)]
    values = [figure.value for figure in year.figures.values()]
    tied = [region.name for region, figure in year.figures.items() if values.count(figure.value) > 1]
    if tied and len(tied) <= FEW:
        said.append(say(_("Equal figures share the better place: %(regions)s."), regions=listed(tied)))
    if year.missing:
        missing = listed([region.name for region in year.missing])
        said.append(say(_("Without a sound figure of this release: %(regions)s."), regions=missing))
    return said


def ranks_table(year: OneYear, places: Mapping[Region, tuple[int, int]]) -> Table:
    """The figures of a year with their ranks, the first first, and the ranks that rounding leaves open."""
    values = [figure.value for figure in year.figures.values()]
    printed = year.rows["value"]
    unit = year.indicator.unit
    columns: dict[str, list[Cell | str]] = {_("region"): [region.name for region in year.figures]}
    columns[year.indicator.name] = [
        raw_cell(printed[next(iter(figure.rows))], figure.rows, unit) for figure in year.figures.values()
    ]
    columns[_("rank")] = [
        count_cell(1 + sum(other > figure.value for other in values), figure.rows) for figure in year.figures.values()
    ]
    columns[_("rank within rounding")] = [
        str(best) if best == worst else _("%(best)s to %(worst)s") % {"best": best, "worst": worst}
        for best, worst in (places[region] for region in year.figures)
    ]
    names = {"indicator": year.indicator.name, "unit": year.indicator.unit_name, "year": year.at}
    return Table.of_columns(_("%(indicator)s in %(year)s, in %(unit)s, and ranks") % names, columns, folded=True)


def _chart(year: OneYear, table: Table) -> Chart:
    """Bars from the first at the top to the last; of very many the first ones, and the region's own."""
    drawn = [*year.figures][:FEW]
    if year.region in year.figures and year.region not in drawn:
        drawn.append(year.region)
    values = {region: year.figures[region].value for region in drawn}
    colour = looks([year.region])[year.region].colour
    ranks = {region: 1 + sum(f.value > year.figures[region].value for f in year.figures.values()) for region in drawn}

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(16 + _LINE * len(values))
        colours = [colour if region == year.region else OTHERS.colour for region in values]
        axes.barh(range(len(values)), list(values.values()), color=colours, height=0.72)
        axes.axvline(0, color=RULE, linewidth=0.8)
        for at, (region, value) in enumerate(values.items()):
            ink = colour if region == year.region else INK
            label_beside(axes, number(value), (max(value, 0), at), 5, fontsize=SMALL, color=ink)
        names = [f"{ranks[region]}  {region.name}" for region in values]
        axes.set_yticks(range(len(values)), names, color=INK)
        if year.region in values:
            axes.get_yticklabels()[drawn.index(year.region)].set(color=colour)
        axes.set_ylim(len(values) - 0.4, -0.6)
        axes.margins(x=0)
        axes.set_xticks([])
        axes.grid(visible=False)
        axes.spines["bottom"].set_visible(False)

    said = listed([f"{region.name} {number(value)}" for region, value in values.items()])
    words = {"indicator": year.indicator.name, "unit": year.indicator.unit_name, "year": year.at, "values": said}
    words |= {"region": year.region.name, "first": drawn[0].name}
    title = _("%(first)s was first in %(year)s") % words
    if (own := year.standing) is not None:
        title = _("%(region)s was %(standing)s in %(year)s") % (words | {"standing": short_standing(own)})
    return Chart(
        draw,
        title,
        _("%(indicator)s in %(year)s, %(unit)s, with ranks") % words,
        _("Bar chart of %(indicator)s in %(year)s, in %(unit)s: %(values)s.") % words,
        "",
        table,
    )


def _code(known: Observations, year: OneYear) -> list[str]:
    basis = {year.at: year.basis.code}
    return [
        *figures_code(known, year.rows, basis, "figures"),
        'ranks = figures.assign(rank=figures["value"].rank(ascending=False, method="min"))',
        'ranks.sort_values("rank")',
    ]
