"""The audit: what is stated of the figures, each verdict, and that none survives the breaking of what it rests on."""

import dataclasses
import itertools
import re
from functools import cache

import pandas as pd
import pytest
import yaml
from conftest import PROJECT

from helpers.checks.findings import CANNOT, CONFLICT, REVISION, ROUNDING, SAME, SCOPE, SUSPECT
from helpers.figures.observations import Observations, load_observations
from helpers.figures.package import DataError
from helpers.figures.published import find_figure
from helpers.figures.rows import derive_columns
from helpers.questions.audit import figure_checks, series_checks
from helpers.questions.audit.evaluation import Finding, audit, damages, evaluate, find
from helpers.questions.audit.outcomes import rows_of
from helpers.questions.audit.readings import to_one_decimal
from helpers.questions.audit.reasons import reason
from helpers.questions.audit.relations import (
    DERIVING,
    KINDS,
    Reference,
    Relation,
    Unpublished,
    load_relations,
    operands,
    relations_about,
)
from helpers.questions.audit.tables import topic_filter
from helpers.show.amounts import Amount
from helpers.text.citations import plain, rows_cited
from helpers.text.language import use_language
from zhaotong.reports.page import STYLE

OBSERVATIONS = load_observations(PROJECT / "data")  # the relations name the tests
FINER = to_one_decimal(OBSERVATIONS)
RELATIONS = load_relations(OBSERVATIONS)
BY_NAME = {relation.relation: relation for relation in RELATIONS.relations}
ARTICLES = [relation for relation in RELATIONS.relations if relation.kind not in series_checks.KINDS]
EXPECTED = {  # of what the articles claim
    CONFLICT: {"wind-power-once", "entities-per-day"},
    SUSPECT: {"annual-plan-within-full-investment"},
    ROUNDING: {"lead-over-nation-now"},
    SAME: {
        "lead-over-nation-then",
        "annual-plan-2022",
        "site-meetings-named",
        "site-meetings-monthly",
        "large-projects-within-signed",
        "large-investment-within-signed",
        "large-projects-reach-threshold",
        "other-projects-below-threshold",
        "entities-kinds-within-total",
        "online-share",
        "start-steps-named",
        "counties-counted",
        "double-digit-within-counties",
    },
    REVISION: set(),
    SCOPE: set(),
}


@cache
def finding_of(name: str, language: str = "en") -> Finding:
    """What is found of the relation of a name in the figures as they are, once for all tests."""
    use_language(language)
    return find(BY_NAME[name], OBSERVATIONS, FINER)


def said(name: str) -> str:
    """Why the relation of a name has its verdict."""
    return plain(reason(finding_of(name)).striptags())


def test_every_kind_has_a_rule_and_every_rule_a_kind():
    assert {*figure_checks.RULES, *figure_checks.RULES_THAT_LOOK_UP, *series_checks.KINDS} == set(KINDS)
    assert {relation.kind for relation in RELATIONS.relations} == set(KINDS)


def test_the_verdicts_on_what_the_articles_claim():
    claims = [each.relation for each in ARTICLES if each.claimed]
    for verdict, names in EXPECTED.items():
        assert {name for name in claims if finding_of(name).verdict == verdict} == names


@pytest.mark.parametrize(
    ("name", "verdict", "text"),
    [
        ("lead-over-nation-then", SAME, "8% less 5.2% is 2.8 points; with rounding 2.25 to 3.35"),
        ("lead-over-province", CANNOT, "the statement implies 4.4%, with rounding 3.85 to 4.95"),
        ("fastest-in-province", CANNOT, "recorded for any of its 15 peers in Yunnan"),
        ("wind-power-once", CONFLICT, "2 values are printed for one thing: 206.2% and 23%"),
        ("annual-plan-within-full-investment", SUSPECT, "141.1 billion yuan exceeds 116.0 billion yuan"),
        ("entities-per-day", CONFLICT, "57,809 over 310 days are 186.48 a day, not 187; it would take 309 days"),
        ("entities-two-kinds", SCOPE, "9,164 + 48,360 = 57,524, which leaves 285 of 57,809 unexplained"),
        ("online-share", SAME, "Exactly one whole number out of 14,541 is printed as 99.14%: 14,416"),
        ("large-projects-concentration", CANNOT, "is 85.39%, in 13.09% of the projects (25 of 191)"),
        ("agreed-per-completed", SCOPE, "different stages, signed (agreed) and completed"),
        ("ceremony-to-total", SCOPE, "not the same quantity; different windows"),
        ("population-registered", SCOPE, "the source compared with has it for 2019"),
        ("key-indicators-listed", CANNOT, "6 of 8 are named"),
        ("sectors-sum-to-gdp", ROUNDING, "Agrees in all 30 periods from 1992 to 2021"),
        ("prefectures-first-release", REVISION, "Agrees in none of 20 periods from 2000 to 2019; furthest off in 2018"),
        ("provinces-nation", SCOPE, "Agrees in none of 4 periods from 2021 to 2024"),
        ("counties-registered", SUSPECT, "6.2986 million people against 6.305 million people (−0.10%)"),
        ("fai-total-growth-from-levels", REVISION, "in 2019: −13.13% from the levels against the official 5.4%"),
        ("implied-deflator-530600", REVISION, "2019 with 22.27% (34.25% nominal, 9.8% real growth), where a census"),
        ("implied-deflator-533400", SUSPECT, "2004 with 26.15% (71.06% nominal, 35.6% real growth), where no census"),
    ],
)
def test_what_the_audit_says(name, verdict, text):
    assert finding_of(name).verdict == verdict
    assert text in said(name)


