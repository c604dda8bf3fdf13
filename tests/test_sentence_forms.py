"""A small grammar of what is said of growth: every combination of its forms reads right in both languages."""

from itertools import product
from types import SimpleNamespace

import pandas as pd
import pytest
from house_style import CHINESE, ENGLISH, faults, without_verb
from markupsafe import Markup

from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.terms import Term
from helpers.questions.growth.latest import latest_sentence
from helpers.questions.growth.sentences import average_sentence, extremes_sentence
from helpers.text.citations import plain
from helpers.text.language import use_language

NATION = Region("999900", "Erehwon", "全国", "nation", (), None)
PROVINCE = Region("999000", "Nowhere", "无处省", "province", (), NATION)
OWN = Region("999100", "Elsewhere", "别处市", "prefecture", (), PROVINCE)
YEAR = pd.Period("2061", "Y")
RELEASES = {
    "first": Term("first_release", "first release", "首次公布数"),
    "revised": Term("later", "revised", "修订数"),
}

GROWTH = {"grew": 4.6, "shrank": -0.9, "did not grow": 0.0}
GAPS = {"above": -0.5, "below": 0.4, "level with": 0.0}  # what a benchmark lies from the region
SAID = {
    "en": {
        "grew": "Elsewhere's economy grew 4.6% in real terms in 2061",
        "shrank": "Elsewhere's economy shrank 0.9% in real terms in 2061",
        "did not grow": "Elsewhere's economy did not grow in real terms in 2061",
        "above": "0.5 points above {}",
        "below": "0.4 points below {}",
        "level with": "level with {}",
        "known": " ({}%)",
        "revised": " ({}%, since revised to {}%)",
        "names": ["Nowhere", "Erehwon"],
        "release": " ({}), {}.",
        "alone": "{}.",
        "and": ", and ",
        "mixed": " No figure of {} for 2061 is of the same release, so no gap is given.",
        "weak": " That figure is weakly supported.",
    },
    "zh": {
        "grew": "2061年，别处市地区生产总值按不变价格计算比上年增长4.6%",
        "shrank": "2061年，别处市地区生产总值按不变价格计算比上年下降0.9%",
        "did not grow": "2061年，别处市地区生产总值按不变价格计算与上年持平",
        "above": "比{}高0.5个百分点",
        "below": "比{}低0.4个百分点",
        "level with": "与{}持平",
        "known": "（{}%）",
        "revised": "（{}%，后修订为{}%）",
        "names": ["全省", "全国"],
        "release": "（{}），增速{}。",
        "alone": "{}。",
        "and": "，",
        "mixed": "2061年{}未见同一次发布的数据，故不计算差距。",
        "weak": "该数据依据薄弱。",
    },
}


def rate(value: float, row: int = 0) -> Rounded:
    return Rounded(round(value, 1), value - 0.05, value + 0.05, frozenset([row] if row else []))


def shown(value: float) -> str:
    return f"{round(value, 1) + 0:.1f}".replace("-", "−")


def pair(own, region: Region, gap: float, release: str, is_revised: bool):
    theirs = rate(own.figures[YEAR].value + gap)
    revised = rate(theirs.value + 0.2)
    return SimpleNamespace(
        own=own,
        against=region.name,
        benchmark=SimpleNamespace(region=region, figures={YEAR: theirs}),
        gaps={YEAR: own.figures[YEAR] - theirs},
        alike=[YEAR] if release else [],
        mixed=[] if release else [YEAR],
        bases={YEAR: RELEASES[release]} if release else {},
        revised={YEAR: revised} if is_revised else {},
        revised_gaps={YEAR: own.figures[YEAR] - revised} if is_revised else {},
    )


def frame_of_gaps(pairs) -> pd.DataFrame:
    return pd.DataFrame({each.against: {at: each.gaps[at].value for at in each.alike} for each in pairs})


def expected(words: dict, growth: str, gaps: list[str], release: str, is_revised: bool, weak: bool) -> str:
    clauses = []
    for name, gap in zip(words["names"], gaps, strict=False):
        theirs = GROWTH[growth] + GAPS[gap]
        numbers = [shown(theirs), shown(theirs + 0.2)] if is_revised else [shown(theirs)]
        known = words["revised" if is_revised else "known"].format(*numbers)
        clauses.append(words[gap].format(name + known))
    opening = words[growth]
    named = {"en": 1, "zh": 2}[("en", "zh")[words is SAID["zh"]]]
    term = RELEASES[release].names[named] if release else ""
    text = words["alone"].format(opening)
    if clauses and release:
        text = opening + words["release"].format(term, words["and"].join(clauses))
    if weak:
        text += words["weak"]
    if clauses and not release:
        both = {"en": " and ", "zh": "和"}[("en", "zh")[words is SAID["zh"]]].join(words["names"][: len(gaps)])
        text += words["mixed"].format(both)
    return text


