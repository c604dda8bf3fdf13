"""With pyarrow installed and without it: the same bytes, and neither run reads what the other kept.

pandas keeps texts in Arrow's memory where pyarrow is installed: what is a `Markup` comes back as a plain text, and
searches go by other rules. `make test-without-pyarrow` runs all tests without it; this is what is compared.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PROJECT

HIDING = PROJECT / "tests/without_pyarrow"
# What holds texts in frames and shows, writes or searches them; the workbook holds no time.
SAID = """
import sys
from pathlib import Path
import pandas as pd
from helpers.figures import kept
kept.FOLDER = Path(sys.argv[1])
import helpers
from helpers.figures.observations import load_observations
from helpers.text.language import in_language
from zhaotong.dissemination.collection import collect
from zhaotong.dissemination.formats import FORMATS
from zhaotong.dissemination.files import files_of
from zhaotong.dissemination.selection import Selection

observations = load_observations()
print(pd.StringDtype(na_value=float("nan")).storage, file=sys.stderr)
for language in ("en", "zh"):
    with in_language(language):
        growth = helpers.series(["Zhaotong", "Yunnan"], "gdp_growth_real", (2015, 2024))
        for frame in (growth, growth.tail(3), helpers.load().tail(40), helpers.regions("qj"), helpers.indicators("gdp"),
                      helpers.sources(growth), helpers.gap(growth[growth["region"] == growth["region"].iloc[0]],
                                                           growth[growth["region"] == growth["region"].iloc[-1]])):
            print(frame._repr_html_(), frame.to_csv(), frame.astype(str).to_json(orient="records", force_ascii=False))
        try:
            helpers.series("Zhaotong", "invest")
        except helpers.api.selecting.InputError as error:  # what may be meant, in an order that counts figures
            print(error)
chosen = collect(observations, Selection(regions=["Zhaotong"], window="2019-2023"))
for form in ("csv", "json", "xlsx"):
    for path, content in files_of(chosen, form, Path("x." + form)).items():
        print(path, content)
"""


def environment(folder: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": folder, "PYTHONHASHSEED": "0"}


def told(folder: str, cache: Path) -> tuple[str, str]:
    """What is said and how texts are kept, by a process that finds modules in a folder first."""
    words = [sys.executable, "-c", SAID, str(cache)]
    done = subprocess.run(words, env=environment(folder), capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr.strip()


def is_hidden() -> bool:
    """Whether these tests run without pyarrow."""
    return str(HIDING) in os.environ.get("PYTHONPATH", "")


@pytest.mark.slow
@pytest.mark.skipif(is_hidden(), reason="needs both")
def test_all_is_the_same_with_and_without_it_whoever_came_first(tmp_path):
    first, kept_in = told("", tmp_path)
    assert kept_in == "pyarrow"
    [of_first] = tmp_path.iterdir()
    content = of_first.read_bytes()
    second, kept_in = told(str(HIDING), tmp_path)
    assert kept_in == "python"
    assert second == first
    assert len(list(tmp_path.iterdir())) == 2  # each has its own
    assert told("", tmp_path)[0] == first
    assert of_first.read_bytes() == content
    assert len(list(tmp_path.iterdir())) == 2


def test_what_hides_it_hides_it_from_all_that_is_started():
    words = [sys.executable, "-c", "import pyarrow"]
    done = subprocess.run(words, env=environment(str(HIDING)), capture_output=True, text=True)
    assert done.stderr.endswith("ImportError: pyarrow is hidden by tests/without_pyarrow\n")
