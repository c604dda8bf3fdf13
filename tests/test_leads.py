"""What reports say first, of regions of every kind: about the region, each its own, explained, and on one sheet."""

import json
import os
import re
import subprocess
from itertools import takewhile

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from house_style import without_verb
from playwright.sync_api import sync_playwright
from test_browser import CHROMIUM, FLAGS

from helpers.figures.observations import Observations
from helpers.text.language import use_language
from helpers.text.messages import InputError
from zhaotong.cli.main import zhaotong
from zhaotong.reports.notebooks import find_notebook
from zhaotong.reports.requests import request_report

REGIONS = ["530600", "530300", "533400", "530000", "440000", "100000"]
LIMITS = {"en": "What this cannot tell you", "zh": "这里看不出什么"}


def pages_of(notebook: str, language: str, observations: Observations, shared_reports) -> dict:
    """The pages of a notebook on each of the regions, by region."""
    requests = {
        code: request_report(find_notebook(notebook), {"region": code, "language": language}, observations)
        for code in REGIONS
    }
    shared_reports.make(requests.values())
    return {code: shared_reports.page(request) for code, request in requests.items()}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("notebook", ["00-brief", "01-growth"])
def test_a_lead_is_about_its_region_and_no_two_are_alike(notebook, language, observations, shared_reports):
    leads = {}
    for code, path in pages_of(notebook, language, observations, shared_reports).items():
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        leads[code] = page.main.select_one("p.finding").get_text()
        use_language(language)
        name = observations.region(code).name
        assert name in page.h1.get_text()
        assert name in leads[code] or (code == "100000" and "国内生产总值" in leads[code])
        assert language == "zh" or list(without_verb(leads[code])) == []
        assert len(page.main.select("ul.points li")) <= 5
        why = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["result"]["why"]
        assert [each["made"] for each in why].count("lead") == 1
        assert why[0]["made"] == "lead"
        assert why[0]["sentence"] == leads[code]
    assert len(set(leads.values())) == len(REGIONS)


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="needs chromium on the path")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_brief_fits_one_sheet_from_finding_to_reservations(language, observations, shared_reports, tmp_path):
    """Printed as `--pdf` does it, by one browser: a start for each page would take longer than all else here."""
    pages = pages_of("00-brief", language, observations, shared_reports)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for code, path in pages.items():
            page = browser.new_page()
            page.goto(path.as_uri())
            page.pdf(path=tmp_path / f"{code}.pdf", prefer_css_page_size=True)
            page.close()
        browser.close()
    for code, path in pages.items():
        printed = tmp_path / f"{code}.pdf"
        command = ["pdftotext", "-layout", "-f", "1", "-l", "1", printed, "-"]
        sheet = re.sub(r"\s", "", subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        limits = next(each for each in page.select("h2") if each.get_text().startswith(LIMITS[language]))
        last = [*takewhile(lambda each: each.name == "p", limits.find_all_next(["h2", "p"]))][-1]
        ending = re.sub(r"\s", "", last.get_text())[-25:]
        assert re.sub(r"\s", "", limits.get_text()) in sheet, code
        assert ending in sheet, code


def test_a_report_is_asked_why_it_leads_with_what_it_leads(observations, shared_reports, tmp_path):
    path = pages_of("00-brief", "en", observations, shared_reports)["530600"]
    told = CliRunner().invoke(zhaotong, ["why", str(path)], catch_exceptions=False).output.splitlines()
    assert re.fullmatch(r"leads \(2025; importance 2\.0, strength 1\.0\)", told[0])
    assert told[1].strip().startswith("After the 8% that Zhaotong reported")
    assert told[2].startswith("main point (")
    assert any("not to lead: no answer to the title" in line for line in told)
    with pytest.raises(InputError, match=r"none\.html is no report: its record none\.json cannot be read"):
        CliRunner().invoke(zhaotong, ["why", str(tmp_path / "none.html")], catch_exceptions=False)
    (tmp_path / "own.en.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="says nothing of findings"):
        CliRunner().invoke(zhaotong, ["why", str(tmp_path / "own.en.html")], catch_exceptions=False)
