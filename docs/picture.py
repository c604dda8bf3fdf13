"""Draw the pictures of the README: the default chart in both languages, and two pages as a browser shows them.

They go beside this file, or into the folder that is named.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from PIL import Image

from helpers.figures.comparable import select_pair
from helpers.figures.observations import load_observations
from helpers.figures.series import select_series
from helpers.questions.growth.charts import draw_growth
from helpers.show.chart_file import picture, svg_file
from helpers.text.language import LANGUAGES, use_language
from zhaotong.reports.pdf import find_browser

DOCS = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent
PAGES = {"en": ("01-growth", 900), "zh": ("00-brief", 500)}  # notebook and width of the window
HEIGHT = 1000

observations = load_observations()
own, *benchmarks = [
    select_series(observations, region, "gdp_growth_real", window=(1994, None))
    for region in ("530600", "530000", "100000")
]
pairs = [select_pair(observations, own, benchmark) for benchmark in benchmarks]
for language in LANGUAGES:
    use_language(language)
    gaps = pd.DataFrame({each.against: (each.own.values - each.benchmark.values)[each.alike] for each in pairs})
    chart = draw_growth(own, benchmarks, gaps)
    (DOCS / f"growth.{language}.png").write_bytes(picture(svg_file(chart.html)))

with TemporaryDirectory() as folder:
    for language, (name, width) in PAGES.items():
        command = [Path(sys.executable).parent / "zhaotong", "report", name, "--language", language]
        subprocess.run([*command, "--output-dir", folder], check=True, capture_output=True)
        page = Path(folder, name, f"zhaotong.{language}.html")
        target = DOCS / f"page.{language}.png"
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        look = ["--headless", "--disable-gpu", "--hide-scrollbars", f"--window-size={width},{HEIGHT}"]
        subprocess.run(
            [find_browser(), *as_root, *look, f"--screenshot={target}", page.as_uri()], check=True, capture_output=True
        )
        with Image.open(target) as shot:
            reduced = shot.convert("RGB").quantize(64)
        reduced.save(target, "PNG", optimize=True)
