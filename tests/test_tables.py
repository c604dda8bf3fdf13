import dataclasses
import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from made_up import frame_of, gaps_of

from helpers.figures.comparable import select_pair
from helpers.figures.observations import rows_behind
from helpers.figures.periods import window_words
from helpers.figures.series import select_series
from helpers.parameters.types import Month
from helpers.parameters.values import Parameters
from helpers.questions.growth.claims import latest_claim
from helpers.questions.growth.tables import claim_table, gaps_table, growth_table
from helpers.show.caveats import vintage_words
from helpers.show.columns import in_line, kind_of
from helpers.show.frame import tell_apart
from helpers.show.key_figures import KeyFigures
from helpers.show.locators import locator_words
from helpers.show.printed import weak_words
from helpers.show.releases import years_listed
from helpers.show.sources import run_table, source_cards
from helpers.show.table import MISSING, Table
from helpers.show.wording import RESULT_TYPE
from helpers.text.cells import PERCENT, Cell, as_cell, followed, shown_number
from helpers.text.citations import cited, plain, rows_cited
from helpers.text.language import number, use_language


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
    frame = frame_of(gaps_table([pair], gaps_of([pair])))
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
    assert str(cell.a) == f'<a class="mark" data-rows="{row}">4.6</a>'
    assert cell.get_text() == "4.6"
    assert {int(each) for each in BeautifulSoup(table.html, "html.parser").table["data-rows"].split()} == set(
        rows_behind(own, *benchmarks).index
    )


def test_every_figure_used_is_listed_with_its_row_source_and_place(observations):
    own, *benchmarks = selected(observations)
    rows = rows_behind(own, *benchmarks)
    cards = BeautifulSoup(source_cards(observations, rows).html, "html.parser").select("ul.sources > li")
    entries = [entry for card in cards for entry in card.find_all("span", id=True)]
    assert sorted(entry["id"] for entry in entries) == sorted(f"r{row}" for row in rows.index)  # where the marks lead
    for entry in entries:
        figure = rows.loc[int(entry["id"].removeprefix("r"))]
        period = window_words(figure["period"], figure["span"])
        assert entry.text.endswith(f"{period}: {figure['value']} [{figure.name}]")
        card = entry.find_parent("li", id=True)
        assert card["id"] == f"p-{figure['source']}"
        assert locator_words(figure["locator"]) in entry.find_parent("li").small.text
    assert sum(int(re.search(r"(\d+) figures?:", card.select("p")[-1].text)[1]) for card in cards) == len(rows)


def test_a_card_says_first_how_far_to_trust_its_source(observations):
    """In words, the most reliable first; a weak one stands out by more than a colour."""
    own, *benchmarks = selected(observations)
    cards = BeautifulSoup(source_cards(observations, rows_behind(own, *benchmarks)).html, "html.parser")
    cards = cards.select("ul.sources > li")
    sources = [observations.source(card["id"].removeprefix("p-")) for card in cards]
    assert [source.rank for source in sources] == sorted(source.rank for source in sources)
    for card, source in zip(cards, sources, strict=True):
        assert next(card.stripped_strings) == source.reliability_name
        assert (card.get("class") == ["weak"]) == (source.reliability == "weak")
        assert card.h3.text == source.title
        assert [link["href"] for link in card.select("h3 a")] == ([source.url] if source.url else [])
        assert source.publisher in [part.text for part in card.select("p")]
        assert card.details.get("open") is None
        if source.vintage:
            assert vintage_words(source.vintage) in card.select("p")[-1].text


def test_a_report_without_figures_says_so_in_place_of_cards(observations):
    shown = source_cards(observations, observations.figures.iloc[:0])._repr_mimebundle_()
    assert "No figure was used." in shown["text/html"]
    assert "<ul" not in shown["text/html"]


def test_numbers_are_in_line_and_copied_as_they_are():
    """Whole numbers, decimals, a minus, thousands and a star: each is followed by as much as the longest."""
    cells = [
        shown_number(number(8.0, 1), [1]),
        shown_number(number(12, 0), [2]),
        shown_number(number(-4.3, 1), [3]),
        shown_number(number(1240.95, 2)),
        shown_number(number(4.6, 1), [4], weak_words(True)),
        Cell(MISSING),
    ]
    table = Table("Numbers", ["what", "how many"], [[str(at), cell] for at, cell in enumerate(cells)])
    found = BeautifulSoup(table.html, "html.parser").select("td")
    assert {tuple(cell["class"]) for cell in found} == {("n",)}
    assert [cell.get_text() for cell in found] == [cell.plain for cell in cells]
    padding = [cell.select_one("[data-pad]") for cell in found]
    assert [part["data-pad"] if part else "" for part in padding] == ["0", ".00", "0", "", "0", ".00"]
    assert [cell.select_one(".after")["class"] for cell in found] == [["after", "w2"]] * len(cells)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([as_cell(4), Cell(MISSING), Cell("…")], "n"),
        ([as_cell(4), Cell("not published")], ""),
        ([Cell(MISSING)], ""),
        ([shown_number(number(2020, 0), unit="year")], ""),
        ([Cell("a" * 61), Cell("b")], "t"),
    ],
)
def test_a_column_is_of_numbers_only_where_all_its_cells_are(cells, kind):
    assert kind_of(cells) == kind


