"""Sealed forecasts: kept in the record as they were made, held against what came, and told when they were changed."""

import json
import pickle
from datetime import datetime

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import PROJECT
from made_up import frame_of
from made_up_runs import notebook_of
from test_commands import run  # noqa: F401

import helpers
from helpers.figures.observations import Observations
from helpers.figures.series import select_series
from helpers.models import sealing
from helpers.models.outcomes import outcomes, recorded, score
from helpers.models.scores import interval_score
from helpers.models.sealing import SealedForecast, SealError, Statement, Target, digest_of, hand_over, seal
from helpers.questions.trend.fitted import fit_models
from helpers.questions.trend.lookback import changed_sentence, look_back, past_sentence
from helpers.questions.trend.published import over_sentences, published_forecast
from helpers.questions.trend.tables import forecast_table
from helpers.show.sealing import FORECAST_TYPE
from helpers.text.citations import plain, rows_cited
from helpers.text.language import day, use_language
from helpers.text.messages import InputError
from zhaotong.reports.code import reachable
from zhaotong.reports.notebooks import find_notebook
from zhaotong.reports.requests import report_job, request_report
from zhaotong.reports.seals import sealed_in, with_sealed

MADE, LATER = "2025-08-08T10:00:00+08:00", "2025-09-01T10:00:00+08:00"
STATEMENT = {
    "region": "530600",
    "indicator": "gdp_growth_real",
    "span": "year",
    "method": "panel",
    "last": "2024",
    "value": "4.6",
    "source": "pengyuan-lincang-2025",
    "basis": "first_release",
    "as_of": "",
    "known": "2025-06",
    "targets": [
        {"period": "2025", "point": 4.3, "low80": 1.9, "high80": 6.7, "low95": 0.5, "high95": 8.1},
        {"period": "2026", "point": 4.3, "low80": 1.2, "high80": 7.4, "low95": -0.6, "high95": 9.2},
    ],
}
SEALED = seal(STATEMENT, MADE)
TAMPERED = SEALED | {"targets": [target | {"point": 4.6} for target in SEALED["targets"]]}


@pytest.fixture(autouse=True)
def nothing_handed():
    yield
    hand_over([])


def statement_of(**changes: object) -> Statement:
    content = STATEMENT | changes
    return Statement(**{**content, "targets": tuple(Target(**target) for target in content["targets"])})


def years(*names: str) -> list[dict]:
    return [STATEMENT["targets"][0] | {"period": name} for name in names]


# Sealing


def test_the_digest_is_that_of_all_that_was_said_and_when():
    assert SealedForecast.read(SEALED).targets[0] == Target("2025", 4.3, 1.9, 6.7, 0.5, 8.1)
    as_written = json.loads(json.dumps(dict(reversed(SEALED.items())), ensure_ascii=True))
    assert SealedForecast.read(as_written).sha256 == SEALED["sha256"]
    assert seal(STATEMENT, LATER)["sha256"] != SEALED["sha256"]


@pytest.mark.parametrize("name", [*STATEMENT, "made"])
def test_whatever_is_changed_afterwards_shows(name):
    content = SEALED | {name: [] if name == "targets" else f"{SEALED[name]}0"}
    with pytest.raises(SealError, match="changed after it was sealed"):
        SealedForecast.read(content)


@pytest.mark.parametrize("content", [None, 3, "x", [], {}, {"sha256": digest_of({})}, {**STATEMENT, "sha256": "0"}])
def test_what_is_no_sealed_forecast_is_not_taken_for_one(content):
    with pytest.raises(SealError):
        SealedForecast.read(content)


def test_a_repetition_is_not_kept_twice_and_the_first_date_stands():
    again = STATEMENT | {"known": "2025-09"}
    assert with_sealed([SEALED], [again], LATER) == [SEALED]
    other = STATEMENT | {"value": "4.7"}
    kept = with_sealed([SEALED], [other, other], LATER)
    assert kept == [SEALED, seal(other, LATER)]


