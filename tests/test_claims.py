"""What a text claims, and its verdicts: every contradiction that a marked text declares is found, and no other."""

from decimal import Decimal

import pytest
from corpus_marks import HALVES, MarkedText, parse, texts
from corpus_readings import document_of, head_of, readings_of

from helpers.figures.observations import Observations
from helpers.reading.checking import claims_of
from helpers.reading.checking.record import recorded
from helpers.reading.claims import Claim, Kind
from helpers.reading.document import Document, Paragraph
from helpers.reading.reader import read
from helpers.reading.readings import Head
from helpers.text.language import in_language

GRAVE = ("conflict", "suspect")
HEAD = "title: t\npublisher: p\npublished: 2033-02-01\nform: press\nregion: 棠川市\nperiod: 2032\nspan: year\n---\n"


def claims_in(text: MarkedText, observations: Observations, language: str = "en") -> list[Claim]:
    with in_language(language):
        return claims_of(document_of(text), head_of(text), readings_of(text), observations)


def claims_said(body: str, observations: Observations, language: str = "en") -> dict[str, list[str]]:
    """What is said of a marked passage of an invented city in 2032, by verdict, without what cannot be checked."""
    found: dict[str, list[str]] = {}
    for claim in claims_in(parse(HEAD + body), observations, language):
        if claim.verdict != "cannot be checked":
            found.setdefault(claim.verdict, []).append(claim.said)
    return found


def read_and_checked(text: str, observations: Observations, head: Head, language: str = "en") -> list[Claim]:
    document = Document("-", "0" * 64, (Paragraph(text, 1),))
    with in_language(language):
        return claims_of(document, head, read(document, head, observations), observations)


def told_apart(text: MarkedText, claims: list[Claim]) -> tuple[list[str], list[str]]:
    """The kinds of contradictions declared that are missed, and what is called one and is none."""
    left = [claim for claim in claims if claim.verdict in GRAVE]
    missed = []
    for declared in text.contradictions:
        of_it = [c for c in left if sum(p in [r.printed for r in c.numbers] for p in declared.printed) >= 2]
        left = [claim for claim in left if claim not in of_it]
        missed += [] if of_it else [declared.kind]
    return missed, [claim.said for claim in left]


@pytest.mark.parametrize("name", texts("build"))
def test_each_declared_contradiction_is_found_and_no_other(name: str, observations: Observations):
    text = texts("build")[name]
    assert told_apart(text, claims_in(text, observations)) == ([], [])


def test_the_gate_has_no_false_contradiction_and_most_are_found(observations: Observations):
    missed, false, declared = [], [], 0
    for text in texts("gate").values():
        found = told_apart(text, claims_in(text, observations))
        missed, false, declared = missed + found[0], false + found[1], declared + len(text.contradictions)
    assert false == []
    assert len(missed) <= declared / 3


@pytest.mark.parametrize("half", HALVES)
def test_each_number_is_in_a_claim_and_the_gravest_come_first(half: str, observations: Observations):
    for text in texts(half).values():
        claims, readings = claims_in(text, observations), readings_of(text)
        assert {reading.place for claim in claims for reading in claim.numbers} == {each.place for each in readings}
        assert [claim.gravity for claim in claims] == sorted(claim.gravity for claim in claims)
        assert all(claim.said for claim in claims)


