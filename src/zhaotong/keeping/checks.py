"""Check the data: their description, the relations that must hold, each other (the X-ray), the texts of sources."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from helpers.checks.findings import CONFLICT, SUSPECT, Finding
from helpers.checks.xray import xray
from helpers.figures.observations import Observations, load_observations
from helpers.figures.package import DataError
from helpers.questions.audit.evaluation import damages
from helpers.questions.audit.relations import load_relations
from helpers.questions.audit.sentences import reason
from helpers.text.citations import plain
from helpers.text.messages import InputError
from zhaotong.keeping.source_texts import TextCheck, check_texts

_AT_ONCE = 12  # findings that are said without being asked for


def check_data(texts: Path | None = None, findings: bool = False) -> Iterator[str]:
    """Check the data, and say line by line what was found good.

    Parameters
    ----------
    texts
        A folder with texts of sources, each `<source>.txt`, to be compared with the figures as well.
    findings
        Whether all that the X-ray finds is said, not only what is most likely wrong and not marked in its row.

    Raises
    ------
    InputError
        Something is not good; the message says what.
    """
    observations = load_observations()
    yield f"{len(observations.figures):,} figures of {len(observations.sources)} sources fit their description"
    yield from _unlisted(observations)
    relations = load_relations(observations)
    if broken := damages(relations, observations):
        raise DataError(
            [
                f'relation "{finding.relation.relation}" must hold and does not, {finding.verdict}: '
                f"{finding.relation.statement} {plain(reason(finding).striptags())}"
                for finding in broken
            ]
        )
    must = sum(relation.must for relation in relations.relations)
    yield f"all {must} relations that must hold do, of {len(relations.relations)} that are stated"
    yield from _look_through(observations, findings)
    if texts is not None:
        yield from _check_texts(observations, texts)


def _unlisted(observations: Observations) -> Iterator[str]:
    """The figures that are of no release which is known, and their sources."""
    unlisted = observations.figures[observations.figures["basis"] == ""]
    if len(unlisted):
        sources = list(unlisted["source"].unique())
        some = ", ".join(sources[:_AT_ONCE]) + (" …" if len(sources) > _AT_ONCE else "")
        said = f"{len(unlisted):,} figures of {len(sources)} sources"
        yield f"{said} are of no release that data/bases.csv lists, and held against no others: {some}"


def _look_through(observations: Observations, in_full: bool) -> Iterator[str]:
    """What the X-ray finds: how much of what, and, for a person to judge, what is most likely wrong.

    A finding is a question, not a fault: the data may keep an implausible figure as it was published.
    """
    seen = xray(observations)
    open_ones = seen.open()
    counted = Counter((finding.check, finding.verdict) for finding in open_ones)
    for (check, verdict), count in seen.counts().items():
        marked = f", {count - counted[check, verdict]} of them marked" if verdict in (SUSPECT, CONFLICT) else ""
        yield f"X-ray, {check}: {count:,} {verdict}{marked}"
    shown = seen.findings if in_full else open_ones[:_AT_ONCE]
    for finding in shown:
        yield f"  {finding.verdict} ({finding.check}), {_where(finding, observations)}: {finding.said}"
    left = 0 if in_full else len(open_ones) - len(shown)
    if left:
        yield f"  and {left:,} more that are not marked: zhaotong check --findings"


def _where(finding: Finding, observations: Observations) -> str:
    """What a finding is about: its rows, and the indicator, region and period of the first."""
    figure = observations.figures.loc[finding.rows[0]]
    rows = f"row {finding.rows[0]}" if len(finding.rows) == 1 else f"rows {', '.join(map(str, finding.rows))}"
    return f"{rows}, {figure['indicator']} of {observations.regions['name_en'][figure['region']]} {figure['period']}"


def _check_texts(observations: Observations, folder: Path) -> Iterator[str]:
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder with texts of sources")
    checks = check_texts(observations, folder)
    for check in checks:
        yield from _lines(check)
    if faults := [fault for check in checks for fault in check.faults]:
        raise DataError(faults)


def _lines(check: TextCheck) -> Iterator[str]:
    yield f"{check.source}.txt, every number in digits:"
    for locator, number in check.numbers.iterrows():
        yield f"  {locator:<9} {number['printed']:>8}  {number['state']}: {number['about']}"
    yield f"{check.source}.txt, every figure recorded from it:"
    for row, figure in check.figures.iterrows():
        yield f"  {figure['locator']}  {figure['indicator']} {figure['value']}  {figure['state']} (row {row})"
    numbers, figures = check.numbers["state"].value_counts(), check.figures["state"].value_counts()
    counted = [f"{count} {state}" for counts in (numbers, figures) for state, count in counts.items()]
    yield f"{check.source}.txt: {len(check.numbers)} numbers, {len(check.figures)} figures: {', '.join(counted)}"
