"""The X-ray: all checks of a whole table of figures, and which of what they find is asked about."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import pandas as pd

from helpers.checks import copied, deflators, factors, notations, parents, places, sources, spans, sums
from helpers.checks.findings import ROUNDING, SAME, VERDICTS, Finding
from helpers.checks.table import Table, table_of
from helpers.figures.observations import Observations

CHECKS: tuple[Callable[[Table], list[Finding]], ...] = (
    parents.check_parents,
    sums.check_sums,
    spans.check_spans,
    deflators.check_deflators,
    factors.check_factors,
    notations.check_indices,
    notations.check_changes,
    copied.check_filled_in,
    copied.check_midpoints,
    places.check_permuted,
    places.check_homonyms,
    sources.check_sources,
)
_NEVER_SETTLED = (sources.CHECK, copied.MIDPOINT)  # checks that see to it themselves what other sources print
_SAYS_SO = "implausible|conflicts_elsewhere|explained|interpolated_source|unit_inferred|printed_twice"  # caveats


@dataclass(frozen=True)
class XRay:
    """What the checks found.

    Attributes
    ----------
    findings
        What is not as it should be, in the order of the checks.
    agreeing
        How many pairs of sources print the same, or the same but for rounding, by verdict.
    marked
        The rows whose status or caveats say already that something is wrong with them.
    corroborated
        The rows that another source prints too.
    """

    findings: list[Finding]
    agreeing: dict[str, int]
    marked: frozenset[int]
    corroborated: frozenset[int]

    def counts(self) -> Counter[tuple[str, str]]:
        """How many findings there are, by check and verdict, the gravest verdict first."""
        found = Counter((finding.check, finding.verdict) for finding in self.findings)
        found.update({(sources.CHECK, verdict): count for verdict, count in self.agreeing.items() if count})
        return Counter(dict(sorted(found.items(), key=lambda each: (VERDICTS.index(each[0][1]), each[0][0]))))

    def open(self) -> list[Finding]:
        """What is most likely wrong, where no row says so itself."""
        return [finding for finding in self.findings if finding.grave and not self.is_marked(finding)]

    def is_marked(self, finding: Finding) -> bool:
        """Whether a row of a finding says itself that something is wrong with it."""
        return not self.marked.isdisjoint(finding.rows)


def xray(observations: Observations, rows: pd.DataFrame | None = None) -> XRay:
    """Check a whole table of figures.

    What another source prints as well is not asked about, except that the sources of a cell are held against each
    other, and the parts of a whole.

    Parameters
    ----------
    rows
        Rows that are looked at together with those recorded: see `table.table_of`.
    """
    return look_through(table_of(observations, rows))


def look_through(table: Table) -> XRay:
    """Check all figures of a table that is made already, as `xray` does."""
    corroborated = frozenset(map(int, table.corroborated))
    found = [finding for check in CHECKS for finding in check(table)]
    asked = [finding for finding in found if not _settled(finding, corroborated)]
    verdicts = table.pairs["verdict"].value_counts()
    figures = table.printed
    marked = figures["status"].isin(["suspect", "conflict"]) | figures["caveats"].str.contains(_SAYS_SO)
    return XRay(
        list(dict.fromkeys(asked)),
        {verdict: int(verdicts.get(verdict, 0)) for verdict in (ROUNDING, SAME)},
        frozenset(figures.index[marked]),
        corroborated,
    )


def _settled(finding: Finding, corroborated: Collection[int]) -> bool:
    """Whether other sources print all that a finding asks about."""
    return finding.check not in _NEVER_SETTLED and all(row in corroborated for row in finding.rows)


def near(observations: Observations, regions: Collection[str]) -> Observations:
    """The figures that those of some regions can be held against: of what contains these, their parts and namesakes.

    Looking at them alone keeps adding one figure to a large table quick.
    """
    parents_of = observations.regions["parent"]
    alike, wanted = places.namesakes(observations.regions), set(regions)
    for region in regions:
        wanted.update(alike.get(region, ()))
        while region := str(parents_of.get(region, "")):
            wanted.add(region)
    wanted.update(parents_of.index[parents_of.isin(wanted)])
    return replace(observations, figures=observations.figures[observations.figures["region"].isin(wanted)])
