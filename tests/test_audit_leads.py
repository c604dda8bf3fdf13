"""What the audit says first: each rule with a case in which the page would be wrong without it."""

import dataclasses
from functools import cache

import pandas as pd
import pytest
from conftest import PROJECT

from helpers.checks.findings import CANNOT, CONFLICT, REVISION, ROUNDING, SAME, SCOPE, SUSPECT, VERDICTS, verdict_words
from helpers.figures.observations import Observations, load_observations
from helpers.figures.rows import derive_columns
from helpers.questions.audit import tables
from helpers.questions.audit.evaluation import Finding, audit, evaluate, find, worst_first
from helpers.questions.audit.grading import ARTEFACT, CONTRADICTION, DIFFERS, NO_DIFFERENCE, ROUNDED
from helpers.questions.audit.leads import claims_sentence, edition, title_of, unclaimed_sentence
from helpers.questions.audit.outcomes import Outcome
from helpers.questions.audit.readings import to_one_decimal
from helpers.questions.audit.reasons import both_readings, reason
from helpers.questions.audit.relations import Relation, RelationSet, Words, load_relations, relations_about
from helpers.questions.audit.repeated import repeated_figures
from helpers.questions.audit.sentences import claims_of, damage_sentence, date_words, key_figures, kind_words
from helpers.text.citations import plain
from helpers.text.language import use_language

RECORDED = load_observations(PROJECT / "data")
RELATIONS = load_relations(RECORDED)
NOWHERE = "990100"
_PLACES = {
    "990000": ("Erewhon", "无有省", "province", "100000"),
    NOWHERE: ("Nowhere", "无处市", "prefecture", "990000"),
    "990200": ("Elsewhere", "别处市", "prefecture", "990000"),
}
_PAPER = {"publisher": "Nowhere Gazette", "reliability": "press", "published": "2061-04-05", "vintage": "2061-04"}
_SOURCES = {"gazette": _PAPER, "courier": _PAPER | {"published": "", "vintage": ""}, "office": {"vintage": "2061-09"}}


def invented(*figures: tuple[str, ...]) -> Observations:
    """Figures of Nowhere: indicator, printed digits, source; then period, span, caveats and release as far as given."""
    regions, sources = RECORDED.regions.copy(), RECORDED.sources.copy()
    for code, (english, chinese, level, parent) in _PLACES.items():
        regions.loc[code] = {"name_en": english, "name_zh": chinese, "level": level, "aliases": "", "parent": parent}
    for code, about in _SOURCES.items():
        sources.loc[code] = sources.iloc[0].to_dict() | {"title": code, "back_revised": "no"} | about
    lines = []
    for indicator, value, source, *more in figures:
        period, span, caveats, basis = [*more, *("2060", "year", "", "")[len(more) :]]
        status = "conflict" if caveats == "printed_twice" else "normal"
        lines.append((NOWHERE, indicator, period, span, value, status, source, "p. 1", caveats, "", "", basis))
    columns = ["region", "indicator", "period", "span", "value", "status", "source", "locator", "caveats"]
    raw = pd.DataFrame(lines, columns=[*columns, "note_zh", "note_en", "basis"])
    anything = RECORDED.indicators.assign(minimum=float("-inf"), maximum=float("inf"))
    derived = derive_columns(raw, anything, sources)
    return dataclasses.replace(RECORDED, regions=regions, sources=sources, figures=derived)


def stated(kind: str, name: str = "claim", **about) -> Relation:
    """A relation of Nowhere."""
    words = Words(en=f"The {name} holds.", zh=f"{name}成立。")
    given = {"topic": "growth", "region": NOWHERE, "source": "gazette", "statement": words}
    return Relation.model_validate({"relation": name, "kind": kind} | given | about)


