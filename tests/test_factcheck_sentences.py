"""One sentence held against the record: true ones are never called wrong, and the traps that texts fall into are told.

The sentences are made up; the figures are those that the data hold, and slips of them.
"""

from pathlib import Path

import pytest

from helpers.checks.findings import CANNOT, CONFLICT, REVISION, ROUNDING, SAME, SCOPE, SUSPECT
from helpers.figures.observations import Observations
from helpers.questions.factcheck.checked import check_text
from helpers.reading.claims import Claim, Kind
from helpers.reading.readings import Role
from helpers.text.language import in_language

GRAVE = (SUSPECT, CONFLICT)


def claims_of(text: str, observations: Observations, language: str = "en") -> list[Claim]:
    with in_language(language):
        return list(check_text(text, observations).claims)


TRUE = """
2023年，昭通市实现地区生产总值1644.12亿元，同比增长7.7%，高于全国2.5个百分点。
昭通市地区生产总值由2020年的1288.74亿元增长至2023年的1644.12亿元。
昭通市地区生产总值由2020年的1288.74亿元增加到2023年的1644.12亿元，增长27.6%。
2023年昭通市地区生产总值按现价计算增长6.7%。
2022年昭通GDP增长3.7%，低于全省0.6%。
昭通2021年GDP增长10.1%，增速比上年提高5.9%。
昭通2021年GDP增长10.1%，增速比2020年快5.9个百分点。
2022年昭通市三次产业增加值分别为256.02亿元、621.71亿元和663.29亿元，合计1541.02亿元。
昭通市2023年三次产业占比为15.8%、41.6%、42.6%，其中第三产业增加值700.06亿元。
曲靖市2024年地区生产总值由上年的4048.91亿元降至3677.22亿元。
2023年上海市地区生产总值47218.66亿元，增长5.0%。
2025年前三季度全国GDP 1015036亿元，同比增长5.2%。
2020年中国GDP首次突破100万亿元。
2023年深圳GDP達3.46萬億元，同比增長6.0%，高於全國0.8個百分點。
2020年镇雄县地区生产总值217.82亿元，占全市的16.9%。
曲靖市2023年GDP为4048.91亿元，是昭通的2.46倍。
2023年昭通一般公共预算收入105.92亿元，增长42.6%。
2023年昆明市地区生产总值增长3.3%，低于全国1.9个百分点，低于全省1.1个百分点。
2023年全国GDP增长5.2%。从环比看，四季度国内生产总值增长1.0%。
2023年全国固定资产投资增长3.1%，扣除价格因素影响，同比增长6.4%。
昭通市三次产业结构由2022年的16.6∶40.4∶43.0调整为2023年的15.8∶41.6∶42.6。
璟江市2024年高新区规上工业企业68户，占全市的13.3%。全市规上工业企业512户。
2023年曲靖市GDP是昭通的2.5倍，昭通市GDP占曲靖的四成。
昭通2023年GDP增量为103.1亿元。
2023年昭通市生产总值1644.12亿元，按可比价增长7.7%。
Zhaotong's GDP rose from 128.87 billion yuan in 2020 to 164.41 billion yuan in 2023, up 27.6 percent.
China's GDP grew by 5.0 percent in 2024, 0.2 percentage points slower than in 2023.
The Chinese economy grew 4.7 percent in the second quarter of 2024.
""".strip().splitlines()


@pytest.mark.parametrize("text", TRUE)
def test_what_is_true_is_never_called_wrong(text: str, observations: Observations):
    assert [claim.said for claim in claims_of(text, observations) if claim.verdict in GRAVE] == []


