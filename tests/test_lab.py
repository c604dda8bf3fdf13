"""JupyterLab as `make lab` starts it, in a real browser: what a person sees in the first ten minutes."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import nbformat
import pytest
from conftest import PROJECT
from playwright.sync_api import Locator, Page, expect, sync_playwright
from test_browser import CHROMIUM, FLAGS
from test_runs import wait_until

from zhaotong.reports.notebooks import list_notebooks
from zhaotong.runs.processes import end_family

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="needs chromium on the path"),
]

WAIT = 300_000  # milliseconds: of no importance where all is well; for `expect`, too
expect.set_options(timeout=WAIT)
ERRORS = ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']"  # errors, and warnings
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
ALL_RUN = """() => {
    const panel = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden)');
    const prompts = [...panel.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
    return prompts.length > 0 && prompts.every(prompt => /^\\[\\d+\\]:$/.test(prompt.textContent));
}"""
PROSE = """() => [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-MarkdownCell')]
    .map(cell => [cell.querySelector('h1, h2')?.textContent, cell.getClientRects().length > 0])
    .filter(([heading, shown]) => heading)"""


@dataclass(frozen=True)
class Lab:
    """A JupyterLab that runs.

    Attributes:
        folder: a copy of what of the project it is started from: lab/ and notebooks/
        home: the home of the person who started it
        taken: the port that it was asked to take, and that was taken
    """

    folder: Path
    home: Path
    url: str
    token: str
    port: int
    taken: int

    def ask(self, path: str, method: str = "GET") -> bytes:
        wanted = Request(f"{self.url}{path}", method=method, headers={"Authorization": f"token {self.token}"})
        with urlopen(wanted) as answer:
            return answer.read()

    def end_kernels(self) -> None:
        for session in json.loads(self.ask("api/sessions")):
            self.ask(f"api/sessions/{session['id']}", "DELETE")


@pytest.fixture(scope="module")
def lab(tmp_path_factory) -> Iterator[Lab]:
    """Started with the command of the Makefile, from a copy that may be soiled, where another python3 is installed."""
    folder, home = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("home")
    shutil.copytree(PROJECT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copytree(PROJECT / "lab", folder / "lab", ignore=shutil.ignore_patterns(".state"))
    kernel = home / ".local/share/jupyter/kernels/python3"
    kernel.mkdir(parents=True)
    argv = ["/bin/false", "{connection_file}"]
    (kernel / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "Another", "language": "python"}))
    runtime = home / "runtime"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
    environment |= {"HOME": str(home), "JUPYTER_RUNTIME_DIR": str(runtime)}
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        command = [*COMMAND, "--no-browser", f"--port={taken}", "--ip=127.0.0.1"]
        with (home / "log").open("wb") as log:
            process = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        try:
            facts = _facts(process, runtime / f"jpserver-{process.pid}.json", home / "log")
            yield Lab(folder, home, facts["url"], facts["token"], facts["port"], taken)
        finally:
            end_family(process.pid)
            process.wait()


def _recipe() -> list[str]:
    """What the target `lab` of the Makefile runs."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    return re.search(r"^lab:.*\n\t@(.*)$", makefile, flags=re.MULTILINE)[1].split()


program, *OPTIONS = _recipe()
assert program == "$(BIN)/jupyter"
COMMAND = [str(Path(sys.executable).with_name("jupyter")), *OPTIONS]


def _facts(process: subprocess.Popen, path: Path, log: Path) -> dict:
    assert wait_until(lambda: (path.exists() and path.read_text()) or process.poll() is not None), log.read_text()
    assert process.poll() is None, log.read_text()
    return json.loads(path.read_text())


@dataclass(frozen=True)
class Seen:
    """A page of JupyterLab, what its console complained of, and whom it asked beyond its own server."""

    page: Page
    said: list[str]
    asked: list[str]


@pytest.fixture(scope="module")
def seen(lab) -> Iterator[Seen]:
    """JupyterLab as it opens by itself."""
    assert CHROMIUM, "chromium is missing: the browser tests cannot run"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(
            viewport={"width": 1280, "height": 1000}, permissions=["clipboard-read", "clipboard-write"]
        )
        page = context.new_page()
        page.set_default_timeout(WAIT)
        said, asked = [], []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: None if _own(request.url, lab) else asked.append(request.url))
        page.goto(f"{lab.url}?token={lab.token}")
        page.locator(".jp-MarkdownViewer table").wait_for()
        yield Seen(page, said, asked)
        browser.close()