AVERAGE = stated("rate", figures={"total": "market_entities_new", "rate": "market_entities_per_day"})
TOTAL = stated(
    "sum",
    "total",
    figures={
        "total": "market_entities_new",
        "parts": ["market_entities_new_companies", "market_entities_new_sole_traders"],
    },
)
TWICE = stated("once", "single value", figures={"figure": "retail_growth"})
AGREED = stated(
    "agreement",
    "population",
    figures={"stated": "population_resident", "other": {"indicator": "population_resident", "source": "office"}},
)
PAPER = (
    ("market_entities_new", "3660", "gazette"),  # in 366 days
    ("market_entities_new_companies", "1000", "gazette"),
    ("market_entities_new_sole_traders", "2500", "gazette"),
)


def edited(observations: Observations, *relations: Relation):
    use_language("en")
    findings = audit(RelationSet(topics=RELATIONS.topics, relations=relations), observations)
    return edition(observations, findings, observations.region(NOWHERE))


# ---- the lead


def test_a_text_that_contradicts_itself_leads_with_its_date_and_place_and_the_worst_first():
    observations = invented(
        *PAPER,
        ("market_entities_per_day", "12", "gazette"),
        ("retail_growth", "3.0", "gazette", "2060", "year", "printed_twice"),
        ("retail_growth", "9.0", "gazette", "2060", "year", "printed_twice"),
    )
    assert edited(observations, AVERAGE, TWICE).lead.text == (
        "The article of 5 April 2061 on Nowhere contradicts itself in two places: 2 values are printed for one thing: "
        "3% and 9%; 3,660 over 366 days are 10 a day, not 12; the number of days would have "
        "to lie between 293 and 318."
    )
    assert edited(observations, AVERAGE).lead.text == (
        "The article of 5 April 2061 on Nowhere contradicts itself in one place: 3,660 over 366 days are 10 a day, not "
        "12; the number of days would have to lie between 293 and 318."
    )
    use_language("zh")
    findings = audit(RelationSet(topics=RELATIONS.topics, relations=(AVERAGE,)), observations)
    lead = edition(observations, findings, observations.region(NOWHERE)).lead.text
    assert lead.startswith("2061年4月5日关于无处市的报道有1处自相矛盾：3660除以366天")


def test_an_undated_text_has_no_date_and_words_of_the_relation_are_taken():
    observations = invented(("market_entities_new", "3660", "courier"), ("market_entities_per_day", "12", "courier"))
    words = Words(en="%(total)s over %(length)s days are %(computed)s", zh="%(computed)s")
    told = AVERAGE.model_copy(update={"source": "courier", "finding": words})
    assert edited(observations, told).lead.text == (
        "An undated article on Nowhere contradicts itself in one place: 3,660 over 366 days are 10."
    )


def test_more_than_three_places_are_counted_and_the_worst_told():
    observations = invented(*PAPER, ("market_entities_per_day", "12", "gazette"))
    four = [AVERAGE.model_copy(update={"relation": f"claim {number}"}) for number in range(4)]
    assert "contradicts itself in four places. The worst: 3,660" in edited(observations, *four).lead.text


def test_no_text_is_said_to_contradict_itself_that_does_not():
    right = invented(*PAPER, ("market_entities_per_day", "10", "gazette"))
    assert edited(right, AVERAGE).lead.text == (
        "No text contradicts itself on Nowhere: the one claim that can be checked agrees."
    )
    twice = AVERAGE.model_copy(update={"relation": "again"})
    assert edited(right, AVERAGE, twice).lead.text == (
        "No text contradicts itself on Nowhere: all 2 claims that can be checked agree."
    )


def finding(verdict: str, kind: str, relation: Relation = AVERAGE, key: str = "missing") -> Finding:
    values = {"indicator": RECORDED.indicator("gdp_current"), "region": "Nowhere", "what": "a list"}
    place = invented(*PAPER).region(NOWHERE)
    return Finding(relation, place, Outcome(verdict, key, values, (0,)), kind)