def test_what_was_sealed_before_is_not_edited_whatever_it_is():
    former = [TAMPERED, "nothing", {"sha256": 1}]
    assert with_sealed(former, [], LATER) == former
    changed_back = TAMPERED | {"targets": SEALED["targets"], "made": LATER}  # as it was, but not its date
    kept = with_sealed([changed_back], [STATEMENT], LATER)
    assert kept == [changed_back, seal(STATEMENT, LATER)], "what does not fit its digest stands for nothing"


def test_a_record_without_sealed_forecasts_has_none_and_a_broken_one_is_told(tmp_path):
    path = tmp_path / "zhaotong.en.json"
    assert sealed_in(path) == ()
    path.write_text('{"notebook": "03-trend"}', encoding="utf-8")
    assert sealed_in(path) == ()
    path.write_text(json.dumps({"forecasts": [SEALED]}), encoding="utf-8")
    assert sealed_in(path) == (SEALED,)
    for broken in ("{", "[]", '{"forecasts": 3}', "\x00"):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(InputError, match=r"zhaotong\.en\.json: the record is broken .*remove it to begin anew"):
            sealed_in(path)


# What came


def test_scores_by_hand():
    target = Target("2025", 4.0, 2.0, 6.0, 1.0, 7.0)
    inside, between, outside = (score(target, outcome) for outcome in (6.0, 6.5, 8.0))
    assert (inside.inside80, inside.inside95, between.inside80, between.inside95) == (True, True, False, True)
    assert (outside.error, outside.inside95) == (4.0, False)
    assert inside.interval == 6.0
    assert outside.interval == 6.0 + 2 / 0.05 * 1.0
    assert interval_score(1, 7, 0.5, 0.2) == 6 + 10 * 0.5


def test_what_came_is_of_the_release_that_the_forecast_was_made_from(observations):
    """Growth of Yunnan in 2024 was 3.3 when it was first released, and 3.2 after the fifth census."""
    of_first = statement_of(region="530000", last="2023", targets=years("2024"))
    came = outcomes(observations, of_first)["2024"]
    assert (came.figure.value, came.release.code, came.is_alike) == (3.3, "first_release", True)
    came = outcomes(observations, statement_of(region="530000", basis="fifth_census", targets=years("2024")))["2024"]
    assert (came.figure.value, came.is_alike) == (3.2, True)
    came = outcomes(observations, statement_of(region="530000", basis="fifth_census", targets=years("2025")))["2025"]
    assert (came.release.code, came.is_alike) == ("first_release", False)
    assert outcomes(observations, statement_of(targets=years("2060"))) == {}
    assert outcomes(observations, statement_of(region="nowhere")) == {}


def test_a_level_is_held_against_its_own_publication_alone(observations):
    """China's levels are of one edition to 2019, and of another, revised, after that."""
    level = {"region": "100000", "indicator": "gdp_current", "last": "2018", "source": "nbs-2020-transcribed"}
    statement = statement_of(**level, targets=years("2019", "2022"))
    assert recorded(observations, statement) == ["2019", "2022"]
    assert list(outcomes(observations, statement)) == ["2019"]
    assert outcomes(observations, statement_of(**level | {"source": "gone"}, targets=years("2019"))) == {}


def test_a_level_is_not_held_against_one_beyond_a_revision(observations):
    """The levels of Zhaotong in its yearbooks change basis in 2019."""
    level = {"indicator": "gdp_current", "source": "csmar-yearbook"}
    assert list(outcomes(observations, statement_of(**level, last="2017", targets=years("2018", "2019")))) == ["2018"]


# What a report says of it


