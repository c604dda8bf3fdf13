"""What a run gave: one report for all spellings, its files made again without executing, formats kept."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from conftest import PROJECT
from test_production import add_figure

from helpers.figures.observations import load_observations
from helpers.text.messages import InputError
from zhaotong.reports import make
from zhaotong.reports.artefacts import about_run, digests_of
from zhaotong.reports.digests import Inputs
from zhaotong.reports.formats import Formats
from zhaotong.reports.freshness import CURRENT, DAMAGED, Standing
from zhaotong.reports.notebooks import find_notebook
from zhaotong.reports.orders import Order
from zhaotong.reports.plan import COMPLETE, KEEP, RUN, Plan, Planner, _lacking
from zhaotong.reports.production import local_runner, produce
from zhaotong.reports.record import is_whole, record_text
from zhaotong.reports.requests import report_job, request_report

GROWTH = find_notebook("01-growth")
QUICK = local_runner(workers=1, timeout=300)
CHARTS = 3


def order(**given: str) -> Order:
    return Order(GROWTH, {"language": "en", **given}, "en")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A copy of the data, and beside it the report on growth made from it, with its charts as SVG."""
    root = tmp_path_factory.mktemp("artefacts")
    shutil.copytree(PROJECT / "data", root / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOTONG_DATA", str(root / "data"))
        patch.chdir(root)  # a page says where its data are, as seen from here
        assert produce([order()], root / "reports", {"charts": ("svg",)}, QUICK)
    return root


@pytest.fixture
def folder(made, tmp_path, monkeypatch) -> Path:
    """The folder of that report, in a copy of its own that a test may change."""
    copy = Path(shutil.copytree(made, tmp_path / "own"))
    monkeypatch.setenv("ZHAOTONG_DATA", str(copy / "data"))
    monkeypatch.chdir(copy)
    return copy / "reports"


def plan(folder: Path, *orders: Order, force: bool = False, **wishes: object) -> Plan:
    standing = Standing(folder, Inputs(folder.parent / "data"))
    return Planner(standing, wishes, force).plan(orders or [order()])


def page(folder: Path) -> Path:
    return folder / "01-growth/zhaotong.en.html"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in page(folder).parent.iterdir()}


SPELLINGS = [
    {},
    {"region": "530600"},
    {"region": "昭通"},
    {"region": "昭通市"},
    {"region": " Zhaotong "},
    {"first_year": "earliest"},
    {"benchmarks": "parents", "region": "zhaotong"},
]


@pytest.mark.parametrize("given", SPELLINGS, ids=str)
def test_every_spelling_is_the_report_that_stands(folder, given):
    [step] = plan(folder, order(**given)).steps
    assert (step.action, step.page) == (KEEP, page(folder))


def test_words_that_a_report_was_made_with_need_no_look_at_the_data_again(folder, monkeypatch):
    qujing = order(region="曲靖", first_year="2000")
    assert produce([qujing], folder, {}, QUICK)
    monkeypatch.setattr("helpers.figures.observations.load_observations", lambda: pytest.fail("the data were read"))
    assert plan(folder, qujing).steps[0].action == KEEP


def test_a_report_asked_for_in_several_words_is_made_once(folder):
    orders = [order(**given) for given in SPELLINGS]
    assert len(plan(folder, *orders).steps) == 1
    qujing = [order(region=name) for name in ("Qujing", "530300", "曲靖")]
    [step] = plan(folder, *qujing).steps
    assert (step.action, step.page, step.region) == (RUN, None, "530300")
    assert step.request.changed == {"region": "530300"}, "it is run with one spelling, whatever was typed"


def test_what_stands_needs_no_look_at_the_data(folder, monkeypatch):
    monkeypatch.setattr("helpers.figures.observations.load_observations", lambda: pytest.fail("the data were read"))
    assert plan(folder, order(), order(region="530600")).steps[0].action == KEEP


