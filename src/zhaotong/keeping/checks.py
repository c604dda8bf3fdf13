"""Check the data: against their description, the relations that must hold, and the texts of their sources."""

from collections.abc import Iterator
from pathlib import Path

from helpers.figures.observations import Observations, load_observations
from helpers.figures.package import DataError
from helpers.questions.audit.evaluation import damages
from helpers.questions.audit.relations import load_relations
from helpers.questions.audit.sentences import reason
from helpers.text.citations import plain
from helpers.text.messages import InputError
from zhaotong.keeping.source_texts import TextCheck, check_texts


def check_data(texts: Path | None = None) -> Iterator[str]:
    """Check the data, and say line by line what was found good.

    Parameters
    ----------
    texts
        A folder with texts of sources, each `<source>.txt`, to be compared with the figures as well.

    Raises
    ------
    InputError
        Something is not good; the message says what.
    """
    observations = load_observations()
    yield f"{len(observations.figures):,} figures of {len(observations.sources)} sources fit their description"
    relations = load_relations(observations)
    if broken := damages(relations, observations):
        raise DataError(
            [
                f'relation "{finding.relation.relation}" must hold and {finding.verdict}: '
                f"{finding.relation.statement} {plain(reason(finding).striptags())}"
                for finding in broken
            ]
        )
    must = sum(relation.must for relation in relations.relations)
    yield f"all {must} relations that must hold do, of {len(relations.relations)} that are stated"
    if texts is not None:
        yield from _check_texts(observations, texts)


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
