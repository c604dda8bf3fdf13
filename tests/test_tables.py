import dataclasses

import pandas as pd
from bs4 import BeautifulSoup

from helpers.claims import latest_claim
from helpers.observations import rows_behind
from helpers.parameters import resolve
from helpers.series import select_series
from helpers.tables import MISSING, claim_table, figures_table, growth_table, run_table, sources_table
from helpers.wording import RESULT_TYPE


def selected(observations):
    return [
        select_series(observations, region, "gdp_growth_real", window=(1994, 2024))
        for region in ("530600", "530000", "100000")
    ]


def test_tables_have_captions_and_scoped_headers(observations):
    table = claim_table(observations, latest_claim(observations, "530600", ["530000", "100000"]))
    soup = BeautifulSoup(table.html, "html.parser")
    assert soup.caption.text.startswith("Real GDP growth in Q1–Q3 2023")
    assert {header["scope"] for header in soup.find_all("th")} == {"col", "row"}
    cells = [[cell.text for cell in row.find_all(["th", "td"])] for row in soup.tbody.find_all("tr")]
    assert cells == [
        ["Zhaotong", "8 (7.5 to 8.5)", MISSING, MISSING],
        ["Yunnan", MISSING, MISSING, "4.4 (3.85 to 4.95)"],
        ["China", "5.2 (5.15 to 5.25)", "5.4 (5.35 to 5.45)", "5.2 (4.65 to 5.75)"],
    ]


def test_the_growth_table_keeps_printed_digits_and_marks_weak_years(observations):
    own, *benchmarks = selected(observations)
    frame = growth_table(observations, own, benchmarks).frame
    assert frame.loc["2015", "Zhaotong"] == "8"
    assert frame.loc["2024", "Zhaotong"] == "4.6 *"
    assert frame.loc["1994", "Yunnan"] == MISSING
    assert frame.loc["2012", "gap to China, points"] == "+8.2"


def test_every_figure_used_is_listed_with_its_row_source_and_place(observations):
    own, *benchmarks = selected(observations)
    rows = rows_behind(own, *benchmarks)
    frame = figures_table(observations, rows).frame
    assert len(frame) == 31 + 25 + 31
    assert frame.index.is_unique
    assert (frame["place in it"] != "").all()
    assert frame.loc[rows.index[0], "printed"] == observations.figures.at[rows.index[0], "value"]
    assert sources_table(observations, rows).frame["figures"].sum() == len(rows)


def test_hostile_text_in_the_data_stays_text(observations):
    sources = observations.sources.copy()
    sources.loc["csmar-yearbook", "title"] = "<img src=x onerror=alert(1)>"
    sources.loc["thesis-yearbook-panel", "url"] = "javascript:alert(1)"
    hostile = dataclasses.replace(observations, sources=sources)
    html = sources_table(hostile, selected(hostile)[0].rows).html
    assert "<img" not in html
    assert "javascript:" not in html


def test_the_run_tells_its_record_what_was_used(observations):
    own = selected(observations)[0]
    values = {"region": "530600", "benchmarks": [], "first_year": 1994, "last_year": 2024, "as_of": "latest"}
    result = run_table(resolve(values, observations), observations, own.rows)._repr_mimebundle_()[RESULT_TYPE]
    assert result["window"] == "1994–2024"
    assert pd.Period(result["vintage"], "M") == own.rows["known"].max()
    assert observations.figures.loc[result["rows"], "region"].eq("530600").all()
