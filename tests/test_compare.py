"""What changed between two reports: told once each, in a sentence where it cannot be told, and as a page."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from conftest import PROJECT
from made_up_runs import reports_of
from playwright.sync_api import sync_playwright
from test_browser import CHROMIUM, FLAGS
from test_commands import run  # noqa: F401

from helpers.figures.observations import load_observations
from helpers.text.language import HTML_LANGUAGE
from helpers.text.messages import InputError
from zhaotong.compare import comparison
from zhaotong.compare.differences import differences
from zhaotong.reports.notebooks import find_notebook
from zhaotong.reports.page_model import as_on_a_page, read_cell, report_of_page
from zhaotong.reports.record_model import UsedFigure, read_report
from zhaotong.reports.requests import request_report

RATE = "gdp_growth_real"
HOSTILE = '<script>alert(1)</script>" onload="x\x1b[31m'


def edited(line: str) -> Iterator[str]:
    """One figure changed, one added above it, so that rows shift, and one removed with what else is printed of it."""
    if line.startswith(f"530000,{RATE},2000,year,7.5,"):
        yield line.replace(",2000,", ",1999,").replace(",7.5,", ",7.3,")
    if line.startswith(f"530600,{RATE},2023,year,7.7,"):
        line = line.replace(",7.7,", ",7.8,")
    if not line.startswith(f"530000,{RATE},2024,year,"):
        yield line


@pytest.fixture(scope="module")
def made(observations, shared_reports, tmp_path_factory) -> Path:
    wanted = [
        ("01-growth", {"language": "en"}),
        ("01-growth", {"language": "zh"}),
        ("01-growth", {"language": "en", "as_of": "2023-11"}),
        ("01-growth", {"language": "en", "region": "Qujing"}),
        ("00-brief", {"language": "en"}),
    ]
    requests = [request_report(find_notebook(name), given, observations) for name, given in wanted]
    folder = tmp_path_factory.mktemp("made")
    shared_reports.copies(requests, folder)
    return folder


@pytest.fixture(scope="module")
def growth(made) -> Path:
    return made / "01-growth/zhaotong.en.html"


@pytest.fixture(scope="module")
def as_of(made) -> Path:
    return next(made.glob("01-growth/*as-of-2023-11*.en.html"))


@pytest.fixture(scope="module")
def other_data(tmp_path_factory) -> Path:
    """The same report from data of which three figures are not the same."""
    data = Path(shutil.copytree(PROJECT / "data", tmp_path_factory.mktemp("data") / "data"))
    figures = data / "observations.csv"
    lines = figures.read_text(encoding="utf-8").splitlines()
    figures.write_text("\n".join(each for line in lines for each in edited(line)) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOTONG_DATA", str(data))
        observations = load_observations()
        request = request_report(find_notebook("01-growth"), {"language": "en"}, observations)
        return reports_of([request], observations, tmp_path_factory.mktemp("other"))[0]


def tampered(report: Path, folder: Path, **changes: object) -> Path:
    """A report whose record says something else."""
    record = json.loads(report.with_suffix(".json").read_text(encoding="utf-8")) | changes
    path = folder / "tampered.en.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def resource(kind: str, data: list[list], columns: int = 1) -> dict:
    fields = [{"name": HOSTILE, "type": "any"}] * columns
    return {"kind": kind, "title": HOSTILE, "schema": {"fields": fields}, "data": data}


@pytest.mark.parametrize("end", ["html", "json", "ipynb", "xlsx"])
def test_a_report_equals_itself_by_whichever_file_it_is_named(run, growth, end):  # noqa: F811
    assert run("compare", growth, growth.with_suffix(f".{end}")) == (0, "The two reports are equal.\n", "")


def test_what_was_revised_since_is_told(run, as_of, growth):  # noqa: F811
    code, out, err = run("compare", as_of, growth)
    assert (code, err) == (0, "")
    assert "  as of: 2023-11 → latest\n  newest figures as of: November 2023 → August 2026\n" in out
    revised = out[out.index("Figures revised") : out.index("Figures added")]
    source = "hnfi.cn (repost of National Bureau of Statistics text), October 2023"
    assert f"  China · Real GDP, year-on-year growth: {source} → N" in revised
    assert "    January to September 2023: 5.2 → 5.4\n" in revised
    assert "hnfi-cn-1" not in out
    assert "    1994 · China: 13.04 → 13.07\n" in out
    assert "Results only in the first report: 23\n  Zhaotong, 2021: 10.1%\n" in out
    assert "    … and " in out  # a long list is cut short
    assert len(out.splitlines()) < 120


def test_a_figure_changed_added_or_removed_is_told_once_wherever_its_row_stands(growth, other_data):
    found = differences(read_report(growth), read_report(other_data))
    assert found.parameters == {}
    [revision] = found.revised
    assert [[figure.value for figure in side] for side in (revision.before, revision.after)] == [["7.7"], ["7.8"]]
    assert revision.after[0].cell == ("530600", RATE, "2023", "year")
    assert [(*figure.cell, figure.value) for figure in found.added] == [("530000", RATE, "1999", "year", "7.3")]
    removed = [(*figure.cell, figure.value) for figure in found.removed]  # as first published, and as revised since
    assert removed == [("530000", RATE, "2024", "year", "3.2"), ("530000", RATE, "2024", "year", "3.3")]
    moved = {(old.row, old.column): (old.cell.text, new.cell.text) for old, new in found.moved}
    assert moved["2023", "Zhaotong"] == ("7.7", "7.8")
    assert moved["1999", "Yunnan"][0] == "—"
    assert moved["2024", "Yunnan"][1] == "—"
    assert ("2005", "Zhaotong") not in moved


def test_numbers_that_differ_by_no_more_than_the_tolerance_are_not_told(run, growth, other_data):  # noqa: F811
    def moved(tolerance: str) -> set[tuple[str, str]]:
        found = differences(read_report(growth), read_report(other_data), float(tolerance))
        return {(old.row, old.column) for old, _new in found.moved}

    assert ("2023", "Zhaotong") in moved("0")
    assert ("2023", "Zhaotong") in moved("0.09")
    assert ("2023", "Zhaotong") not in moved("0.1")  # 7.8 less 7.7, exactly
    assert ("2023", "Yunnan") not in moved("0.1")  # "+3.2 (3.1 to 3.3)"
    assert ("2024", "Yunnan") in moved("100")  # a number that is gone is no small one
    assert differences(read_report(growth), read_report(other_data)).finding is None
    code, out, _err = run("compare", growth, other_data, "--tolerance", "0.1")
    assert code == 0
    assert "Results whose numbers differ by at most 0.1 are not told." in out
    assert "7.7 → 7.8" in out  # as a figure that was revised
    for wrong in ("-1", "nan"):
        code, _out, err = run("compare", growth, growth, "--tolerance", wrong)
        assert code == 2
        assert err.endswith("a number of at least 0 is expected\n")


def test_results_of_two_regions_are_compared_where_they_have_one_name(run, made, growth):  # noqa: F811
    code, out, _err = run("compare", made / "01-growth/qujing.en.html", growth)
    assert code == 0
    assert "They are about different regions, Qujing (530300) and Zhaotong (530600).\nResults are compared where" in out
    assert "region: Qujing (530300) → Zhaotong (530600)" in out
    assert "Results only in the second report" in out
    moved = out[out.index("Results that moved") : out.index("Results only")]
    assert moved.startswith("Results that moved: 1\n  Finding: ")  # what both show of Yunnan and China is the same


def test_reports_in_two_languages_are_compared_by_number(run, made, growth, other_data):  # noqa: F811
    chinese = growth.with_name("zhaotong.zh.html")
    code, out, _err = run("compare", chinese, growth)
    assert code == 0
    assert "\nParameters: 1\n  language: 中文 → English\n" in out
    assert "Figures" not in out
    assert "Results " not in out
    found = differences(read_report(chinese), read_report(other_data))
    moved = [(old.column, new.column, old.cell.text, new.cell.text) for old, new in found.moved]
    assert moved == [  # Yunnan has no number for 2024 any more; that of China is not held against it
        ("昭通市", "Zhaotong", "7.7", "7.8"),  # drawn
        ("昭通市", "Zhaotong", "7.7", "7.8"),  # shown as a frame
        ("云南省", "Yunnan", "+3.2 (3.1至3.3)", "+3.3 (3.2 to 3.4)"),
        ("全国", "China", "+2.5 (2.4至2.6)", "+2.6 (2.5 to 2.7)"),
        ("与全国此后的修订数相比", "to China as revised since", "+2.3 (2.2至2.4)", "+2.4 (2.3 to 2.5)"),
        ("全国", "China", "2.5", "2.6"),  # the gap of one release, shown as a frame
    ]
    assert found.first_only == []
    _code, out, _err = run("compare", chinese, made / "01-growth/qujing.en.html")
    assert "As they are in different languages too, their results are not compared." in out
    assert "Results that moved" not in out


def test_it_is_told_in_the_language_of_both_reports_or_the_one_asked_for(run, growth):  # noqa: F811
    chinese = growth.with_name("zhaotong.zh.html")
    assert run("compare", chinese, chinese)[1] == "两份报告相同。\n"
    assert run("compare", growth, growth, "--language", "zh")[1] == "两份报告相同。\n"
    assert "参数：1" in run("compare", growth, chinese, "--language", "zh")[1]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"figures": None}, "(figures: Input should be a valid"),
        ({"figures": [["530600"]]}, "make the report again (figures.0"),
        ({"language": "fr"}, "(language: Input should be 'en' or 'zh')"),
        ({"shown": {"key_figures": {}, "tables": []}}, "by an earlier version; make the report again (shown: Input"),
        (
            {"shown": [{"kind": "table", "title": ""}]},
            "(shown.0: Value error, it is no data resource: KeyError 'schema'",
        ),
        ({"shown": [resource("table", [["1"]], 2)]}, "(shown.0: Value error"),
        ({"shown": [resource("table", [[{"text": "1", "value": "one"}]])]}, "(shown.0: Input should be a valid number"),
        ({"shown": [resource("table", [[{"text": "1", "rows": "1-9999999999"}]])]}, "9999999999 rows in a row"),
    ],
)
def test_a_broken_record_is_refused_in_a_sentence(run, growth, tmp_path, changes, message):  # noqa: F811
    code, out, err = run("compare", growth, tampered(growth, tmp_path, **changes))
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


# Pages that came by mail, without what stood beside them


@pytest.fixture(scope="module")
def mailed(made, tmp_path_factory) -> Path:
    """The pages alone, under names as browsers and people give them."""
    box = tmp_path_factory.mktemp("mail box")
    for page, name in {
        "zhaotong.en": "zhaotong.en (1).html",
        "zhaotong.zh": "昭通 报告.htm",
        "qujing.en": "qujing.en.html",
    }.items():
        shutil.copy(made / f"01-growth/{page}.html", box / name)
    shutil.copy(next(made.glob("01-growth/*as-of-2023-11*.en.html")), box / "as it was known.HTML")
    return box


@pytest.mark.parametrize("options", [[], ["--tolerance", "0.2"], ["--language", "zh"]])
def test_a_page_alone_is_compared_as_with_its_record(run, as_of, growth, mailed, options):  # noqa: F811
    expected = run("compare", as_of, growth, *options)
    assert expected[0] == 0
    pages = mailed / "as it was known.HTML", mailed / "zhaotong.en (1).html"
    assert run("compare", *pages, *options) == expected
    assert run("compare", pages[0], growth, *options) == expected
    assert run("compare", as_of, pages[1], *options) == expected


def test_pages_alone_in_two_languages_are_compared_by_number(run, growth, mailed, other_data):  # noqa: F811
    code, out, _err = run("compare", mailed / "昭通 报告.htm", growth)
    assert code == 0
    assert "Results" not in out
    chinese = read_report(mailed / "昭通 报告.htm")
    moved = [(old.cell.text, new.cell.text) for old, new in differences(chinese, read_report(other_data)).moved]
    assert moved == [
        ("7.7", "7.8"),
        ("7.7", "7.8"),
        ("+3.2 (3.1至3.3)", "+3.3 (3.2 to 3.4)"),
        ("+2.5 (2.4至2.6)", "+2.6 (2.5 to 2.7)"),
        ("+2.3 (2.2至2.4)", "+2.4 (2.3 to 2.5)"),
        ("2.5", "2.6"),
    ]


def test_the_record_of_another_report_beside_a_page_is_not_taken_for_its_own(growth, mailed, tmp_path):
    record = json.loads((growth.parent / "qujing.en.json").read_text(encoding="utf-8"))
    (tmp_path / "page.json").write_text(json.dumps(record | {"made": "2001-01-01T00:00:00+00:00"}), encoding="utf-8")
    shutil.copy(mailed / "zhaotong.en (1).html", tmp_path / "page.html")
    assert read_report(tmp_path / "page.html").result.region == "530600"
    assert read_report(tmp_path / "page.json").result.region == "530300"


def test_a_page_alone_says_what_its_record_says(made):
    """Its figures, its facts, and each result by name and by text, of a notebook with few tables and one with many."""
    for page in (
        made / "01-growth/zhaotong.en.html",
        made / "01-growth/zhaotong.zh.html",
        made / "00-brief/zhaotong.en.html",
    ):
        alone, recorded = report_of_page(page.read_text(encoding="utf-8")), as_on_a_page(read_report(page))
        assert not recorded.is_page
        assert (alone.figures, alone.result, alone.parameters) == (
            recorded.figures,
            recorded.result,
            recorded.parameters,
        )
        assert [(each.kind, each.title, each.label) for each in alone.shown] == [
            (each.kind, each.title, each.label) for each in recorded.shown
        ]
        assert [each.data for each in alone.shown] == [each.data for each in recorded.shown]
        assert alone.names == recorded.names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4.6%", (4.6, None, None)),
        ("+3.2 (3.1 to 3.3)", (3.2, 3.1, 3.3)),
        ("−0.4（−0.95至0.15）", None),
        ("−0.4 (−0.95至0.15)", (-0.4, -0.95, 0.15)),
        ("1,234.5", (1234.5, None, None)),
        ("4.1 · 4.3", None),
        ("first release", None),
        ("—", None),
        ("12th of 16", None),
    ],
)
def test_a_cell_is_a_number_where_it_says_nothing_else(text, expected):
    cell = read_cell(text)
    assert ((cell.value, cell.low, cell.high) if cell.is_number else None) == expected
    assert cell.text == text


def test_a_page_alone_that_cannot_be_read_is_refused_in_a_sentence(run, growth, mailed, tmp_path):  # noqa: F811
    html = (mailed / "zhaotong.en (1).html").read_text(encoding="utf-8")
    for name, content, message in [
        ("old.html", html.replace('{"format":2', '{"format":1'), "in format 1; this version reads format 2"),
        ("broken.html", html.replace('{"format":2', '{"format'), "are no JSON"),
        ("foreign.html", html.replace('"language":"en"', '"language":"fr"'), "are broken (language"),
        ("none.html", "<p>", "its record none.json cannot be read (No such file or directory)"),
    ]:
        (tmp_path / name).write_text(content, encoding="utf-8")
        code, out, err = run("compare", growth, tmp_path / name)
        assert (code, out) == (2, "")
        assert message in err
        assert err.count("\n") == 1


def test_what_is_no_report_is_refused_in_a_sentence(run, made, growth, tmp_path):  # noqa: F811
    (tmp_path / "alone.en.html").write_text("<p>", encoding="utf-8")
    (tmp_path / "broken.en.json").write_bytes(b"\xff{")
    for path, message in {
        made / "00-brief/zhaotong.en.html": "is of 01-growth, the other of 00-brief: only reports of one notebook can",
        tmp_path / "missing.en.html": "missing.en.html is no file",
        tmp_path: "is no file",
        tmp_path / ("x" * 300): "is no file",
        tmp_path / "alone.en.html": "its record alone.en.json cannot be read (No such file or directory)",
        tmp_path / "broken.en.json": "the record broken.en.json is broken",
    }.items():
        code, out, err = run("compare", growth, path)
        assert (code, out) == (2, ""), path
        assert message in err
        assert err.count("\n") == 1


def test_a_page_never_takes_the_place_of_a_report_and_says_when_it_cannot_be_written(run, growth, tmp_path):  # noqa: F811
    for output in (growth, growth.with_suffix(".json"), tmp_path / "nowhere/page.html"):
        before = growth.read_bytes()
        code, _out, err = run("compare", growth, growth, "--output", output)
        assert code == 2
        assert err.count("\n") == 1
        assert growth.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def pages(as_of, growth, tmp_path_factory) -> list[Path]:
    """A page in each language, of what may be hostile, and of reports that are equal."""
    folder = tmp_path_factory.mktemp("pages")
    figures = [list(UsedFigure("530600", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE))]
    shown = [resource("key figures", [[HOSTILE, HOSTILE]], 2), resource("table", [[HOSTILE, HOSTILE]], 2)]
    record = tampered(growth, folder, figures=figures, shown=shown, version=HOSTILE)
    made = []
    for name, others, language in [
        ("en", (as_of, growth), "en"),
        ("zh", (as_of, growth), "zh"),
        ("hostile", (record, growth), "en"),
        ("equal", (growth, growth), "zh"),
    ]:
        made.append(folder / f"{name}.html")
        from zhaotong.compare.page import put_comparison

        put_comparison(comparison.compare(*others, language=language), others, ["zhaotong", "compare"], made[-1])
    return made


def test_a_page_holds_all_of_it(pages):
    for path, language in zip(pages, ("en", "zh", "en", "zh"), strict=True):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert page.html["lang"] == HTML_LANGUAGE[language]
        assert not page.find_all(["script", "link", "img"])
        assert len(page.find_all("style")) == 1  # its own, which its policy allows
        assert len(page.find_all("time")) == 1
        assert page.footer.code.text == "zhaotong compare"
    page = BeautifulSoup(pages[0].read_text(encoding="utf-8"), "html.parser")
    rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in page.find_all("tr")]
    assert ["January to September 2023", "5.2", "5.4", "text → 指数(上年同期=100)"] in rows
    assert sum(row[0].endswith(" · China") for row in rows) >= 50  # nothing is cut short
    chinese = BeautifulSoup(pages[1].read_text(encoding="utf-8"), "html.parser")
    assert chinese.find("span", lang="en", string="2005 · Zhaotong") is None
    assert chinese.find("span", lang="en", string="Zhaotong, 2025")


def test_hostile_text_stays_text(run, growth, tmp_path, pages):  # noqa: F811
    html = pages[2].read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert 'onload="' not in html
    figures = [["530600", RATE, "2023", "year", HOSTILE, HOSTILE, HOSTILE, ""]]
    code, out, _err = run("compare", growth, tampered(growth, tmp_path, figures=figures))
    assert code == 0
    assert "\x1b" not in out


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="needs chromium on the path")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_open_offline_quietly_and_without_barriers(pages, scheme):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for path in pages:
            context = browser.new_context(offline=True, viewport={"width": 390, "height": 900}, color_scheme=scheme)
            page, asked, said = context.new_page(), [], []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.on("console", lambda message, said=said: said.append(message.text))
            page.goto(path.as_uri())
            assert (asked, said) == ([path.as_uri()], [])
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            context.close()
            context = browser.new_context(bypass_csp=True, color_scheme=scheme)  # axe is put into the page as a script
            page = context.new_page()
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
            results = Axe().run(page)
            assert results.violations_count == 0, results.generate_report()
            context.close()
        browser.close()


def test_the_functions_say_what_the_command_says(growth, made):
    with pytest.raises(InputError, match="only reports of one notebook"):
        comparison.compare(growth, made / "00-brief/zhaotong.en.json")
    assert comparison.compare(growth, growth).sections == []