def _own(url: str, lab: Lab) -> bool:
    return url.startswith((lab.url, lab.url.replace("http", "ws"), "data:", "blob:"))


@pytest.fixture
def page(lab, seen) -> Iterator[Page]:
    """The list of notebooks; what a test opened is closed after it, and nothing may have popped up meanwhile."""
    yield seen.page
    assert seen.page.locator(".jp-Dialog, .Toastify__toast").count() == 0
    assert seen.said == []
    assert seen.asked == []
    for tab in seen.page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab:has-text('.ipynb')").all()[::-1]:
        tab.locator(".lm-TabBar-tabCloseIcon").click()
        if (discard := seen.page.locator(".jp-Dialog button:has-text('Discard')")).count():
            discard.click()
    lab.end_kernels()


def open_notebook(page: Page, name: str) -> Locator:
    """Follow its link in the list of notebooks."""
    page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab:has-text('README.md')").click()
    page.locator(f".jp-MarkdownViewer td a:text-is('{name}')").click()
    panel = page.locator(f".jp-NotebookPanel:not(.lm-mod-hidden):has([title*='{name}'], .jp-Cell)").first
    panel.locator(".jp-CodeCell").first.wait_for()
    expect(page.locator("#jp-main-statusbar")).to_contain_text("Python 3 (ipykernel) | Idle")
    return panel


def run_all(page: Page) -> None:
    """By the menu, as the notebooks say."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def wait_for_all(page: Page) -> None:
    page.wait_for_function(ALL_RUN)
    expect(page.locator("#jp-main-statusbar")).to_contain_text("Idle")


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !document.querySelector('.lm-DockPanel .jp-mod-dirty')")


def write_notebook(lab: Lab, *cells: nbformat.NotebookNode) -> str:
    """A notebook of somebody's own, in a folder beside notebooks/."""
    path = lab.folder / "mine/own.ipynb"
    path.parent.mkdir(exist_ok=True)
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)"}
    nbformat.write(nbformat.v4.new_notebook(cells=list(cells), metadata={"kernelspec": kernel}), path)
    return "mine/own.ipynb"


def open_path(page: Page, path: str) -> Locator:
    """By the menu; the path is that in the project."""
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.get_by_role("menuitem", name="Open from Path…", exact=True).click()
    page.locator(".jp-Dialog input").fill(path)
    page.keyboard.press("Enter")
    page.locator(f".lm-TabBar-tab.jp-mod-current:has-text('{Path(path).name}')").wait_for()
    panel = page.locator(SHOWN)
    panel.locator(".jp-Cell").first.wait_for()
    expect(page.locator("#jp-main-statusbar")).to_contain_text("Python 3 (ipykernel) | Idle")
    return panel


def set_parameter(page: Page, panel: Locator, name: str, value: str) -> None:
    """Type another value into the parameters cell."""
    line = panel.locator(f".jp-CodeCell .cm-line:has-text('{name}: ')").first
    line.click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    kind = line.inner_text().split(":")[1].split("=")[0].strip()
    page.keyboard.insert_text(f'{name}: {kind} = "{value}"  # changed')


def test_it_opens_on_a_list_that_explains_itself(lab, page):
    """Rendered, with a link to every notebook; nothing pops up; another port is taken where the first one is."""
    listed = page.locator(".jp-MarkdownViewer td a").all_inner_texts()
    assert sorted(listed) == [notebook.name for notebook in list_notebooks()]
    expect(page.locator(".jp-MarkdownViewer")).to_contain_text("change a line of its parameters cell")
    assert lab.port != lab.taken
    files = page.locator(".jp-DirListing-itemText")
    assert {"README.md", *(f"{name}.ipynb" for name in listed)} <= set(files.all_inner_texts())
    page.locator(".jp-BreadCrumbs-home").click()
    expect(files.filter(has_text=re.compile("^lab$"))).to_be_visible()  # the project, not its notebooks alone
    assert {"lab", "notebooks"} <= set(files.all_inner_texts())
    files.filter(has_text="notebooks").dblclick()
    expect(files.filter(has_text="README.md")).to_be_visible()