def said_of(observations: Observations, *former: dict, window: tuple = (None, None)) -> str:
    hand_over(former)
    series = select_series(observations, "530600", "gdp_growth_real", window=window)
    found = look_back(observations, series)
    sentences = [said for said in (past_sentence(found), changed_sentence(found)) if said is not None]
    assert rows_cited("".join(sentences)) <= found.rows
    return plain(" ".join(sentences))


def with_bounds(**bounds: float) -> dict:
    return seal(STATEMENT | {"targets": [STATEMENT["targets"][0] | bounds]}, MADE)


def test_the_report_opens_with_how_its_last_forecast_did(observations):
    """Zhaotong grew by 4.6 % in 2025."""
    expected = "On 8 August 2025 this report expected 4.3% for 2025; it was 4.6%, "
    assert said_of(observations, SEALED) == f"{expected}inside the 80% interval (1.9% to 6.7%)."
    said = said_of(observations, with_bounds(high80=4.5))
    assert said == f"{expected}outside the 80% but inside the 95% interval (0.5% to 8.1%)."
    said = said_of(observations, with_bounds(high80=4.4, high95=4.5))
    assert said == f"{expected}outside the 95% interval (0.5% to 4.5%)."
    use_language("zh")
    expected = "本报告2025年8月8日预计2025年为4.3%，实际为4.6%，"
    assert said_of(observations, SEALED) == f"{expected}在80%区间（1.9%至6.7%）之内。"


def test_the_last_of_several_forecasts_is_told(observations):
    older = seal(STATEMENT | {"last": "2023", "targets": years("2024", "2025")}, "2024-08-08T10:00:00+08:00")
    again = seal(STATEMENT | {"targets": years("2025"), "value": "4.7"}, LATER)
    assert "On 1 September 2025" in said_of(observations, again, older, SEALED)
    assert "On 8 August 2025" in said_of(observations, older, SEALED)
    assert "On 8 August 2024" in said_of(observations, older)
    of_another = seal(STATEMENT | {"region": "530300"}, MADE)
    assert "A test: from" in said_of(observations, of_another)


def test_a_forecast_that_was_changed_is_told_and_not_scored(observations):
    said = said_of(observations, TAMPERED)
    assert "4.6% for 2025" not in said
    assert said.startswith("A test: ")
    assert said.endswith(
        "1 forecast that this report sealed does not fit its digest: it was changed afterwards, and is not scored."
    )
    use_language("zh")
    assert said_of(observations, TAMPERED, TAMPERED).endswith(
        "本报告封存的预测中有2项与校验码不符，事后被改动过，不予评判。"
    )


@pytest.mark.slow
def test_without_a_sealed_forecast_the_method_is_tested_on_the_latest_year(observations):
    said = said_of(observations)
    series = select_series(observations, "530600", "gdp_growth_real", window=(None, 2024))
    first = fit_models(observations, series).forecast.frame.iloc[0]
    point, low, high = (f"{first[name]:.1f}" for name in ("point", "low80", "high80"))
    assert said == (
        f"A test: from the figures to 2024 the method of this report expects {point}% for 2025; it was 4.6%, inside "
        f"the 80% interval ({low}% to {high}%)."
    )
    use_language("zh")
    assert said_of(observations) == (
        f"事后检验：用截至2024年的数据，按本报告的方法预计2025年为{point}%，实际为4.6%，在80%区间（{low}%至{high}%）之内。"
    )


def test_a_series_too_short_for_a_forecast_is_not_tested_either(observations):
    assert said_of(observations, window=(2019, None)) == ""


def fitted(observations: Observations, last_year: int | None = None, region: str = "530600"):
    return fit_models(observations, select_series(observations, region, "gdp_growth_real", window=(None, last_year)))


