"""The command line: its messages, its exit codes, and that nothing runs before everything is checked."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys

import made_up_runs
import nbformat
import pytest
from conftest import PROJECT
from made_up_reports import put, record
from test_datapackage import RATE, change
from test_runs import wait_until

from zhaotong.cli import main, reports
from zhaotong.reports import notebooks, orders, production, requests
from zhaotong.reports.notebooks import Notebook
from zhaotong.runs import pool
from zhaotong.runs.notebook import ReadableTranslator, RunError, run_notebook

ZHAOTONG = [sys.executable, "-c", "from zhaotong.cli.start import main; main()"]


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `zhaotong` in this process; returns exit code, output and errors."""

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["zhaotong", *map(str, arguments)])
        try:
            main.main()
            code = 0
        except SystemExit as stop:
            code = stop.code or 0
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def no_kernel(monkeypatch):
    """Fail where a notebook would be run."""

    def refuse(*_arguments, **_options):
        raise AssertionError("a run was started")

    monkeypatch.setattr(pool, "run_all", refuse)


@pytest.fixture
def wanted(monkeypatch, tmp_path) -> list[requests.Request]:
    """The reports that a command wants to make; none is made, and the folder of the project is left alone."""
    monkeypatch.setattr("zhaotong.cli.production.reports_folder", lambda: tmp_path / "wanted")
    requests = []

    def note(jobs, _folder, **_options):
        requests.extend(job.arguments[0].request for job in jobs)
        yield from ()

    monkeypatch.setattr(pool, "run_all", note)
    monkeypatch.setattr(production, "put_index", lambda folder, _data: folder)
    return requests


def notebook_of(tmp_path, *cells: str) -> Notebook:
    return made_up_runs.notebook_of(tmp_path / "99-test.ipynb", *cells)


def test_notebooks_are_listed_with_their_questions(run):
    code, out, _err = run("notebooks")
    assert code == 0
    assert "01-growth" in out
    assert "How fast has a region grown" in out
    assert "增长有多快" in out


def test_parameters_are_described(run):
    code, out, _err = run("parameters", "01-growth")
    assert code == 0
    for word in ("region: Region = '530600'", "allowed: a code or name", "as_of: Month = 'latest'"):
        assert word in out


def test_reports_are_made_once(run, monkeypatch):
    ordered = []
    monkeypatch.setattr(reports, "make", lambda orders, **_options: ordered.append(len(orders)))
    run("report", "01-growth")
    assert ordered == [2]  # a report a language


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["report", "01-grwoth"], 'unknown notebook "01-grwoth"; did you mean "01-growth"?'),
        (["report", "../01-growth"], 'unknown notebook "../01-growth"'),
        (["report", "01-growth", "-p", "regoin", "530300"], 'unknown parameter "regoin"; did you mean "region"?'),
        (["report", "all", "-p", "first_year", "2030"], "of Zhaotong (530600) for 1994 to"),
        (["report", "01-growth", "-p", "x; import os; x", "1"], 'unknown parameter "x; import os; x"'),
        (["report", "01-growth", "-p", "language", "en", "--language", "zh"], "--language zh contradicts"),
        (["report", "01-growth", "--language", "fr"], "'fr' is not one of"),
        (["report", "01-growth", "-f", "nowhere.yml"], "nowhere.yml cannot be read"),
        (["report", "01-growth", "--engine", "wram"], 'engine "wram": on this system warm or plain is expected'),
        (["report", "01-growth", "--timeout", "0"], "0.0 is not in the range x>0"),
        (["report", "01-growth", "--workers", "0"], "0 is not in the range x>=1"),
        (["reprot"], "No such command 'reprot'"),
    ],
)
def test_wrong_usage_exits_2_before_anything_runs(run, no_kernel, tmp_path, arguments, message):
    options = ["--output-dir", tmp_path / "out"] if arguments[0] == "report" else []
    code, _out, err = run(*arguments, *options)
    assert code == 2
    assert message in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [("- 1", "holds no parameters"), ("a: [", "is no YAML"), ("", "holds no parameters"), ("NO: 1", 'parameter "NO"')],
)
def test_a_parameter_file_that_is_none_exits_2(run, no_kernel, tmp_path, text, message):
    path = tmp_path / "file.yml"
    path.write_text(text, encoding="utf-8")
    code, _out, err = run("report", "01-growth", "-f", path)
    assert code == 2
    assert message in err


