"""JupyterLab as `make lab` starts it, in a real browser: what a person sees in the first ten minutes."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

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
ALL_RUN = """() => {
    const panel = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden)');
    const prompts = [...panel.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
    return prompts.length > 0 && prompts.every(prompt => /^\\[\\d+\\]:$/.test(prompt.textContent));
}"""


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
    files = page.locator(".jp-DirListing-itemText").all_inner_texts()
    assert {"README.md", *(f"{name}.ipynb" for name in listed)} <= set(files)


def test_a_persons_own_settings_and_kernels_are_left_alone(lab, page):
    kernels = json.loads(lab.ask("api/kernelspecs"))["kernelspecs"]
    assert list(kernels) == ["python3"]
    assert kernels["python3"]["spec"]["display_name"] != "Another"
    assert wait_until(lambda: [*lab.folder.glob("lab/.state/workspaces/*")])  # written a second after it has changed
    assert not (lab.home / ".jupyter/lab").exists()


@pytest.mark.parametrize("name", [notebook.name for notebook in list_notebooks()])
def test_every_notebook_opens_and_runs(page, name):
    panel = open_notebook(page, name)
    run_all(page)
    wait_for_all(page)
    assert panel.locator(ERRORS).count() == 0
    assert panel.locator("figure img").count() or panel.locator("table").count()
    assert panel.locator(".jp-OutputArea-output").count() >= 3
    expect(page.locator("#jp-main-statusbar [title*='trusted']")).to_have_attribute(
        "title", re.compile("^Notebook trusted")
    )


def test_another_region_in_01_growth(page):
    """And a value that cannot be used gives the sentence of the command line, without a traceback."""
    panel = open_notebook(page, "01-growth")
    set_parameter(page, panel, "region", "Qujing")
    run_all(page)
    wait_for_all(page)
    assert panel.locator(ERRORS).count() == 0
    expect(panel.locator("p.finding").first).to_contain_text("Qujing")
    set_parameter(page, panel, "region", "Quijng")
    run_all(page)
    error = panel.locator(ERRORS).first
    error.wait_for()
    said = 'region: "Quijng" is no region of data/regions.csv; did you mean "Qujing"?'
    assert error.inner_text().strip() == said


def choose(page: Page, label: str, key: str) -> None:
    """Set a field with the keyboard: focus, and one key."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.press(key)


def test_explore_by_keyboard(page):
    """Qujing is picked by typing, the benchmark by an arrow; chart, table and sources follow."""
    panel = open_notebook(page, "explore")
    cells = panel.locator(".jp-Cell").count()
    run_all(page)
    wait_for_all(page)
    finding, picture = panel.locator(".explore .finding"), panel.locator(".explore figure img")
    sources = panel.locator(".explore p").last
    expect(finding).to_contain_text("Zhaotong")
    chart, listed = picture.get_attribute("src"), sources.inner_text()

    page.get_by_label("Region", exact=True).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('.explore input')")
    page.keyboard.type("qujing")
    page.keyboard.press("Enter")
    expect(finding).to_contain_text("Qujing")
    expect(picture).not_to_have_attribute("src", chart)
    assert page.get_by_label("Region", exact=True).input_value() == page.evaluate(
        "[...document.querySelector('.explore select').options].find(o => o.text.startsWith('Qujing')).value"
    )
    chart = picture.get_attribute("src")

    choose(page, "Compare with", "ArrowUp")  # nothing
    expect(panel.locator(".explore dl.key dt")).to_have_count(1)
    expect(picture).not_to_have_attribute("src", chart)
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


def test_a_view_is_taken_away(lab, page, tmp_path):
    """As code and as a command, on the clipboard and on the page; as a workbook, among the downloads."""
    panel = open_notebook(page, "explore")
    run_all(page)
    wait_for_all(page)
    for button, begins in (
        ("Copy as code", "from helpers"),
        ("Copy as command", "zhaotong report explore -p region 530600"),
    ):
        page.get_by_role("button", name=button).focus()
        page.keyboard.press("Enter")
        expect(panel.locator(".explore pre")).to_contain_text(begins)
        page.wait_for_function("begins => navigator.clipboard.readText().then(t => t.startsWith(begins))", arg=begins)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download xlsx").click()
    assert download.value.suggested_filename == "zhaotong-gdp_growth_real.xlsx"
    assert Path(download.value.path()).read_bytes().startswith(b"PK")


def test_what_was_run_is_stripped_to_what_was_committed(lab, page):
    """Saved with outputs, a notebook is soiled; `make strip` gives back the file as it was."""
    open_notebook(page, "00-brief")
    run_all(page)
    wait_for_all(page)
    page.keyboard.press("Control+s")
    saved, committed = lab.folder / "notebooks/00-brief.ipynb", PROJECT / "notebooks/00-brief.ipynb"
    page.wait_for_function("() => !document.querySelector('.lm-DockPanel .jp-mod-dirty')")
    assert wait_until(lambda: '"output_type"' in saved.read_text(encoding="utf-8"))
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    keys = re.search(r'--extra-keys "(.*)"', makefile)[1]
    names = re.search(r"\$\(addprefix (\S+),([^)]*)\)", keys)
    keys = keys.replace(names[0], " ".join(names[1] + name for name in names[2].split()))
    strip = [sys.executable, "-m", "nbstripout", "--keep-id", "--extra-keys", keys]
    assert subprocess.run([*strip, "--verify", saved], capture_output=True, check=False).returncode == 1
    subprocess.run([*strip, saved], check=True)
    assert saved.read_text(encoding="utf-8") == committed.read_text(encoding="utf-8")
