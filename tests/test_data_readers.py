"""What programs of others make of what `zhaotong data` writes: the same numbers, and descriptions that they accept.

They are installed by `make test-all` alone (requirements.readers.lock), in a folder where nothing else finds them, and
these tests run in a process that does. R is taken where the system has it. Under CI all of them must be there.
"""

import logging
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest
from conftest import PROJECT

from helpers.figures.observations import Observations, load_observations
from zhaotong.dissemination.collection import collect
from zhaotong.dissemination.package import data_package
from zhaotong.dissemination.parquet import as_parquet
from zhaotong.dissemination.text_files import as_csv

READERS = Path(sys.prefix) / "readers"
INSIDE = "ZHAOTONG_READERS"  # set in the process that finds them
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]  # their warnings are not ours to mend
with_readers = pytest.mark.skipif(INSIDE not in os.environ, reason="run by test_programs_of_others")


@pytest.mark.skipif(INSIDE in os.environ, reason="is what runs the others")
def test_programs_of_others():
    """All that is below, where the programs are found."""
    assert READERS.exists() or not os.environ.get("CI"), "make test-all installs the readers"
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", __file__, "-m", "slow"]
    found = {"PYTHONPATH": os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(READERS)])), INSIDE: "1"}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(words, env=environment | found, cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-8000:]


def needed(name: str) -> ModuleType:
    """A program of others; without it these tests are skipped, except under CI."""
    try:
        return __import__(name)
    except ImportError:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"{name} is not installed")


@pytest.fixture(scope="module")
def folder(observations, tmp_path_factory) -> Path:
    """All figures, as CSV and as Parquet."""
    needed("pyarrow")
    folder = tmp_path_factory.mktemp("data")
    collection = collect(observations)
    (folder / "figures.csv").write_bytes(as_csv(collection.figures))
    (folder / "figures.parquet").write_bytes(as_parquet(collection))
    return folder


@pytest.fixture(scope="module")
def small(small_data) -> Observations:
    return load_observations(small_data)


@pytest.fixture(scope="module")
def unpacked(small, tmp_path_factory) -> Path:
    """The archive of some figures: the readers take minutes for all."""
    folder = tmp_path_factory.mktemp("package")
    (folder / "package.zip").write_bytes(data_package(small))
    with zipfile.ZipFile(folder / "package.zip") as reading:
        reading.extractall(folder)
    return folder


def same(read: list[float | None], figures: pd.Series) -> bool:
    """Whether numbers are those of the figures, in their order, an open end of a bound being none."""
    expected = figures.replace([np.inf, -np.inf], np.nan).to_numpy()
    return np.array_equal(np.array(read, dtype=float), expected, equal_nan=True)


@with_readers
@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("program", ["pandas", "polars", "duckdb"])
def test_programs_read_the_same_numbers(observations, folder, program, form):
    reader, path = needed(program), folder / f"figures.{form}"
    if program == "duckdb":
        table = f"read_csv('{path}', types = {{'printed': 'VARCHAR'}})" if form == "csv" else f"'{path}'"
        columns = reader.sql(f"select * from {table} order by row").fetchnumpy()
        columns = {
            name: np.ma.filled(values, np.nan) if values.dtype == float else values for name, values in columns.items()
        }
    elif program == "polars" and form == "csv":
        columns = reader.read_csv(path, infer_schema_length=None).to_dict(as_series=False)
    else:
        frame = getattr(reader, f"read_{form}")(path)
        columns = {name: frame[name].to_list() for name in frame.columns}
    figures = observations.figures
    assert list(columns["row"]) == figures.index.to_list()
    for name, column in (("value", "number"), ("low", "low"), ("high", "high")):
        assert same(list(columns[name]), figures[column]), name
    assert list(columns["source"]) == figures["source"].to_list()
    if form == "parquet":
        assert list(columns["printed"]) == figures["value"].to_list()
        assert list(columns["region"]) == figures["region"].to_list()