def test_a_forecast_of_years_that_are_over_is_a_test_with_what_came(observations):
    models = fitted(observations, 2020)
    table = frame_of(forecast_table(models))
    assert table["what came"].map(plain).to_list() == ["10.1", "3.7"]
    assert rows_cited("".join(table["what came"])) <= models.rows
    [sentence] = over_sentences(models)
    assert sentence == "2021 and 2022 are over: this is a test made afterwards, with what came beside it."
    assert FORECAST_TYPE not in published_forecast(models)._repr_mimebundle_()
    use_language("zh")
    assert over_sentences(models) == ["2021和2022年已经过去：这是事后所做的检验，旁边列出实际数。"]


def test_what_came_of_another_release_is_said_to_be(observations):
    sentences = over_sentences(fitted(observations, 2024, "530000"))
    assert sentences[0] == "2025 is over: this is a test made afterwards, with what came beside it."
    assert sentences[1].startswith(
        "What came in 2025 is of another release than the figure that the forecast starts from"
    )


def test_a_forecast_of_years_to_come_is_published_for_its_record(observations):
    models = fitted(observations)
    assert over_sentences(models) == []
    assert "what came" not in forecast_table(models).header
    said = published_forecast(models)._repr_mimebundle_()[FORECAST_TYPE]
    assert said == models.after.statement.content
    assert (said["last"], said["value"], [target["period"] for target in said["targets"]]) == (
        "2025",
        "4.6",
        ["2026", "2027"],
    )
    assert said["known"] == str(observations.figures.loc[models.ahead_rows, "known"].max())


def test_as_of_a_month_nothing_later_is_shown_but_that_the_years_are_over(observations):
    then = observations.as_known(pd.Period("2023-11", "M"))
    models = fitted(then)
    assert [str(at) for at in models.forecast.frame.index] == ["2022", "2023"]
    assert "what came" not in forecast_table(models).header
    assert models.rows <= set(then.figures.index)
    assert over_sentences(models) == [
        "2022 and 2023 are over by now: this is a test made afterwards from what was known in November 2023; what came "
        "later is not shown."
    ]
    assert published_forecast(models).content is None
    assert look_back(then, models.series).rows <= set(then.figures.index)


# A notebook of one's own


def test_a_forecast_of_published_figures_is_sealed_by_one_call(observations):
    published = helpers.seal(helpers.forecast(helpers.series("Zhaotong", "gdp_growth_real")))
    models = fitted(observations)
    assert published._repr_mimebundle_()[FORECAST_TYPE] == models.after.statement.content
    over = helpers.seal(helpers.forecast(helpers.series("Zhaotong", "gdp_growth_real", (None, 2020))))
    assert over.content is None
    assert "2021 and 2022 are over: this is a test made afterwards." in over._repr_mimebundle_()["text/html"]


def test_what_is_no_forecast_of_published_figures_is_not_sealed():
    ahead = helpers.forecast(helpers.series("Zhaotong", "gdp_growth_real"))
    rates = helpers.series("Zhaotong", "gdp_growth_real")["value"] + 0.01
    two = pd.concat([ahead, helpers.forecast(helpers.series("Qujing", "gdp_growth_real"))])
    for wrong in (3, ahead["point"], ahead[["point"]], ahead.iloc[:0], helpers.forecast(rates), two):
        with pytest.raises(InputError, match="seal takes what forecast gives"):
            helpers.seal(wrong)


# From a run to the next


CELLS = (
    "# Parameters are few\nimport helpers\nfrom helpers.figures.observations import load_observations\n"
    "from helpers.figures.series import select_series\nfrom helpers.questions.trend import lookback\n"
    "from helpers.show.wording import Paragraph, show",
    'series = select_series(load_observations(), "530600", "gdp_growth_real")\n'
    "found = lookback.look_back(load_observations(), series)\n"
    "said = lookback.past_sentence(found), lookback.changed_sentence(found)\n"
    "show(Paragraph([sentence for sentence in said if sentence is not None]))",
    'helpers.seal(helpers.forecast(helpers.series("Zhaotong", "gdp_growth_real")))',
)