@pytest.mark.parametrize("harm", ["taken away", "altered"])
@pytest.mark.parametrize("ending", ["html", "xlsx", "json", "chart-2.svg"])
def test_a_file_that_is_missing_or_altered_is_made_again_without_executing(folder, ending, harm):
    before = contents(folder)
    run = page(folder).with_suffix(".ipynb")
    executed = run.stat().st_mtime_ns
    file = page(folder).with_suffix(f".{ending}")
    if harm == "taken away":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes().replace(b"4", b"5"))
    [step] = plan(folder).steps
    assert (step.action, step.reasons) == (COMPLETE, (ending,))
    assert produce([order()], folder, {}, QUICK)
    assert contents(folder) == before
    assert run.stat().st_mtime_ns == executed
    assert plan(folder).steps[0].action == KEEP


def test_all_is_made_again_where_only_the_run_is_left(folder):
    before = contents(folder)
    for path in page(folder).parent.iterdir():
        if path.suffix != ".ipynb":
            path.unlink()
    [step] = plan(folder, charts=("svg",)).steps
    assert step.action == COMPLETE
    assert produce([order()], folder, {"charts": ("svg",)}, QUICK)
    assert contents(folder) == before


def test_a_chart_that_was_altered_while_the_record_was_lost_is_made_again(folder):
    before = contents(folder)
    page(folder).with_suffix(".json").unlink()
    page(folder).with_suffix(".chart-1.svg").write_text("<svg/>", encoding="utf-8")
    assert produce([order()], folder, {}, QUICK)
    assert contents(folder) == before


def test_a_print_follows_its_page():
    """One that shows the code is printed anew, which a print without it would not say."""
    had = Formats(pdf=True)
    assert _lacking(had, had) == []
    assert _lacking(had, Formats(pdf=True, show_code=True)) == ["html", "pdf"]
    assert _lacking(had, Formats(show_code=True)) == ["html"]
    assert _lacking(Formats(), Formats(pdf=True, charts=("png",))) == ["png", "pdf"]


def test_figures_that_change_while_a_notebook_runs_make_its_report_outdated(tmp_path, monkeypatch):
    data = Path(shutil.copytree(PROJECT / "data", tmp_path / "data"))
    monkeypatch.setenv("ZHAOTONG_DATA", str(data))
    observations = load_observations(data)
    request = request_report(GROWTH, {"language": "en"}, observations)
    [task] = report_job(request, observations, tmp_path / "reports").arguments
    run_notebook = make.run_notebook

    def change_meanwhile(*arguments: object) -> object:
        executed = run_notebook(*arguments)
        add_figure(data, "530600")
        return executed

    monkeypatch.setattr(make, "run_notebook", change_meanwhile)
    make.make_report(task)
    standing = Standing(tmp_path / "reports", Inputs(data))
    [(found, record)] = standing.known.values()
    assert standing.condition(found, record).reasons == ("figures",)


@pytest.mark.parametrize("harm", ["taken away", "altered"])
def test_a_run_that_is_missing_or_altered_cannot_serve(folder, harm):
    run = page(folder).with_suffix(".ipynb")
    if harm == "taken away":
        run.unlink()
    else:
        run.write_text(run.read_text(encoding="utf-8").replace("Yunnan", "Yannan"), encoding="utf-8")
    assert about_run(run) == {}
    [step] = plan(folder).steps
    assert (step.action, step.reasons) == (RUN, ("ipynb",))


def test_formats_are_kept_until_they_are_taken_back_and_one_more_is_no_run(folder):
    executed = page(folder).with_suffix(".ipynb").stat().st_mtime_ns

    def kinds(**wishes: object) -> dict[str, int]:
        assert produce([order()], folder, wishes, QUICK)
        names = [path.suffix for path in page(folder).parent.glob("*.chart-*")]
        return {kind: names.count(kind) for kind in (".svg", ".png")}

    assert kinds() == {".svg": CHARTS, ".png": 0}
    assert kinds(charts=("png",)) == {".svg": CHARTS, ".png": CHARTS}
    assert kinds(charts=("none", "png")) == {".svg": 0, ".png": CHARTS}
    assert '<details class="code' not in page(folder).read_text(encoding="utf-8")
    kinds(show_code=True)
    assert "--show-code" in page(folder).read_text(encoding="utf-8")
    assert kinds() == {".svg": 0, ".png": CHARTS}, "code and charts stay"
    assert "--show-code" in page(folder).read_text(encoding="utf-8")
    assert kinds(charts=("none",), show_code=False) == {".svg": 0, ".png": 0}
    assert page(folder).with_suffix(".ipynb").stat().st_mtime_ns == executed


