"""`explore` without a browser: choices that have figures, what is done where they end, and views to take away."""

import csv
import io
import json
import math
import re
import subprocess
import sys
from dataclasses import fields, replace
from io import BytesIO
from urllib.parse import parse_qs, parse_qsl

import nbformat
import openpyxl
import pytest
from conftest import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.figures.observations import load_observations
from helpers.figures.region_search import find_regions
from helpers.parameters.errors import ParameterError
from helpers.parameters.values import check_values, resolve
from helpers.questions.explore import forms
from helpers.questions.explore.charts import draw_series
from helpers.questions.explore.choices import Choices
from helpers.questions.explore.export import as_command, as_query, as_text, as_workbook, file_name
from helpers.questions.explore.look import look_at
from helpers.questions.explore.sentences import view_sentences
from helpers.questions.explore.settling import settle
from helpers.questions.explore.view import View, select
from helpers.questions.explore.widgets import Explorer
from helpers.text.citations import plain
from helpers.text.language import use_language
from helpers.text.messages import RefusedError
from zhaotong.reports.notebooks import find_notebook
from zhaotong.reports.requests import request_report

NOTEBOOK = find_notebook("explore")
ZHAOTONG = "530600"
OBSERVATIONS = load_observations(PROJECT / "data")
CHOICES = Choices(OBSERVATIONS)


def parameters_of(view: View, language: str = "en"):
    """The parameters of the notebook as a view states them, checked and resolved as the notebook does."""
    values = check_values(NOTEBOOK.declarations, vars(view) | {"language": language}, OBSERVATIONS)
    return resolve(NOTEBOOK.declarations, values, OBSERVATIONS)


def explorer_of(view: View = View(ZHAOTONG), language: str = "en") -> Explorer:  # noqa: B008
    use_language(language)
    return Explorer(OBSERVATIONS, parameters_of(view, language))


def selected(view: View):
    return select(OBSERVATIONS, CHOICES.resolved(view))


def looked(view: View):
    return look_at(OBSERVATIONS, CHOICES.resolved(view))


def words(explorer: Explorer) -> str:
    """What the panel says of the last change."""
    return explorer._said.value


def test_the_view_is_what_the_notebook_declares():
    declared = {each.name: each.default for each in NOTEBOOK.declarations if each.name != "language"}
    assert declared == {field.name: field.default for field in fields(View)} | {"region": ZHAOTONG}


# The pinyin of every character in the short names of regions, written down here independently of the data.
SYLLABLES = """
bei北 jing京靖 tian天 jin津 he河 shan山善陕 xi西溪 nei内 meng蒙 gu古 liao辽
ning宁 ji吉 lin林临 hei黑 long龙 jiang江疆 shang上 hai海 su苏肃 zhe浙 an安 hui徽
fu福富 jian建 dong东 nan南 hu湖 guang广 chong重 qing庆青 si四 chuan川 gui贵
zhou州 yun云 kun昆 ming明 qu曲 yu玉 bao保 zhao昭 tong通 yang阳 lu鲁 dian甸 qiao巧
jia家 yan盐 da大 guan关 yong永 sui绥 zhen镇 xiong雄 yi彝 liang良 wei威 xin信新
shui水 li丽理 pu普 er洱 cang沧 chu楚 hong红宏 wen文 shuang双 ban版 na纳 de德
nu怒 di迪 zang藏 gan甘 zhong中 guo国 quan全 xia夏
"""
PINYIN = {
    character: re.match("[a-z]+", group)[0] for group in SYLLABLES.split() for character in re.sub("[a-z]", "", group)
}


def found(typed: str) -> list[str]:
    """The codes of the regions that a text may mean, of those with figures."""
    return [region.code for region in find_regions(typed, OBSERVATIONS.recorded.values())]


def short_names() -> list:
    names = {code: (region.aliases or (region.name_zh,))[0] for code, region in OBSERVATIONS.recorded.items()}
    provinces_and_yunnan = [code for code in names if code.endswith("0000") or code.startswith("53")]
    return [pytest.param(code, names[code], id=code) for code in provinces_and_yunnan]


