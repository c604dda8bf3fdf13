"""Orders, sweeps, and what need not be made again."""

import csv
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PROJECT
from test_any_notebook import parameters, write

from helpers.figures.observations import load_observations
from helpers.parameters.errors import NotRecordedError
from helpers.text import language
from helpers.text.messages import InputError
from zhaotong.cli import main
from zhaotong.reports import digests
from zhaotong.reports.beside import _LINKS
from zhaotong.reports.digests import Inputs
from zhaotong.reports.freshness import CURRENT, ORPHANED, OUTDATED, Standing
from zhaotong.reports.notebooks import FOLDER, Notebook, find_notebook
from zhaotong.reports.orders import Order, order_reports, read_sweep
from zhaotong.reports.production import local_runner, longest_first, produce
from zhaotong.reports.record import read_records
from zhaotong.reports.requests import request_report

SWEEPS = sorted((FOLDER / "sweeps").glob("*.yml"))
QUICK = local_runner(workers=2, timeout=300)
BRIEF = [
    Order(find_notebook("00-brief"), {"region": region, "language": "en"}, "en") for region in ("530600", "530300")
]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, Path]:
    """The briefs of Zhaotong and Qujing, made from a copy of the data; the copy, and the folder of the reports."""
    root = tmp_path_factory.mktemp("standing")
    data = Path(shutil.copytree(PROJECT / "data", root / "data"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOTONG_DATA", str(data))
        assert produce(BRIEF, root / "reports", {}, QUICK)
    return data, root / "reports"


@pytest.fixture
def standing(made, tmp_path, monkeypatch) -> tuple[Path, Path]:
    """The same, in a copy of its own that a test may change."""
    data, folder = made
    copy = Path(shutil.copytree(data, tmp_path / "data"))
    monkeypatch.setenv("ZHAOTONG_DATA", str(copy))
    return copy, Path(shutil.copytree(folder, tmp_path / "reports"))


def stands(found: Standing, order: Order) -> bool:
    """Whether a report fulfils an order as it stands."""
    known = found.find(order)
    return known is not None and found.condition(*known).state == CURRENT


def current(data: Path, folder: Path) -> list[bool]:
    found = Standing(folder, Inputs(data))
    return [stands(found, order) for order in BRIEF]


def add_figure(
    data: Path, region: str, indicator: str = "gdp_growth_real", period: str = "2025", span: str = "year"
) -> None:
    """Record a made-up figure for a region, in its place among the others."""
    path = data / "observations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    like = next(row for row in rows if (row["region"], row["indicator"], row["span"]) == (region, indicator, span))
    rows.insert(rows.index(like), like | {"period": period, "value": "1.5"})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_what_has_not_changed_is_not_made_again(standing, capsys):
    _data, folder = standing
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*/*")}
    assert produce(BRIEF, folder, {}, QUICK)
    assert capsys.readouterr().out.splitlines()[-1] == "made 0, unchanged 2, failed 0"
    assert {path: path.stat().st_mtime_ns for path in folder.glob("*/*")} == before


def test_force_makes_it_again(standing, capsys):
    _data, folder = standing
    page = folder / "00-brief/zhaotong.en.html"
    before = page.stat().st_mtime_ns
    assert produce(BRIEF[:1], folder, {}, QUICK, force=True)
    assert page.stat().st_mtime_ns > before
    assert "unchanged" not in capsys.readouterr().out


def test_a_new_figure_outdates_the_reports_that_asked_for_it_and_no_other(standing):
    data, folder = standing
    assert current(data, folder) == [True, True]
    add_figure(data, "530600", period="2024Q3", span="ytd")
    assert current(data, folder) == [False, True]  # the claims on each are its own
    add_figure(data, "530000")
    assert current(data, folder) == [False, False]  # both are held against the province


def test_a_figure_that_a_report_did_not_ask_for_does_not_outdate_it(standing):
    data, folder = standing
    add_figure(data, "530400", "gdp_current")
    assert current(data, folder) == [True, True]
    add_figure(data, "530300", "gdp_current")
    assert current(data, folder) == [True, False]  # the second tells its size


def test_what_a_source_is_called_belongs_to_its_figures(standing):
    data, folder = standing
    path = data / "sources.csv"
    text = path.read_text(encoding="utf-8")
    source = next(line for line in text.splitlines() if line.startswith("netease-self-media-1,"))
    path.write_text(text.replace(source, source.replace("NetEase", "Netease")), encoding="utf-8")
    assert current(data, folder) == [False, False]  # the latest figures of both are from there


@pytest.mark.parametrize("file", ["regions.csv", "indicators.csv", "datapackage.json"])
def test_descriptions_belong_to_every_report(standing, file):
    data, folder = standing
    path = data / file
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert current(data, folder) == [False, False]


def test_parameters_make_another_report(standing):
    data, folder = standing
    found = Standing(folder, Inputs(data))
    brief = BRIEF[0].notebook
    assert stands(found, BRIEF[0])
    assert not stands(found, Order(brief, {"region": "530600", "language": "zh"}, "zh"))
    assert not stands(found, Order(brief, {"region": "530600", "language": "en", "as_of": "2020-01"}, "en"))


def test_the_notebook_its_code_and_the_versions_belong_to_a_report(tmp_path):
    inputs = Inputs(PROJECT / "data")
    notebook = Path(shutil.copy(FOLDER / "00-brief.ipynb", tmp_path))
    before = inputs.recipe(Notebook(notebook), {})
    content = json.loads(notebook.read_text(encoding="utf-8"))
    content["cells"][0]["source"].append("\nMore.")
    notebook.write_text(json.dumps(content), encoding="utf-8")
    assert Inputs(PROJECT / "data").recipe(Notebook(notebook), {}) != before
    cell = next(cell for cell in content["cells"] if cell["cell_type"] == "code")
    before = Inputs(PROJECT / "data").recipe(Notebook(notebook), {})
    cell |= {"execution_count": 1, "outputs": [{"output_type": "stream", "name": "stdout", "text": "saved"}]}
    notebook.write_text(json.dumps(content, indent=4), encoding="utf-8")
    assert Inputs(PROJECT / "data").recipe(Notebook(notebook), {}) == before, "outputs are none of its inputs"


def test_a_translation_outdates_the_reports_that_used_it(standing, tmp_path, monkeypatch):
    data, folder = standing
    assert produce([Order(BRIEF[0].notebook, {"region": "530600", "language": "zh"}, "zh")], folder, {}, QUICK)
    [chinese] = [record for _page, record in read_records(folder) if record["parameters"]["language"] == "zh"]
    english = json.loads((folder / "00-brief/zhaotong.en.json").read_text(encoding="utf-8"))
    assert english["messages"] == []
    known = language.translations_of("zh")
    unused = next(message for message in known if message not in chinese["messages"])
    for changed, state in ((unused, CURRENT), (chinese["messages"][0], OUTDATED)):
        monkeypatch.setattr(digests, "translations_of", lambda _language, changed=changed: known | {changed: "new"})
        found = Standing(folder, Inputs(data))
        assert found.state(chinese) == state
        assert found.state(english) == CURRENT


def test_a_report_whose_region_or_notebook_is_gone_is_told_in_the_index(standing):
    data, folder = standing
    record = json.loads((folder / "00-brief/qujing.en.json").read_text(encoding="utf-8"))
    found = Standing(folder, Inputs(data))
    assert found.state(record) == CURRENT
    assert found.state(record | {"notebook": "99-gone"}) == ORPHANED
    assert found.state(record | {"result": record["result"] | {"region": "999999"}}) == ORPHANED
    add_figure(data, "530300")
    assert Standing(folder, Inputs(data)).state(record) == OUTDATED
    assert produce(BRIEF[:1], folder, {}, QUICK)
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert (
        index.count("made from older data or code; to renew it: <code>zhaotong report 00-brief -p region 530300") == 1
    )
    assert index.count("up to date") == 1


def test_a_sweep_that_is_cut_off_goes_on_where_it_stopped(standing, capsys):
    _data, folder = standing
    for path in folder.glob("00-brief/qujing.en.*"):  # as if it had been killed before the second report
        path.unlink()
    assert produce(BRIEF, folder, {}, QUICK)
    assert capsys.readouterr().out.splitlines()[-1] == "made 1, unchanged 1, failed 0"


@pytest.mark.parametrize("file", SWEEPS, ids=lambda path: path.stem)
def test_the_sweeps_of_the_project_can_be_made(file, observations):
    orders, stems, left_out = read_sweep(file), set(), 0
    in_english = [order for order in orders if order.language == "en"]
    for order in in_english:
        try:
            request = request_report(order.notebook, order.given, observations)
        except NotRecordedError:
            left_out += 1
            continue
        stems.add((order.notebook.name, request.stem(observations)))
    assert len(stems) + left_out == len(in_english) == len(orders) / 2
    assert len(orders) == {"prefectures": 160, "provinces": 124, "cities": 1192}[file.stem]
    # the eight autonomous prefectures have no figure of investment, and Sansha no growth
    assert left_out == {"prefectures": 8, "provinces": 0, "cities": 2}[file.stem]


@pytest.mark.parametrize(
    ("region", "stem"),
    [
        ("320500", "suzhou-320500"),  # 苏州 and 宿州
        ("341300", "suzhou-341300"),
        ("532300", "chuxiong"),  # the prefecture, which contains the city of the name
        ("530600", "zhaotong"),
        ("110000", "beijing"),
    ],
)
def test_two_regions_of_one_name_do_not_share_a_file(region, stem, observations):
    assert request_report(find_notebook("00-brief"), {"region": region}, observations).slug(observations) == stem
    assert [each.code for each in observations.places.namesakes("532301")] == ["532300"]


def test_a_peer_group_stands_for_its_regions_in_a_grid(tmp_path, data_copy, monkeypatch):
    monkeypatch.setenv("ZHAOTONG_DATA", str(data_copy))
    (data_copy / "peer_groups.csv").write_text("group,region\nmine,530600\nmine,530300\n", encoding="utf-8")
    file = tmp_path / "sweep.yml"
    file.write_text("grid: {notebook: 00-brief, region: [mine, Yunnan], language: en}\n", encoding="utf-8")
    assert [order.given["region"] for order in read_sweep(file)] == ["530600", "530300", "Yunnan"]


def test_a_grid_a_list_and_languages(tmp_path):
    file = tmp_path / "sweep.yml"
    file.write_text(
        "grid:\n  notebook: [01-growth, 02-investment]\n  region: [Zhaotong, Qujing]\n  first_year: ['2000', '2010']\n"
        "  language: zh\nlist:\n  - {notebook: 08-audit, region: Qujing}\n  - {notebook: 01-growth, region: Zhaotong, "
        "first_year: 2000, language: zh}\n",
        encoding="utf-8",
    )
    orders = read_sweep(file)
    names = [order.notebook.name for order in orders]
    assert names.count("01-growth") == 4  # the entry of the list is one of them
    assert names.count("02-investment") == 2  # it has no years
    assert names.count("08-audit") == 2  # in both languages
    assert all("first_year" not in order.given for order in orders if order.notebook.name == "02-investment")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("gird:\n  notebook: 01-growth", 'unknown key "gird"; did you mean "grid"? (known: grid, list)'),
        ("grid:\n  region: [Zhaotong]", "grid: a grid names notebook: and parameters"),
        ("grid:\n  notebook: 01-growht", 'unknown notebook "01-growht"; did you mean "01-growth"?'),
        ("grid:\n  notebook: 01-growth\n  region: {a: b}", "grid: region: {'a': 'b'} is no single value"),
        ("list:\n  notebook: 01-growth", "list: a list has entries with notebook: and parameters"),
        ("- 1", "holds no sweep, which is written grid: and list:"),
        ("grid:\n  notebook: []", "asks for nothing"),
    ],
)
def test_a_faulty_sweep_is_told_in_a_sentence(tmp_path, text, said):
    file = tmp_path / "sweep.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as told:
        read_sweep(file)
    assert said in str(told.value)