AGREES, UNKNOWN = finding(SAME, NO_DIFFERENCE), finding(CANNOT, NO_DIFFERENCE)
OTHER, KNOWN = finding(CONFLICT, DIFFERS), finding(REVISION, ARTEFACT)


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ([UNKNOWN], "One claim that a source makes of Nowhere is on record, and it cannot be checked."),
        ([UNKNOWN, UNKNOWN], "Sources make 2 claims of Nowhere, and none of them can be checked."),
        ([OTHER, AGREES], "No text contradicts itself on Nowhere, but one claim differs from another source."),
        ([OTHER, OTHER, AGREES, UNKNOWN], "but 2 of the 3 claims that can be checked differ from another source"),
        ([KNOWN, AGREES], "1 of the 2 claims that can be checked agree, and the rest differ by what is known"),
        ([AGREES, UNKNOWN], "the one claim that can be checked agrees."),
    ],
)
def test_what_claims_come_to_has_a_form_for_each_case(claims, said):
    use_language("en")
    assert said in plain(claims_sentence(claims, invented(*PAPER).region(NOWHERE)))


STATISTIC = stated("rate", "check", topic="statistics", open=True, figures=AVERAGE.figures)


@pytest.mark.parametrize(
    ("statistics", "said"),
    [
        ([], "No source on record claims anything of Nowhere that can be checked."),
        ([(SAME, NO_DIFFERENCE)], "The one check of its statistics agrees."),
        ([(SAME, NO_DIFFERENCE)] * 3, "All 3 checks of its statistics agree."),
        ([(SAME, NO_DIFFERENCE), (REVISION, ARTEFACT)], "Of 2 checks of its statistics one agrees; what sets the rest"),
        ([(REVISION, ARTEFACT)] * 2, "Of 2 checks of its statistics none agrees; what sets the figures apart is known"),
        ([(SUSPECT, DIFFERS), (ROUNDING, ROUNDED)], "1 agree, and one does not add up."),
        ([(CONFLICT, DIFFERS)] * 2, "0 agree, and 2 do not add up, most of all this one."),
    ],
)
def test_a_region_of_which_nobody_claims_anything_says_so_and_what_its_statistics_come_to(statistics, said):
    use_language("en")
    found = [finding(*each, relation=STATISTIC) for each in statistics]
    sentence = plain(unclaimed_sentence(found, invented(*PAPER).region(NOWHERE)))
    assert sentence.startswith("No source on record claims anything of Nowhere that can be checked.")
    assert said in sentence
    assert ("most of all" in said) == ("most of all" in sentence)


def test_a_check_that_nobody_claims_never_leads_before_a_claim():
    """A sum of parts that a text never calls all is no contradiction, however much is left over."""
    observations = invented(*PAPER, ("market_entities_per_day", "12", "gazette"))
    left_over = find(TOTAL.model_copy(update={"open": True}), observations)
    assert (left_over.verdict, left_over.kind) == (SCOPE, ARTEFACT)
    assert left_over.outcome.distance > find(AVERAGE, observations).outcome.distance
    edited_ = edited(observations, TOTAL.model_copy(update={"open": True}), AVERAGE)
    assert "in one place" in edited_.lead.text
    assert "leaves 160 of 3,660 unexplained" in plain(edited_.points.sentences[0])
    claimed = edited(observations, TOTAL, AVERAGE)
    assert "in two places" in claimed.lead.text


def test_what_leads_is_not_said_again():
    observations = invented(("gdp_current", "100.0", "gazette"), ("gdp_current", "140.0", "courier"))
    edition_ = edited_of_statistics(observations)
    assert "sources cannot all be right in 1 of 1 periods" in edition_.lead.text
    assert edition_.points.sentences == ()


def edited_of_statistics(observations: Observations):
    use_language("en")
    return edition(observations, repeated_figures(observations, NOWHERE), observations.region(NOWHERE))


# ---- what counts as what