def test_a_persons_own_settings_and_kernels_are_left_alone(lab, page):
    kernels = json.loads(lab.ask("api/kernelspecs"))["kernelspecs"]
    assert list(kernels) == ["python3"]
    assert kernels["python3"]["spec"]["display_name"] != "Another"
    assert wait_until(lambda: [*lab.folder.glob("lab/.state/workspaces/*")])  # written a second after it has changed
    assert not (lab.home / ".jupyter/lab").exists()


@pytest.mark.parametrize("name", [notebook.name for notebook in list_notebooks()])
def test_every_notebook_opens_and_runs_and_is_saved_as_it_was_committed(lab, page, name):
    """Byte by byte, so that a run leaves no difference for git; on the page the outputs stay."""
    saved = lab.folder / f"notebooks/{name}.ipynb"
    before = saved.stat().st_mtime_ns
    panel = open_notebook(page, name)
    run_all(page)
    wait_for_all(page)
    assert panel.locator(ERRORS).count() == 0
    assert panel.locator("figure :is(img, .plot)").count() or panel.locator("table").count()
    assert panel.locator(".jp-OutputArea-output").count() >= 3
    expect(page.locator("#jp-main-statusbar [title*='trusted']")).to_have_attribute(
        "title", re.compile("^Notebook trusted")
    )
    outputs = panel.locator(".jp-OutputArea-output").count()
    save(page)
    assert saved.stat().st_mtime_ns > before
    assert saved.read_bytes() == (PROJECT / f"notebooks/{name}.ipynb").read_bytes()
    assert panel.locator(".jp-OutputArea-output").count() == outputs
    if name in ("02-investment", "08-audit"):
        what_failed_is_in_sight(page, panel)


def test_a_notebook_elsewhere_keeps_its_outputs(lab, page):
    path = write_notebook(lab, nbformat.v4.new_code_cell("6 * 7"))
    open_path(page, path)
    run_all(page)
    wait_for_all(page)
    save(page)
    assert "42" in (lab.folder / path).read_text(encoding="utf-8")


def test_a_number_says_where_it_is_from(lab, page):
    """As in a report, by keyboard, in the colours of the theme; JupyterLab takes no key for its own."""
    code = """import helpers
own = helpers.series("Zhaotong", "gdp_growth_real", (2022, 2023))
helpers.finding(f"It grew by {helpers.cite(own.loc['2023'])}.")"""
    panel = open_path(page, write_notebook(lab, nbformat.v4.new_code_cell(code)))
    run_all(page)
    wait_for_all(page)
    mark, opened = panel.locator(".finding button.mark"), page.locator(".origin:popover-open")
    mark.focus()
    page.keyboard.press("Enter")
    expect(opened).to_contain_text("Zhaotong, Real GDP, year-on-year growth, 2023: 7.7%")
    colour = "getComputedStyle(document.querySelector('.origin:popover-open')).color"
    light = page.evaluate(colour)
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    assert page.evaluate(colour) != light
    page.evaluate("document.body.dataset.jpThemeLight = 'true'")
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(mark).to_be_focused()
    mark.click()
    opened.get_by_role("button", name="Close").click()
    expect(opened).to_have_count(0)


def test_a_new_notebook_runs_is_changed_and_becomes_a_report(lab, page, tmp_path):
    """The path of an analyst: no source is read, and no run fails."""
    folder = lab.folder / "mine"
    folder.mkdir(exist_ok=True)
    zhaotong = [sys.executable, "-c", "from zhaotong.cli.start import main; main()"]
    own = ["--notebooks", str(folder)]
    subprocess.run([*zhaotong, "new", "prices", *own], check=True, capture_output=True)
    panel = open_path(page, "mine/prices.ipynb")
    set_parameter(page, panel, "first_year", "2015")
    run_all(page)
    wait_for_all(page)
    assert panel.locator(ERRORS).count() == 0
    assert panel.locator("figure.chart svg.plot").count() == 1
    save(page)
    report = ["report", "prices", "-p", "region", "Qujing", *own, "--output-dir", str(tmp_path)]
    done = subprocess.run([*zhaotong, *report], check=True, capture_output=True, text=True)
    assert done.stderr == ""
    text = (tmp_path / "prices/qujing.en.html").read_text(encoding="utf-8")
    assert "Growth in Qujing was" in text
    assert "since 2015" in text


