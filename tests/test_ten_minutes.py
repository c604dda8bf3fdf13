"""What the tutorial says of a gap: which way, how it stands now, and nothing of a line through too little."""

import pandas as pd
import pytest
import statsmodels.formula.api as smf

from helpers.parameters.errors import NotRecordedError
from helpers.questions.ten_minutes import parameters, sentences
from helpers.questions.ten_minutes.parameters import BenchmarkRegion
from helpers.text.citations import plain, rows_cited


def gap_of(*values: float) -> pd.DataFrame:
    index = pd.period_range("2001", periods=len(values), freq="Y", name="period")
    rows = [(2 * n, 2 * n + 1) for n in range(len(values))]
    named = {"year": index.year, "region": "Testshire", "against": "China", "value": values, "rows": rows}
    return pd.DataFrame(named, index)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((1.0, 2.0, -0.3), "was 0.9 points above that of China on average; in 2003 it was 0.3 points below."),
        ((-1.0, -2.0, 0.3), "was 0.9 points below that of China on average; in 2003 it was 0.3 points above."),
        ((1.0, -1.0, 0.0), "was that of China on average; in 2003 it was the same."),
    ],
)
def test_the_finding_says_which_way_and_how_it_stands_now(values, said):
    found = sentences.lead(gap_of(*values))
    assert found.role == "finding"
    assert found.text == f"From 2001 to 2003 Testshire's growth {said}"
    if values[-1]:
        assert rows_cited(found.sentences[0]) == {0, 1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([5.0 - 0.5 * n + 0.1 * (n % 3) for n in range(10)], "The gap fell by 0.50 points a year"),
        ([1.0 + 0.5 * n + 0.1 * (n % 3) for n in range(10)], "The gap rose by 0.50 points a year"),
        ([1.0, -1.0] * 5, "The gap shows no clear trend: it changed by "),
        ([1.0, 2.0, 3.5, 4.0, 5.0, 6.5, 7.0], "A line says something from 8 years on, and there are 7."),
    ],
)
def test_a_line_is_told_as_far_as_it_is_known(values, said):
    gap = gap_of(*values)
    fit = smf.ols("value ~ year", gap).fit(cov_type="HC3", use_t=True)
    assert sentences.line_sentence(gap, fit).text.startswith(said)


def test_a_mean_has_the_rows_of_all_its_years():
    rates = gap_of(1.0, 2.0, 3.0)[["value"]]
    rates.attrs["rows"] = {"value": {"2001": [1], "2002": [2], "2003": [3]}}
    about = sentences.about_means(rates, 2)
    assert list(about.rows["value"].values()) == [{1}, {1, 2}, {2, 3}]


def test_key_figures_are_the_latest_the_mean_and_how_often(observations):
    figures = sentences.key_figures(gap_of(1.0, 2.0, -0.3)).figures
    assert [plain(str(getattr(each, "text", each))) for each in figures.values()] == [
        "−0.3 points",
        "0.9 points",
        "2 of 3",
    ]


def test_a_region_is_not_compared_with_itself_or_with_one_of_too_few_figures(observations, monkeypatch):
    assert BenchmarkRegion.resolve("100000", {"region": "530600"}, observations) == "100000"
    with pytest.raises(NotRecordedError, match="name another one"):
        BenchmarkRegion.resolve("530600", {"region": "530600"}, observations)
    with pytest.raises(NotRecordedError, match="no figure of Real GDP"):
        BenchmarkRegion.resolve("530625", {"region": "530600"}, observations)
    monkeypatch.setattr(parameters, "_FEWEST", 99)
    with pytest.raises(NotRecordedError, match=r"only \d\d years have figures of one release .* 99 are needed"):
        BenchmarkRegion.resolve("100000", {"region": "530600"}, observations)