def about(region: str, **chosen: str) -> set[str]:
    return {each.relation for each in relations_about(RELATIONS, OBSERVATIONS, region, **chosen).relations}


def test_an_audit_is_of_the_figures_of_its_region():
    """Those of others join only where the region is a part of a whole, or what they are held against."""
    qujing = about("530300")
    assert {"implied-deflator-530300", "prefectures-fifth-census"} <= qujing
    assert not {name for name in qujing if BY_NAME[name].region == "530600"}
    assert {BY_NAME[name].region for name in about("530600")} == {"530600", "530000"}
    assert about("530627") == {"counties-gdp", "counties-residents", "counties-registered"}
    assert {name for name in about("100000") if BY_NAME[name].region == "530600"} == {
        "lead-over-nation-then",
        "lead-over-nation-now",
    }
    assert {name for name in about("530000") if BY_NAME[name].region == "530600"} == {"lead-over-province"}
    assert about("440100") == set()


def test_relations_are_chosen_by_topic_and_source():
    assert {BY_NAME[name].topic for name in about("530600", topic="entities")} == {"entities"}
    article = about("530600", source="zhaotong-growth-2023q1-q3")
    assert 30 < len(article) < len(about("530600"))


def test_all_that_must_hold_does():
    assert damages(RELATIONS, OBSERVATIONS) == []


def test_every_reason_is_a_whole_sentence_in_both_languages():
    for language in ("en", "zh"):
        use_language(language)
        for name in BY_NAME:
            finding = finding_of(name, language)
            text = reason(finding).striptags()
            assert text.endswith((".", "。")), finding.relation.relation
            assert "%(" not in text
            assert "None" not in text
            assert re.search("[\u4e00-\u9fff]", text) is None if language == "en" else True
            assert str(finding.relation.statement).endswith("." if language == "en" else "。")


def test_the_numbers_of_a_reason_lead_to_the_rows_shown():
    for finding in map(finding_of, BY_NAME):
        led = rows_cited(reason(finding))
        assert led <= set(finding.outcome.rows), finding.relation.relation
        if finding.outcome.differs and finding.outcome.key != "refused":
            assert led == set(finding.outcome.rows), finding.relation.relation


def test_equal_numbers_are_not_joined():
    """96 departments and 96 projects, 11 projects and 11 counties, 14,541 listed and 14,541 online are not the same."""
    for relation in RELATIONS.relations:
        named = {each.indicator for each in operands(relation) if isinstance(each, Reference)}
        for pair in (
            {"service_hall_departments", "projects_budget_and_bond"},
            {"apple_conference_projects_signed", "counties"},
            {"service_items_listed", "service_items_online"},
            {"ceremony_companies", "ceremony_projects_signed"},
        ):
            assert not pair <= named, relation.relation


# ---- breaking each relation in turn


def with_figures(figures: pd.DataFrame, indicators: pd.DataFrame | None = None) -> Observations:
    """The observations with other figures, or another codebook."""
    indicators = OBSERVATIONS.indicators if indicators is None else indicators
    return dataclasses.replace(OBSERVATIONS, figures=figures, indicators=indicators)