@pytest.mark.parametrize(("code", "short"), short_names())
def test_every_region_with_figures_is_found_by_chinese_pinyin_english_and_code(code, short):
    region = OBSERVATIONS.regions.loc[code]
    pinyin = [PINYIN[character] for character in short]
    for typed in (short, region["name_zh"], region["name_en"], code):
        assert code in found(typed), typed
    for typed in ("".join(pinyin), " ".join(pinyin).title(), "'".join(pinyin).upper(), "".join(p[0] for p in pinyin)):
        assert code in found(typed), typed
    if short != "陕西":  # its official English spelling keeps it apart from 山西; by sound both are shanxi
        assert OBSERVATIONS.find_region("".join(pinyin)) == code  # the command line finds it too


def test_a_search_prefers_whole_names_and_says_what_else_it_may_mean():
    names = {typed: found(typed) for typed in ("qujing", "qj", "zhaot", "zhao", "qujingshi", "qqq")}
    assert names["qujing"] == names["qujingshi"] == ["530300"]
    assert names["qj"] == ["530300", "530622"]  # 曲靖 and 巧家: the prefecture first
    assert names["zhaot"] == ["530600"]
    assert names["zhao"] == ["441200", "530600", "530602"]  # 肇庆, 昭通, and of a lower level 昭阳
    assert names["qqq"] == []
    assert found("Qǔjìng") == ["530300"]
    assert found("  ") == []


def test_regions_without_a_yearly_figure_are_not_offered(data_copy):
    table = data_copy / "observations.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("530300,")]
    assert len(kept) < len(lines)
    table.write_text("".join(kept), encoding="utf-8")
    choices = Choices(load_observations(data_copy))
    assert "530300" in CHOICES.regions(View(ZHAOTONG))
    assert "530300" not in choices.regions(View(ZHAOTONG))
    assert "530300" not in choices.benchmarks(View(ZHAOTONG))


def offered_in(view: View) -> dict[str, list]:
    """What can be chosen from a view, for each part of it."""
    years = CHOICES.years(view)
    first, last = CHOICES.window(view)
    return {
        "region": CHOICES.regions(view),
        "indicator": CHOICES.indicators(view),
        "benchmarks": CHOICES.benchmarks(view),
        "first_year": [year for year in years if year <= last],
        "last_year": [year for year in years if year >= first],
        "as_of": ["latest", *CHOICES.months(view)],
        "span": CHOICES.spans(view),
        "form": forms.forms(CHOICES, view),
        "scale": forms.scales(CHOICES, view),
        "base": ["none", *forms.bases(CHOICES, view)],
        "second": forms.seconds(CHOICES, view, view.dots) if view.form == "scatter" else ["none"],
        "dots": [each for each in ("regions", "years") if forms.seconds(CHOICES, view, each)] or ["regions"],
        "trend": ["on", "off"],
    }


PLACES = ["100000", "530000", "530100", "530300", ZHAOTONG, "530602", "530628", "310000", "411600"]


@st.composite
def views(draw) -> View:
    """A view that is reached by one choice after the other, each among those offered; forms oftener than the rest."""
    view = View(draw(st.sampled_from(PLACES)))
    view, _notes = settle(CHOICES, view)
    names = [field.name for field in fields(View)] + ["form", "span", "base", "indicator", "scale"]
    for name in draw(st.lists(st.sampled_from(names), max_size=8)):
        view, _notes = settle(CHOICES, replace(view, **{name: draw(st.sampled_from(offered_in(view)[name]))}))
    return view


@pytest.mark.slow
@settings(max_examples=60)
@given(view=views())
def test_whatever_is_offered_draws(view):
    """Any way through the choices: there are figures, nothing fails, and the notebook takes the view as parameters."""
    use_language("en")
    shown = looked(view)
    assert not shown.rows.empty
    assert plain(shown.finding)
    assert all(shown.sentences)
    if shown.chart is not None:
        shown.chart.wide.draw_without_rendering()
        assert shown.points
    assert (shown.table is None) == (shown.code is None)
    if shown.table is not None:
        assert shown.table.html
        assert set().union(*(point.figure.rows for point in shown.points)) <= set(shown.rows.index)
    again = look_at(OBSERVATIONS, parameters_of(view))
    assert again.rows.index.to_list() == shown.rows.index.to_list()
    assert again.finding == shown.finding
    assert settle(CHOICES, view) == (view, [])  # what is settled stays