def what_failed_is_in_sight(page: Page, panel: Locator) -> None:
    """With the sentence that says why, and the parameter above it; JupyterLab alone stays at the last cell."""
    page.set_viewport_size({"width": 1280, "height": 800})
    set_parameter(page, panel, "region", "Quijng")
    run_all(page)
    error = panel.locator(ERRORS).first
    expect(error).to_be_in_viewport(ratio=1)
    expect(error).to_contain_text('did you mean "Qujing"?')
    expect(panel.locator(".jp-CodeCell.jp-mod-active")).to_contain_text("did you mean")
    expect(page.locator("#jp-main-statusbar")).to_contain_text("Idle")
    expect(error).to_be_in_viewport(ratio=1)
    expect(panel.locator(".cm-line:has-text('region: ')").first).to_be_in_viewport()


def test_another_region_in_01_growth(page):
    """And a value that cannot be used gives the sentence of the command line, without a traceback."""
    panel = open_notebook(page, "01-growth")
    set_parameter(page, panel, "region", "Qujing")
    run_all(page)
    wait_for_all(page)
    assert panel.locator(ERRORS).count() == 0
    expect(panel.locator("p.finding").first).to_contain_text("Qujing")
    what_failed_is_in_sight(page, panel)
    error = panel.locator(ERRORS).first
    said = 'region: "Quijng" is no region of data/regions.csv; did you mean "Qujing"?'
    assert error.inner_text().strip() == said


def choose(page: Page, label: str, key: str) -> None:
    """Set a field with the keyboard: focus, and one key, which begins a word anew and does not go on with the last."""
    field = page.get_by_label(label, exact=True)
    field.blur()
    field.focus()
    page.keyboard.press(key)


def test_explore_by_keyboard(page):
    """Qujing is picked by typing, the benchmark by an arrow; chart, table and sources follow."""
    panel = open_notebook(page, "explore")
    cells = panel.locator(".jp-Cell").count()
    run_all(page)
    wait_for_all(page)
    finding, picture = panel.locator(".explore .finding"), panel.locator(".explore figure .plot.wide")
    sources = panel.locator(".explore p").last
    expect(finding).to_contain_text("Zhaotong")
    chart, listed = picture.get_attribute("aria-label"), sources.inner_text()

    page.get_by_label("Region", exact=True).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('.explore input')")
    page.keyboard.type("qujing")
    page.keyboard.press("Enter")
    expect(finding).to_contain_text("Qujing")
    expect(picture).not_to_have_attribute("aria-label", chart)
    assert page.get_by_label("Region", exact=True).input_value() == page.evaluate(
        "[...document.querySelector('.explore select').options].find(o => o.text.startsWith('Qujing')).value"
    )
    chart = picture.get_attribute("aria-label")

    choose(page, "Compare with", "ArrowUp")  # nothing
    expect(panel.locator(".explore dl.key dt")).to_have_count(1)
    expect(picture).not_to_have_attribute("aria-label", chart)
    expect(sources).not_to_have_text(listed)

    choose(page, "Show as", "ArrowDown")
    expect(picture).to_have_count(0)
    rows = panel.locator(".explore table").first
    expect(rows).to_contain_text("straight line")
    choose(page, "Trend", "ArrowDown")
    expect(rows).not_to_contain_text("straight line")
    choose(page, "From", "ArrowDown")
    expect(rows).not_to_contain_text("1994")
    expect(panel.locator("table:has-text('Python')").last).to_contain_text("Qujing (530300)")  # this run follows too
    assert panel.locator(".jp-Cell").count() == cells  # JupyterLab took no key for its own