def changed(rows: dict[int, str]) -> Observations:
    """The observations with other printed digits in some rows."""
    figures = OBSERVATIONS.figures.copy()
    for row, value in rows.items():
        figures.at[row, "value"] = value
    anything = OBSERVATIONS.indicators.assign(minimum=float("-inf"), maximum=float("inf"))
    raw = figures[["region", "indicator", "period", "span", "value", "status", "source", "locator", "caveats"]]
    changed_rows = raw.loc[list(rows)]
    figures.loc[list(rows), ["number", "low", "high"]] = derive_columns(changed_rows, anything, OBSERVATIONS.sources)[
        ["number", "low", "high"]
    ]
    return with_figures(figures)


def candidates(outcome) -> list[str]:
    """Digits that may mend or break a relation: very small, very large, and those it spoke of."""
    found = []
    for value in outcome.values.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, Amount):
                found += [f"{each.rounded.value:.2f}", f"{each.rounded.value:.0f}"]
            elif hasattr(each, "printed"):
                found.append(each.printed)
    return ["0.01", "999999", *dict.fromkeys(found)]


def lifted(relation: Relation) -> tuple[Relation, Observations]:
    """A relation and observations with every scope alike, so that nothing is refused."""
    alike = OBSERVATIONS.indicators.assign(
        stage="", accounting="stock", price_basis="none", unit="count", growth_from_levels="yes"
    )
    figures = OBSERVATIONS.figures.copy()
    if relation.kind == "growth":  # of one quantity, in two years
        earlier, later = operands(relation)
        rows = [find_figure(OBSERVATIONS, each.indicator, "530600", each.source).rows[0] for each in (earlier, later)]
        figures.loc[rows, "indicator"] = earlier.indicator
        figures.loc[rows, "span"] = "year"
        figures.loc[rows, "period"] = ["2022", "2023"]
        later = Reference(indicator=earlier.indicator, source=later.source)
        relation = relation.model_copy(update={"figures": {"earlier": earlier, "later": later}})
    return relation, with_figures(figures, alike)


def supplied(relation: Relation) -> tuple[Relation, Observations]:
    """A relation whose missing figure is there: another figure for what is not published, peers for a rank."""
    figures = OBSERVATIONS.figures
    if relation.kind == "rank":
        own = find_figure(OBSERVATIONS, relation.figures["own"].indicator, relation.region, relation.source)
        peers = [code for code, parent in OBSERVATIONS.regions["parent"].items() if parent == "530000"]
        row = figures.loc[[own.rows[0]]]
        added = [row.assign(region=peer) for peer in peers if peer != relation.region]
        return relation, with_figures(pd.concat([figures, *added], ignore_index=True))
    if relation.kind == "difference":
        own = find_figure(OBSERVATIONS, "gdp_growth_real", "530600", relation.source)
        row = figures.loc[[own.rows[0]]].assign(region="530000", value="4.4", number=4.4, low=4.35, high=4.45)
        return relation, with_figures(pd.concat([figures, row], ignore_index=True))
    known = next(each for each in operands(relation) if isinstance(each, Reference))
    other = Reference(indicator="service_items_online", source="zhaotong-business-environment-2022")
    other = other if relation.kind == "whole_share" else known
    operand = {role: other if isinstance(each, Unpublished) else each for role, each in relation.figures.items()}
    return relation.model_copy(update={"figures": operand}), OBSERVATIONS


def broken(relation: Relation):
    """Outcomes after changes that ought to turn that of a relation, until one does."""
    outcome = evaluate(relation, OBSERVATIONS)
    opened = relation.model_copy(update={"open": False})
    if relation.kind in series_checks.KINDS:
        yield from broken_series(relation, outcome)
    elif outcome.key == "refused":
        yield evaluate(*lifted(opened))
    elif relation.kind in DERIVING:
        yield evaluate(relation, with_figures(OBSERVATIONS.figures.drop(index=list(outcome.rows[:1]))))
    elif outcome.verdict == CANNOT:
        yield evaluate(opened, OBSERVATIONS)
        if outcome.key in ("unpublished", "missing", "implied", "rank_unknown"):
            yield evaluate(*supplied(opened))
    elif relation.figures.get("members") == "children":
        yield evaluate(relation, changed(dict.fromkeys(outcome.rows, "12")))
    else:
        for row, value in itertools.product(outcome.rows, candidates(outcome)):
            yield evaluate(relation, changed({row: value}))


