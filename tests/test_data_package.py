"""The archive of all data: whole, the same bytes again, and described as it is.

What programs of others make of it stands in tests/test_data_readers.py.
"""

import csv
import io
import json
import zipfile
from hashlib import sha256
from xml.etree import ElementTree

import pytest
from conftest import PROJECT
from frictionless import Package

from helpers.figures.observations import load_observations
from helpers.text.language import in_language
from zhaotong.dissemination.package import data_package


@pytest.fixture(scope="module")
def archive(small_data) -> bytes:
    return data_package(load_observations(small_data))


@pytest.fixture(scope="module")
def contents(archive) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as reading:
        return {name: reading.read(name) for name in reading.namelist()}


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_it_is_the_same_bytes_again_whatever_the_language(archive, small_data):
    with in_language("zh"):
        assert data_package(load_observations(small_data)) == archive


def test_the_tables_are_those_of_the_folder_and_their_description_holds(contents, small_data, tmp_path):
    for path in (*small_data.glob("*.csv"), small_data / "datapackage.json"):
        assert contents[path.name] == path.read_bytes()
    for name, content in contents.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert Package(str(tmp_path / "datapackage.json")).validate().valid


def test_the_tidy_table_has_every_row(contents):
    figures, observations = read(contents["figures.csv"]), read(contents["observations.csv"])
    assert [int(line["row"]) for line in figures] == list(range(2, len(observations) + 2))
    assert [line["printed"] for line in figures] == [line["value"] for line in observations]


def test_croissant_describes_every_table_with_digest_key_reference_and_provenance(contents):
    described = json.loads(contents["metadata.json"])
    for file in described["distribution"]:
        assert sha256(contents[file["contentUrl"]]).hexdigest() == file["sha256"]
    sets = {each["@id"]: each for each in described["recordSet"]}
    schemas = json.loads(contents["datapackage.json"])["resources"]
    assert set(sets) == {"figures", *(each["name"] for each in schemas)}
    for each in schemas:
        keys = [f"{each['name']}/{column}" for column in each["schema"]["primaryKey"]]
        assert [key["@id"] for key in sets[each["name"]]["key"]] == keys
    fields = {field["@id"]: field for each in sets.values() for field in each["field"]}
    assert fields["figures/source"]["references"] == {"field": {"@id": "sources/source"}}
    assert fields["figures/source"]["equivalentProperty"] == "http://www.w3.org/ns/prov#hadPrimarySource"
    assert fields["observations/locator"]["equivalentProperty"] == "http://www.w3.org/ns/prov#atLocation"
    assert set(fields["figures/vintage"]["description"]) == {"en", "zh"}
    for name, field in fields.items():
        column = field["source"]["extract"]["column"]
        assert column in contents[field["source"]["fileObject"]["@id"]].decode().partition("\n")[0].split(","), name


def test_sdmx_has_every_figure_once_and_every_code_in_its_list(contents):
    lines, figures = read(contents["sdmx/figures.csv"]), read(contents["figures.csv"])
    assert [line["ROW"] for line in lines] == [line["row"] for line in figures]
    assert [line["OBS_VALUE"] for line in lines] == [line["value"] or "NaN" for line in figures]
    keys = [
        tuple(line[name] for name in ("SPAN", "REF_AREA", "INDICATOR", "SOURCE", "ENTRY", "TIME_PERIOD"))
        for line in lines
    ]
    assert len(set(keys)) == len(keys)
    assert {"2023-Q3", "2023-05-01/P196D"} <= {key[-1] for key in keys}
    spaces = "{http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure}"
    structure = ElementTree.fromstring(contents["sdmx/structure.xml"])
    for name, column in (
        ("CL_AREA", "REF_AREA"),
        ("CL_INDICATOR", "INDICATOR"),
        ("CL_SOURCE", "SOURCE"),
        ("CL_SPAN", "SPAN"),
    ):
        [listed] = [each for each in structure.iter(f"{spaces}Codelist") if each.get("id") == name]
        assert {line[column] for line in lines} <= {code.get("id") for code in listed.iter(f"{spaces}Code")}


def test_it_says_what_is_what_in_both_languages(contents):
    english, chinese = contents["README.md"].decode(), contents["README.zh.md"].decode()
    for name in ("figures.csv", "codebook.csv", "sources.csv", "datapackage.json", "metadata.json", "sdmx/"):
        assert name in english
        assert name in chinese
    assert "Cite as: Published growth" in english
    assert "引用格式" in chinese
    assert str(PROJECT) not in english