def test_values_from_a_file_stay_the_text_they_are(tmp_path):
    path = tmp_path / "file.yml"
    path.write_text("a: NO\nb: 0870\nc: 2023-11\nd: 昭通市\n", encoding="utf-8")
    assert orders.read_values(path) == {"a": "NO", "b": "0870", "c": "2023-11", "d": "昭通市"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",10.1,", ',"5,2",', '"5,2" is not allowed'),
        ("csmar-yearbook", "nobody", "no such source"),
        (",2021,", ",2020,", "same region, indicator, period, span, source, locator as row"),
    ],
)
def test_bad_data_exits_2_and_leaves_former_reports_alone(
    run, no_kernel, monkeypatch, data_copy, tmp_path, old, new, message
):
    former = tmp_path / "out/01-growth/zhaotong.en.html"
    former.parent.mkdir(parents=True)
    former.write_text("yesterday's", encoding="utf-8")
    row = change(data_copy, RATE, RATE)
    change(data_copy, old, new, row=row)
    monkeypatch.setenv("ZHAOTONG_DATA", str(data_copy))
    code, _out, err = run("report", "all", "--output-dir", tmp_path / "out")
    assert code == 2
    assert f"data/observations.csv, row {row}" in err
    assert message in err
    assert former.read_text(encoding="utf-8") == "yesterday's"
    assert sorted(path.name for path in (tmp_path / "out").rglob("*")) == ["01-growth", "zhaotong.en.html"]


def test_a_failed_notebook_exits_1_and_the_others_are_made(run, monkeypatch, tmp_path):
    good = notebooks.find_notebook("00-brief")
    source = shutil.copy(notebooks.find_notebook("01-growth").path, tmp_path / "01-growth.ipynb")
    node = nbformat.read(source, as_version=4)
    node.cells.insert(6, nbformat.v4.new_code_cell("raise ValueError('no')"))
    nbformat.write(node, source)
    monkeypatch.setattr(orders, "list_notebooks", lambda: [good, Notebook(source)])
    monkeypatch.setattr(Notebook, "presets", [])
    folder = tmp_path / "reports"
    former = folder / "01-growth/zhaotong.en.html"
    former.parent.mkdir(parents=True)
    former.write_text("yesterday's", encoding="utf-8")
    code, out, err = run("report", "all", "--language", "en", "--output-dir", folder)
    assert code == 1
    (kept,) = (folder / ".failed/01-growth").glob("zhaotong-*.en.json")  # named apart from the project's own notebook
    message = """01-growth (Zhaotong, English): cell [4], "raise ValueError('no')", failed in line 1: ValueError: no"""
    assert err == f"{message} (kept: {os.path.relpath(kept)})\n"
    assert os.path.relpath(folder / "00-brief/zhaotong.en.html") in out
    assert former.read_text(encoding="utf-8") == "yesterday's"
    assert [path.name for path in former.parent.iterdir()] == ["zhaotong.en.html"]
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert "00-brief/zhaotong.en.html" in index
    assert "01-growth/zhaotong.en.html" not in index  # it has no record of a run that succeeded


def test_a_report_goes_where_the_folder_points_but_never_where_a_link_in_its_place_points(run, tmp_path):
    really, elsewhere = tmp_path / "really", tmp_path / "elsewhere.html"
    (really / "00-brief").mkdir(parents=True)
    elsewhere.write_text("not to be touched", encoding="utf-8")
    (really / "00-brief/zhaotong.en.html").symlink_to(elsewhere)
    (tmp_path / "link").symlink_to(really)
    assert run("report", "00-brief", "--language", "en", "--output-dir", tmp_path / "link")[0] == 0
    assert elsewhere.read_text(encoding="utf-8") == "not to be touched"
    made = really / "00-brief/zhaotong.en.html"
    assert not made.is_symlink()
    assert made.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.slow