def test_the_fields_offer_only_what_has_figures():
    explorer = explorer_of(View(region="530602", indicator="gdp_current"))
    offered = {name: [value for _label, value in field.options] for name, field in explorer.fields.choosing.items()}
    figures = OBSERVATIONS.figures
    dated = (figures["span"] != "ytd") | figures["period"].str.contains("Q")
    held = figures[(figures["region"] == "530602") & figures["span"].isin(["year", "ytd", "quarter", "month"]) & dated]
    assert set(offered["indicator"]) == set(held["indicator"])
    assert offered["first_year"][0] == "earliest"
    explorer.look(indicator="budget_revenue")
    assert {value for _label, value in explorer.fields.choosing["benchmarks"].options} <= {
        "none",
        "parents",
        *figures.loc[figures["indicator"] == "budget_revenue", "region"],
    }


def test_a_region_without_the_indicator_falls_to_one_it_has_and_says_so():
    explorer = explorer_of(View(ZHAOTONG, indicator="promotion_funds_in_place"))
    explorer.fields.choosing["region"].value = "530300"
    assert explorer.view.region == "530300"
    assert explorer.view.indicator == "gdp_growth_real"
    assert "Qujing has no figure of" in words(explorer)
    explorer.fields.choosing["region"].value = "530400"  # nothing had to give way this time
    assert explorer.view.indicator == "gdp_growth_real"
    assert "has no" not in words(explorer)


def test_a_window_that_ends_moves_and_says_so():
    explorer = explorer_of(View(region="100000", first_year=1990, last_year=1993))
    explorer.look(region="530600")
    first, last = CHOICES.window(explorer.view)
    assert first >= 1994 <= last
    assert "There are no figures for" in words(explorer)


def test_a_benchmark_without_figures_gives_way_and_says_so():
    explorer = explorer_of(View(ZHAOTONG, benchmarks="530300"))
    explorer.look(indicator="promotion_funds_in_place")
    assert "530300" not in CHOICES.compared(explorer.view)
    assert "Qujing" in words(explorer)


def test_as_it_was_known_then():
    months = CHOICES.months(View(region="100000"))
    view, _notes = settle(CHOICES, View(region="100000", as_of=months[0]))
    assert (selected(view).rows["known"] <= view.known).all()
    assert set(CHOICES.regions(view)) <= set(CHOICES.regions(View(ZHAOTONG)))


def test_levels_are_not_joined_or_fitted_across_a_revision():
    selection = selected(View(ZHAOTONG, indicator="gdp_current"))
    assert isinstance(selection.fitted.line, RefusedError)
    assert selection.own.breaks
    said = " ".join(view_sentences(selection))
    assert str(selection.fitted.line) in said
    chart = draw_series(selection.own, [], None)
    pieces = [line for line in chart.wide.axes[0].lines if len(line.get_xdata()) > 2]
    years = [set(range(int(min(line.get_xdata())), int(max(line.get_xdata())) + 1)) for line in pieces]
    for year in selection.own.breaks:
        assert not any({year - 1, year} <= piece for piece in years), year


def test_a_short_series_says_why_it_has_no_trend():
    explorer = explorer_of(View(region="530602", indicator="budget_revenue"))
    assert "A trend needs at least 8 values and has 1." in explorer._shown.value
    assert "NaN" not in explorer._shown.value


def test_a_level_is_set_in_ratio_only_within_one_source():
    recorded = CHOICES.regions(View(ZHAOTONG, indicator="gdp_current"))
    for region in [code for code in recorded if code.endswith("0000") or code.startswith("53")]:
        view = View(region=region, indicator="gdp_current", benchmarks="parents", trend="off")
        selection = selected(settle(CHOICES, view)[0])
        for sentence in view_sentences(selection):
            if "of that of" in sentence:
                benchmark = next(b for b in selection.benchmarks if b.region.name in sentence)
                year = sentence.split()[1]
                used = {s.rows.set_index("at")["source"][year] for s in (selection.own, benchmark)}
                assert len(used) == 1