@pytest.fixture
def reports(run, data_copy, tmp_path, monkeypatch):  # noqa: F811
    """Make the report of a notebook that publishes a forecast, from data to 2024."""
    monkeypatch.setenv("ZHAOTONG_DATA", str(data_copy))
    monkeypatch.setenv("ZHAOTONG_NOTEBOOKS", "")  # the option sets it
    (tmp_path / "mine").mkdir()
    notebook = notebook_of(tmp_path / "mine/ahead.ipynb", *CELLS)
    node = nbformat.read(notebook.path, as_version=4)
    node.cells.insert(0, nbformat.v4.new_markdown_cell("# What comes next?"))
    nbformat.write(node, notebook.path)

    def call(*more: str) -> tuple[str, dict, str]:
        folder = tmp_path / "reports"
        code, out, err = run("report", "ahead", "--notebooks", tmp_path / "mine", "--output-dir", folder, *more)
        page = folder / "ahead/ahead.en.html"
        assert code == 0, err
        text = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").main.text
        return text, json.loads(page.with_suffix(".json").read_text(encoding="utf-8")), out

    return call


@pytest.mark.slow
def test_a_forecast_is_kept_from_run_to_run_and_scored_when_its_figure_comes(reports, run, tmp_path):  # noqa: F811
    text, record, _out = reports()
    [first] = record["forecasts"]
    sealed = SealedForecast.read(first)
    assert (sealed.last, sealed.made) == ("2024", record["made"])
    assert [target.period for target in sealed.targets] == ["2025", "2026"]
    assert "A test: from the figures to 2023" in text
    assert "(unchanged)" in reports()[2]

    words = ("Zhaotong", "gdp_growth_real", "2025", "5.1", "--source", "debt-atlas-2026", "--locator", "made up")
    code, _out, err = run("add", *words, "--accept-doubts")
    assert code == 0, err
    text, record, out = reports()
    assert "(unchanged)" not in out
    assert record["forecasts"][0] == first
    assert [each["last"] for each in record["forecasts"]] == ["2024", "2025"]
    target = sealed.targets[0]
    made = day(datetime.fromisoformat(sealed.made).date())
    assert f"On {made} this report expected {target.point:.1f}% for 2025; it was 5.1%, " in text

    code, out, err = run("forecasts", "--output-dir", tmp_path / "reports")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Zhaotong (530600), gdp_growth_real"
    assert f"2025: {target.point:.1f} (80% {target.low80:.1f} to {target.high80:.1f}" in lines[1]
    assert f"came 5.1, error {5.1 - target.point:+.1f}, inside 80%, interval score" in lines[1]
    assert [line.endswith("not come yet") for line in lines[1:-1]] == [False, True, True, True]
    assert lines[-1].startswith(
        "gdp_growth_real: 4 forecast, 1 came; 1 inside 80% (100%), 1 inside 95% (100%); mean abs"
    )
    code, out, _err = run("forecasts", "--output-dir", tmp_path / "reports", "--json", "--region", "Zhaotong")
    said = json.loads(out)
    [came] = [each for each in said["forecasts"] if each["outcome"]]
    assert (came["period"], came["outcome"]["value"], came["inside95"]) == ("2025", 5.1, True)
    assert came["error"] == pytest.approx(5.1 - target.point)
    assert said["summary"][0]["error"] == pytest.approx(abs(5.1 - target.point))
    assert json.loads(run("forecasts", "--output-dir", tmp_path / "reports", "--json", "--region", "Qujing")[1]) == {
        "forecasts": [],
        "summary": [],
    }

    path = tmp_path / "reports/ahead/ahead.en.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["forecasts"][0]["targets"][0]["point"] = 5.1
    path.write_text(json.dumps(content), encoding="utf-8")
    code, out, err = run("forecasts", "--output-dir", tmp_path / "reports")
    assert code == 1
    assert (
        err == f"{path}: a sealed forecast is left out, its digest does not fit: it was changed after it was sealed\n"
    )
    assert out.splitlines()[-1] == "gdp_growth_real: 2 forecast, none has come yet"
    path.with_suffix(".ipynb").unlink()  # nothing is left that would say what it was
    text, again, _out = reports("--force")
    assert again["forecasts"] == content["forecasts"]
    assert "1 forecast that this report sealed does not fit its digest" in text


