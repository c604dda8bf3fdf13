import dataclasses

import pandas as pd
import pytest

from helpers.parameters.declarations import imported_names, read_declarations
from helpers.parameters.errors import ParameterError
from helpers.parameters.values import check_parameters, check_values, resolve

CELL = """
region: Region = "530600"  # the region
benchmarks: Regions = "parents"
first_year: Year = "earliest"
last_year: Year = "latest"
as_of: Month = "latest"
language: Language = "en"
"""
DECLARED = read_declarations(CELL)
GROWTH = "Real GDP, year-on-year growth (gdp_growth_real)"


def refusal(observations, **given) -> str:
    with pytest.raises(ParameterError) as refused:
        check_values(DECLARED, given, observations)
    return str(refused.value)


def test_a_cell_is_read_without_running_it():
    first = DECLARED[0]
    assert (first.name, first.type, first.default, first.meaning) == ("region", "Region", "530600", "the region")
    assert [declaration.meaning for declaration in DECLARED[1:]] == [""] * 5


@pytest.mark.parametrize("line", ["region: Region", "x: Year = 2000 + 1", "a.b: Year = 1"])
def test_a_line_with_a_type_of_ours_is_written_in_one_way(line):
    with pytest.raises(ParameterError, match="this is no parameter"):
        read_declarations(line)


def test_an_unknown_type_is_refused(observations):
    with pytest.raises(ParameterError, match='unknown type "Regoin"; did you mean "Region"'):
        check_values(read_declarations('place: Regoin = "530600"'), {}, observations)


@pytest.mark.parametrize("spelling", ["530600", 530600, "昭通市", "昭通", "Zhaotong", "zhaotong "])
def test_spellings_of_a_region_mean_the_same(observations, spelling):
    assert check_values(DECLARED, {"region": spelling}, observations)["region"] == "530600"


@pytest.mark.parametrize("spelling", ["曲靖市,云南省", "Qujing, Yunnan", "曲靖市、云南省", ["530300", 530000]])
def test_spellings_of_several_regions_mean_the_same(observations, spelling):
    assert check_values(DECLARED, {"benchmarks": spelling}, observations)["benchmarks"] == ["530300", "530000"]


def test_defaults_resolve_to_what_the_data_hold(observations):
    values = resolve(DECLARED, check_values(DECLARED, {}, observations), observations)
    assert (values.first_year, values.last_year, values.as_of) == (1994, 2025, None)
    assert values.benchmarks == ["530000", "100000"]


@pytest.mark.parametrize("named", ["530300", "530300,530000", ["云南", "曲靖"]])
def test_a_region_is_not_its_own_benchmark(observations, named):
    said = refusal(observations, region="530300", benchmarks=named)
    assert (
        said == 'benchmarks: Qujing (530300) is the region itself; name others to compare it with, "parents" or "none"'
    )
    parents = check_values(DECLARED, {"region": "530300", "benchmarks": "parents"}, observations)
    assert resolve(DECLARED, parents, observations).benchmarks == ["530000", "100000"]