def test_ordinary_kernels_serve_where_they_are_asked_for(run, tmp_path):
    options = ["--language", "en", "--engine", "plain", "--output-dir", tmp_path]
    code, _out, err = run("report", "00-brief", *options)
    assert (code, err) == (0, "ordinary kernels are used\n")
    assert (tmp_path / "00-brief/zhaotong.en.html").exists()


def test_an_output_folder_that_cannot_be_made_is_said(run, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _out, err = run("report", "01-growth", "--language", "en", "--output-dir", tmp_path / "file/reports")
    assert code == 2
    assert "Not a directory" in err
    assert os.path.relpath(tmp_path / "file/reports") in err


def test_spellings_of_a_region_make_the_same_report(run, wanted, observations):
    for spelling in ("昭通市", "Zhaotong", "530600"):
        assert run("report", "01-growth", "-p", "region", spelling, "--language", "en")[0] == 0
    assert len({(request.slug(observations), str(request.values), *request.command) for request in wanted}) == 1
    assert wanted[0].slug(observations) == "zhaotong"
    assert " ".join(wanted[0].command) == "zhaotong report 01-growth -p region 530600 --language en"


def test_other_parameters_are_told_apart_in_the_name_and_stay_inside_the_folder(observations):
    notebook = notebooks.find_notebook("01-growth")
    slugs = {
        requests.request_report(notebook, given, observations).slug(observations)
        for given in ({}, {"first_year": "2010"}, {"as_of": "2023-11"}, {"benchmarks": "100000"}, {"region": "530300"})
    }
    assert len(slugs) == 5
    assert all(set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for slug in slugs)


def test_a_chinese_value_reads_as_chinese_in_the_executed_notebook(tmp_path):
    notebook = notebook_of(tmp_path, "assert region == '昭通市', region")
    executed = run_notebook(notebook.path, {"region": "昭通市"}, tmp_path / "out{x}.ipynb")
    assert (tmp_path / "out{x}.ipynb").exists()
    assert 'region = "昭通市"' in executed.cells[0].source.replace("'", '"')


@pytest.mark.parametrize("value", ['"; import os; "', "\\", "\\'", "a\nb", "{x}", 8, True, None, ["昭通", 1.5]])
def test_no_value_can_end_its_string(value):
    cell = ReadableTranslator.codify({"value": value})
    namespace = {}
    exec(cell, namespace)
    assert namespace["value"] == value
    assert len(cell.splitlines()) == 2


def test_a_failing_cell_is_named_in_one_line(tmp_path):
    notebook = notebook_of(tmp_path, "1", "1 / 0")
    with pytest.raises(RunError, match=r'cell \[2\], "1 / 0", failed in line 1: ZeroDivisionError: division by zero'):
        run_notebook(notebook.path, {}, tmp_path / "out.ipynb")


def test_a_dead_kernel_is_said(tmp_path):
    with pytest.raises(RunError, match=r"its kernel died in cell \[1\], "):
        run_notebook(notebook_of(tmp_path, "import os; os._exit(1)").path, {}, tmp_path / "out.ipynb")


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_exits_130_and_leaves_nothing_half_written(tmp_path, start, asked):
    command = [*ZHAOTONG, "report", "01-growth", "--language", "en", "--output-dir", str(tmp_path)]
    process = start(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert wait_until(lambda: [*tmp_path.glob("01-growth/.making-*/*.journal")])
    os.killpg(process.pid, asked)
    _out, err = process.communicate(timeout=300)
    assert process.returncode == 130, err
    assert "interrupted" in err
    assert not list(tmp_path.glob("01-growth/*"))


@pytest.mark.slow
def test_plain_papermill_runs_a_notebook_and_refuses_an_unknown_parameter(tmp_path):
    def papermill(*parameters: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "papermill", "--no-progress-bar", str(PROJECT / "notebooks/00-brief.ipynb")]
        return subprocess.run([*command, str(tmp_path / "out.ipynb"), *parameters], capture_output=True, text=True)

    good = papermill("-p", "region", "530300")
    assert good.returncode == 0, good.stderr
    assert "Qujing" in (tmp_path / "out.ipynb").read_text(encoding="utf-8")
    bad = papermill("-p", "regoin", "530300")
    assert bad.returncode != 0
    assert 'unknown parameter "regoin"; did you mean "region"?' in bad.stderr


def test_a_notebook_run_by_hand_shows_the_sentence_without_a_traceback(tmp_path):
    notebook = Notebook(PROJECT / "notebooks/00-brief.ipynb")
    cells = [cell["source"].replace('"earliest"', "2030") for cell in notebook.cells if cell["cell_type"] == "code"]
    path = notebook_of(tmp_path, *cells).path
    command = [sys.executable, "-m", "jupyter", "execute", "--inplace", "--allow-errors", str(path)]
    subprocess.run(command, capture_output=True, check=True)
    errors = [out for cell in nbformat.read(path, 4).cells for out in cell.outputs if out.output_type == "error"]
    assert errors[0].ename == "ParameterError"
    assert errors[0].traceback == [
        "first_year 2030: the data hold Real GDP, year-on-year growth (gdp_growth_real) of Zhaotong (530600) for "
        "1994 to 2025"
    ]


def test_the_record_of_a_report_can_be_read_by_others(run, tmp_path):
    code, _out, err = run("report", "00-brief", "--language", "zh", "--show-code", "--output-dir", tmp_path)
    assert code == 0, err
    record = json.loads((tmp_path / "00-brief/zhaotong.zh.json").read_text(encoding="utf-8"))
    assert record["parameters"]["region"] == "530600"
    assert record["result"]["region_name"] == "昭通市"
    assert "select_series(" in (tmp_path / "00-brief/zhaotong.zh.html").read_text(encoding="utf-8")


def test_all_means_every_notebook_and_each_of_its_presets_unless_parameters_are_given(run, wanted, tmp_path):
    listed = [notebook for notebook in notebooks.list_notebooks() if not notebook.text]
    assert run("report", "all", "--language", "en", "--output-dir", tmp_path)[0] == 0
    assert len(wanted) == len(listed) + sum(len(notebook.presets) for notebook in listed)
    assert len({(request.notebook.name, str(request.values)) for request in wanted}) == len(wanted)
    for name in ("05-counties", "06-promotion", "07-business-climate", "08-audit"):
        assert sum(request.notebook.name == name for request in wanted) >= 2
    wanted.clear()
    assert run("report", "all", "-p", "region", "Zhaotong", "--language", "en", "--output-dir", tmp_path)[0] == 0
    assert len(wanted) == len(listed)


def test_check_says_what_it_found_good(run, observations):
    code, out, err = run("check")
    assert code == 0, err
    counted = f"{len(observations.figures):,} figures of {len(observations.sources)} sources"
    assert f"{counted} fit their description" in out
    assert re.search(r"all \d+ relations that must hold do, of \d+ that are stated", out)
    unlisted = (observations.figures["basis"] == "").sum()
    assert f"{unlisted:,} figures of " in out
    assert "of no release that data/bases.csv lists, and held against no others: " in out
    assert "of them marked" in out


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "observations.csv",
            ",1059.56,",
            ",1259.56,",
            'relation "large-investment-within-signed" must hold and does not',
        ),
        ("observations.csv", ",99.14,", ",99.145678,", 'relation "online-share" must hold and does not, conflict'),
        ("observations.csv", ",1059.56,", ",about 1000,", '"about 1000" is not allowed'),
        ("relations.yml", "kind: once", "kind: twice", 'unknown kind "twice"'),
        ("relations.yml", "      own: gdp_growth_real", "      own: fai_level", "hold and does not, cannot be checked"),
        ("relations.yml", "gap: gdp_growth_gap_nation", "gap: counties_double_digit", "2 figures are recorded for"),
    ],
)
def test_check_says_what_broke_and_exits_2(run, monkeypatch, data_copy, file, old, new, message):
    path = data_copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setenv("ZHAOTONG_DATA", str(data_copy))
    code, _out, err = run("check")
    assert code == 2
    assert message in err