@pytest.mark.parametrize(
    ("figures", "relation", "verdict", "kind"),
    [
        ([("market_entities_per_day", "10", "gazette")], AVERAGE, SAME, NO_DIFFERENCE),
        ([("market_entities_per_day", "12", "gazette")], AVERAGE, CONFLICT, CONTRADICTION),
        ([("market_entities_per_day", "12", "gazette", "2060", "year", "scope_open")], AVERAGE, SUSPECT, CONTRADICTION),
        ([("market_entities_per_day", "12", "gazette")], AVERAGE.model_copy(update={"open": True}), SCOPE, ARTEFACT),
        (
            [("market_entities_per_day", "10", "gazette")],
            AVERAGE.model_copy(update={"open": True}),
            CANNOT,
            NO_DIFFERENCE,
        ),
    ],
)
def test_a_difference_in_one_text(figures, relation, verdict, kind):
    found = find(relation, invented(*PAPER, *figures))
    assert (found.verdict, found.kind) == (verdict, kind)


@pytest.mark.parametrize(
    ("own", "other", "verdict", "kind"),
    [
        (("50.0", "", ""), ("50.0", "", ""), SAME, NO_DIFFERENCE),
        (("50", "", ""), ("50.4", "", ""), ROUNDING, ROUNDED),
        (("50.0", "", ""), ("60.0", "", ""), CONFLICT, DIFFERS),
        (("50.0", "", "first_release"), ("60.0", "", "fifth_census"), REVISION, ARTEFACT),
        (("50.0", "", "first_release"), ("60.0", "", "first_release|fifth_census"), CONFLICT, DIFFERS),
        (("50.0", "", ""), ("60.0", "interpolated_source", ""), SUSPECT, DIFFERS),
        (("50.0", "measure_open", ""), ("60.0", "", ""), SCOPE, ARTEFACT),
    ],
)
def test_a_difference_from_another_source(own, other, verdict, kind):
    observations = invented(
        *(
            ("population_resident", value, source, "2060", "year", caveats, basis)
            for source, (value, caveats, basis) in {"gazette": own, "office": other}.items()
        )
    )
    found = find(AGREED, observations)
    assert (found.verdict, found.kind) == (verdict, kind)


def test_the_worst_is_a_contradiction_then_another_source_then_by_size_against_rounding():
    far, near = (
        dataclasses.replace(OTHER, outcome=dataclasses.replace(OTHER.outcome, distance=size)) for size in (9.0, 2.0)
    )
    wrong = finding(CONFLICT, CONTRADICTION)
    assert worst_first([AGREES, KNOWN, near, far, wrong]) == [wrong, far, near, KNOWN, AGREES]


def sums(total: str) -> Finding:
    relation = stated(
        "sum_by_period",
        topic="statistics",
        figures={"total": "gdp_current", "parts": ["gdp_primary", "gdp_secondary", "gdp_tertiary"]},
    )
    parts = [(f"gdp_{sector}", "1000.00", "gazette") for sector in ("primary", "secondary", "tertiary")]
    return find(relation, invented(("gdp_current", total, "gazette"), *parts))


def test_levels_too_close_for_any_published_rate_are_rounding_and_no_conflict():
    """3,000 against 3,001.4 is 0.047 %, against 3,001.6 it is 0.053 %; the rule and its reason are told."""
    use_language("en")
    assert sums("3000.00").verdict == SAME
    assert sums("3001.40").verdict == ROUNDING
    assert "Levels within 0.05% of each other give the same growth" in plain(reason(sums("3001.40")))
    assert sums("3001.60").verdict == CONFLICT
    assert "Levels within" not in plain(reason(sums("3000.00")))


def test_a_claim_has_no_such_tolerance():
    observations = invented(
        ("market_entities_new", "100001", "gazette"),
        ("market_entities_new_companies", "50000", "gazette"),
        ("market_entities_new_sole_traders", "50000", "gazette"),
    )
    assert find(TOTAL, observations).verdict == CONFLICT


# ---- two readings of a rate

LEAD = stated(
    "difference",
    "lead",
    figures={
        "own": "gdp_growth_real",
        "gap": "gdp_growth_gap_nation",
        "benchmark": {"indicator": "gdp_growth_real", "source": "office"},
    },
)


def lead_over(own: str) -> Finding:
    observations = invented(
        ("gdp_growth_real", own, "gazette", "2060", "year", "", "first_release"),
        ("gdp_growth_gap_nation", "2.8", "gazette"),
        ("gdp_growth_real", "5.4", "office", "2060", "year", "", "fifth_census"),
    )
    return find(LEAD, observations, to_one_decimal(observations))