def test_what_was_sealed_is_restored_from_the_run(reports, tmp_path):
    _text, record, _out = reports()
    path = tmp_path / "reports/ahead/ahead.en.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"point": ', '"point": 1'), encoding="utf-8")
    assert reports()[1] == record
    path.write_text("broken", encoding="utf-8")
    assert reports("--force")[1]["forecasts"] == record["forecasts"]


def test_what_was_sealed_travels_with_the_job(observations, tmp_path):
    """Whatever machine makes the report, it needs nothing of the folder of reports."""
    request = request_report(find_notebook("03-trend"), {"language": "en"}, observations)
    (tmp_path / "03-trend").mkdir()
    (tmp_path / "03-trend/zhaotong.en.json").write_text(json.dumps({"forecasts": [SEALED]}), encoding="utf-8")
    [task] = pickle.loads(pickle.dumps(report_job(request, observations, tmp_path))).arguments
    assert task.sealed == (SEALED,)


def test_a_broken_record_is_not_made_over(run, tmp_path):  # noqa: F811
    path = tmp_path / "03-trend/zhaotong.en.json"
    path.parent.mkdir()
    path.write_text("{", encoding="utf-8")
    code, _out, err = run("report", "03-trend", "--language", "en", "--output-dir", tmp_path)
    assert code == 2
    assert f"{path}: the record is broken" in err
    assert path.read_text(encoding="utf-8") == "{"
    code, _out, err = run("forecasts", "--output-dir", tmp_path)
    assert code == 1
    assert err.count("\n") == 1
    assert f"{path}: the record is broken" in err


def test_where_nothing_is_sealed_that_is_said(run, tmp_path):  # noqa: F811
    code, out, err = run("forecasts", "--output-dir", tmp_path)
    assert (code, err) == (0, "")
    assert out.endswith("has sealed a forecast; zhaotong report 03-trend makes one\n")
    assert json.loads(run("forecasts", "--output-dir", tmp_path, "--json")[1]) == {"forecasts": [], "summary": []}
    code, _out, err = run("forecasts", "--output-dir", tmp_path, "--region", "Zhaotnog")
    assert code == 2
    assert "Zhaotnog" in err


def test_two_languages_of_a_report_seal_one_forecast(run, tmp_path):  # noqa: F811
    (tmp_path / "03-trend").mkdir()
    for language, made in (("en", LATER), ("zh", MADE)):
        record = {"forecasts": [seal(STATEMENT, made)]}
        (tmp_path / f"03-trend/zhaotong.{language}.json").write_text(json.dumps(record), encoding="utf-8")
    _code, out, _err = run("forecasts", "--output-dir", tmp_path, "--json", "--indicator", "gdp_growth_real")
    said = json.loads(out)
    assert [(each["period"], each["made"]) for each in said["forecasts"]] == [("2025", MADE), ("2026", MADE)]
    assert said["summary"][0]["n"] == 1


def test_how_forecasts_are_made_is_no_input_of_reports_without_one():
    """Every report may seal a forecast, and none that has none must be made anew when a method changes."""
    beside = reachable(frozenset({"zhaotong.reports.make", "zhaotong.reports.kernel"}))
    names = {path.relative_to(PROJECT / "src/helpers").as_posix() for path in beside if "helpers" in path.parts}
    assert "models/sealing.py" in names
    assert not {"models/forecast.py", "models/methods.py", "models/panel.py", "models/outcomes.py"} & names


def test_by_hand_nothing_is_handed_over():
    assert sealing.handed() == ([], 0)