def broken_series(relation: Relation, outcome):
    """A series that agrees, with one figure tenfold; one that does not, without the periods furthest off."""
    asked = {each.indicator for each in operands(relation) if isinstance(each, Reference)}
    figures = OBSERVATIONS.figures[OBSERVATIONS.figures["indicator"].isin(asked)]  # which are quick to break
    if outcome.agrees:
        rows = outcome.rows or rows_of_series(relation)
        tenfold = figures.copy()
        tenfold.loc[rows[0], ["number", "low", "high"]] *= 10
        yield evaluate(relation, with_figures(tenfold))
        return
    for _attempt in range(120):
        figures = figures.drop(index=[row for row in outcome.rows if row in figures.index])
        outcome = evaluate(relation, with_figures(figures))
        yield outcome
        if not outcome.rows:
            return


def rows_of_series(relation: Relation) -> list[int]:
    """The rows of the level that a relation is stated of, the latest first."""
    level = relation.figures["level"]
    rows = OBSERVATIONS.figures_of(relation.region, level.indicator, source=level.source or relation.source)
    return rows.sort_values("period", ascending=False).index.to_list()


@pytest.mark.parametrize("name", BY_NAME)
def test_the_verdict_turns_where_its_ground_is_broken(name):
    """That of a derived number is always that it cannot be checked: what turns is that it can no longer be derived."""
    relation, before = BY_NAME[name], finding_of(name).outcome
    derived = relation.kind in DERIVING and before.key != "refused"
    after = (outcome.key if derived else outcome.verdict for outcome in broken(relation))
    assert any(each != (before.key if derived else before.verdict) for each in after)


def test_damaged_data_are_found(data_copy):
    path = data_copy / "observations.csv"
    text = path.read_text(encoding="utf-8")
    assert ",8,normal,zhaotong-growth-2023q1-q3" in text
    path.write_text(
        text.replace(",8,normal,zhaotong-growth-2023q1-q3,¶2", ",9,normal,zhaotong-growth-2023q1-q3,¶2"),
        encoding="utf-8",
    )
    observations = load_observations(data_copy)
    names = [finding.relation.relation for finding in damages(load_relations(observations), observations)]
    assert names == ["lead-over-nation-then"]


# ---- the file of relations


def stated(data_copy, change) -> Observations:
    path = data_copy / "relations.yml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return load_observations(data_copy)


def first(field: str, value):
    return lambda content: content["relations"][0].update({field: value})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            first("kind", "diference"),
            'relation "lead-over-nation-then": unknown kind "diference"; did you mean "difference"',
        ),
        (first("topic", "grwoth"), 'unknown topic "grwoth"; did you mean "growth"'),
        (first("region", "530699"), 'unknown region "530699"'),
        (first("source", "nobody"), 'unknown source "nobody"'),
        (first("musst", True), "musst"),
        (first("figures", {"own": "gdp_growth_real"}), 'kind "difference" joins benchmark, gap, own, not own'),
        (first("relation", "lead-over-nation-now"), "stands twice"),
        (lambda content: content["relations"][0]["figures"].update(own="gdp_growth"), 'unknown indicator "gdp_growth"'),
        (lambda content: content["relations"][0].pop("statement"), "statement"),
        (
            lambda content: content["relations"][0].pop("region"),
            'relation "lead-over-nation-then": no region; say which it is about, or within which',
        ),
        (lambda content: content.pop("topics"), "must hold topics and relations"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_in_the_relations_is_named(data_copy, change, message):
    with pytest.raises(DataError) as refused:
        load_relations(stated(data_copy, change))
    assert message in str(refused.value)
    assert str(refused.value).startswith("data/relations.yml")


def test_relations_that_are_missing_or_no_yaml_are_named(data_copy):
    observations = load_observations(data_copy)
    (data_copy / "relations.yml").write_text("a: [", encoding="utf-8")
    with pytest.raises(DataError, match="not readable as YAML"):
        load_relations(observations)
    (data_copy / "relations.yml").unlink()
    with pytest.raises(DataError, match=r"there is no relations\.yml"):
        load_relations(observations)


def test_rows_are_found_in_lists_of_lists():
    figure = find_figure(OBSERVATIONS, "signed_projects", "530600")
    assert rows_of([figure, [[figure], "children"], None]) == figure.rows * 2


def test_the_style_sheet_filters_every_topic():
    for pick in topic_filter(RELATIONS, audit(RELATIONS, OBSERVATIONS)).choices:
        assert f':has(#{pick}:checked) tr[class^="pick-"]:not(.{pick})' in STYLE
