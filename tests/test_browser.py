"""Pages in a real browser: nothing is asked of the network, nothing is complained of, no barrier is found."""

import os
import shutil
from itertools import cycle

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from helpers.language import LANGUAGES
from helpers.reporting import reports
from helpers.reporting.notebooks import list_notebooks

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

pytestmark = pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="needs chromium on the path")


@pytest.fixture(scope="module")
def pages(observations, tmp_path_factory):
    """Every notebook's report, in one language and the other by turns, and the index over them."""
    folder = tmp_path_factory.mktemp("reports")
    made = [
        reports.make_report(
            reports.request_report(notebook, {"language": language}, observations), observations, folder
        )
        for notebook, language in zip(list_notebooks(), cycle(LANGUAGES), strict=False)
    ]
    return [*made, reports.make_index(folder)]


@pytest.fixture(scope="module")
def browser():
    assert CHROMIUM, "chromium is missing: the browser tests cannot run"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_open_offline_quietly_and_without_barriers(browser, pages, width, scheme):
    context = browser.new_context(offline=True, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for path in pages:
        page = context.new_page()
        asked, said = [], []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.goto(path.as_uri())
        assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
        assert said == []
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.close()
    context.close()


def test_axe_finds_no_violation(browser, pages):
    context = browser.new_context(bypass_csp=True)  # axe is put into the page as a script
    for path in pages:
        page = context.new_page()
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        page.close()
    context.close()


def test_a_report_prints_on_a4(browser, pages, tmp_path):
    page = browser.new_page()
    page.goto(pages[0].as_uri())
    assert page.pdf(path=tmp_path / "report.pdf", format="A4").startswith(b"%PDF")
    page.close()


def test_the_audit_is_filtered_by_topic_with_the_keyboard_and_without_a_script(browser, pages):
    page = browser.new_page(java_script_enabled=False)
    page.goto(next(path for path in pages if "08-audit" in str(path)).as_uri())
    rows = page.locator("tr[class^=pick-]")
    shown = page.locator("tr[class^=pick-]:visible")
    everything = shown.count()
    assert everything == rows.count() >= 50
    page.locator("#pick-0").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#pick-1").is_checked()
    assert 0 < shown.count() < everything
    assert shown.count() == page.locator("tr.pick-1").count()
    page.locator("#pick-0").check()
    assert shown.count() == everything
    page.close()
