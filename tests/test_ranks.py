"""Places in words: every form in both languages, and that each agrees with the figures it is of."""

import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.printed import Rounded, read_printed
from helpers.figures.regions import Region
from helpers.figures.standings import Standing, standing_of
from helpers.models.ranks import possible_ranks
from helpers.show.ranks import place, short_standing, whole_standing
from helpers.text.citations import plain, rows_cited
from helpers.text.language import use_language

NATION = Region("980000", "Erehwon", "全国", "nation", (), None)
WHOLE = Region("990000", "Nowhere", "无处省", "province", (), NATION)
PEERS = [Region(f"9901{n:02}", f"Place {n}", f"某{n}市", "prefecture", (), WHOLE) for n in range(16)]
OWN = Standing(PEERS[0], WHOLE, "prefecture", 5, False, 16, (), 5, 5, frozenset([7, 9]))

ENGLISH_PLACE = "(joint )?(first|second|third|fifth|seventh|last|[0-9]+(st|nd|rd|th))"
ENGLISH = re.compile(
    f"{ENGLISH_PLACE} of the [0-9]+ prefectures of Nowhere"
    "( with figures \\((?P<missing>Place [0-9]+(, Place [0-9]+)*( and Place [0-9]+)? missing|[0-9]+ have none)"
    f"(; {ENGLISH_PLACE} to {ENGLISH_PLACE} within rounding)?\\)| \\({ENGLISH_PLACE} to {ENGLISH_PLACE} within "
    "rounding\\))?"
)
CHINESE_PLACE = "(并列)?(第[0-9]+位|末位)"
CHINESE_OPEN = "考虑四舍五入，在第[0-9]+位至第[0-9]+位之间"
CHINESE = re.compile(
    f"居全省[0-9]+个州（市）{CHINESE_PLACE}(（{CHINESE_OPEN}）)?"
    f"|在全省有数据的[0-9]+个州（市）中居{CHINESE_PLACE}"
    f"（(缺某[0-9]+市([、和]某[0-9]+市)*|另有[0-9]+个无数据)(；{CHINESE_OPEN})?）"
)


@pytest.mark.parametrize(
    ("rank", "tied", "missing", "open_", "language"),
    list(product([1, 5, 11], [False, True], [0, 1, 3, 5], [False, True], ["en", "zh"])),
)
def test_every_form_is_a_sentence_of_its_language(rank, tied, missing, open_, language):
    use_language(language)
    worst = rank + 2 if open_ else rank
    lacking = tuple(PEERS[16 - missing :])
    given_ = replace(OWN, rank=rank, tied=tied, ranked=16 - missing, missing=lacking, best=rank, worst=worst)
    said = whole_standing(given_)
    assert (ENGLISH if language == "en" else CHINESE).fullmatch(plain(said)), plain(said)
    assert rows_cited(said) == {7, 9}
    assert ("missing" in said or "缺" in said) == (0 < missing <= 4)
    assert ("rounding" in said or "四舍五入" in said) == open_
    assert ("joint" in said or "并列" in said) == tied


@pytest.mark.parametrize(
    ("changes", "english", "chinese"),
    [
        ({"rank": 1}, "first of 16", "居16个州（市）第1位"),
        ({"rank": 3, "tied": True}, "joint third of 16", "居16个州（市）并列第3位"),
        ({"rank": 16}, "last of 16", "居16个州（市）末位"),
        ({"rank": 16, "tied": True}, "joint 16th of 16", "居16个州（市）并列第16位"),
        (
            {"best": 4, "worst": 6},
            "fifth of 16 (fourth to sixth within rounding)",
            "居16个州（市）第5位（考虑四舍五入，在第4位至第6位之间）",
        ),
    ],
)
def test_a_place_in_short(changes, english, chinese):
    standing = replace(OWN, **changes)
    for language, said in (("en", english), ("zh", chinese)):
        use_language(language)
        assert plain(short_standing(standing)) == said
        assert rows_cited(place(standing)) == {7, 9}


def test_one_alone_is_first_and_not_last():
    use_language("en")
    assert plain(place(replace(OWN, rank=1, ranked=1))) == "first"


def test_a_place_by_printed_figures():
    figures = dict(zip(PEERS, map(read_printed, ["4.6", "4.6", "5", "4.5"]), strict=False))
    found = standing_of(PEERS[0], WHOLE, "prefecture", figures, PEERS[:5])
    assert (found.rank, found.tied, found.ranked, found.missing) == (2, True, 4, (PEERS[4],))
    assert (found.best, found.worst) == (1, 3)  # 5 may be 4.5, and 4.6 twice may be either
    last = standing_of(PEERS[3], WHOLE, "prefecture", figures, PEERS[:5])
    assert (last.rank, last.tied, last.is_open) == (4, False, True)


@given(st.lists(st.floats(-10, 20).map(lambda rate: round(rate, 1)), min_size=2, max_size=16))
def test_a_place_is_ahead_of_another_only_where_rounding_cannot_turn_it(rates):
    figures = {region: Rounded(rate, rate - 0.05, rate + 0.05) for region, rate in zip(PEERS, rates, strict=False)}
    every = {region: standing_of(region, WHOLE, "prefecture", figures, PEERS) for region in figures}
    assert {region: (each.best, each.worst) for region, each in every.items()} == possible_ranks(figures)
    for one, other in product(every, every):
        if every[one].is_ahead_of(every[other]):
            assert figures[one].value > figures[other].value