def test_check_holds_texts_against_the_ledger(run, monkeypatch, data_copy, tmp_path):
    monkeypatch.setenv("ZHAOTONG_DATA", str(data_copy))
    (tmp_path / "zhaotong-news-2.txt").write_text("4711 here\n", encoding="utf-8")
    code, out, err = run("check", "--texts", tmp_path)
    assert code == 2
    assert "¶1 (1)        4711  missing: 4711 here" in out
    assert "zhaotong-news-2.txt, ¶1 (1): 4711 is neither recorded nor left out on purpose: …4711 here…" in err
    assert "does not stand in zhaotong-news-2.txt at" in err
    code, _out, err = run("check", "--texts", tmp_path / "nowhere")
    assert code == 2
    assert "is no folder with texts of sources" in err


def test_all_leaves_out_a_notebook_that_has_nothing_for_the_region_and_gives_each_what_it_declares(
    run, wanted, tmp_path
):
    options = ["--language", "en", "--output-dir", tmp_path]
    code, _out, err = run("report", "all", "-p", "region", "Qujing", *options)
    assert code == 0
    assert {request.notebook.name for request in wanted} >= {"00-brief", "01-growth", "08-audit"}
    assert "05-counties is left out; region: no ranking of the counties of Qujing (530300) is recorded" in err
    wanted.clear()
    assert run("report", "all", "-p", "days", "weekdays", *options)[0] == 0
    given = {request.notebook.name: request.values for request in wanted}
    assert given["07-business-climate"]["days"] == "weekdays"
    assert "days" not in given["08-audit"]
    code, _out, err = run("report", "all", "-p", "dais", "weekdays", *options)
    assert code == 2
    assert 'unknown parameter "dais"' in err


