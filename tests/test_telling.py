"""What a command tells of the reports that it makes or would make, how it ends, and what stands then."""

import json
import re
from collections.abc import Generator, Iterable
from pathlib import Path

import click
import pytest
from made_up_reports import put, record
from test_commands import run  # noqa: F401

from zhaotong.cli import production as command
from zhaotong.reports import production
from zhaotong.reports.notebooks import find_notebook
from zhaotong.reports.orders import Order
from zhaotong.reports.production import Runner, foresee, produce
from zhaotong.reports.telling import JSON, QUIET, VERBOSE, Teller, duration
from zhaotong.runs.jobs import CANCELLED, FAILED, OK, Job, Outcome

REGIONS = ("530600", "530300", "530400")
NAMES = {"530600": "zhaotong", "530300": "qujing", "530400": "yuxi"}
ORDERS = [Order(find_notebook("01-growth"), {"region": region, "language": "en"}, "en") for region in REGIONS]


def runner(*endings: str) -> Runner:
    """Makes nothing, and says of each job in turn that it ended in this way; "interrupted" is an interrupt."""

    def run_all(jobs: Iterable[Job], folder: Path) -> Generator[Outcome, None, None]:
        for job, ending in zip(jobs, endings, strict=False):
            if ending == "interrupted":
                yield Outcome(job, CANCELLED, job.cancelled)
                raise KeyboardInterrupt
            path = folder / job.notebook / f"{job.stem}.html" if ending == OK else None
            if path:
                put(folder, NAMES[job.arguments[0].request.values["region"]], record(job.notebook, "en", "530600"))
            yield Outcome(job, ending, "" if path else job.says("no"), path=path, seconds=2.0)

    return Runner(run_all, at_once=2)


def told(capsys, manner: str, *endings: str, **options: object) -> tuple[bool, list[str], list[str]]:
    """Whether all were made, and what was said on either stream; paths by their last name."""
    made = produce(ORDERS, Path("reports"), {}, runner(*endings), teller=Teller(manner), **options)
    said = capsys.readouterr()
    return made, said.out.splitlines(), said.err.splitlines()


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_a_line_a_report_the_index_and_all_in_numbers(capsys):
    assert told(capsys, "lines", OK, FAILED, OK) == (
        False,
        [
            "reports/01-growth/zhaotong.en.html",
            "reports/01-growth/yuxi.en.html",
            "reports/index.html",
            "made 2, unchanged 0, failed 1",
        ],
        ["01-growth (Qujing, English): no"],
    )


def test_quiet_tells_of_faults_alone(capsys):
    assert told(capsys, QUIET, OK, FAILED, OK) == (False, [], ["01-growth (Qujing, English): no"])


def test_verbose_tells_why_and_how_long(capsys):
    _made, out, _err = told(capsys, VERBOSE, OK, OK, OK)
    assert out[0] == "reports/01-growth/zhaotong.en.html (2.0 s; not made yet)"


def test_json_is_a_line_a_report_and_nothing_else(capsys):
    made, out, err = told(capsys, JSON, OK, FAILED, OK)
    first, second, _third = map(json.loads, out)
    growth = {"notebook": "01-growth", "language": "en", "seconds": 2.0}
    assert first == growth | {"region": "530600", "state": "made", "page": "reports/01-growth/zhaotong.en.html"}
    assert second == growth | {"region": "530300", "state": "failed", "fault": "01-growth (Qujing, English): no"}
    assert (made, err) == (False, [])


def test_json_names_what_is_unchanged_and_what_is_left_out(capsys):
    lacking = Order(find_notebook("05-counties"), {"region": "110000", "language": "en"}, "en", may_lack=True)
    produce([*ORDERS, lacking], Path("reports"), {}, runner(OK, OK, OK), teller=Teller(JSON))
    states = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["state"] for each in states] == ["left out", "made", "made", "made"]
    assert "110000" in states[0]["fault"]


def test_what_is_left_out_is_told_once_for_all_languages(capsys):
    lacking = [
        Order(find_notebook("05-counties"), {"region": "110000", "language": language}, language, may_lack=True)
        for language in ("en", "zh")
    ]
    produce([*ORDERS, *lacking], Path("reports"), {}, runner(OK, OK, OK))
    assert capsys.readouterr().err.count("110000") == 1


def test_fail_fast_begins_nothing_more(capsys):
    made, out, _err = told(capsys, "lines", FAILED, OK, OK, fail_fast=True)
    assert (made, out) == (False, ["reports/index.html", "made 0, unchanged 0, failed 1"])


def test_when_nothing_can_be_written_nothing_more_is_begun(capsys, monkeypatch):
    monkeypatch.setattr(production, "trouble", lambda _folder: "nothing more can be written to reports (full)")
    made, out, err = told(capsys, "lines", FAILED, OK, OK)
    assert (made, out) == (False, ["reports/index.html", "made 0, unchanged 0, failed 1"])
    assert err == ["01-growth (Zhaotong, English): no", "nothing more can be written to reports (full)"]


