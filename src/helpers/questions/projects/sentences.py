"""Projects and investment by stage in sentences and tables: what is published, how large, what must not be compared."""

from decimal import Decimal
from itertools import islice

import pandas as pd
from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.published import Figure, latest_figure
from helpers.figures.scope import ScopeError, growth
from helpers.questions.projects.groups import COMPARED, EVENTS, Concentration, Lot
from helpers.show.amounts import amount, computed, with_unit
from helpers.show.key_figures import KeyFigures
from helpers.show.table import MISSING, Table
from helpers.show.wording import quoted, say
from helpers.text import language
from helpers.text.citations import cited, plain
from helpers.text.language import _, listed, number

_KEYS = 4  # more numbers than this are no key figures


def stages_sentence(observations: Observations, region: str, found: list[Lot]) -> Markup:
    """Which stages have published figures, and which have none."""
    stages = observations.vocabularies["stage"]
    seen = {lot.leading.stage for lot in found}
    names = [observations.words("stage", stage) for stage in stages if stage in seen]
    missing = [observations.words("stage", stage) for stage in stages if stage not in seen]
    message = _("Published of projects and investment in %(region)s, by stage: %(stages)s.")
    if missing:
        message += " " * (language.language_in_use() == "en") + _("Nothing of this kind is published as %(missing)s.")
    return say(message, region=observations.region_name(region), stages=listed(names), missing=listed(missing))


def stage_sentence(observations: Observations, region: str, lot: Lot) -> Markup:
    """What is published at one stage, with the average where the scope allows it."""
    names = {
        "region": observations.region_name(region),
        "stage": lot.leading.stage_name,
        "window": lot.leading.days,
    }
    if lot.average is None:
        message = _("%(region)s, %(stage)s (%(window)s): %(figures)s.")
        figures = [f"{figure.name} {amount(figure)}" for figure in lot.figures]
        return say(message, figures=listed(figures), **names)
    message = _(
        "%(region)s, %(stage)s (%(window)s): %(projects)s projects with %(investment)s, %(average)s each on average."
    )
    said = {"projects": amount(lot.projects), "investment": amount(lot.investment), "average": computed(lot.average)}
    return say(message, **said, **names)


def stage_key_figures(closely: list[Lot], breakdown: Concentration | None) -> KeyFigures:
    """Projects, investment and average at a stage, and how much the large ones carry; else what else is published."""
    figures = {}
    for lot in [breakdown.total] if breakdown else closely:
        for figure in lot.figures:
            figures[_("%(what)s (%(days)s)") % {"what": figure.name, "days": figure.days}] = amount(figure)
        if lot.average is not None:
            figures[_("%(what)s: investment per project") % {"what": lot.leading.name}] = computed(lot.average)
    if breakdown:
        name = _("Share of the %(n)s large projects in the investment")
        name %= {"n": plain(amount(breakdown.large.projects))}
        figures[name] = computed(breakdown.share_of_investment)
    return KeyFigures(dict(islice(figures.items(), _KEYS)))


def drawn_table(drawn: list[Figure], quantity: str) -> Table:
    """The figures that the chart of the stages draws, as published; folded."""
    frame = pd.DataFrame(
        {
            _("what"): [figure.name for figure in drawn],
            quantity: [amount(figure) for figure in drawn],
        },
        index=pd.Index([figure.stage_name for figure in drawn], name=_("stage")),
    )
    return Table(_("What is drawn: %(quantity)s by stage, as published") % {"quantity": quantity}, frame, folded=True)


def stages_table(observations: Observations, found: list[Lot]) -> Table:
    """Every lot by stage: projects, investment, average, days, and what the source leaves open."""
    frame = pd.DataFrame(
        {
            _("what"): [lot.leading.name for lot in found],
            _("projects"): [amount(lot.projects) if lot.projects else MISSING for lot in found],
            _("investment"): [amount(lot.investment) if lot.investment else MISSING for lot in found],
            _("average"): [computed(lot.average) if lot.average else MISSING for lot in found],
            _("days"): [lot.leading.days for lot in found],
            _("scope"): [_caveats(observations, lot) for lot in found],
        },
        index=pd.Index([lot.leading.stage_name for lot in found], name=_("stage")),
    )
    return Table(_("What is published, from promise to concrete"), frame)