GIVEN = {  # what each command is asked, where that is more than its name
    "parameters": ["01-growth"],
    "new": ["mine", "--notebooks", "NEW"],
    "lint": ["01-growth"],
    "report": ["01-growth", "--output-dir", "NEW"],
    "sweep": [str(PROJECT / "notebooks/sweeps/cities.yml"), "--output-dir", "NEW"],
    "site": ["NEW", "--reports", "MADE"],
    "compare": ["PAGE", "PAGE"],
    "why": ["PAGE"],
    "verify": ["PAGE"],
    "list": ["--output-dir", "MADE"],
    "open": ["growth", "--output-dir", "MADE"],
    "data": ["--output", "NEW.csv"],
    "factcheck": ["2023年前三季度，昭通市GDP增长8%。"],
    "template": ["NEW.csv"],
    "read": [str(PROJECT / "tests/bulletin.txt"), "--out", "NEW.html"],
    "add": ["Zhaotong", "gdp_growth_real", "2030", "5.0", "--source", "csmar-yearbook", "--locator", "x"],
}
READ_NO_FIGURES = ("notebooks", "parameters", "new", "compare", "why", "completion")


@pytest.mark.parametrize("name", sorted(main.zhaotong.commands))
def test_a_heading_renamed_is_told_alike_by_every_command(run, data_copy, tmp_path, monkeypatch, name):
    monkeypatch.setenv("ZHAOTONG_DATA", "")  # the option sets it
    path = data_copy / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("region,", "place,", 1), encoding="utf-8")
    page = put(tmp_path / "made", "zhaotong", record("00-brief", "en", "530600"))
    places = {"NEW": tmp_path / "new", "MADE": tmp_path / "made", "PAGE": page}
    words = [re.sub("^(NEW|MADE|PAGE)", lambda found: str(places[found[0]]), word) for word in GIVEN.get(name, [])]
    code, _out, err = run(name, *words, "--data", data_copy)
    if name not in READ_NO_FIGURES:
        assert code == 2
        assert err.startswith('data/observations.csv has no column "region"\n')
        assert not (tmp_path / "new").exists()
    else:
        assert "KeyError" not in err


def test_a_message_that_names_a_table_says_whose_it_is(run, data_copy, monkeypatch):
    monkeypatch.setenv("ZHAOTONG_DATA", "")  # the option sets it
    words = ["report", "01-growth", "-p", "region", "Nowhere"]
    assert "(data/ is" not in run(*words)[2]
    code, _out, err = run(*words, "--data", data_copy)
    assert code == 2
    assert "data/regions.csv" in err
    assert err.splitlines()[-1] == f"(data/ is {data_copy} here)"
