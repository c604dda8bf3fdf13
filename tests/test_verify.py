"""Whether a page is what its data give: what was changed is named, what moved is told, and what is whole is as made."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from alterations import ALTERATIONS, JOURNEYS, first, forged
from bs4 import BeautifulSoup
from conftest import PROJECT
from playwright.sync_api import sync_playwright
from test_browser import CHROMIUM, FLAGS
from test_commands import run  # noqa: F401

from helpers.checks.findings import CANNOT
from helpers.figures.observations import load_observations
from helpers.text.language import LANGUAGES, use_language
from zhaotong.reports.digests import Inputs
from zhaotong.reports.notebooks import find_notebook, list_notebooks
from zhaotong.reports.printed import figures_digest, used_figures, used_sources
from zhaotong.reports.proof import Proof, altered, read_proof
from zhaotong.reports.requests import request_report
from zhaotong.runs.jobs import FAILED, OK, Job, Outcome
from zhaotong.verify import verdicts
from zhaotong.verify.as_it_was import put_back
from zhaotong.verify.changes import DESCRIBED, NEW, RENAMED, REVISED, WITHDRAWN, Printed
from zhaotong.verify.derive import held_against
from zhaotong.verify.pages import read_page
from zhaotong.verify.verdicts import ALTERED, AS_MADE, BOTH, MOVED, Verdict, verify
from zhaotong.verify.words import difference_lines, verdict_data, verdict_lines

RATE, NAME = "gdp_growth_real", "Real GDP, year-on-year growth"
# One of each kind, the others of which `make test` leaves to `make test-all`.
PLAIN = {
    *("a digit in a sentence", "a whole sentence", "a digit in a table", "a row of a table", "a point of a chart"),
    *(
        "a label of a chart",
        "the link of a source",
        "what opens at a number",
        "the date of making",
        "the file in the page",
    ),
    *("a script", "text hidden by its class", "text hidden by the style of the page", "the digest in a citation"),
    *("a figure in the block", "the finding in the block", "a digest in the block", "the parameters in the block"),
}
DATED = {"the date of making", "the date of a citation", "the time in the block"}  # which a page states twice
# What a page cannot tell of itself, without its data: how a text is shown, how a chart is drawn, what opens.
OUTSIDE = {"a point of a chart", "text hidden by its class", "what opens at a number"}


@pytest.fixture(scope="module")
def growth(observations, shared_reports) -> Path:
    return shared_reports.page(request_report(find_notebook("01-growth"), {"language": "en"}, observations))


@pytest.fixture(scope="module")
def html(growth) -> str:
    return growth.read_text(encoding="utf-8")


def told(page: str, made: str) -> list[str]:
    return [line for difference in held_against(page, made).differences for line in difference_lines(difference)]


# What was changed


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in PLAIN else pytest.mark.slow) for name in ALTERATIONS]
)
def test_what_was_changed_is_named(html, name):
    change, expected = ALTERATIONS[name]
    page = change(html)
    lines = told(page, html)
    assert any(expected in line for line in lines), lines
    assert bool(altered(page)) == (name not in OUTSIDE)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in ALTERATIONS if name != "a digest in the block"])
def test_what_was_changed_is_named_though_all_digests_were_renewed(html, name):
    change, expected = ALTERATIONS[name]
    page = forged(change(html))
    assert altered(page) == (["the date of making was changed"] if name in DATED else [])
    lines = told(page, html)
    assert any(expected in line for line in lines), lines


def test_a_forged_finding_is_found_wherever_else_it_stands(html):
    page = first("main .finding", "4.6%", "6.4%")(html.replace("grew 4.6%", "grew 6.4%"))
    page = forged(page, finding=read_proof(html).finding.replace("4.6%", "6.4%"))
    assert altered(page) == []
    lines = told(page, html)
    assert any("the sentence" in line and "6.4%" in line for line in lines)
    assert any(line.startswith("what the page states of its making, finding") for line in lines)


@pytest.mark.parametrize("name", JOURNEYS)
def test_what_happens_on_the_way_changes_nothing(html, tmp_path, name):
    path = tmp_path / "page.html"
    path.write_bytes(JOURNEYS[name](html).encode())
    page = read_page(path)
    assert told(page, html) == []
    assert altered(page) == []


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="needs chromium on the path")
def test_a_page_that_a_browser_saved_is_the_same(growth, html):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.goto(growth.as_uri())
        saved = f"<!DOCTYPE html>{page.evaluate('document.documentElement.outerHTML')}"
        browser.close()
    assert told(saved, html) == []
    assert altered(saved) == []


def test_a_chinese_page_is_read_as_some_programs_save_it(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes("昭通".encode("gb18030"))
    assert read_page(path) == "昭通"


def test_what_differs_is_told_in_the_language_in_use(html):
    use_language("zh")
    change, _expected = ALTERATIONS["a digit in a table"]
    [line] = told(change(html), html)
    assert line.endswith("（1994 · China）：现为“13.70”，按数据应为“13.07”")


# The verdict, with runs that are made up


@pytest.fixture
def derived(html, monkeypatch, tmp_path) -> list[Job]:
    """Each run derives the page as it was made, unless it is of another region, of which there is none."""
    jobs: list[Job] = []

    def run_all(wanted, _folder, **_options):
        for job in wanted:
            jobs.append(job)
            task, page = job.arguments
            if task.request.values["region"] != "530600":
                yield Outcome(job, FAILED, "01-growth: nothing is known of it")
                continue
            path = tmp_path / f"{len(jobs)}.derived"
            derivation = held_against(page.read_text(encoding="utf-8"), html)
            path.write_text(json.dumps(asdict(derivation)), encoding="utf-8")
            yield Outcome(job, OK, path=path)

    monkeypatch.setattr(verdicts.pool, "run_all", run_all)
    return jobs


@pytest.fixture
def verdict_on(tmp_path) -> Callable[[str], Verdict]:
    def on(page: str) -> Verdict:
        path = tmp_path / "page (1).html"
        path.write_text(page, encoding="utf-8")
        [verdict] = verify([path])
        return verdict

    return on


def test_a_page_that_its_data_give_is_as_made(html, derived, verdict_on):
    assert verdict_on(html) == Verdict(verdict_on(html).page, AS_MADE)
    [task, _page] = derived[0].arguments
    stated = read_proof(html)
    assert (task.version, task.request.values) == (stated.version, stated.parameters)


def test_a_page_that_other_code_gives_as_well_is_as_made(html, derived, verdict_on):
    verdict = verdict_on(forged(html, recipe={"code": "another"}))
    assert (verdict.verdict, verdict.notes) == (AS_MADE, ["this version, which is another, derives the same page"])


def test_that_its_code_is_shown_is_derived_too(html, derived, verdict_on):
    """Files beside a page leave no trace in it."""
    assert verdict_on(forged(html, form=["--show-code"])).verdict == ALTERED
    assert derived[0].arguments[0].formats.show_code
    assert "--charts" not in html


def test_a_number_changed_with_all_digests_is_found(html, derived, verdict_on):
    page = forged(first("dl.key dd", "4.6", "6.4")(html))
    verdict = verdict_on(page)
    assert (verdict.verdict, verdict.notes, verdict.inside) == (ALTERED, [], [])
    assert list(verdict_lines(verdict, "page.html")) == [
        "page.html: altered",
        '  the sentence "Zhaotong, 2025 4.6%": it says "Zhaotong, 2025 6.4%", its data give "Zhaotong, 2025 4.6%"',
    ]
    data = verdict_data(verdict, Path("page.html"))
    assert json.loads(json.dumps(data))["differences"][0]["details"] == [
        {"where": "", "now": "Zhaotong, 2025 6.4%", "made": "Zhaotong, 2025 4.6%"}
    ]


def test_what_other_code_gives_otherwise_is_no_alteration(html, derived, verdict_on):
    page = forged(first("dl.key dd", "4.6", "6.4")(html), recipe={"code": "another"}, version="zhaotong-growth 9.9")
    verdict = verdict_on(page)
    assert verdict.verdict == CANNOT
    [other, inside, figures] = verdict.notes
    assert "it takes zhaotong-growth 9.9 to derive it exactly" in other
    assert inside == "it agrees with what it states of itself"
    number = len(read_proof(html).figures)
    assert figures == f"of the {number} figures that it carries, the data print {number} as it does"
    assert "  what is here gives otherwise:" in verdict_lines(verdict, "page.html")


def test_what_a_page_does_not_agree_with_itself_in_is_altered_whatever_the_code(html, derived, verdict_on):
    page = first("dl.key dd", "4.6", "6.4")(forged(html, recipe={"code": "another"}))
    verdict = verdict_on(page)
    assert verdict.verdict == ALTERED
    assert verdict.inside == ['the sentence "Zhaotong, 2025 6.4%" was changed']


@pytest.mark.parametrize("name", ["the parameters in the block", "the command"])
def test_parameters_that_were_changed_are_found_by_the_others(html, derived, verdict_on, name):
    """The page is held against the report that it is, not against all of another one."""
    change, expected = ALTERATIONS[name]
    verdict = verdict_on(change(html))
    assert verdict.verdict == ALTERED
    assert len(verdict.differences) <= 2
    assert any(expected in line for each in verdict.differences for line in difference_lines(each))


def test_a_language_that_was_changed_is_found(html, derived, verdict_on):
    verdict = verdict_on(html.replace('"language":"en"', '"language":"zh"'))
    assert {job.arguments[0].request.language for job in derived} == set(LANGUAGES)
    assert "what the page states of its making, language" in "".join(verdict_lines(verdict, ""))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        (
            {"notebook": "99-nothing"},
            "there is no notebook 99-nothing here; it takes the one that the page was made of",
        ),
        ({"notebook": "../../01-growth.ipynb"}, "there is no notebook ../../01-growth.ipynb here"),
        ({"cells": "x"}, "the notebook 01-growth is not the one that the page was made of; it takes that of zhaotong-"),
        ({"given": {"region": "Nowhere"}, "parameters": {"region": "Nowhere"}}, "cannot be used with these data"),
    ],
)
def test_what_cannot_be_derived_runs_nothing_and_is_checked_all_the_same(html, derived, verdict_on, stated, reason):
    page = forged(html, **stated).replace("-p region 530600", "")
    page = forged(page)
    verdict = verdict_on(page)
    assert derived == []
    assert verdict.verdict == CANNOT
    assert reason in verdict.notes[0]
    assert verdict.notes[1] == "it agrees with what it states of itself"
    verdict = verdict_on(first("dl.key dd", "4.6", "6.4")(page))
    assert (verdict.verdict, verdict.inside) == (ALTERED, ['the sentence "Zhaotong, 2025 6.4%" was changed'])


def test_a_page_of_an_earlier_format_cannot_be_checked(html, derived, verdict_on):
    verdict = verdict_on(html.replace('{"format":2', '{"format":1'))
    assert verdict.verdict == CANNOT
    assert verdict.notes == [
        "the page carries the data of its making in format 1; this version reads format 2",
        "it takes the version that the foot of the page names, or the report made again",
    ]
    assert derived == []


def test_a_run_that_fails_leaves_a_page_unchecked(html, derived, verdict_on):
    given = {"region": "530300", "language": "en"}
    parameters = read_proof(html).parameters | given
    page = forged(html.replace("region 530600", "region 530300"), given=given, parameters=parameters)
    verdict = verdict_on(page)
    assert verdict.verdict == CANNOT
    assert verdict.notes[0] == "01-growth: nothing is known of it"


# Data that have moved


def moved(folder: Path) -> dict[str, str]:
    """Change a data folder as time does; return what is to be told, by what changed."""
    path = folder / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    changed: list[str] = []
    for line in lines:
        if line.startswith(f"530000,{RATE},2000,year,7.5,"):
            changed.append(line.replace(",2000,", ",1999,").replace(",7.5,", ",7.3,"))
        if line.startswith(f"530600,{RATE},2023,year,7.7,"):
            line = line.replace(",7.7,", ",7.8,")
        if not line.startswith(f"530000,{RATE},2024,year,"):
            changed.append(line)
    path.write_text("\n".join(changed) + "\n", encoding="utf-8")
    sources = folder / "sources.csv"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace("China 2013 GDP grows 7.7%", "China grew", 1), encoding="utf-8")
    return {
        NEW: f"Yunnan, {NAME}, 1999: 7.3 is new; National Bureau of Statistics",
        REVISED: f"Zhaotong, {NAME}, 2023: 7.7 when the page was made, 7.8 now; National Bureau",
        WITHDRAWN: f"Yunnan, {NAME}, 2024: 3.3 when the page was made, withdrawn since, and printed by no other",
        RENAMED: 'the source switzer-report-1 was named "China 2013 GDP grows 7.7%" when the page was made, "China',
    }


@pytest.mark.slow
def test_a_page_of_data_that_have_moved_is_proved_on_the_data_as_they_were(run, html, tmp_path):  # noqa: F811
    """What moved is told and, apart from it, what was changed; the data themselves stay as they are."""
    data = Path(shutil.copytree(PROJECT / "data", tmp_path / "data"))
    said = moved(data)
    before = Inputs(data).whole
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "whole.html").write_text(html, encoding="utf-8")
    (pages / "forged.html").write_text(forged(first("dl.key dd", "4.6", "6.4")(html)), encoding="utf-8")
    code, out, _err = run("verify", pages, "--data", data, "--json")
    found = {Path(each["page"]).stem: each for each in json.loads(out)}
    assert code == 1
    assert {name: each["verdict"] for name, each in found.items()} == {"whole": MOVED, "forged": BOTH}
    for each in found.values():
        told = [change["said"] for change in each["changes"]]
        assert all(any(line.startswith(words) for line in told) for words in said.values()), told
    assert found["whole"]["differences"] == []
    [difference] = found["forged"]["differences"]
    assert difference["said"][0].startswith('the sentence "Zhaotong, 2025 4.6%": it says "Zhaotong, 2025 6.4%"')
    assert Inputs(data).whole == before


def test_figures_that_moved_are_told_with_value_period_and_source(observations, data_copy):
    here = load_observations(data_copy)
    rows = here.figures[
        (here.figures["region"].isin(["530600", "530000", "100000"])) & (here.figures["indicator"] == RATE)
    ]
    proof = proof_of(here, rows)
    assert Printed(here).changes(proof) == []
    moved_rows = rows.index[rows["period"].isin(["2005", "2006", "2007"]) & (rows["region"] == "530600")][:3]
    path = data_copy / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    revised, described, withdrawn = (int(row) for row in moved_rows)
    value = rows.loc[revised, "value"]
    lines[revised - 1] = lines[revised - 1].replace(f",{value},", f",{float(value) + 1:.1f},", 1)
    lines[described - 1] = lines[described - 1].replace(rows.loc[described, "locator"], "page 99", 1)
    path.write_text("\n".join(line for at, line in enumerate(lines, 1) if at != withdrawn) + "\n", encoding="utf-8")
    changes = Printed(load_observations(data_copy)).changes(proof)
    assert sorted(change.what for change in changes) == sorted([REVISED, DESCRIBED, WITHDRAWN])
    by = {change.what: change for change in changes}
    assert by[REVISED].then == value
    assert by[REVISED].said.startswith("Zhaotong, Real GDP, year-on-year growth, ")
    assert f"{value} when the page was made, {float(value) + 1:.1f} now" in by[REVISED].said
    assert by[REVISED].verdict == "conflict"
    assert "page 99" in by[DESCRIBED].said
    assert by[WITHDRAWN].verdict in ("cannot be checked", "same", "rounding", "revision")


@pytest.mark.parametrize(
    ("then", "now", "vintages", "verdict"),
    [
        ("4.6", "4.6", ("2026-01", "2026-01"), "same"),
        ("4.6", "4.62", ("2026-01", "2026-01"), "rounding"),
        ("5", "4.6", ("2026-01", "2026-05"), "rounding"),
        ("4.6", "5.6", ("2026-01", "2026-05"), "revision"),
        ("4.6", "5.6", ("2026-01", "2026-01"), "conflict"),
        ("4.6", "none", ("2026-01", "2026-05"), "conflict"),
    ],
)
def test_what_another_print_makes_of_a_figure(observations, then, now, vintages, verdict):
    from zhaotong.verify.changes import _verdict

    [figure] = used_figures(observations, observations.figures.iloc[:1])
    one, other = (
        figure._replace(value=value, vintage=vintage) for value, vintage in zip((then, now), vintages, strict=True)
    )
    assert _verdict(one, other) == verdict


def proof_of(observations, rows) -> Proof:
    """What a page that rests on these rows would state."""
    figures = used_figures(observations, rows)
    return Proof(
        notebook="01-growth",
        cells="",
        parameters={},
        language="en",
        data="",
        version="v",
        made="2026-11-29T12:00:00+00:00",
        finding="",
        figures=figures,
        sources=used_sources(observations, figures),
        digest=figures_digest(figures),
    )


def test_figures_are_put_back_as_they_were_printed_and_where_they_stood(observations, small_data, tmp_path):
    here = load_observations(small_data)
    rows = here.figures[
        (here.figures["indicator"] == RATE) & (here.figures["region"].isin(["530600", "530000", "100000"]))
    ]
    proof = proof_of(here, rows)
    later = Path(shutil.copytree(small_data, tmp_path / "later"))
    moved(later)
    new = next(figure for figure in used_figures(here, rows) if figure.period == "2000")
    new = new._replace(period="1999", value="7.3")
    put_back(later, proof, [new._replace(region="530000")], tmp_path / "back")
    back = load_observations(tmp_path / "back")
    columns = ["region", "indicator", "period", "span", "value", "source", "locator", "caveats", "status"]
    assert back.figures.loc[rows.index, columns].equals(rows[columns])
    assert used_sources(back, proof.figures) == proof.sources
    assert used_figures(back, back.figures.loc[rows.index]) == proof.figures


# The command


def test_the_command_says_of_each_page_what_it_is(run, html, derived, growth, tmp_path):  # noqa: F811
    code, out, err = run("verify", growth)
    assert (code, err) == (0, "")
    assert out.endswith("zhaotong.en.html: as made\n")
    pages = tmp_path / "昭通 pages"
    pages.mkdir()
    (pages / "a (1).html").write_text(html, encoding="utf-8")
    (pages / "b.HTM").write_text(first("dl.key dd", "4.6", "6.4")(html), encoding="utf-8")
    (pages / "index.html").write_text("<p>an index</p>", encoding="utf-8")
    code, out, err = run("verify", pages, growth)
    assert (code, err) == (1, "")
    assert out.endswith("2 as made; 1 altered\n")
    code, out, _err = run("verify", pages, "--json")
    assert code == 1
    assert sorted((Path(each["page"]).name, each["verdict"]) for each in json.loads(out)) == [
        ("a (1).html", AS_MADE),
        ("b.HTM", ALTERED),
    ]


def test_what_is_no_report_is_refused_before_anything_runs(run, html, derived, growth, tmp_path):  # noqa: F811
    plain, empty = tmp_path / "plain.html", tmp_path / "empty"
    plain.write_text("<p>Hello</p>", encoding="utf-8")
    empty.mkdir()
    picture = tmp_path / "picture.html"
    picture.write_bytes(b"\xff\xff\x00")
    for path, message in {
        plain: "plain.html: the page carries no data of its making: it is no report",
        empty: "empty holds no page of a report",
        tmp_path / "missing.html": "missing.html is no file and no folder: give a report's page",
        picture: "picture.html is no text, and no report's page",
    }.items():
        code, out, err = run("verify", growth, path)
        assert (code, out) == (2, ""), path
        assert message in err
        assert err.count("\n") == 1
    assert derived == []


def test_what_reads_too_deep_or_is_packed_too_tight_harms_nobody(html):
    deep = html.replace("</main>", "<b>" * 3000 + "x</main>")
    with pytest.raises(RecursionError):
        held_against(deep, html)  # which a worker says in a sentence
    page = BeautifulSoup(html, "html.parser")
    page.select_one("footer a[download]")["href"] = "data:application/zip;base64,UEsDBA=="
    assert any("the file" in line for line in told(str(page), html))


# Real runs


def test_pages_are_derived_again_and_held_against_what_comes(run, growth, html, tmp_path):  # noqa: F811
    """One by itself under another name, one of which a number and all digests were changed."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "zhaotong.en (1).html").write_text(html, encoding="utf-8")
    (pages / "forged.html").write_text(forged(first("table td", "13.07", "13.70")(html)), encoding="utf-8")
    code, out, _err = run("verify", pages)
    assert code == 1
    assert "zhaotong.en (1).html: as made\n" in out
    assert '1994 · China: it says "13.70", its data give "13.07"' in out
    assert sorted(path.name for path in pages.iterdir()) == ["forged.html", "zhaotong.en (1).html"]


@pytest.mark.slow
def test_every_notebooks_pages_are_as_made(observations, shared_reports, tmp_path):
    """In both languages and of two regions."""
    given = [{}, {"region": "530300"}]
    requests = []
    for notebook in list_notebooks():
        for values in given:
            for language in LANGUAGES:
                try:
                    requests.append(request_report(notebook, values | {"language": language}, observations))
                except ValueError:
                    continue
    shared_reports.copies(requests, tmp_path)
    verdicts = list(verify([tmp_path]))
    assert len(verdicts) == len(requests)
    assert {verdict.verdict for verdict in verdicts} == {AS_MADE}, [
        each for each in verdicts if each.verdict != AS_MADE
    ]
