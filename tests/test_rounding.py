import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.printed import Rounded, in_full, in_unit, read_printed, split_printed
from helpers.text.messages import InputError


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("8", (8.0, 7.5, 8.5)),
        ("8.0", (8.0, 7.95, 8.05)),
        ("-4.3", (-4.3, -4.35, -4.25)),
        ("1.79e4", (17900.0, 17850.0, 17950.0)),
        ("59043e-4", (5.9043, 5.90425, 5.90435)),
        ("-20.0e-1", (-2.0, -2.005, -1.995)),
        ("2000e-4+", (0.2, 0.2, math.inf)),
        ("0.27", (0.27, 0.265, 0.275)),
        ("200+", (200.0, 200.0, math.inf)),
    ],
)
def test_printed_digits_stand_for_an_interval(printed, expected):
    assert read_printed(printed) == Rounded(*expected)


def test_a_range_has_no_single_value():
    printed = read_printed("2~3")
    assert math.isnan(printed.value)
    assert printed.bounds == (1.5, 3.5)


@pytest.mark.parametrize("text", ["", "5,2", "８", "about 8", "8%", "1e400x", "--8", "8e-12", "8e--1"])
def test_anything_else_is_no_figure(text):
    with pytest.raises(ValueError, match="is not a printed figure"):
        read_printed(text)


@given(st.decimals(-1000, 1000, places=2), st.integers(0, 2))
def test_the_interval_holds_every_value_that_prints_the_same(number, places):
    printed = f"{number:.{places}f}"
    rounded = read_printed(printed)
    low, high = rounded.bounds
    assert low < rounded.value < high
    assert math.isclose(high - low, 10.0**-places)
    assert low - 1e-9 <= float(number) <= high + 1e-9


def test_a_difference_allows_for_both_roundings():
    assert read_printed("8") - read_printed("5.2") == Rounded(2.8, 2.25, 3.35)
    assert read_printed("8.0") - read_printed("2.8") == Rounded(5.2, 5.1, 5.3)


def test_results_rest_on_the_rows_of_both_sides():
    one, other = Rounded(8, 7.5, 8.5, frozenset([3])), Rounded(5.2, 5.15, 5.25, frozenset([4, 7]))
    for result in (
        one - other,
        one + other,
        one * other,
        one / other,
        (one / other).percent_change,
        one.factor * other,
    ):
        assert result.rows == {3, 4, 7}
    assert (one - Rounded.exact(100)).rows == {3}
    assert one == Rounded(8, 7.5, 8.5)  # what it rests on is no part of a number


@pytest.mark.parametrize(
    ("digits", "factor", "written"),
    [
        ("59043", "0.0001", "59043e-4"),
        ("496.30", "1", "496.30"),
        ("118.9", "10", "118.9e1"),
        ("1.79", "10000", "1.79e4"),
        ("1.79e4", "0.0001", "1.79"),
        ("200+", "0.0001", "200e-4+"),
        ("≤50", "10000", "≤50e4"),
        ("2~3.0", "0.01", "2e-2~3.0"),
        ("-5.80", "0.1", "-5.80e-1"),
    ],
)
def test_digits_of_another_unit_are_kept(digits, factor, written):
    assert in_unit(digits, Decimal(factor)) == written
    numbers = [number * Decimal(factor) for number in split_printed(digits).numbers]
    assert split_printed(written).numbers == numbers


@pytest.mark.parametrize(
    ("printed", "full"),
    [("59043e-4", "5.9043"), ("1.79e4", "17900"), ("20.0e-1+", "2.00+"), ("2e-2~3.0", "0.02~0.030"), ("≤50", "≤50")],
)
def test_a_figure_in_full_has_the_unit_of_its_indicator(printed, full):
    assert in_full(printed) == full


@pytest.mark.parametrize(
    ("digits", "factor", "message"),
    [("3.5", "5", "is 5 of that of the indicator, no power of ten"), ("1e9", "10", "10 to the power of 10")],
)
def test_digits_that_another_unit_cannot_keep_are_told(digits, factor, message):
    with pytest.raises(InputError, match=message):
        in_unit(digits, Decimal(factor))