def test_every_fault_of_a_sweep_is_told_before_anything_runs(tmp_path, monkeypatch, capsys):
    file = tmp_path / "sweep.yml"
    file.write_text(
        "list:\n  - {notebook: 01-growth, region: Zhaotnog}\n  - {notebook: 03-trend, regoin: Qujing}\n"
        "  - {notebook: 00-brief, region: Qujing}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("sys.argv", ["zhaotong", "sweep", str(file), "--output-dir", str(tmp_path / "out")])
    with pytest.raises(SystemExit) as stopped:
        main.main()
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert '"Zhaotnog" is no region' in said
    assert 'unknown parameter "regoin"; did you mean "region"?' in said
    assert not list(tmp_path.glob("out/*/*"))


def test_all_leaves_out_what_has_no_figures_and_one_notebook_does_not(observations):
    assert all(order.may_lack for order in order_reports("all", {}, "en"))
    assert not any(order.may_lack for order in order_reports("01-growth", {}, "en"))
    assert load_observations() is not observations


HOSTILE_VALUES = {
    "quotes": '"; import os; os.system("true") #',
    "newlines": "530600\nimport os",
    "braces": "{530600!r} {{}}",
    "a path": "../../etc/passwd",
    "NUL": "530600\x00",
    "ten megabytes": "x" * 10_000_000,
}


@pytest.mark.parametrize("value", HOSTILE_VALUES.values(), ids=HOSTILE_VALUES)
@pytest.mark.parametrize("name", ["region", "benchmarks", "first_year", "as_of", "language"])
def test_a_hostile_value_is_refused_shortly(observations, name, value):
    with pytest.raises(InputError) as told:
        request_report(find_notebook("01-growth"), {name: value}, observations)
    assert len(str(told.value)) < 1000
    assert "\x00" not in str(told.value)


@pytest.mark.parametrize("key", ["region; import os", "__import__('os')", "region = 1\nx", "../x", "=cmd()"])
def test_a_key_with_code_in_it_is_unknown(observations, tmp_path, key):
    file = tmp_path / "sweep.yml"
    file.write_text(json.dumps({"list": [{"notebook": "00-brief", "language": "en", key: "1"}]}), encoding="utf-8")
    [order] = read_sweep(file)
    with pytest.raises(InputError, match="unknown parameter"):
        request_report(order.notebook, order.given, observations)


@pytest.mark.parametrize("name", ["../README", "/etc/passwd", "notebooks/00-brief", "00-brief.ipynb/..", "\x00"])
def test_a_notebook_outside_the_project_is_unknown(name):
    with pytest.raises(InputError, match="unknown notebook"):
        order_reports(name, {}, "en")


def times_of(page: Path) -> dict[str, int]:
    """When each file of a report was written."""
    return {path.suffix: path.stat().st_mtime_ns for path in page.parent.glob(f"{page.stem}.*")}


def test_a_sweep_that_was_killed_goes_on_where_it_stopped(tmp_path):
    file, folder = tmp_path / "sweep.yml", tmp_path / "reports"
    declared = parameters("from helpers.parameters.types import Region\nregion: Region = '530600'")
    write(tmp_path / "mine.ipynb", "# Of a region", declared, "region")
    file.write_text("grid: {notebook: mine, region: [Zhaotong, Qujing, Yuxi], language: en}", encoding="utf-8")
    command = [sys.executable, "-c", "from zhaotong.cli.start import main; main()", "sweep", str(file)]
    command += ["--notebooks", str(tmp_path), "--output-dir", str(folder), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as killed:
        first = killed.stdout.readline()  # a line a report, as soon as it is made
        killed.kill()
    page = Path(first.strip())
    before, said = times_of(page), _LINKS.sub("", page.read_text(encoding="utf-8"))
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    counts = re.fullmatch(r"made (\d), unchanged (\d), failed 0", again.stdout.splitlines()[-1])
    assert int(counts[1]) + int(counts[2]) == 3
    assert int(counts[2]) >= 1
    after = times_of(page)
    assert len(after) == 4
    assert {end: after[end] for end in after if end != ".html"} == {
        end: before[end] for end in before if end != ".html"
    }
    assert _LINKS.sub("", page.read_text(encoding="utf-8")) == said
    subprocess.run(command, capture_output=True, text=True, check=True)
    assert times_of(page) == after
    assert not list(folder.glob("*/.making-*"))


def test_the_longest_come_first_as_soon_as_that_is_known():
    names = ["short"] * 3 + ["long"] * 3 + ["known"] * 2
    seconds = {"short": None, "long": None, "known": 5.0}
    queue = longest_first(names, seconds, str)
    begun = [next(queue) for _n in range(3)]
    assert begun == ["short", "long", "known"]  # what is not known is tried out, once
    seconds |= {"short": 1.0, "long": 9.0}
    assert list(queue) == ["long", "long", "known", "short", "short"]


TERMINAL = """
from zhaotong.runs.jobs import FAILED, OK, Job, Outcome
from zhaotong.reports.telling import Teller

outcomes = [(None, Outcome(Job("made-up", f"run{n}", ""), FAILED if n == 1 else OK)) for n in range(4)]
list(Teller().outcomes(outcomes, 4, alone=False, at_once=2, seconds=1e6))
"""


def test_a_terminal_shows_in_one_line_how_far_all_are():
    ours, its = pty.openpty()
    subprocess.run([sys.executable, "-c", TERMINAL], stdout=its, check=True)
    os.close(its)
    lines = os.read(ours, 10_000).decode().split("\r")
    os.close(ours)
    shown = [re.sub(r".*]  |\x1b.*", "", line).strip() for line in lines if "]" in line]
    assert shown == [
        "0/4  2 running, about 277.8 h left",  # by past runs, until this one has some of its own
        "1/4  2 running, about 208.3 h left",
        "2/4  2 running, 1 failed, about 138.9 h left",
        "3/4  1 running, 1 failed, about 69.4 h left",
        "4/4  1 failed",
    ]
