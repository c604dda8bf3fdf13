"""From promise to concrete: what is published of projects and investment, by stage, and how concentrated it is."""

import math
from dataclasses import dataclass

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.published import Figure, find_figures, latest_figure
from helpers.figures.scope import ratio
from helpers.show.amounts import Amount
from helpers.text.language import _

EVENTS = ("expo", "apple_conference", "ceremony")  # what the indicators of single occasions begin with
_TINY = 1e-9  # 4.999999999 is five
_ELSEWHERE = ("fai_", "real_estate_", "industrial_", "large_project_threshold")  # staged, but no group of projects
COMPARED = (  # of 2022 and of 2023: what a reader would set side by side
    ("ceremony_projects_signed", "signed_projects"),
    ("ceremony_investment_signed", "signed_investment"),
    ("works_started_quarter", "projects_started"),
    ("works_full_investment_quarter", "projects_full_investment"),
)


@dataclass(frozen=True)
class ProjectGroup:
    """Projects that are published together: how many, and the investment in them, either of which may be missing."""

    projects: Figure | None
    investment: Figure | None

    @property
    def figures(self) -> list[Figure]:
        return [figure for figure in (self.projects, self.investment) if figure is not None]

    @property
    def leading(self) -> Figure:
        """The figure that says what group it is: the projects, where they are counted."""
        return self.figures[0]

    @property
    def average(self) -> Amount | None:
        """Investment per project; None where one of the two is missing.

        Raises
        ------
        ScopeError
            The two are not of one scope.
        """
        if self.projects is None or self.investment is None:
            return None
        return Amount(ratio(self.investment, self.projects), self.investment.unit)


def project_groups(observations: Observations, region: str) -> list[ProjectGroup]:
    """Everything published of projects and investment that has a stage, in the order of the stages.

    A count of projects and its sum of investment are named alike in the codebook, `signed_projects` and
    `signed_investment`. Growth rates and the yearly totals of fixed-asset investment are left to other notebooks.

    Raises
    ------
    NoFiguresError
        Nothing is published.
    """
    stages, codebook = list(observations.vocabularies["stage"]), observations.indicators
    staged = codebook.index[(codebook["stage"] != "") & codebook["unit"].isin(["count", "100m_cny"])]
    figures = {
        (indicator, figure.period, figure.source): figure
        for indicator in staged
        if not indicator.startswith(_ELSEWHERE)
        for figure in find_figures(observations, indicator, region)
    }
    if not figures:
        own = observations.region(region)
        raise NoFiguresError(
            lambda: _("no project of %(region)s is recorded at any stage") % {"region": own.coded_name}
        )
    found = []
    for (indicator, *place), figure in figures.items():
        projects, investment = indicator.replace("investment", "projects"), indicator.replace("projects", "investment")
        if figure.unit == "count":
            partner = figures.get((investment, *place))
            found.append(ProjectGroup(figure, partner if partner is not figure else None))
        elif projects == indicator or (projects, *place) not in figures:
            found.append(ProjectGroup(None, figure))
    return sorted(found, key=lambda group: (stages.index(group.leading.stage), group.leading.period))


@dataclass(frozen=True)
class Works:
    """Major projects that were started together in a quarter, as one source tells of them.

    Attributes
    ----------
    projects, full_investment
        How many, and what they cost until they are built.
    plan
        What of that is planned for the year of the quarter.
    """

    projects: Figure
    full_investment: Figure
    plan: Figure

    @property
    def average(self) -> Amount:
        """Full investment per project."""
        return Amount(self.full_investment.rounded / self.projects.rounded, self.full_investment.unit)

    @property
    def share_planned(self) -> Amount:
        """What is planned for the year, in percent of the full investment."""
        return Amount((self.plan.rounded / self.full_investment.rounded).percent, "pct")


def works(observations: Observations, region: str) -> Works | None:
    """The latest works started together; None where their three figures are not of one source and one year."""
    projects = latest_figure(observations, "works_started_quarter", region)
    if projects is None:
        return None
    period, source = projects.period, projects.source.code
    full = latest_figure(observations, "works_full_investment_quarter", region, period, source)
    plan = latest_figure(observations, "works_annual_plan_quarter", region, period[:4], source)
    return Works(projects, full, plan) if full is not None and plan is not None else None


@dataclass(frozen=True)
class Concentration:
    """How far a total is made of its large projects.

    Attributes
    ----------
    large_projects, large_investment
        The projects that reach the threshold, and the investment in them.
    projects, investment
        All projects, and the investment in all.
    threshold
        The size from which the source counts a project as large.
    """

    large_projects: Figure
    large_investment: Figure
    projects: Figure
    investment: Figure
    threshold: Figure

    @property
    def share_of_projects(self) -> Amount:
        return Amount(ratio(self.large_projects, self.projects).percent, "pct")

    @property
    def share_of_investment(self) -> Amount:
        return Amount(ratio(self.large_investment, self.investment).percent, "pct")

    @property
    def rest(self) -> tuple[Amount, Amount]:
        """How many projects are not large, and the investment in them."""
        pairs = (self.projects, self.large_projects), (self.investment, self.large_investment)
        count, left = (Amount(whole.rounded - large.rounded, whole.unit) for whole, large in pairs)
        return count, left

    @property
    def averages(self) -> tuple[Amount, Amount, Amount]:
        """Investment per large project, per other project, and per project of all."""
        (count, left), unit = self.rest, self.investment.unit
        large, every = ratio(self.large_investment, self.large_projects), ratio(self.investment, self.projects)
        return Amount(large, unit), Amount(left.rounded / count.rounded, unit), Amount(every, unit)

    @property
    def is_split(self) -> bool:
        """Whether the average of all is the size of neither: less than half of a large one, twice another or more."""
        large, other, every = (each.rounded.value for each in self.averages)
        return 2 * other <= every < large / 2

    def count_bounds(self, size: float) -> tuple[int, int]:
        """The least and the most projects of at least a size (100 million yuan) that the published sums allow.

        Of n projects that sum to v, each of at least a and less than b, at most (v - n a) / (size - a) reach the size,
        and at least (v - n size) / (b - size).
        """
        threshold = self.threshold.rounded.value
        large, in_large = self.large_projects.rounded.value, self.large_investment.rounded.value
        others, left = (each.rounded.value for each in self.rest)
        if size > threshold:
            most = min(large, (in_large - large * threshold) / (size - threshold))
            return int(in_large >= large * size), math.floor(most + _TINY)
        if size == threshold:
            return int(large), int(large)
        least, most = max(0, (left - others * size) / (threshold - size)), min(others, left / size)
        return int(large) + math.ceil(least - _TINY), int(large) + math.floor(most + _TINY)

    @property
    def figures(self) -> list[Figure]:
        return [self.large_projects, self.large_investment, self.projects, self.investment, self.threshold]


def concentration(observations: Observations, region: str, stage: str) -> Concentration | None:
    """The published breakdown by size of the projects at a stage; None where there is none."""
    names = [f"{stage}_{what}{size}" for size in ("_large", "") for what in ("projects", "investment")]
    if names[0] not in observations.indicators.index:
        return None
    newest = latest_figure(observations, names[0], region)
    place = (newest.period, newest.source.code) if newest else ()
    found = [latest_figure(observations, name, region, *place) for name in names]
    found.append(latest_figure(observations, "large_project_threshold", region))
    figures = [figure for figure in found if figure is not None]
    return Concentration(*figures) if len(figures) == len(found) else None
