"""Pages in a real browser: nothing is asked of the network, nothing is complained of, no barrier is found."""

import os
import re
import shutil
from itertools import cycle

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import PROJECT
from playwright.sync_api import expect, sync_playwright

from helpers.text.language import LANGUAGES
from zhaotong.reports.index import put_index
from zhaotong.reports.notebooks import find_notebook, list_notebooks
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
    return [*shared_reports.copies(requests, folder), put_index(folder, PROJECT / "data")]


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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_report_prints_on_a4(browser, pages):
    """On paper nothing sticks out or overlaps; each source is a card, and a sentence says where its figures are."""
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
            assert page.locator(".sources [id^=r]:visible").count() == 0
            assert page.locator(".sources > li:visible").count() == page.locator(".sources > li").count() > 0
            assert page.locator("main > .paper").is_visible()
        page.close()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_first_screen_holds_finding_and_key_figures(browser, pages, width, height):
    """On a desk the top of the chart as well, which is no last line."""
    page = browser.new_page(viewport={"width": width, "height": height})
    for path in pages[:-1]:
        page.goto(path.as_uri())
        boxes = [page.locator(each).first.bounding_box() for each in (".finding", ".key", "figure")]
        ends = [box["y"] + box["height"] for box in boxes[:2]]
        assert max(ends) <= height, path
        assert width < 1000 or boxes[2]["y"] < height - 100, path
    page.close()


def test_the_audit_prints_on_at_most_fourteen_sheets(browser, pages):
    page = browser.new_page()
    page.goto(next(path for path in pages if "08-audit" in str(path)).as_uri())
    assert 5 <= len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 14
    page.close()


def test_a_mark_says_where_its_number_is_from_by_keyboard(browser, pages):
    """Without a script: Enter opens it, Escape closes it, focus is back; it leads to the folded entry."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(pages[0].as_uri())
    mark, opened = page.locator("button.mark").first, page.locator("[popover]:visible")
    mark.focus()
    page.keyboard.press("Enter")
    expect(opened).to_have_count(1)
    assert mark.get_attribute("popovertarget") == opened.get_attribute("id")
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    entry = opened.locator("a[href^='#r']").first
    target = page.locator(f"[id='{entry.get_attribute('href').removeprefix('#')}']")
    assert not target.is_visible()
    entry.press("Enter")
    expect(target).to_be_in_viewport()
    page.go_back()
    expect(mark).to_be_in_viewport()
    page.close()


def test_everything_is_reached_with_the_keyboard(browser, pages):
    for path in (pages[0], pages[-1]):
        page = browser.new_page()
        page.goto(path.as_uri())
        wanted = "a[href], button, summary, select, input:checked, [tabindex='0']"
        count = page.evaluate(f'[...document.querySelectorAll("{wanted}")].filter(e => e.checkVisibility()).length')
        reached = set()
        for _step in range(count):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
        assert len(reached) == count
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