def _caveats(observations: Observations, lot: Lot) -> str:
    codes = observations.figures.loc[[row for figure in lot.figures for row in figure.rows], "caveats"]
    known = dict.fromkeys(code for joined in codes for code in joined.split("|") if code)
    return _("; ").join(observations.words("caveats", code) for code in known) or MISSING


def concentration_sentences(found: Concentration | None, stage: str, size: float) -> list[Markup]:
    """How much the large projects carry, what is left for the others, and what bounds a count by size."""
    if found is None:
        message = _("For projects %(stage)s no breakdown by size is published; an average alone would hide it.")
        return [say(message, stage=stage)]
    count, left = found.rest
    least, most = found.count_bounds(size)
    spread = _(
        "%(large)s of %(all)s projects (%(of_projects)s) carry %(of_investment)s of the investment; the other "
        "%(count)s share %(left)s, so that the average of all is typical of neither."
    )
    sentences = [
        say(
            spread,
            large=amount(found.large.projects),
            all=amount(found.total.projects),
            of_projects=computed(found.share_of_projects),
            of_investment=computed(found.share_of_investment),
            count=computed(count),
            left=computed(left),
        )
    ]
    rows = [row for figure in found.figures for row in figure.rows]
    said = {
        "size": with_unit(Decimal(str(size)), found.threshold.unit, decimals=2),
        **{name: cited(number(bound, 0), rows) for name, bound in (("least", least), ("most", most))},
    }
    if least == most:
        return [*sentences, say(_("Of at least %(size)s there are %(least)s."), **said)]
    message = _(
        "Of at least %(size)s there can be from %(least)s to %(most)s: the published sums allow no more to be said."
    )
    return [*sentences, say(message, **said)]


def concentration_table(found: Concentration) -> Table:
    """The large projects among all, and the investment in them, with their shares; folded."""
    rows = {
        _("projects"): (found.large.projects, found.total.projects, found.share_of_projects),
        _("investment"): (found.large.investment, found.total.investment, found.share_of_investment),
    }
    frame = pd.DataFrame.from_dict(
        {what: [amount(large), amount(whole), computed(share)] for what, (large, whole, share) in rows.items()},
        orient="index",
        columns=[_("in large projects"), _("in all"), _("share")],
    )
    return Table(_("The large projects among all, and their share"), frame.rename_axis(_("what")), folded=True)


def events_table(found: list[Lot]) -> Table | None:
    """The fairs and ceremonies: projects, investment and average of each; None where there is none."""
    events = [lot for lot in found if lot.leading.indicator.name.startswith(EVENTS) and lot.projects]
    if not events:
        return None
    frame = pd.DataFrame(
        {
            _("days"): [lot.leading.days for lot in events],
            _("projects"): [amount(lot.projects) for lot in events],
            _("investment"): [amount(lot.investment) for lot in events],
            _("average"): [computed(lot.average) for lot in events],
        },
        index=pd.Index([lot.leading.name for lot in events], name=_("event")),
    )
    return Table(_("Single events, each signed (agreed): averages may be compared, sums with a total may not"), frame)


def comparison_table(observations: Observations, region: str) -> Table | None:
    """What a reader would set side by side of two years: both figures, and their growth or why there is none."""
    rows = {}
    for indicators in COMPARED:
        first, second = (latest_figure(observations, indicator, region) for indicator in indicators)
        if first is None or second is None:
            continue
        try:
            result = f"{quoted(growth(first, second), sign=True)}%"
        except ScopeError as refusal:
            result = _("not to be compared: %(reason)s") % {"reason": refusal.reason}
        pair = _("%(first)s; %(second)s") % {"first": first.name, "second": second.name}
        rows[pair] = [f"{amount(first)} ({first.days})", f"{amount(second)} ({second.days})", result]
    if not rows:
        return None
    columns = [_("earlier"), _("later"), _("growth")]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(_("what"))
    return Table(_("Two years side by side, where the scope allows it"), frame)
