import dataclasses

import pandas as pd
from bs4 import BeautifulSoup
from made_up import frame_of

from helpers.figures.comparable import select_pair
from helpers.figures.observations import rows_behind
from helpers.figures.periods import window_words
from helpers.figures.series import select_series
from helpers.parameters.types import Month
from helpers.parameters.values import Parameters
from helpers.questions.growth.claims import latest_claim
from helpers.questions.growth.tables import claim_table, gaps_table, growth_table
from helpers.show.sources import figures_table, run_table, sources_table
from helpers.show.table import MISSING
from helpers.show.wording import RESULT_TYPE
from helpers.text.citations import plain, rows_cited


def selected(observations):
    return [
        select_series(observations, region, "gdp_growth_real", window=(1994, 2024))
        for region in ("530600", "530000", "100000")
    ]


def test_tables_have_captions_and_scoped_headers(observations):
    table = claim_table(latest_claim(observations, "530600", ["530000", "100000"]))
    soup = BeautifulSoup(table.html, "html.parser")
    assert soup.summary.text.startswith("Real GDP growth in January to September 2023")
    assert {header["scope"] for header in soup.find_all("th")} == {"col", "row"}
    cells = [[cell.text for cell in row.find_all(["th", "td"])] for row in soup.tbody.find_all("tr")]
    assert cells == [
        ["Zhaotong", "8 (7.5 to 8.5)", MISSING, MISSING],
        ["Yunnan", MISSING, MISSING, "4.4 (3.85 to 4.95)"],
        ["China", "5.2 (5.15 to 5.25)", "5.4 (5.35 to 5.45)", "5.2 (4.65 to 5.75)"],
    ]


def test_the_growth_table_keeps_printed_digits_and_marks_weak_years(observations):
    own, *benchmarks = selected(observations)
    frame = frame_of(growth_table([own, *benchmarks]))
    assert plain(frame.loc["2015", "Zhaotong"]) == "8"
    assert plain(frame.loc["2024", "Zhaotong"]) == "4.6"
    assert frame.loc["1994", "Yunnan"] == MISSING


def test_a_gap_in_a_table_leads_to_both_rates(observations):
    own, *benchmarks = selected(observations)
    pair = select_pair(observations, own, benchmarks[0])
    frame = frame_of(gaps_table([pair]))
    cell = frame.loc["2012", "Yunnan"]
    assert plain(cell) == "+3.1 (3.0 to 3.2)"
    year = [pd.Period("2012", "Y")]
    assert rows_cited(cell) == {*own.rows_in(year), *pair.benchmark.rows_in(year)}
    assert frame.loc["2012", "Yunnan: release of both"] == "first release"
    assert plain(frame.loc["2012", "to Yunnan as revised since"]) == "+4.1 (3.55 to 4.65)"
    assert frame.loc["2023", "Yunnan: release of both"] == "different releases, not counted"


def test_a_mark_covers_the_number_alone_and_leads_to_its_row(observations):
    own, *benchmarks = selected(observations)
    table = growth_table([own, *benchmarks])
    cell = BeautifulSoup(table.html, "html.parser").find("th", string="2024").find_next("td")
    row = own.rows_in([pd.Period("2024", "Y")])[0]
    assert str(cell) == f'<td><a class="mark" data-n="{row}" href="#r{row}">4.6</a></td>'
    assert {int(each) for each in BeautifulSoup(table.html, "html.parser").table["data-rows"].split()} == set(
        rows_behind(own, *benchmarks).index
    )


def test_every_figure_used_is_listed_with_its_row_source_and_place(observations):
    own, *benchmarks = selected(observations)
    rows = rows_behind(own, *benchmarks)
    table = figures_table(observations, rows)
    entries = BeautifulSoup(table.html, "html.parser").find_all("span", id=True)
    assert sorted(entry["id"] for entry in entries) == sorted(f"r{row}" for row in rows.index)  # where the marks lead
    for entry in entries:
        figure = rows.loc[int(entry["id"].removeprefix("r"))]
        period = window_words(figure["period"], figure["span"])
        assert entry.text.endswith(f"{period}: {figure['value']} [{figure.name}]")
    assert (frame_of(table)["place in it"] != "").all()
    assert frame_of(sources_table(observations, rows))["figures"].astype(int).sum() == len(rows)


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
    values = {"region": "530600", "first_year": 1994, "last_year": 2024, "as_of": None}
    parameters = Parameters(values, {"as_of": Month})
    result = run_table(parameters, observations, own.rows)._repr_mimebundle_()[RESULT_TYPE]
    assert result["window"] == "1994–2024"
    assert pd.Period(result["vintage"], "M") == own.rows["known"].max()
    assert observations.figures.loc[result["rows"], "region"].eq("530600").all()