def test_a_verdict_that_hangs_on_a_reading_is_told_in_both():
    use_language("en")
    hanging = lead_over("8")
    assert (hanging.verdict, hanging.finer.verdict) == (ROUNDING, REVISION)
    wide, fine = map(plain, both_readings(hanging))
    assert wide.startswith("Read as 7.5 to 8.5%, 8% gives “rounding”: 8% less 5.4% is 2.6 points")
    assert fine.startswith("Read as 8.0%, which is 7.95 to 8.05%, it gives “revision”: ")
    assert "2.05 to 3.15, which allows 2.8 points" in wide
    assert "2.5 to 2.7, which excludes 2.8 points" in fine
    table = tables.wrong_table(RELATIONS, [hanging])
    assert [cell.plain for cell in table.rows[0][1:3]] == ["rounding; to one decimal: revision", "rounding"]
    assert tables.agreeing_table(RELATIONS, [hanging]) is None


@pytest.mark.parametrize("own", ["8.0", "8.2", "9"])
def test_a_verdict_that_does_not_hang_on_a_reading_is_told_once(own):
    use_language("en")
    told = lead_over(own)
    assert told.finer is None
    assert both_readings(told) == []
    assert "gives “" not in plain(reason(told))


def test_shares_and_counts_have_one_reading():
    observations = invented(("retail_growth", "8", "gazette"), ("urbanisation_rate", "40", "gazette"))
    read = to_one_decimal(observations).figures
    assert read[["low", "high"]].to_numpy().tolist() == [[7.95, 8.05], [39.5, 40.5]]


# ---- what several sources print


@pytest.mark.parametrize(
    ("figures", "verdict", "said"),
    [
        ([("100.0", "gazette"), ("100.0", "courier")], SAME, "the one period that several print, 2060 (10.00 billion"),
        ([("100.0", "gazette"), ("100", "courier")], SAME, "agree within rounding"),
        ([("100.0", "gazette"), ("100.03", "courier")], ROUNDING, "agree within rounding"),
        ([("1000.00", "gazette"), ("1000.40", "courier")], ROUNDING, "agree within rounding"),
        ([("100.0", "gazette"), ("140.0", "office", "2061")], None, ""),
        ([("100.0", "gazette"), ("100.0", "gazette", "2061")], None, ""),
    ],
)
def test_what_several_sources_print(figures, verdict, said):
    use_language("en")
    found = repeated_figures(invented(*(("gdp_current", *figure) for figure in figures)), NOWHERE)
    assert [each.verdict for each in found] == ([verdict] if verdict else [])
    assert all(said in plain(reason(each)) for each in found)
    assert claims_of(found, NOWHERE) == []


def test_what_several_sources_print_is_narrowed_by_topic_and_source():
    observations = invented(*(("gdp_current", "100.0", source) for source in ("gazette", "courier")))
    assert repeated_figures(observations, NOWHERE, "statistics", "courier")
    assert repeated_figures(observations, NOWHERE, "growth") == []
    assert repeated_figures(observations, NOWHERE, "all", "office") == []


def test_two_readings_of_what_several_sources_print():
    [found] = repeated_figures(
        invented(("gdp_growth_real", "8", "gazette"), ("gdp_growth_real", "8.4", "courier")), NOWHERE
    )
    assert found.verdict == ROUNDING
    assert found.finer.verdict in (CONFLICT, REVISION)


# ---- the recorded figures


@cache
def recorded(region: str):
    use_language("en")
    findings = audit(relations_about(RELATIONS, RECORDED, region), RECORDED)
    return worst_first([*findings, *repeated_figures(RECORDED, region)])