def test_what_is_not_ours_stays_beside_a_report(folder):
    note = page(folder).with_suffix(".note.txt")
    note.write_text("mine", encoding="utf-8")
    assert plan(folder).steps[0].action == KEEP
    page(folder).with_suffix(".xlsx").unlink()
    assert produce([order()], folder, {}, QUICK)
    assert note.read_text(encoding="utf-8") == "mine"


def test_a_run_whose_rows_have_moved_since_gives_charts_and_no_workbook(folder):
    add_figure(folder.parent / "data", "530400", "gdp_current")  # no figure of this report, but above some of them
    assert plan(folder).steps[0].action == KEEP
    assert plan(folder, charts=("png",)).steps[0].action == COMPLETE
    page(folder).with_suffix(".xlsx").unlink()
    assert plan(folder).steps[0].action == RUN


def test_links_to_what_stands_beside_a_page_alter_nothing(folder):
    known = digests_of(page(folder))
    assert 'class="beside"' in page(folder).read_text(encoding="utf-8")
    other = page(folder).with_name("zhaotong.zh.html")
    shutil.copy(page(folder), other)
    assert produce([order()], folder, {}, QUICK)
    assert 'hreflang="zh-Hans"' in page(folder).read_text(encoding="utf-8")
    assert digests_of(page(folder)) == known


def test_a_record_says_the_digest_of_every_file_and_its_own(folder):
    path = page(folder).with_suffix(".json")
    text = path.read_text(encoding="utf-8")
    assert json.loads(text)["files"] == digests_of(page(folder))
    assert is_whole(text)
    assert not is_whole(text.replace("4.6", "4.7"))
    assert not is_whole(text + " ")
    assert not is_whole("{}")


def test_a_changed_figure_is_a_reason_that_is_named(folder):
    path = folder.parent / "data/observations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    header = rows[0]
    row = next(row for row in rows if row[header.index("region")] == "530600" and "gdp_growth_real" in row)
    row[header.index("value")] = "9.9"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    [step] = plan(folder).steps
    assert (step.action, step.reasons) == (RUN, ("figures",))
    standing = Standing(folder, Inputs(folder.parent / "data"))
    [(found, record)] = standing.known.values()
    assert standing.condition(found, record).reasons == ("figures",)


def test_a_print_that_is_kept_wants_a_browser_too(folder, monkeypatch):
    """Of a report that was printed once, not only of one that is to be printed now."""
    path = page(folder).with_suffix(".json")
    known = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(record_text(known | {"form": known["form"] | {"pdf": True}}), encoding="utf-8")
    page(folder).with_suffix(".xlsx").unlink()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match="--no-pdf"):
        produce([order()], folder, {}, QUICK)
    assert produce([order()], folder, {"pdf": False}, QUICK)


def test_of_two_files_of_one_report_the_later_counts(folder):
    record = json.loads(page(folder).with_suffix(".json").read_text(encoding="utf-8"))
    for name, made in (("before", "2001-01-01T00:00:00+00:00"), ("zz-before", "2002-01-01T00:00:00+00:00")):
        copy = page(folder).with_name(f"{name}.en.html")
        shutil.copy(page(folder), copy)
        copy.with_suffix(".json").write_text(record_text(record | {"made": made}), encoding="utf-8")
    assert [step.page for step in plan(folder).steps] == [page(folder)]


def test_force_runs_what_stands(folder):
    assert [(step.action, step.reasons) for step in plan(folder, force=True).steps] == [(RUN, ("forced",))]


def test_a_condition_tells_damage_from_age(folder):
    standing = Standing(folder, Inputs(folder.parent / "data"))
    [(found, record)] = standing.known.values()
    assert standing.condition(found, record).state == CURRENT
    page(folder).with_suffix(".xlsx").unlink()
    assert standing.condition(found, record).state == DAMAGED
    assert standing.condition(found, record).damages == {"xlsx": "missing"}
