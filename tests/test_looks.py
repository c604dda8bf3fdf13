"""What pages look like in a real browser, on a small page of the project's own parts: numbers, room, contrast."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from helpers.show.printed import weak_words
from helpers.show.sources import source_cards
from helpers.show.table import MISSING, Table
from helpers.text.cells import Cell, shown_number
from helpers.text.language import number
from zhaotong.reports.paper import sheet_heads
from zhaotong.reports.policy import STYLE

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PRINTED = [(8.0, 1, False), (12, 0, False), (-4.3, 1, False), (1240.95, 2, False), (4.6, 1, True)]

# Where the decimal point of each number is, or would be behind a whole one, in dots from the left.
POINTS = """() => [...document.querySelectorAll('#numbers td')].map(cell => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const node = walker.nextNode(), at = node.data.indexOf('.'), range = document.createRange();
    range.setStart(node, 0);
    range.setEnd(node, at < 0 ? node.data.length : at);
    return range.getBoundingClientRect().right;
})"""
# The least contrast between a text and what lies behind it, in all that is shown.
CONTRAST = """() => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data]; };
    const light = ([r, g, b]) => [r, g, b].map(each => each / 255)
        .map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4)
        .reduce((sum, each, at) => sum + each * [.2126, .7152, .0722][at], 0);
    const behind = part => {
        while (part && rgb(getComputedStyle(part).backgroundColor)[3] < 255) part = part.parentElement;
        return light(rgb(part ? getComputedStyle(part).backgroundColor : 'white')); };
    const texts = [...document.querySelectorAll('body *')].filter(part => part.checkVisibility()
        && [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
    return Math.min(...texts.map(part => {
        const [low, high] = [light(rgb(getComputedStyle(part).color)), behind(part)].sort((a, b) => a - b);
        return (high + .05) / (low + .05);
    }));
}"""

pytestmark = pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="needs chromium on the path")


def numbers() -> str:
    cells = [shown_number(number(value, places), [1], weak_words(weak)) for value, places, weak in PRINTED]
    rows = [[str(at), cell] for at, cell in enumerate([*cells, Cell(MISSING)])]
    return f'<section id="numbers">{Table("Numbers", ["what", "how many"], rows).html}</section>'


def long_table() -> str:
    header = ["what", *(f"a column with the number {at}" for at in range(9))]
    lines = [[f"line {line}", *map(str, range(9))] for line in range(60)]
    return f'<section id="long">{Table("Many numbers", header, lines).html}</section>'


def texts() -> str:
    line = ["One statement", "same", "Because " + "of this and that, " * 8]
    return f'<section id="texts">{Table("Claims", ["statement", "verdict", "why"], [line] * 3).html}</section>'


@pytest.fixture(scope="module")
def path(observations, tmp_path_factory):
    """A page of tables and sources, a weak one among them."""
    figures = observations.figures
    weak = [code for code in figures["source"].unique() if observations.source(code).reliability == "weak"][:1]
    rows = figures[figures["source"].isin([*figures["source"].unique()[:3], *weak])]
    contents = (
        '<nav aria-label="Contents"><ol><li><a href="#top">A part</a></li><li><a href="#top">B</a></li></ol></nav>'
    )
    sources = source_cards(observations, rows.groupby("source").head(5)).html
    body = f'<main><h1 id="top">Title</h1>{contents}{numbers()}{long_table()}{texts()}{sources}</main>'
    style = STYLE + sheet_heads("What is “said”; } </style>", "1994–2025")
    path = tmp_path_factory.mktemp("looks") / "page.html"
    path.write_text(
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>A</title><style>{style}</style>{body}'
    )
    return path


@pytest.fixture(scope="module")
def browser():
    assert CHROMIUM, "chromium is missing: the browser tests cannot run"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser, path):
    """What opens the page on a screen, or on paper."""
    contexts = []

    def opened(width=1280, scheme="light", media="screen"):
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme))
        page = contexts[-1].new_page()
        page.emulate_media(media=media)
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "media"), [(1280, "screen"), (390, "screen"), (658, "print")])
def test_decimal_points_stand_below_each_other_and_numbers_are_copied_as_they_are(opened, width, media):
    page = opened(width, media=media)
    points = page.evaluate(POINTS)[: len(PRINTED)]
    assert len(points) == len(PRINTED)
    assert max(points) - min(points) < 0.6, points
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#numbers tbody'))")
    lines = page.evaluate("getSelection().toString()").splitlines()
    assert [line.split("\t")[1].strip() for line in lines if line] == [
        "8.0",
        "12",
        "−4.3",
        "1,240.95",
        "4.6 *",
        MISSING,
    ]
    heads = page.evaluate(
        "[...document.querySelectorAll('#numbers :is(thead th, td)')].map(e => getComputedStyle(e).textAlign)"
    )
    assert heads == ["left", *["right"] * (len(PRINTED) + 2)]


def test_a_large_table_scrolls_in_its_frame_and_keeps_its_heads_in_view(opened):
    page = opened()
    frame = page.locator("#long .table")
    assert frame.bounding_box()["height"] <= 0.8 * 800 + 1
    assert "local" in frame.evaluate("e => getComputedStyle(e).backgroundAttachment")  # what says that it goes on
    before = frame.bounding_box()
    frame.evaluate("e => e.scrollTo(300, 600)")
    corner, head, row = (
        page.locator(f"#long {each}") for each in ("thead th >> nth=0", "thead th >> nth=5", "tbody th >> nth=25")
    )
    assert abs(corner.bounding_box()["y"] - before["y"]) < 2
    assert abs(head.bounding_box()["y"] - before["y"]) < 40
    assert abs(row.bounding_box()["x"] - before["x"]) < 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    frame.focus()
    page.keyboard.press("Home")
    page.wait_for_function("document.querySelector('#long .table').scrollTop === 0")
    printed = opened(658, media="print").locator("#long .table")
    assert printed.evaluate("e => e.scrollHeight <= e.clientHeight + 1 && getComputedStyle(e).overflow === 'visible'")


def test_on_a_phone_texts_are_cards_and_reliability_is_in_view(opened):
    page = opened(390)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cell = page.locator("#texts td >> nth=1").bounding_box()
    assert cell["x"] >= 0
    assert cell["x"] + cell["width"] <= 390
    assert (
        page.locator("#texts td >> nth=1").evaluate("e => getComputedStyle(e, '::before').content").startswith('"why"')
    )
    row = page.get_by_role("table", name="Claims").get_by_role("row", name="One statement").first
    assert row.get_by_role("cell").count() == 2
    for badge in page.locator(".sources .reliability").all():
        box = badge.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    weak = page.locator(".sources .weak >> nth=0")
    assert weak.evaluate("e => getComputedStyle(e).borderLeftStyle") == "dashed"
    for link in page.locator("main > nav a").all():
        assert link.bounding_box()["height"] >= 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_small_print_can_be_read(opened, scheme):
    page = opened(scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert page.evaluate(CONTRAST) >= 4.5


def test_an_address_of_a_figure_opens_its_card_without_a_script(browser, path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    entry = page.locator(".sources [id^=r] >> nth=-1")
    assert not entry.is_visible()
    page.goto(f"{path.as_uri()}#{entry.get_attribute('id')}")
    entry.wait_for(state="visible")
    context.close()


def test_sheets_have_a_head_and_cards_are_short_on_paper(opened):
    page = opened(658, media="print")
    assert page.locator(".sources details:visible").count() == 0
    assert page.locator(".paper").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.sources')).columnCount") == "2"
    rules = page.evaluate(
        "[...document.styleSheets[0].cssRules].map(rule => rule.cssText).filter(text => text.startsWith('@page'))"
    )
    assert any("@top-left" in rule and "What is “said”; } </style>" in rule for rule in rules)
    assert any(":first" in rule and "none" in rule for rule in rules)
    assert page.locator("h1").inner_text() == "Title"
