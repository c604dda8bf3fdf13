"""Pages in a real browser: nothing is asked of the network, nothing is complained of, no barrier is found."""

import os
import re
import shutil
from itertools import cycle

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from helpers.text.language import LANGUAGES
from zhaotong.reports.notebooks import find_notebook, list_notebooks
from zhaotong.reports.production import make_index
from zhaotong.reports.requests import request_report

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

# The parts of an article that lie over the next one, or stick out of the page; nothing that is folded or hidden counts.
OVERLAPS = """() => {
    const parts = [...document.querySelectorAll('header, main > *, main section > *, footer > *')];
    const boxes = parts.map(part => [part, part.getBoundingClientRect()]).filter(([, box]) => box.height > 0);
    const flow = boxes.filter(([part]) => !boxes.some(([other]) => other !== part && part.contains(other)));
    return flow.filter(([, box], i) => {
        const next = flow[i + 1];
        return box.right > innerWidth + 1 || box.left < -1 || (next && box.bottom > next[1].top + 1);
    }).map(([part]) => part.outerHTML.slice(0, 80));
}"""

pytestmark = pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="needs chromium on the path")


@pytest.fixture(scope="module")
def pages(observations, shared_reports, tmp_path_factory):
    """Every notebook's report, in one language and the other by turns, and the index over them."""
    folder = tmp_path_factory.mktemp("reports")
    by_turns = zip(list_notebooks(), cycle(LANGUAGES), strict=False)
    wanted = [(notebook, {"language": language}) for notebook, language in by_turns]
    wanted.append((find_notebook("00-brief"), {"language": "zh", "region": "Qujing"}))
    requests = [request_report(notebook, given, observations) for notebook, given in wanted]
    return [*shared_reports.copies(requests, folder), make_index(folder)]


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
        assert page.evaluate(OVERLAPS) == []
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


def test_a_report_prints_on_a4(browser, pages):
    """On paper nothing sticks out or overlaps; the entries that the marks lead to are there unless they fill sheets."""
    for path in pages:
        page = browser.new_page(viewport={"width": 658, "height": 900})  # A4 less its margins, at 96 dots an inch
        page.emulate_media(media="print")
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        assert page.evaluate(OVERLAPS) == [], path
        tables = page.locator("table:visible")
        for table in tables.all():
            box = table.bounding_box()
            assert box["x"] + box["width"] <= 660, (path, table.inner_text()[:80])
        if path.name != "index.html":
            is_long = page.locator("tbody tr:nth-child(60) [id^=r]").count() > 0  # it stays in page and workbook
            assert (page.locator("[id^=r]:visible").count() == 0) == is_long
        page.close()


def test_the_audit_prints_on_at_most_fourteen_sheets(browser, pages):
    page = browser.new_page()
    page.goto(next(path for path in pages if "08-audit" in str(path)).as_uri())
    assert 5 <= len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 14
    page.close()


def test_a_mark_leads_to_its_row_by_keyboard(browser, pages):
    """Without a script: focus, Enter, and the folded entry lies open in view."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(pages[0].as_uri())
    mark = page.locator("a.mark").first
    target = page.locator(f"[id='{mark.get_attribute('href').removeprefix('#')}']")
    assert not target.is_visible()
    mark.focus()
    page.keyboard.press("Enter")
    target.wait_for(state="visible")
    assert page.url.endswith(mark.get_attribute("href"))
    page.close()


def test_everything_is_reached_with_the_keyboard(browser, pages):
    for path in (pages[0], pages[-1]):
        page = browser.new_page()
        page.goto(path.as_uri())
        wanted = "a[href], summary, select, input:checked, [tabindex='0']"
        count = page.evaluate(f'[...document.querySelectorAll("{wanted}")].filter(e => e.checkVisibility()).length')
        reached = set()
        for _step in range(count):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
        assert len(reached) == count
        page.close()


def test_the_index_is_narrowed_down_without_a_script(browser, pages):
    page = browser.new_page(java_script_enabled=False)
    page.goto(pages[-1].as_uri())
    region, notebook, language = page.locator("select").all()
    everything = page.locator("article:visible").count()
    assert everything == page.locator("article").count() == len(pages) - 1
    assert page.locator("article img").count() >= 5
    region.select_option("530300")
    assert page.locator("article:visible").count() == 1
    assert page.locator("section:visible").count() == 1
    region.select_option(index=0)
    notebook.select_option("00-brief")
    assert page.locator("article:visible").count() == 2
    language.select_option("zh")
    assert page.locator("[class=said-en]:visible").count() == 0
    assert page.locator("[class=said-zh]:visible").count() >= 2
    page.close()


def test_the_audit_is_filtered_by_topic_with_the_keyboard_and_without_a_script(browser, pages):
    page = browser.new_page(java_script_enabled=False)
    page.goto(next(path for path in pages if "08-audit" in str(path)).as_uri())
    rows = page.locator("tr[class^=pick-]:not(details *)")
    shown = page.locator("tr[class^=pick-]:visible")
    everything = shown.count()
    assert everything == rows.count() >= 50
    page.locator("#pick-0").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#pick-1").is_checked()
    assert 0 < shown.count() < everything
    assert shown.count() == page.locator("tr.pick-1:not(details *)").count()
    page.locator("#pick-0").check()
    assert shown.count() == everything
    page.close()