@pytest.mark.parametrize(
    ("text", "kind", "verdict", "said"),
    [
        ("2023年昭通GDP增长7.1%", Kind.GROWTH, CONFLICT, "文中为7.1%，记录为7.7%，少了0.6个百分点"),
        ("2023年昭通地区生产总值1544.12亿元", Kind.VALUE, CONFLICT, "记录为1644.12亿元，少了100亿元"),
        ("2023年末昭通常住人口494.9万人", Kind.VALUE, CONFLICT, "494.9万人在记录中属于另一项：昭通市，2022年"),
        ("2023年昭通GDP增长5.2%", Kind.GROWTH, CONFLICT, "5.2%在记录中属于另一项：全国，2023年"),
        ("昭通市2023年前三季度GDP同比增长7.7%", Kind.GROWTH, ROUNDING, "7.7%在记录中属于另一项：昭通市，2023年"),
        ("2023年三季度全国GDP同比增长5.2%。", Kind.GROWTH, SCOPE, "5.2%在记录中属于另一项：全国，2023年前三季度"),
        ("2023年昭通GDP名义增长7.7%", Kind.GROWTH, SCOPE, "从1541.02亿元到1644.12亿元，增长6.69%，文中为7.7%"),
        ("2020年镇雄县地区生产总值217.82亿元，占全市的18.9%。", Kind.SHARE, CONFLICT, "的16.9%，而不是18.9%"),
        ("曲靖市2023年GDP为4048.91亿元，是昭通的3.46倍。", Kind.MULTIPLE, CONFLICT, "的2.46倍，而不是3.46倍"),
        ("2023年昭通GDP增速高于全国3.5个百分点", Kind.GAP, CONFLICT, "7.7%比记录的全国5.2%高2.5个百分点，而不是3.5"),
        ("2023年昭通GDP增速高于全国2.3个百分点", Kind.GAP, REVISION, "其后修订为5.4%，差距为2.3个百分点"),
        ("2022年昭通GDP增长3.7%，低于全省0.6%。", Kind.GAP, SAME, "文中写作“%”，应为“个百分点”"),
        ("2023年昭通GDP增长7.7%，高于全国2.5个百分点。", Kind.GAP, SAME, "其后修订为5.4%，差距为2.3个百分点"),
        ("昭通2021年GDP增长10.1%，增速比2020年快6.9个百分点。", Kind.GAP, CONFLICT, "2020年4.2%高5.9个百分点"),
        ("2022年昭通市三次产业增加值分别为256.02亿元、621.71亿元和663.29亿元，合计1561.02亿元。", Kind.SUM, CONFLICT,
         "= 1541.02亿元，而不是1561.02亿元"),
        ("2022年杭州GDP首次突破2万亿元。", Kind.FIRST_SINCE, CONFLICT, "当年尚未超过2万亿元：记录为18753亿元"),
        ("2021年中国GDP首次突破100万亿元。", Kind.FIRST_SINCE, CONFLICT, "并非首次：2020年"),
        ("2023年昭通一般公共预算收入105.92亿元，同口径增长12.6%。", Kind.GROWTH, SCOPE, "可能按可比口径计算"),
        ("2025年昭通市GDP 2103.40亿元，增长4.6%，增速与上年持平。", Kind.GAP, SAME, "两者都是4.6%"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_the_figure_and_what_it_is_the_figure_of(text, kind, verdict, said, observations):
    found = [claim for claim in claims_of(text, observations, "zh") if claim.kind is kind and said in claim.said]
    assert [claim.verdict for claim in found] == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict", "said"),
    [
        ("China's economy grew 5.2% in 2023, the fastest since 2010.", CONFLICT, "not the highest: 2021"),
        ("China's economy grew 8.4 percent in 2021, its fastest pace in a decade.", SAME, "No year since 2012 comes"),
        ("China's GDP grew by 2.2 percent in 2020, the slowest since 1976.", CANNOT, "is as low as 2.2%; it would"),
        ("Qujing's GDP fell by 0.9 percent in 2024, the first decline since 1994.", SAME, "recorded with a fall"),
        ("2023年昭通市GDP增长7.7%，为2010年以来最快。", CONFLICT, "并非最高：2021年的记录为10.1%"),
        ("2023年昭通市GDP增长7.7%，为近十年来最高增速。", CONFLICT, "并非最高：2021年"),
        ("创2010年以来最快增速，2023年昭通市GDP增长7.7%。", CONFLICT, "并非最高：2021年"),
        ("2025年昭通市GDP增长4.6%，创2021年以来新低。", CONFLICT, "并非最低：2022年的记录为3.7%"),
        ("2023年昭通市GDP增长7.7%，为2021年以来最快。", SAME, "2022年以来的记录都未及7.7%"),
        ("2024年曲靖市GDP下降0.9%，为1994年以来首次下降。", SAME, "没有下降的记录"),
    ],
)  # fmt: skip
def test_the_highest_the_lowest_and_the_first_fall_since_are_held_against_all_years(text, verdict, said, observations):
    found = [
        each for each in claims_of(text, observations, "zh" if "年" in text else "en") if each.kind == "first_since"
    ]
    assert [(each.verdict, said in each.said) for each in found] == [(verdict, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Zhaotong's GDP grew 7.7% in 2023, the fastest among the 16 prefectures of Yunnan since 2010.",
        "2023年昭通市GDP增长7.7%，增速居全省最高。",
        "2023年昭通市GDP增长7.7%，2015年以来全省增速最快的是2021年。",
        "Zhaotong's GDP grew 7.7% in 2023, the first rise above the national rate since 2021.",
    ],
)
def test_what_is_said_among_places_is_not_said_of_the_years(text, observations):
    assert [each for each in claims_of(text, observations) if each.kind == "first_since"] == []


@pytest.mark.parametrize(
    ("text", "kind", "verdict"),
    [
        ("Chengdu's GDP exceeded 2.2 trillion yuan in 2023 for the first time.", "first_since", SAME),
        ("Chengdu's GDP exceeded 1.9 trillion yuan in 2023 for the first time.", "first_since", CONFLICT),
        ("China's GDP grew by 5.0 percent in 2024, 0.2 percentage points slower than in 2023.", "gap", REVISION),
        ("Kunming's GDP was 786.5 billion yuan in 2023, 4.8 times that of Zhaotong.", "multiple", SAME),
        ("Kunming's GDP was 786.5 billion yuan in 2023, over six times that of Zhaotong.", "multiple", CONFLICT),
        ("Qujing's economy grew 0.9 percent in 2024.", "growth", SUSPECT),
        ("The Chinese economy grew 4.7 percent in the first half of 2024.", "growth", CONFLICT),
    ],
)  # fmt: skip
def test_english_sentences_are_held_against_the_record(text: str, kind: str, verdict: str, observations: Observations):
    assert [claim.verdict for claim in claims_of(text, observations) if claim.kind == kind] == [verdict]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2033年棠川市GDP由2030年的400亿元增加到520亿元，增长30%。", ["value 2030", "value 2033", "- 2033"]),
        ("2033年棠川市GDP按现价计算增长6.7%。", ["- 2033"]),
        ("2033年棠川市GDP增长5.1%，比全省高0.6%。", ["value 2033", "gap 2033"]),
        ("2033年棠川市居民人均可支配收入28000元，高于全省平均水平3.2%。", ["value 2033", "- 2033"]),
        ("2033年中国移动棠川分公司收入12.3亿元。", ["- 2033"]),
    ],
)
def test_what_is_no_rate_of_a_year_is_read_as_none(text: str, numbers: list[str], observations: Observations):
    read = check_text(text, observations).readings
    roles = {Role.VALUE: "value", Role.PREVIOUS: "value", Role.GAP: "gap"}
    assert [f"{roles[each.role] if each.indicator else '-'} {each.period}" for each in read] == numbers
    assert all(each.region != "全国" for each in read)


