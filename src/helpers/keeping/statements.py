"""What new figures do to the statements of data/relations.yml."""

from helpers.audit import Finding, evaluate
from helpers.audit_sentences import reason
from helpers.datapackage import DataError
from helpers.marks import plain
from helpers.messages import InputError
from helpers.observations import Observations
from helpers.outcomes import FAILS, HOLDS
from helpers.relations import Reference, load_relations, operands


def relation_doubts(indicators: set[str], before: Observations, after: Observations) -> list[str]:
    """The relations that held without new figures and do not hold with them.

    Args:
        indicators: those of the new figures; relations that join none of them are not looked at
        before, after: all figures without and with the new ones

    Raises:
        DataError: a relation that must hold does not, or no longer names one figure
    """
    faults, doubts = [], []
    for relation in load_relations(after).relations:
        if not indicators & {each.indicator for each in operands(relation) if isinstance(each, Reference)}:
            continue
        try:
            then, now = evaluate(relation, before), evaluate(relation, after)
        except InputError as error:
            faults.append(f'relation "{relation.relation}" of data/relations.yml no longer names one figure: {error}')
            continue
        said = f"{relation.statement} {plain(reason(Finding(relation, now), after).striptags())}"
        if relation.must and now.verdict != HOLDS:
            faults.append(f'relation "{relation.relation}" must hold and {now.verdict}: {said}')
        elif (then.verdict, now.verdict) == (HOLDS, FAILS):
            doubts.append(f'relation "{relation.relation}" held until now and {now.verdict} any more: {said}')
    if faults:
        raise DataError(faults)
    return doubts
