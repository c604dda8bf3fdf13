"""What is published of a region's own investment: its latest rates, and growth in the same periods."""

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.published import Figure, find_figures, latest_figure
from helpers.questions.investment.lessons import GROWTH, LEVELS, OUTPUT, PARTS
from helpers.text.language import _

PART_LEVELS = ("industrial_investment_ex_energy", "real_estate_investment_level")
_PAIRS = 3  # that are told one by one


def require_investment(observations: Observations, region: str) -> None:
    """Refuse a region of which no investment is recorded.

    Raises
    ------
    NoFiguresError
        Neither a rate nor a level is.
    """
    if not any(find_figures(observations, indicator, region) for indicator in (*PARTS, *LEVELS)):
        own = observations.region(region)
        raise NoFiguresError(
            lambda: _("neither growth nor level of investment is recorded for %(region)s") % {"region": own.coded_name}
        )


def latest_rates(observations: Observations, region: str) -> list[Figure]:
    """The region's own rates of the period for which the last is recorded, that of all investment first."""
    rates = [rate for code in PARTS if (rate := latest_figure(observations, code, region)) is not None]
    last = max((rate.window.end for rate in rates), default=None)
    return [rate for rate in rates if rate.window.end == last]


def latest_level(observations: Observations, region: str) -> Figure | None:
    """The region's last yearly level."""
    levels = [level for code in LEVELS for level in find_figures(observations, code, region, span="year")]
    return max(levels, key=lambda level: level.window.end, default=None)


def latest_of_each(observations: Observations, region: str) -> list[Figure]:
    """The region's last rate of all investment and of each part, and its last levels."""
    rates = [latest_figure(observations, code, region) for code in PARTS]
    levels = [latest_figure(observations, code, region) for code in PART_LEVELS]
    return [each for each in (*rates, latest_level(observations, region), *levels) if each is not None]


def rates_beside(observations: Observations, rate: Figure) -> list[Figure]:
    """Of each region that contains that of a rate, the best known rate of the same days and of the same release."""
    found = []
    for place in rate.region.lineage[1:]:
        others = find_figures(observations, rate.indicator.code, place.code)
        alike = [each for each in others if each.window == rate.window and _of_one_release(observations, each, rate)]
        found += sorted(alike, key=lambda each: each.source.rank)[:1]
    return found


def _of_one_release(observations: Observations, *figures: Figure) -> bool:
    bases = [set(str(observations.figures.at[each.rows[0], "basis"]).split("|")) - {""} for each in figures]
    return bool(set.intersection(*bases))


def stated_rank(observations: Observations, region: str) -> Figure | None:
    """The region's last rank in its province by fixed-asset investment, as a source states it."""
    return latest_figure(observations, "fai_rank_province", region)


def side_by_side(observations: Observations, region: str) -> list[tuple[Figure, Figure]]:
    """Real growth and growth of investment in the same period, the last three; of a part where the whole is lacking."""
    for code in PARTS:
        rates = {rate.period: rate for rate in find_figures(observations, code, region)}
        grown = [(latest_figure(observations, OUTPUT, region, period), rate) for period, rate in rates.items()]
        pairs = [(growth, rate) for growth, rate in grown if growth is not None and growth.span == rate.span]
        if pairs:
            return sorted(pairs, key=lambda pair: pair[1].window.end)[-_PAIRS:]
    return []


def whole_rate(observations: Observations, region: str) -> Figure | None:
    """The region's last rate of all investment."""
    return latest_figure(observations, GROWTH, region)
