"""Notebooks that show their analysis: a frame with its unit, a line of pandas or statsmodels, a text that takes it."""

import ast
from collections.abc import Iterator
from typing import Any

import nbformat
import numpy as np
import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup
from test_notebooks import PATHS

from helpers.text.citations import plain
from zhaotong.reports.notebooks import find_notebook
from zhaotong.reports.requests import request_report

COMPOSED = {
    "00-brief",
    "06-promotion",
    "07-business-climate",
    "08-audit",
    "10-factcheck",
    "explore",
}  # made of others, texts, or fields
SHOWN = [path.stem for path in PATHS if path.stem not in COMPOSED]
LIBRARIES = {"pandas", "statsmodels", "seaborn"}
METHODS = {"rank", "value_counts", "sub", "div", "sum", "mean", "median", "groupby", "pivot", "unstack", "fit", "where"}

each_notebook = pytest.mark.parametrize("name", SHOWN)


def code_of(name: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in nbformat.read(find_notebook(name).path, 4).cells if cell.cell_type == "code"]


def calls(source: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def imported(sources: list[str]) -> set[str]:
    """The names that stand for something of a library."""
    found = set()
    for node in (node for source in sources for node in ast.walk(ast.parse(source))):
        if isinstance(node, ast.Import):
            found |= {each.asname or each.name for each in node.names if each.name.split(".")[0] in LIBRARIES}
        elif isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] in LIBRARIES:
            found |= {each.asname or each.name for each in node.names}
    return found


@each_notebook
def test_a_cell_has_a_line_of_the_analysis(name):
    """A call of pandas, statsmodels or seaborn that computes, not one that only shows."""
    sources = [cell.source for cell in code_of(name)]
    known = imported(sources)
    roots = [ast.unparse(call.func).split(".")[0] for source in sources for call in calls(source)]
    methods = [ast.unparse(call.func).split(".")[-1] for source in sources for call in calls(source)]
    assert known & {*roots} or METHODS & {*methods}


@each_notebook
def test_the_tail_of_a_frame_is_shown_with_its_unit_in_the_notebook_and_in_its_page(name, shared_reports):
    for language, units in (("en", ("%", "points", "rank", "yuan")), ("zh", ("%", "百分点", "位次", "元"))):
        request = request_report(find_notebook(name), {"language": language}, shared_reports.observations)
        page = shared_reports.page(request)
        run = nbformat.read(page.with_suffix(".ipynb"), 4)
        tails = [cell for cell in run.cells if cell.cell_type == "code" and ".tail(" in cell.source.splitlines()[-1]]
        assert tails
        on_page = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").find_all("table")
        for cell in tails:
            data = cell.outputs[-1].data
            table = BeautifulSoup("".join(data["text/html"]), "html.parser").table
            caption, heads = table.caption.get_text(), [each.get_text() for each in table.thead.find_all("th")]
            assert any(unit in " ".join([caption, *heads]).lower() for unit in units), caption
            lines = len(table.tbody.find_all("tr"))
            assert 1 <= lines <= 8
            assert len("".join(data["text/plain"]).splitlines()) > lines  # what pandas writes of a frame
            assert caption in [each.caption.get_text() for each in on_page if each.caption]
            assert {"n"} == {" ".join(each.get("class", "")) for each in table.tbody.find_all("td")} - {""}


