"""A new indicator: what its names make likely, recorded at its place or refused with every reason."""

import pytest
from test_keeping import contents, rows, zhaotong  # noqa: F401  the fixture
from test_keeping_writes import Terminal

from helpers.figures.observations import load_observations
from zhaotong.keeping.new_indicators import ASKED, usual

PORK = {
    "name-zh": "猪肉产量",
    "name-en": "Pork output",
    "definition-zh": "猪肉的产量。",
    "definition-en": "Output of pork.",
}


def options(**changed: str) -> list[str]:
    given = PORK | {name.replace("_", "-"): text for name, text in changed.items()}
    return [text for name, value in given.items() for text in (f"--{name}", value)]


@pytest.mark.parametrize(
    ("name_zh", "name_en", "expected"),
    [
        ("猪肉产量", "Pork output", "pork_output 10k_tonnes level none flow yes"),
        ("猪肉产量同比增速", "Pork output, year-on-year growth", "pork_output_growth pct growth nominal flow "),
        ("粮食产量同比增速", "Grain output, year-on-year growth", "grain_output_growth pct growth none flow "),
        ("渔业增加值实际同比增速", "Real value added of fishing", "real_value_added_of_fishing pct growth real flow "),
        ("渔业产值", "Output of fishing", "output_of_fishing 100m_cny level nominal flow within_vintage"),
        ("年末贷款余额", "Loans at the end", "loans_at_the_end 100m_cny level nominal stock within_vintage"),
        ("城镇就业人数", "Urban employment", "urban_employment 10k_persons level none flow yes"),
        ("人均住房价格", "House price", "house_price cny level nominal flow within_vintage"),
        ("粮食产量全省位次", "Rank of grain output", "rank_of_grain_output rank rank none flow "),
        ("森林覆盖率", "Forest cover rate", "forest_cover_rate pct share none flow "),
        ("人口出生率", "Birth rate of residents", "birth_rate_of_residents per_mille share none flow "),
    ],
)
def test_what_a_name_makes_likely(observations, name_zh, name_en, expected):
    cells = {"name_zh": name_zh, "name_en": name_en}
    for column in ASKED:
        cells.setdefault(column, usual(column, cells, observations))
    shown = ("indicator", "unit", "measure", "price_basis", "accounting", "growth_from_levels")
    assert " ".join(cells[column] for column in shown) == expected
    assert float(cells["minimum"]) < float(cells["maximum"])


def test_a_level_is_led_to_its_growth(observations):
    cells = {"measure": "level", "indicator": "fai"}
    assert usual("growth_indicator", cells, observations) == "fai_growth"


def test_an_indicator_is_one_new_row_that_figures_can_be_of(zhaotong, data_copy):  # noqa: F811
    before = contents(data_copy)
    code, out, err = zhaotong("add", "--new-indicator", *options(aliases="猪肉总产量"))
    assert (code, err) == (0, "")
    assert "indicators.csv: pork_output added in row" in out
    now = contents(data_copy)
    changed = [name for name in now if now[name] != before[name]]
    assert changed == ["indicators.csv"]
    old, new = (each["indicators.csv"].splitlines() for each in (before, now))
    [added] = [line for line in new if line not in old]
    assert [line for line in new if line != added] == old
    keys = [row["indicator"] for row in rows(data_copy, "indicators")]
    assert keys == sorted(keys)
    assert load_observations(data_copy).indicator("pork_output").aliases == ("猪肉总产量",)
    figure = ["昭通", "猪肉总产量", "2025年", "35.20万吨", "--source", "csmar-yearbook", "--locator", "x"]
    code, out, err = zhaotong("add", *figure, "--span", "全年", "--accept-doubts")
    assert code == 0, err
    assert [(row["period"], row["value"]) for row in rows(data_copy) if row["indicator"] == "pork_output"] == [
        ("2025", "35.20")
    ]


@pytest.mark.parametrize(
    ("words", "changed", "message"),
    [
        ([], {"definition_en": ""}, 'column "definition_en": "" is not allowed: a value is required'),
        (["gdp_current"], {}, "same indicator as row"),
        ([], {"name_zh": "生产总值"}, '"生产总值" is not allowed: gdp_current is called so already'),
        ([], {"aliases": "肉|GDP"}, '"GDP" is not allowed: gdp_current is called so already'),
        ([], {"unit": "kilos"}, '"kilos" is not allowed: one of pct, pp, 100m_cny'),
        ([], {"minimum": "9", "maximum": "3"}, "it should be more than the minimum, 9"),
        ([], {"growth_indicator": "pork"}, '"pork" is not allowed: no such indicator in indicators.csv'),
        ([], {"measure": "share", "growth_from_levels": "yes"}, "only a level has one"),
        (["Pork"], {}, '"Pork" is not allowed: identifier is expected'),
        ([], {"name_zh": "=1+1"}, 'a spreadsheet would take what begins with "="'),
        (["pork", "meat"], {}, '"meat" is of a figure'),
        ([], {"source": "csmar-yearbook"}, '"--source" is of a figure'),
    ],
)
def test_an_indicator_that_cannot_be_is_told_and_changes_nothing(zhaotong, data_copy, words, changed, message):  # noqa: F811
    before = contents(data_copy)
    code, _out, err = zhaotong("add", "--new-indicator", *words, *options(**changed))
    assert code == 2
    assert message in err
    assert contents(data_copy) == before


def test_an_option_of_an_indicator_is_none_of_a_figure(zhaotong):  # noqa: F811
    code, _out, err = zhaotong("add", "昭通", "gdp_current", "2025", "5", "--unit", "pct")
    assert code == 2
    assert "--unit is of a new indicator: zhaotong add --new-indicator" in err


def test_an_indicator_is_asked_for_on_a_terminal(data_copy):
    terminal = Terminal(data_copy, "add", "--new-indicator")
    terminal.type("name_zh:", "猪肉产量")
    terminal.type("name_en:", "Pork output")
    terminal.type("indicator: pork_output", "Pork output")
    terminal.type("identifier is expected", "pork_output")
    terminal.type("unit: 10k_tonnes", "")
    terminal.type("measure: level", "")
    terminal.type("price_basis: none", "")
    terminal.type("accounting: flow", "")
    terminal.type("stage:", "")
    terminal.type("minimum: 0", "")
    terminal.type("maximum: 80000", "9000")
    terminal.type("growth_from_levels: yes", "")
    terminal.type("growth_indicator:", "")
    terminal.type("aliases:", "")
    terminal.type("definition_zh:", "")
    terminal.type("an answer is needed", "猪肉的产量。")
    terminal.type("definition_en:", "Output of pork.")
    terminal.type("Record this? [Y/n]", "")
    assert terminal.end() == 0
    [row] = [row for row in rows(data_copy, "indicators") if "pork" in row["indicator"]]
    assert (row["unit"], row["maximum"], row["growth_from_levels"]) == ("10k_tonnes", "9000", "yes")
