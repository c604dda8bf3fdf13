"""What does not add up in the texts on a region, for a report that has a sentence for it."""

from dataclasses import dataclass, replace

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.regions import Region
from helpers.questions.audit.evaluation import audit
from helpers.questions.audit.grading import CONTRADICTION
from helpers.questions.audit.leads import contradiction_candidates
from helpers.questions.audit.relations import load_relations
from helpers.questions.audit.sentences import claims_of
from helpers.show.editor import Candidate
from helpers.text.citations import rows_cited


@dataclass(frozen=True)
class Doubts:
    """What a text on a region gets wrong, as a main point of another report, with the rows behind it."""

    point: Candidate | None
    rows: pd.DataFrame


def doubts_of(observations: Observations, region: Region) -> Doubts:
    """The worst contradiction inside a text about a region; no point where none is on record."""
    stated = load_relations(observations)
    claims = tuple(each for each in stated.relations if each.claimed and each.region == region.code)
    found = audit(stated.model_copy(update={"relations": claims}), observations)
    wrong = [each for each in claims_of(found, region.code) if each.kind == CONTRADICTION]
    point = next(iter(contradiction_candidates(observations, wrong, region)), None)
    rows = rows_cited(point.sentence) if point else ()
    return Doubts(replace(point, size=1.3, answers=False) if point else None, observations.figures.loc[sorted(rows)])