def a_link_opens_the_notebook_in_this_state(lab: Lab, page: Page, panel: Locator) -> None:
    """The state stands in the parameters cell, nothing runs by itself, and no value is code."""
    page.get_by_label("Show as", exact=True).select_option(label="map of tiles")
    expect(panel.locator(".explore .finding")).to_contain_text("in Yunnan, 2025: from")
    page.get_by_label("Region", exact=True).select_option(label="Qujing 曲靖市")
    page.get_by_role("button", name="Copy as link").click()
    shown = panel.locator(".explore pre.link")
    expect(shown).to_contain_text("lab/tree/notebooks/explore.ipynb?parameters=")
    link = shown.inner_text()
    page.wait_for_function("link => navigator.clipboard.readText().then(text => text === link)", arg=link)
    wicked = link + "%26trend%3D%22%2Bopen%28%22x%22%29%2B%22%26as_of%3Dlatest"
    other = page.context.new_page()
    other.set_default_timeout(WAIT)
    other.goto(f"{wicked}&token={lab.token}".replace("/lab/tree/", "/lab/workspaces/link/tree/"))
    code = other.locator(f"{SHOWN} .jp-CodeCell:has-text('region: Region') .cm-content").first
    expect(code).to_contain_text('region: Region = "530300"')
    expect(code).to_contain_text('form: Form = "map"')
    expect(code).to_contain_text('trend: Switch = "on"')
    expect(other.locator(f"{SHOWN} .explore")).to_have_count(0)
    run_all(other)
    wait_for_all(other)
    expect(other.locator(f"{SHOWN} .explore .finding")).to_contain_text("in Yunnan, 2025: from")
    expect(other.get_by_label("Region", exact=True).locator("option:checked")).to_have_text("Qujing 曲靖市")
    other.close()


def test_a_view_is_taken_away(lab, page, tmp_path):
    """As code and as a command, on the clipboard and on the page; as files, among the downloads; as a link."""
    panel = open_notebook(page, "explore")
    run_all(page)
    wait_for_all(page)
    for button, begins in (
        ("Copy as code", "import pandas as pd"),
        ("Copy as command", "zhaotong report explore -p region 530600"),
    ):
        page.get_by_role("button", name=button).focus()
        page.keyboard.press("Enter")
        expect(panel.locator(".explore pre")).to_contain_text(begins)
        page.wait_for_function("begins => navigator.clipboard.readText().then(t => t.startsWith(begins))", arg=begins)
    begins = {"xlsx": b"PK", "CSV": b"\xef\xbb\xbfregion,", "SVG": b"<?xml", "PNG": b"\x89PNG"}
    for kind, start in begins.items():
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Download {kind}").click()
        assert download.value.suggested_filename == f"zhaotong-gdp_growth_real.{kind.lower()}"
        assert Path(download.value.path()).read_bytes().startswith(start)
    a_link_opens_the_notebook_in_this_state(lab, page, panel)


def focused(page: Page) -> str:
    """The label of the field that has the focus."""
    return page.evaluate(
        "document.activeElement.closest('.widget-inline-hbox')?.querySelector('label')?.textContent ?? ''"
    )


def test_explore_in_every_form_by_keyboard(page):
    """Regions added and taken out, forms, base, second indicator, span: the focus stays, and what is shown follows."""
    panel = open_notebook(page, "explore")
    run_all(page)
    wait_for_all(page)
    finding, names = panel.locator(".explore .finding"), panel.locator(".explore dl.key dt")
    expect(names).to_have_count(3)
    page.get_by_label("Add a region", exact=True).focus()
    page.keyboard.type("qujing")
    page.keyboard.press("Enter")
    expect(names).to_have_count(4)
    assert focused(page) == "Add a region"
    page.keyboard.press("Tab")
    expect(panel.get_by_role("button", name="× Yunnan")).to_be_focused()
    page.keyboard.press("Enter")
    expect(names).to_have_count(3)
    expect(panel.get_by_role("button", name="× Yunnan")).to_have_count(0)
    page.wait_for_function("document.activeElement.placeholder === 'to compare with, then Enter'")

    for key, said in (("r", "of the 16 prefectures of Yunnan"), ("m", "in Yunnan, 2025: from"), ("s", "dots")):
        choose(page, "Show as", key)
        expect(finding).to_contain_text(said)
        assert focused(page) == "Show as"
    expect(page.get_by_label("Add a region", exact=True)).to_be_hidden()
    choose(page, "Dots are", "ArrowDown")
    expect(panel.locator(".explore figcaption")).to_contain_text("from year to year")
    choose(page, "Show as", "c")
    expect(finding).to_contain_text("1994 to 2025")
    page.get_by_label("Set to 100 in", exact=True).focus()
    page.keyboard.type("2015")
    expect(finding).to_contain_text("with 2015 as 100")
    expect(page.get_by_label("Trend", exact=True)).to_be_disabled()
    expect(panel.locator(".explore .reasons")).to_contain_text("A trend is drawn through yearly figures")

    page.get_by_label("Find a region", exact=True).focus()
    page.keyboard.type("China")
    page.keyboard.press("Enter")
    expect(finding).to_contain_text("China")
    choose(page, "Figures of", "ArrowDown")
    expect(panel.locator(".explore .chart-measure")).to_contain_text("from January on, by quarter")
    page.keyboard.press("ArrowDown")
    expect(panel.locator(".explore .chart-measure")).to_contain_text(", by quarter")
    assert focused(page) == "Figures of"


