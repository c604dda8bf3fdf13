"""Proposed rows held against what is recorded and against each other, in the one vocabulary of verdicts.

What is corroborated, by another source or by the arithmetic of the text itself, is not asked about.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from helpers.checks import deflators, parents, spans, sums
from helpers.checks import sources as of_sources
from helpers.checks.findings import AGREEING, CANNOT, CONFLICT, REVISION, ROUNDING, SAME, SUSPECT, Finding
from helpers.checks.table import table_of
from helpers.checks.xray import look_through, near
from helpers.figures.observations import Observations
from helpers.figures.printed import read_printed
from helpers.figures.rows import period_refusal
from helpers.reading.claims import Claim, Kind
from helpers.reading.proposals import Proposal
from helpers.text.language import _

NEW = "new"  # nothing is recorded of it yet
STANDINGS = (SUSPECT, CONFLICT, CANNOT, REVISION, ROUNDING, SAME, NEW)  # the gravest first
# Checks that hold a row against others which may be the wrong ones.
_HELD_AGAINST = (parents.CHECK, spans.CHECK, deflators.CHECK)
# Claims that hold numbers of a text against each other; the rest hold them against the record, as the X-ray does.
_OF_THE_TEXT = (Kind.SUM, Kind.SHARE, Kind.GAP, Kind.PER_DAY, Kind.MULTIPLE, Kind.AGREEMENT)


@dataclass
class Standing:
    """How a proposed row stands to what is known.

    Attributes
    ----------
    verdict
        NEW or one of `helpers.checks.findings.VERDICTS`.
    said
        What there is to know, a sentence each.
    rows
        The rows of `Observations.figures` that it was held against.
    corroborated
        Whether another source prints it, too.
    adds_up
        Whether it fits other numbers of its text: as a sum, a share, a gap.
    contradicted
        Whether it does not fit others of them.
    """

    verdict: str = NEW
    said: list[str] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    corroborated: bool = False
    adds_up: bool = False
    contradicted: bool = False

    def note(self, verdict: str, said: str = "", rows: Iterable[int] = ()) -> None:
        """Take in one more finding; the gravest verdict stands."""
        self.verdict = min(self.verdict, verdict, key=STANDINGS.index)
        if said and said not in self.said:
            self.said.append(said)
        self.rows.update(rows)

    @property
    def is_grave(self) -> bool:
        return self.verdict in (SUSPECT, CONFLICT)


def with_source(observations: Observations, source: Mapping[str, str]) -> Observations:
    """Observations that know a source which is not recorded yet."""
    if source["source"] in observations.sources.index:
        return observations
    row = {column: source.get(column, "") for column in observations.sources.columns}
    added = pd.DataFrame([row], index=pd.Index([source["source"]], name=observations.sources.index.name))
    return replace(observations, sources=pd.concat([observations.sources, added]))


def rows_of(proposals: Iterable[Proposal], observations: Observations) -> pd.DataFrame:
    """The rows of proposals that lack nothing, as those of data/observations.csv, under numbers behind all recorded."""
    whole = [each for each in proposals if each.is_whole and each.cells["indicator"] in observations.indicators.index]
    columns = ["region", "indicator", "period", "span", "value", "status", "source", "locator", "caveats"]
    first = int(observations.figures.index.max()) + 1 if len(observations.figures) else 2
    rows = pd.DataFrame(
        [[each.cells[name] for name in columns] for each in whole],
        columns=columns,
        index=range(first, first + len(whole)),
        dtype=object,
    )
    return rows.assign(note_zh="", note_en="", basis="", proposal=[each.number for each in whole])


def compare(
    proposals: Sequence[Proposal], observations: Observations, claims: Iterable[Claim] = ()
) -> dict[int, Standing]:
    """How each proposed row stands, by the number of its proposal.

    Parameters
    ----------
    observations
        What is recorded; they know the source (`with_source`).
    claims
        What the text claims, checked (`helpers.reading.checking.claims_of`).
    """
    standings = {each.number: Standing() for each in proposals if each.is_row}
    for each in proposals:
        if each.is_row and not each.is_whole:
            standings[each.number].note(CANNOT, _lacking(each))
    rows = rows_of(proposals, observations)
    _against_the_text(proposals, standings, claims)
    if not len(rows):
        return standings
    near_by = near(observations, set(rows["region"]))
    table = table_of(near_by, rows.drop(columns="proposal"))
    by_row = {int(str(row)): standings[number] for row, number in rows["proposal"].items()}
    seen = look_through(table)
    for row in table.corroborated.intersection(rows.index):
        by_row[row].corroborated = True
    _against_other_sources(by_row, table.pairs)
    _against_its_own_source(by_row, rows, near_by)
    _against_ranges(by_row, rows, observations)
    for finding in seen.findings:
        _note(by_row, finding)
    return standings


def _against_other_sources(by_row: Mapping[int, Standing], pairs: pd.DataFrame) -> None:
    """What other sources print of a cell: the best agreement stands, unless some contradict it."""
    verdicts: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for one, other, verdict in pairs[["one", "other", "verdict"]].itertuples(index=False):
        for own, against in ((one, other), (other, one)):
            if own in by_row and against not in by_row:
                verdicts[own].append((str(verdict), int(against)))
    for row, found in verdicts.items():
        agreeing = [verdict for verdict, _against in found if verdict in AGREEING]
        standing = by_row[row]
        if agreeing:
            standing.note(max(agreeing, key=STANDINGS.index))
        elif all(verdict == REVISION for verdict, _against in found):
            standing.note(REVISION)
        standing.rows.update(against for _verdict, against in found)


def _against_its_own_source(by_row: Mapping[int, Standing], rows: pd.DataFrame, recorded: Observations) -> None:
    """What the same source has of a cell, recorded already or before it in the text."""
    key = ["region", "indicator", "period", "span", "source"]
    before: dict[tuple[str, ...], list[tuple[int, str, str]]] = defaultdict(list)
    own = recorded.figures[recorded.figures["source"].isin(set(rows["source"]))]
    for row, *cell, value, locator in own[[*key, "value", "locator"]].itertuples(name=None):
        before[tuple(map(str, cell))].append((int(str(row)), str(value), str(locator)))
    for row, *cell, value, locator in rows[[*key, "value", "locator"]].itertuples(name=None):
        standing, others = by_row[int(str(row))], before[tuple(map(str, cell))]
        for other, printed, place in others:
            words = {"row": other, "value": printed, "place": place}
            is_recorded = other not in by_row
            if printed == value or read_printed(printed).agrees_with(read_printed(str(value))):
                said = _("printed before, at %(place)s") % words
                if is_recorded:
                    said = _("recorded from this source already (row %(row)s)") % words
                standing.note(SAME if printed == value else ROUNDING, said, [other] if is_recorded else [])
            else:
                said = _("this text says %(value)s of the same thing, at %(place)s") % words
                if is_recorded:
                    said = _("%(value)s is recorded from this source (row %(row)s)") % words
                else:
                    by_row[other].note(
                        CONFLICT,
                        _("this text says %(value)s of the same thing, at %(place)s")
                        % {"value": value, "place": locator},
                    )
                standing.note(CONFLICT, said, [other] if is_recorded else [])
        others.append((int(str(row)), str(value), str(locator)))


def _against_ranges(by_row: Mapping[int, Standing], rows: pd.DataFrame, observations: Observations) -> None:
    """What lies outside of what its indicator allows, and could not be recorded as it is."""
    for row, code, value in rows[["indicator", "value"]].itertuples(name=None):
        indicator, number = observations.indicator(str(code)), read_printed(str(value)).value
        if number < indicator.minimum or number > indicator.maximum:
            words = {"indicator": code, "lowest": f"{indicator.minimum:g}", "highest": f"{indicator.maximum:g}"}
            said = _("%(indicator)s lies between %(lowest)s and %(highest)s (data/indicators.csv)") % words
            by_row[int(str(row))].note(SUSPECT, said)


def _lacking(proposal: Proposal) -> str:
    """What a row that cannot be recorded as it is lacks."""
    cells = proposal.cells
    if not cells["region"]:
        return _("whose figure it is cannot be told")
    if not cells["region"].isdigit():
        words = _('"%(region)s" is no region of data/regions.csv, or several go by it')
        return words % {"region": cells["region"]}
    if not cells["period"] or not cells["span"]:
        return _("of which time it is cannot be told")
    return period_refusal(cells["period"], cells["span"])


def _note(by_row: Mapping[int, Standing], finding: Finding) -> None:
    """What a check of the X-ray says of proposed rows."""
    about = {*finding.rows, *(finding.against if finding.check in _HELD_AGAINST else ())}
    others = {*finding.rows, *finding.against} - {*by_row}
    for row in about & {*by_row}:
        if finding.check == sums.CHECK and by_row[row].is_grave:
            continue  # the arithmetic of the text has said it
        if finding.grave or (finding.verdict == REVISION and finding.check == of_sources.CHECK):
            by_row[row].note(finding.verdict, finding.said, others)


def _against_the_text(
    proposals: Iterable[Proposal], standings: Mapping[int, Standing], claims: Iterable[Claim]
) -> None:
    """What the arithmetic of the text bears out and what it contradicts."""
    numbers = {id(each.reading): each.number for each in proposals if each.is_row}
    for claim in claims:
        if claim.kind not in _OF_THE_TEXT or (claim.rows and claim.kind is not Kind.GAP):
            continue  # a share of a recorded whole says nothing against the level beside it
        for standing in (standings[numbers[id(each)]] for each in claim.numbers if id(each) in numbers):
            if claim.verdict in AGREEING and len(claim.numbers) > 1:
                standing.adds_up = True
            elif claim.verdict in (SUSPECT, CONFLICT):
                standing.contradicted = True
                standing.note(claim.verdict, claim.said)
