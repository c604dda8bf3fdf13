"""The audit of the two articles, whose relations were written by hand, against what the fact-check finds by itself."""

from pathlib import Path

import pytest
import yaml
from conftest import PROJECT

from helpers.checks.findings import AGREEING, CONFLICT, SAME, SUSPECT, VERDICTS
from helpers.questions.audit.evaluation import audit
from helpers.questions.audit.relations import load_relations, relations_about
from helpers.questions.factcheck.checked import check_text
from zhaotong.keeping.source_texts import TEXTS

ARTICLES = ("zhaotong-growth-2023q1-q3", "zhaotong-business-environment-2022")
RELATIONS = [
    each["relation"]
    for each in yaml.safe_load((PROJECT / "data" / "relations.yml").read_text(encoding="utf-8"))["relations"]
    if each.get("source") in ARTICLES
]
# What the machine finds of a relation; of all others it finds nothing, and above all no contradiction.
FOUND = {
    "wind-power-once": CONFLICT,
    "entities-per-day": CONFLICT,
    "annual-plan-within-full-investment": SUSPECT,
    "lead-over-nation-then": SAME,
    "lead-over-nation-now": SAME,  # by its rounding
    "annual-plan-2022": SAME,
    "entities-two-kinds": SAME,  # the two kinds are within the total; that a third is left out no sentence says
    "entities-kinds-within-total": SAME,
    "large-projects-within-signed": SAME,
    "large-investment-within-signed": SAME,
    "large-projects-reach-threshold": SAME,
}
_WHOLE = 2  # numbers of a relation that a claim has at least


@pytest.fixture(scope="module")
def by_relation(observations, source_texts: Path | None) -> dict[str, tuple[str, set[str]]]:
    """Of each relation the verdict of the audit, and those of the claims that are made of its numbers."""
    if source_texts is None:
        pytest.skip(f"needs the texts of the articles: {TEXTS}")
    claims = {name: check_text(str(source_texts / f"{name}.txt"), observations).claims for name in ARTICLES}
    table, found = observations.figures, {}
    for finding in audit(
        relations_about(load_relations(observations), observations, "530600", "all", "all"), observations
    ):
        rows = [row for row in finding.outcome.rows if table.at[row, "source"] in ARTICLES]
        printed = {table.at[row, "value"].strip("+≤") for row in rows}
        sources = {table.at[row, "source"] for row in rows}
        verdicts = {
            claim.verdict
            for name in sources
            for claim in claims[name]
            if len(claim.numbers) >= _WHOLE and {each.printed for each in claim.numbers} <= printed
        }
        found[finding.relation.relation] = finding.verdict, verdicts
    return found


@pytest.mark.parametrize("relation", RELATIONS)
def test_the_machine_finds_what_the_audit_found_and_contradicts_nothing_else(relation: str, by_relation):
    audited, verdicts = by_relation[relation]
    gravest = min(verdicts, key=VERDICTS.index, default="")
    if audited in (SUSPECT, CONFLICT):
        assert gravest == audited == FOUND[relation]
    elif relation in FOUND:
        assert gravest == FOUND[relation]
        assert audited not in AGREEING or gravest in AGREEING
    else:
        assert gravest not in (SUSPECT, CONFLICT) or relation == "key-indicators-listed"  # whose list has wind power


def test_nothing_else_of_the_articles_is_contradicted(observations, source_texts: Path | None):
    if source_texts is None:
        pytest.skip(f"needs the texts of the articles: {TEXTS}")
    grave = [
        claim.verdict
        for name in ARTICLES
        for claim in check_text(str(source_texts / f"{name}.txt"), observations).claims
        if claim.verdict in (SUSPECT, CONFLICT)
    ]
    assert sorted(grave) == sorted(verdict for verdict in FOUND.values() if verdict != SAME)
