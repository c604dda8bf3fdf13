"""The ledger of the two articles: complete, as printed, and held against the texts where they are at hand."""

import dataclasses

import pandas as pd
import pytest
from conftest import PROJECT

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.periods import window_words
from helpers.figures.printed import Rounded, read_printed
from helpers.figures.published import figures_in, find_figure, find_figures, rows_printing
from helpers.show.amounts import amount
from helpers.text.messages import InputError
from zhaotong.keeping.source_texts import TEXTS, check_text, check_texts

ARTICLES = ("zhaotong-growth-2023q1-q3", "zhaotong-business-environment-2022")
ZHAOTONG = "530600"


def written(observations: Observations) -> list[str]:
    """The ledger and what it leaves out, a line each, as tests/ledger.txt has it."""
    rows = observations.figures[observations.figures["source"].isin(ARTICLES)]
    columns = ["locator", "region", "indicator", "period", "span", "value"]
    figures = [
        "  ".join([*row[columns], *([row["status"]] if row["status"] != "normal" else [])])
        for _row, row in rows.iterrows()
    ]
    return figures + ["  ".join(row[1:]) for row in observations.omissions.itertuples(index=False)]


def test_every_figure_and_every_omission_is_as_it_was_read(observations):
    expected = (PROJECT / "tests/ledger.txt").read_text(encoding="utf-8").splitlines()
    assert sorted(written(observations)) == sorted(line for line in expected if not line.startswith("#"))


@pytest.mark.slow
def test_a_figure_whose_last_digit_changes_is_noticed(observations):
    """In the list above, and in what the reports say of it."""
    before = set(written(observations))
    rows = observations.figures[observations.figures["source"].isin(ARTICLES)]
    for row, value in rows["value"].items():
        place = max(position for position, character in enumerate(value) if character.isdigit())
        digit = str((int(value[place]) + 1) % 10)
        figures = observations.figures.copy()
        figures.at[row, "value"] = value[:place] + digit + value[place + 1 :]
        changed = dataclasses.replace(observations, figures=figures)
        assert set(written(changed)) != before, (row, value)
        (old,), (new,) = (figures_in(each, each.figures.loc[[row]]) for each in (observations, changed))
        assert amount(old) != amount(new), (row, value)


def test_stages_cover_every_project_and_sum_of_investment(observations):
    codebook = observations.indicators
    promised = codebook.index[codebook.index.str.contains("_investment_|_investment$|projects|fai_(?!rank)|funds")]
    unstaged = [name for name in promised if codebook.at[name, "stage"] == ""]
    assert unstaged == []
    assert set(codebook["stage"]) - {""} <= set(observations.vocabularies["stage"])


def test_registrations_are_a_flow_and_damaged_words_are_marked(observations):
    assert observations.indicators.at["market_entities_new", "accounting"] == "flow"
    damaged = observations.figures[observations.figures["caveats"].str.contains("reconstructed")]
    assert {observations.region(code).name for code in damaged["region"]} == {
        "Ludian",
        "Qiaojia",
        "Zhenxiong",
        "Zhaotong",
    }


def test_a_figure_printed_three_times_is_one_figure(observations):
    found = find_figures(observations, "counties", ZHAOTONG)
    assert [figure.printed for figure in found] == ["11"]
    assert len(found[0].rows) == 3
    assert list(rows_printing(observations, found)["locator"]) == ["¶18 (1)", "¶20 (1)", "¶34 (2)"]


def test_a_count_is_exact_and_an_amount_is_rounded(observations):
    assert find_figure(observations, "signed_projects", ZHAOTONG).rounded == Rounded(191, 191, 191)
    amount = find_figure(observations, "signed_investment", ZHAOTONG).rounded
    assert (amount.low, amount.high) == pytest.approx((1240.85, 1240.95))


def test_a_figure_that_is_not_there_or_not_alone_is_refused(observations):
    with pytest.raises(NoFiguresError, match="signed_projects 530300"):
        find_figure(observations, "signed_projects", "530300")
    with pytest.raises(InputError, match=r"2 figures are recorded for wind_power_growth .*say which: 206.2"):
        find_figure(observations, "wind_power_growth", ZHAOTONG)


# ---- texts of sources, on one that is made up here

TEXT = """
Signed (qiān) 191 projects with 1240.9億元, over 200余 and
2 to 3 firms, 8.5萬 square; ranked 第二 at 12%.
"""


@pytest.fixture
def with_text(observations):
    """Observations whose only figures are those of TEXT, and the rows, to be changed."""

    def make(*changes: tuple[int, str, str], omit=(("¶2 (5)", "99"),)) -> Observations:
        rows = pd.DataFrame(
            [
                ("signed_projects", "191", "¶1 (1)", ""),
                ("signed_investment", "1240.9", "¶1 (2)", ""),
                ("site_meeting_projects_started", "200+", "¶1 (3)", ""),
                ("leader_companies", "2~3", "¶2 (1–2)", ""),
                ("land_area", "8.5e4", "¶2 (3)", ""),
                ("app_realname_rank", "2", "¶2 “第二”", ""),
                ("online_share", "12", "¶2 (4)", ""),
                ("site_meeting_held", "1", "¶1 “鲁甸”", "reconstructed"),
            ],
            columns=["indicator", "value", "locator", "caveats"],
            index=range(2, 10),
        ).assign(region="530600", span="year", source="made-up")
        for row, column, value in changes:
            rows.at[row, column] = value
        rows = rows.assign(number=[read_printed(value).value for value in rows["value"]])
        omissions = pd.DataFrame(
            [("made-up", locator, digits, "name") for locator, digits in omit],
            columns=["source", "locator", "printed", "reason"],
        )
        return dataclasses.replace(observations, figures=rows, omissions=omissions)

    return make


