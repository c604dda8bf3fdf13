"""The charts of pages as a reader sees them, at a desk and on a phone: letters apart, colours of the theme."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright
from test_browser import FLAGS

from helpers.text.language import LANGUAGES
from zhaotong.reports.notebooks import list_notebooks
from zhaotong.reports.requests import request_report

CHROMIUM = shutil.which("chromium")

# Of each chart that is shown: its texts that are too small, lie on another, or leave it.
FAULTS = """() => [...document.querySelectorAll('svg.plot')].filter(plot => plot.checkVisibility()).flatMap(plot => {
    const frame = plot.getBoundingClientRect(), scale = frame.width / plot.viewBox.baseVal.width;
    const told = (what, ...texts) => `${what}: ${texts.map(text => text.textContent).join(' | ')}`;
    const texts = [...plot.querySelectorAll('text')].map(text => {
        const box = text.getBoundingClientRect(), less = box.height * 0.2;
        return {text, left: box.left + 1, right: box.right - 1, top: box.top + less, bottom: box.bottom - less};
    });
    const small = texts.filter(({text}) => parseFloat(getComputedStyle(text).fontSize) * scale < 11)
        .map(({text}) => told('small', text));
    const outside = texts.filter(each => each.left < frame.left - 3 || each.right > frame.right + 3
        || each.top < frame.top - 3 || each.bottom > frame.bottom + 3).map(({text}) => told('outside', text));
    const meet = texts.flatMap((one, at) => texts.slice(at + 1).filter(other => one.left < other.right
        && other.left < one.right && one.top < other.bottom && other.top < one.bottom)
        .map(other => told('overlap', one.text, other.text)));
    return [...small, ...outside, ...meet];
})"""
COLOURS = """() => [...document.querySelectorAll('svg.plot text')].filter(text => text.checkVisibility())
    .map(text => getComputedStyle(text).fill)"""

SHOWN = """() => [...document.querySelectorAll('svg.plot')].filter(plot => plot.checkVisibility())
    .map(plot => plot.classList[1])"""
WIDTHS = """() => [...document.querySelectorAll('svg.wide text[textLength]')]
    .map(text => text.getBoundingClientRect().width)"""

pytestmark = pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="needs chromium on the path")


@pytest.fixture(scope="module")
def pages(observations, shared_reports):
    """Every notebook's report in both languages."""
    requests = [
        request_report(each, {"language": language}, observations)
        for each in list_notebooks()
        for language in LANGUAGES
    ]
    shared_reports.make(requests)
    return [shared_reports.page(request) for request in requests]


@pytest.fixture(scope="module")
def browser():
    assert CHROMIUM, "chromium is missing: the browser tests cannot run"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "layout"), [(1280, "wide"), (390, "narrow")])
def test_letters_are_large_and_apart_and_colours_those_of_the_theme(browser, pages, width, layout):
    context = browser.new_context(viewport={"width": width, "height": 900})
    seen = 0
    for path in pages:
        page = context.new_page()
        page.goto(path.as_uri())
        assert page.evaluate(FAULTS) == [], path
        shown = page.evaluate(SHOWN)
        assert set(shown) <= {layout, "given"}, path
        seen += len(shown)
        light = set(page.evaluate(COLOURS))
        page.emulate_media(color_scheme="dark")
        assert not light & set(page.evaluate(COLOURS)), path
        page.close()
    assert seen >= len(pages)
    context.close()


def test_names_stay_apart_in_a_font_that_is_wider(browser, pages):
    """The reader's font is not the one that charts were laid out for: each text keeps the width it was given."""
    page = browser.new_page(bypass_csp=True)
    page.goto(pages[0].as_uri())
    before = page.evaluate(WIDTHS)
    page.add_style_tag(content="* { font-family: 'DejaVu Sans Mono', monospace !important; }")
    assert page.evaluate(WIDTHS) == pytest.approx(before, abs=1.5)
    assert page.evaluate(FAULTS) == []
    page.close()
