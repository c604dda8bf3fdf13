"""What new figures do to the statements of data/relations.yml."""

from helpers.checks.findings import verdict_words
from helpers.figures.observations import Observations
from helpers.figures.package import DataError
from helpers.questions.audit.evaluation import Finding, evaluate, find
from helpers.questions.audit.reasons import reason
from helpers.questions.audit.relations import CHILDREN, Relation, load_relations, references
from helpers.text.citations import plain
from helpers.text.language import _, joined
from helpers.text.messages import InputError

_OF_PARTS = ("rank", "regions_by_period")  # these join figures of the parts of a region


def relation_doubts(new: set[tuple[str, str]], before: Observations, after: Observations) -> list[str]:
    """The relations that held without new figures and do not hold with them.

    Parameters
    ----------
    new
        Region and indicator of each new figure; relations that can join none of them are not evaluated.
    before, after
        All figures without and with the new ones.

    Raises
    ------
    DataError
        A relation that must hold does not, or no longer names one figure.
    """
    faults, doubts = [], []
    for relation in load_relations(after).relations:
        if not any(_joins(relation, region, indicator, after) for region, indicator in new):
            continue
        try:
            now = find(relation, after)
        except InputError as error:
            words = _('relation "%(relation)s" of data/relations.yml no longer names one figure: %(reason)s')
            faults.append(words % {"relation": relation.relation, "reason": error})
            continue
        if now.is_damage:
            faults.append(must_hold(now))
        elif now.outcome.differs and evaluate(relation, before).agrees:
            words = _('relation "%(relation)s" held until now and does not any more, %(verdict)s: %(said)s')
            verdict = verdict_words(now.verdict)
            doubts.append(words % {"relation": relation.relation, "verdict": verdict, "said": _said(now)})
    if faults:
        raise DataError(faults)
    return doubts


def must_hold(finding: Finding) -> str:
    """The fault that a relation which must hold does not."""
    words = _('relation "%(relation)s" must hold and does not, %(verdict)s: %(said)s')
    verdict = verdict_words(finding.verdict)
    return words % {"relation": finding.relation.relation, "verdict": verdict, "said": _said(finding)}


def _said(finding: Finding) -> str:
    """What a relation states, and why it does not hold."""
    return joined([str(finding.relation.statement), plain(reason(finding).striptags())])


def _joins(relation: Relation, region: str, indicator: str, observations: Observations) -> bool:
    """Whether a figure of this region and indicator can be one of those that a relation joins."""
    named = references(relation)
    if indicator not in {each.indicator for each in named}:
        return False
    places = {relation.region, *(each.region for each in named if each.region)}
    if relation.kind == "rank":  # among the parts of what contains it
        places.update(place.code for place in observations.region(relation.region).lineage[1:2])
    with_parts = relation.kind in _OF_PARTS or CHILDREN in relation.figures.values()
    return region in places or (with_parts and observations.regions.at[region, "parent"] in places)