def test_one_sentence_without_a_year_is_answered(observations: Observations):
    said = "昭通前三季度GDP增长8%，高于全国2.8个百分点"
    value, gap = read_and_checked(said, observations, Head(region="昭通市"))
    assert (value.kind, value.verdict, gap.kind, gap.verdict) == (Kind.GROWTH, "same", Kind.GAP, "same")
    assert value.said.endswith("The text names no year; this is 2023.")
    assert gap.said.startswith("8% is 2.8 points above the 5.2% recorded for China. Revised since, that is 5.4%")
    assert value.numbers[0].period == "2023Q3"
    assert value.rows
    assert gap.rows
    chinese = read_and_checked(said, observations, Head(region="昭通市"), "zh")
    assert chinese[0].said.startswith("8%与记录一致（昭通市，2023年前三季度，地区生产总值实际")
    assert chinese[0].said.endswith("文中未写年份，按2023年核对。")


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("2023年前三季度，昭通市GDP增长8.0%。", "same"),
        ("2023年前三季度，昭通市GDP增长8.3%。", "rounding"),  # 8 is recorded, which may be 8.3
        ("2023年前三季度，昭通市GDP增长7.2%。", "conflict"),
        ("2023年前三季度，昭通市GDP增长0.8%。", "suspect"),
        ("2023年前三季度，昭通市GDP下降8%。", "suspect"),
        ("2023年前三季度，全国GDP增长5.4%。", "same"),
        ("2023年前三季度，全国GDP增长5.2%。", "revision"),
        ("2033年前三季度，昭通市GDP增长8.0%。", "cannot be checked"),
    ],
)
def test_a_rate_is_held_against_the_record(said: str, verdict: str, observations: Observations):
    claim = read_and_checked(said, observations, Head(region="昭通市", period=said[:4], span="year"))[0]
    assert (claim.kind, claim.verdict) == (Kind.GROWTH, verdict)


def test_a_wrong_gap_is_told_with_the_rates_of_the_record(observations: Observations):
    said = "2023年前三季度，昭通市GDP增长8.0%，高于全国3.8个百分点。"
    claim = read_and_checked(said, observations, Head(region="昭通市", period="2023Q3", span="ytd"))[0]
    assert claim.verdict == "conflict"
    assert claim.said.startswith("8.0% is 2.8 points above the 5.2% recorded for China, not 3.8 points.")


def test_a_place_is_held_against_the_peers(observations: Observations):
    head = Head(region="昭通市", period="2024", span="year")
    first = [
        c for c in read_and_checked("昭通市GDP增长4.6%，增速居全省第1位。", observations, head) if c.kind == "rank"
    ]
    assert [claim.verdict for claim in first] == ["conflict"]
    assert first[0].said.startswith("By the record")
    assert len(first[0].rows) > 10


def test_a_first_time_is_held_against_the_years_before(observations: Observations):
    head = Head(region="曲靖市", period="2022", span="year")
    for size, verdict in (("3500", "same"), ("2000", "conflict")):
        claims = read_and_checked(f"地区生产总值首次突破{size}亿元。", observations, head)
        assert [claim.verdict for claim in claims if claim.kind is Kind.FIRST_SINCE] == [verdict]


def test_a_change_is_held_against_the_year_before(observations: Observations):
    head = Head(region="全国", period="2024", span="year")
    for points, verdict in (("0.2", "revision"), ("0.4", "same"), ("1.4", "conflict")):  # 5.2 was 5.4 later
        claims = read_and_checked(f"全年GDP增长5.0%，增速比上年回落{points}个百分点。", observations, head)
        assert [claim.verdict for claim in claims if claim.kind is Kind.GAP] == [verdict]


def test_a_record_that_contradicts_itself_decides_nothing(observations: Observations):
    head = Head(region="昭通市", period="2023Q3", span="ytd")
    claim = read_and_checked("风力发电增长23%。", observations, head)[0]
    assert claim.verdict == "cannot be checked"
    assert claim.said.startswith("The record itself has numbers of this that contradict each other")


def test_names_are_counted(observations: Observations):
    head = Head(region="昭通市", period="2023", span="year")
    for counted, verdicts in (("三", ["same"]), ("四", ["conflict"])):
        claims = read_and_checked(f"水富、绥江、盐津{counted}县（市）增速较快。", observations, head)
        assert [claim.verdict for claim in claims if claim.kind is Kind.AGREEMENT] == verdicts


def test_what_the_first_in_so_many_years_would_take_is_said(observations: Observations):
    head = Head(region="昭通市", period="2023Q3", span="ytd")
    claims = read_and_checked("GDP增长8%，发展速度位列全省第一，是20年来的首次。", observations, head)
    assert {claim.kind: claim.verdict for claim in claims} == {
        Kind.GROWTH: "same",
        Kind.RANK: "cannot be checked",
        Kind.FIRST_SINCE: "cannot be checked",
    }