def test_a_mark_is_never_cut_in_two():
    cells = [Cell(cited("4.6 *", [1], 4.6), 4.6), as_cell(12)]
    assert in_line(cells) == [cell.text for cell in cells]


def test_a_unit_stays_at_its_number_and_an_interval_is_not_put_in_line():
    rates = [shown_number(number(8.25, 2), [1], PERCENT, "pct"), shown_number(number(4.6), [2], PERCENT, "pct")]
    lined = BeautifulSoup(in_line(rates)[1], "html.parser").find_all("span")
    assert [each.get_text() or each["data-pad"] for each in lined] == ["%", "0"]  # what brings points into line is last
    interval = Cell("9.95% to 14.75%", None, 9.95, 14.75, "pct", 2, after="% to 14.75%")
    assert in_line([*rates, interval]) == [each.text for each in (*rates, interval)]
    assert (
        kind_of([*rates, followed(rates[0], " (1 January to 12 November 2023)")]) == ""
    )  # a text, which may be broken


def test_a_card_leaves_out_what_is_not_recorded():
    lines = [["One", MISSING, "because " * 10], ["Two", "same", MISSING]]
    soup = BeautifulSoup(Table("Claims", ["statement", "verdict", "why"], lines).html, "html.parser")
    assert [cell.get_text() for cell in soup.select("td:has(.none)")] == [MISSING, MISSING]
    assert not BeautifulSoup(Table("Few", ["a", "b"], [["x", MISSING]]).html, "html.parser").select(".none")


def test_a_key_figure_is_large_by_its_number_alone():
    def parts(text: str) -> tuple[list[str], list[str]]:
        shown = BeautifulSoup(KeyFigures({"name": text}).html, "html.parser").dd
        assert shown.get_text() == plain(text)
        return [each.get_text() for each in shown.select("small")], [
            each.get_text() for each in shown.select(".beside")
        ]

    assert parts(cited("124 billion yuan", [1])) == ([" billion yuan"], [])
    assert parts(f"{cited('−0.6', [1])} points") == ([" points"], [])
    assert parts(f"{cited('30th', [1])} of 296 (29th to 31st within rounding)")[1] == [
        " (29th to 31st within rounding)"
    ]
    assert parts(f"居16个州（市）{cited('第5位', [1])}") == ([], ["居16个州（市）"])
    assert [parts(text) for text in (cited("4.6%", [1]), f"{cited('fifth', [1])} of 16", "3 or 4")] == [([], [])] * 3


def test_years_of_a_chinese_sentence_have_their_word():
    years = pd.PeriodIndex(["2019", "2024", "2025"], freq="Y")
    assert years_listed(years) == "2019 and 2024–2025"
    use_language("zh")
    assert years_listed(years) == "2019年和2024—2025年"


def test_a_table_of_texts_says_what_its_parts_are_when_it_is_laid_out_as_cards():
    header = ["statement", "verdict", "why"]
    soup = BeautifulSoup(Table("Claims", header, [["One", "same", "because " * 10]]).html, "html.parser")
    assert "cards" in soup.div["class"]
    assert not soup.table.find_all(True, role=True)  # a table is one by itself, in cards too: see test_looks
    assert [cell["data-label"] for cell in soup.select("td")] == header[1:]
    assert "cards" not in BeautifulSoup(Table("Few", header, [["One", "same", "so"]]).html, "html.parser").div["class"]


def test_only_what_may_be_too_large_is_reached_by_the_keyboard():
    wide = Table("Wide & long", ["a", "b", "c", "d"], [["1"] * 4])
    frames = [
        BeautifulSoup(table.html, "html.parser").div for table in (wide, Table("Small", ["a", "b"], [["1", "2"]]))
    ]
    assert [frame.get("tabindex") for frame in frames] == ["0", None]
    assert (frames[0]["role"], frames[0]["aria-label"]) == ("region", "Wide & long")


def test_hostile_text_in_the_data_stays_text(observations):
    sources = observations.sources.copy()
    sources.loc["csmar-yearbook", "title"] = "<img src=x onerror=alert(1)>"
    sources.loc["thesis-yearbook-panel", "url"] = "javascript:alert(1)"
    hostile = dataclasses.replace(observations, sources=sources)
    html = source_cards(hostile, selected(hostile)[0].rows).html
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


def test_parts_of_one_name_are_numbered_and_no_others():
    frames = [str(Table(f"{name} & all", list("abcd"), [["x"] * 4]).html) for name in ("One", "One", "Two", "One")]
    page = "".join(f'{frame}<p aria-label=\'One\'>role="region" aria-label="One"</p>' for frame in frames)
    told = tell_apart(page)
    assert re.findall(r'role="region" aria-label="([^"<]*)" tabindex', told) == [
        "One &amp; all",
        "One &amp; all (2)",
        "Two &amp; all",
        "One &amp; all (3)",
    ]
    assert re.sub(r" \(\d\)", "", told) == page
    sorted_otherwise = '<div aria-label="One" class="table" role="region">'
    assert tell_apart(sorted_otherwise * 2) == sorted_otherwise + sorted_otherwise.replace("One", "One (2)")
