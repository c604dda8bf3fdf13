"""Synthetic control on made-up regions: weights, a known mixture, a made-up effect, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.models.requirements import ModelRefusedError
from helpers.models.synthetic import PEERS, fit_synthetic, mixture

YEARS = pd.period_range("2000", "2024", freq="Y", name="period")
SINCE = pd.Period("2018", "Y")
SEEDS = st.integers(0, 10_000)


def made_up_rates(seed: int, peers: int = 10) -> pd.DataFrame:
    """Growth of invented regions a, b, ... in percent: a common cycle, and each one's own mean and noise."""
    generator = np.random.default_rng(seed)
    common = 8 + 2 * generator.standard_normal(len(YEARS))
    own = generator.normal(0, 2, peers) + generator.standard_normal((len(YEARS), peers))
    return pd.DataFrame(common[:, None] + own, YEARS, [chr(ord("a") + place) for place in range(peers)])


def mixed(rates: pd.DataFrame, weights: dict[str, float]) -> pd.Series:
    """The rates of a region whose logged level is a mixture of those of others."""
    logs = sum(weight * np.log1p(rates[name] / 100) for name, weight in weights.items())
    return 100 * np.expm1(logs)


@given(SEEDS, st.integers(2, 30), st.integers(1, 40))
def test_weights_are_not_negative_and_sum_to_one(seed, peers, periods):
    generator = np.random.default_rng(seed)
    weights = mixture(generator.normal(size=periods), generator.normal(size=(periods, peers)))
    assert (weights >= 0).all()
    assert weights.sum() == pytest.approx(1)


@given(SEEDS)
@settings(max_examples=25)
def test_no_other_mixture_is_nearer(seed):
    generator = np.random.default_rng(seed)
    path, others = generator.normal(size=20), generator.normal(size=(20, 6))
    best = np.sum((path - others @ mixture(path, others)) ** 2)
    tried = generator.dirichlet(np.full(6, 0.5), size=500)
    assert best <= np.sum((path[:, None] - others @ tried.T) ** 2, axis=0).min() + 1e-9


@given(SEEDS)
@settings(max_examples=25)
def test_the_order_of_periods_and_peers_changes_nothing(seed):
    generator = np.random.default_rng(seed)
    path, others = generator.normal(size=20), generator.normal(size=(20, 6))
    down, across = generator.permutation(20), generator.permutation(6)
    shuffled = mixture(path[down], others[down][:, across])
    assert shuffled == pytest.approx(mixture(path, others)[across], abs=1e-8)


@given(SEEDS, st.floats(0.05, 0.95))
@settings(max_examples=25)
def test_a_region_that_is_a_mixture_is_found_without_a_gap(seed, share):
    rates = made_up_rates(seed)
    rates["own"] = mixed(rates, {"b": share, "g": 1 - share})
    found = fit_synthetic(rates, "own", SINCE)
    assert found.own.weights["b"] == pytest.approx(share, abs=1e-5)
    assert found.own.weights["g"] == pytest.approx(1 - share, abs=1e-5)
    assert found.own.gap.to_numpy() == pytest.approx(0, abs=1e-5)
    assert found.fitted == 18
    assert set(found.weighing) == {"b", "g"}
    if abs(share - 0.5) > 1e-5:  # two halves have no order but that of the last digit, which nobody promises
        assert found.weighing[0] == ("b" if share > 0.5 else "g")


@given(SEEDS)
@settings(max_examples=25)
def test_a_peer_without_any_rate_changes_nothing_and_is_named(seed):
    rates = made_up_rates(seed)
    rates["own"] = mixed(rates, {"a": 0.3, "c": 0.7}) + np.random.default_rng(seed).normal(0, 0.1, len(YEARS))
    plain, found = (fit_synthetic(table, "own", SINCE) for table in (rates, rates.assign(empty=np.nan)))
    assert found.left_out == ["empty"]
    assert plain.left_out == []
    assert found.own.weights == plain.own.weights
    assert (found.p, found.own.before) == (plain.p, plain.own.before)


def test_a_made_up_effect_is_found_and_stands_out():
    rates = made_up_rates(3, peers=12)
    rates["own"] = mixed(rates, dict.fromkeys("aceg", 0.25))
    rates.loc[rates.index >= SINCE, "own"] += 2.0
    rates["own"] += np.random.default_rng(3).normal(0, 0.05, len(YEARS))
    found = fit_synthetic(rates, "own", SINCE)
    years = len(YEARS) - found.fitted
    assert found.own.gap.iloc[-1] == pytest.approx(100 * (1.02**years - 1), rel=0.2)
    assert abs(found.own.gap[: found.fitted]).max() < 1
    assert (found.rank, found.p) == (1, pytest.approx(1 / 13))
    assert found.is_rare
    assert set(found.placebos) == set("abcdefghijkl")


def test_without_an_effect_a_gap_is_as_rare_as_chance_has_it():
    """Of made-up worlds in which nothing happened about a tenth are called rare."""
    rare = []
    for seed in range(80):
        rates = made_up_rates(seed, peers=11)
        try:
            rare.append(fit_synthetic(rates, "e", SINCE).is_rare)
        except ModelRefusedError:
            continue
    assert len(rare) > 20
    assert np.mean(rare) < 0.25


def test_equal_ratios_count_as_larger():
    """What is exact everywhere stands out nowhere."""
    rates = pd.DataFrame({name: made_up_rates(1)["a"] for name in "abcdefghij"})
    found = fit_synthetic(rates, "a", SINCE)
    assert found.p == 1


def test_the_path_begins_where_it_leaves_the_most_rates():
    rates = made_up_rates(5)
    rates["own"] = mixed(rates, {"a": 0.5, "b": 0.5})
    late = rates.copy()
    late.iloc[0, :5] = np.nan  # five peers lack the first year: better without that year
    assert fit_synthetic(late, "own", SINCE).fitted == 17
    late = rates.copy()
    late.iloc[7, 2] = np.nan  # one lacks the eighth: better without that peer
    found = fit_synthetic(late, "own", SINCE)
    assert (found.fitted, found.left_out) == (18, ["c"])


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda rates: rates.iloc[12:], r"needs at least 10 years before 2018 and has 6"),
        (lambda rates: rates.iloc[:18], "no year from 2018 on"),
        (lambda rates: rates.iloc[:0], "needs at least 10 years before 2018 and has 0"),
        (lambda rates: rates.drop(columns=list("abcd")), f"needs at least {PEERS} peers .* and has 6"),
        (
            lambda rates: rates.assign(own=rates["own"].where(rates.index != pd.Period("2020", "Y"))),
            "recorded for 2020",
        ),
        (lambda rates: rates.assign(own=rates["own"] + 8), r"misses the path before by .*more than peers differ"),
    ],
)
def test_what_the_figures_do_not_allow_is_refused_in_a_sentence(spoil, message):
    rates = made_up_rates(4)
    rates["own"] = mixed(rates, {"a": 0.5, "b": 0.5})
    with pytest.raises(ModelRefusedError, match=message) as error:
        fit_synthetic(spoil(rates), "own", SINCE)
    assert str(error.value).startswith("A synthetic control")


def test_years_that_nobody_has_are_holes_and_no_neighbours():
    rates = made_up_rates(4)
    rates["own"] = mixed(rates, {"a": 0.5, "b": 0.5})
    with pytest.raises(ModelRefusedError, match="none is recorded for 2021"):
        fit_synthetic(rates[rates.index != pd.Period("2021", "Y")], "own", SINCE)