def test_the_index_stands_after_an_interrupt(capsys):
    with pytest.raises(KeyboardInterrupt):
        told(capsys, "lines", OK, "interrupted")
    assert "01-growth/zhaotong.en.html" in Path("reports/index.html").read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


def test_a_sweep_that_finds_nothing_to_make_is_refused(run, tmp_path):  # noqa: F811
    sweep = tmp_path / "sweep.yml"
    sweep.write_text("grid: {notebook: 05-counties, region: ['110000', '310000']}", encoding="utf-8")
    code, out, err = run("sweep", sweep)
    assert (code, out) == (2, "")
    assert "110000" in err
    assert "310000" in err


def test_what_would_be_made_is_told_with_its_reason_and_nothing_is(capsys):
    foresee(ORDERS, Path("reports"), {}, runner())
    out = capsys.readouterr().out.splitlines()
    assert out == [
        "would run 01-growth, Zhaotong, en: not made yet",
        "would run 01-growth, Qujing, en: not made yet",
        "would run 01-growth, Yuxi, en: not made yet",
        "to run 3, to complete 0, unchanged 0",
        "how long it will take is not known: none was made yet",
    ]
    assert not Path("reports").exists()
    put(Path("reports"), "other", record("01-growth", "en", "533400") | {"seconds": 200.0})
    foresee(ORDERS, Path("reports"), {}, runner())
    assert capsys.readouterr().out.splitlines()[-1] == "about 5 min, by past runs"
    foresee(ORDERS[:1], Path("reports"), {}, runner(), teller=Teller(JSON))
    [line] = capsys.readouterr().out.splitlines()
    assert json.loads(line)["state"] == "would run"
    assert json.loads(line)["reasons"] == ["new"]


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (89, "89 s"), (91, "2 min"), (3600, "60 min"), (7200, "2.0 h")]
)
def test_a_stretch_of_time_is_told_as_exactly_as_it_can_be(seconds, words):
    assert duration(seconds) == words


def test_reports_that_stand_are_listed_with_state_reason_and_age(run):  # noqa: F811
    put(Path("reports"), "zhaotong", record("01-growth", "en", "530600"))
    put(Path("reports"), "nowhere", record("03-trend", "zh", "999999"))
    code, out, _err = run("list", "--output-dir", "reports")
    assert code == 0
    assert re.search(r"reports/01-growth/zhaotong\.en\.html  outdated, made .+ ago: its notebook has changed", out)
    assert re.search(r"reports/03-trend/nowhere\.zh\.html +orphaned, .*: its region is no longer in the data", out)
    assert out.splitlines()[-1] == "2 reports"
    for words in ("growth",), ("GROWTH", "530600"), ("--state", "orphaned"), ("--language", "zh"):
        code, out, _err = run("list", "--output-dir", "reports", "--json", *words)
        assert len(json.loads(out)) == 1, words
    code, out, _err = run("list", "--output-dir", "reports", "nothing")
    assert (code, out) == (0, "no report in reports is what is asked for\n")
    assert run("list", "--output-dir", "nowhere")[1].startswith("no report stands in nowhere")


def test_a_report_is_opened_by_words_and_the_index_without(run, monkeypatch):  # noqa: F811
    opened = []
    monkeypatch.setattr(click, "launch", opened.append)
    code, _out, err = run("open", "--output-dir", "reports")
    assert code == 2
    assert "zhaotong report all" in err
    page = put(Path("reports"), "zhaotong", record("01-growth", "en", "530600"))
    since = {"parameters": {"region": "530600", "language": "en", "first_year": 2000}}
    put(Path("reports"), "zhaotong-since-2000", record("01-growth", "en", "530600", **since))
    assert run("open", "growth", "--output-dir", "reports")[0] == 0
    assert opened == [str(page)]
    code, _out, err = run("open", "01-grwoth", "--output-dir", "reports")
    assert code == 2
    assert 'did you mean "01-growth"?' in err


def test_a_report_is_opened_when_it_is_made(monkeypatch):
    opened = []
    monkeypatch.setattr(click, "launch", opened.append)
    monkeypatch.setattr(production, "local_runner", lambda *_options: runner(OK))
    nothing = dict.fromkeys(("show_code", "charts", "pdf", "workers", "timeout", "engine", "scheduler", "manner"))
    off = dict.fromkeys(("force", "dry_run", "fail_fast", "watched"), False)
    with pytest.raises(SystemExit) as ended:
        command.make(ORDERS[:1], Path("reports"), opened=True, **off, **nothing)
    assert ended.value.code == 0
    assert opened == ["reports/01-growth/zhaotong.en.html"]


def test_what_an_earlier_version_made_is_made_anew_and_this_is_said(capsys):
    page = put(Path("reports"), "zhaotong", record("01-growth", "en", "530600"))
    page.with_suffix(".json").write_text('{"notebook": "01-growth"}', encoding="utf-8")
    produce(ORDERS[:1], Path("reports"), {}, runner(OK), teller=Teller(VERBOSE))
    out = capsys.readouterr().out
    assert "1 report by an earlier version is made anew" in out
    assert "what stands there is by an earlier version" in out