CASES = [
    *product(
        GROWTH,
        [[], *([gap] for gap in GAPS), *(list(two) for two in product(GAPS, GAPS))],
        ["first"],
        [False, True],
        [False],
    ),
    *product(GROWTH, [["above"], ["above", "below"]], ["", "revised"], [False], [False, True]),
]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("growth", "gaps", "release", "is_revised", "weak"), CASES)
def test_growth_beside_benchmarks_reads_right(language, growth, gaps, release, is_revised, weak):
    own = SimpleNamespace(region=OWN, figures={YEAR: rate(GROWTH[growth])}, weak=[YEAR] if weak else [])
    places = [PROVINCE, NATION]
    pairs = [pair(own, place, GAPS[gap], release, is_revised) for place, gap in zip(places, gaps, strict=False)]
    use_language(language)
    said = plain(Markup(latest_sentence(own, pairs, frame_of_gaps(pairs))).striptags())
    assert said == expected(SAID[language], growth, gaps, release, is_revised, weak)
    assert faults(said, {"en": ENGLISH, "zh": CHINESE}[language]) == []
    assert language == "zh" or list(without_verb(said)) == []


def series(*rates: float):
    index = pd.period_range("2061", periods=len(rates), freq="Y")
    figures = {at: rate(value, row + 1) for row, (at, value) in enumerate(zip(index, rates, strict=True))}
    rounded = pd.DataFrame(
        {name: [getattr(each, name) for each in figures.values()] for name in ("value", "low", "high")}, index
    )
    return SimpleNamespace(
        region=OWN,
        figures=figures,
        values=pd.Series(rates, index, dtype=float),
        rounded=rounded,
        rows_in=lambda years: [row + 1 for row, at in enumerate(index) if at in years],
    )


@pytest.mark.parametrize(
    ("rates", "english", "chinese"),
    [
        ([4.0], "One year is recorded, and one year has no average.", "只有一年数据，不计算平均增速。"),
        (
            [4.0, 4.0],
            "From 2061 to 2062 Elsewhere's economy grew 4.0% a year on average in real terms.",
            "2061—2062年，别处市地区生产总值按不变价格计算年均增长4.0%。",
        ),
        (
            [-4.0, -4.0],
            "From 2061 to 2062 Elsewhere's economy shrank 4.0% a year on average in real terms.",
            "2061—2062年，别处市地区生产总值按不变价格计算年均下降4.0%。",
        ),
        (
            [0.0, 0.0],
            "From 2061 to 2062 Elsewhere's economy did not grow on average in real terms.",
            "2061—2062年，别处市地区生产总值按不变价格计算年均零增长。",
        ),
        (
            [9.0] * 2 + [-1.0] * 10,
            "From 2061 to 2072 Elsewhere's economy grew 0.6% a year on average in real terms. From 2063 on it shrank "
            "1.0% a year.",
            "2061—2072年，别处市地区生产总值按不变价格计算年均增长0.6%。其中2063年以来年均下降1.0%。",
        ),
    ],
)
def test_an_average_takes_the_form_of_its_sign(rates, english, chinese):
    use_language("en")
    assert plain(Markup(average_sentence(series(*rates))).striptags()) == english
    use_language("zh")
    assert plain(average_sentence(series(*rates))) == chinese


@pytest.mark.parametrize(
    ("rates", "english", "chinese"),
    [
        (
            [4.0, 2.0],
            "grew fastest in 2061 (4.0%) and slowest in 2062 (2.0%).",
            "以2061年最高（4.0%），以2062年最低（2.0%）。",
        ),
        ([4.0, -2.0], "and shrank most in 2062 (2.0%).", "2062年降幅最大（下降2.0%）。"),
        ([4.0, 0.0], "and did not grow in 2062 (0.0%).", "2062年与上年持平（0.0%）。"),
        ([4.0, 4.0], None, None),
        ([-4.0, -5.0], None, None),
    ],
)
def test_extremes_take_the_form_of_their_sign(rates, english, chinese):
    use_language("en")
    said = extremes_sentence(series(*rates))
    assert (said is None) == (english is None)
    assert said is None or plain(said).endswith(english)
    use_language("zh")
    said = extremes_sentence(series(*rates))
    assert said is None or plain(said).endswith(chinese)