def test_every_part_follows_the_one_state():
    explorer = explorer_of()
    before = explorer._shown.value, explorer._sources.value, explorer._run.value
    explorer.fields.choosing["region"].value = "530300"
    explorer.fields.choosing["form"].value = "table"
    after = explorer._shown.value, explorer._sources.value, explorer._run.value
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert "<svg" in before[0]
    assert "<svg" not in after[0]
    assert "Qujing" in after[2]
    assert explorer.fields.choosing["region"].value == explorer.view.region == "530300"


def test_a_region_is_picked_by_typing():
    explorer = explorer_of()
    for typed, region in (("qujing", "530300"), ("内蒙古", "150000"), ("neimenggu", "150000"), ("Tibet", "540000")):
        explorer.fields.find.value = typed
        assert explorer.view.region == region
        assert explorer.fields.find.value == ""
    explorer.fields.find.value = "zhao"
    assert explorer.view.region == "441200"
    assert "Zhaotong 昭通市 and Zhaoyang 昭阳区" in words(explorer)
    explorer.fields.find.value = "<b>nowhere</b>"
    assert explorer.view.region == "441200"
    assert "&lt;b&gt;nowhere" in words(explorer)
    explorer.look(region="100000", as_of=CHOICES.months(View(region="100000"))[0])
    gone = next(code for code in CHOICES.regions(View(ZHAOTONG)) if code not in CHOICES.regions(explorer.view))
    explorer.fields.find.value = OBSERVATIONS.region(gone).name  # there, but nothing was known of it then
    assert explorer.view.region == "100000"
    assert f"{explorer.fields.name_of(gone)} has no figure here." in words(explorer)
    assert explorer.fields.name_of(gone) not in explorer.fields.find.options
    explorer.look(as_of="latest")
    explorer.fields.find.value = explorer.fields.name_of("530400")  # picked from the list of suggestions
    assert explorer.view.region == "530400"


def test_labels_are_in_the_language_of_the_page():
    chinese, english = explorer_of(language="zh"), explorer_of(language="en")
    for explorer, other in ((chinese, english), (english, chinese)):
        labels = {field.description for field in (*explorer.fields.choosing.values(), explorer.fields.find)}
        labels |= {button.description for button in explorer.taking.buttons.values()} | {
            explorer.fields.add.description
        }
        others = {field.description for field in (*other.fields.choosing.values(), other.fields.find)}
        assert all(labels)
        assert not labels & others


A_FEW = [
    View(ZHAOTONG),
    View(region="530300", indicator="gdp_current", first_year=2005, last_year=2017, trend="off"),
    View(ZHAOTONG, benchmarks="530300,530400", form="table"),
    View(region="100000", benchmarks="none", as_of="2020-12"),
    View(ZHAOTONG, indicator="gdp_current", form="table"),  # a level that another source goes on with
    View(region="100000", span="quarter", first_year=2001),
    View(region="100000", indicator="industrial_va_growth_real", span="month", form="table"),
    View(ZHAOTONG, span="ytd", benchmarks="530000,100000"),
    View(ZHAOTONG, benchmarks="none", base=2010),
    View(ZHAOTONG, base=2015),
    View(ZHAOTONG, benchmarks="530300,530400", base=2012, form="table"),
    View(ZHAOTONG, indicator="gdp_current", base=2015, scale="log"),
    View(ZHAOTONG, form="ranks", last_year=2024),
    View(ZHAOTONG, indicator="gdp_current", form="ranks", last_year=2020),
    View(region="530000", form="ranks", last_year=2020),
    View(ZHAOTONG, form="map", last_year=2023),
    View(region="530602", indicator="gdp_current", form="map"),
    View(ZHAOTONG, form="scatter", second="gdp_current", last_year=2020),
    View(ZHAOTONG, form="scatter", second="gdp_per_capita", last_year=2023, scale="log"),
    View(ZHAOTONG, form="scatter", second="budget_revenue", dots="years"),
]


def named(view: View) -> str:
    return "-".join(str(value) for value in vars(view).values() if value not in ("auto", "none", "latest", "earliest"))


