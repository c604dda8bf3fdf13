"""As it was known then: any report can be made as of a month, and rests on nothing that was published later."""

import json
from pathlib import Path

import pandas as pd
import pytest

from helpers.figures.series import select_series
from helpers.parameters.errors import NotRecordedError
from zhaotong.reports.notebooks import find_notebook, list_notebooks
from zhaotong.reports.requests import request_report

MONTH = "2023-11"
NOTEBOOKS = [notebook.name for notebook in list_notebooks()]


@pytest.fixture(scope="module")
def made(observations, shared_reports) -> dict[str, Path]:
    """The default report of each notebook, as of a month."""
    requests = [
        request_report(find_notebook(name), {"as_of": MONTH, "language": "en"}, observations) for name in NOTEBOOKS
    ]
    shared_reports.make(requests)
    return {request.notebook.name: shared_reports.page(request) for request in requests}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_report_rests_on_what_was_known_and_says_as_of_when(made, observations, name):
    record = json.loads(made[name].with_suffix(".json").read_text(encoding="utf-8"))
    known = observations.figures.loc[record["result"]["rows"], "known"]
    assert not known.isna().any()
    assert known.max() <= pd.Period(MONTH, freq="M")
    assert f"-p as_of {MONTH}" in made[name].read_text(encoding="utf-8")


def test_what_was_known_in_a_month_leaves_out_later_and_undated_figures(observations):
    then = observations.as_known(pd.Period("2018-03", freq="M"))
    left_out = observations.figures.drop(then.figures.index)["known"]
    assert (then.figures["known"] <= pd.Period("2018-03", freq="M")).all()
    assert left_out.isna().any()
    assert (left_out.dropna() > pd.Period("2018-03", freq="M")).all()
    assert observations.as_known(None) is observations


def test_a_series_selected_now_is_not_what_was_known_then(observations):
    """A series is selected once of what is known; what was known in a month is selected anew."""
    now = select_series(observations, "530000", "gdp_growth_real")
    assert select_series(observations, "530000", "gdp_growth_real") is now
    then = select_series(observations.as_known(pd.Period(MONTH, freq="M")), "530000", "gdp_growth_real")
    assert then.rows["at"].max() < now.rows["at"].max()


def test_a_question_asked_of_what_was_known_is_kept(observations):
    then = observations.as_known(pd.Period("2018-03", freq="M"))
    then.figures_of("530600", "gdp_current", "quarter")
    assert ("530600", "gdp_current", "quarter", "") in observations.asked


@pytest.mark.parametrize("name", ["05-counties", "06-promotion", "07-business-climate"])
def test_nothing_known_yet_is_said_before_anything_runs(observations, name):
    with pytest.raises(NotRecordedError, match=r"recorded.* \(as known in 2010-01\)$"):
        request_report(find_notebook(name), {"as_of": "2010-01"}, observations)