GDP = "地区生产总值[400.0|gdp_current; unit=亿元]亿元，"


@pytest.mark.parametrize(
    ("passage", "said"),
    [
        (
            GDP
            + "其中第一产业[60.0|gdp_primary; unit=亿元]亿元、第二产业[150.0|gdp_secondary; unit=亿元]亿元、"
            + "第三产业[200.0|gdp_tertiary; unit=亿元]亿元。",
            "各部分之和为60.0亿元 + 150.0亿元 + 200.0亿元 = 410亿元，而不是400.0亿元（地区生产总值（现价），2032年）。",
        ),
        (
            "三次产业结构为[15.0|gdp_share_primary; unit=%]:[38.0|gdp_share_secondary; unit=%]:"
            "[46.0|gdp_share_tertiary; unit=%]。",
            "各项比重之和为15.0% + 38.0% + 46.0% = 99%，而不是100%。",
        ),
        (
            GDP + "民营经济增加值[210.5|-; unit=亿元; why=level_without_indicator]亿元，"
            "占GDP的比重为[58.3|gdp_current; unit=%; role=share]%。",
            "210.5亿元占400.0亿元的52.62%，而不是58.3%。",
        ),
        (
            "截至10月31日，新登记[3040|market_entities_new; period=2032-10; span=event; unit=户]户，"
            "日均[12|market_entities_per_day; period=2032-10; span=event; unit=户]户。",
            "3040户按305天计，日均9.97，而不是12户。",
        ),
        (
            "火力发电增长[9.6|thermal_power_growth; unit=%]%、风力发电增长[86.2|wind_power_growth; unit=%]%、"
            "太阳能发电增长[5.0|-; unit=%; why=growth_without_indicator]%、"
            "风力发电增长[13|wind_power_growth; unit=%]%。",
            "同一指标文中前后不一：86.2%和13%（棠川市，2032年，风力发电同比增速）。",
        ),
        (
            "[16|counties; unit=个]个县（市、区）中，[10|-; unit=个; why=count_without_indicator]个正增长，"
            "[7|-; unit=个; why=count_without_indicator]个负增长。",
            "10个 + 7个 = 17，比所属的16个还多1。",
        ),
        (
            "青溪县增速居第[1|county_growth_rank; region=青溪县]位"
            "（[6.1|county_growth_unspecified; region=青溪县; unit=%]%），"
            "白溪县居第[2|county_growth_rank; region=白溪县]位"
            "（[8.4|county_growth_unspecified; region=白溪县; unit=%]%）。",
            "青溪县（第1位）为6.1%，反而低于白溪县（第2位）的8.4%。",
        ),
        (
            "城镇居民人均可支配收入增长[3.5|disposable_income_urban_growth; unit=%]%；农村居民人均可支配收入增长"
            "[4.5|disposable_income_rural_growth; unit=%]%，快于城镇"
            "[2.0|disposable_income_rural_growth; unit=个百分点; role=gap; against=城镇]个百分点。",
            "4.5%比3.5%高1个百分点，而不是2.0个百分点。",
        ),
        (
            "签约项目由上年的[50|signed_projects; period=2031; unit=个; role=previous]个增至"
            "[80|signed_projects; unit=个]个，翻[一番|signed_projects; role=multiple; words]。",
            "80个是50个的1.60倍，与文中所说不符。",
        ),
    ],
)
def test_the_arithmetic_is_told_with_the_numbers_as_printed(passage: str, said: str, observations: Observations):
    assert claims_said(passage, observations, "zh")["conflict"] == [said]


def test_a_plan_above_what_all_projects_cost_is_suspect(observations: Observations):
    """It may cover projects that began before, so that both numbers can be right."""
    passage = (
        "现场会启动项目[20|-; unit=个; why=count_without_indicator]个，"
        "预计完成年度投资[90|-; unit=亿元; why=plan]亿元；"
        "全市开工项目[50|-; unit=个; why=count_without_indicator]个，"
        "总投资[70|-; unit=亿元; why=level_without_indicator]亿元。"
    )
    said = "年度计划投资90亿元，比全部项目的全额投资70亿元还多20亿元。"
    assert claims_said(passage, observations, "zh")["suspect"] == [said]


