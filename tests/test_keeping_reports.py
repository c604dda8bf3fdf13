"""A new figure changes the reports that look at it, without a change of code."""

import csv
import re
from pathlib import Path

from bs4 import BeautifulSoup
from page_marks import rows_opened
from test_keeping import NEW, figure, zhaotong  # noqa: F401 - a fixture

from zhaotong.cli import recording


def page(folder: Path, language: str) -> BeautifulSoup:
    return BeautifulSoup((folder / f"00-brief/zhaotong.{language}.html").read_text(encoding="utf-8"), "html.parser")


def alts(soup: BeautifulSoup) -> str:
    return " ".join(plot["aria-label"] for plot in soup.select("svg.plot.wide"))


def test_a_figure_of_2025_that_is_made_up_moves_the_brief(zhaotong, data_copy, tmp_path, monkeypatch):  # noqa: F811
    """Sentence, chart, index and sources; the figure is made up for this test."""
    monkeypatch.setattr(recording, "reports_folder", lambda: tmp_path)
    folder = tmp_path
    assert zhaotong("report", "00-brief", "--output-dir", folder)[0] == 0
    assert "4.6% in 2024" in page(folder, "en").main.find(class_="finding").get_text()

    code, out, _err = figure(zhaotong, "Zhaotong", "gdp_growth_real", "2025", "6.0", "--locator", "表1")
    assert code == 0
    assert "2 reports look at these figures" in out
    assert zhaotong("check")[0] == 0
    code, out, _err = zhaotong("report", "00-brief", "--output-dir", folder)
    assert code == 0
    assert "made 2, unchanged 0" in out

    english, chinese = page(folder, "en"), page(folder, "zh")
    assert "6.0% in 2025" in english.main.find(class_="finding").get_text()
    assert "2025年增长6.0%" in chinese.main.find(class_="finding").get_text()
    assert re.search(r"Zhaotong: [0-9.]+ in 1994 to 6\.0 in 2025", alts(english))
    assert "2025" in alts(chinese)
    with (data_copy / "observations.csv").open(encoding="utf-8", newline="") as file:
        row = next(number for number, cells in enumerate(csv.reader(file), start=1) if NEW["source"] in cells)
    for soup in (english, chinese):
        entry = soup.find(id=f"r{row}")
        assert "6.0" in entry.get_text()
        assert NEW["title"] in soup.get_text()
        opened = rows_opened(soup)
        marks = soup.main.select(".finding button.mark")
        assert any(row in opened[mark["popovertarget"]] for mark in marks)
    for name, finding in (("index.html", "6.0% in 2025"), ("index.zh.html", "2025年增长6.0%")):
        index = BeautifulSoup((folder / name).read_text(encoding="utf-8"), "html.parser")
        assert finding in index.find(class_="lead").get_text()


def test_reports_that_do_not_look_at_a_figure_are_not_named(zhaotong, monkeypatch, tmp_path):  # noqa: F811
    monkeypatch.setattr(recording, "reports_folder", lambda: tmp_path)
    assert zhaotong("report", "00-brief", "--language", "en", "--output-dir", tmp_path)[0] == 0
    code, out, _err = figure(zhaotong, "Zhaotong", "retail_level", "2025", "300.5", "--locator", "x", "--accept-doubts")
    assert code == 0
    assert "look at these figures" not in out