@pytest.mark.parametrize("view", A_FEW, ids=named)
def test_the_command_makes_the_same_view(view):
    settled, notes = settle(CHOICES, view)
    assert not notes
    use_language("zh")
    command = as_command(settled).split()
    given = dict(zip(command[4::3], command[5::3], strict=False)) if "-p" in command else {}
    given = {name: value for name, value in given.items() if name in vars(settled)}
    request = request_report(NOTEBOOK, given | {"language": "zh"}, OBSERVATIONS)
    assert request.command == command
    again = look_at(OBSERVATIONS, resolve(NOTEBOOK.declarations, request.values, OBSERVATIONS))
    shown = looked(settled)
    assert again.rows.index.to_list() == shown.rows.index.to_list()
    assert (again.finding, again.sentences) == (shown.finding, shown.sentences)
    asked = {
        name: dict(parse_qsl(query))[name] for name in given for query in [parse_qs(as_query(settled))["parameters"][0]]
    }
    assert asked == given  # the link asks for the same


def values_of(names: dict, view: View, shown) -> dict:
    """The numbers that pasted code gives, by region, indicator and period, as far as it names them."""
    codes = {point.region.name: point.region.code for point in shown.points}
    if view.form == "scatter":
        both = names["both"]
        at, region = shown.points[0].at, shown.points[0].region.code
        keys = both.index
        return {
            (region if view.dots == "years" else codes[key], code, str(key) if view.dots == "years" else str(at)): value
            for code in both
            for key, value in zip(keys, both[code], strict=True)
        }
    if view.base != "none":
        index = names["index"]
        return {
            (codes[region], view.indicator, str(at)): index.loc[at, region]
            for region in index
            for at in index.index
            if not math.isnan(index.loc[at, region])
        }
    frames = [names["figures"], *([names["another_basis"]] if "another_basis" in names else [])]
    found = {}
    for frame in frames:
        periods = frame.get("period", frame.index)
        for region, at, value in zip(frame["region"], periods, frame["value"], strict=True):
            found[codes[region], view.indicator, str(at)] = value
    return found


@pytest.mark.parametrize("view", A_FEW, ids=named)
def test_the_code_gives_what_is_shown(view):
    """Pasted into a notebook and run in a kernel that knows nothing else."""
    use_language("en")
    view, _notes = settle(CHOICES, view)
    check_code(view)


def check_code(view: View) -> None:
    shown = looked(view)
    names: dict = {}
    lines = shown.code().splitlines()
    exec("\n".join(lines[:-1]), names)  # as a cell does: the last line is what it shows
    displayed = eval(lines[-1], names)
    assert displayed._repr_mimebundle_() if hasattr(displayed, "_repr_mimebundle_") else displayed._repr_html_()
    wanted = {(p.region.code, p.indicator.code, str(p.at)): p.figure.value for p in shown.points}
    got = values_of(names, view, shown)
    assert got.keys() == wanted.keys()
    assert got == pytest.approx(wanted, rel=1e-9)
    if view.form == "ranks":
        ranks = dict(zip(names["ranks"]["region"], names["ranks"]["rank"], strict=True))
        at = shown.table.header.index("rank")
        assert ranks == {row[0].plain: row[at].value for row in shown.table.rows}
    if "line" in names:
        assert names["line"].fitted.to_numpy() == pytest.approx(selected(view).fitted.line.fitted.to_numpy(), rel=1e-9)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(view=views())
def test_any_code_gives_what_is_shown(view):
    use_language("en")
    if looked(view).code is not None:
        check_code(view)