@pytest.mark.parametrize(
    "passage",
    [
        "火力发电增长[9.6|thermal_power_growth; unit=%]%、风力发电增长[86.2|wind_power_growth; unit=%]%、"
        "水力发电增长[13|-; unit=%; why=growth_without_indicator]%。",  # another thing
        "前三季度增长[7.2|gdp_growth_real; period=2032Q3; span=ytd; unit=%]%，三季度增长"
        "[7.9|gdp_growth_real; period=2032Q3; span=quarter; unit=%]%。",  # another window
        "地区生产总值[1317.20|gdp_current; unit=亿元]亿元，"
        "突破[1300|gdp_current; unit=亿元; role=bound; bound=over]亿元；"
        "全市约[1320|gdp_current; unit=亿元; role=bound; bound=about]亿元。",
        GDP + "占全省的[1.3|gdp_current; unit=%; role=share]%。",  # of a whole that is not given
        "总投资[70|-; unit=亿元; why=level_without_indicator]亿元，年度投资[30|-; unit=亿元; why=plan]亿元。",
        "年度投资[90|-; unit=亿元; why=plan]亿元；云岭工业园总投资[70|-; unit=亿元; why=level_without_indicator]亿元。",
        "居民人均可支配收入[30000|disposable_income; unit=元]元，"
        "其中城镇居民[39000|disposable_income_urban; unit=元]元。",
        "增长[5|gdp_growth_real; unit=%]%，目标为[6|gdp_growth_real; unit=%; role=target]%。",
        "工业企业[612|industrial_firms_above_scale; unit=户]户，其中高新技术企业"
        "[400|-; unit=户; why=count_without_indicator]户、科技型企业[500|-; unit=户; why=count_without_indicator]户。",
        "日均[12|-; unit=户; why=count_without_indicator]户。",
        "新登记企业[3650|-; unit=户; why=count_without_indicator]户，平均每天有创业者注册个体工商户"
        "[40|-; unit=户; why=count_without_indicator]户。",  # of another count
    ],
)
def test_what_is_of_another_scope_is_no_contradiction(passage: str, observations: Observations):
    assert not {*claims_said(passage, observations)} & {*GRAVE}


def test_levels_are_held_against_growth(observations: Observations):
    passage = (
        "出口[60.0|exports_level; unit=亿元]亿元，增长[20.0|exports_growth; unit=%]%，"
        "上年为[BEFORE|exports_level; period=2031; unit=亿元; role=previous]亿元。"
    )
    assert claims_said(passage.replace("BEFORE", "50.0"), observations) == {
        "same": ["From 5.00 billion yuan to 6.00 billion yuan is 20%; the text says 20.0%."]
    }
    other = claims_said(passage.replace("BEFORE", "40.0"), observations)  # the level before may have been revised since
    assert list(other) == ["scope"]


def test_digits_of_units_are_kept(observations: Observations):
    """Revenue printed in units of ten thousand is a sum of money like that in units of a hundred million."""
    passage = (
        "预算收入[901040|budget_revenue; value=90.104; unit=万元]万元，其中税收[514592|tax_revenue; "
        "value=51.4592; unit=万元]万元，占预算收入的[57.1|tax_revenue; unit=%; role=share]%。"
    )
    assert "514592万元占901040万元的57.11%，文中为57.1%。" in claims_said(passage, observations, "zh")["same"]
    assert Decimal("51.4592") == readings_of(parse(HEAD + passage))[1].value


@pytest.mark.parametrize("span", ["event", "point", "month", "year"])
def test_of_what_nothing_is_recorded_there_is_nothing_to_hold_against(observations, span):
    assert recorded(observations, "530600", "birth_rate", "2031-11", span) == []
    assert recorded(observations, "530600", "gdp_growth_real", "1931-11", span) == []
