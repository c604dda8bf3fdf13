"""A drawing inside a page: letters are text of the width laid out for, colours are variables, nothing loads."""

import io
import re
from contextlib import nullcontext
from xml.etree import ElementTree

import numpy as np
import pytest
from bs4 import BeautifulSoup
from chart_checks import texts_apart
from matplotlib.axis import Axis
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.figure import Figure as Drawing
from PIL import Image

from helpers.show import medium, palette
from helpers.show.chart import Chart
from helpers.show.chart_file import charts_in, picture, svg_file
from helpers.show.palette import BELOW_TO_ABOVE, INK, PAGE, looks
from helpers.show.sheet import NARROW, WIDE, Sheet, in_style, label_beside, label_ends
from helpers.show.svg import inline
from zhaotong.reports.outputs.plots import Plots

SPACE = "{http://www.w3.org/2000/svg}"


def draw(sheet):
    axes = sheet.axes(200)
    axes.plot([2001, 2002, 2003], [1, 3, 2], color="#b3372f")
    axes.plot([2001, 2002], [2, 1], "o", color=INK, markerfacecolor=PAGE)
    label_beside(axes, "甲市 & <b>", (2003, 2))


@pytest.fixture(scope="module")
def chart():
    return Chart(draw, "A rises", "growth, %", 'Two "lines"', "", None)