def test_as_of_moves_the_window(observations):
    values = resolve(DECLARED, check_values(DECLARED, {"as_of": "2023-11"}, observations), observations)
    assert (values.as_of, values.last_year) == (pd.Period("2023-11", "M"), 2021)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"regoin": "530300"}, 'unknown parameter "regoin"; did you mean "region"?'),
        ({"x; import os": "1"}, 'unknown parameter "x; import os"'),
        ({"region": "Zaotong"}, '"Zaotong" is no region of data/regions.csv; did you mean "Zhaotong"?'),
        ({"region": True}, 'region "True"'),
        ({"region": None}, 'region "None"'),
        ({"region": ["530600"]}, "region"),
        ({"first_year": "2030"}, f"the data hold {GROWTH} of Zhaotong (530600) for 1994 to 2025"),
        ({"first_year": "1800"}, "first_year 1800: the data hold"),
        ({"first_year": "20x5"}, 'first_year "20x5": a year such as 2015'),
        ({"first_year": 2015.5}, 'first_year "2015.5"'),
        ({"first_year": 2020, "last_year": 2010}, "first_year 2020 is after last_year 2010"),
        ({"first_year": 1990, "last_year": 1992}, "is a window without figures"),
        ({"region": "530602"}, f"no yearly figure of {GROWTH} is recorded for Zhaoyang (530602)"),
        ({"benchmarks": "530602"}, "benchmarks: no figure of Real GDP"),
        (
            {"first_year": 1994, "last_year": 1998},
            "(gdp_growth_real, full year) is recorded for Yunnan (530000) in 1994 to 1998",
        ),
        ({"as_of": "2023-13"}, 'as_of "2023-13": a month such as 2023-11'),
        ({"as_of": "1999-01"}, "is recorded for Zhaotong (530600) (as known in 1999-01)"),
        ({"language": "fr"}, 'language "fr": en or zh is expected'),
        ({"language": ["en"]}, "language"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(observations, given, message):
    assert message in refusal(observations, **given)


def test_a_window_in_a_hole_of_the_series_is_refused(observations):
    rows = observations.figures.eval("region == '530600' and indicator == 'gdp_growth_real' and period == '2005'")
    holed = dataclasses.replace(observations, figures=observations.figures[~rows])
    with pytest.raises(ParameterError, match="region: no figure of Real GDP"):
        check_values(DECLARED, {"first_year": 2005, "last_year": 2005}, holed)


def test_all_faults_are_told_at_once(observations):
    assert len(refusal(observations, language="fr", as_of="soon", first_year="x").splitlines()) == 3


def test_the_set_up_cell_checks_what_was_typed(observations):
    namespace = {"In": ["", CELL], **{d.name: d.default for d in DECLARED}, "first_year": 2030}
    with pytest.raises(ParameterError, match="first_year 2030"):
        check_parameters(namespace, observations)


def test_the_set_up_cell_checks_what_papermill_injected(observations):
    defaults = {declaration.name: declaration.default for declaration in DECLARED}
    injected = "# Parameters\nregoin = 530300\n"
    with pytest.raises(ParameterError, match='unknown parameter "regoin"; did you mean "region"'):
        check_parameters({"In": ["%matplotlib inline", CELL, injected], **defaults, "regoin": 530300}, observations)
    injected = "# Parameters\nregion = 530300\n"
    parameters = check_parameters({"In": [CELL, injected], **defaults, "region": 530300}, observations)
    assert parameters.region == "530300"


def test_variables_of_later_cells_are_no_parameters(observations):
    namespace = {"In": [CELL, "window = 5", "window"], **{d.name: d.default for d in DECLARED}, "window": 5}
    assert check_parameters(namespace, observations).region == "530600"


QUESTIONS = "helpers.questions"
TYPES = {"Quarter": "counties", "Stage": "projects", "Size": "projects", "Unit": "projects"}
TYPES |= {"Days": "business_climate", "Topic": "audit", "Source": "audit", "Since": "lasting"}
IMPORTS = {name: (f"{QUESTIONS}.{folder}.parameters", name) for name, folder in TYPES.items()}
SUBJECTS = {
    "05-counties": 'region: Region = "530600"\nquarter: Quarter = "latest"',
    "06-promotion": 'region: Region = "530600"\nstage: Stage = "signed"\nthreshold: Size = 10\nunit: Unit = "projects"',
    "07-business-climate": 'region: Region = "530600"\ndays: Days = "calendar"',
    "09-does-it-last": 'region: Region = "530600"\nsince: Since = 2020\nfirst_year: Year = "earliest"',
    "08-audit": 'region: Region = "530600"\ntopic: Topic = "all"\nsource: Source = "all"',
}


@pytest.mark.parametrize(
    ("notebook", "given", "message"),
    [
        ("05-counties", {"quarter": "2023"}, "a quarter such as 2023Q3"),
        ("05-counties", {"quarter": "2023Q1"}, 'quarter "2023Q1": rankings are recorded for 2023Q2, 2023Q3'),
        ("05-counties", {"region": "Qujing"}, "region: no ranking of the counties of Qujing (530300) is recorded"),
        ("06-promotion", {"stage": "singed"}, 'did you mean "signed"'),
        ("06-promotion", {"region": "Qujing"}, "region: no project of Qujing (530300) is recorded at any stage"),
        ("06-promotion", {"threshold": "0"}, "a number above zero is expected"),
        ("06-promotion", {"threshold": "ten"}, "a number above zero is expected"),
        ("06-promotion", {"threshold": "inf"}, "a number above zero is expected"),
        ("06-promotion", {"threshold": True}, "a number above zero is expected"),
        ("06-promotion", {"unit": "money"}, "one of investment, projects is expected"),
        ("07-business-climate", {"days": "calender"}, 'did you mean "calendar"'),
        ("07-business-climate", {"region": "China"}, "region: no registrations of market entities"),
        ("09-does-it-last", {"since": "latest"}, "a year such as 2020 is expected"),
        ("09-does-it-last", {"region": "Yanjin"}, f"region: no yearly figure of {GROWTH} is recorded for Yanjin"),
        ("08-audit", {"topic": "grwoth"}, 'did you mean "growth"'),
        ("08-audit", {"source": "nbs-2027"}, 'did you mean "nbs-2026"'),
        ("08-audit", {"region": "Qujing", "topic": "counties"}, 'topic, source: no relation of topic "counties"'),
    ],
)
def test_parameters_of_the_subjects_are_refused_in_a_sentence(observations, notebook, given, message):
    with pytest.raises(ParameterError) as refused:
        check_values(read_declarations(SUBJECTS[notebook], IMPORTS), given, observations)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_parameters_of_the_subjects_resolve(observations):
    declared = {name: read_declarations(cell, IMPORTS) for name, cell in SUBJECTS.items()}
    values = {
        name: resolve(each, check_values(each, {}, observations), observations) for name, each in declared.items()
    }
    assert values["05-counties"].quarter == "2023Q3"
    assert values["06-promotion"].threshold == 10.0
    given = {"stage": "negotiating", "threshold": "5"}
    assert check_values(declared["06-promotion"], given, observations)["threshold"] == 5.0


def test_a_parameter_is_what_its_type_makes_it_not_its_name(observations):
    """`days` of another notebook needs no registrations of market entities, and `quarter` no county rankings."""
    declared = read_declarations('region: Region = "530300"\ndays: Year = 2020\nquarter: Month = "latest"')
    values = check_values(declared, {}, observations)
    assert resolve(declared, values, observations).days == 2020


def test_types_are_those_that_the_notebook_imports():
    cells = ["%matplotlib inline", "import pandas", f"from {QUESTIONS}.audit.parameters import Source, Topic as About"]
    imports = imported_names(cells)
    assert imports == {
        name: (f"{QUESTIONS}.audit.parameters", of) for name, of in (("Source",) * 2, ("About", "Topic"))
    }
    [declaration] = read_declarations('topic: About = "all"', imports)
    assert declaration.rule.allowed.startswith("a topic of")