def test_the_first_that_failed_is_in_sight(lab, page):
    """Also if a later cell reached the kernel although it should not have."""
    first = nbformat.v4.new_code_cell("raise ValueError('the first')", metadata={"tags": ["raises-exception"]})
    between = [nbformat.v4.new_markdown_cell("\n\n".join("prose" for _ in range(80)))]
    open_path(page, write_notebook(lab, first, *between, nbformat.v4.new_code_cell("raise ValueError('the last')")))
    run_all(page)
    wait_for_all(page)
    expect(page.locator(SHOWN).locator(ERRORS).first).to_be_in_viewport(ratio=1)
    expect(page.locator(SHOWN).locator(".jp-mod-active")).to_contain_text("the first")


def prose(page: Page, name: str) -> tuple[list[str], list[str]]:
    """The headings of a notebook's prose that are shown, and those that are not."""
    cells = nbformat.read(PROJECT / f"notebooks/{name}.ipynb", as_version=4).cells
    count = sum(bool({"en", "zh"} & set(cell.metadata.get("tags", []))) for cell in cells)
    page.wait_for_function(f"({PROSE})().length === {count}")
    headings = page.evaluate(PROSE)
    return [text for text, shown in headings if shown], [text for text, shown in headings if not shown]


def is_chinese(text: str) -> bool:
    return bool(re.match("[\u4e00-\u9fff]", text))


