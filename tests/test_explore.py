"""`explore` without a browser: choices that have figures, what is done where they end, and views to take away."""

import json
import re
import subprocess
import sys
from dataclasses import fields, replace
from io import BytesIO

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
from helpers.questions.explore.charts import draw_series, series_table
from helpers.questions.explore.choices import Choices
from helpers.questions.explore.export import as_code, as_command, as_workbook, file_name
from helpers.questions.explore.sentences import finding_sentence, view_sentences
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


@st.composite
def views(draw) -> View:
    """A view that is reached by one choice after the other, each among those offered."""
    view = View(ZHAOTONG)
    for name in draw(st.lists(st.sampled_from([field.name for field in fields(View)]), max_size=8)):
        years = CHOICES.years(view)
        first, last = CHOICES.window(view)
        offered = {
            "region": CHOICES.regions(view),
            "indicator": CHOICES.indicators(view),
            "benchmarks": CHOICES.benchmarks(view),
            "first_year": [year for year in years if year <= last],
            "last_year": [year for year in years if year >= first],
            "as_of": ["latest", *CHOICES.months(view)],
            "form": ["chart", "table"],
            "trend": ["on", "off"],
        }
        view, _notes = CHOICES.settle(replace(view, **{name: draw(st.sampled_from(offered[name]))}))
    return view


@settings(max_examples=60)
@given(view=views())
def test_whatever_is_offered_draws(view):
    """Any way through the choices: there are figures, nothing fails, and the notebook takes the view as parameters."""
    use_language("en")
    selection = selected(view)
    assert not selection.rows.empty
    for series in (selection.own, *selection.benchmarks):
        assert series.values.notna().any()
    assert plain(finding_sentence(selection))
    assert all(view_sentences(selection))
    parts = (selection.own, selection.benchmarks, selection.fitted)
    shown = draw_series(*parts) if view.form == "chart" else series_table(*parts)
    if view.form == "chart":
        shown.drawing.draw_without_rendering()
    again = select(OBSERVATIONS, parameters_of(view))
    assert again.rows.index.to_list() == selection.rows.index.to_list()
    assert again.window == selection.window
    assert CHOICES.settle(view) == (view, [])  # what is settled stays


def test_the_fields_offer_only_what_has_figures():
    explorer = explorer_of(View(region="530602", indicator="gdp_current"))
    offered = {name: [value for _label, value in field.options] for name, field in explorer.fields.choosing.items()}
    figures = OBSERVATIONS.figures
    held = figures[(figures["region"] == "530602") & (figures["span"] == "year")]
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
    assert "Qujing has no yearly figure of" in words(explorer)
    explorer.fields.choosing["region"].value = "530400"  # nothing had to give way this time
    assert explorer.view.indicator == "gdp_growth_real"
    assert "has no" not in words(explorer)


def test_a_window_that_ends_moves_and_says_so():
    explorer = explorer_of(View(region="100000", first_year=1990, last_year=1993))
    explorer.look(region="530600")
    first, last = explorer.selection.window
    assert first >= 1994 <= last
    assert "There are no figures for" in words(explorer)


def test_a_benchmark_without_figures_gives_way_and_says_so():
    explorer = explorer_of(View(ZHAOTONG, benchmarks="530300"))
    explorer.look(indicator="promotion_funds_in_place")
    assert "530300" not in [series.region.code for series in explorer.selection.benchmarks]
    assert "Qujing" in words(explorer)


def test_as_it_was_known_then():
    months = CHOICES.months(View(region="100000"))
    view, _notes = CHOICES.settle(View(region="100000", as_of=months[0]))
    assert (selected(view).rows["known"] <= view.known).all()
    assert set(CHOICES.regions(view)) <= set(CHOICES.regions(View(ZHAOTONG)))


def test_levels_are_not_joined_or_fitted_across_a_revision():
    selection = selected(View(ZHAOTONG, indicator="gdp_current"))
    assert isinstance(selection.fitted.line, RefusedError)
    assert selection.own.breaks
    said = " ".join(view_sentences(selection))
    assert str(selection.fitted.line) in said
    chart = draw_series(selection.own, [], None)
    pieces = [line for line in chart.drawing.axes[0].lines if len(line.get_xdata()) > 2]
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
        selection = selected(CHOICES.settle(view)[0])
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
    assert "<img" in before[0]
    assert "<img" not in after[0]
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
    assert f"{explorer.fields.name_of(gone)} has no yearly figure here." in words(explorer)
    assert explorer.fields.name_of(gone) not in explorer.fields.find.options
    explorer.look(as_of="latest")
    explorer.fields.find.value = explorer.fields.name_of("530400")  # picked from the list of suggestions
    assert explorer.view.region == "530400"