def test_the_code_runs_as_it_stands(tmp_path):
    script = tmp_path / "pasted.py"
    code = looked(settle(CHOICES, A_FEW[1])[0]).code()
    script.write_text(code + "\nprint(figures.region.unique(), len(figures))\n", encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert "Qujing" in done.stdout


def test_figures_of_another_folder_are_named_in_code_and_command(data_copy, monkeypatch):
    monkeypatch.setenv("ZHAOTONG_DATA", str(data_copy))
    assert as_command(View(ZHAOTONG)).endswith(f"--language en --data {data_copy}")
    assert request_report(NOTEBOOK, {"language": "en"}, OBSERVATIONS).command == as_command(View(ZHAOTONG)).split()
    assert f"os.environ[\"ZHAOTONG_DATA\"] = '{data_copy}'" in looked(View(ZHAOTONG)).code()


def test_the_workbook_holds_the_table_and_every_figure_with_its_source():
    use_language("en")
    view, _notes = settle(CHOICES, View(ZHAOTONG, benchmarks="530300"))
    shown, selection = looked(view), selected(view)
    book = openpyxl.load_workbook(BytesIO(as_workbook(OBSERVATIONS, view, shown)))
    report, table, figures = book.worksheets
    facts = {row[0].value: row[1].value for row in report.iter_rows(min_row=2)}
    assert facts["command"] == as_command(view)
    assert [cell.value for cell in table[3]][:4] == ["year", "Zhaotong, %", "Qujing, %", "straight line, %"]
    [chart] = table._charts
    assert len(chart.series) == 3
    printed = {row[0].value: row[1].value for row in table.iter_rows(min_row=4) if row[1].value is not None}
    for at, figure in selection.own.figures.items():
        value = printed.get(int(str(at)), printed.get(str(at)))
        assert float(str(value).rstrip(" *")) == figure.value
    assert figures.max_row == len(selection.rows) + 1
    assert file_name(OBSERVATIONS, view, "xlsx") == "zhaotong-gdp_growth_real.xlsx"


@pytest.mark.parametrize("view", A_FEW, ids=named)
def test_every_file_is_made_and_holds_what_is_shown(view):
    view, _notes = settle(CHOICES, view)
    explorer = explorer_of(view)
    lines = list(csv.DictReader(io.StringIO(as_text(OBSERVATIONS, explorer.shown).decode("utf-8-sig"))))
    assert len(lines) == len(explorer.shown.points)
    for line, point in zip(lines, explorer.shown.points, strict=True):
        assert float(line["value"]) == pytest.approx(point.figure.value)
        assert (line["region"], line["indicator"]) == (point.region.code, point.indicator.code)
        sources = {OBSERVATIONS.figures.loc[int(row), "source"] for row in line["rows"].split("|")}
        assert set(line["sources"].split("|")) == sources
    assert openpyxl.load_workbook(BytesIO(explorer.taking.file_of("xlsx"))).worksheets
    if view.form != "table":
        assert b"<svg" in explorer.taking.file_of("svg")
        assert explorer.taking.file_of("png").startswith(b"\x89PNG")
    assert explorer.taking.buttons["svg"].disabled == (view.form == "table")


def test_benchmarks_that_contain_the_region_and_have_no_figures_are_left_out():
    """Only for the words: a region named is refused in a sentence."""
    declarations = NOTEBOOK.declarations
    values = check_values(declarations, {"indicator": "promotion_funds_in_place"}, OBSERVATIONS)
    assert resolve(declarations, values, OBSERVATIONS).benchmarks == []
    with pytest.raises(ParameterError, match=r"benchmarks: no figure of .* .promotion_funds_in_place"):
        check_values(declarations, {"indicator": "promotion_funds_in_place", "benchmarks": "Qujing"}, OBSERVATIONS)
    values = check_values(declarations, {"benchmarks": "none"}, OBSERVATIONS)
    assert resolve(declarations, values, OBSERVATIONS).benchmarks == []


def test_on_and_off_may_be_yaml_booleans_and_other_words_are_refused():
    assert check_values(NOTEBOOK.declarations, {"trend": True}, OBSERVATIONS)["trend"] == "on"
    for name, value in (("trend", "maybe"), ("form", "pie")):
        with pytest.raises(ParameterError, match=f'{name} "{value}": one of '):
            check_values(NOTEBOOK.declarations, {name: value}, OBSERVATIONS)


def test_a_report_holds_no_trace_of_widgets_but_what_stands_for_them(tmp_path):
    from zhaotong.runs.notebook import run_notebook

    executed = run_notebook(NOTEBOOK.path, {"region": "Qujing", "form": "table"}, tmp_path / "out.ipynb")
    assert "widgets" not in executed.metadata
    shown = next(cell for cell in executed.cells if cell.id == "finding").outputs[0].data
    assert "Qujing" in shown["text/html"]
    assert not [kind for kind in shown if "widget" in kind]
    assert any("widget-view" in kind for kind in explorer_of().panel._repr_mimebundle_())
    nbformat.validate(executed)
    assert json.loads((tmp_path / "out.ipynb").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"scale": "log"}, "scale: .*is no level, and only positive levels"),
        ({"scale": "log", "form": "ranks"}, "scale: a map and ranks have no scale"),
        ({"base": 2015, "form": "map"}, "base: only yearly figures in a chart or a table"),
        ({"base": "soon"}, 'base "soon": a year such as 2015, or "none", is expected'),
        ({"form": "scatter"}, "second: a scatter wants a second indicator"),
        ({"form": "scatter", "second": "gdp_growth_real"}, "second: a scatter wants another indicator"),
        ({"second": "gdp_current"}, 'second: only form "scatter" has a second indicator'),
        ({"span": "ytd", "form": "map"}, "form: a map and ranks are of whole years"),
        ({"span": "ytd", "form": "scatter", "second": "gdp_current"}, "form: a scatter is of whole years"),
        ({"span": "month"}, "region: no figure of .* is recorded for Zhaotong"),
        ({"span": "week"}, 'span "week": one of '),
        ({"dots": "places"}, 'dots "places": one of regions, years'),
    ],
    ids=str,
)
def test_parts_that_do_not_go_together_are_refused_in_a_sentence(given, said):
    use_language("en")
    with pytest.raises(ParameterError, match=said):
        check_values(NOTEBOOK.declarations, given, OBSERVATIONS)