def test_a_text_whose_every_number_is_accounted_for_holds(with_text):
    check = check_text(with_text(omit=()), "made-up", TEXT)
    assert list(check.numbers["state"]) == ["recorded"] * 7
    assert list(check.figures["state"]) == ["found"] * 7 + ["reconstructed"]
    assert check.faults == []


@pytest.mark.parametrize(
    "change",
    [
        (2, "value", "192"),  # other digits
        (3, "indicator", "talent_subsidies"),  # the digits stand there, but in another unit
        (4, "value", "200"),  # the text has a bound
        (2, "value", "191+"),  # the text has none
        (6, "value", "8.5"),  # the text has the ten-thousandfold
        (5, "value", "2~4"),
        (6, "value", "8.5e8"),
        (7, "value", "3"),  # the words say second
        (8, "locator", "¶2 (7)"),
        (8, "locator", "page 2"),
    ],
    ids=str,
)
def test_a_figure_that_does_not_stand_there_is_not_found(with_text, change):
    check = check_text(with_text(change, omit=()), "made-up", TEXT)
    assert check.figures.at[change[0], "state"] == "not found"
    assert check.faults


def test_a_number_that_nobody_recorded_is_missing_with_the_words_around_it(with_text):
    check = check_text(with_text(omit=()), "made-up", TEXT + "\nand 4711 more\n")
    missing = check.numbers[check.numbers["state"] == "missing"]
    assert list(missing.index) == ["¶3 (1)"]
    assert missing.at["¶3 (1)", "about"] == "and 4711 more"
    assert check.faults


def test_an_omission_needs_its_digits_and_may_not_be_recorded_as_well(with_text):
    check = check_text(with_text(omit=[("¶3 (1)", "99"), ("¶1 (1)", "191")]), "made-up", TEXT + "\nand 4711 more\n")
    assert len(check.stale) == 2
    assert check.numbers.at["¶3 (1)", "state"] == "left out"
    assert check.faults


def test_a_text_of_no_source_is_refused_with_the_nearest(observations, tmp_path):
    with pytest.raises(InputError, match="holds no text of a source"):
        check_texts(observations, tmp_path)
    (tmp_path / "zhaotong-growth-2023q1.txt").write_text("1", encoding="utf-8")
    with pytest.raises(InputError, match='did you mean "zhaotong-growth-2023q1-q3"'):
        check_texts(observations, tmp_path)


def test_every_digit_of_the_articles_is_accounted_for(observations, source_texts):
    if source_texts is None:
        pytest.skip(f"needs the texts of the articles: {TEXTS}")
    checks = check_texts(observations, source_texts)
    assert {check.source for check in checks} == set(ARTICLES)
    for check in checks:
        assert check.numbers["state"].isin(["recorded", "left out"]).all()
        assert check.figures["state"].isin(["found", "reconstructed"]).all()
        assert check.stale == []


@pytest.mark.parametrize(
    ("period", "span", "words"),
    [
        ("2023Q3", "ytd", "January to September 2023"),
        ("2023Q1", "ytd", "January to March 2023"),
        ("2023-11-06", "ytd", "1 January to 6 November 2023"),
        ("2023-05/2023-11-12", "interval", "1 May to 12 November 2023"),
        ("2022-03-28", "event", "event of 28 March 2022"),
    ],
)
def test_the_days_of_a_figure_in_words(period, span, words):
    assert window_words(period, span) == words


PRINTED = """
一、全市生产总值59043万元，增长5.2%，社会消费品零售总额2,046.38亿元。
二、进出口总额下降0.6%，粮食产量35.20万吨，出生率6.39‰。
Output was 118.9 billion yuan.
"""


@pytest.mark.parametrize(
    ("indicator", "value", "locator", "state"),
    [
        ("gdp_current", "59043e-4", "¶1 (1)", "found"),
        ("gdp_current", "59043", "¶1 (1)", "not found"),  # in another unit
        ("gdp_current", "59043e-3", "¶1 (1)", "not found"),
        ("gdp_growth_real", "5.2", "¶1 (2)", "found"),
        ("gdp_growth_real", "-5.2", "¶1 (2)", "not found"),  # it grew
        ("retail_level", "2046.38", "¶1 (3)", "found"),  # the commas make it two numbers
        ("retail_level", "2046.38", "¶1 (3–4)", "found"),
        ("retail_level", "2046.3", "¶1 (3)", "not found"),
        ("trade_growth", "-0.6", "¶2 (1)", "found"),
        ("grain_output", "35.20", "¶2 (2)", "found"),
        ("grain_output", "35.20e-4", "¶2 (2)", "not found"),
        ("birth_rate", "6.39", "¶2 (3)", "found"),
        ("gdp_current", "118.9e1", "¶3 (1)", "found"),
        ("gdp_current", "118.9", "¶3 (1)", "not found"),
        ("retail_level", "2046.38", "“表1” [3, 2]", "found"),
        ("retail_level", "2046.39", "¶1 [3, 2]", "not found"),
    ],
)
def test_a_unit_and_a_sign_are_part_of_what_is_printed(observations, indicator, value, locator, state):
    figure = {"indicator": indicator, "value": value, "locator": locator, "caveats": "", "source": "made-up"}
    rows = pd.DataFrame([figure | {"number": read_printed(value).value}], index=[2])
    made_up = dataclasses.replace(observations, figures=rows.assign(region="530600", span="year"))
    check = check_text(made_up, "made-up", PRINTED)
    assert check.figures.at[2, "state"] == state
    if state == "found" and locator.startswith("¶1 (3"):
        assert list(check.numbers.loc[["¶1 (3)", "¶1 (4)"], "state"]) == ["recorded"] * 2