def test_labels_are_in_the_language_of_the_page():
    chinese, english = explorer_of(language="zh"), explorer_of(language="en")
    for explorer, other in ((chinese, english), (english, chinese)):
        labels = {field.description for field in (*explorer.fields.choosing.values(), explorer.fields.find)}
        labels |= {button.description for button in explorer.fields.buttons}
        others = {field.description for field in (*other.fields.choosing.values(), other.fields.find)}
        assert all(labels)
        assert not labels & others


A_FEW = [
    View(ZHAOTONG),
    View(region="530300", indicator="gdp_current", first_year=2005, last_year=2017, trend="off"),
    View(ZHAOTONG, benchmarks="530300,530400", form="table"),
    View(region="100000", benchmarks="none", as_of="2020-12"),
]


@pytest.mark.parametrize("view", A_FEW, ids=lambda view: f"{view.region}-{view.indicator}-{view.form}")
def test_the_command_makes_the_same_view(view):
    view, _notes = CHOICES.settle(view)
    use_language("zh")
    command = as_command(view).split()
    given = dict(zip(command[4::3], command[5::3], strict=False)) if "-p" in command else {}
    given = {name: value for name, value in given.items() if name in vars(view)}
    request = request_report(NOTEBOOK, given | {"language": "zh"}, OBSERVATIONS)
    assert request.command == command
    again = select(OBSERVATIONS, resolve(NOTEBOOK.declarations, request.values, OBSERVATIONS))
    assert again.rows.index.to_list() == selected(view).rows.index.to_list()
    assert (again.window, again.parameters.form, again.fitted is None) == (
        selected(view).window,
        view.form,
        view.trend == "off",
    )


@pytest.mark.parametrize("view", A_FEW, ids=lambda view: f"{view.region}-{view.indicator}-{view.form}")
def test_the_code_shows_the_same_view(view, tmp_path):
    """Pasted into a notebook and run in a kernel that knows nothing else."""
    selection = selected(CHOICES.settle(view)[0])
    names: dict = {}
    lines = as_code(selection).splitlines()
    exec("\n".join(lines[:-1]), names)  # as a cell does: the last line is what it shows
    shown = eval(lines[-1], names)
    parts = (selection.own, selection.benchmarks, selection.fitted)
    wanted = draw_series(*parts).data if view.form == "chart" else series_table(*parts)
    assert (shown.data if view.form == "chart" else shown).html == wanted.html


def test_the_code_runs_as_it_stands(tmp_path):
    script = tmp_path / "pasted.py"
    script.write_text(as_code(selected(A_FEW[1])) + "\nprint(own.region.code, len(benchmarks))\n", encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (0, "530300 2\n"), done.stderr


def test_figures_of_another_folder_are_named_in_code_and_command(data_copy, monkeypatch):
    monkeypatch.setenv("ZHAOTONG_DATA", str(data_copy))
    assert as_command(View(ZHAOTONG)).endswith(f"--language en --data {data_copy}")
    assert request_report(NOTEBOOK, {"language": "en"}, OBSERVATIONS).command == as_command(View(ZHAOTONG)).split()
    assert f"load_observations('{data_copy}')" in as_code(selected(View(ZHAOTONG)))


def test_the_workbook_holds_the_table_and_every_figure_with_its_source():
    view, _notes = CHOICES.settle(View(ZHAOTONG, benchmarks="530300"))
    selection = selected(view)
    book = openpyxl.load_workbook(BytesIO(as_workbook(OBSERVATIONS, view, selection)))
    report, table, figures = book.worksheets
    facts = {row[0].value: row[1].value for row in report.iter_rows(min_row=2)}
    assert facts["command"] == as_command(view)
    assert [cell.value for cell in table[3]] == ["year", "Zhaotong", "Qujing", "straight line"]
    printed = {row[0].value: row[1].value for row in table.iter_rows(min_row=4) if row[1].value is not None}
    for at, figure in selection.own.figures.items():
        value = printed.get(int(str(at)), printed.get(str(at)))
        assert float(str(value).rstrip(" *")) == figure.value
    assert figures.max_row == len(selection.rows) + 1
    assert file_name(selection) == "zhaotong-gdp_growth_real.xlsx"


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