def test_the_article_of_2023_on_zhaotong():
    """Wind power twice, a year's plan above the whole, a day's average; that 285 are left over is no error."""
    told = edition(RECORDED, recorded("530600"), RECORDED.region("530600"))
    lead = told.lead.text
    assert lead.startswith("The article of 12 November 2023 on Zhaotong contradicts itself in three places: ")
    assert [lead.index(words) for words in ("206.2%", "141.1 billion", "186.48")] == sorted(
        lead.index(words) for words in ("206.2%", "141.1 billion", "186.48")
    )
    assert "285" not in lead
    points = [plain(point) for point in told.points.sentences]
    assert len(points) == 5
    assert "which leaves 285 of the 57,809" in points[0]
    assert any("Read as 8.0%" in point for point in points)


def test_only_claims_count_in_the_headline():
    findings = recorded("530600")
    assert len(claims_of(findings, "530600")) == 28
    counted = {name: cell.value for name, cell in key_figures(findings, "530600").figures.items()}
    assert counted == {
        "claims that sources make": 28,
        "contradict their own source": 3,
        "agree": 14,
        "cannot be checked": 11,
    }


def test_no_two_regions_share_a_lead_and_each_names_its_own():
    regions = ["530600", "530000", "100000", "530627", "530621", *(each.code for each in RECORDED.peers_of("530600"))]
    leads = {
        code: edition(RECORDED, recorded(code), RECORDED.region(code)).lead.text
        for code in (*regions[:5], "530300", "533400", "530100")
    }
    assert len(set(leads.values())) == len(leads)
    for code, lead in leads.items():
        assert RECORDED.region(code).name in lead
        assert ("contradicts itself" in lead) == (code == "530600")


# ---- words


def test_every_verdict_and_sort_has_words_in_both_languages():
    for language in ("en", "zh"):
        use_language(language)
        words = [verdict_words(verdict) for verdict in VERDICTS]
        assert len(set(words)) == len(VERDICTS)
        claim, check = finding(CONFLICT, CONTRADICTION), finding(CONFLICT, CONTRADICTION, relation=STATISTIC)
        assert kind_words(claim) != kind_words(check)
        assert kind_words(AGREES) == ""
    use_language("en")
    known = {
        each: kind_words(dataclasses.replace(KNOWN, outcome=dataclasses.replace(KNOWN.outcome, artefact=each)))
        for each in ("census", "vintage", "break", "scope")
    }
    assert known == {each: f"known artefact: {each}" for each in known}


@pytest.mark.parametrize(
    ("published", "english", "chinese"),
    [
        ("2061-04-05", "5 April 2061", "2061年4月5日"),
        ("2061-04", "April 2061", "2061年4月"),
        ("2061", "2061", "2061年"),
        ("", "", ""),
        ("first-release", "", ""),
    ],
)
def test_the_date_of_a_text(published, english, chinese):
    use_language("en")
    assert date_words(published) == english
    use_language("zh")
    assert date_words(published) == chinese


def test_the_title_names_the_region_or_the_text():
    use_language("en")
    observations = invented(*PAPER)
    place = observations.region(NOWHERE)
    assert title_of(observations, place, "all").startswith("Do the published figures of Nowhere agree")
    assert title_of(observations, place, "gazette").startswith("Do the figures in the article of 5 April 2061 on")


def test_damaged_data_are_said_and_a_region_without_such_relations_says_nothing():
    use_language("en")
    must = AVERAGE.model_copy(update={"must": True})
    right, wrong = (find(must, invented(*PAPER, ("market_entities_per_day", rate, "gazette"))) for rate in ("10", "12"))
    assert damage_sentence([AGREES]) is None
    assert "All 1 relations that must hold" in plain(damage_sentence([right]))
    assert "the data are damaged: The claim holds." in plain(damage_sentence([wrong]))


def test_what_no_source_states_is_folded_away():
    observations = invented(*PAPER)
    unstated = find(TOTAL.model_copy(update={"open": True}), observations)
    assert tables.unstated_table(RELATIONS, [unstated]).folded
    assert tables.wrong_table(RELATIONS, [unstated]) is None
    assert tables.statistics_table(RELATIONS, [unstated]) is None
    assert evaluate(AVERAGE, observations).key == "missing"