def run_until(name: str, last: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
    """The names of a notebook after its cells to one of them; given values stand in for parameters."""
    names: dict[str, Any] = {"In": []}
    for cell in code_of(name):
        sources = [cell.source]
        if "parameters" in cell.metadata.get("tags", []) and given:
            sources.append("# Parameters\n" + "\n".join(f"{key} = {value!r}" for key, value in given.items()))
        for source in sources:
            names["In"].append(source)
            exec(compile(source, cell.id, "exec"), names)
        if cell.id == last:
            return names
    raise AssertionError(f"no cell {last}")


def said(names: dict[str, Any], *expressions: str) -> str:
    """What sentences say, as a reader reads them."""
    return " ".join(plain(Markup(str(eval(each, names))).striptags()) for each in expressions)


def test_growth_tells_the_gaps_of_the_frame():
    names = run_until("01-growth", "frames")
    gaps, lead = names["gaps"], "leads.edition(own, pairs, gaps, claim).lead.text"
    assert f"{gaps['Yunnan'].iloc[-1]:.1f} points above Yunnan" in said(names, lead)
    before = said(names, "sentences.record_sentence(pairs[0], gaps['Yunnan'].dropna())")
    names["gaps"] = gaps + 3
    assert f"{gaps['Yunnan'].iloc[-1] + 3:.1f} points above Yunnan" in said(names, lead)
    assert f"by {gaps['Yunnan'].mean():.1f} points a year" in before
    after = said(names, "sentences.record_sentence(pairs[0], gaps['Yunnan'].dropna())")
    assert f"by {gaps['Yunnan'].mean() + 3:.1f} points a year" in after


def test_growth_has_no_gap_of_different_releases_in_its_frame():
    names = run_until("01-growth", "frames")
    mixed = [at for pair in names["pairs"] for at in pair.mixed]
    assert mixed
    for pair in names["pairs"]:
        assert set(names["gaps"][pair.against].dropna().index) == set(pair.alike)


@pytest.mark.parametrize("indicator", ["gdp_growth_real", "gdp_current"])
def test_trend_tells_the_line_of_statsmodels(indicator):
    region = {"gdp_growth_real": "530600", "gdp_current": "100000"}[indicator]
    names = run_until("03-trend", "line", {"indicator": indicator, "region": region})
    line, fitted = names["line"], names["fitted"]
    slope = line.params["year"] if indicator == "gdp_growth_real" else 100 * np.expm1(line.params["year"])
    assert fitted.line.slope == pytest.approx(slope)
    assert fitted.line.n == int(line.nobs) == names["frame"]["value"].notna().sum()
    again = "ols('y ~ year', frame.iloc[:-4]).fit(method='qr', cov_type='HC3', use_t=True)"
    other = eval(again, names)
    changed = names["fit_models"](names["observations"], names["series"], other)
    assert changed.line.slope != fitted.line.slope
    assert [row for row in names["tables"].models_table(fitted).rows if row[0].text == "trend a year"] != [
        row for row in names["tables"].models_table(changed).rows if row[0].text == "trend a year"
    ]


def test_a_trend_that_the_series_does_not_allow_is_refused_before_it_is_fitted():
    names = run_until("03-trend", "line", {"first_year": 2019})
    assert str(names["line"]) == str(names["fitted"].line)
    assert "needs at least" in str(names["line"])
    assert names["fitted"].on_line.isna().all()


def test_peers_tells_the_ranks_of_the_frame():
    names = run_until("04-peers", "set-up")
    group, ranks = names["group"], names["ranks"]
    last = ranks[group.region].dropna().index[-1]
    lead = "leads.edition(group, cities, heads, sizes, parts).lead.text"
    assert group.own_ranks[last] == ranks.at[last, group.region]
    before = said(names, lead)
    moved = ranks.copy()
    moved.loc[last, group.region] = 11
    names["group"] = group.ranked_by(moved)
    assert said(names, lead) != before
    assert "11th" in said(names, lead)
    assert group.ranked_by(moved).ranks_in(last)[group.region] == 11
    cells = {row[0].text: row[3].text for row in names["tables"].peers_table(names["group"]).rows}
    assert "11" in cells[group.region.name]


def test_counties_tell_the_shares_of_the_frame():
    names = run_until("05-counties", "shares")
    frame, largest = names["frame"], next(iter(names["sizes"]))
    told = "sentences.size_sentence(sizes, now)"
    assert f"{frame.at[largest, 'share']:.1f}%" in said(names, told)
    assert frame["share"].sum() == pytest.approx(100)
    names["sizes"] = names["measured_by"](names["sizes"], frame.assign(share=frame["share"] / 2))
    assert f"{frame.at[largest, 'share'] / 2:.1f}%" in said(names, told)


def test_counties_draw_the_gdp_per_head_of_the_frame():
    names = run_until("05-counties", "shares")
    frame, sizes = names["frame"], names["sizes"]
    assert [size.gdp_per_head.value for size in sizes.values()] == frame["per_head"].tolist()
    other = names["measured_by"](sizes, frame.assign(per_head=12345.0))
    cells = [row[-1].text for row in names["tables"].size_table(other).rows]
    assert all("12,345" in text for text in cells)


def test_what_lasts_is_told_of_the_ranks_and_the_frame_of_those_that_led():
    names = run_until("09-does-it-last", "ranks")
    peers, led, lines = names["peers"], names["led"], names["lines"]
    assert peers.leading.stayed == (led["after"] <= 1).sum()
    assert peers.leading.median == led["after"].median()
    told = "sentences.lasting_sentence(lines)"
    before = said(names, told)
    turned = [each.ranked_by(1 + each.ranks.max().max() - each.ranks) for each in lines]
    names["lines"] = turned
    assert said(names, told) != before
    led["after"] = 1
    assert peers.leading.stayed == len(led)


def test_investment_tells_the_change_of_the_frame():
    names = run_until("02-investment", "changes")
    frame, compared = names["frame"], names["compared"]
    assert [lesson.from_levels.value for lesson in compared] == frame["change"].tolist()
    told = "sentences.lesson_sentence(compared)"
    furthest = (frame["change"] - frame["official"]).abs().idxmax()
    assert f"{abs(frame.at[furthest, 'change']):.1f}%" in said(names, told)
    names["compared"] = names["lessons"].measured_by(compared, frame.assign(change=77.7))
    assert "77.7%" in said(names, told)