def test_both_layouts_stand_in_the_page_with_their_texts(chart):
    soup = BeautifulSoup(chart.html, "html.parser")
    wide, narrow = soup.select("figure.chart svg.plot")
    assert [each["class"][1] for each in (wide, narrow)] == ["wide", "narrow"]
    assert [float(each["viewbox"].split()[2]) for each in (wide, narrow)] == [WIDE, NARROW]
    assert wide["aria-label"] == narrow["aria-label"] == 'Two "lines"'
    assert [soup.select_one(f".chart-{kind}").text for kind in ("title", "measure")] == ["A rises", "growth, %"]
    name = wide.find("text", string="甲市 & <b>")
    assert float(name["textlength"]) > 40
    ids = [each["id"] for each in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    used = {each["href"] for each in soup.select("use")} | set(re.findall(r"url\((#[^)]+)\)", str(soup)))
    assert used <= {f"#{each}" for each in ids}


def test_ticks_are_found_once_for_each_place_of_an_axis(monkeypatch):
    found = []
    update = Axis._update_ticks
    monkeypatch.setattr(Axis, "_update_ticks", lambda axis: found.append(axis) or update(axis))
    kept, count = Chart(draw, "A rises", "", "", "", None).html, len(found)
    for module in ("helpers.show.sheet", "helpers.show.ruler"):
        monkeypatch.setattr(f"{module}.ticks_kept", nullcontext)
    assert Chart(draw, "A rises", "", "", "", None).html == kept
    assert 3 * count < len(found) - count


def test_a_drawing_has_no_style_no_font_and_no_colour_of_its_own(chart):
    drawn = "".join(map(str, BeautifulSoup(chart.html, "html.parser").select("svg")))
    assert not re.search(r"style=|font-family|<style|xlink|metadata", drawn)
    assert not re.search(r'(fill|stroke)="#', drawn)
    assert {"var(--prefecture)", "var(--page)", "var(--ink)", "var(--faint)"} <= set(
        re.findall(r"var\([\w-]+\)", drawn)
    )


def test_equal_drawings_are_equal(chart):
    assert Chart(draw, "A rises", "growth, %", 'Two "lines"', "", None).html == chart.html


def test_a_chart_is_laid_out_and_written_as_matplotlib_does_it(chart):
    """What measures texts once, and writes without drawing before, makes no difference."""
    other = Sheet(WIDE)
    with in_style():
        draw(other)
        FigureCanvasBase(other.drawing)  # that of any drawing
        other.drawing.draw_without_rendering()
        other.drawing.draw_without_rendering()
        other.drawing.set_layout_engine("none")
    assert [axes.bbox.bounds for axes in other.drawing.axes] == [axes.bbox.bounds for axes in chart.wide.axes]
    assert inline(other.drawing, "wide", "") == inline(chart.wide, "wide", "")


def test_the_colours_of_the_style_are_those_that_are_drawn():
    light = dict(re.findall(r"(--[\w-]+): (#\w+)", medium.colours("light")))
    dark = dict(re.findall(r"(--[\w-]+): (#\w+)", medium.colours("dark")))
    assert {name: colour for colour, name in palette.VARIABLES.items()}.items() <= light.items()
    assert light.keys() == dark.keys()
    texts = (
        "--ink",
        "--faint",
        "--prefecture",
        "--province",
        "--nation",
        "--county",
        "--another",
        "--further",
        "--accent",
    )
    for theme in (light, dark):
        assert [name for name in texts if contrast(theme[name], theme["--page"]) < 4.5] == []
        assert contrast(theme["--rule"], theme["--page"]) >= 3
    assert len(BELOW_TO_ABOVE) == 7


def contrast(one: str, other: str) -> float:
    """Of two colours, as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_a_place_has_its_colour_in_every_chart(observations):
    zhaotong, qujing, yunnan, china = map(observations.region, ("530600", "530300", "530000", "100000"))
    seen = looks([zhaotong, yunnan, china]), looks([qujing, zhaotong, china]), looks([china])
    assert seen[0][china] == seen[1][china] == seen[2][china]
    assert seen[0][zhaotong] == seen[1][qujing] != seen[1][zhaotong]
    for drawn in seen:
        assert len({look.dashes for look in drawn.values()}) == len(drawn)  # told apart without colour
        assert len({look.colour for look in drawn.values()}) == len(drawn)


@pytest.mark.parametrize("values", [[5, 5, 5, 5], [1, 1.05, 9, 9.01], [3]])
def test_names_at_the_ends_keep_apart(values):
    def lines(sheet):
        axes = sheet.axes(200)
        for value in values:
            axes.plot([2001, 2002], [0, value])
        label_ends(axes, [(value, 2002, f"Place {at}", INK) for at, value in enumerate(values)])

    texts_apart(Chart(lines, "", "", "lines", "", None))


def test_what_is_no_drawing_of_ours_is_taken_out():
    plots = Plots()
    html = plots.take_out(
        '<p>a</p><svg class="plot wide" viewBox="0 0 1 1" aria-label="x" onload="b()"><script>c()</script>'
        '<a href="https://x.example">d</a>'
        '<use href="https://x.example/e.svg#f"/>'
        '<path d="M 0 0" style="fill:red" fill="url(https://x.example) url(#a)"/></svg>'
    )
    assert "svg" not in html
    shown = plots.put_back(html)
    assert "<path" in shown
    assert not re.search(r"onload|script|example|style", shown)
    assert plots.put_back('<i data-plot="7"></i>') == ""


def test_a_heavy_drawing_of_someone_else_becomes_a_picture():
    heavy, light = Drawing(), Drawing()
    heavy.subplots().scatter(range(5000), range(5000), c=range(5000))
    light.subplots().plot([1, 2])
    assert '<img src="data:image/png' in Chart(heavy, "", "", "many dots", "", None).html
    assert '<svg class="plot given"' in Chart(light, "", "", "a line", "", None).html


def test_files_say_what_they_show_and_need_no_font_and_no_style(chart):
    [file] = map(svg_file, charts_in(f"<p>before</p>{chart.html}<p>after</p>"))
    root = ElementTree.fromstring(file)
    assert root.find(f"{SPACE}title").text == 'Two "lines"'
    said = [path.attrib["aria-label"] for path in root.iter(f"{SPACE}path") if "aria-label" in path.attrib]
    assert said[:2] == ["A rises", "growth, %"]
    assert "甲市 & <b>" in said
    assert not re.search("<text|var\\(|class=|textLength", file)
    _left, top, width, height = map(float, root.attrib["viewBox"].split())
    assert top < 0  # the heading stands above the drawing
    shown = Image.open(io.BytesIO(picture(file))).convert("RGB")
    assert shown.size == pytest.approx((3 * width, 3 * height), abs=2)
    dark = (np.asarray(shown) < 100).all(axis=2)
    assert dark[: int(-3 * top)].any()
    assert not dark[:3].any()
    assert not dark[:, :3].any()


def test_a_picture_in_a_chart_is_no_drawing_of_lines():
    heavy = Drawing()
    heavy.subplots().scatter(range(5000), range(5000), c=range(5000))
    assert svg_file(Chart(heavy, "", "", "many dots", "", None).html) == ""


def test_a_round_drawing_of_someone_else_is_drawn():
    """What is cut off at a circle lies beyond no rectangle."""
    drawing = Drawing()
    drawing.add_subplot(projection="polar").plot([0, 1, 2], [1, 2, 3])
    html = Chart(drawing, "", "", "a round chart", "", None).html
    assert re.search(r'<clipPath id="[^"]+"><path ', html)
    assert "clip-path=" in html