def test_projects_of_a_size_cost_at_least_that_many_times_the_size(observations: Observations):
    for cost, verdict in (("96", CONFLICT), ("196", SAME)):
        text = f"2033年棠川市签约项目80个，其中10亿元以上项目12个，协议投资{cost}亿元。"
        sums = [claim for claim in claims_of(text, observations) if cost in [each.printed for each in claim.numbers]]
        assert [claim.verdict for claim in sums if claim.kind is Kind.SUM] == [verdict]


def test_numbers_of_a_list_are_of_several_things(observations: Observations):
    """However a reader takes them: two of them are never two numbers of one thing."""
    text = "昭通市2023年第三产业增加值700.06亿元，占比为15.8%、41.6%、42.6%。"
    assert not [claim for claim in claims_of(text, observations) if claim.kind is Kind.AGREEMENT]


def test_a_window_that_is_guessed_contradicts_nothing(observations: Observations, tmp_path: Path):
    text = tmp_path / "text.txt"
    text.write_text("昭通经济\n\n2023年前三季度，昭通GDP增长8%。\n\n地区生产总值增长7.1%。\n", encoding="utf-8")
    verdicts = {claim.numbers[0].printed: claim.verdict for claim in claims_of(str(text), observations)}
    assert verdicts["7.1"] not in GRAVE


def test_numbers_that_are_no_claims_are_not_counted_as_such(observations: Observations):
    checked = check_text("2033年棠川市新建了一个公园，GDP增长5.1%。", observations)
    assert [claim.numbers[0].printed for claim in checked.told] == ["5.1"]
    assert [claim.numbers[0].printed for claim in checked.bare] == ["一"]
    assert {reading.printed for claim in checked.claims for reading in claim.numbers} == {"一", "5.1"}