@with_readers
def test_r_reads_the_same_numbers(observations, folder):
    if not shutil.which("Rscript"):
        assert not os.environ.get("CI"), "Rscript is not on the path (apt-get install r-base-core)"
        pytest.skip("Rscript is not on the path")
    code = (
        'd <- read.csv("figures.csv", colClasses = c(region = "character", printed = "character"), encoding = "UTF-8");'
        "cat(nrow(d), sprintf('%.17g', c(sum(d$value, na.rm = TRUE), sum(d$low, na.rm = TRUE))), sum(d$weak == 'true'),"
        "d$printed[d$row == 20970], class(d$value))"
    )
    done = subprocess.run(["Rscript", "-e", code], cwd=folder, capture_output=True, text=True, check=True)
    rows, values, lows, weak, printed, kind = done.stdout.split()
    figures = observations.figures
    assert (int(rows), kind, printed) == (len(figures), "numeric", "8")
    assert float(values) == pytest.approx(figures["number"].sum(), rel=1e-12)
    assert float(lows) == pytest.approx(figures["low"].replace(-np.inf, np.nan).sum(), rel=1e-12)
    assert int(weak) == sum(collect(observations).figures.column("weak"))


@with_readers
def test_mlcroissant_accepts_the_description_and_loads_the_records(small, unpacked, caplog):
    croissant = needed("mlcroissant")
    with caplog.at_level(logging.WARNING):
        dataset = croissant.Dataset(jsonld=str(unpacked / "metadata.json"))
    assert dataset.metadata.ctx.issues.report() == ""
    assert not [record for record in caplog.records if "WARNING" in record.getMessage()]
    loaded = list(dataset.records("figures"))
    assert [record["figures/row"] for record in loaded] == small.figures.index.to_list()
    assert same([record["figures/value"] for record in loaded], small.figures["number"])
    assert [record["figures/source"].decode() for record in loaded] == small.figures["source"].to_list()
    assert [record["figures/locator"].decode() for record in loaded] == small.figures["locator"].to_list()
    for name in ("observations", "sources", "regions", "indicators", "bases", "level_breaks", "peer_groups"):
        lines = sum(1 for _record in dataset.records(name))
        assert lines == len((unpacked / f"{name}.csv").read_text(encoding="utf-8").splitlines()) - 1, name


@with_readers
def test_sdmx_reads_the_figures_by_their_structure(small, unpacked):
    sdmx = needed("sdmx")
    flow = sdmx.read_sdmx(unpacked / "sdmx/structure.xml").dataflow["FIGURES"]
    assert [each.id for each in flow.structure.attributes][-1] == "ROW"
    message = sdmx.read_sdmx(unpacked / "sdmx/figures.csv", structure=flow)
    values = sdmx.to_pandas(message)
    assert same(values.to_list(), small.figures["number"])
    assert values.index.get_level_values("REF_AREA").to_list() == small.figures["region"].to_list()
    [data] = message.data
    assert [int(each.attached_attribute["ROW"].value) for each in data.obs] == small.figures.index.to_list()


def lines_of_the_readme() -> dict[str, str]:
    """The code of the README that loads the figures, by its language."""
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    return dict(re.findall(r"```(python|r|sql)\n(.*?)```", text, re.DOTALL))


@with_readers
def test_the_lines_of_the_readme_load_the_figures(observations, folder):
    """Written is `zhaotong data --output figures.csv`, read in the folder that it was written to."""
    lines = lines_of_the_readme()
    count, total = len(observations.figures), observations.figures["number"].sum()
    done = subprocess.run(
        [sys.executable, "-c", lines["python"] + "print(len(figures), figures['value'].sum())"],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert [float(each) for each in done.stdout.split()] == [count, pytest.approx(total)]
    here = os.getcwd()
    try:
        os.chdir(folder)
        found = needed("duckdb").sql(lines["sql"].rstrip().removesuffix(";")).fetchall()
    finally:
        os.chdir(here)
    assert sum(row[-1] for row in found) == count
    if shutil.which("Rscript"):
        code = lines["r"] + "cat(nrow(figures), sprintf('%.17g', sum(figures$value, na.rm = TRUE)))"
        done = subprocess.run(["Rscript", "-e", code], cwd=folder, capture_output=True, text=True, check=True)
        assert [float(each) for each in done.stdout.split()[-2:]] == [count, pytest.approx(total)]