def wait_for_language(page: Page, language: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-prose", language)


def switch(page: Page) -> None:
    """The button above the notebook."""
    page.locator(f"{SHOWN} .jp-Toolbar").get_by_text("中文 / English", exact=True).click()


@pytest.fixture
def browse(lab, seen) -> Iterator[Callable[[str, str], Page]]:
    """Opens a notebook in a browser of another language, where no language has been chosen yet."""
    shutil.rmtree(lab.folder / "lab/.state/settings/zhaotong-growth", ignore_errors=True)
    contexts = []

    def open_it(locale: str, name: str) -> Page:
        contexts.append(seen.page.context.browser.new_context(locale=locale, viewport={"width": 1280, "height": 800}))
        page = contexts[-1].new_page()
        page.set_default_timeout(WAIT)
        page.goto(f"{lab.url}lab/workspaces/{locale}/tree/notebooks/{name}.ipynb?token={lab.token}")
        page.locator(f"{SHOWN} .jp-CodeCell").first.wait_for()
        return page

    yield open_it
    for context in contexts:
        context.close()
    shutil.rmtree(lab.folder / "lab/.state/settings/zhaotong-growth", ignore_errors=True)
    lab.end_kernels()


def test_prose_is_shown_in_one_language_and_the_other_is_a_switch_away(lab, browse):
    """By button, palette and menu; the choice outlasts the page, code is always shown, and the file holds both."""
    name = "01-growth"
    page = browse("en-US", name)
    wait_for_language(page, "en")
    english, chinese = prose(page, name)
    assert len(english) == len(chinese) >= 4
    assert not any(map(is_chinese, english))
    assert all(map(is_chinese, chinese))
    for words in ("To ask something else", "想问别的"):  # not tagged with either
        expect(page.locator(".jp-MarkdownOutput").get_by_text(words)).to_be_visible()

    switch(page)
    wait_for_language(page, "zh")
    assert prose(page, name) == (chinese, english)
    assert page.locator(".jp-CodeCell:visible").count() == page.locator(".jp-CodeCell").count() > 5
    settings = lab.folder / "lab/.state/settings/zhaotong-growth/prose.jupyterlab-settings"
    assert wait_until(lambda: settings.exists() and '"zh"' in settings.read_text(encoding="utf-8"))
    page.reload()
    wait_for_language(page, "zh")
    assert prose(page, name) == (chinese, english)

    palette = page.locator(".lm-CommandPalette-input")
    while not palette.is_visible():  # the keys are heard once all has loaded
        page.keyboard.press("Control+Shift+c")
        page.wait_for_timeout(1000)
    palette.fill("language of the prose")
    page.locator(".lm-CommandPalette-item.lm-mod-active:has-text('正文语言')").wait_for()
    page.keyboard.press("Enter")
    wait_for_language(page, "en")
    assert prose(page, name) == (english, chinese)
    page.get_by_role("menuitem", name="View", exact=True).click()
    page.get_by_role("menuitem", name="中文 / English", exact=True).click()
    wait_for_language(page, "zh")
    save(page)
    path = f"notebooks/{name}.ipynb"
    assert (lab.folder / path).read_bytes() == (PROJECT / path).read_bytes()


@pytest.mark.parametrize(("locale", "language"), [("zh-CN", "zh"), ("zh-TW", "zh"), ("de-DE", "en")])
def test_the_language_is_that_of_the_browser_until_another_is_chosen(browse, locale, language):
    page = browse(locale, "00-brief")
    wait_for_language(page, language)
    shown, hidden = prose(page, "00-brief")
    assert len(shown) == len(hidden) > 1
    assert {is_chinese(text) for text in shown} == {language == "zh"}


def test_the_keyboard_passes_by_what_is_not_shown(page):
    """Up, down, selecting and running: never a cell that is not seen; sources stay closed."""
    panel = open_notebook(page, "01-growth")
    active = panel.locator(".jp-Cell.jp-mod-active")
    panel.locator(".jp-MarkdownCell:visible").first.click()
    cells = len(nbformat.read(PROJECT / "notebooks/01-growth.ipynb", as_version=4).cells)  # more than are shown
    ends = {"ArrowDown": "run_table", "ArrowUp": "How fast has a region grown"}
    for keys in (["ArrowDown"] * cells, ["ArrowUp"] * cells, ["Shift+Enter"] * 4, ["Shift+ArrowDown"] * 4):
        for key in keys:
            page.keyboard.press(key)
            expect(active).to_be_visible()
        if end := ends.get(keys[0]):
            expect(active).to_contain_text(end)
    panel.locator(".jp-CodeCell:has-text('draw_claim(claim)') .cm-content").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowDown")  # from the last line of the code, in edit mode, into the prose below
    expect(active).to_contain_text("Year by year")
    assert panel.locator(".jp-MarkdownCell.jp-mod-rendered:not(:visible)").count() == 5


def test_cells_of_ones_own(lab, page):
    """A notebook in one language shows it, code is shown whatever its tags, and a cell follows its tags."""
    tagged = {language: {"tags": [language]} for language in ("en", "zh")}
    code = nbformat.v4.new_code_cell("6 * 7", metadata=tagged["zh"])
    chinese = nbformat.v4.new_markdown_cell("中文", metadata=tagged["zh"])
    english = nbformat.v4.new_markdown_cell("English", metadata={"tags": ["mine"]})
    cells = [chinese, code, english, nbformat.v4.new_markdown_cell("Both")]
    panel = open_path(page, write_notebook(lab, *cells))
    wait_for_language(page, "en")
    expect(panel.locator(".jp-Cell:visible")).to_have_count(4)
    tag(page, panel, "English", "en")
    expect(panel.locator(".jp-Cell:visible")).to_have_count(3)
    expect(panel.locator(".jp-MarkdownCell:visible").first).to_contain_text("English")
    expect(panel.locator(".jp-CodeCell")).to_be_visible()
    switch(page)
    wait_for_language(page, "zh")
    expect(panel.locator(".jp-MarkdownCell:visible").first).to_contain_text("中文")
    switch(page)
    wait_for_language(page, "en")


def tag(page: Page, panel: Locator, text: str, name: str) -> None:
    """In the property inspector."""
    panel.locator(f".jp-MarkdownCell:has-text('{text}')").click()
    page.keyboard.press("Control+Shift+u")
    page.get_by_text("Common Tools", exact=True).click()
    page.locator(".jp-CellTags-Add").click()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Shift+u")