def test_an_index_crosses_no_revision_of_a_level():
    view = View(ZHAOTONG, indicator="gdp_current", benchmarks="none")
    own = selected(settle(CHOICES, view)[0]).own
    assert own.breaks
    reached = {}
    for base in forms.bases(CHOICES, view):
        reached[base] = {point.at.year for point in looked(replace(view, base=base)).points}
        assert base in reached[base]
        assert len(reached[base]) > 1
        for year in reached[base]:
            assert not own.indicator.breaks_between(*sorted((base, year)), own.rows["source"].iloc[0])
    assert len({frozenset(years) for years in reached.values()}) > 1  # on either side of a revision another stretch


def test_an_index_that_the_figures_do_not_allow_is_refused_in_a_sentence():
    use_language("en")
    for view, said in (
        (View(ZHAOTONG, indicator="fai_level", base=2010), "are not comparable from year to year"),
        (View(region="100000", indicator="fai_growth", base=2010), "is not at constant prices"),
        (View(ZHAOTONG, base=2010), "These years can be: 2013–2019"),  # beside Yunnan and China
        (View(ZHAOTONG, indicator="gdp_share_primary", base=2019), "neither a level nor a rate of growth"),
    ):
        shown = look_at(OBSERVATIONS, parameters_of(view))
        assert said in shown.finding, view
        assert shown.chart is shown.table is shown.code is None
        assert not shown.rows.empty
    explorer = explorer_of(View(ZHAOTONG, base=2010))  # what a report may ask for, the panel shows, and can leave
    assert "cannot be 100" in explorer._shown.value
    assert all(explorer.taking.buttons[kind].disabled for kind in ("code", "csv", "xlsx", "svg", "png"))
    explorer.fields.choosing["base"].value = 2015
    assert "with 2015 as 100" in plain(explorer.shown.finding)


def test_rates_are_chained_as_they_were_published():
    view, _notes = settle(CHOICES, View(ZHAOTONG, benchmarks="none", base=2010))
    figures = {at.year: figure.value for at, figure in selected(view).own.figures.items()}
    index = {point.at.year: point.figure for point in looked(view).points}
    assert index[2010].value == 100
    assert index[2012].value == pytest.approx(100 * (1 + figures[2011] / 100) * (1 + figures[2012] / 100))
    assert index[2008].value == pytest.approx(100 / (1 + figures[2009] / 100) / (1 + figures[2010] / 100))
    assert index[2012].low < index[2012].value < index[2012].high


def test_an_index_beside_others_rests_on_rates_of_one_release():
    view, _notes = settle(CHOICES, View(ZHAOTONG, base=2015))
    shown = looked(view)
    by_year: dict = {}
    for point in shown.points:
        for row in point.figure.rows:
            rate = OBSERVATIONS.figures.loc[row]
            by_year.setdefault(rate["period"], []).append(set(rate["basis"].split("|")))
    assert all(set.intersection(*releases) for releases in by_year.values())
    years = {code: {p.at for p in shown.points if p.region.code == code} for code in (ZHAOTONG, "530000", "100000")}
    assert years["530000"] | years["100000"] <= years[ZHAOTONG]


def test_ranks_say_ties_who_is_missing_and_of_which_release():
    use_language("en")
    view, _notes = settle(CHOICES, View(ZHAOTONG, form="ranks", last_year=2024))
    shown = looked(view)
    said = plain(" ".join([shown.finding, *shown.sentences]))
    assert "fourth of the 15 prefectures of Yunnan with figures (Diqing missing)" in said
    assert "Equal figures share the better place: Lincang and Xishuangbanna." in said
    assert "one release: first release" in said
    rows = OBSERVATIONS.figures.loc[shown.rows.index]
    assert all("first_release" in basis.split("|") for basis in rows["basis"])
    nation = look_at(OBSERVATIONS, parameters_of(View(region="100000", form="ranks")))
    assert "has no peers" in nation.finding


def test_a_series_that_stops_says_so():
    use_language("en")
    view, _notes = settle(CHOICES, View(region="530000", benchmarks=ZHAOTONG, span="ytd"))
    own, other = (each.figures for each in (selected(view).own, selected(view).benchmarks[0]))
    assert max(own) != max(other)
    assert any("The figures of" in sentence and "end in" in sentence for sentence in view_sentences(selected(view)))


def test_regions_are_added_and_taken_out():
    explorer = explorer_of(View(ZHAOTONG, benchmarks="none"))
    for typed in ("yunnan", "曲靖", "yx"):
        explorer.fields.add.value = typed
        assert explorer.fields.add.value == ""
    assert CHOICES.compared(explorer.view) == ["530000", "530300", "530400"]
    assert [chip.description for chip in explorer.fields.chips.children] == ["× Yunnan", "× Qujing", "× Yuxi"]
    explorer.fields.add.value = "Qujing"
    assert "is shown already" in words(explorer)
    explorer.fields.chips.children[1].click()
    assert CHOICES.compared(explorer.view) == ["530000", "530400"]
    many = ",".join([code for code in CHOICES.benchmarks(explorer.view) if code.startswith("53")][:14])
    explorer.look(benchmarks=many)
    assert len(CHOICES.compared(explorer.view)) == 11
    assert "No more than 11 can be told apart" in words(explorer)


def test_fields_that_do_not_apply_are_hidden_or_closed_with_the_reason():
    explorer = explorer_of(View(ZHAOTONG))
    fields_ = explorer.fields.choosing

    def hidden() -> set[str]:
        return {name for name, field in fields_.items() if field.layout.display == "none"}

    assert hidden() == {"second", "dots"}
    assert fields_["scale"].disabled
    assert "A logarithmic scale is for positive levels" in explorer.fields.reasons.value
    fields_["form"].value = "map"
    assert hidden() == {"benchmarks", "scale", "base", "second", "dots", "trend", "span", "first_year"}
    assert fields_["last_year"].description == "Year"
    fields_["form"].value = "scatter"
    assert {"second", "dots", "scale"}.isdisjoint(hidden())
    assert fields_["second"].value in forms.seconds(CHOICES, explorer.view, "regions")
    fields_["form"].value = "chart"
    assert explorer.view.second == "none"
    explorer.look(region="100000")
    assert "has no peers for a map or ranks" in explorer.fields.reasons.value
    assert {value for _label, value in fields_["form"].options} == {"chart", "table", "scatter"}
    explorer.look(span="quarter")
    assert "Scatter, map and ranks are of whole years." in explorer.fields.reasons.value
    assert fields_["trend"].disabled
